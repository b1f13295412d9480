"""Holds a release, or any copy of one, against its manifest."""

from pathlib import Path

from giaoban.manifest import MANIFEST, compare, problems_of, read_manifest
from giaoban.problems import NOWHERE, Problem
from giaoban.releases import release_id, site_checksum, site_files
from giaoban.shelf import CURRENT, read_head
from giaoban.staging import checksums_of


def copy_in(folder: Path) -> Path:
    """Where the files are that a manifest lists: in the folder itself, or in the current release of a destination."""
    current = folder / CURRENT
    return current if not (folder / MANIFEST).is_file() and (current / MANIFEST).is_file() else folder


def verify(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """What the manifest lists, and every file that is missing, altered or foreign, also a manifest that was changed."""
    place = copy_in(folder).resolve()
    try:
        text = (place / MANIFEST).read_bytes().decode("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return {}, [Problem(str(folder), NOWHERE, "manifest-missing", {"found": MANIFEST})]
    checksums, problems = read_manifest(text)
    problems += problems_of(compare(checksums, checksums_of(place)))
    head = read_head(place)
    if head and release_id(head.number, site_checksum(site_files(checksums, head.carried))) != head.id:
        problems.append(Problem(MANIFEST, NOWHERE, "manifest-altered", {"found": head.id}))
    return checksums, problems

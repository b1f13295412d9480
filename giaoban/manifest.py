"""The manifest of a release: the SHA-256 of each of its files, one a line, as `sha256sum -c` reads it."""

import re
from collections.abc import Collection

import msgspec

from giaoban.problems import NOWHERE, Problem, Spot

MANIFEST = "sha256sums.txt"
"""The file that holds the manifest; it lists all other files of its folder, and not itself."""
LINE = re.compile(r"([0-9A-Fa-f]{64}) [ *](.+)")
SEGMENT = re.compile(r"(?!\.{1,2}$)[^/\\:\x00-\x1f]+")


class Differences(msgspec.Struct, frozen=True):
    """What distinguishes a copy from its manifest, each list in order."""

    missing: tuple[str, ...]
    altered: tuple[str, ...]
    foreign: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.altered or self.foreign)


def write_manifest(checksums: dict[str, str]) -> str:
    """The manifest's text, given each path's SHA-256; the order of the lines is that of the paths."""
    return "".join(f"{checksums[path]}  {path}\n" for path in sorted(checksums))


def read_manifest(text: str) -> tuple[dict[str, str], list[Problem]]:
    """Each path's SHA-256; a line that is none, or that would lead out of the folder, is a problem."""
    checksums: dict[str, str] = {}
    problems = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        found = LINE.fullmatch(line)
        if found and found[2] not in checksums and all(map(SEGMENT.fullmatch, found[2].split("/"))):
            checksums[found[2]] = found[1].lower()
        elif line:
            problems.append(Problem(MANIFEST, Spot(number, 1, len(line), line), "manifest-line"))
    return checksums, problems


def compare(checksums: dict[str, str], found: dict[str, str]) -> Differences:
    """How the files found, path to SHA-256, differ from those that a manifest lists."""
    return Differences(
        missing=tuple(sorted(checksums.keys() - found.keys())),
        altered=tuple(sorted(path for path, digest in found.items() if checksums.get(path, digest) != digest)),
        foreign=tuple(sorted(found.keys() - checksums.keys() - {MANIFEST})),
    )


def problems_of(differences: Differences, root: str = "") -> list[Problem]:
    """Each missing, altered and foreign file as a problem, its path below `root`."""
    kinds: dict[str, Collection[str]] = {
        "copy-missing": differences.missing,
        "copy-altered": differences.altered,
        "copy-foreign": differences.foreign,
    }
    return [Problem(root + path, NOWHERE, code) for code, paths in kinds.items() for path in paths]

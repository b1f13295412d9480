"""Reads a site's files."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISREG

import msgspec

from giaoban.bounds import leads_out
from giaoban.ledger import Stamp
from giaoban.problems import NOWHERE, Problem
from giaoban.sources import REGISTER, Source

PROJECT = Path(__file__).resolve().parent.parent
BUILD = ".build"
"""Where a site's builds keep what they remember, and stage what they write."""
SITE_FILES = ("site_config.yaml", "content/provinces.yaml", "content/indicators.yaml")
RECORDS, PAGES = "content/records", "content/pages"
LARGEST = 10_000_000
"""No file of a site has more bytes; a record's limit stands in site_config.yaml."""
ANY_SIZE = 1 << 60
IGNORED = (".", "~$")
SYSTEM_FILES = ("thumbs.db", "desktop.ini")
TEXT_SUFFIXES = (".md", ".markdown", ".txt", ".doc", ".docx", ".odt", ".rtf", ".yaml", ".yml", ".html", ".htm")
"""What an editor may have meant as a record."""
RECENT, COARSE = 100_000_000, 2_000_000_000
"""A file changed within so many nanoseconds of the reading may change again under the same time stamp; where time
stamps are whole seconds, within so many more."""


class Inputs(msgspec.Struct, frozen=True):
    """Everything read from disk but the records."""

    site_files: tuple[Source, ...]
    articles: tuple[Source, ...]
    articles_listed: tuple[str, ...]
    """Every page file, also one that could not be read."""
    register: Source | None
    templates: tuple[Source, ...]
    problems: tuple[Problem, ...]


def read_inputs(site: Path) -> Inputs:
    """The files of `site`; a template that the site lacks is the project's own."""
    problems: list[Problem] = []
    site_files = tuple(_read_each(site, SITE_FILES, problems))
    listed = tuple(_content(site, PAGES, problems))
    articles = tuple(_read_each(site, listed, problems))
    register, found = read_source(site, REGISTER)
    problems += [problem for problem in found if problem.code != "file-missing"]
    templates = {
        source.file: source for source in _read_each(PROJECT, _files(PROJECT, "templates", problems), problems)
    }
    if site != PROJECT:
        own = _read_each(site, _files(site, "templates", problems), problems)
        templates |= {source.file: source for source in own}
    return Inputs(site_files, articles, listed, register, tuple(templates.values()), tuple(problems))


def list_records(site: Path) -> tuple[dict[str, Stamp], list[Problem]]:
    """The record files of `site` by their stamps, and what lies among them and is none."""
    problems: list[Problem] = []
    return _content(site, RECORDS, problems), problems


def _read_each(root: Path, files: Iterable[str], problems: list[Problem]) -> Iterator[Source]:
    for file in files:
        if leads_out(root, file):
            problems.append(Problem(file, NOWHERE, "symlink-outside"))
            continue
        source, found = read_source(root, file)
        problems += found
        if source:
            yield source


def read_source(root: Path, file: str, limit: int = LARGEST) -> tuple[Source | None, list[Problem]]:
    """A file's bytes, unless it has more than `limit` of them or cannot be read."""
    path = root / file
    try:
        size = path.stat().st_size
        if size > limit:
            sizes = {"found": f"{size:,}".replace(",", "."), "limit": f"{limit:,}".replace(",", ".")}
            return None, [Problem(file, NOWHERE, "file-too-large", sizes)]
        return Source(file, path.read_bytes()), []
    except FileNotFoundError:
        return None, [Problem(file, NOWHERE, "file-missing")]
    except OSError as error:
        return None, [unreadable(file, error)]


def stamp(root: Path, file: str) -> Stamp | None:
    """The stamp of a file, None for whatever is not one."""
    try:
        status = (root / file).stat()
    except OSError:
        return None
    return _stamp(status) if S_ISREG(status.st_mode) else None


def unreadable(file: str, error: OSError) -> Problem:
    if isinstance(error, PermissionError):
        return Problem(file, NOWHERE, "file-forbidden")
    return Problem(file, NOWHERE, "file-unreadable", {"detail": error.strerror or str(error)})


def _content(site: Path, folder: str, problems: list[Problem]) -> dict[str, Stamp]:
    """The Markdown files below `folder`; whatever else lies there is a problem, for it would be lost in silence."""
    found: dict[str, Stamp] = {}
    seen: set[str] = set()
    pending = [folder]
    if leads_out(site, folder):
        problems.append(Problem(folder, NOWHERE, "symlink-outside"))
        return found
    while pending:
        here = pending.pop()
        seen.add(os.path.realpath(site / here))
        try:
            entries = sorted(os.scandir(site / here), key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            problems.append(unreadable(here, error))
            continue
        for entry in entries:
            if entry.name.startswith(IGNORED) or entry.name.lower() in SYSTEM_FILES:
                continue
            path = f"{here}/{entry.name}"
            code = _fault_of(entry, site, seen)
            if code:
                problems.append(Problem(printable(path), NOWHERE, code))
            elif entry.is_dir():
                pending.append(path)
            else:
                found[path] = _stamp(entry.stat())
    return dict(sorted(found.items()))


def _fault_of(entry: os.DirEntry[str], site: Path, seen: set[str]) -> str:
    """Why an entry of a content folder can be neither a Markdown file nor a folder of them; "" if it can."""
    if printable(entry.name) != entry.name:
        return "file-name-unreadable"
    if entry.is_symlink():
        target = os.path.realpath(entry.path)
        if not os.path.exists(target) or (os.path.isdir(target) and target in seen):
            return "symlink-broken"
        if leads_out(site, entry.path):
            return "symlink-outside"
    if entry.is_dir():
        return "file-is-folder" if entry.name.lower().endswith(".md") else ""
    if not entry.is_file():
        return "file-special"
    if entry.name.endswith(".md"):
        return ""
    return "file-not-md" if entry.name.lower().endswith(TEXT_SUFFIXES) else "file-stray"


def printable(name: str) -> str:
    """A file name as it can be shown; Linux allows names that are no text, or hold line breaks."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _files(root: Path, folder: str, problems: list[Problem]) -> dict[str, Stamp]:
    """Every file below `folder`, with its stamp; hidden files are passed over, and links that lead elsewhere."""
    found = {}
    pending = [folder]
    while pending:
        here = pending.pop()
        if here == folder and leads_out(root, here):
            problems.append(Problem(here, NOWHERE, "symlink-outside"))
            continue
        try:
            entries = list(os.scandir(root / here))
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            path = f"{here}/{entry.name}".removeprefix("./")
            if entry.name.startswith("."):
                continue
            if entry.is_symlink() and leads_out(root, path):
                problems.append(Problem(printable(path), NOWHERE, "symlink-outside"))
            elif entry.is_dir():
                pending.append(path)
            else:
                found[path] = _stamp(entry.stat())
    return dict(sorted(found.items()))


def is_settled(stamp: Stamp, now: int) -> bool:
    """Whether the file had last changed so long before `now` that another change would have another time."""
    latest = max(stamp.modified, stamp.changed)
    return latest < now - (RECENT if latest % 1_000_000_000 else COARSE)


def settled(stamp: Stamp, now: int) -> Stamp:
    """The stamp to remember: a file changed a moment ago is remembered by no time, so that it is read again."""
    return stamp if is_settled(stamp, now) else Stamp(stamp.size, 0, 0)

"""What a site and its output look like from outside: names, sizes and times. Where they look as after the last build,
that build's outcome still holds, and nothing is read.

A look costs one listing of each folder. This module imports neither parsers nor templates, for a build that has
nothing to do needs none.
"""

import contextlib
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from giaoban.bounds import refuse_link, refuse_way_out
from giaoban.disk import BUILD, COARSE, PROJECT, RECENT, is_settled
from giaoban.ledger import Decision, Stamp
from giaoban.outcome import Outcome, Request
from giaoban.program import generator_digest
from giaoban.sources import value_digest

MEMORY, STATE = Path(BUILD, "sight.msgpack"), Path(BUILD, "state.sqlite")
READ, RECORDS = ("content", "templates"), Path("content", "records")
"""The folders of a site that a build reads, besides site_config.yaml."""

File = tuple[bytes, int, int, int]
"""Name, size, and the times of the last change of its bytes and of the file itself."""
Listing = dict[str, list[File]]
"""For each folder, under its whole path, its files in the order of names."""


class Sight(msgspec.Struct, frozen=True):
    """The listings of the records and of the output, and the digest of the listing of all else that a build reads.

    The digest is empty, and a record has no times, where a file had changed so shortly before that it could change
    again under the same time.
    """

    rest: str
    records: Listing
    output: Listing

    def present(self, output: Path) -> dict[str, Stamp]:
        """Every file of the output by its path, hidden ones left out."""
        present = {}
        for folder, files in self.output.items():
            way = folder[len(str(output)) :].replace(os.sep, "/")
            if "/." not in way:
                before = f"{way[1:]}/" if way else ""
                for name, size, modified, _ in files:
                    if not name.startswith(b"."):
                        present[before + os.fsdecode(name)] = Stamp(size, modified)
        return present


class Last(msgspec.Struct, frozen=True):
    """The last build that wrote all it had to: what it read and wrote looked like then, and what it found."""

    target: str
    rest: str
    records: Listing
    output: str
    state: tuple[int, int]
    outcome: Outcome


def look(request: Request) -> Sight:
    """The site and its output as they lie there now; OSError if what is written would land elsewhere."""
    refuse_link(request.site / STATE.parent)
    refuse_link(request.output)
    now = time.time_ns()
    listing: Listing = {}
    followed = True
    for folder in dict.fromkeys((*(request.site / each for each in READ), PROJECT / "templates")):
        followed &= not _list(folder, listing)
    config = Path(request.site, "site_config.yaml")
    with contextlib.suppress(OSError):
        status = config.stat()
        listing[str(config)] = [(b"", status.st_size, status.st_mtime_ns, status.st_ctime_ns)]
    output: Listing = {}
    for link in _list(request.output, output):
        refuse_way_out(request.output, link)
        _list(Path(link), output)
    records = str(request.site / RECORDS)
    apart = {folder: listing.pop(folder) for folder in list(listing) if folder.startswith(records)}
    settled = followed and all(_is_settled(file, now) for files in listing.values() for file in files)
    return Sight(value_digest((generator_digest(), listing)) if settled else "", _settled(apart, now), output)


def _settled(listing: Listing, now: int) -> Listing:
    long_ago = now - RECENT - COARSE
    return {
        folder: [file if max(file[2:]) < long_ago or _is_settled(file, now) else (*file[:2], 0, 0) for file in files]
        for folder, files in listing.items()
    }


def _is_settled(file: File, now: int) -> bool:
    return is_settled(Stamp(*file[1:]), now)


def after(seen: Sight, output: Path, written: dict[str, Stamp], removed: Iterable[str]) -> Sight:
    """The same after some files of the output were written, each with its stamp now, and others removed."""
    listing = dict(seen.output)
    changed: dict[str, dict[bytes, Stamp | None]] = defaultdict(dict)
    for path, stamp in (*written.items(), *dict.fromkeys(removed).items()):
        way, _, name = path.rpartition("/")
        changed[way][os.fsencode(name)] = stamp
    for way, stamps in changed.items():
        folder = str(output / way)
        files = [file for file in listing.pop(folder, ()) if file[0] not in stamps]
        files += [(name, stamp.size, stamp.modified, stamp.changed) for name, stamp in stamps.items() if stamp]
        if files:
            listing[folder] = sorted(files)
    return msgspec.structs.replace(seen, output=listing)


def _list(folder: Path, listing: Listing) -> list[str]:
    """Lists every folder from `folder` down; returns the links to other folders, which are not followed."""
    pending, links = [str(folder)], []
    while pending:
        inner, found = _list_one(pending.pop(), listing)
        pending += inner
        links += found
    return links


def _list_one(folder: str, listing: Listing) -> tuple[list[str], list[str]]:
    """Lists one folder; returns the folders in it, and the links to folders."""
    files: list[File] = []
    inner: list[str] = []
    links: list[str] = []
    with contextlib.suppress(OSError), _entries(folder) as entries:  # who reads the folder says what is wrong with it
        for entry in entries:
            if entry.is_symlink():
                if entry.is_dir():
                    links.append(os.path.join(folder, entry.name))
                    continue
            elif entry.is_dir():
                inner.append(os.path.join(folder, entry.name))
                continue
            with contextlib.suppress(OSError):
                files.append(_file(entry.name, entry.stat()))
    if files:
        listing[folder] = sorted(files)
    return inner, links


@contextlib.contextmanager
def _entries(folder: str) -> Iterator[Iterable[os.DirEntry[str]]]:
    """The entries of a folder. Where the system looks them up in an open folder, it need not follow the way to each."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(descriptor) as entries:
            yield entries
    finally:
        os.close(descriptor)


def _file(name: str, status: os.stat_result) -> File:
    return os.fsencode(name), status.st_size, status.st_mtime_ns, status.st_ctime_ns


def unchanged(request: Request, seen: Sight) -> Outcome | None:
    """The outcome of the last build if another would find and do the same, except that nothing is left to write."""
    last = _last(request)
    if last is None or not seen.rest or last.rest != seen.rest or _edited(last.records, seen.records) != []:
        return None
    if request.strict and last.outcome.problems:
        return None
    if request.check_only:
        return msgspec.structs.replace(last.outcome, strict=request.strict, decision=None)
    if not request.editing and last.outcome.decision and last.outcome.decision.put_off:
        return None
    same = last.output == _digest(seen.output)
    return msgspec.structs.replace(last.outcome, strict=request.strict) if same else None


class Left(msgspec.Struct, frozen=True):
    """What the last build left, and the record files that were edited since, where nothing else changed."""

    outcome: Outcome
    edited: list[str]


def left_by_last(request: Request, seen: Sight) -> Left | None:
    """What the last build left; None if more changed since than the bytes of some records."""
    last = _last(request)
    if last is None or not seen.rest or last.rest != seen.rest or last.output != _digest(seen.output):
        return None
    edited = _edited(last.records, seen.records)
    if edited is None or not last.outcome.decision:
        return None
    return Left(last.outcome, [Path(file).relative_to(request.site).as_posix() for file in edited])


def _edited(before: Listing, now: Listing) -> list[str] | None:
    """The files with another size or time, or with none; None if a file came or went."""
    if before.keys() != now.keys():
        return None
    edited = []
    for folder, files in now.items():
        former = before[folder]
        if len(files) != len(former):
            return None
        for file, other in zip(files, former, strict=True):
            if file[0] != other[0]:
                return None
            if file != other or not file[2]:
                edited.append(os.path.join(folder, os.fsdecode(file[0])))
    return edited


def remember(request: Request, seen: Sight, outcome: Outcome) -> None:
    """Keeps what a build found, for as long as its site and output look as they do now."""
    memory = request.site / MEMORY
    decision = outcome.decision
    if decision is None or not seen.rest:
        memory.unlink(missing_ok=True)
        return
    kept = Decision({}, (), decision.kept + len(decision.render), decision.foreign, decision.put_off)
    about = {name: getattr(outcome, name) for name in Outcome.__struct_fields__}
    standing = Outcome(**about | {"decision": kept, "started_over": False})
    last = Last(str(request.output), seen.rest, seen.records, _digest(seen.output), _state(request), standing)
    memory.write_bytes(msgspec.msgpack.encode(last))


def _last(request: Request) -> Last | None:
    """What is remembered, if it is of this output and no other build has been at work since."""
    if request.full:
        return None
    try:
        last = msgspec.msgpack.decode((request.site / MEMORY).read_bytes(), type=Last)
    except (OSError, msgspec.DecodeError):
        return None
    return last if (last.target, last.state) == (str(request.output), _state(request)) else None


def _state(request: Request) -> tuple[int, int]:
    """Size and time of the state file: another build, or one that was cut short, has written to it."""
    try:
        status = (request.site / STATE).stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _digest(listing: Listing) -> str:
    return value_digest([(folder, [each[:3] for each in listing[folder]]) for folder in sorted(listing)])

"""Reads records that were edited while nothing else changed, and tells whether that shows on their own pages alone."""

import time
from collections.abc import Set
from pathlib import Path
from typing import Any

import msgspec

from giaoban import disk
from giaoban.checking import fragments
from giaoban.known import Known
from giaoban.media import Found, key_of, known_media
from giaoban.parsed_files import FileRow, ParsedFiles
from giaoban.plan_compendia import year_of_compendium
from giaoban.plan_entries import RecordEntry
from giaoban.problems import Problem, Spot
from giaoban.records import Record
from giaoban.site import media_limit
from giaoban.state import State
from giaoban.workers import ParseJob, parse_files

MOST = 20
"""Of more edited records than this, all pages are planned."""
PLACE = frozenset(Spot.__struct_fields__)


class Amended(msgspec.Struct, frozen=True):
    """The edited records, and all records of the same provinces, years and periods; `context` is that of parsing."""

    touched: tuple[RecordEntry, ...]
    near: tuple[RecordEntry, ...]
    context: str


def amend(files: list[str], problems: tuple[Problem, ...], job: ParseJob, state: State) -> Amended | None:
    """Parses and remembers the edited `files`; None where the edits may show on other pages or in other problems.

    `problems` are those of the last build.
    """
    warned = {name for problem in problems for name in (problem.file, *problem.params.values())}
    now = time.time_ns()
    stamps = {file: stamp for file in files if (stamp := disk.stamp(Path(job.site), file))}
    if len(files) > MOST or len(stamps) < len(files):
        return None
    contexts = {each.context for each in state.known(files).values()}
    setting = msgspec.msgpack.encode(job)
    parsed = [batch for file in files for batch in parse_files(setting, [file])]
    if len(contexts) != 1 or not all(_same_but_for_words(batch, state, warned) for batch in parsed):
        return None
    context = contexts.pop()
    state.remember(parsed, {file: disk.settled(stamp, now) for file, stamp in stamps.items()}, context)
    media = known_media(Path(job.site), media_limit(job.vocabulary))
    entries = [_entry(file, known, stamps[file].size, media) for file, known in state.known(files).items()]
    touched = tuple(entry for entry in entries if entry)
    if len(touched) < len(files):
        return None
    near: dict[str, RecordEntry] = {}
    for entry in touched:
        period, slug = entry.summary.period, entry.summary.unit.slug
        found = state.entries(slug, year_of_compendium(entry.summary), period.key if period else "")
        near |= {each.file: each for each in found}
    return Amended(touched, tuple(near.values()), context)


def _entry(file: str, known: Known, size: int, media: dict[str, Found]) -> RecordEntry | None:
    """The record with what it encloses; None if that was not read before."""
    found = [media.get(key_of(each.file, each.photo)) for each in known.enclosures]
    enclosed = tuple(each.medium for each in found if each and each.medium)
    if known.summary is None or len(enclosed) < len(found):
        return None
    return RecordEntry(file, known.digest, known.summary, size, enclosed)


def _same_but_for_words(parsed: ParsedFiles, state: State, warned: Set[object]) -> bool:
    """Whether all that other pages and checks look at is as it was in a record: all but words and bytes, and places too
    unless the record is among those that something was `warned` of."""
    row = parsed.files[0]
    former, figures = state.kept(row.file)
    new, old = (msgspec.msgpack.decode(each.record, type=Record | None) for each in (row, former))
    return (
        new is not None
        and old is not None
        and not new.withdrawn
        and row.summary == former.summary
        and row.problems == former.problems
        and parsed.figures == figures
        and fragments(new.body) >= fragments(old.body)
        and (_checked(row) == _checked(former) if row.file in warned else _no_worse(row, former))
    )


def _checked(row: FileRow) -> tuple[bytes, bytes, bytes]:
    """What checks between files look at, with the places that their problems name."""
    return row.links, row.enclosures, row.claims


def _no_worse(row: FileRow, former: FileRow) -> bool:
    """Whether checks find no more than they did: neither a link less nor other places can put anything wrong."""
    (links, *rest), (links_before, *rest_before) = (
        [_unplaced(msgspec.msgpack.decode(each)) for each in _checked(of)] for of in (row, former)
    )
    return rest == rest_before and all(link in links_before for link in links)


def _unplaced(value: Any) -> Any:
    """The value without the places in it."""
    if isinstance(value, dict):
        return None if value.keys() == PLACE else {name: _unplaced(each) for name, each in value.items()}
    return [_unplaced(each) for each in value] if isinstance(value, list) else value

"""What a publish would do, found without writing anything: the built site held against what readers were given."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from giaoban.formats import file_size
from giaoban.ledger import Written
from giaoban.outcome import Request
from giaoban.pipeline import Built
from giaoban.problems import NOWHERE, Problem
from giaoban.release_changes import Account, account_of
from giaoban.release_checks import check_release, is_another_archive
from giaoban.releases import (
    Past,
    Predecessor,
    ReleasedRecord,
    carried_files,
    number_of,
    released_records,
    site_files,
)
from giaoban.shelf import Shelf, Standing, foreign_entry, read_shelf, read_standing
from giaoban.shelf_lock import busy_with
from giaoban.staging import Parcel, needed_room, room

RECORD_SIZE, FILE_SIZE = 400, 120
"""About what a record and a file take in the lists that a release adds."""


class Wish(msgspec.Struct, frozen=True):
    """What was asked for: `keep` releases are to stay, 0 means all; `again` publishes also what has not changed."""

    request: Request
    target: Path
    keep: int = 0
    renamed: bool = False
    again: bool = False
    break_lock: bool = False
    dry_run: bool = False


class Survey(msgspec.Struct, frozen=True):
    """What a publish would do, found without writing anything; with an error among the problems it must not."""

    shelf: Shelf
    problems: tuple[Problem, ...]
    account: Account | None = None
    before: Standing | None = None
    history: tuple[Past, ...] = ()
    parcels: tuple[Parcel, ...] = ()
    carried: dict[str, int] = {}
    copied: int = 0

    @property
    def same(self) -> bool:
        """Whether readers have this very site already."""
        return bool(self.account and self.before and self.account.site == self.before.release.site)


def survey_of(wish: Wish, outcome: Built, ledger: dict[str, Written]) -> Survey:
    """Holds what was built against what lies at the destination."""
    target = wish.target
    foreign = foreign_entry(target)
    if foreign:
        return Survey(Shelf(target), (Problem(str(target), NOWHERE, "release-folder-foreign", {"found": foreign}),))
    busy = busy_with(target, wish.break_lock)
    shelf = read_shelf(target)
    if busy:
        return Survey(shelf, (busy,))
    records = released_records(outcome.entries, {path: each.checksum for path, each in ledger.items()})
    before, published, history, problems = what_was_published(shelf)
    if not problems:
        problems = refusals(wish, outcome, before, published, records, ledger)
    if problems:
        return Survey(shelf, tuple(problems))
    checksums = site_files({path: each.checksum for path, each in ledger.items()})
    number = number_of(shelf.newest) + 1
    release, there = (before.release, before.checksums) if before else (None, {})
    carried = carried_files(number, release, there, checksums)
    account = account_of(
        number,
        Predecessor(before.release.id, before.manifest) if before else None,
        (before.records if before else (), records),
        (site_files(there, release.carried if release else ()), checksums),
        sum(ledger[path].stamp.size for path in checksums),
    )
    place = shelf.place(shelf.current or shelf.newest)
    parcels = [
        Parcel(path, value, ledger[path].stamp.size, _former(place, path, value, there), wish.request.output / path)
        for path, value in sorted(checksums.items())
    ]
    parcels += [Parcel(path, there[path], 0, place / path, None) for path in sorted(carried)]
    copied = sum(parcel.size for parcel in parcels if not parcel.former)
    needed, free = needed_room(parcels, linking=True) + 400 * len(records) + 120 * len(parcels), room(target)
    found = [] if needed <= free else [_full(target, needed, free, outcome)]
    return Survey(shelf, tuple(found), account, before, history, tuple(parcels), carried, copied)


def _former(place: Path, path: str, value: str, there: dict[str, str]) -> Path | None:
    return place / path if there.get(path) == value else None


def _full(target: Path, needed: int, free: int, outcome: Built) -> Problem:
    sizes = {"needed": file_size(needed, outcome.language), "free": file_size(free, outcome.language)}
    return Problem(str(target), NOWHERE, "release-disk-full", sizes)


def what_was_published(
    shelf: Shelf,
) -> tuple[Standing | None, tuple[ReleasedRecord, ...], tuple[Past, ...], list[Problem]]:
    """The release that readers see, every record they were given, and the history of releases.

    After a rollback that takes in the records and the history of newer releases, too.
    """
    latest = shelf.current or shelf.newest
    standings = []
    for name in shelf.ids[shelf.ids.index(latest) :] if latest else ():
        standing, file = read_standing(shelf.place(name))
        if standing is None:
            params = {"found": name, "file": file}
            return None, (), (), [Problem(str(shelf.place(name)), NOWHERE, "release-damaged", params)]
        standings.append(standing)
    records = {record.id: record for standing in standings for record in standing.records}
    history = standings[-1].release.history if standings else ()
    return (standings[0] if standings else None), tuple(records.values()), history, []


def refusals(
    wish: Wish,
    outcome: Built,
    before: Standing | None,
    published: tuple[ReleasedRecord, ...],
    records: tuple[ReleasedRecord, ...],
    files: Iterable[str],
) -> list[Problem]:
    if before and is_another_archive(published, records):
        return [Problem(str(wish.target), NOWHERE, "release-other-records", {"found": before.release.title})]
    if before and before.release.title != outcome.title and not wish.renamed:
        return [Problem(str(wish.target), NOWHERE, "release-other-archive", {"found": before.release.title})]
    return check_release(published, records, files)

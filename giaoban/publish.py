"""Publishing: build, survey, agree, stage, switch, prune. A release is whole before readers see any of it."""

import datetime
import os
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from giaoban import __version__, addresses
from giaoban.compiled import compiled_in
from giaoban.disk import BUILD
from giaoban.manifest import MANIFEST, write_manifest
from giaoban.messages import is_warning
from giaoban.outcome import Progress
from giaoban.pages import Page
from giaoban.pipeline import Built, build_alone, open_state
from giaoban.problems import NOWHERE, Problem
from giaoban.release_changes import Account, ReleaseInputs, changes_file, encode_changes, encode_lines, release_of
from giaoban.releases import RECORDS_FORMAT, Release, number_of
from giaoban.render import Renderer, order_of
from giaoban.shelf import (
    RELEASES,
    Shelf,
    prune,
    put_right,
    read_shelf,
    rename,
    switch,
    sync_everything,
    sync_folder,
)
from giaoban.shelf_lock import PUBLISH, ROLLBACK, WORK, Busy, leave_note, left_behind, me, remove_note, sole_writer
from giaoban.sources import checksum
from giaoban.staging import Parcel, place_all, write_file
from giaoban.state import sole_build
from giaoban.survey import Survey, Wish, survey_of
from giaoban.verification import verify

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
STAGE = "next"
SECOND = 1_000_000_000


class Result(msgspec.Struct, frozen=True):
    """What came of it: the shelf afterwards, the new release if there is one, releases that were removed."""

    outcome: Built
    problems: tuple[Problem, ...] = ()
    survey: Survey | None = None
    shelf: Shelf | None = None
    removed: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return self.outcome.failed or any(not is_warning(problem.code) for problem in self.problems)


def publish(wish: Wish, progress: Progress, agree: Callable[[Built, Survey], bool]) -> Result:
    """Publishes the site, if it has no error, nothing published would be lost by it, and `agree` says so."""
    with sole_build(wish.request.site / BUILD):
        outcome = build_alone(wish.request, progress)
        if outcome.failed:
            return Result(outcome)
        with closing(open_state(wish.request.site)) as state:
            ledger, _ = state.ledger(str(wish.request.output))
        if not wish.dry_run:
            recover(wish)
        survey = survey_of(wish, outcome, ledger)
        result = Result(outcome, survey.problems, survey, survey.shelf)
        if result.failed or (survey.same and not wish.again) or not agree(outcome, survey):
            return result
        try:
            with sole_writer(wish.target, wish.break_lock) as left:
                if put_right(wish.target, left) != survey.shelf:
                    moved = Problem(str(wish.target), NOWHERE, "release-moved")
                    return msgspec.structs.replace(result, problems=(moved,))
                return release(wish, result, survey, progress)
        except Busy as busy:
            return msgspec.structs.replace(result, problems=(busy.problem,))


def recover(wish: Wish) -> None:
    """Completes or takes back what a killed command left; if someone else is at it, the survey will say so."""
    if left_behind(wish.target):
        with suppress(Busy), sole_writer(wish.target, wish.break_lock) as left:
            put_right(wish.target, left)


def release(wish: Wish, result: Result, survey: Survey, progress: Progress) -> Result:
    """Stages the release, makes it the current one and removes what is to go; takes all of it back on an error."""
    account, shelf, target = survey.account, survey.shelf, wish.target
    if account is None:
        raise ValueError("nothing surveyed")
    owner = me(PUBLISH, account.id)
    leave_note(target, owner)
    try:
        (target / RELEASES).mkdir(exist_ok=True)
        stage = target / WORK / STAGE
        stage.mkdir()
        problems = stage_release(wish, result.outcome, survey, stage, progress)
        if any(not is_warning(problem.code) for problem in problems):
            put_right(target, owner)
            return msgspec.structs.replace(result, problems=tuple(problems))
        sync_everything()
        rename(stage, target / RELEASES / account.id)
        sync_folder(target / RELEASES)
        shelf = switch(msgspec.structs.replace(shelf, ids=(*shelf.ids, account.id)), account.id)
        removed = prune(shelf, wish.keep, survey.shelf.current) if wish.keep else ()
        return Result(result.outcome, tuple(problems), survey, read_shelf(target), removed)
    except BaseException:
        with suppress(OSError):
            put_right(target, owner)
            remove_note(target)
        raise


def stage_release(wish: Wish, outcome: Built, survey: Survey, stage: Path, progress: Progress) -> list[Problem]:
    """Puts the whole release into `stage`; files that are nowhere as they must be are problems."""
    stamp, published, problems = _times(survey)
    parcels = [*survey.parcels, *_history(survey)]
    checksums, found = _place(wish, survey, parcels, stage, stamp, lambda done: progress("release", done, len(parcels)))
    problems += found
    if any(not is_warning(problem.code) for problem in found):
        return problems
    files = _own_files(wish, outcome, survey, published, checksums)
    for path, data in files.items():
        write_file(stage / path, data, stamp)
    checksums |= {path: checksum(data) for path, data in files.items()}
    write_file(stage / MANIFEST, write_manifest(checksums).encode(), stamp)
    return problems


def _times(survey: Survey) -> tuple[int, str, list[Problem]]:
    """The time stamp of new files, the time of publishing, and a warning if the clock went back.

    A stamp is later by a second than any before it: web servers tell versions of a file by whole seconds and size.
    """
    now = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    published = datetime.datetime.fromtimestamp(now, VIETNAM)
    history, shelf = survey.history, survey.shelf
    before = history[-1].published if history else ""
    last = int((shelf.place(shelf.newest) / addresses.RELEASE_HEAD).stat().st_mtime) if shelf.newest else 0
    back = before and published < datetime.datetime.fromisoformat(before)
    params = {"now": published.isoformat(), "before": before}
    problems = [Problem(str(shelf.folder), NOWHERE, "release-clock", params)] if back else []
    return max(now, last + 1) * SECOND, published.isoformat(), problems


def _history(survey: Survey) -> list[Parcel]:
    """The files that list what earlier releases changed; they lie in the newest release."""
    place = survey.shelf.place(survey.shelf.newest)
    files = ((addresses.changes(past.number), past.changes) for past in survey.history)
    return [Parcel(path, value, 0, place / path, None) for path, value in files]


def _place(
    wish: Wish, survey: Survey, parcels: list[Parcel], stage: Path, stamp: int, progress: Callable[[int], None]
) -> tuple[dict[str, str], list[Problem]]:
    """The SHA-256 of the files that could be placed, and what was wrong with others."""
    checksums = {parcel.path: parcel.checksum for parcel in parcels}
    sources = {parcel.path: parcel.source for parcel in parcels}
    former = {"found": survey.shelf.current or survey.shelf.newest}
    problems = []
    for placed in place_all(parcels, stage, stamp, progress):
        if placed.placed:
            problems += [Problem(placed.path, NOWHERE, "release-healed", former)] if placed.damaged else []
            continue
        del checksums[placed.path]
        source = sources[placed.path]
        if source:
            problems.append(Problem(str(source), NOWHERE, "release-output-altered"))
        else:
            problems.append(Problem(placed.path, NOWHERE, "release-lost", former))
    return checksums, problems


def _own_files(
    wish: Wish, outcome: Built, survey: Survey, published: str, checksums: dict[str, str]
) -> dict[str, bytes]:
    """The files that tell about the release: what it changed, its records, its head, its page."""
    account = survey.account
    if account is None or outcome.site is None:
        raise ValueError("nothing surveyed")
    changes = encode_changes(changes_file(account, published))
    carried = {path: number for path, number in survey.carried.items() if path in checksums}
    titles = (outcome.title, outcome.base_url)
    program = f"giaoban {__version__}"
    head = release_of(account, survey.history, carried, titles, program, published, checksum(changes))
    return {
        addresses.changes(account.number): changes,
        addresses.RELEASED_RECORDS: encode_lines(
            {"format": RECORDS_FORMAT, "release": account.id}, "records", account.records
        ),
        addresses.RELEASE_HEAD: msgspec.json.format(msgspec.json.encode(head), indent=1) + b"\n",
        addresses.RELEASE: _page(wish, outcome, head, account),
    }


def _page(wish: Wish, outcome: Built, head: Release, account: Account) -> bytes:
    site = outcome.site
    if site is None:
        raise ValueError("nothing built")
    page = Page(addresses.RELEASE, "release", ReleaseInputs(head, account.changes, account.files))
    with closing(open_state(wish.request.site)) as state:
        renderer = Renderer(site.templates, site.edition, compiled_in(site.compiled))
        return renderer.render(order_of(page), state.record, state.figures(), no_index)


def no_index(name: str) -> str:
    """The page about a release shows nothing of the search."""
    raise KeyError(name)


def roll_back(target: Path, name: str, break_lock: bool) -> tuple[Shelf, list[Problem]]:
    """Makes an earlier release the current one, the one before it if none is named; it must be sound."""
    try:
        with sole_writer(target, break_lock) as left:
            shelf = put_right(target, left)
            found, problems = _wanted(shelf, name)
            if problems or found == shelf.current:
                return shelf, problems
            _, problems = verify(shelf.place(found))
            if problems:
                return shelf, problems
            leave_note(target, me(ROLLBACK, found))
            return switch(shelf, found), []
    except Busy as busy:
        return read_shelf(target), [busy.problem]


def _wanted(shelf: Shelf, name: str) -> tuple[str, list[Problem]]:
    """The id of the release that is meant by an id, a number, or by nothing."""
    if not name:
        earlier = [each for each in shelf.ids if number_of(each) < number_of(shelf.current)]
        return (earlier[-1], []) if earlier else ("", [Problem(str(shelf.folder), NOWHERE, "release-none-before")])
    found = [each for each in shelf.ids if each == name or (name.isdecimal() and number_of(each) == int(name))]
    params = {"found": name, "releases": ", ".join(shelf.ids) or "–"}
    return (found[-1], []) if found else ("", [Problem(str(shelf.folder), NOWHERE, "release-unknown", params)])

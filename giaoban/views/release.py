"""The view of a release: what it changed against the one before, with digests, and the releases before it."""

import datetime

import msgspec

from giaoban import addresses, formats
from giaoban.manifest import MANIFEST
from giaoban.release_changes import Changes, RecordChange, ReleaseInputs
from giaoban.releases import Past
from giaoban.views.common import Frame, Link, Reading, frame

LISTED = 300
"""How many records the page lists of all that changed; the file beside it lists every one."""
SHOWN_PAST = 100
COUNTED = ("records", "added", "changed", "withdrawn")
LISTS = ("added", "changed", "renamed", "withdrawn", "restored")


class DigestView(msgspec.Struct, frozen=True):
    """A digest with what it is of: the source or the page, before or now."""

    label: str
    digest: str


class ChangedRecord(msgspec.Struct, frozen=True):
    link: Link
    id: str
    formerly: str
    digests: tuple[DigestView, ...]


class ChangedList(msgspec.Struct, frozen=True):
    """The records to which one thing happened; `more` says how many are left out."""

    id: str
    title: str
    records: tuple[ChangedRecord, ...]
    more: str


class PastView(msgspec.Struct, frozen=True):
    number: str
    id: str
    published: str
    iso: str
    records: str
    added: str
    changed: str
    withdrawn: str
    changes: Link


class ReleasePage(Frame, frozen=True, kw_only=True):
    """A release for readers who want to know what changed, and for archivists who check that nothing else did."""

    released: bool
    id: str
    published: str
    since: str
    manifest: str
    summary: tuple[str, ...]
    lists: tuple[ChangedList, ...]
    files: tuple[Link, ...]
    past: tuple[PastView, ...]


def release_view(address: str, inputs: ReleaseInputs, reading: Reading) -> ReleasePage:
    release, root = inputs.release, addresses.root_of(address)
    title = reading.text("release.title_of", number=release.number) if release else reading.text("release.title")
    since = release.since if release else None
    return ReleasePage(
        **frame(address, reading, title, description=reading.text("release.intro")),
        released=release is not None,
        id=release.id if release else "",
        published=_moment(release.published, reading) if release else "",
        since=since.id if since else "",
        manifest=since.manifest if since else "",
        summary=_summary(inputs, reading) if release else (),
        lists=_lists(inputs.changes, root, reading),
        files=_files(release.number, root, reading) if release else (),
        past=tuple(_past(each, root, reading) for each in reversed(release.history[-SHOWN_PAST:])) if release else (),
    )


def _moment(iso: str, reading: Reading) -> str:
    """A time in the words of the archive's language; it was taken by the clock of Vietnam."""
    moment = datetime.datetime.fromisoformat(iso)
    return f"{reading.day(moment.date())}, {moment:%H:%M}"


def _summary(inputs: ReleaseInputs, reading: Reading) -> tuple[str, ...]:
    """How many records each thing happened to, and how many files changed."""
    counts = [
        reading.count(f"release.count.{name}", len(found))
        for name in Changes.__struct_fields__
        if (found := getattr(inputs.changes, name))
    ]
    return (
        *(counts or [reading.text("release.no_record")]),
        reading.text("release.files", **_numbers(inputs, reading)),
    )


def _numbers(inputs: ReleaseInputs, reading: Reading) -> dict[str, str]:
    files = inputs.files
    return {name: formats.number(getattr(files, name), reading.language) for name in files.__struct_fields__}


def _lists(changes: Changes, root: str, reading: Reading) -> tuple[ChangedList, ...]:
    room = LISTED
    lists = []
    for name in LISTS:
        found: tuple[RecordChange, ...] = getattr(changes, name)
        if found:
            shown = found[:room]
            room -= len(shown)
            left = len(found) - len(shown)
            more = reading.count("release.more", left) if left else ""
            records = tuple(_record(each, root, reading) for each in shown)
            lists.append(ChangedList(name, reading.text(f"release.list.{name}"), records, more))
    return tuple(lists)


def _record(change: RecordChange, root: str, reading: Reading) -> ChangedRecord:
    digests = [
        DigestView(reading.text(f"release.digest.{kind}_{when}"), digest)
        for kind in ("source", "page")
        for when in ("before", "now")
        if (digest := getattr(getattr(change, kind), when))
    ]
    return ChangedRecord(
        Link(root + change.address, change.title, verbatim=True), change.id, change.formerly, tuple(digests)
    )


def _files(number: int, root: str, reading: Reading) -> tuple[Link, ...]:
    files = {
        addresses.changes(number): "release.file.changes",
        addresses.RELEASED_RECORDS: "release.file.records",
        addresses.RELEASE_HEAD: "release.file.head",
        MANIFEST: "release.file.manifest",
    }
    return tuple(Link(root + file, reading.text(key)) for file, key in files.items())


def _past(past: Past, root: str, reading: Reading) -> PastView:
    numbers = {name: formats.number(getattr(past, name), reading.language) for name in COUNTED}
    return PastView(
        number=str(past.number),
        id=past.id,
        published=_moment(past.published, reading),
        iso=past.published,
        changes=Link(root + addresses.changes(past.number), "JSON"),
        **numbers,
    )

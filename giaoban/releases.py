"""What a release says of itself: its number, what it follows, and every record with address and digests.

Releases are ordered by their numbers, never by a clock. The id of a release is its number and the beginning of the
digest of its site, so that it tells what was released.
"""

import re
from collections.abc import Iterable

import msgspec

from giaoban import addresses
from giaoban.manifest import write_manifest
from giaoban.plan_entries import RecordEntry
from giaoban.register import words_of
from giaoban.sources import checksum

FORMAT, RECORDS_FORMAT, CHANGES_FORMAT = "giaoban-release/1", "giaoban-released-records/1", "giaoban-changes/1"
ID = re.compile(r"(\d{4,})-[0-9a-f]{12}")
PUBLISHED, WITHDRAWN = "published", "withdrawn"
CARRIED = 10
"""For so many releases more the versioned files of a page stay, for readers who have it open."""


class ReleasedRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A record as a release holds it: `source` and `page` are SHA-256 digests of its Markdown and of its page.

    A withdrawn record has a tombstone for a page, and publishes no source.
    """

    id: str
    address: str
    title: str
    period: str
    date: str
    page: str
    source: str = ""
    status: str = PUBLISHED
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The identities, present and former, under which the record is known."""
        return (self.id, *self.aliases)


class Predecessor(msgspec.Struct, frozen=True):
    """The release that readers saw before: its id, and the SHA-256 of its manifest."""

    id: str
    manifest: str


class Past(msgspec.Struct, frozen=True):
    """A release as a line of the history; `changes` is the SHA-256 of the file that lists what it changed."""

    number: int
    id: str
    published: str
    since: str
    records: int
    added: int
    changed: int
    withdrawn: int
    changes: str


class Release(msgspec.Struct, frozen=True):
    """The head of a release; `history` ends with the release itself.

    `carried` maps the versioned files of earlier releases that are kept to the last release whose pages name them.
    """

    format: str
    number: int
    id: str
    title: str
    base_url: str
    program: str
    published: str
    site: str
    since: Predecessor | None
    records: int
    withdrawn: int
    files: int
    size: int
    history: tuple[Past, ...]
    carried: dict[str, int] = {}


def release_id(number: int, site: str) -> str:
    return f"{number:04}-{site[:12]}"


def number_of(name: str) -> int:
    """The number in the id of a release, 0 for what is no such id."""
    found = ID.fullmatch(name)
    return int(found[1]) if found else 0


def site_checksum(checksums: dict[str, str]) -> str:
    """The SHA-256 of a site: of the manifest of all its files but those that releases add."""
    return checksum(write_manifest(checksums).encode())


def site_files(checksums: dict[str, str], carried: Iterable[str] = ()) -> dict[str, str]:
    """Of the files of a built or released site those that its content alone makes."""
    passed = set(carried)
    return {
        path: digest
        for path, digest in checksums.items()
        if not path.startswith(addresses.RELEASES) and path not in passed
    }


def released_records(entries: Iterable[RecordEntry], checksums: dict[str, str]) -> tuple[ReleasedRecord, ...]:
    """The records of a built site as a release lists them, in the order of their identities."""
    return tuple(sorted((_released(entry, checksums) for entry in entries), key=lambda record: record.id))


def _released(entry: RecordEntry, checksums: dict[str, str]) -> ReleasedRecord:
    summary = entry.summary
    address = addresses.record(summary.identity)
    period, date = words_of(summary)
    return ReleasedRecord(
        id=summary.identity,
        address=address,
        title=summary.title,
        period=period,
        date=date,
        page=checksums.get(address, ""),
        source=checksums.get(addresses.record_data(summary.identity, "md"), ""),
        status=WITHDRAWN if summary.withdrawn else PUBLISHED,
        aliases=summary.aliases,
    )


def carried_files(number: int, before: Release | None, there: Iterable[str], own: Iterable[str]) -> dict[str, int]:
    """What release `number`, with the files `own`, keeps of the files `there` of the release before it."""
    if before is None:
        return {}
    named, kept = before.carried, set(own)
    last = {path: named.get(path, before.number) for path in there if addresses.is_versioned(path)}
    return {path: release for path, release in last.items() if number - release <= CARRIED and path not in kept}

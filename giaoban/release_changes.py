"""What a release changes against the one before it: records by identity, files by path."""

from collections.abc import Iterable

import msgspec

from giaoban.releases import (
    CHANGES_FORMAT,
    FORMAT,
    WITHDRAWN,
    Past,
    Predecessor,
    Release,
    ReleasedRecord,
    release_id,
    site_checksum,
)


class Digests(msgspec.Struct, frozen=True):
    """A file's SHA-256 in the release before and in this one; "" where there was none or is none."""

    before: str
    now: str


class RecordChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """A record that a release touches: its Markdown, its page, and the identity that it had before."""

    id: str
    address: str
    title: str
    source: Digests
    page: Digests
    formerly: str = ""


class FileChanges(msgspec.Struct, frozen=True):
    """How many files of the site a release adds, changes, removes and keeps."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0


class Changes(msgspec.Struct, frozen=True):
    """What happened to records since the release before; of `shown_anew` only the page changed, not the source."""

    added: tuple[RecordChange, ...] = ()
    changed: tuple[RecordChange, ...] = ()
    renamed: tuple[RecordChange, ...] = ()
    withdrawn: tuple[RecordChange, ...] = ()
    restored: tuple[RecordChange, ...] = ()
    shown_anew: tuple[RecordChange, ...] = ()


class ChangesFile(msgspec.Struct, frozen=True):
    """The file of a release that lists what it changed."""

    format: str
    number: int
    id: str
    published: str
    since: Predecessor | None
    files: FileChanges
    records: Changes


class Account(msgspec.Struct, frozen=True):
    """What is known of a release before its files lie at their destination."""

    number: int
    site: str
    since: Predecessor | None
    records: tuple[ReleasedRecord, ...]
    changes: Changes
    files: FileChanges
    size: int

    @property
    def id(self) -> str:
        return release_id(self.number, self.site)


class ReleaseInputs(msgspec.Struct, frozen=True):
    """What the page about a release is made from; in a build, which is no release, there is none."""

    release: Release | None = None
    changes: Changes = Changes()
    files: FileChanges = FileChanges()


def compare_records(before: Iterable[ReleasedRecord], now: Iterable[ReleasedRecord]) -> Changes:
    """What happened between the records of two releases; those that are gone are no change but a fault."""
    former = {record.id: record for record in before}
    present = tuple(now)
    identities = {record.id for record in present}
    found: dict[str, list[RecordChange]] = {name: [] for name in Changes.__struct_fields__}
    for record in present:
        old = former.get(record.id)
        if old is None:
            old = next((former[name] for name in record.aliases if name in former and name not in identities), None)
        kind = _kind(old, record)
        if kind:
            found[kind].append(_change(old, record))
    return Changes(**{name: tuple(changes) for name, changes in found.items()})


def _kind(old: ReleasedRecord | None, record: ReleasedRecord) -> str:
    if old is None or old.status != record.status:
        if record.status == WITHDRAWN:
            return "withdrawn"
        return "added" if old is None else "restored"
    if old.id != record.id:
        return "renamed"
    if old.source != record.source:
        return "changed"
    return "shown_anew" if old.page != record.page else ""


def _change(old: ReleasedRecord | None, record: ReleasedRecord) -> RecordChange:
    return RecordChange(
        id=record.id,
        address=record.address,
        title=record.title,
        source=Digests(old.source if old else "", record.source),
        page=Digests(old.page if old else "", record.page),
        formerly=old.id if old and old.id != record.id else "",
    )


def compare_files(before: dict[str, str], now: dict[str, str]) -> FileChanges:
    """The files of two sites, path to SHA-256."""
    shared = before.keys() & now.keys()
    changed = sum(1 for path in shared if before[path] != now[path])
    return FileChanges(
        added=len(now) - len(shared), changed=changed, removed=len(before) - len(shared), kept=len(shared) - changed
    )


def account_of(
    number: int,
    since: Predecessor | None,
    records: tuple[tuple[ReleasedRecord, ...], tuple[ReleasedRecord, ...]],
    files: tuple[dict[str, str], dict[str, str]],
    size: int,
) -> Account:
    """The account of a release, given the records and the site's files of the release before and of this one."""
    changes = compare_records(*records)
    return Account(number, site_checksum(files[1]), since, records[1], changes, compare_files(*files), size)


def changes_file(account: Account, published: str) -> ChangesFile:
    return ChangesFile(
        CHANGES_FORMAT, account.number, account.id, published, account.since, account.files, account.changes
    )


def release_of(
    account: Account,
    history: tuple[Past, ...],
    carried: dict[str, int],
    titles: tuple[str, str],
    program: str,
    published: str,
    changes: str,
) -> Release:
    """The head of a release; `titles` are the archive's title and base address, `changes` the SHA-256 of its file."""
    withdrawn = sum(1 for record in account.records if record.status == WITHDRAWN)
    now = Past(
        number=account.number,
        id=account.id,
        published=published,
        since=account.since.id if account.since else "",
        records=len(account.records) - withdrawn,
        added=len(account.changes.added) + len(account.changes.restored),
        changed=len(account.changes.changed) + len(account.changes.renamed),
        withdrawn=len(account.changes.withdrawn),
        changes=changes,
    )
    return Release(
        format=FORMAT,
        number=account.number,
        id=account.id,
        title=titles[0],
        base_url=titles[1],
        program=program,
        published=published,
        site=account.site,
        since=account.since,
        records=now.records,
        withdrawn=withdrawn,
        files=account.files.added + account.files.changed + account.files.kept,
        size=account.size,
        history=(*history, now),
        carried=carried,
    )


def encode_lines(head: dict[str, object], name: str, items: Iterable[msgspec.Struct]) -> bytes:
    """A JSON object whose last member is a list with one item a line: tools for lines can compare two of them."""
    start = msgspec.json.encode(head)[:-1] + b"," + msgspec.json.encode(name) + b":["
    return start + b",".join(b"\n" + msgspec.json.encode(item) for item in items) + b"\n]}\n"


def encode_changes(changes: ChangesFile) -> bytes:
    return msgspec.json.format(msgspec.json.encode(changes), indent=1) + b"\n"

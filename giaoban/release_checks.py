"""What a release must not do to readers who have cited its records: lose one, reuse its name, move it."""

from collections.abc import Iterable

from giaoban import addresses
from giaoban.problems import NOWHERE, Problem
from giaoban.register import is_another
from giaoban.releases import WITHDRAWN, ReleasedRecord

RECORD_FILE = addresses.RECORDS + "{}.md"


def check_release(
    published: Iterable[ReleasedRecord], records: tuple[ReleasedRecord, ...], files: Iterable[str]
) -> list[Problem]:
    """Holds the records to be released, and the site's files, against what readers were given before.

    Each name of a published record must lead to the same meeting, or to its tombstone, and each address to a page.
    """
    known: dict[str, ReleasedRecord] = {}
    for record in records:
        known |= dict.fromkeys(record.aliases, record)
    known |= {record.id: record for record in records}
    there = set(files)
    published = tuple(published)
    new = _by_content(records, {name for old in published for name in old.names})
    problems = []
    for old in published:
        for name in old.names:
            address = old.address if name == old.id else addresses.record(name)
            now = known.get(name)
            if now is None and (name == old.id or old.id in known):
                problems.append(_lost(old, name, new))
            elif now is None:
                continue
            elif now.status != WITHDRAWN and is_another((old.period, old.date), (now.period, now.date)):
                before, present = f"{old.period} {old.date}", f"{now.period} {now.date}"
                params = {"found": name, "before": before, "now": present}
                problems.append(Problem(RECORD_FILE.format(now.id), NOWHERE, "release-identity-reused", params))
            elif address not in there:
                params = {"found": name, "address": address}
                problems.append(Problem(RECORD_FILE.format(now.id), NOWHERE, "release-address-lost", params))
    return problems


def _by_content(records: Iterable[ReleasedRecord], published: set[str]) -> dict[str, str]:
    """The records that were not published before, by their source and by their meeting."""
    new = [record for record in records if record.id not in published and record.status != WITHDRAWN]
    return {meeting_of(record): record.id for record in new} | {record.source: record.id for record in new}


def meeting_of(record: ReleasedRecord) -> str:
    return f"{record.id.split('/')[0]} {record.period} {record.date}"


def _lost(old: ReleasedRecord, name: str, new: dict[str, str]) -> Problem:
    """A name that leads nowhere; if its text or its meeting stands under a new one, it was renamed."""
    renamed = new.get(old.source) or new.get(meeting_of(old))
    if renamed:
        return Problem(RECORD_FILE.format(renamed), NOWHERE, "release-renamed", {"found": name, "now": renamed})
    return Problem(RECORD_FILE.format(name), NOWHERE, "release-record-lost", {"found": name, "title": old.title})


def is_another_archive(published: Iterable[ReleasedRecord], records: tuple[ReleasedRecord, ...]) -> bool:
    """Whether the records to be released have no name in common with those that were."""
    before = {name for record in published for name in record.names}
    return bool(before) and not before & {name for record in records for name in record.names}

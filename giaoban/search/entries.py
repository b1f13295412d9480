"""A line of the index: a key, where it stands in headings, and for each spelling the records that hold it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import msgspec

from giaoban.search.postings import decode_numbers, encode_numbers

TAB = "\t"


class Entry(msgspec.Struct, frozen=True, dict=True):
    """`spelled` maps each spelling of the key to ascending record numbers."""

    key: str
    head: Sequence[int]
    spelled: Mapping[str, Sequence[int]]

    @cached_property
    def all(self) -> Sequence[int]:
        """The records that have the key, however it is spelled."""
        lists = list(self.spelled.values())
        return lists[0] if len(lists) == 1 else sorted(set().union(*lists))

    @property
    def usual(self) -> str:
        """The spelling that most records have."""
        return min(self.spelled, key=lambda spelling: (-len(self.spelled[spelling]), spelling))


def write_entry(entry: Entry, places: int) -> str:
    """The entry as one line; a spelling that is the key itself is left empty."""
    fields = [entry.key, encode_numbers(entry.head, places)]
    for spelling, numbers in sorted(entry.spelled.items()):
        fields += ["" if spelling == entry.key else spelling, encode_numbers(numbers, places)]
    return TAB.join(fields)


def read_entry(line: str) -> Entry:
    key, head, *fields = line.split(TAB)
    spelled = {
        spelling or key: tuple(decode_numbers(numbers))
        for spelling, numbers in zip(fields[::2], fields[1::2], strict=True)
    }
    return Entry(key, tuple(decode_numbers(head)), spelled)


class Changes(msgspec.Struct, frozen=True):
    """What an edit does to one key: numbers that leave and numbers that join, for "" as spelling in the head."""

    removed: dict[str, set[int]]
    added: dict[str, set[int]]


def change_entry(entry: Entry, changes: Changes) -> Entry:
    """The entry after the changes; a spelling that no record has is gone."""
    spelled = {
        spelling: _changed(entry.spelled.get(spelling, ()), spelling, changes)
        for spelling in {**entry.spelled, **dict.fromkeys(filter(None, changes.added))}
    }
    kept = {spelling: numbers for spelling, numbers in spelled.items() if numbers}
    return Entry(entry.key, _changed(entry.head, "", changes), kept)


def _changed(numbers: Iterable[int], spelling: str, changes: Changes) -> tuple[int, ...]:
    removed, added = changes.removed.get(spelling, set()), changes.added.get(spelling, set())
    return tuple(sorted((set(numbers) - removed) | added)) if removed or added else tuple(numbers)

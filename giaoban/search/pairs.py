"""Lines for pairs of neighbours: by far the most there are, so that each is no longer than it must be.

A pair is not written out. Its place among all pairs, its slot, has the number of the file, a number within that and the
number of the spelling; other pairs may share it, as seldom as numbers of 32 bits are the same.
"""

from collections.abc import Iterator, Mapping, Sequence

from giaoban.search.entries import TAB, Entry
from giaoban.search.postings import BASE, BITS, DIGITS, decode_numbers, encode_numbers
from giaoban.search.words import MARKS

KEY = 3
"""The length of a pair's key."""
KEYS: int = BASE**KEY
SPELLINGS = 1 + MARKS**2
"""Number 0 is no spelling but the list of records in whose heading the pair stands."""
SPELLED = [BITS, *(DIGITS[before] + DIGITS[after] for before in range(MARKS) for after in range(MARKS))]
"""How a spelling is written; no other begins like that of headings."""


def slot_of(checksum: int, files: int, spelling: int) -> int:
    """The slot of a pair, from the CRC-32 of its key."""
    return (checksum % files * KEYS + checksum // files % KEYS) * SPELLINGS + spelling


def spelling_of(before: int, after: int) -> int:
    """The number of a pair's spelling, from the marks of its words."""
    return 1 + before * MARKS + after


def file_of_slot(slot: int) -> int:
    return slot // (KEYS * SPELLINGS)


def key_of_slot(slot: int) -> str:
    rest = slot // SPELLINGS % KEYS
    return DIGITS[rest // BASE**2] + DIGITS[rest // BASE % BASE] + DIGITS[rest % BASE]


def pair_texts(pairs: Mapping[int, Sequence[int]], places: int) -> Iterator[tuple[int, str]]:
    """For each slot, in ascending order, its file and what is written of it: the key where it is new, and its list."""
    last = -1
    for slot in sorted(pairs):
        text = SPELLED[slot % SPELLINGS] + encode_numbers(pairs[slot], places)
        if slot // SPELLINGS == last:
            yield file_of_slot(slot), TAB + text
        else:
            yield file_of_slot(slot), f"\n{key_of_slot(slot)}{text}"
            last = slot // SPELLINGS


def write_pair(entry: Entry, places: int) -> str:
    """The line of a pair: its key, and lists each behind its spelling."""
    lists = {BITS: entry.head, **entry.spelled} if entry.head else entry.spelled
    fields = (spelling + encode_numbers(lists[spelling], places) for spelling in sorted(lists, key=SPELLED.index))
    return entry.key + TAB.join(fields)


def read_pair(line: str) -> Entry:
    head: tuple[int, ...] = ()
    spelled = {}
    for field in line[KEY:].split(TAB):
        if field.startswith(BITS):
            head = tuple(decode_numbers(field[1:]))
        else:
            spelled[field[:2]] = tuple(decode_numbers(field[2:]))
    return Entry(line[:KEY], head, spelled)

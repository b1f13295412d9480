"""How large the index of so many records is, and where in it each record stands."""

import hashlib
import zlib
from collections.abc import Iterable

import msgspec

FULLEST = 0.9
"""How full the places may be: fuller, and a new record would push more others from their places."""
WHOLE_TEXTS = 16_384
"""An index of up to so many places quotes from whole texts; a larger one from what fits into EXTRACTS."""
LONGEST, SHORTEST = 100_000, 80
"""Characters of a text that are kept at most, and the fewest that are worth keeping."""
EXTRACTS = 6_000_000
MOST_SHARES = 16
"""In how many shares the lists are joined at most: no more than one is held in memory at a time."""
PRIME_TO_PLACES = 2 * 3 * 5 * 7 * 11 * 13
"""A step that is one more than a multiple of this reaches every place: places are 8 to 15 times a power of two."""


class Layout(msgspec.Struct, frozen=True):
    """Places for records, files of pairs, records to a file of rows, characters kept of a text."""

    places: int
    files: int
    rows: int
    text: int

    @property
    def word_files(self) -> int:
        """There are far fewer words and concepts than pairs."""
        return max(1, self.files // 4)

    @property
    def shares(self) -> int:
        return min(self.word_files, MOST_SHARES)


def layout_of(records: int) -> Layout:
    """The layout for a number of records; it changes with each eighth that the archive grows, and then all files do."""
    double = 8
    while 2 * double * FULLEST < records:
        double *= 2
    places = next(each for each in range(double, 2 * double + 1, double // 8) if each * FULLEST >= records)
    files = 1
    while files * 16 <= places:
        files *= 2
    if places <= WHOLE_TEXTS:
        return Layout(places, files, 4, LONGEST)
    extract = EXTRACTS // places
    return Layout(places, files, 32, extract if extract >= SHORTEST else 0)


def place_records(identities: Iterable[str], places: int) -> dict[str, int]:
    """A place for each record, from 0.

    Every record asks for places in an order of its own, and of two that ask for one the record with the
    lesser rank has it. So places follow from the set of identities alone, whatever came first, and a record
    that is added or removed moves one or two others.
    """
    ranked = sorted((hashlib.blake2b(identity.encode(), digest_size=16).digest(), identity) for identity in identities)
    taken: dict[int, str] = {}
    for rank, identity in ranked:
        place = int.from_bytes(rank[8:12], "big") % places
        step = PRIME_TO_PLACES * int.from_bytes(rank[12:], "big") + 1
        while place in taken:
            place = (place + step) % places
        taken[place] = identity
    return {identity: place for place, identity in taken.items()}


def file_of(key: str, files: int) -> int:
    """The number of the file that holds a term: the CRC-32 of its UTF-8 bytes, modulo the number of files."""
    return zlib.crc32(key.encode()) % files

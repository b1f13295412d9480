"""How large the index of so many records is, and where in it each record stands."""

import hashlib
from collections.abc import Iterable

import msgspec

FULLEST = 0.85
"""How full the places may be: fuller, and a new record would push more others from their places."""
WHOLE_TEXTS = 16_384
"""An index of up to so many places quotes from whole texts; a larger one from what fits into EXTRACTS."""
EXTRACTS = 16_000_000


class Layout(msgspec.Struct, frozen=True):
    """Places for records, files of terms, records to a file of rows, and characters kept of a record's text."""

    places: int
    files: int
    rows: int
    text: int


def layout_of(records: int) -> Layout:
    """The layout for a number of records; it changes at each 1.5th or 1.33rd of it, and then all files do."""
    places = 8
    while places * FULLEST < records:
        places = places * 4 // 3 if places % 3 == 0 else places * 3 // 2
    files = 1
    while files * 64 <= places:
        files *= 2
    whole = places <= WHOLE_TEXTS
    return Layout(places, files, 8 if whole else 32, 100_000 if whole else EXTRACTS // places)


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
        step = 6 * int.from_bytes(rank[12:], "big") + 1
        while place in taken:
            place = (place + step) % places
        taken[place] = identity
    return {identity: place for place, identity in taken.items()}


def file_of(key: str, files: int) -> int:
    """The number of the file that holds a term: FNV-1a over its UTF-8 bytes, folded to 16 bits."""
    total = 2_166_136_261
    for byte in key.encode():
        total = (total ^ byte) * 16_777_619 & 0xFFFFFFFF
    return (total ^ total >> 16) % files

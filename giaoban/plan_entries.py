"""A record as the plans of pages see it."""

import msgspec

from giaoban.enclosures import Medium
from giaoban.records import Summary


class RecordEntry(msgspec.Struct, frozen=True):
    """A record as the plan sees it: its file, the digest and number of its bytes, its summary, what it encloses."""

    file: str
    digest: str
    summary: Summary
    size: int
    media: tuple[Medium, ...] = ()

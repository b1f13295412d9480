"""What a build remembers of a record file beside the record itself."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from giaoban.body import Link
from giaoban.enclosures import Enclosure
from giaoban.ledger import Stamp
from giaoban.parsed_files import FileRow
from giaoban.problems import Problem
from giaoban.records import Summary

T = TypeVar("T")


class Known(msgspec.Struct, frozen=True):
    """What was remembered of a record file."""

    stamp: Stamp
    digest: str
    context: str
    summary: Summary | None
    links: tuple[Link, ...]
    problems: tuple[Problem, ...]
    enclosures: tuple[Enclosure, ...]


class KnownReader:
    """Decodes what is kept of record files; most of them have neither links nor problems."""

    def __init__(self) -> None:
        self.summary = msgspec.msgpack.Decoder(Summary | None).decode
        self.links = _decoder_of(tuple[Link, ...])
        self.problems = _decoder_of(tuple[Problem, ...])
        self.enclosures = _decoder_of(tuple[Enclosure, ...])

    def __call__(
        self, stamp: Stamp, context: str, digest: str, summary: bytes, links: bytes, problems: bytes, enclosures: bytes
    ) -> Known:
        return Known(
            stamp,
            digest,
            context,
            self.summary(summary),
            self.links(links),
            self.problems(problems),
            self.enclosures(enclosures),
        )

    def unremembered(self, row: FileRow) -> Known:
        """What parsing gave, where it is not to be remembered."""
        return self(Stamp(0, 0), "", row.digest, row.summary, row.links, row.problems, row.enclosures)


def _decoder_of(kind: type[tuple[T, ...]]) -> Callable[[bytes], tuple[T, ...]]:
    decode, nothing = msgspec.msgpack.Decoder(kind).decode, msgspec.msgpack.encode(())
    return lambda data: decode(data) if data != nothing else ()

"""Parsed files as the state keeps them, made where files are parsed: bytes go cheaply from process to process."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from giaoban.figure_rows import FigureRows, figure_rows
from giaoban.parse import Parsed
from giaoban.records import summarise


class FileRow(NamedTuple):
    """A file's name, the digest of its bytes, and what parsing gave, in msgpack."""

    file: str
    digest: str
    summary: bytes
    links: bytes
    problems: bytes
    enclosures: bytes
    claims: bytes
    record: bytes


class ParsedFiles(NamedTuple):
    files: list[FileRow]
    figures: FigureRows


def parsed_files(parsed: Iterable[tuple[Parsed, str]]) -> ParsedFiles:
    """What to keep of some files, each with the digest of its bytes."""
    encode = msgspec.msgpack.Encoder().encode
    files, records = [], []
    for each, digest in parsed:
        summary = None
        if each.record:
            summary = summarise(each.record)
            records.append(each.record)
        blobs = (summary, each.links, each.problems, each.enclosures, each.claims, each.record)
        files.append(FileRow(each.file, digest, *map(encode, blobs)))
    return ParsedFiles(files, figure_rows(records))

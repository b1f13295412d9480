"""Joins the lists of all records to the texts of files, a share of the files at a time."""

import msgspec

from giaoban.search.files import is_word, word_line
from giaoban.search.layout import Layout
from giaoban.search.lists import Share, joined, texts_by_file
from giaoban.sources import digest


class File(msgspec.Struct, frozen=True, array_like=True):
    """A file of the index, and the digest of its text."""

    name: str
    digest: str
    text: str


class SharedFiles(msgspec.Struct, frozen=True, array_like=True):
    """The files of a share, and what the list of all words says of the words in them."""

    files: list[File]
    words: list[str]


def index_file(name: str, text: str) -> File:
    return File(name, digest(text.encode()), text)


def read_share(data: bytes) -> Share:
    return msgspec.msgpack.decode(data, type=Share)


def join_share(layout: Layout, parts: list[bytes]) -> SharedFiles:
    """The files of a share, whose lists come in parts, from ever higher numbers of records."""
    files, words = list[File](), list[str]()
    for name, text, entries in texts_by_file(joined(map(read_share, parts)), layout):
        files.append(index_file(name, text))
        words += [word_line(entry) for entry in entries if is_word(entry.key)]
    return SharedFiles(files, words)


def join_shares(job: bytes, shares: list[list[bytes]]) -> list[bytes]:
    """The same for a worker: `job` is the layout, and the results are in msgpack."""
    layout = msgspec.msgpack.decode(job, type=Layout)
    return [msgspec.msgpack.encode(join_share(layout, parts)) for parts in shares]

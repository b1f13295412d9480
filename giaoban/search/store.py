"""Keeps the index between builds in one SQLite file outside the output, and brings it up to date.

Nothing here decides what stands in it: a lost file only means that the next build indexes all records again.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from giaoban.search.document import ResultRow, SearchDocument
from giaoban.search.entries import Entry, change_entry, read_entry, write_entry
from giaoban.search.files import (
    DAYS,
    ROWS,
    TERMS,
    WORDS,
    days_text,
    file_names,
    is_word,
    row_file,
    rows_text,
    words_text,
)
from giaoban.search.layout import Layout, layout_of
from giaoban.search.update import Content, Held, Shift, Standing, all_entries, changed_entries, shift_of
from giaoban.sources import digest

VERSION = 1
TABLES = """
CREATE TABLE documents (
    identity TEXT PRIMARY KEY, source TEXT, number INTEGER, day INTEGER, content BLOB, row BLOB
) WITHOUT ROWID;
CREATE INDEX numbered ON documents (number, day);
CREATE TABLE entries (file TEXT, key TEXT, line TEXT, PRIMARY KEY (file, key)) WITHOUT ROWID;
CREATE TABLE words (key TEXT PRIMARY KEY, usual TEXT, count INTEGER) WITHOUT ROWID;
CREATE TABLE files (name TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID;
CREATE TABLE layout (places INTEGER, files INTEGER, rows INTEGER, text INTEGER);
"""


class Packed(msgspec.Struct, frozen=True):
    """A document as it is stored: what it is looked up by, and what is shown of it."""

    identity: str
    day: int
    content: bytes
    row: bytes


def pack(document: SearchDocument) -> Packed:
    content = Content(document.terms, document.head, document.facets)
    return Packed(document.identity, document.day, _squeezed(content), _squeezed(document.row))


def _squeezed(value: object) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(value), 1)


Derive = Callable[[list[str]], Iterable[Packed]]
"""Makes the documents of some records, in any order."""


class SearchStore:
    """The open index."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection = self._open()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] == VERSION:
                connection.execute("SELECT count(*) FROM layout").fetchone()
                return connection
        except sqlite3.DatabaseError:
            pass
        connection.close()
        self.path.unlink()
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        return connection

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def layout(self) -> Layout | None:
        row = self.connection.execute("SELECT places, files, rows, text FROM layout").fetchone()
        return Layout(*row) if row else None

    def digests(self) -> dict[str, str]:
        """Every file of the index with the digest of its text."""
        return dict(self.connection.execute("SELECT name, digest FROM files"))

    def update(self, listed: dict[str, str], derive: Derive, full: bool = False) -> None:
        """Makes the index that of the `listed` records, each named with a digest of all that it is made from."""
        rows = self.connection.execute("SELECT identity, source, number FROM documents")
        held = {row[0]: Held(row[1], row[2]) for row in rows}
        shift = shift_of({} if full else held, listed, None if full else self.layout())
        if not shift.touched and not shift.anew:
            return
        with self._transaction():
            if shift.anew:
                self._replace(shift, listed, derive)
                self._rebuild(shift.layout)
            else:
                before = self._standings(shift.touched & held.keys())
                self._replace(shift, listed, derive)
                after = self._standings(shift.touched & listed.keys())
                self._change(before, after, shift.layout)

    def _replace(self, shift: Shift, listed: dict[str, str], derive: Derive) -> None:
        """Stores the documents that are new or changed, and the number of each."""
        execute = self.connection.executemany
        if not shift.held:
            self.connection.execute("DELETE FROM documents")
        execute("DELETE FROM documents WHERE identity = ?", ((identity,) for identity in shift.gone))
        execute(
            "INSERT OR REPLACE INTO documents VALUES (?,?,?,?,?,?)",
            (
                (each.identity, listed[each.identity], shift.numbers[each.identity], each.day, each.content, each.row)
                for each in derive(shift.stale)
            ),
        )
        execute(
            "UPDATE documents SET number = ? WHERE identity = ?",
            ((shift.numbers[identity], identity) for identity in shift.moved),
        )

    def _standings(self, identities: Iterable[str]) -> list[Standing]:
        query = "SELECT number, content FROM documents WHERE identity = ?"
        rows = (self.connection.execute(query, (identity,)).fetchone() for identity in sorted(identities))
        return [_standing(row) for row in rows]

    def _rebuild(self, layout: Layout) -> None:
        execute = self.connection.execute
        for table in ("entries", "words", "files", "layout"):
            execute(f"DELETE FROM {table}")
        execute("INSERT INTO layout VALUES (?,?,?,?)", msgspec.structs.astuple(layout))
        numbered = execute("SELECT number, content FROM documents ORDER BY number")
        for file, entry in all_entries(map(_standing, numbered), layout):
            self._write(file, entry, layout)
        self._note(file_names(layout))

    def _change(self, before: list[Standing], after: list[Standing], layout: Layout) -> None:
        changes = changed_entries(before, after, layout)
        rows = {row_file(each.number, layout) for each in (*before, *after)}
        for (file, key), change in changes.items():
            found = self.connection.execute("SELECT line FROM entries WHERE (file, key) = (?, ?)", (file, key))
            line = found.fetchone()
            entry = change_entry(read_entry(line[0]) if line else Entry(key, (), {}), change)
            self._write(file, entry, layout)
        self._note({file for file, _ in changes} | rows | {DAYS, WORDS})

    def _write(self, file: str, entry: Entry, layout: Layout) -> None:
        execute = self.connection.execute
        if not entry.spelled:
            execute("DELETE FROM entries WHERE (file, key) = (?, ?)", (file, entry.key))
            execute("DELETE FROM words WHERE key = ?", (entry.key,))
            return
        execute("INSERT OR REPLACE INTO entries VALUES (?,?,?)", (file, entry.key, write_entry(entry, layout.places)))
        if file.startswith(TERMS) and is_word(entry.key):
            execute("INSERT OR REPLACE INTO words VALUES (?,?,?)", (entry.key, entry.usual, entry.count))

    def _note(self, files: Iterable[str]) -> None:
        """Remembers the digests of files that may have changed."""
        self.connection.executemany(
            "INSERT OR REPLACE INTO files VALUES (?,?)",
            ((name, digest(self.text(name).encode())) for name in files),
        )

    def text(self, name: str) -> str:
        """The text of a file of the index."""
        execute = self.connection.execute
        layout = self.layout() or layout_of(0)
        if name == DAYS:
            return days_text(dict(execute("SELECT number, day FROM documents")), layout)
        if name == WORDS:
            return words_text(execute("SELECT key, usual, count FROM words ORDER BY key"))
        if name.startswith(ROWS):
            first = int(name.removeprefix(ROWS)) * layout.rows
            query = "SELECT number, row FROM documents WHERE number BETWEEN ? AND ? ORDER BY number"
            rows = execute(query, (first, first + layout.rows - 1))
            return rows_text(((number, _unpacked(row)) for number, row in rows), layout)
        lines = execute("SELECT line FROM entries WHERE file = ? ORDER BY key", (name,))
        return "\n".join(line for (line,) in lines)


def _standing(row: tuple[int, bytes]) -> Standing:
    return Standing(row[0], msgspec.msgpack.decode(zlib.decompress(row[1]), type=Content))


def _unpacked(row: bytes) -> ResultRow:
    return msgspec.msgpack.decode(zlib.decompress(row), type=ResultRow)

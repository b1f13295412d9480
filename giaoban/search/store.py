"""Keeps the index between builds in one SQLite file outside the output, and brings it up to date.

Nothing here decides what stands in it: a lost file only means that the next build indexes all records again.
"""

import functools
import itertools
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import msgspec

from giaoban.search.document import Content
from giaoban.search.files import WORDS, days_texts, file_names
from giaoban.search.joining import File, SharedFiles, index_file, read_share
from giaoban.search.layout import Layout
from giaoban.search.lines import Lines, change_line, put
from giaoban.search.lists import Lists, changes_by_file, joined
from giaoban.search.rows import place_sign, row_file
from giaoban.search.update import Basis, Held, Update

TABLES = """
CREATE TABLE documents (identity TEXT PRIMARY KEY, digest TEXT, number INTEGER, day INTEGER) WITHOUT ROWID;
CREATE TABLE contents (number INTEGER PRIMARY KEY, content BLOB);
CREATE TABLE files (name TEXT PRIMARY KEY, digest TEXT, text TEXT) WITHOUT ROWID;
CREATE TABLE basis (places INTEGER, files INTEGER, rows INTEGER, text INTEGER, context TEXT);
"""
VERSION = zlib.crc32(TABLES.encode()) >> 1
"""Marks a store by its tables: one with other tables is started over."""


class Stored(msgspec.Struct, frozen=True):
    """A document as it is kept: its content, so that it can be taken out of the lists again, and its row."""

    identity: str
    number: int
    day: int
    content: bytes
    row: str


class Batch(msgspec.Struct, frozen=True):
    """Some documents in the order of their numbers, and the lists of these in shares, each in msgpack."""

    documents: list[Stored]
    shares: list[bytes]


Join = Callable[[Iterator[list[bytes]]], Iterable[SharedFiles]]
"""Makes of the parts of each share its files."""


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
                connection.execute("SELECT count(*) FROM basis").fetchone()
                return connection
        except sqlite3.DatabaseError:
            pass
        connection.close()
        self.path.unlink(missing_ok=True)
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

    def basis(self) -> Basis | None:
        row = self.connection.execute("SELECT places, files, rows, text, context FROM basis").fetchone()
        return Basis(Layout(*row[:-1]), row[-1]) if row else None

    def held(self) -> dict[str, Held]:
        rows = self.connection.execute("SELECT identity, digest, number FROM documents")
        return {identity: Held(digest, number) for identity, digest, number in rows}

    def listed(self) -> dict[str, str]:
        """Every indexed record with the digest of its file."""
        return dict(self.connection.execute("SELECT identity, digest FROM documents"))

    def contents(self, identities: Iterable[str]) -> list[tuple[int, Content]]:
        """What is held of some documents under which numbers, these ascending."""
        query = "SELECT number, content FROM documents JOIN contents USING (number) WHERE identity = ?"
        rows = [self.connection.execute(query, (identity,)).fetchone() for identity in identities]
        return [(number, msgspec.msgpack.decode(content, type=Content)) for number, content in sorted(rows)]

    def digests(self) -> dict[str, str]:
        """Every file of the index with the digest of its text."""
        return dict(self.connection.execute("SELECT name, digest FROM files"))

    def text(self, name: str) -> str:
        """The text of a file of the index."""
        row = self.connection.execute("SELECT text FROM files WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def rebuild(self, update: Update, listed: dict[str, str], batches: Iterable[Batch], join: Join) -> None:
        """Writes the whole index anew from the documents of all records; `join` joins the shares of their lists."""
        layout, words = update.basis.layout, list[str]()
        rows: dict[str, list[str]] = defaultdict(list)
        execute = self.connection.execute
        with self._transaction():
            for table in ("documents", "contents", "files", "basis"):
                execute(f"DELETE FROM {table}")
            execute("INSERT INTO basis VALUES (?,?,?,?,?)", (*msgspec.structs.astuple(layout), update.basis.context))
            execute("CREATE TEMP TABLE parts (share INTEGER, part INTEGER, lists BLOB, PRIMARY KEY (share, part))")
            for part, batch in enumerate(batches):
                self._insert(batch.documents, listed)
                for document in batch.documents:
                    rows[row_file(document.number, layout)].append(document.row)
                shares = ((share, part, lists) for share, lists in enumerate(batch.shares))
                self.connection.executemany("INSERT INTO parts VALUES (?,?,?)", shares)
            self._write(index_file(name, "") for name in file_names(layout))
            self._write(index_file(name, "\n".join(lines)) for name, lines in rows.items())
            for found in join(map(self._parts, range(layout.shares))):
                self._write(found.files)
                words += found.words
            self._write([index_file(WORDS, "\n".join(sorted(words))), *self._days(layout)])
            execute("DROP TABLE parts")

    def _parts(self, share: int) -> list[bytes]:
        rows = self.connection.execute("SELECT lists FROM parts WHERE share = ? ORDER BY part", (share,))
        return [lists for (lists,) in rows]

    def change(self, update: Update, listed: dict[str, str], before: Lists, batches: Iterable[Batch]) -> None:
        """Takes out what was found of documents `before` and puts in what there is now."""
        layout, found = update.basis.layout, list(batches)
        documents = [document for batch in found for document in batch.documents]
        after = joined(read_share(lists) for batch in found for lists in batch.shares)
        changes = changes_by_file(before, after, layout)
        with self._transaction():
            held = self._remove(update.remove)
            self._insert(documents, listed)
            lines = Lines(self.text)
            for file, changed in changes.items():
                for key, change in changed.items():
                    change_line(lines, file, key, change, layout)
            for number in held:
                put(lines[row_file(number, layout)], place_sign(number, layout), None)
            for document in documents:
                put(lines[row_file(document.number, layout)], document.row[0], document.row)
            self._write(itertools.starmap(index_file, lines.texts()))
            if held != {each.number: each.day for each in documents}:
                self._write(self._days(layout))

    def _remove(self, identities: list[str]) -> dict[int, int]:
        """Forgets documents; the day of each by its number."""
        rows = (
            self.connection.execute("SELECT number, day FROM documents WHERE identity = ?", (identity,)).fetchone()
            for identity in identities
        )
        days = dict(rows)
        self.connection.executemany("DELETE FROM contents WHERE number = ?", ((number,) for number in days))
        self.connection.executemany("DELETE FROM documents WHERE identity = ?", ((each,) for each in identities))
        return days

    def _insert(self, documents: list[Stored], listed: dict[str, str]) -> None:
        rows = ((each.identity, listed[each.identity], each.number, each.day) for each in documents)
        self.connection.executemany("INSERT INTO documents VALUES (?,?,?,?)", rows)
        contents = ((each.number, each.content) for each in documents)
        self.connection.executemany("INSERT INTO contents VALUES (?,?)", contents)

    def _days(self, layout: Layout) -> Iterator[File]:
        days = dict(self.connection.execute("SELECT number, day FROM documents"))
        return itertools.starmap(index_file, days_texts(days, layout).items())

    def _write(self, files: Iterable[File]) -> None:
        rows = map(msgspec.structs.astuple, files)
        self.connection.executemany("INSERT OR REPLACE INTO files VALUES (?,?,?)", rows)


@contextmanager
def index_texts(path: Path) -> Iterator[Callable[[str], str]]:
    """Gives the texts of the index's files by their names; the index is opened when the first is asked for.

    A site without a search has no index, and none may come to be by being looked into.
    """
    with ExitStack() as opened:
        store = functools.cache(lambda: opened.enter_context(closing(SearchStore(path))))
        yield lambda name: store().text(name)

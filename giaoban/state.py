"""What a build remembers for the next one, in one SQLite file outside the output: parsed records and the ledger.

Nothing here decides anything: a lost or foreign file only means that the next build does everything again.
"""

import sqlite3
import time
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from giaoban import figure_store
from giaoban.addresses import RECORDS, identity_of
from giaoban.claims import Claims
from giaoban.figure_rows import FigureRows
from giaoban.known import Known, KnownReader
from giaoban.ledger import Stamp, Written
from giaoban.parsed_files import FileRow, ParsedFiles
from giaoban.plan_entries import RecordEntry
from giaoban.problems import Problem
from giaoban.records import Record, Summary
from giaoban.tallies import Tallies

MANY = 1000
"""Of more files than this, all are looked up at once."""
PATIENCE = 60
"""Seconds that a build waits for another of the same site."""
TABLES = """
/* The largest comes last, so that it is passed over where it is not asked for; for the same reason there is a rowid. */
CREATE TABLE parsed (
    size INTEGER, modified INTEGER, changed INTEGER, context TEXT,
    file TEXT PRIMARY KEY, digest TEXT,
    summary BLOB, links BLOB, problems BLOB, enclosures BLOB, claims BLOB, record BLOB
);
CREATE TABLE crossed (province TEXT PRIMARY KEY, digest TEXT, problems BLOB) WITHOUT ROWID;
CREATE TABLE written (
    output TEXT, path TEXT, fingerprint TEXT, checksum TEXT, size INTEGER, modified INTEGER,
    PRIMARY KEY (output, path)
) WITHOUT ROWID;
CREATE TABLE unfinished (output TEXT PRIMARY KEY);
"""
MEETINGS = f"meeting CROSS JOIN parsed ON file = '{RECORDS}' || meeting.record || '.md'"
"""The records that are not withdrawn, with the rows of their files."""
ALL_TABLES = TABLES + figure_store.TABLES
VERSION = zlib.crc32(ALL_TABLES.encode()) >> 1
"""Marks a state file by its tables: one with other tables is started over."""
encode = msgspec.msgpack.encode


@contextmanager
def sole_build(folder: Path) -> Iterator[None]:
    """Holds the site for one build; a second waits up to a minute, then fails with sqlite3.OperationalError.

    SQLite's own lock does it: it works on every system and goes with the process, however that ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "lock.sqlite", isolation_level=None, timeout=0)) as connection:
        _acquire(connection, time.monotonic() + PATIENCE)
        yield


def _acquire(connection: sqlite3.Connection, until: float) -> None:
    """Tries again and again, since SQLite's own waiting would not hear Ctrl-C."""
    while True:
        try:
            connection.execute("BEGIN EXCLUSIVE")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.05)


class State:
    """The open state file; `fresh` says that there was none that could be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection, self.fresh = self._open()

    def _open(self) -> tuple[sqlite3.Connection, bool]:
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == VERSION:
                connection.execute("SELECT count(*) FROM unfinished").fetchone()
                return connection, False
            if version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                return self._create(connection, []), True
        except sqlite3.DatabaseError:
            pass
        owned = _owned(connection)
        connection.close()
        self.path.unlink()
        return self._create(sqlite3.connect(self.path, isolation_level=None), owned), True

    def _create(self, connection: sqlite3.Connection, owned: list[tuple[str, str]]) -> sqlite3.Connection:
        """Makes the tables. What is `owned` is remembered by no content: it is rendered again, or removed."""
        connection.executescript(f"BEGIN; {ALL_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        connection.executemany("INSERT INTO written VALUES (?,?,'','',-1,-1)", owned)
        return connection

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def remembered(self) -> dict[str, tuple[Stamp, str]]:
        """The stamp of each record file of the last builds and the context in which it was parsed, and no more."""
        rows = self.connection.execute("SELECT file, size, modified, changed, context FROM parsed")
        return {file: (Stamp(*stamp), context) for file, *stamp, context in rows}

    def known(self, files: Collection[str] | None = None) -> dict[str, Known]:
        """What is known of some record files, or of every one of the last builds."""
        columns = "file, size, modified, changed, context, digest, summary, links, problems, enclosures"
        read = KnownReader()
        return {row[0]: read(Stamp(*row[1:4]), *row[4:]) for row in self._rows(f"SELECT {columns} FROM parsed", files)}

    def _rows(self, query: str, files: Collection[str] | None) -> Iterator[tuple[Any, ...]]:
        if files is None or len(files) > MANY:
            yield from self.connection.execute(query)
            return
        for file in files:
            yield from self.connection.execute(f"{query} WHERE file = ?", (file,))

    def remember(self, parsed: Iterable[ParsedFiles], stamps: Mapping[str, Stamp], context: str) -> None:
        """Keeps what parsing gave in some `context`, with the stamp of each file."""
        batches = list(parsed)
        files = [row for batch in batches for row in batch.files]
        rows = ((*msgspec.structs.astuple(stamps[row.file]), context, *row) for row in files)
        with self._transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO parsed VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", rows)
            former = [identity_of(row.file) for row in files]
            figure_store.replace(connection, former, (batch.figures for batch in batches))

    def forget(self, gone: Collection[str]) -> None:
        """Forgets record files that are no longer there."""
        with self._transaction() as connection:
            connection.executemany("DELETE FROM parsed WHERE file = ?", ((file,) for file in gone))
            figure_store.replace(connection, map(identity_of, gone), ())

    def kept(self, file: str) -> tuple[FileRow, FigureRows]:
        """What is kept of a record file: its row, and the rows of its figures."""
        row = self.connection.execute(f"SELECT {', '.join(FileRow._fields)} FROM parsed WHERE file = ?", (file,))
        return FileRow(*row.fetchone()), figure_store.rows_of(self.connection, identity_of(file))

    def meetings(self) -> dict[str, str]:
        """Every record that is not withdrawn, by its identity, with the digest of its file."""
        rows = f"SELECT meeting.record, digest FROM {MEETINGS}"
        return dict(self.connection.execute(rows))

    def entries(self, province: str, year: int, period: str) -> Iterator[RecordEntry]:
        """The meetings of a province, of a year and of a period, without what they enclose."""
        summary = msgspec.msgpack.Decoder(Summary).decode
        rows = self.connection.execute(
            f"SELECT file, digest, summary, size FROM {MEETINGS}"
            " WHERE province = ? OR year = ? OR (period = ? AND period <> '')",
            (province, year, period),
        )
        return (RecordEntry(file, digest, summary(found), size) for file, digest, found, size in rows)

    def record(self, file: str) -> Record:
        """The whole record that was read from `file`."""
        row = self.connection.execute("SELECT record FROM parsed WHERE file = ?", (file,)).fetchone()
        return msgspec.msgpack.decode(row[0], type=Record)

    def figures(self) -> figure_store.FigureStore:
        return figure_store.FigureStore(self.connection)

    def tallies(self) -> Tallies:
        return figure_store.tallies(self.connection)

    def claims(self, province: str) -> dict[str, Claims]:
        """The claims of the sound records of one province, by file."""
        folder = f"{RECORDS}{province}"
        rows = self.connection.execute(
            "SELECT file, claims FROM parsed WHERE file >= ? AND file < ? ORDER BY file", (f"{folder}/", f"{folder}0")
        )
        decoder = msgspec.msgpack.Decoder(Claims | None)
        return {file: claims for file, data in rows if (claims := decoder.decode(data))}

    def crossed(self) -> dict[str, tuple[str, tuple[Problem, ...]]]:
        """What the last check between the records of each province found, and the digest of what it was made from."""
        problems = msgspec.msgpack.Decoder(tuple[Problem, ...])
        rows = self.connection.execute("SELECT province, digest, problems FROM crossed")
        return {province: (digest, problems.decode(found)) for province, digest, found in rows}

    def remember_crossed(self, fresh: dict[str, tuple[str, list[Problem]]]) -> None:
        with self._transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO crossed VALUES (?,?,?)",
                ((province, digest, encode(found)) for province, (digest, found) in fresh.items()),
            )

    def ledger(self, output: str) -> tuple[dict[str, Written], bool]:
        """What was written to `output`, and whether the last commit there was cut short."""
        rows = self.connection.execute(
            "SELECT path, fingerprint, checksum, size, modified FROM written WHERE output = ?", (output,)
        )
        ledger = {row[0]: Written(row[1], row[2], Stamp(row[3], row[4])) for row in rows}
        cut = self.connection.execute("SELECT 1 FROM unfinished WHERE output = ?", (output,)).fetchone()
        return ledger, cut is not None

    def ledger_of(self, output: str, paths: Iterable[str], beginnings: Iterable[str]) -> dict[str, Written]:
        """The part of the ledger with these paths, and with all that begin in some way."""
        query = "SELECT path, fingerprint, checksum, size, modified FROM written WHERE output = ? AND path "
        found = [self.connection.execute(f"{query} = ?", (output, path)) for path in paths]
        ranges = ((output, each, f"{each}\U0010ffff") for each in beginnings)
        found += [self.connection.execute(f"{query} BETWEEN ? AND ?", bounds) for bounds in ranges]
        return {row[0]: Written(row[1], row[2], Stamp(row[3], row[4])) for rows in found for row in rows}

    def begin_commit(self, output: str) -> None:
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO unfinished VALUES (?)", (output,))

    def end_commit(self, output: str, written: dict[str, Written], removed: Iterable[str]) -> None:
        with self._transaction() as connection:
            connection.executemany(
                "DELETE FROM written WHERE output = ? AND path = ?", ((output, path) for path in removed)
            )
            connection.executemany(
                "INSERT OR REPLACE INTO written VALUES (?,?,?,?,?,?)",
                (
                    (output, path, each.fingerprint, each.checksum, each.stamp.size, each.stamp.modified)
                    for path, each in written.items()
                ),
            )
            connection.execute("DELETE FROM unfinished WHERE output = ?", (output,))


@contextmanager
def reading(path: Path) -> Iterator[State]:
    """The state for many reads in a row: its file is locked and looked at for changes once, not for each of them."""
    with closing(State(path)) as state:
        state.connection.execute("BEGIN")
        yield state


def _owned(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Output and path of the files that an older program wrote: they would stay for ever as foreign ones."""
    try:
        return connection.execute("SELECT output, path FROM written").fetchall()
    except sqlite3.DatabaseError:
        return []

"""Keeps meetings and figures as rows in the state file, and finds them again for plans, views and downloads."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from giaoban.figure_rows import FIGURE, MEETING, OF_MEETING, PRINT, Counts, FigureRows
from giaoban.figures import Block, FigureRow, MeetingRow, Occasion, Point, Reported, Selection
from giaoban.tallies import FAMILIES, Tallies, count_up
from giaoban.vietnamese import sort_key

Columns = tuple[str, ...]

BLOCK, KEPT = 2_000, 11
"""How many rows a block has, and how many blocks are no longer kept: a table is cut before it has so many."""

TABLES = f"""
CREATE TABLE meeting ({", ".join([*MEETING, *PRINT])}, PRIMARY KEY (record)) WITHOUT ROWID;
CREATE INDEX meeting_province ON meeting (province);
CREATE INDEX meeting_period ON meeting (period, own);
CREATE INDEX meeting_year ON meeting (year);
CREATE TABLE figure ({", ".join([*FIGURE, *PRINT, *OF_MEETING])}, PRIMARY KEY (record, number)) WITHOUT ROWID;
CREATE INDEX figure_indicator ON figure (indicator, year);
CREATE INDEX figure_own ON figure (indicator) WHERE own = 1;
CREATE TABLE tally ( /* {FAMILIES} */
    family, one, two, three, number, count, first, second, PRIMARY KEY (family, one, two, three, number)
) WITHOUT ROWID;
"""
OCCASION = Occasion.__struct_fields__
JOINED = ", ".join([*(f"m.{name}" for name in OCCASION), *(f"f.{name}" for name in FIGURE)])
PUT_MEETING = f"INSERT INTO meeting VALUES ({', '.join('?' * len([*MEETING, *PRINT]))})"
PUT_FIGURE = f"INSERT INTO figure VALUES ({', '.join('?' * len([*FIGURE, *PRINT, *OF_MEETING]))})"


def replace(connection: sqlite3.Connection, gone: Iterable[str], fresh: Iterable[FigureRows]) -> None:
    """Forgets the rows of the identities in `gone` and takes in the `fresh` ones."""
    changes = Counts()
    for identity in gone:
        _forget(connection, identity, changes)
    for rows in fresh:
        connection.executemany(PUT_MEETING, rows.meetings)
        connection.executemany(PUT_FIGURE, rows.figures)
        changes.add(rows.counts)
    connection.executemany(
        "INSERT INTO tally VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET"
        " count = count + excluded.count, first = first + excluded.first, second = second + excluded.second",
        ((*group, *sums) for group, sums in changes.items()),
    )
    connection.execute("DELETE FROM tally WHERE count = 0")


def rows_of(connection: sqlite3.Connection, identity: str) -> FigureRows:
    """The rows that are kept of a record, and what they add to tallies."""
    meetings = connection.execute("SELECT * FROM meeting WHERE record = ?", (identity,)).fetchall()
    if not meetings:
        return FigureRows([], [], {})
    figures = connection.execute("SELECT * FROM figure WHERE record = ? ORDER BY number", (identity,)).fetchall()
    counts = Counts()
    for row in meetings:
        meeting = MeetingRow(*row[:-2])
        counts.count(meeting, None, row[-2:])
        for figure in figures:
            counts.count(meeting, FigureRow(*figure[:-4]), figure[-4:-2])
    return FigureRows(meetings, figures, counts)


def _forget(connection: sqlite3.Connection, identity: str, changes: Counts) -> None:
    former = rows_of(connection, identity)
    if not former.meetings:
        return
    changes.add({group: [-each for each in sums] for group, sums in former.counts.items()})
    connection.execute("DELETE FROM meeting WHERE record = ?", (identity,))
    connection.execute("DELETE FROM figure WHERE record = ?", (identity,))


def tallies(connection: sqlite3.Connection) -> Tallies:
    return count_up(connection.execute("SELECT * FROM tally ORDER BY 1, 2, 3, 4, 5"))


class FigureStore:
    """The rows of an open state file, for views. The last selection is kept: pages that show it follow each other."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.last_blocks: tuple[Columns, Selection, list[Block]] = (), Selection(), []
        self.last_newest: tuple[Selection, list[Reported]] = Selection(), []

    def figure_blocks(self, columns: Columns, selection: Selection) -> Iterable[Block]:
        """The rows of a file, kept if they are not many: they are asked for once for each format."""
        kept_columns, kept_selection, kept = self.last_blocks
        if kept and (kept_columns, kept_selection) == (columns, selection):
            return kept
        where, values = _where(selection)
        query = f"SELECT {', '.join(columns)} FROM {_joined(selection)} WHERE {where} ORDER BY record, number"
        remaining = _blocks(self.connection.execute(query, values))
        first = list(islice(remaining, KEPT))
        if len(first) == KEPT:
            return chain(first, remaining)
        self.last_blocks = columns, selection, first
        return first

    def meeting_blocks(self, columns: Columns, selection: Selection) -> Iterable[Block]:
        return _blocks(self._meetings(columns, selection))

    def meetings(self, selection: Selection) -> Iterator[Occasion]:
        return (Occasion(*row) for row in self._meetings(OCCASION, selection))

    def _meetings(self, columns: Columns, selection: Selection) -> sqlite3.Cursor:
        where, values = _where(selection)
        query = f"SELECT {', '.join(columns)} FROM meeting m WHERE {where} ORDER BY record"
        return self.connection.execute(query, values)

    def reported(self, selection: Selection) -> Iterator[Reported]:
        where, values = _where(selection)
        query = f"SELECT {JOINED} FROM {_joined(selection)} WHERE {where} ORDER BY record, number"
        split = len(OCCASION)
        for row in self.connection.execute(query, values):
            yield Reported(Occasion(*row[:split]), FigureRow(*row[split:]))

    def newest(self, selection: Selection) -> Sequence[Reported]:
        """The newest period first, within it the units in Vietnamese order; kept for the next part of a long list."""
        kept_selection, kept = self.last_newest
        if kept and kept_selection == selection:
            return kept
        found = list(self.reported(selection))
        places = {name: sort_key(name) for name in {each.meeting.province_name for each in found}}
        found.sort(key=lambda each: (places[each.meeting.province_name], each.meeting.locality, each.figure.record))
        found.sort(key=lambda each: each.meeting.period_to or each.meeting.date, reverse=True)
        self.last_newest = selection, found
        return found

    def points(self, indicator: str) -> list[Point]:
        query = (
            "SELECT f.record, f.number, f.indicator, m.province, m.province_name, m.era, m.covers, f.stage, m.period,"
            " f.value, f.qualifier, f.printed FROM figure f CROSS JOIN meeting m USING (record)"
            " WHERE f.indicator = ? AND f.own = 1 AND m.period <> '' ORDER BY 1, 2"
        )
        return [Point(*row) for row in self.connection.execute(query, (indicator,))]

    def database(self, script: str, tables: dict[str, list[tuple[Any, ...]]]) -> bytes:
        """The bytes of a new database: the script's statements, run beside the state's rows and some tables."""
        memory = sqlite3.connect(":memory:", isolation_level=None)
        try:
            for name, rows in tables.items():
                columns = ", ".join(f"c{number}" for number in range(len(rows[0])))
                memory.execute(f"CREATE TEMP TABLE {name} ({columns})")
                memory.executemany(f"INSERT INTO {name} VALUES ({_marks(len(rows[0]))})", rows)
            memory.execute("ATTACH ? AS state", (self._file(),))
            memory.executescript(script)
            return memory.serialize()
        finally:
            memory.close()

    def _file(self) -> str:
        return str(self.connection.execute("PRAGMA database_list").fetchone()[2])


def _blocks(cursor: sqlite3.Cursor) -> Iterator[Block]:
    while rows := cursor.fetchmany(BLOCK):
        yield list(zip(*rows, strict=True))


def _joined(selection: Selection) -> str:
    """Meetings with their figures, found by what narrows them down most; the result comes in the order of keys."""
    if selection.indicator:
        return "figure f CROSS JOIN meeting m USING (record)"
    return "meeting m CROSS JOIN figure f USING (record)"


def _where(selection: Selection) -> tuple[str, list[Any]]:
    chosen: dict[str, str | int] = {
        "f.indicator": selection.indicator,
        "m.province": selection.province,
        "m.era": selection.era if selection.era >= 0 else "",
        "m.year": selection.year if selection.year >= 0 else "",
        "m.quarter": selection.quarter if selection.quarter >= 0 else "",
        "m.period": selection.period,
        "m.own": 1 if selection.own else "",
    }
    if selection.indicator and selection.year >= 0:
        chosen["f.year"] = selection.year
    wanted = {name: value for name, value in chosen.items() if value != ""}
    return " AND ".join(["1", *(f"{name} = ?" for name in wanted)]), list(wanted.values())


def _marks(count: int) -> str:
    return ", ".join("?" * count)

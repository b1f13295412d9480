"""Keeps meetings and figures as rows in the state file, and finds them again for plans, views and downloads."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from giaoban.figures import FigureRow, MeetingRow, Point, Reported, Selection, figure_row, meeting_row, print_of
from giaoban.records import Record
from giaoban.tallies import Group, Tallies, count_up

Changes = dict[Group, list[int]]

MEETING, FIGURE = MeetingRow.__struct_fields__, FigureRow.__struct_fields__
KEPT = 6_000
PRINT = ("first", "second")
TABLES = f"""
CREATE TABLE meeting ({", ".join([*MEETING, *PRINT])}, PRIMARY KEY (record)) WITHOUT ROWID;
CREATE INDEX meeting_province ON meeting (province);
CREATE INDEX meeting_period ON meeting (period, own);
CREATE INDEX meeting_year ON meeting (year);
CREATE TABLE figure ({", ".join([*FIGURE, *PRINT])}, PRIMARY KEY (record, number)) WITHOUT ROWID;
CREATE INDEX figure_indicator ON figure (indicator);
CREATE TABLE tally (
    family, one, two, three, number, count, first, second, PRIMARY KEY (family, one, two, three, number)
) WITHOUT ROWID;
"""
JOINED = ", ".join([*(f"m.{name}" for name in MEETING), *(f"f.{name}" for name in FIGURE)])
PUT_MEETING = f"INSERT INTO meeting VALUES ({', '.join('?' * len([*MEETING, *PRINT]))})"
PUT_FIGURE = f"INSERT INTO figure VALUES ({', '.join('?' * len([*FIGURE, *PRINT]))})"


def replace(connection: sqlite3.Connection, gone: Iterable[str], records: Iterable[Record]) -> None:
    """Forgets the rows of the identities in `gone` and takes in `records`; a withdrawn one has no rows."""
    changes = defaultdict[Group, list[int]](lambda: [0, 0, 0])
    for identity in gone:
        _forget(connection, identity, changes)
    for record in records:
        if not record.withdrawn:
            _keep(connection, record, changes)
    connection.executemany(
        "INSERT INTO tally VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET"
        " count = count + excluded.count, first = first + excluded.first, second = second + excluded.second",
        ((*group, *sums) for group, sums in changes.items()),
    )
    connection.execute("DELETE FROM tally WHERE count = 0")


def _keep(connection: sqlite3.Connection, record: Record, changes: Changes) -> None:
    meeting = meeting_row(record)
    row = msgspec.structs.astuple(meeting)
    about = print_of(row)
    connection.execute(PUT_MEETING, (*row, *about))
    _count(changes, meeting, None, about, 1)
    rows = []
    for number, figure in enumerate(record.figures, 1):
        found = figure_row(record.identity, number, figure)
        row = msgspec.structs.astuple(found)
        own = print_of((*row, *about))
        rows.append((*row, *own))
        _count(changes, meeting, found, own, 1)
    connection.executemany(PUT_FIGURE, rows)


def _forget(connection: sqlite3.Connection, identity: str, changes: Changes) -> None:
    row = connection.execute("SELECT * FROM meeting WHERE record = ?", (identity,)).fetchone()
    if row is None:
        return
    meeting = MeetingRow(*row[:-2])
    _count(changes, meeting, None, row[-2:], -1)
    for row in connection.execute("SELECT * FROM figure WHERE record = ?", (identity,)):
        _count(changes, meeting, FigureRow(*row[:-2]), row[-2:], -1)
    connection.execute("DELETE FROM meeting WHERE record = ?", (identity,))
    connection.execute("DELETE FROM figure WHERE record = ?", (identity,))


def _count(changes: Changes, meeting: MeetingRow, figure: FigureRow | None, prints: tuple[int, int], sign: int) -> None:
    """Adds a row to the tallies of its groups, or with `sign` -1 takes it off."""
    first, second = sign * prints[0], sign * prints[1]
    for group in _groups(meeting, figure):
        sums = changes[group]
        sums[0] += sign
        sums[1] += first
        sums[2] += second


def _groups(meeting: MeetingRow, figure: FigureRow | None) -> Iterator[Group]:
    province, era, year, period = meeting.province, meeting.era, meeting.year, meeting.period
    quarter = 10 * year + meeting.quarter
    yield "unit", province, "", "", era
    if meeting.own and period:
        yield "period", period, "", "", 0
    if figure is None:
        yield "meetings", "", "", "", quarter
        return
    yield "figures", "", "", "", quarter
    yield "indicator", figure.indicator, "", "", year
    yield "province", province, "", "", year
    yield "reach", figure.indicator, province, "", era
    if meeting.own and period and figure.value:
        yield "spread", figure.indicator, figure.stage, period, era


def tallies(connection: sqlite3.Connection) -> Tallies:
    return count_up(connection.execute("SELECT * FROM tally ORDER BY 1, 2, 3, 4, 5"))


class FigureStore:
    """The rows of an open state file, for views."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.last: tuple[Selection, list[Reported]] = Selection(), []

    def reported(self, selection: Selection) -> Iterator[Reported]:
        """The selected figures; the last selection is kept, since a table is asked for once for each format."""
        chosen, rows = self.last
        if rows and chosen == selection:
            yield from rows
            return
        kept: list[Reported] = []
        for row in self._reported(selection):
            if len(kept) <= KEPT:
                kept.append(row)
            yield row
        if len(kept) <= KEPT:
            self.last = selection, kept

    def _reported(self, selection: Selection) -> Iterator[Reported]:
        where, values = _where(selection, "m.")
        if selection.indicator:
            where, values = f"{where} AND f.indicator = ?", [*values, selection.indicator]
        query = f"SELECT {JOINED} FROM meeting m JOIN figure f USING (record) WHERE {where} ORDER BY 1, f.number"
        split = len(MEETING)
        for row in self.connection.execute(query, values):
            yield Reported(MeetingRow(*row[:split]), FigureRow(*row[split:]))

    def meetings(self, selection: Selection) -> Iterator[MeetingRow]:
        where, values = _where(selection, "")
        query = f"SELECT {', '.join(MEETING)} FROM meeting WHERE {where} ORDER BY record"
        for row in self.connection.execute(query, values):
            yield MeetingRow(*row)

    def points(self, indicator: str) -> list[Point]:
        query = (
            "SELECT f.record, f.number, f.indicator, m.province, m.province_name, m.era, m.covers, f.stage, m.period,"
            " f.value, f.qualifier, f.printed FROM figure f JOIN meeting m USING (record)"
            " WHERE f.indicator = ? AND m.own AND m.period <> '' ORDER BY 1, 2"
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


def _where(selection: Selection, table: str) -> tuple[str, list[Any]]:
    chosen = {
        "province": selection.province,
        "era": selection.era if selection.era >= 0 else "",
        "year": selection.year if selection.year >= 0 else "",
        "quarter": selection.quarter if selection.quarter >= 0 else "",
        "period": selection.period,
        "own": 1 if selection.own else "",
    }
    wanted = {name: value for name, value in chosen.items() if value != ""}
    return " AND ".join(["1", *(f"{table}{name} = ?" for name in wanted)]), list(wanted.values())


def _marks(count: int) -> str:
    return ", ".join("?" * count)

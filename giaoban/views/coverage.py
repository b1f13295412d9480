"""The view of the coverage matrix: each era's provincial units against its quarters."""

import datetime
from collections.abc import Iterator
from itertools import groupby

import msgspec

from giaoban import addresses, formats
from giaoban.coverage import HELD, MISSING, NOT_DUE, WIDER
from giaoban.inputs import Cell, CoverageInputs, CoverageTable, YearCoverage
from giaoban.periods import Period
from giaoban.views.common import Frame, Link, Reading, capital, frame


class CellView(msgspec.Struct, frozen=True):
    """A quarter of one unit: its state for the style, its sign, its words, the kind of meeting, where it leads."""

    state: str
    sign: str
    text: str
    kind: str
    href: str


class YearHead(msgspec.Struct, frozen=True):
    """A year above its quarters, and how many of them the table has."""

    link: Link
    quarters: int


class QuarterHead(msgspec.Struct, frozen=True):
    """A quarter at the head of its column; `first` in its year."""

    text: str
    full: str
    first: bool


class Stretch(msgspec.Struct, frozen=True):
    """Quarters of one unit that stand as one cell, a sign for each: those of a longer period, else one alone."""

    cell: CellView
    signs: tuple[str, ...]


class MatrixRow(msgspec.Struct, frozen=True):
    unit: Link
    stretches: tuple[Stretch, ...]


class Matrix(msgspec.Struct, frozen=True):
    """One era's units against its quarters; `count` says how much of what was due was held."""

    id: str
    title: str
    count: str
    years: tuple[YearHead, ...]
    quarters: tuple[QuarterHead, ...]
    rows: tuple[MatrixRow, ...]


class EraToCome(msgspec.Struct, frozen=True):
    """An era that no meeting of the archive lies in yet: its time, and where its units are listed."""

    id: str
    title: str
    units: Link


class YearCounts(msgspec.Struct, frozen=True):
    """A year's quarters by state, and its meetings by kind, in the order of the columns."""

    year: Link
    states: tuple[str, ...]
    kinds: tuple[str, ...]


class CoveragePage(Frame, frozen=True, kw_only=True):
    """Province × quarter for each era: held, covered by a longer period, missing, not due."""

    spans: tuple[Link, ...]
    to_come: tuple[EraToCome, ...]
    matrices: tuple[Matrix, ...]
    legend: tuple[CellView, ...]
    kinds: tuple[Link, ...]
    years: tuple[YearCounts, ...]


def coverage_view(address: str, inputs: CoverageInputs, reading: Reading) -> CoveragePage:
    root = addresses.root_of(address)
    newest = inputs.span in inputs.spans[:1]
    name = reading.text("coverage.title")
    way = () if newest or not inputs.spans else ((addresses.COVERAGE, name),)
    title = f"{name} {_years(inputs.span)}" if way else name
    linked = {year.year for year in inputs.years if year.linked}
    met = {kind for year in inputs.years for kind, _ in year.kinds}
    kinds = [term.slug for term in reading.vocabulary.config.kinds if term.slug in met]
    return CoveragePage(
        **frame(address, reading, title, *way),
        spans=tuple(
            Link("" if span == inputs.span else _span_address(span, inputs.spans), _years(span))
            for span in inputs.spans
        ),
        to_come=_to_come(inputs, root, reading) if newest else (),
        matrices=tuple(_matrix(table, linked, root, reading) for table in inputs.tables),
        legend=legend(reading),
        kinds=tuple(Link(root + addresses.group("loai", kind), reading.term("kinds", kind)) for kind in kinds),
        years=tuple(_year_counts(year, kinds, root, reading) for year in inputs.years),
    )


def _to_come(inputs: CoverageInputs, root: str, reading: Reading) -> tuple[EraToCome, ...]:
    """The eras after the newest that is shown, newest first: there is no clock to say that a quarter is due."""
    shown = max((table.era for table in inputs.tables), default=-1)
    eras = list(enumerate(reading.vocabulary.provinces.eras))[shown + 1 :]
    return tuple(
        EraToCome(
            id=era_id(number),
            title=era_title(era.first_day, era.last_day, reading),
            units=Link(f"{root}{addresses.PROVINCES}#{era_id(number)}", reading.count("count.units", len(era.units))),
        )
        for number, era in reversed(eras)
    )


def _years(span: tuple[int, int]) -> str:
    return f"{span[0]}–{span[1]}"


def _span_address(span: tuple[int, int], spans: tuple[tuple[int, int], ...]) -> str:
    return addresses.COVERAGE if span == spans[0] else addresses.coverage_span(*span)


def _year_counts(tally: YearCoverage, kinds: list[str], root: str, reading: Reading) -> YearCounts:
    by_kind = dict(tally.kinds)
    return YearCounts(
        year=Link(root + addresses.year(tally.year) if tally.linked else "", str(tally.year)),
        states=tuple(formats.number(count, reading.language) for _, count in tally.states),
        kinds=tuple(formats.number(by_kind.get(kind, 0), reading.language) for kind in kinds),
    )


def legend(reading: Reading) -> tuple[CellView, ...]:
    return tuple(
        CellView(state, reading.text(f"coverage.{state}_sign"), reading.text(f"coverage.{state}"), "", "")
        for state in (HELD, WIDER, MISSING, NOT_DUE)
    )


def _matrix(table: CoverageTable, linked: set[int], root: str, reading: Reading) -> Matrix:
    rows = tuple(
        MatrixRow(
            Link(root + addresses.province(row.unit.slug), row.unit.name),
            tuple(_stretches(table.quarters, row.cells, root, reading)),
        )
        for row in table.rows
    )
    due = [cell for row in table.rows for cell in row.cells if cell.state != NOT_DUE]
    held = sum(bool(cell.identity) for cell in due)
    return Matrix(
        id=era_id(table.era),
        title=era_title(table.first_day, table.last_day, reading),
        count=reading.text(
            "coverage.count",
            held=formats.number(held, reading.language),
            due=formats.number(len(due), reading.language),
        ),
        years=_year_heads(table, linked, root),
        quarters=tuple(
            QuarterHead(
                formats.roman(quarter.quarter or 0),
                capital(reading.period(quarter)),
                number == 0 or quarter.from_month == 1,
            )
            for number, quarter in enumerate(table.quarters)
        ),
        rows=rows,
    )


def _stretches(quarters: tuple[Period, ...], cells: tuple[Cell, ...], root: str, reading: Reading) -> Iterator[Stretch]:
    """One cell for all quarters of a longer period: a page where each unit reports by the year would pass 200 KB."""
    pairs = enumerate(zip(quarters, cells, strict=True))
    for _, group in groupby(pairs, key=lambda pair: pair[1][1].identity if pair[1][1].state == WIDER else pair[0]):
        listed = [pair for _, pair in group]
        first, cell = listed[0]
        yield Stretch(
            cell_view(cell, first, root, reading, listed[-1][0]),
            (reading.text(f"coverage.{cell.state}_sign"),) * len(listed),
        )


def _year_heads(table: CoverageTable, linked: set[int], root: str) -> tuple[YearHead, ...]:
    return tuple(
        YearHead(Link(root + addresses.year(year) if year in linked else "", str(year)), len(list(group)))
        for year, group in groupby(table.quarters, key=lambda quarter: quarter.from_year)
    )


def cell_view(cell: Cell, quarter: Period, root: str, reading: Reading, last: Period | None = None) -> CellView:
    """A quarter, or all from it to the `last` of a longer period.

    One that is held is told by its meeting's kind alone, since the words stand a thousand times on a page.
    """
    state = "" if cell.state == HELD else reading.text(f"coverage.{cell.state}")
    kind = reading.term("kinds", cell.kind) if cell.kind else ""
    time = capital(reading.period(quarter)) + (f" – {reading.period(last)}" if last and last != quarter else "")
    return CellView(
        state=cell.state,
        sign=reading.text(f"coverage.{cell.state}_sign"),
        text=f"{time}: {', '.join(filter(None, [state, kind]))}",
        kind=kind,
        href=root + addresses.record(cell.identity) if cell.identity else "",
    )


def era_id(number: int) -> str:
    """The fragment of an era's units, on every page that lists them."""
    return f"don-vi-{number + 1}"


def era_title(first: datetime.date, last: datetime.date, reading: Reading) -> str:
    if last < datetime.date.max:
        return reading.text("era.until", date=reading.day(last))
    if first > datetime.date.min:
        return reading.text("era.from", date=reading.day(first))
    return reading.text("era.all")

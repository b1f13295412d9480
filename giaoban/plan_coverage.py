"""Decides what the coverage pages show: five years on each, the newest span first, and a tally by year and kind."""

from collections import Counter
from collections.abc import Iterator

from giaoban import addresses
from giaoban.coverage import HELD, MISSING, NOT_DUE, WIDER
from giaoban.index import Index
from giaoban.inputs import CoverageInputs, CoverageRow, CoverageTable, YearCoverage
from giaoban.pages import Page

YEARS = 5
"""A page holds 63 units by 20 quarters at most: about 150 KB where every quarter is linked,
165 KB where every half-year is."""

STATES = (HELD, WIDER, MISSING, NOT_DUE)
Span = tuple[int, int]


def plan_coverage(index: Index, tables: tuple[CoverageTable, ...]) -> Iterator[Page]:
    """The newest five years at the address that never changes, each span before them at its own."""
    tallies = _tallies(index, tables)
    years = {quarter.from_year for table in tables for quarter in table.quarters}
    spans = sorted({_span(year) for year in years}, reverse=True)
    for number, span in enumerate(spans or [(0, 0)]):
        shown = tuple(cut for table in tables if (cut := _within(table, span)).quarters)
        counted = tuple(tally for tally in tallies if not number or span[0] <= tally.year <= span[1])
        inputs = CoverageInputs(shown, span, tuple(spans), counted)
        yield Page(addresses.coverage_span(*span) if number else addresses.COVERAGE, "coverage", inputs)


def _span(year: int) -> Span:
    first = year - year % YEARS
    return first, first + YEARS - 1


def _within(table: CoverageTable, span: Span) -> CoverageTable:
    places = [place for place, each in enumerate(table.quarters) if span[0] <= each.from_year <= span[1]]
    return CoverageTable(
        era=table.era,
        first_day=table.first_day,
        last_day=table.last_day,
        quarters=tuple(table.quarters[place] for place in places),
        rows=tuple(CoverageRow(row.unit, tuple(row.cells[place] for place in places)) for row in table.rows),
    )


def _tallies(index: Index, tables: tuple[CoverageTable, ...]) -> tuple[YearCoverage, ...]:
    """For each year, newest first: the quarters of its units by state, and the meetings that report on it by kind."""
    states: dict[int, Counter[str]] = {}
    for table in tables:
        for place, quarter in enumerate(table.quarters):
            states.setdefault(quarter.from_year, Counter()).update(row.cells[place].state for row in table.rows)
    kinds: dict[int, Counter[str]] = {}
    for period, rows in index.by_period.items():
        if period.kind != "years":
            kinds.setdefault(period.from_year, Counter()).update(row.kind for row in rows)
    return tuple(
        YearCoverage(
            year=year,
            linked=year in index.years,
            states=tuple((state, states[year][state]) for state in STATES),
            kinds=tuple(sorted(kinds.get(year, Counter()).items())),
        )
        for year in sorted(states, reverse=True)
    )

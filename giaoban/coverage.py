"""Which unit reported on which quarter: held, covered by a longer period, missing, or not due yet."""

import datetime
from collections.abc import Iterable

from giaoban.index import Index
from giaoban.inputs import Cell, CoverageRow, CoverageTable
from giaoban.periods import Period, quarter_of
from giaoban.vietnamese import sort_key
from giaoban.vocabulary import Vocabulary

HELD, WIDER, MISSING, NOT_DUE = "held", "wider", "missing", "not-due"


def quarters_between(first: Period, last: datetime.date) -> tuple[Period, ...]:
    """Every quarter from `first` to the one that `last` lies in."""
    every = (quarter_of(year, number) for year in range(first.from_year, last.year + 1) for number in range(1, 5))
    return tuple(each for each in every if first.first_day <= each.first_day <= last)


def coverage_tables(index: Index, vocabulary: Vocabulary) -> tuple[CoverageTable, ...]:
    """A table for each era that the archive's time touches, newest first."""
    first = vocabulary.config.coverage_from or _earliest(index)
    if first is None:
        return ()
    whole_year = datetime.date(max(index.today, first.first_day).year, 12, 31)
    quarters = quarters_between(first, whole_year)
    tables = []
    for number, era in reversed(list(enumerate(vocabulary.provinces.eras))):
        within = tuple(each for each in quarters if era.first_day <= each.last_day <= era.last_day)
        if not within or within[0].first_day > index.today:
            continue
        known = (vocabulary.provinces.unit(slug, within[-1].last_day) for slug in era.units)
        units = sorted((unit for unit in known if unit), key=lambda unit: sort_key(unit.name))
        rows = tuple(CoverageRow(unit, coverage_cells(index, unit.slug, number, within)) for unit in units)
        tables.append(CoverageTable(number, era.first_day, era.last_day, within, rows))
    return tuple(tables)


def coverage_cells(index: Index, slug: str, era: int, quarters: Iterable[Period]) -> tuple[Cell, ...]:
    """The states of a unit's quarters, by the provincial meetings of that unit alone."""
    rows = [row for row in index.reports_on.get((slug, era), ()) if row.period and not row.locality]
    exact = {row.period: row for row in reversed(rows)}
    longer = [row for row in rows if row.period and row.period.kind != "quarter"]
    cells = []
    for each in quarters:
        wider = next((row for row in longer if row.period and row.period.contains(each)), None)
        if each in exact:
            cells.append(Cell(HELD, exact[each].identity, exact[each].kind))
        elif wider:
            cells.append(Cell(WIDER, wider.identity, wider.kind))
        else:
            cells.append(Cell(NOT_DUE if each.last_day >= index.today else MISSING))
    return tuple(cells)


def _earliest(index: Index) -> Period | None:
    years = [row.period.from_year for row in index.rows if row.period]
    return quarter_of(min(years), 1) if years else None

"""Recurring indicators by period: of one province over time, and of one period across provinces."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import msgspec

from giaoban import addresses, charts, formats
from giaoban.figures import Reported, Selection, period_of, point_of
from giaoban.inputs import PeriodInputs, ProvinceInputs
from giaoban.periods import Period, PeriodKind
from giaoban.series import previous, series_of, year_before
from giaoban.vietnamese import sort_key
from giaoban.views.common import Link, Reading
from giaoban.views.comparisons import Earlier, ValueCell, earlier_of, indicator_link, spark_of, stage_name, value_cell

PERIODS, CELLS = 8, 400
"""How many periods a province's table shows, and how many cells all its tables have, so that a province with many
kinds of period stays below 200 KB; the indicators' own pages have the others."""


class IndicatorRow(msgspec.Struct, frozen=True):
    """An indicator at one stage: for each period what each record states, newest period first."""

    link: Link
    unit: str
    stage: str
    spark: charts.Spark | None
    cells: tuple[tuple[ValueCell, ...], ...]


class ProvinceTable(msgspec.Struct, frozen=True):
    """The recurring indicators of a unit over its latest periods of one kind."""

    id: str
    unit: str
    kind: str
    periods: tuple[Link, ...]
    rows: tuple[IndicatorRow, ...]


Row = tuple[str, str]
"""An indicator and a stage."""


def province_tables(inputs: ProvinceInputs, root: str, reading: Reading) -> tuple[ProvinceTable, ...]:
    """A table for each era of the unit and each kind of period that has recurring indicators."""
    tables: list[ProvinceTable] = []
    room = CELLS
    for block in inputs.blocks if inputs.figures else ():
        chosen = Selection(province=inputs.slug, era=block.unit.era, own=True)
        met = {period_of(each.period) for each in reading.figures.meetings(chosen) if each.period and not each.covers}
        by_kind = defaultdict[PeriodKind, list[Reported]](list)
        for each in reading.figures.reported(chosen):
            if each.meeting.period and not each.meeting.covers:
                by_kind[period_of(each.meeting.period).kind].append(each)
        for kind, figures in by_kind.items():
            periods = sorted((each for each in met if each.kind == kind), key=lambda each: each.last_day, reverse=True)
            shown = periods[:PERIODS]
            rows = _rows(figures, shown, root, reading)
            if len(rows) * len(shown) > room:
                shown = periods[: max(room // len(rows), 2)]
                rows = _rows(figures, shown, root, reading)
            room = max(room - len(rows) * len(shown), 0)
            if rows:
                table = ProvinceTable(
                    id=f"so-lieu-{block.unit.era}-{kind}",
                    unit=block.unit.name,
                    kind=reading.text(f"chart.kind_{kind}"),
                    periods=tuple(_period_link(each, root, reading) for each in shown),
                    rows=rows,
                )
                tables.append(table)
    return tuple(tables)


def _period_link(period: Period, root: str, reading: Reading) -> Link:
    return Link(root + addresses.period(period), formats.short_period(period, reading.language))


def _rows(figures: list[Reported], periods: list[Period], root: str, reading: Reading) -> tuple[IndicatorRow, ...]:
    """The indicators stated for two periods or more, in the order of indicators.yaml."""
    found = defaultdict[Row, dict[Period, list[Reported]]](dict)
    for each in figures:
        row = found[each.figure.indicator, each.figure.stage]
        row.setdefault(period_of(each.meeting.period), []).append(each)
    sparks = {(each.indicator, each.stage): each for each in series_of(map(point_of, figures))}
    charted = reading.vocabulary.config.features.charts
    rows = []
    for slug, stage in sorted(found, key=_order(reading)):
        stated = found[slug, stage]
        if len(stated) < 2 or not any(period in stated for period in periods):
            continue
        earlier = earlier_of((period, each.figure) for period, all_of in stated.items() for each in all_of)
        line = IndicatorRow(
            link=indicator_link(slug, root, reading),
            unit=reading.vocabulary.indicators[slug].unit.of(reading.language),
            stage=stage_name(stage, reading),
            spark=spark_of(sparks[slug, stage], reading) if charted else None,
            cells=tuple(_cells(stated.get(period, ()), earlier, root, reading) for period in periods),
        )
        rows.append(line)
    return tuple(rows)


def _order(reading: Reading) -> Callable[[Row], tuple[int, str]]:
    places = {slug: place for place, slug in enumerate(reading.vocabulary.indicators)}
    return lambda row: (places[row[0]], row[1])


def _cells(stated: Iterable[Reported], earlier: Earlier, root: str, reading: Reading) -> tuple[ValueCell, ...]:
    """What the records of a period state; "không nêu" where there is a record and it says nothing."""
    cells = tuple(value_cell(each, earlier, root, reading) for each in stated)
    return cells or (ValueCell(reading.text("chart.unstated")),)


class UnitRow(msgspec.Struct, frozen=True):
    """A unit's value in the period, and its value in the period before."""

    unit: Link
    value: ValueCell
    before: str


class PeriodTable(msgspec.Struct, frozen=True):
    """An indicator at one stage: the units that state it for the period, in Vietnamese order."""

    link: Link
    unit: str
    stage: str
    before: str
    rows: tuple[UnitRow, ...]


class PeriodTables(msgspec.Struct, frozen=True):
    """The indicators that several units state, or one states again; `others` did not fit the page."""

    tables: tuple[PeriodTable, ...]
    others: tuple[Link, ...]


def period_tables(inputs: PeriodInputs, root: str, reading: Reading) -> PeriodTables:
    if not inputs.figures:
        return PeriodTables((), ())
    now = _by_row(inputs.period, reading)
    before = previous(inputs.period)
    compared = [each for each in (before, year_before(inputs.period)) if each]
    earlier = [_by_row(each, reading) for each in compared]
    wanted = [
        row
        for row in sorted(now, key=_order(reading))
        if len({each.meeting.province for each in now[row]}) > 1
        or any(
            each.meeting.province in {past.meeting.province for past in past_rows.get(row, ())}
            for past_rows in earlier
            for each in now[row]
        )
    ]
    tables, others = [], []
    room = reading.vocabulary.config.limits.page_size
    for row in sorted(wanted, key=lambda row: -len(now[row])):
        if len(now[row]) > room:
            others.append(indicator_link(row[0], root, reading))
            continue
        room -= len(now[row])
        past = [each for rows in earlier for each in rows.get(row, ())]
        tables.append(_period_table(row, now[row], past, before, root, reading))
    return PeriodTables(tuple(tables), tuple(dict.fromkeys(others)))


def _by_row(period: Period, reading: Reading) -> dict[Row, list[Reported]]:
    found: dict[Row, list[Reported]] = {}
    for each in reading.figures.reported(Selection(period=period.key, own=True)):
        if not each.meeting.covers:
            found.setdefault((each.figure.indicator, each.figure.stage), []).append(each)
    return found


def _period_table(
    row: Row, now: list[Reported], past: list[Reported], before: Period | None, root: str, reading: Reading
) -> PeriodTable:
    slug, stage = row
    rows = []
    for each in sorted(now, key=lambda each: (sort_key(each.meeting.province_name), each.meeting.record)):
        same = [
            (period_of(other.meeting.period), other.figure)
            for other in past
            if (other.meeting.province, other.meeting.era) == (each.meeting.province, each.meeting.era)
        ]
        earlier = earlier_of(same)
        unit = Link(root + addresses.province(each.meeting.province), each.meeting.province_name)
        known = formats.quantity(earlier[before], reading.language) if before in earlier else ""
        rows.append(UnitRow(unit, value_cell(each, earlier, root, reading), known))
    return PeriodTable(
        link=indicator_link(slug, root, reading),
        unit=reading.vocabulary.indicators[slug].unit.of(reading.language),
        stage=stage_name(stage, reading),
        before=formats.short_period(before, reading.language) if before else "",
        rows=tuple(rows),
    )

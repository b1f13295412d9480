"""Charts and compared figures as views print them: series over time, units side by side, changes and their checks."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from giaoban import addresses, charts, formats
from giaoban.figures import FigureRow, Point, Reported, period_of
from giaoban.periods import Period
from giaoban.records import Change
from giaoban.series import LEAST, Series, Step, difference, disagrees, previous, year_before
from giaoban.values import Quantity
from giaoban.views.common import Link, Reading


class ChartRow(msgspec.Struct, frozen=True):
    """A row of the table behind a chart; `remark` says that a value is rounded, in words or disputed."""

    label: str
    value: str
    remark: str
    href: str


class ChartView(msgspec.Struct, frozen=True):
    """A chart with its title, what it shows in words, and its values as a table; one of the drawings is there.

    `note` says who is missing from the chart and what its values add up to, if they may be added.
    """

    id: str
    title: str
    description: str
    line: charts.Line | None
    bars: charts.Bars | None
    rows: tuple[ChartRow, ...]
    note: str = ""


class ChangeCell(msgspec.Struct, frozen=True):
    """A change as the source reports it and as the archive derives it; `warning` says that they disagree."""

    reported: str
    derived: str
    warning: str


class ValueCell(msgspec.Struct, frozen=True):
    """What a record states of an indicator; without an address there is no record, or it does not say."""

    text: str
    href: str = ""
    change: ChangeCell | None = None


def quantity_of(point: Point) -> Quantity:
    return Quantity(point.printed, Decimal(point.value) if point.value else None, point.qualifier)


def text_of(point: Point, reading: Reading) -> str:
    return formats.quantity(quantity_of(point), reading.language)


def number_printer(reading: Reading) -> charts.Printed:
    return lambda number: formats.number(number, reading.language)


def place_of(period: Period) -> int:
    """Where a period stands among those of its kind: the next one has the next number."""
    months = period.to_year * 12 + period.to_month
    return months // {"quarter": 3, "half": 6, "year": 12, "months": 12, "years": 12}[period.kind]


def chart_values(steps: Sequence[Step], reading: Reading) -> list[charts.Value]:
    return [
        charts.Value(
            place_of(step.period),
            formats.short_period(step.period, reading.language),
            number,
            text_of(step.points[0], reading),
            step.rounded,
        )
        for step in steps
        if (number := step.number) is not None
    ]


def drawable(series: Series) -> bool:
    """Whether the series has enough comparable values, one for each place of the time axis."""
    places = [place_of(step.period) for step in series.comparable]
    return len(places) >= LEAST and len(set(places)) == len(places)


def series_chart(number: int, series: Series, title: str, root: str, reading: Reading) -> ChartView:
    values = chart_values(series.comparable, reading)
    return ChartView(
        id=f"bieu-do-{number}",
        title=title,
        description=reading.text("chart.over_time", count=len(values), first=values[0].label, last=values[-1].label),
        line=charts.line_chart(values, number_printer(reading)),
        bars=None,
        rows=tuple(
            ChartRow(
                formats.short_period(step.period, reading.language),
                text_of(point, reading),
                remark_of(step, point, reading),
                root + addresses.record(point.record),
            )
            for step in series.steps
            for point in step.points
        ),
    )


def remark_of(step: Step, point: Point, reading: Reading) -> str:
    """Why a value is marked or left out of the drawing."""
    if step.disputed:
        return reading.text("chart.disputed")
    if point.qualifier in ("words", "unstated"):
        return reading.text("chart.no_number")
    return reading.text("chart.rounded") if point.qualifier != "exact" else ""


def spark_of(series: Series | None, reading: Reading) -> charts.Spark | None:
    if series is None or not drawable(series):
        return None
    return charts.spark(chart_values(series.comparable, reading))


Earlier = dict[Period, Quantity]
"""What a series states for periods, where it states one exact value."""


def earlier_of(figures: Iterable[tuple[Period, FigureRow]]) -> Earlier:
    found: dict[Period, set[Quantity]] = {}
    for period, figure in figures:
        found.setdefault(period, set()).add(figure.quantity)
    return {period: next(iter(values)) for period, values in found.items() if len(values) == 1}


def value_cell(reported: Reported, earlier: Earlier, root: str, reading: Reading) -> ValueCell:
    figure = reported.figure.figure
    return ValueCell(
        text=formats.quantity(figure.quantity, reading.language),
        href=root + addresses.record(reported.meeting.record),
        change=change_cell(figure.quantity, figure.change, period_of(reported.meeting.period), earlier, reading),
    )


def change_cell(
    now: Quantity, change: Change | None, period: Period, earlier: Earlier, reading: Reading
) -> ChangeCell | None:
    """The change against the period before as the source has it, and as two exact values of the archive give it."""
    before = previous(period)
    found = difference(now, earlier[before]) if before in earlier else None
    derived = reading.text("chart.derived", amount=_signed(found, reading)) if found is not None else ""
    if change is None:
        return ChangeCell("", derived, "") if derived else None
    reported = change_text(change, reading)
    warning = ""
    comparable = change.against in (before, year_before(period))
    if comparable and change.against in earlier and disagrees(change, now, earlier[change.against]):
        against = formats.quantity(earlier[change.against], reading.language)
        warning = reading.text("chart.disagrees", period=reading.period(change.against), value=against)
    return ChangeCell(reported, derived, warning)


def change_text(change: Change, reading: Reading) -> str:
    amounts = []
    if change.by:
        amounts.append(" ".join(filter(None, [formats.quantity(change.by, reading.language), change.unit])))
    if change.percent:
        amounts.append(f"{formats.quantity(change.percent, reading.language)}%")
    period = reading.period(change.against)
    words = reading.text(f"change.{change.direction}", amount=", ".join(amounts), period=period)
    return " ".join(words.split())


def _signed(number: Decimal, reading: Reading) -> str:
    sign = "+" if number > 0 else "−" if number < 0 else "±"
    return sign + formats.number(abs(number), reading.language)


def stage_name(stage: str, reading: Reading) -> str:
    return reading.term("stages", stage) if stage else ""


def indicator_link(slug: str, root: str, reading: Reading) -> Link:
    return Link(root + addresses.indicator(slug), reading.vocabulary.indicators[slug].label.of(reading.language))

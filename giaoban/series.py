"""Which figures may be compared, and what follows from comparing them.

A series is one indicator of one provincial unit in one era, at one stage, over periods of one kind. Nothing is
compared or added up across series, and a figure that a report does not state is never taken for 0.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from giaoban.figures import Point, period_of
from giaoban.periods import Period, PeriodKind, quarter_of
from giaoban.records import Change
from giaoban.values import Quantity

LEAST = 3
"""How many comparable values a chart needs."""


class Unit(msgspec.Struct, frozen=True):
    """A provincial unit of one era; `covers` names the former units that its report is about instead."""

    era: int
    province: str
    covers: str


class Step(msgspec.Struct, frozen=True):
    """What a series states for one period: one point, or several that do not agree."""

    period: Period
    points: tuple[Point, ...]

    @property
    def disputed(self) -> bool:
        return len({(point.value, point.qualifier) for point in self.points}) > 1

    @property
    def number(self) -> Decimal | None:
        """The period's value; None where it is in words, not stated, or disputed."""
        value = self.points[0].value
        return None if self.disputed or not value else Decimal(value)

    @property
    def rounded(self) -> bool:
        return self.points[0].qualifier != "exact"


class Series(msgspec.Struct, frozen=True):
    """The steps of one series, the oldest first."""

    indicator: str
    unit: Unit
    name: str
    stage: str
    kind: PeriodKind
    steps: tuple[Step, ...]

    @property
    def comparable(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.number is not None)


def series_of(points: Iterable[Point]) -> list[Series]:
    """The points sorted into series: by unit, stage and kind of period."""
    found = defaultdict[tuple[str, Unit, str, PeriodKind], dict[Period, list[Point]]](dict)
    for point in points:
        period = period_of(point.period)
        unit = Unit(point.era, point.province, point.covers)
        found[point.indicator, unit, point.stage, period.kind].setdefault(period, []).append(point)
    return [
        Series(indicator, unit, _last(steps).province_name, stage, kind, _steps(steps))
        for (indicator, unit, stage, kind), steps in found.items()
    ]


def _steps(steps: dict[Period, list[Point]]) -> tuple[Step, ...]:
    ordered = sorted(steps.items(), key=lambda step: (step[0].last_day, step[0].first_day))
    return tuple(Step(period, tuple(points)) for period, points in ordered)


def _last(steps: dict[Period, list[Point]]) -> Point:
    return steps[max(steps, key=lambda period: (period.last_day, period.first_day))][-1]


def previous(period: Period) -> Period | None:
    """The period before this one of the same kind; of months within a year the same ones a year before."""
    match period.kind:
        case "quarter":
            number = period.to_month // 3
            return quarter_of(period.from_year, number - 1) if number > 1 else quarter_of(period.from_year - 1, 4)
        case "half" if period.from_month == 1:
            return Period("half", period.from_year - 1, 7, period.from_year - 1, 12)
        case "half":
            return Period("half", period.from_year, 1, period.from_year, 6)
        case "year" | "months":
            return year_before(period)
        case "years":
            return None


def year_before(period: Period) -> Period:
    return Period(period.kind, period.from_year - 1, period.from_month, period.to_year - 1, period.to_month)


def is_exact(quantity: Quantity) -> bool:
    return quantity.number is not None and quantity.qualifier == "exact"


def difference(now: Quantity, before: Quantity) -> Decimal | None:
    """What an exact value exceeds an earlier exact one by; rounded values have no difference."""
    if now.number is None or before.number is None or not (is_exact(now) and is_exact(before)):
        return None
    return now.number - before.number


def disagrees(change: Change, now: Quantity, before: Quantity) -> bool:
    """Whether a reported change contradicts two exact values that the archive holds."""
    found = difference(now, before)
    if found is None:
        return False
    sign = 1 if change.direction == "up" else -1
    if change.by and is_exact(change.by) and change.by.number is not None:
        if found != sign * change.by.number:
            return True
    elif found * sign < 0:
        return True
    if change.previous and is_exact(change.previous) and change.previous.number != before.number:
        return True
    return bool(change.percent and is_exact(change.percent) and not _percent_agrees(change.percent, found, before))


def _percent_agrees(percent: Quantity, found: Decimal, before: Quantity) -> bool:
    """Whether a printed percentage is the true one, cut or rounded to as many digits as it has."""
    if not before.number or percent.number is None:
        return True
    exponent = percent.number.as_tuple().exponent
    last_digit = Decimal((0, (1,), exponent if isinstance(exponent, int) else 0))
    return abs(abs(found) / before.number * 100 - percent.number) < last_digit


class Across(msgspec.Struct, frozen=True):
    """What the units of one era state of an indicator at one stage for one period, and who does not compare."""

    stage: str
    period: Period
    era: int
    steps: tuple[tuple[Unit, str, Step], ...]

    @property
    def comparable(self) -> tuple[tuple[str, Step], ...]:
        return tuple((name, step) for unit, name, step in self.steps if step.number is not None and not unit.covers)


def across(series: Iterable[Series], stage: str, period: Period, era: int) -> Across:
    found = [
        (each.unit, each.name, step)
        for each in series
        if (each.stage, each.kind, each.unit.era) == (stage, period.kind, era)
        for step in each.steps
        if step.period == period
    ]
    return Across(stage, period, era, tuple(found))


class Total(msgspec.Struct, frozen=True):
    """A sum over units, how many of them it has, and how many of its terms are rounded."""

    number: Decimal
    units: int
    rounded: int


def total(compared: Across, additive: bool) -> Total | None:
    """The sum over the units, if the indicator's values may be added and no unit contradicts itself."""
    steps = [step for _, step in compared.comparable]
    disputed = any(step.disputed for _, _, step in compared.steps)
    if not additive or disputed or len(steps) < 2:
        return None
    numbers = [step.number for step in steps if step.number is not None]
    return Total(sum(numbers, Decimal(0)), len(numbers), sum(step.rounded for step in steps))

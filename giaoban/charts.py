"""The geometry of charts: where lines, dots, bars, ticks and labels stand. A template draws them as SVG."""

from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, Decimal

import msgspec

Printed = Callable[[Decimal], str]
"""How the archive's language prints a number."""


class Value(msgspec.Struct, frozen=True):
    """One value of a chart: its place on the time axis, its label there, and what is said of it.

    A rounded value is drawn hollow. `text` is the value as people read it, "gần 11.000".
    """

    place: int
    label: str
    number: Decimal
    text: str
    rounded: bool = False


class Tick(msgspec.Struct, frozen=True):
    at: float
    label: str


class Dot(msgspec.Struct, frozen=True):
    x: float
    y: float
    text: str
    rounded: bool


class Line(msgspec.Struct, frozen=True):
    """A chart over time. A line joins values of periods that follow each other; over a gap there is none."""

    width: int
    height: int
    left: int
    right: int
    base: int
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    strokes: tuple[str, ...]
    dots: tuple[Dot, ...]


class Bar(msgspec.Struct, frozen=True):
    y: float
    middle: float
    length: float
    label: str
    text: str
    rounded: bool


class Bars(msgspec.Struct, frozen=True):
    """A chart across units: one bar a unit, its value behind the bar."""

    width: int
    height: int
    left: int
    thickness: int
    bars: tuple[Bar, ...]


class Spark(msgspec.Struct, frozen=True):
    """A line without axes, for one row of a table."""

    width: int
    height: int
    strokes: tuple[str, ...]
    dots: tuple[Dot, ...]


ZERO = Decimal(0)
WIDTH, HEIGHT = 360, 190
"""About as wide as a telephone, so that its labels can be read there; on larger screens the drawing grows."""

RIGHT, TOP, BOTTOM = 30, 14, 30
LETTER = 7
"""About how wide a letter of a label is, in the units of the drawing."""

WIDEST_NAME = 150


def line_chart(values: Sequence[Value], printed: Printed) -> Line:
    ceiling, step = scale(max(value.number for value in values))
    marks = [(step * number).normalize() for number in range(int(ceiling / step) + 1)]
    rows = [(mark, printed(mark)) for mark in marks]
    left, base = max(len(label) for _, label in rows) * LETTER + 12, HEIGHT - BOTTOM
    dots = _dots(values, ceiling, (left + 12, WIDTH - RIGHT), (TOP, base))
    return Line(
        width=WIDTH,
        height=HEIGHT,
        left=left,
        right=WIDTH - RIGHT,
        base=base,
        rows=tuple(Tick(_round(base - float(mark / ceiling) * (base - TOP)), label) for mark, label in rows),
        columns=_labels(values, dots),
        strokes=_strokes(values, dots),
        dots=dots,
    )


def _labels(values: Sequence[Value], dots: Sequence[Dot]) -> tuple[Tick, ...]:
    """The labels of the time axis, from the last one back, as many as have room."""
    room = max(len(value.label) for value in values) * LETTER + 14
    labels: list[Tick] = []
    for value, dot in zip(reversed(values), reversed(dots), strict=True):
        if not labels or labels[-1].at - dot.x >= room:
            labels.append(Tick(dot.x, value.label))
    return tuple(reversed(labels))


def _dots(
    values: Sequence[Value], ceiling: Decimal, across: tuple[int, int], upright: tuple[int, int]
) -> tuple[Dot, ...]:
    """Where the values stand between left and right, top and base."""
    first, last = min(value.place for value in values), max(value.place for value in values)
    (left, right), (top, base) = across, upright
    width = (right - left) / max(1, last - first)
    return tuple(
        Dot(
            x=_round(left + (value.place - first) * width),
            y=_round(base - float(value.number / ceiling) * (base - top)),
            text=f"{value.label}: {value.text}",
            rounded=value.rounded,
        )
        for value in values
    )


def _strokes(values: Sequence[Value], dots: Sequence[Dot]) -> tuple[str, ...]:
    """The points of each unbroken line of two values or more."""
    runs: list[list[Dot]] = []
    before = None
    for value, dot in zip(values, dots, strict=True):
        if before is None or value.place != before + 1:
            runs.append([])
        runs[-1].append(dot)
        before = value.place
    return tuple(" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1)


def bar_chart(values: Sequence[Value], thickness: int = 18) -> Bars:
    """One bar for each value, in the order given."""
    ceiling = max(value.number for value in values) or Decimal(1)
    left = min(WIDEST_NAME, max(len(value.label) for value in values) * LETTER + 12)
    room = WIDTH - left - max(len(value.text) for value in values) * LETTER - 12
    pitch = thickness + 6
    return Bars(
        width=WIDTH,
        height=pitch * len(values) + 6,
        left=left,
        thickness=thickness,
        bars=tuple(
            Bar(
                y=pitch * number + 6,
                middle=pitch * number + 6 + thickness / 2,
                length=_round(max(1.0, float(value.number / ceiling) * room)),
                label=value.label,
                text=value.text,
                rounded=value.rounded,
            )
            for number, value in enumerate(values)
        ),
    )


def spark(values: Sequence[Value]) -> Spark:
    ceiling = max(value.number for value in values) or Decimal(1)
    dots = _dots(values, ceiling, (3, 97), (3, 21))
    return Spark(100, 24, _strokes(values, dots), dots)


def scale(highest: Decimal) -> tuple[Decimal, Decimal]:
    """A round number not below the highest value, and the step of at most five ticks from 0 up to it."""
    if highest <= 0:
        return Decimal(1), Decimal(1)
    power = Decimal(1).scaleb(highest.adjusted() - 1)
    for factor in (1, 2, 5, 10, 20, 25, 50, 100):
        step = power * factor
        if step * 5 >= highest:
            return step * (highest / step).to_integral_value(ROUND_CEILING), step
    return highest, highest


def _round(number: float) -> float:
    """A coordinate of one decimal, so that all machines write the same."""
    return round(number, 1)

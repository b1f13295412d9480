"""Where the lines, bars and ticks of charts stand."""

import itertools
from decimal import Decimal

import pytest

from giaoban import formats
from giaoban.charts import Value, bar_chart, line_chart, scale, spark


def values(*numbers: str, places: tuple[int, ...] = ()) -> list[Value]:
    return [
        Value(place, f"k{place}", Decimal(number), number)
        for place, number in zip(places or range(len(numbers)), numbers, strict=True)
    ]


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        ("370", "0 100 200 300 400"),
        ("2.23", "0 0,5 1 1,5 2 2,5"),
        ("19620", "0 5.000 10.000 15.000 20.000"),
        ("7", "0 2 4 6 8"),
        ("0.05", "0 0,01 0,02 0,03 0,04 0,05"),
        ("0", "0 1"),
    ],
)
def test_ticks_are_round_numbers_from_nought_in_the_archives_language(highest: str, ticks: str) -> None:
    chart = line_chart(values(highest), lambda number: formats.number(number, "vi"))
    assert [tick.label for tick in chart.rows] == ticks.split()


@pytest.mark.parametrize("highest", ["1", "9", "10", "11", "99", "101", "123456789", "0.007"])
def test_the_highest_value_has_room(highest: str) -> None:
    ceiling, step = scale(Decimal(highest))
    assert Decimal(highest) <= ceiling <= 6 * step


def test_a_line_does_not_cross_a_gap() -> None:
    chart = line_chart(values("1", "2", "3", "4", "5", places=(0, 1, 3, 5, 6)), str)
    assert [len(stroke.split()) for stroke in chart.strokes] == [2, 2]
    assert len(chart.dots) == 5


def test_labels_of_the_time_axis_do_not_overlap() -> None:
    chart = line_chart(values(*(str(number) for number in range(60))), str)
    places = [tick.at for tick in chart.columns]
    assert all(right - left >= 20 for left, right in itertools.pairwise(places))
    assert chart.columns[-1].label == "k59"


def test_everything_stands_inside_the_drawing() -> None:
    chart = line_chart(values("0", "370", "359"), str)
    assert all(0 <= dot.x <= chart.width and 0 <= dot.y <= chart.base for dot in chart.dots)
    bars = bar_chart(values("0", "370", "19620"))
    assert all(bars.left + bar.length <= bars.width and bar.y < bars.height for bar in bars.bars)
    small = spark(values("0", "370"))
    assert all(0 <= dot.x <= small.width and 0 <= dot.y <= small.height for dot in small.dots)


def test_a_rounded_value_is_drawn_hollow() -> None:
    rounded = [*values("1", "2"), Value(2, "k", Decimal(3), "gần 3", True)]
    assert [dot.rounded for dot in line_chart(rounded, str).dots] == [False, False, True]
    assert [bar.rounded for bar in bar_chart(rounded).bars] == [False, False, True]

"""What may be compared, what differences and totals follow, and what never does."""

from decimal import Decimal

import pytest

from giaoban.figures import Point
from giaoban.periods import read_period
from giaoban.records import Change
from giaoban.series import (
    across,
    difference,
    disagrees,
    previous,
    series_of,
    total,
    year_before,
)
from giaoban.values import read_quantity


def point(value: str, period: str = "2024-q1", **about: object) -> Point:
    quantity = read_quantity(value)
    fields = {
        "record": f"gia-lai/{period}",
        "number": 1,
        "indicator": "tin-trao-doi",
        "province": "gia-lai",
        "province_name": "Gia Lai",
        "era": 0,
        "covers": "",
        "stage": "",
        "period": period,
        "value": "" if quantity.number is None else f"{quantity.number:f}",
        "qualifier": quantity.qualifier,
        "printed": quantity.printed,
    }
    return Point(**(fields | about))


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "ma-tuy-vu"},
        {"province": "kon-tum"},
        {"era": 1},
        {"covers": "gia-lai; binh-dinh"},
        {"stage": "khoi-to"},
        {"period": "2024-h1"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_differs_in_anything_but_time_is_another_series(other: dict[str, object]) -> None:
    assert len(series_of([point("370"), point("370", **{"period": "2024-q2"} | other)])) == 2


def test_a_series_runs_through_its_periods_in_order() -> None:
    (series,) = series_of([point("3", "2024-q3"), point("1", "2023-q4"), point("2", "2024-q1")])
    assert [step.period.key for step in series.steps] == ["2023-q4", "2024-q1", "2024-q3"]
    assert [step.number for step in series.comparable] == [1, 2, 3]


@pytest.mark.parametrize("value", ["không nêu", "hàng nghìn"])
def test_a_value_without_a_number_is_never_nought(value: str) -> None:
    (series,) = series_of([point(value), point("5", "2024-q2")])
    assert [step.number for step in series.steps] == [None, 5]
    assert len(series.comparable) == 1


def test_records_that_contradict_each_other_are_not_compared() -> None:
    (series,) = series_of([point("5"), point("6", record="gia-lai/khac")])
    assert series.steps[0].disputed
    assert series.comparable == ()
    (agreed,) = series_of([point("5"), point("5", record="gia-lai/khac")])
    assert agreed.comparable[0].number == 5


@pytest.mark.parametrize(
    ("period", "before", "last_year"),
    [
        ("2024-q1", "2023-q4", "2023-q1"),
        ("2024-q3", "2024-q2", "2023-q3"),
        ("2024-h1", "2023-h2", "2023-h1"),
        ("2024-h2", "2024-h1", "2023-h2"),
        ("2024", "2023", "2023"),
        ("2024-m1-8", "2023-m1-8", "2023-m1-8"),
        ("2019-2024", None, "2018-2023"),
    ],
)
def test_the_period_before(period: str, before: str | None, last_year: str) -> None:
    found = previous(read_period(period))
    assert (found.key if found else None, year_before(read_period(period)).key) == (before, last_year)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [("121", "109", 12), ("2,23", "3", Decimal("-0.77")), ("gần 121", "109", None), ("121", "không nêu", None)],
)
def test_only_exact_values_have_a_difference(now: str, before: str, expected: Decimal | None) -> None:
    assert difference(read_quantity(now), read_quantity(before)) == expected


@pytest.mark.parametrize(
    ("direction", "by", "percent", "stated", "now", "before", "expected"),
    [
        ("up", "12", "", "", "121", "109", False),
        ("up", "12", "", "", "121", "108", True),
        ("down", "12", "", "", "121", "109", True),
        ("up", "", "", "", "121", "130", True),
        ("up", "", "11", "", "121", "109", False),
        ("up", "", "11,0", "", "121", "109", False),
        ("up", "", "12,1", "", "121", "109", True),
        ("up", "12", "", "100", "121", "109", True),
        ("up", "gần 12", "", "", "121", "100", False),
        ("up", "12", "", "", "hơn 121", "100", False),
        ("up", "", "50", "", "121", "0", False),
    ],
)
def test_a_reported_change_that_contradicts_the_archive_is_seen(
    direction: str, by: str, percent: str, stated: str, now: str, before: str, expected: bool
) -> None:
    by_, percent_, stated_ = (read_quantity(text) if text else None for text in (by, percent, stated))
    change = Change(direction, read_period("2024-q1"), by_, percent_, "", stated_)
    assert disagrees(change, read_quantity(now), read_quantity(before)) is expected


def units(*values: tuple[str, str]) -> list[Point]:
    return [point(value, province=slug, province_name=slug, record=f"{slug}/x") for slug, value in values]


@pytest.mark.parametrize(
    ("points", "additive", "expected"),
    [
        (units(("a", "1"), ("b", "2")), True, (3, 2, 0)),
        (units(("a", "1"), ("b", "gần 2")), True, (3, 2, 1)),
        (units(("a", "1"), ("b", "2")), False, None),
        (units(("a", "1")), True, None),
        (units(("a", "1"), ("b", "không nêu"), ("c", "4")), True, (5, 2, 0)),
        (units(("a", "1"), ("a", "2"), ("b", "4"), ("c", "4")), True, None),
        ([*units(("a", "1"), ("b", "2")), point("4", stage="khoi-to"), point("8", era=1)], True, (3, 2, 0)),
        ([*units(("a", "1"), ("b", "2")), point("4", covers="x; y")], True, (3, 2, 0)),
    ],
)
def test_only_what_may_be_added_is_added(
    points: list[Point], additive: bool, expected: tuple[int, int, int] | None
) -> None:
    found = total(across(series_of(points), "", read_period("2024-q1"), 0), additive)
    assert (found and (found.number, found.units, found.rounded)) == expected

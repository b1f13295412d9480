"""Readers of dates and of periods."""

import datetime
import unicodedata
from collections.abc import Callable

import pytest
from unit.test_values import NBSP, fault

from giaoban.dates import PartialDate, read_date
from giaoban.periods import (
    Period,
    quarter_of,
    read_half,
    read_months,
    read_period,
    read_quarter,
    read_year,
    read_years,
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("27/7/2022", "2022-07-27"),
        ("27/07/2022", "2022-07-27"),
        ("27-7-2022", "2022-07-27"),
        ("5.9.2019", "2019-09-05"),
        ("27 / 7 / 2022", "2022-07-27"),
        ("2022-07-27", "2022-07-27"),
        ("2022/07/27", "2022-07-27"),
        ("ngày 27 tháng 7 năm 2022", "2022-07-27"),
        ("Ngày 05 tháng 10 năm 2020", "2020-10-05"),
        ("27 tháng 7 năm 2022", "2022-07-27"),
        (unicodedata.normalize("NFD", f"ngày 12{NBSP}tháng 01 năm 2021"), "2021-01-12"),
        (f"{NBSP}27/7/2022 ", "2022-07-27"),
        ("29/2/2024", "2024-02-29"),
        ("31/12/2100", "2100-12-31"),
        ("7/2022", "2022-07"),
        ("2022-07", "2022-07"),
        ("tháng 7/2022", "2022-07"),
        ("tháng 7 năm 2022", "2022-07"),
        ("2022", "2022"),
        ("năm 2022", "2022"),
        ("1975", "1975"),
    ],
)
def test_a_date_is_day_first_or_iso(text: str, iso: str) -> None:
    date = read_date(text)
    assert (date.iso, date.printed) == (iso, unicodedata.normalize("NFC", text).strip())


@pytest.mark.parametrize(
    ("text", "first_day", "last_day"),
    [
        ("27/7/2022", "2022-07-27", "2022-07-27"),
        ("2/2024", "2024-02-01", "2024-02-29"),
        ("2/2023", "2023-02-01", "2023-02-28"),
        ("12/2022", "2022-12-01", "2022-12-31"),
        ("2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_partial_date_covers_all_its_days(text: str, first_day: str, last_day: str) -> None:
    date = read_date(text)
    assert (date.first_day.isoformat(), date.last_day.isoformat()) == (first_day, last_day)


WRONG_DATES = [
    ("27/7/22", "year-short", {"guess": "27/7/2022"}),
    ("tháng 7 năm 22", "year-short", {"guess": "tháng 7 năm 2022"}),
    ("22", "year-short", {"guess": "2022"}),
    ("27/7", "year-missing", {}),
    ("12.10", "year-missing", {}),
    ("1974", "year-range", {"first": "1975", "last": "2100"}),
    ("27/7/2101", "year-range", {"first": "1975", "last": "2100"}),
    ("27/7/20222", "year-range", {"first": "1975", "last": "2100"}),
    ("31/11/2022", "date-impossible", {"month": "11/2022", "days": "30"}),
    ("29/2/2023", "date-impossible", {"month": "2/2023", "days": "28"}),
    ("2023-02-30", "date-impossible", {"month": "2/2023", "days": "28"}),
    ("0/7/2022", "date-impossible", {"month": "7/2022", "days": "31"}),
    ("7/27/2022", "date-order", {"guess": "27/7/2022"}),
    ("2022-27-07", "month-unknown", {"number": "27", "guess": "27/7/2022"}),
    ("13/2022", "month-unknown", {"number": "13"}),
    ("2022-13", "month-unknown", {"number": "13"}),
    ("13/13/2022", "month-unknown", {"number": "13"}),
    ("2/30/2022", "month-unknown", {"number": "30"}),
    ("5/0/2022", "month-unknown", {"number": "0"}),
    ("ngay 27 thang 7 nam 2022", "date-unknown", {"guess": "27/7/2022"}),
    ("thang 7/2022", "date-unknown", {"guess": "7/2022"}),
    ("２7/7/2022", "date-unknown", {"guess": "27/7/2022"}),
    ("27/07/2022 16:14", "date-unknown", {}),
    ("27/7/2O22", "date-unknown", {"guess": "27/7/2022"}),
    ("l/7/2022", "date-unknown", {"guess": "1/7/2022"}),
    ("27\\7\\2022", "date-unknown", {"guess": "27/7/2022"}),
    ("27 7 2022", "date-unknown", {"guess": "27/7/2022"}),
    ("20220727", "date-unknown", {"guess": "27/07/2022"}),
    ("hôm qua", "date-unknown", {}),
    ("", "date-unknown", {}),
]


@pytest.mark.parametrize(("text", "code", "params"), WRONG_DATES)
def test_what_is_not_a_date_is_an_error(text: str, code: str, params: dict[str, str]) -> None:
    assert fault(read_date, text) == (code, {"found": text} | params)


@pytest.mark.parametrize("guess", [params["guess"] for _, _, params in WRONG_DATES if "guess" in params])
def test_what_a_date_error_says_to_write_is_a_date(guess: str) -> None:
    assert read_date(guess).printed == guess


PERIODS = [
    (read_quarter, "II/2022", "2022-q2"),
    (read_quarter, "quí II/2022", "2022-q2"),
    (read_quarter, "ii/2022", "2022-q2"),
    (read_quarter, "2/2022", "2022-q2"),
    (read_quarter, "II-2022", "2022-q2"),
    (read_quarter, "II.2022", "2022-q2"),
    (read_quarter, "II / 2022", "2022-q2"),
    (read_quarter, "quý II/2022", "2022-q2"),
    (read_quarter, "Quý II-2022", "2022-q2"),
    (read_quarter, "QUÝ III/2020", "2020-q3"),
    (read_quarter, "quý 3 năm 2020", "2020-q3"),
    (read_quarter, "quý IV năm 2020", "2020-q4"),
    (read_quarter, "Q2/2022", "2022-q2"),
    (read_quarter, "2022-q2", "2022-q2"),
    (read_quarter, unicodedata.normalize("NFD", "quý I/2024"), "2024-q1"),
    (read_quarter, f"{NBSP}quý{NBSP}I/2024", "2024-q1"),
    (read_half, "I/2022", "2022-h1"),
    (read_half, "II/2022", "2022-h2"),
    (read_half, "1/2022", "2022-h1"),
    (read_half, "6 tháng đầu năm 2022", "2022-h1"),
    (read_half, "06 tháng đầu năm 2022", "2022-h1"),
    (read_half, "6 tháng cuối năm 2022", "2022-h2"),
    (read_half, "Sáu tháng đầu năm 2022", "2022-h1"),
    (read_half, "6 tháng đầu 2022", "2022-h1"),
    (read_half, "2022-h1", "2022-h1"),
    (read_year, "2020", "2020"),
    (read_year, "năm 2020", "2020"),
    (read_months, "1-8/2022", "2022-m1-8"),
    (read_months, "01-08/2022", "2022-m1-8"),
    (read_months, "tháng 1-8/2022", "2022-m1-8"),
    (read_months, "tháng 2–5/2022", "2022-m2-5"),
    (read_months, "8 tháng đầu năm 2022", "2022-m1-8"),
    (read_months, "8 tháng năm 2022", "2022-m1-8"),
    (read_months, "6 tháng đầu năm 2022", "2022-m1-6"),
    (read_months, "7/2022", "2022-m7"),
    (read_months, "tháng 7/2022", "2022-m7"),
    (read_months, "tháng 7 năm 2022", "2022-m7"),
    (read_months, "2022-m1-8", "2022-m1-8"),
    (read_months, "2022-m7", "2022-m7"),
    (read_years, "2019-2024", "2019-2024"),
    (read_years, "2019 – 2024", "2019-2024"),
    (read_years, "giai đoạn 2019-2024", "2019-2024"),
    (read_period, "quý II/2024", "2024-q2"),
    (read_period, "Quý II năm 2024", "2024-q2"),
    (read_period, "II/2024", "2024-q2"),
    (read_period, "I/2024", "2024-q1"),
    (read_period, "quý 2/2024", "2024-q2"),
    (read_period, "6 tháng đầu năm 2022", "2022-h1"),
    (read_period, "8 tháng đầu năm 2022", "2022-m1-8"),
    (read_period, "tháng 2/2022", "2022-m2"),
    (read_period, "7/2022", "2022-m7"),
    (read_period, "năm 2020", "2020"),
    (read_period, "2020", "2020"),
    (read_period, "2019-2024", "2019-2024"),
    (read_period, "2022-q2", "2022-q2"),
    (read_period, "2022-h2", "2022-h2"),
    (read_period, "2022-m2-5", "2022-m2-5"),
]


@pytest.mark.parametrize(("read", "text", "key"), PERIODS)
def test_a_period_is_read_by_its_words(read: Callable[[str], Period], text: str, key: str) -> None:
    assert read(text).key == key


@pytest.mark.parametrize(("read", "text", "key"), PERIODS)
def test_the_words_of_a_period_are_read_back(read: Callable[[str], Period], text: str, key: str) -> None:
    assert read(read(text).words).key == key


@pytest.mark.parametrize(
    ("key", "expected", "first_day", "last_day", "quarter", "half"),
    [
        ("2022-q2", Period("quarter", 2022, 4, 2022, 6), "2022-04-01", "2022-06-30", 2, None),
        ("2024-q1", Period("quarter", 2024, 1, 2024, 3), "2024-01-01", "2024-03-31", 1, None),
        ("2022-h1", Period("half", 2022, 1, 2022, 6), "2022-01-01", "2022-06-30", None, 1),
        ("2022-h2", Period("half", 2022, 7, 2022, 12), "2022-07-01", "2022-12-31", None, 2),
        ("2020", Period("year", 2020, 1, 2020, 12), "2020-01-01", "2020-12-31", None, None),
        ("2024-m1-2", Period("months", 2024, 1, 2024, 2), "2024-01-01", "2024-02-29", None, None),
        ("2019-2024", Period("years", 2019, 1, 2024, 12), "2019-01-01", "2024-12-31", None, None),
    ],
)
def test_a_period_knows_its_bounds(
    key: str, expected: Period, first_day: str, last_day: str, quarter: int | None, half: int | None
) -> None:
    period = read_period(key)
    assert (period, period.key) == (expected, key)
    assert (period.first_day.isoformat(), period.last_day.isoformat()) == (first_day, last_day)
    assert (period.quarter, period.half) == (quarter, half)


def test_a_quarter_by_number_is_the_quarter_as_written() -> None:
    assert [quarter_of(2022, number).words for number in (1, 2, 3, 4)] == [
        "quý I/2022",
        "quý II/2022",
        "quý III/2022",
        "quý IV/2022",
    ]


@pytest.mark.parametrize(
    ("wide", "narrow", "contained"),
    [
        ("2022", "2022-q2", True),
        ("2022-h1", "2022-q2", True),
        ("2022-h1", "2022-q3", False),
        ("2022-m1-8", "2022-q3", False),
        ("2019-2024", "2022", True),
        ("2022-q2", "2022", False),
        ("2022-q2", "2022-q2", True),
        ("2021", "2022-q1", False),
    ],
)
def test_a_period_contains_what_lies_in_it(wide: str, narrow: str, contained: bool) -> None:
    assert read_period(wide).contains(read_period(narrow)) is contained


WRONG_PERIODS = [
    (read_quarter, "quý VI/2022", "quarter-unknown", {"number": "VI"}),
    (read_quarter, "V/2022", "quarter-unknown", {"number": "V"}),
    (read_quarter, "0/2022", "quarter-unknown", {"number": "0"}),
    (read_quarter, "5/2022", "quarter-unknown", {"number": "5"}),
    (read_period, "quý VI/2022", "quarter-unknown", {"number": "VI"}),
    (read_half, "III/2022", "half-unknown", {"number": "III"}),
    (read_half, "3/2022", "half-unknown", {"number": "3"}),
    (read_months, "13/2022", "month-unknown", {"number": "13"}),
    (read_months, "0-3/2022", "month-unknown", {"number": "0"}),
    (read_months, "13 tháng đầu năm 2022", "month-unknown", {"number": "13"}),
    (read_quarter, "II", "year-missing", {}),
    (read_quarter, "quý II", "year-missing", {}),
    (read_quarter, "2", "year-missing", {}),
    (read_half, "6 tháng đầu năm", "year-missing", {}),
    (read_months, "1-8", "year-missing", {}),
    (read_quarter, "II/22", "year-short", {"guess": "II/2022"}),
    (read_quarter, "II/２２", "year-short", {}),
    (read_year, "20", "year-short", {"guess": "2020"}),
    (read_year, "1900", "year-range", {"first": "1975", "last": "2100"}),
    (read_quarter, "II/20222", "year-range", {"first": "1975", "last": "2100"}),
    (read_months, "8-1/2022", "period-order", {"guess": "8 tháng đầu năm 2022"}),
    (read_months, "8-3/2022", "period-order", {"guess": "tháng 3–8/2022"}),
    (read_years, "2024-2019", "period-order", {}),
    (read_years, "2020-2020", "period-order", {}),
    (read_quarter, "6 tháng đầu năm 2022", "period-kind", {"kind": "half", "expected": "quarter"}),
    (read_quarter, "1-8/2022", "period-kind", {"kind": "months", "expected": "quarter"}),
    (read_half, "quý II/2022", "period-kind", {"kind": "quarter", "expected": "half"}),
    (read_year, "2019-2024", "period-kind", {"kind": "years", "expected": "year"}),
    (read_months, "2020", "period-kind", {"kind": "year", "expected": "months"}),
    (read_years, "2020", "period-kind", {"kind": "year", "expected": "years"}),
    (read_period, "2/2024", "period-ambiguous", {"quarter": "quý II/2024", "month": "tháng 2/2024"}),
    (read_quarter, "quy II/2022", "period-unknown", {"guess": "quý II/2022"}),
    (read_quarter, "qui II/2022", "period-unknown", {"guess": "quý II/2022"}),
    (read_quarter, "ll/2022", "period-unknown", {"guess": "quý II/2022"}),
    (read_quarter, "Ⅱ/2022", "period-unknown", {"guess": "quý II/2022"}),
    (read_half, "6 thang dau nam 2022", "period-unknown", {"guess": "6 tháng đầu năm 2022"}),
    (read_year, "nam 2020", "period-unknown", {"guess": "năm 2020"}),
    (read_months, "8 thang dau nam 2022", "period-unknown", {"guess": "8 tháng đầu năm 2022"}),
    (read_years, "giai doan 2019-2024", "period-unknown", {"guess": "giai đoạn 2019–2024"}),
    (read_years, "2019-24", "period-unknown", {}),
    (read_quarter, "quý hai năm 2022", "period-unknown", {}),
    (read_quarter, "", "period-unknown", {}),
    (read_period, "quý trước", "period-unknown", {}),
    (read_period, "", "period-unknown", {}),
]


@pytest.mark.parametrize(("read", "text", "code", "params"), WRONG_PERIODS)
def test_what_is_not_such_a_period_is_an_error(
    read: Callable[[str], Period], text: str, code: str, params: dict[str, str]
) -> None:
    assert fault(read, text) == (code, {"found": text} | params)


@pytest.mark.parametrize(
    ("read", "guess"), [(read, params["guess"]) for read, _, _, params in WRONG_PERIODS if "guess" in params]
)
def test_what_a_period_error_says_to_write_is_a_period(read: Callable[[str], Period], guess: str) -> None:
    assert read(guess) == read_period(guess)


def test_a_date_keeps_its_printed_form() -> None:
    assert read_date("05/7/2022") == PartialDate("05/7/2022", 2022, 7, 5)
    assert read_date("05/7/2022").first_day == datetime.date(2022, 7, 5)

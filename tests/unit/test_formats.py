"""Numbers, dates, periods and sizes as pages print them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.dates import read_date
from giaoban.formats import (
    ENGLISH_QUALIFIERS,
    Language,
    date,
    file_size,
    number,
    period,
    quantity,
    roman,
    short_date,
    short_period,
)
from giaoban.periods import Period, quarter_of, read_period
from giaoban.values import QUALIFIERS, Quantity, read_quantity


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (370, "370", "370"),
        (1000, "1.000", "1,000"),
        (19620, "19.620", "19,620"),
        (1234567, "1.234.567", "1,234,567"),
        (Decimal("2.23"), "2,23", "2.23"),
        (Decimal("61.475"), "61,475", "61.475"),
        (Decimal("1234.5"), "1.234,5", "1,234.5"),
        (Decimal("2.50"), "2,50", "2.50"),
        (Decimal("5.000"), "5", "5"),
        (Decimal("2E+9"), "2.000.000.000", "2,000,000,000"),
        (-12, "-12", "-12"),
    ],
)
def test_numbers(value: Decimal | int, vietnamese: str, english: str) -> None:
    assert (number(value, "vi"), number(value, "en")) == (vietnamese, english)


@given(st.decimals(min_value=0, max_value=10**30, allow_nan=False, allow_infinity=False, places=None))
def test_a_printed_number_is_read_back(value: Decimal) -> None:
    assert read_quantity(number(value, "vi")).number == value


@given(st.integers(min_value=0))
def test_a_printed_whole_number_is_read_back(value: int) -> None:
    assert read_quantity(number(value, "vi")).number == value


@pytest.mark.parametrize(
    ("printed", "vietnamese", "english"),
    [
        ("370", "370", "370"),
        ("06", "6", "6"),
        ("gần 11.000", "gần 11.000", "nearly 11,000"),
        ("Gần 65.000", "gần 65.000", "nearly 65,000"),
        ("dưới 50", "dưới 50", "under 50"),
        ("chưa đầy 50", "chưa đầy 50", "under 50"),
        ("hơn 692kg", "hơn 692", "over 692"),
        ("trên 50", "trên 50", "over 50"),
        ("khoảng 30", "khoảng 30", "about 30"),
        ("xấp xỉ 2,5", "xấp xỉ 2,5", "approximately 2.5"),
        ("trên  dưới 50", "trên dưới 50", "about 50"),
        ("1,5 triệu", "1.500.000", "1,500,000"),
        ("hàng nghìn", "hàng nghìn", "hàng nghìn"),
        ("không nêu", "không nêu", "not stated"),
        ("Không nêu", "không nêu", "not stated"),
    ],
)
def test_quantities(printed: str, vietnamese: str, english: str) -> None:
    value = read_quantity(printed)
    assert (quantity(value, "vi"), quantity(value, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (Quantity("11.000", Decimal(11000), "under"), "gần 11.000", "nearly 11,000"),
        (Quantity("692", Decimal(692), "over"), "hơn 692", "over 692"),
        (Quantity("30", Decimal(30), "about"), "khoảng 30", "about 30"),
    ],
)
def test_a_qualifier_without_words_gets_the_usual_one(value: Quantity, vietnamese: str, english: str) -> None:
    assert (quantity(value, "vi"), quantity(value, "en")) == (vietnamese, english)


def test_every_qualifier_has_an_english_word() -> None:
    assert set(ENGLISH_QUALIFIERS) == set(QUALIFIERS)


@pytest.mark.parametrize(
    ("written", "vietnamese", "english", "short", "english_short"),
    [
        ("27/7/2022", "ngày 27 tháng 7 năm 2022", "27 July 2022", "27/7/2022", "27 Jul 2022"),
        ("5/10/2020", "ngày 05 tháng 10 năm 2020", "5 October 2020", "05/10/2020", "5 Oct 2020"),
        ("12/1/2021", "ngày 12 tháng 01 năm 2021", "12 January 2021", "12/01/2021", "12 Jan 2021"),
        ("9/2/2023", "ngày 09 tháng 02 năm 2023", "9 February 2023", "09/02/2023", "9 Feb 2023"),
        ("5/3/2023", "ngày 05 tháng 3 năm 2023", "5 March 2023", "05/3/2023", "5 Mar 2023"),
        ("7/2022", "tháng 7 năm 2022", "July 2022", "7/2022", "Jul 2022"),
        ("1/2022", "tháng 01 năm 2022", "January 2022", "01/2022", "Jan 2022"),
        ("2022", "năm 2022", "2022", "2022", "2022"),
    ],
)
def test_dates_follow_the_decree(written: str, vietnamese: str, english: str, short: str, english_short: str) -> None:
    value = read_date(written)
    assert (date(value, "vi"), date(value, "en")) == (vietnamese, english)
    assert (short_date(value, "vi"), short_date(value, "en")) == (short, english_short)


@given(st.dates(min_value=read_date("1975").first_day, max_value=read_date("2100").last_day))
def test_a_printed_date_is_read_back(day: object) -> None:
    value = read_date(str(day))
    assert read_date(date(value, "vi")).iso == str(day)
    assert read_date(short_date(value, "vi")).iso == str(day)


@pytest.mark.parametrize(
    ("key", "vietnamese", "english", "short", "english_short"),
    [
        ("2022-q3", "quý III/2022", "Q3 2022", "III/2022", "Q3 2022"),
        ("2022-q4", "quý IV/2022", "Q4 2022", "IV/2022", "Q4 2022"),
        ("2022-h1", "6 tháng đầu năm 2022", "first half of 2022", "6 tháng đầu 2022", "H1 2022"),
        ("2022-h2", "6 tháng cuối năm 2022", "second half of 2022", "6 tháng cuối 2022", "H2 2022"),
        ("2020", "năm 2020", "2020", "2020", "2020"),
        ("2022-m1-8", "8 tháng đầu năm 2022", "January–August 2022", "1–8/2022", "Jan–Aug 2022"),
        ("2022-m1-12", "12 tháng năm 2022", "January–December 2022", "1–12/2022", "Jan–Dec 2022"),
        ("2022-m2-5", "tháng 2–5/2022", "February–May 2022", "2–5/2022", "Feb–May 2022"),
        ("2022-m7", "tháng 7/2022", "July 2022", "7/2022", "Jul 2022"),
        ("2022-m1", "tháng 1/2022", "January 2022", "1/2022", "Jan 2022"),
        ("2019-2024", "giai đoạn 2019–2024", "2019–2024", "2019–2024", "2019–2024"),
    ],
)
def test_periods(key: str, vietnamese: str, english: str, short: str, english_short: str) -> None:
    value = read_period(key)
    assert (period(value, "vi"), period(value, "en")) == (vietnamese, english)
    assert (short_period(value, "vi"), short_period(value, "en")) == (short, english_short)


@pytest.mark.parametrize(
    "value",
    [
        *(quarter_of(2022, each) for each in (1, 2, 3, 4)),
        *(read_period(key) for key in ("2022-h1", "2022-h2", "2020", "2019-2024")),
        *(Period("months", 2022, first, 2022, 9) for first in range(1, 10)),
    ],
)
def test_a_printed_period_is_read_back(value: Period) -> None:
    assert read_period(period(value, "vi")) == value


@pytest.mark.parametrize(
    ("value", "numeral"),
    [
        (1, "I"),
        (2, "II"),
        (4, "IV"),
        (9, "IX"),
        (15, "XV"),
        (22, "XXII"),
        (1994, "MCMXCIV"),
        (3999, "MMMCMXCIX"),
    ],
)
def test_roman_numerals(value: int, numeral: str) -> None:
    assert roman(value) == numeral


@pytest.mark.parametrize("value", [0, -1, 4000])
def test_there_is_no_roman_numeral_for_other_numbers(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        roman(value)


@pytest.mark.parametrize(
    ("size", "language", "printed"),
    [
        (0, "vi", "0 B"),
        (999, "vi", "999 B"),
        (1000, "vi", "1 kB"),
        (1234, "vi", "1,2 kB"),
        (9999, "vi", "10 kB"),
        (640_400, "vi", "640 kB"),
        (999_499, "vi", "999 kB"),
        (999_500, "vi", "1 MB"),
        (1_234_567, "vi", "1,2 MB"),
        (1_234_567, "en", "1.2 MB"),
        (12_345_678, "vi", "12 MB"),
        (3_250_000_000, "vi", "3,3 GB"),
        (1_500_000_000_000, "en", "1,500 GB"),
    ],
)
def test_file_sizes(size: int, language: Language, printed: str) -> None:
    assert file_size(size, language) == printed

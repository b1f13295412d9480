"""Numbers, dates, periods and sizes as pages print them, in Vietnamese or English."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from giaoban.dates import PartialDate
from giaoban.periods import QUARTERS, Period
from giaoban.values import UNSTATED, Qualifier, Quantity

Language = Literal["vi", "en"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
ENGLISH_QUALIFIERS = {
    "gần": "nearly",
    "dưới": "under",
    "chưa đến": "under",
    "chưa đầy": "under",
    "hơn": "over",
    "trên": "over",
    "khoảng": "about",
    "xấp xỉ": "approximately",
    "chừng": "about",
    "trên dưới": "about",
}
USUAL_QUALIFIERS: dict[Qualifier, str] = {"under": "gần", "over": "hơn", "about": "khoảng"}
ROMAN = {
    "M": 1000,
    "CM": 900,
    "D": 500,
    "CD": 400,
    "C": 100,
    "XC": 90,
    "L": 50,
    "XL": 40,
    "X": 10,
    "IX": 9,
    "V": 5,
    "IV": 4,
    "I": 1,
}


COMMAS = str.maketrans(",.", ".,")


def number(value: Decimal | int, language: Language) -> str:
    """The number with its thousands grouped: 19.620 and 2,23, or 19,620 and 2.23."""
    whole, _, fraction = (f"{value:,}" if isinstance(value, int) else f"{value:,f}").partition(".")
    english = f"{whole}.{fraction}" if fraction.strip("0") else whole
    return english if language == "en" else english.translate(COMMAS)


def quantity(value: Quantity, language: Language) -> str:
    """The quantity without its unit: its number with the words that qualify it, or "không nêu"."""
    if value.number is None:
        return value.printed if value.qualifier == "words" else _unstated(language)
    words = value.qualifier_words or USUAL_QUALIFIERS.get(value.qualifier, "")
    if language == "en":
        words = ENGLISH_QUALIFIERS.get(words, words)
    return f"{words} {number(value.number, language)}".strip()


def _unstated(language: Language) -> str:
    return "not stated" if language == "en" else UNSTATED


def date(value: PartialDate, language: Language) -> str:
    """The date in full; in Vietnamese as Decree 30/2020/NĐ-CP, Appendix I, writes the date of a document."""
    if language == "en":
        return _english_date(value, MONTHS)
    day = f"ngày {value.day:02} " if value.day else ""
    month = f"tháng {_decree_month(value.month)} " if value.month else ""
    return f"{day}{month}năm {value.year}"


def short_date(value: PartialDate, language: Language) -> str:
    """The date for tables: 05/10/2020; in English 5 Oct 2020, since 05/10 may be read as a day in May."""
    if language == "en":
        return _english_date(value, SHORT_MONTHS)
    day = f"{value.day:02}/" if value.day else ""
    month = f"{_decree_month(value.month)}/" if value.month else ""
    return f"{day}{month}{value.year}"


def _decree_month(month: int) -> str:
    return f"{month:02}" if month < 3 else str(month)


def _english_date(value: PartialDate, names: tuple[str, ...]) -> str:
    month = names[value.month - 1] if value.month else None
    return " ".join(str(part) for part in (value.day, month, value.year) if part)


def period(value: Period, language: Language) -> str:
    """The period in words: quý III/2022, 8 tháng đầu năm 2022, or Q3 2022, January–August 2022."""
    if language == "vi":
        return value.words
    if value.half:
        return f"{('first', 'second')[value.half - 1]} half of {value.from_year}"
    return _english_period(value, MONTHS)


def short_period(value: Period, language: Language) -> str:
    """The period for tables and matrix headings: III/2022, 6 tháng đầu 2022, 1–8/2022, or Q3 2022, H1 2022."""
    if language == "en":
        return f"H{value.half} {value.from_year}" if value.half else _english_period(value, SHORT_MONTHS)
    year = value.from_year
    if value.quarter:
        return f"{QUARTERS[value.quarter - 1]}/{year}"
    if value.half:
        return f"6 tháng {('đầu', 'cuối')[value.half - 1]} {year}"
    if value.kind == "months":
        return f"{_span(value.from_month, value.to_month)}/{year}"
    return _span(year, value.to_year)


def _english_period(value: Period, names: tuple[str, ...]) -> str:
    if value.quarter:
        return f"Q{value.quarter} {value.from_year}"
    if value.kind == "months":
        return f"{_span(names[value.from_month - 1], names[value.to_month - 1])} {value.from_year}"
    return _span(value.from_year, value.to_year)


def _span(first: int | str, last: int | str) -> str:
    return str(first) if first == last else f"{first}–{last}"


def roman(value: int) -> str:
    """The Roman numeral of a number from 1 to 3999."""
    if not 0 < value < 4000:
        raise ValueError(value)
    numeral = ""
    for letters, worth in ROMAN.items():
        count, value = divmod(value, worth)
        numeral += letters * count
    return numeral


def file_size(size: int, language: Language) -> str:
    """The size of a file in decimal units, two digits where that says more: 1,2 MB, 640 kB."""
    scaled = Decimal(size)
    for unit in ("B", "kB", "MB"):
        shown = scaled.quantize(Decimal("0.1") if scaled < 10 else Decimal(1), ROUND_HALF_UP)
        if shown < 1000:
            return f"{number(shown, language)} {unit}"
        scaled /= 1000
    return f"{number(scaled.quantize(Decimal('0.1'), ROUND_HALF_UP), language)} GB"

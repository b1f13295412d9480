"""Dates and reporting periods as records write them: day first, in words or as an address key.

A date may be known to the month or the year only, and a period never follows from the meeting date.
"""

import calendar
import datetime
import re
import unicodedata
from typing import Literal

import msgspec

from giaoban.values import BadValue, plain
from giaoban.vietnamese import fold

PeriodKind = Literal["quarter", "half", "year", "months", "years"]

FIRST_YEAR, LAST_YEAR = 1975, 2100
QUARTERS = ("I", "II", "III", "IV")


class PartialDate(msgspec.Struct, frozen=True):
    """A date known to the day, the month or the year."""

    printed: str
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """The ISO 8601 form at the date's own precision."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        month = self.month or 12
        return datetime.date(self.year, month, self.day or days_in(self.year, month))


class Period(msgspec.Struct, frozen=True):
    """The whole months that a meeting reports on, and what kind of period they were called."""

    kind: PeriodKind
    from_year: int
    from_month: int
    to_year: int
    to_month: int

    @property
    def quarter(self) -> int | None:
        return self.to_month // 3 if self.kind == "quarter" else None

    @property
    def half(self) -> int | None:
        return self.to_month // 6 if self.kind == "half" else None

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.from_year, self.from_month, 1)

    @property
    def last_day(self) -> datetime.date:
        return datetime.date(self.to_year, self.to_month, days_in(self.to_year, self.to_month))

    @property
    def key(self) -> str:
        """The period in an address: 2022-q2, 2022-h1, 2020, 2022-m1-8, 2022-m7 or 2019-2024."""
        last = f"-{self.to_month}" if self.to_month != self.from_month else ""
        parts = {
            "quarter": f"-q{self.quarter}",
            "half": f"-h{self.half}",
            "year": "",
            "months": f"-m{self.from_month}{last}",
            "years": f"-{self.to_year}",
        }
        return f"{self.from_year}{parts[self.kind]}"

    @property
    def words(self) -> str:
        """The period in Vietnamese, in a form that every reader of its kind takes back."""
        year, first, last = self.from_year, self.from_month, self.to_month
        match self.kind:
            case "quarter":
                return f"quý {QUARTERS[last // 3 - 1]}/{year}"
            case "half":
                return f"6 tháng {'đầu' if first == 1 else 'cuối'} năm {year}"
            case "year":
                return f"năm {year}"
            case "years":
                return f"giai đoạn {year}–{self.to_year}"
            case "months" if first == last:
                return f"tháng {first}/{year}"
            case "months" if first == 1:
                return f"{last} tháng {'đầu ' if last < 12 else ''}năm {year}"
            case "months":
                return f"tháng {first}–{last}/{year}"

    def contains(self, other: "Period") -> bool:
        return self.first_day <= other.first_day and other.last_day <= self.last_day


def quarter_of(year: int, number: int) -> Period:
    return Period("quarter", year, 3 * number - 2, year, 3 * number)


def days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


_KNOWN_WORDS = re.compile("ngày|tháng|năm|quý|sáu|đầu|cuối|giai|đoạn|[qhm]|i{1,3}|iv")
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "dau": 1, "cuoi": 2}
_YEAR = "(?P<year>[0-9]+)"
_SEPARATED_YEAR = rf"(?:(?:[/.-]| nam | ){_YEAR})?"
_NUMBER = "(?P<number>[iv]+|[0-9]{1,2})"
_FIRST, _LAST = "(?P<first>[0-9]{1,2})", "(?P<last>[0-9]{1,2})"

_FORMS: dict[PeriodKind, tuple[str, ...]] = {
    "quarter": (
        rf"qu[yi] {_NUMBER}{_SEPARATED_YEAR}",
        rf"(?P<number>[iv]+){_SEPARATED_YEAR}",
        rf"q{_NUMBER}[/. -]{_YEAR}",
        rf"{_YEAR}-q{_NUMBER}",
    ),
    "half": (
        rf"(?:0?6|sau) thang (?P<number>dau|cuoi)(?: nam)?(?:[/. -]{_YEAR})?",
        rf"h{_NUMBER}[/. -]{_YEAR}",
        rf"{_YEAR}-h{_NUMBER}",
    ),
    "months": (
        rf"(?:thang )?{_FIRST}(?:-{_LAST})?(?:(?:[/.]| nam ){_YEAR})?",
        rf"{_LAST} thang(?: dau)?(?: nam)? {_YEAR}",
        rf"{_YEAR}-m{_FIRST}(?:-{_LAST})?",
    ),
    "years": (r"(?:giai doan )?(?P<year>[0-9]{4})-(?P<to_year>[0-9]{4})",),
    "year": (rf"(?:nam )?{_YEAR}",),
}
"""How each kind is written, without marks; the order settles what read_period tries first."""

_BARE_NUMBER = f"{_NUMBER}{_SEPARATED_YEAR}"
"""Only a field called quarter or half says what the number of "2/2022" or "I/2022" counts."""


def read_quarter(text: str) -> Period:
    """Reads "II/2022", "2/2022", "quý II-2022", "quý 2 năm 2022" or "2022-q2"."""
    return _read(text, "quarter", _BARE_NUMBER)


def read_half(text: str) -> Period:
    """Reads "I/2022", "1/2022", "6 tháng đầu năm 2022" or "2022-h1"."""
    return _read(text, "half", _BARE_NUMBER)


def read_year(text: str) -> Period:
    """Reads "2020" or "năm 2020"."""
    return _read(text, "year")


def read_months(text: str) -> Period:
    """Reads "1-8/2022", "tháng 1-8/2022", "8 tháng đầu năm 2022", "7/2022" or "2022-m1-8"."""
    return _read(text, "months")


def read_years(text: str) -> Period:
    """Reads "2019-2024" or "giai đoạn 2019-2024"."""
    return _read(text, "years")


def read_period(text: str) -> Period:
    """Reads a period of any kind by its words; "II/2024" is a quarter, and "2/2024" may be two things."""
    clean = plain(text)
    if either := re.fullmatch(r"0?([1-4])[/.]([0-9]{4})", _simplified(clean)):
        number, year = int(either[1]), int(either[2])
        month = Period("months", year, number, year, number)
        raise BadValue("period-ambiguous", clean, quarter=quarter_of(year, number).words, month=month.words)
    for kind in _FORMS:
        if period := _of_kind(clean, kind):
            return period
    raise BadValue("period-unknown", clean)


def _read(text: str, kind: PeriodKind, *bare: str) -> Period:
    clean = plain(text)
    if period := _of_kind(clean, kind, *bare):
        return period
    try:
        other = read_period(clean).kind
    except BadValue:
        raise BadValue("period-unknown", clean) from None
    raise BadValue("period-kind", clean, kind=other, expected=kind)


def _of_kind(clean: str, kind: PeriodKind, *bare: str) -> Period | None:
    simple = _simplified(clean)
    for form in (*bare, *_FORMS[kind]):
        if written := re.fullmatch(form, simple):
            period = _period(clean, kind, written.groupdict())
            if not _is_well_spelt(clean):
                raise BadValue("period-unknown", clean, guess=period.words)
            return period
    return None


def _simplified(clean: str) -> str:
    words = " ".join(fold(unicodedata.normalize("NFKC", clean)).split())
    return re.sub(r" ?([/.-]) ?", r"\1", words)


def _is_well_spelt(clean: str) -> bool:
    """Whether all words carry their marks, since forms are matched without them."""
    return all(_KNOWN_WORDS.fullmatch(word) for word in re.findall(r"[^\W0-9_]+", clean.lower()))


def _period(clean: str, kind: PeriodKind, parts: dict[str, str | None]) -> Period:
    year = _year(clean, parts["year"])
    match kind:
        case "quarter":
            return quarter_of(year, _number(clean, parts["number"], 4, "quarter-unknown"))
        case "half":
            half = _number(clean, parts["number"], 2, "half-unknown")
            return Period("half", year, 6 * half - 5, year, 6 * half)
        case "months":
            return _months(clean, year, parts)
        case "years":
            to_year = _year(clean, parts["to_year"])
            if to_year <= year:
                raise BadValue("period-order", clean)
            return Period("years", year, 1, to_year, 12)
        case "year":
            return Period("year", year, 1, year, 12)


def _year(clean: str, digits: str | None) -> int:
    if not digits:
        raise BadValue("year-missing", clean)
    if len(digits) == 2:
        before, found, after = clean.rpartition(digits)
        raise BadValue("year-short", clean, guess=f"{before}20{digits}{after}" if found else None)
    if len(digits) != 4 or not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise BadValue("year-range", clean, first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return int(digits)


def _number(clean: str, number: str | None, most: int, code: str) -> int:
    written = number or ""
    value = int(written) if written.isdigit() else _ORDINALS.get(written, 0)
    if not 1 <= value <= most:
        raise BadValue(code, clean, number=written.upper())
    return value


def _months(clean: str, year: int, parts: dict[str, str | None]) -> Period:
    first, last = parts.get("first"), parts.get("last")
    to_month = _number(clean, last or first, 12, "month-unknown")
    from_month = _number(clean, first or "1", 12, "month-unknown")
    if from_month > to_month:
        raise BadValue("period-order", clean, guess=Period("months", year, to_month, year, from_month).words)
    return Period("months", year, from_month, year, to_month)


_DATE_FORMS = (
    rf"(?:ngay )?(?P<day>[0-9]{{1,2}})[/.-](?P<month>[0-9]{{1,2}})[/.-]{_YEAR}",
    r"(?P<year>[0-9]{4})[/.-](?P<month>[0-9]{1,2})(?:[/.-](?P<day>[0-9]{1,2}))?",
    rf"(?:thang )?(?P<month>[0-9]{{1,2}})[/.-]{_YEAR}",
    rf"(?:(?:ngay )?(?P<day>[0-9]{{1,2}}) )?thang (?P<month>[0-9]{{1,2}}) nam {_YEAR}",
    rf"(?:nam )?{_YEAR}",
)


def read_date(text: str) -> PartialDate:
    """Reads a date, day first or ISO, in digits or words, known to the day, the month or the year."""
    clean = plain(text)
    simple = _simplified(clean)
    for form in _DATE_FORMS:
        if written := re.fullmatch(form, simple):
            return _date(clean, written.groupdict())
    raise BadValue("date-unknown", clean)


def _date(clean: str, parts: dict[str, str | None]) -> PartialDate:
    day, month = (int(parts.get(name) or 0) for name in ("day", "month"))
    if "day" not in parts and month and len(parts["year"] or "") < 3:
        raise BadValue("year-missing", clean)
    year = _year(clean, parts["year"])
    if month > 12 and 1 <= day <= 12 and month <= days_in(year, day):
        raise BadValue("date-order", clean, guess=f"{month}/{day}/{year}")
    if parts.get("month") and not 1 <= month <= 12:
        raise BadValue("month-unknown", clean, number=parts["month"])
    if parts.get("day") and not 1 <= day <= days_in(year, month):
        raise BadValue("date-impossible", clean, month=f"{month}/{year}", days=str(days_in(year, month)))
    if not _is_well_spelt(clean):
        known = [str(part) for part in (day, month, year) if part]
        raise BadValue("date-unknown", clean, guess="/".join(known))
    return PartialDate(clean, year, month or None, day or None)

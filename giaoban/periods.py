"""Reporting periods as records write them, in words or as an address key; none follows from the meeting date."""

import datetime
import re
from typing import Literal

import msgspec

from giaoban.dates import YEAR, days_in, is_well_spelt, simplified, year_of
from giaoban.values import BadValue, plain

PeriodKind = Literal["quarter", "half", "year", "months", "years"]

QUARTERS = ("I", "II", "III", "IV")


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


_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "dau": 1, "cuoi": 2}
_SEPARATED_YEAR = rf"(?:(?:[/.-]| nam | ){YEAR})?"
_NUMBER = "(?P<number>[iv]+|[0-9]{1,2})"
_FIRST, _LAST = "(?P<first>[0-9]{1,2})", "(?P<last>[0-9]{1,2})"

_FORMS: dict[PeriodKind, tuple[str, ...]] = {
    "quarter": (
        rf"qu[yi] {_NUMBER}{_SEPARATED_YEAR}",
        rf"(?P<number>[iv]+){_SEPARATED_YEAR}",
        rf"q{_NUMBER}[/. -]{YEAR}",
        rf"{YEAR}-q{_NUMBER}",
    ),
    "half": (
        rf"(?:0?6|sau) thang (?P<number>dau|cuoi)(?: nam)?(?:[/. -]{YEAR})?",
        rf"h{_NUMBER}[/. -]{YEAR}",
        rf"{YEAR}-h{_NUMBER}",
    ),
    "months": (
        rf"(?:thang )?{_FIRST}(?:-{_LAST})?(?:(?:[/.]| nam ){YEAR})?",
        rf"{_LAST} thang(?: dau)?(?: nam)? {YEAR}",
        rf"{YEAR}-m{_FIRST}(?:-{_LAST})?",
    ),
    "years": (r"(?:giai doan )?(?P<year>[0-9]{4})-(?P<to_year>[0-9]{4})",),
    "year": (rf"(?:nam )?{YEAR}",),
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
    if either := re.fullmatch(r"0?([1-4])[/.]([0-9]{4})", simplified(clean)):
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
        meant = _of_kind(re.sub("[l|]", "I", clean), kind, *bare)
        raise BadValue("period-unknown", clean, guess=meant.words if meant else None) from None
    raise BadValue("period-kind", clean, kind=other, expected=kind)


def _of_kind(clean: str, kind: PeriodKind, *bare: str) -> Period | None:
    simple = simplified(clean)
    for form in (*bare, *_FORMS[kind]):
        if written := re.fullmatch(form, simple):
            period = _period(clean, kind, written.groupdict())
            if not is_well_spelt(clean):
                raise BadValue("period-unknown", clean, guess=period.words)
            return period
    return None


def _period(clean: str, kind: PeriodKind, parts: dict[str, str | None]) -> Period:
    year = year_of(clean, parts["year"])
    match kind:
        case "quarter":
            return quarter_of(year, _number(clean, parts["number"], 4, "quarter-unknown"))
        case "half":
            half = _number(clean, parts["number"], 2, "half-unknown")
            return Period("half", year, 6 * half - 5, year, 6 * half)
        case "months":
            return _months(clean, year, parts)
        case "years":
            to_year = year_of(clean, parts["to_year"])
            if to_year <= year:
                raise BadValue("period-order", clean)
            return Period("years", year, 1, to_year, 12)
        case "year":
            return Period("year", year, 1, year, 12)


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

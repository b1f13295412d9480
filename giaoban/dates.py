"""Dates as records write them: day first or ISO, in digits or words, known to the day, the month or the year."""

import calendar
import datetime
import re
import unicodedata

import msgspec

from giaoban.values import LETTERS_FOR_DIGITS, BadValue, plain
from giaoban.vietnamese import fold

FIRST_YEAR, LAST_YEAR = 1975, 2100
YEAR = "(?P<year>[0-9]+)"

_KNOWN_WORDS = re.compile("ngày|tháng|năm|qu[ýí]|sáu|đầu|cuối|giai|đoạn|[qhm]|i{1,3}|iv")


class PartialDate(msgspec.Struct, frozen=True):
    """A date known to the day, the month or the year."""

    printed: str
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """The ISO 8601 form at the date's own precision."""
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year:04}{month}-{self.day:02}" if self.day else f"{self.year:04}{month}"

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        month = self.month or 12
        return datetime.date(self.year, month, self.day or days_in(self.year, month))


def days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def simplified(clean: str) -> str:
    """A text without marks, in lower case, with single spaces and none around separators."""
    words = " ".join(fold(unicodedata.normalize("NFKC", clean)).split())
    return re.sub(r" ?([/.-]) ?", r"\1", words)


def is_well_spelt(clean: str) -> bool:
    """Whether all words carry their marks, since forms are matched without them."""
    return all(_KNOWN_WORDS.fullmatch(word) for word in re.findall(r"[^\W0-9_]+", clean.lower()))


def year_of(clean: str, digits: str | None) -> int:
    """The year that stands in a text as `digits`; it must be written in full and be one of this archive's."""
    if not digits:
        raise BadValue("year-missing", clean)
    if len(digits) == 2:
        before, found, after = clean.rpartition(digits)
        raise BadValue("year-short", clean, guess=f"{before}20{digits}{after}" if found else None)
    if len(digits) != 4 or not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise BadValue("year-range", clean, first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return int(digits)


_DATE_FORMS = (
    rf"(?:ngay )?(?P<day>[0-9]{{1,2}})[/.-](?P<month>[0-9]{{1,2}})[/.-]{YEAR}",
    r"(?P<year>[0-9]{4})[/.-](?P<month>[0-9]{1,2})(?:[/.-](?P<day>[0-9]{1,2}))?",
    rf"(?:thang )?(?P<month>[0-9]{{1,2}})[/.-]{YEAR}",
    rf"(?:(?:ngay )?(?P<day>[0-9]{{1,2}}) )?thang (?P<month>[0-9]{{1,2}}) nam {YEAR}",
    r"(?:nam )?(?P<year>[0-9]{1,5})",
)


def read_date(text: str) -> PartialDate:
    """Reads a date, day first or ISO, in digits or words, known to the day, the month or the year."""
    clean = plain(text)
    simple = simplified(clean)
    for form in _DATE_FORMS:
        if written := re.fullmatch(form, simple):
            return _date(clean, written.groupdict())
    raise BadValue("date-unknown", clean, guess=_meant_date(clean))


def _meant_date(clean: str) -> str | None:
    """The date that was meant by one with letters for digits, other separators or none."""
    digits = clean.translate(LETTERS_FOR_DIGITS)
    compact = re.fullmatch("([0-9]{4})([0-9]{2})([0-9]{2})", digits)
    respelt = "/".join(reversed(compact.groups())) if compact else re.sub(r"[\\,;:|_\s]+", "/", digits).strip("./-")
    try:
        return respelt if respelt != clean and read_date(respelt) else None
    except BadValue:
        return None


def _date(clean: str, parts: dict[str, str | None]) -> PartialDate:
    day, month = (int(parts.get(name) or 0) for name in ("day", "month"))
    if "day" not in parts and month and len(parts["year"] or "") < 3:
        raise BadValue("year-missing", clean)
    year = year_of(clean, parts["year"])
    if month > 12 and 1 <= day <= 12 and month <= days_in(year, day):
        meant = f"{month}/{day}/{year}"
        if clean.startswith(str(year)):
            raise BadValue("month-unknown", clean, number=str(month), guess=meant)
        raise BadValue("date-order", clean, guess=meant)
    if parts.get("month") and not 1 <= month <= 12:
        raise BadValue("month-unknown", clean, number=parts["month"])
    if parts.get("day") and not 1 <= day <= days_in(year, month):
        raise BadValue("date-impossible", clean, month=f"{month}/{year}", days=str(days_in(year, month)))
    if not is_well_spelt(clean):
        known = [str(part) for part in (day, month, year) if part]
        raise BadValue("date-unknown", clean, guess="/".join(known))
    return PartialDate(clean, year, month or None, day or None)

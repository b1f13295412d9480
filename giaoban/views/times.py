"""The views of time: all years, one year, one reporting period, and the meetings of a year by day."""

import calendar
import datetime
from itertools import groupby

import msgspec

from giaoban import addresses
from giaoban.inputs import DaysInputs, PeriodInputs, Row, TimesInputs, YearInputs
from giaoban.periods import Period
from giaoban.vietnamese import initial
from giaoban.views.by_period import PeriodTables, period_tables
from giaoban.views.common import (
    Frame,
    Line,
    Link,
    Pager,
    Reading,
    capital,
    first_part,
    frame,
    line,
    lines,
    lines_of_part,
    pager,
)


class YearLine(msgspec.Struct, frozen=True):
    """A year with the meetings that report on it and those held in it."""

    link: Link
    reported: str
    held: Link


class CountedLink(msgspec.Struct, frozen=True):
    link: Link
    count: str


class TimesPage(Frame, frozen=True, kw_only=True):
    years: tuple[YearLine, ...]
    spans: tuple[CountedLink, ...]


def times_view(address: str, inputs: TimesInputs, reading: Reading) -> TimesPage:
    root = addresses.root_of(address)
    return TimesPage(
        **frame(address, reading, reading.text("times.title")),
        years=tuple(
            YearLine(
                Link(root + addresses.year(year), str(year)),
                reading.count("count.reports", reported),
                Link(root + addresses.meeting_days(year) if held else "", reading.count("count.held", held)),
            )
            for year, reported, held in inputs.years
        ),
        spans=tuple(_counted(period, meetings, root, reading) for period, meetings in inputs.spans),
    )


def _counted(period: Period, meetings: int, root: str, reading: Reading) -> CountedLink:
    link = Link(root + addresses.period(period), capital(reading.period(period)))
    return CountedLink(link, reading.count("count.meetings", meetings))


class PeriodBlock(msgspec.Struct, frozen=True):
    """A period of the year with its latest meetings; `more` leads on where the period has others."""

    link: Link
    count: str
    lines: tuple[Line, ...]
    more: bool


class YearPage(Frame, frozen=True, kw_only=True):
    periods: tuple[PeriodBlock, ...]
    held: CountedLink | None
    compendium: Link | None
    previous: Link | None
    next: Link | None


def year_view(address: str, inputs: YearInputs, reading: Reading) -> YearPage:
    root = addresses.root_of(address)
    days = Link(root + addresses.meeting_days(inputs.year), reading.text("year.days"))
    return YearPage(
        **frame(
            address,
            reading,
            reading.text("year.title", year=inputs.year),
            (addresses.TIMES, reading.text("menu.times")),
        ),
        periods=tuple(
            PeriodBlock(
                Link(root + addresses.period(period), capital(reading.period(period))),
                reading.count("count.meetings", meetings),
                lines(rows, root, reading),
                meetings > len(rows),
            )
            for period, meetings, rows in inputs.periods
        ),
        compendium=Link(root + addresses.compendium(inputs.year), reading.text("compendium.link"))
        if inputs.compendium
        else None,
        held=CountedLink(days, reading.count("count.held", inputs.held)) if inputs.held else None,
        previous=_year_link(inputs.previous, root),
        next=_year_link(inputs.next, root),
    )


def _year_link(year: int, root: str) -> Link | None:
    return Link(root + addresses.year(year), str(year)) if year else None


class PeriodPage(Frame, frozen=True, kw_only=True):
    count: str
    lines: tuple[Line, ...]
    wider: tuple[CountedLink, ...]
    previous: Link | None
    next: Link | None
    pager: Pager | None
    figures: PeriodTables


def period_view(address: str, inputs: PeriodInputs, reading: Reading) -> PeriodPage:
    root = addresses.root_of(address)
    ways = [(addresses.TIMES, reading.text("menu.times"))]
    if inputs.period.kind != "years":
        year = inputs.period.from_year
        ways.append((addresses.year(year), str(year)))
    return PeriodPage(
        **frame(address, reading, capital(reading.period(inputs.period)), *ways),
        count=reading.count("count.meetings", inputs.meetings),
        lines=lines_of_part(inputs.rows, inputs.part, lambda row: initial(row.unit.name), reading, root),
        wider=tuple(_counted(period, meetings, root, reading) for period, meetings in inputs.wider),
        previous=_period_link(inputs.previous, root, reading),
        next=_period_link(inputs.next, root, reading),
        pager=pager(first_part(address, inputs.part), inputs.part),
        figures=period_tables(inputs, root, reading),
    )


def _period_link(period: Period | None, root: str, reading: Reading) -> Link | None:
    return Link(root + addresses.period(period), capital(reading.period(period))) if period else None


class MonthBlock(msgspec.Struct, frozen=True):
    id: str
    title: str
    lines: tuple[Line, ...]


class DayView(msgspec.Struct, frozen=True):
    """A day of a calendar; `href` is empty where no meeting was held, `text` says how many were."""

    number: str
    href: str = ""
    text: str = ""


class CalendarMonth(msgspec.Struct, frozen=True):
    """A month in weeks of seven days from Monday; a day of another month is None."""

    title: str
    weeks: tuple[tuple[DayView | None, ...], ...]


class DaysPage(Frame, frozen=True, kw_only=True):
    count: str
    calendar: tuple[CalendarMonth, ...]
    months: tuple[MonthBlock, ...]
    pager: Pager | None


def days_view(address: str, inputs: DaysInputs, reading: Reading) -> DaysPage:
    root = addresses.root_of(address)
    year = str(inputs.year)
    return DaysPage(
        **frame(
            address,
            reading,
            reading.text("days.title", year=year),
            (addresses.TIMES, reading.text("menu.times")),
            (addresses.year(inputs.year), year),
        ),
        count=reading.count("count.held", inputs.meetings),
        calendar=_calendar(inputs, root, reading),
        months=tuple(
            MonthBlock(f"thang-{month}", _month(month, inputs.year, reading), _day_lines(tuple(rows), root, reading))
            for month, rows in groupby(inputs.rows, key=_month_of)
        ),
        pager=pager(first_part(address, inputs.part), inputs.part),
    )


def _day_lines(rows: tuple[Row, ...], root: str, reading: Reading) -> tuple[Line, ...]:
    """The meetings of a month; the first of each day can be reached from the calendar."""
    found = []
    seen: set[str] = set()
    for row in rows:
        anchor = _day_anchor(row.date.month, row.date.day) if row.date and row.date.month and row.date.day else ""
        found.append(line(row, root, reading, None, "" if anchor in seen else anchor))
        seen.add(anchor)
    return tuple(found)


def _day_anchor(month: int, day: int) -> str:
    return f"ngay-{day}-{month}"


def _calendar(inputs: DaysInputs, root: str, reading: Reading) -> tuple[CalendarMonth, ...]:
    """The months with meetings; a day's only meeting is linked itself, several through the list."""
    list_address = addresses.meeting_days(inputs.year)
    days = {(each.month, each.day): each for each in inputs.calendar}

    def view(month: int, number: int) -> DayView | None:
        day = days.get((month, number))
        if day is None:
            return DayView(str(number)) if number else None
        listed = f"{addresses.part(list_address, day.part).rsplit('/', 1)[-1]}#{_day_anchor(month, number)}"
        href = root + addresses.record(day.identity) if day.meetings == 1 else listed
        text = (
            f"{reading.day(datetime.date(inputs.year, month, number))}: {reading.count('count.meetings', day.meetings)}"
        )
        return DayView(str(number), href, capital(text))

    return tuple(
        CalendarMonth(
            _month(month, inputs.year, reading),
            tuple(
                tuple(view(month, number) for number in week)
                for week in calendar.Calendar().monthdayscalendar(inputs.year, month)
            ),
        )
        for month in sorted({month for month, _ in days})
    )


def _month_of(row: Row) -> int:
    return row.date.month or 0 if row.date else 0


def _month(month: int, year: int, reading: Reading) -> str:
    if not month:
        return reading.text("days.unknown", year=year)
    return capital(reading.month(year, month))

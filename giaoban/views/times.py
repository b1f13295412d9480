"""The views of time: all years, one year, one reporting period, and the meetings of a year by day."""

from itertools import groupby

import msgspec

from giaoban import addresses
from giaoban.inputs import DaysInputs, PeriodInputs, Row, TimesInputs, YearInputs
from giaoban.periods import Period
from giaoban.views.by_period import PeriodTables, period_tables
from giaoban.views.common import Frame, Line, Link, Pager, Reading, capital, first_part, frame, lines, pager


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
        lines=lines(inputs.rows, root, reading),
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


class DaysPage(Frame, frozen=True, kw_only=True):
    count: str
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
        months=tuple(
            MonthBlock(f"thang-{month}", _month(month, inputs.year, reading), lines(rows, root, reading))
            for month, rows in groupby(inputs.rows, key=_month_of)
        ),
        pager=pager(first_part(address, inputs.part), inputs.part),
    )


def _month_of(row: Row) -> int:
    return row.date.month or 0 if row.date else 0


def _month(month: int, year: int, reading: Reading) -> str:
    if not month:
        return reading.text("days.unknown", year=year)
    return capital(reading.month(year, month))

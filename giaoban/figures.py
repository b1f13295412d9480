"""The archive's meetings and figures as flat rows: what tables, charts and downloads are made from."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Protocol

import msgspec

from giaoban.periods import Period, read_period
from giaoban.records import Change, Figure, Part, Record
from giaoban.sources import digest
from giaoban.values import Qualifier, Quantity, read_quantity

_encode = msgspec.msgpack.Encoder().encode


class Occasion(msgspec.Struct, frozen=True):
    """What pages of figures show of a meeting, or sort by."""

    record: str
    title: str
    province: str
    province_name: str
    era: int
    covers: str
    locality: str
    period: str
    period_to: str
    date: str


class MeetingRow(Occasion, frozen=True):
    """A meeting as one row.

    `year` and `quarter`, 0 if unknown, place it in downloads by the end of its period, or else by its date. `own`
    tells a province's own meetings from those of its districts and communes.
    """

    kind: str
    province_type: str
    level: str
    period_type: str
    period_from: str
    session: str
    chair: str
    forces: str
    source: str
    source_address: str
    year: int
    quarter: int
    own: int


class FigureRow(msgspec.Struct, frozen=True):
    """A figure as one row; numbers are plain decimals in text, empty where there is none."""

    record: str
    number: int
    indicator: str
    value: str
    qualifier: Qualifier
    printed: str
    printed_unit: str
    stage: str
    pair: int
    parts: str
    parts_complete: int
    target: str
    target_printed: str
    change_direction: str
    change_against: str
    change_by: str
    change_by_printed: str
    change_unit: str
    change_percent: str
    change_percent_printed: str
    previous: str
    previous_printed: str
    previous_derived: str
    by_forces: str
    quote: str
    note: str

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.printed, Decimal(self.value) if self.value else None, self.qualifier)

    @property
    def figure(self) -> Figure:
        """The figure as the record has it, but for the forces."""
        change = None
        if self.change_direction:
            change = Change(
                self.change_direction,
                period_of(self.change_against),
                _quantity(self.change_by_printed),
                _quantity(self.change_percent_printed),
                self.change_unit,
                _quantity(self.previous_printed),
                Decimal(self.previous_derived) if self.previous_derived else None,
            )
        return Figure(
            indicator=self.indicator,
            quantity=self.quantity,
            printed_unit=self.printed_unit,
            parts=tuple(Part(label, read_quantity(printed)) for label, printed in parts_of(self.parts)),
            parts_complete=bool(self.parts_complete),
            change=change,
            stage=self.stage,
            target=_quantity(self.target_printed),
            quote=self.quote,
            note=self.note,
            pair=self.pair,
        )


class Reported(msgspec.Struct, frozen=True):
    """A figure with the meeting that it was reported at."""

    meeting: Occasion
    figure: FigureRow


class Point(msgspec.Struct, frozen=True):
    """What comparing needs of a figure that a province reported for a period."""

    record: str
    number: int
    indicator: str
    province: str
    province_name: str
    era: int
    covers: str
    stage: str
    period: str
    value: str
    qualifier: Qualifier
    printed: str


def point_of(reported: Reported) -> Point:
    meeting, figure = reported.meeting, reported.figure
    names = figure.record, figure.number, figure.indicator, meeting.province, meeting.province_name, meeting.era
    return Point(*names, meeting.covers, figure.stage, meeting.period, figure.value, figure.qualifier, figure.printed)


class Selection(msgspec.Struct, frozen=True):
    """Which rows are meant; what is left empty or below zero does not choose."""

    indicator: str = ""
    province: str = ""
    era: int = -1
    year: int = -1
    quarter: int = -1
    period: str = ""
    own: bool = False


Block = list[Sequence[Any]]
"""The columns of some thousand rows: a whole column is fetched, checked and turned into text at once."""


class Figures(Protocol):
    """Where views find rows, ordered by record and number."""

    def figure_blocks(self, columns: tuple[str, ...], selection: Selection) -> Iterable[Block]:
        """Columns of figures and their meetings; a column may be an expression in SQL."""
        ...

    def meeting_blocks(self, columns: tuple[str, ...], selection: Selection) -> Iterable[Block]: ...

    def reported(self, selection: Selection) -> Iterator[Reported]: ...

    def newest(self, selection: Selection) -> Sequence[Reported]:
        """The selected figures as pages list them: the newest period first, within it by unit."""
        ...

    def meetings(self, selection: Selection) -> Iterator[Occasion]: ...

    def points(self, indicator: str) -> list[Point]: ...

    def database(self, script: str, tables: dict[str, list[tuple[Any, ...]]]) -> bytes: ...


@functools.lru_cache(1024)
def period_of(key: str) -> Period:
    """The period that Period.key names."""
    return read_period(key)


def _quantity(printed: str) -> Quantity | None:
    return read_quantity(printed) if printed else None


def parts_of(text: str) -> tuple[tuple[str, str], ...]:
    """The labels and printed values of a parts column."""
    return tuple(msgspec.json.decode(text, type=dict[str, str]).items()) if text else ()


def decimal(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _amount(quantity: Quantity | None) -> tuple[str, str]:
    return (decimal(quantity.number), quantity.printed) if quantity else ("", "")


def meeting_row(record: Record) -> MeetingRow:
    period, date = record.period, record.date
    source = record.sources[0] if record.sources else None
    last_day = period.last_day if period else date.last_day if date else None
    return MeetingRow(
        record=record.identity,
        title=record.title,
        kind=record.kind,
        province=record.unit.slug,
        province_name=record.unit.name,
        province_type=record.unit.type,
        era=record.unit.era,
        covers="; ".join([unit.slug for unit in record.covers]),
        level=record.level,
        locality=record.locality,
        period=period.key if period else "",
        period_type=period.kind if period else "",
        period_from=period.first_day.isoformat() if period else "",
        period_to=period.last_day.isoformat() if period else "",
        date=date.iso if date else "",
        session=record.session,
        chair="; ".join([person.name for person in record.chair]),
        forces="; ".join([force.slug for force in record.forces]),
        source=source.publisher if source else "",
        source_address=source.url if source else "",
        year=last_day.year if last_day else 0,
        quarter=(last_day.month + 2) // 3 if last_day else 0,
        own=int(record.level == "cap-tinh" and not record.locality),
    )


def figure_row(record: str, number: int, figure: Figure) -> FigureRow:
    quantity = figure.quantity
    return FigureRow(
        record,
        number,
        figure.indicator,
        decimal(quantity.number),
        quantity.qualifier,
        quantity.printed,
        figure.printed_unit,
        figure.stage,
        figure.pair,
        _parts(figure.parts),
        int(figure.parts_complete),
        *_amount(figure.target),
        *_change(figure.change),
        "; ".join([force.printed or force.slug for force in figure.forces]),
        figure.quote,
        figure.note,
    )


NO_CHANGE = ("", "", "", "", "", "", "", "", "", "")


def _change(change: Change | None) -> tuple[str, str, str, str, str, str, str, str, str, str]:
    if change is None:
        return NO_CHANGE
    return (
        change.direction,
        change.against.key,
        *_amount(change.by),
        change.unit,
        *_amount(change.percent),
        *_amount(change.previous),
        decimal(change.derived),
    )


def _parts(parts: tuple[Part, ...]) -> str:
    """The parts as JSON: {"cấp tỉnh": "120", "cấp huyện": "250"}."""
    if not parts:
        return ""
    return msgspec.json.encode({part.label: part.quantity.printed for part in parts}).decode()


_LOWER = (1 << 40) - 1


def print_of(row: tuple[Any, ...]) -> tuple[int, int]:
    """Two numbers of 40 bits that stand for a row; a million of them still add up to one of 64 bits."""
    name = int(digest(_encode(row))[:20], 16)
    return name >> 40, name & _LOWER

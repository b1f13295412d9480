"""Meetings and figures as the rows that the state keeps of them, and what they add to the tallies of their groups."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from giaoban.figures import FigureRow, MeetingRow, figure_row, meeting_row, print_of
from giaoban.records import Record
from giaoban.tallies import Group

MEETING, FIGURE = MeetingRow.__struct_fields__, FigureRow.__struct_fields__
PRINT = ("first", "second")
OF_MEETING = ("year", "own")
"""What a figure repeats of its meeting, for the indexes."""


class Counts(dict[Group, list[int]]):
    """For each group how many rows are added or taken off, and the sums of both numbers of their prints."""

    def count(self, meeting: MeetingRow, figure: FigureRow | None, prints: tuple[int, int]) -> None:
        """Adds a row to its groups."""
        first, second = prints
        for group in _groups(meeting, figure):
            if sums := self.get(group):
                sums[0] += 1
                sums[1] += first
                sums[2] += second
            else:
                self[group] = [1, first, second]

    def add(self, others: Mapping[Group, list[int]]) -> None:
        for group, (count, first, second) in others.items():
            sums = self.setdefault(group, [0, 0, 0])
            sums[0] += count
            sums[1] += first
            sums[2] += second


class FigureRows(NamedTuple):
    """The rows of some records, in the order of MEETING and PRINT, and of FIGURE, PRINT and OF_MEETING."""

    meetings: list[tuple[Any, ...]]
    figures: list[tuple[Any, ...]]
    counts: dict[Group, list[int]]


def figure_rows(records: Iterable[Record]) -> FigureRows:
    """The rows of `records`; a withdrawn one has none."""
    meetings, figures, counts = [], [], Counts()
    for record in records:
        if record.withdrawn:
            continue
        meeting = meeting_row(record)
        row = msgspec.structs.astuple(meeting)
        about = print_of(row)
        meetings.append((*row, *about))
        counts.count(meeting, None, about)
        for number, figure in enumerate(record.figures, 1):
            found = figure_row(record.identity, number, figure)
            row = msgspec.structs.astuple(found)
            own = print_of((*row, *about))
            figures.append((*row, *own, meeting.year, meeting.own))
            counts.count(meeting, found, own)
    return FigureRows(meetings, figures, dict(counts))


def _groups(meeting: MeetingRow, figure: FigureRow | None) -> Iterator[Group]:
    province, era, year, period = meeting.province, meeting.era, meeting.year, meeting.period
    quarter = 10 * year + meeting.quarter
    yield "unit", province, "", "", era
    if meeting.own and period:
        yield "period", period, "", "", 0
    if figure is None:
        yield "meetings", "", "", "", quarter
        return
    yield "figures", "", "", "", quarter
    yield "indicator", figure.indicator, "", "", quarter
    yield "province", province, "", "", year
    yield "reach", figure.indicator, province, "", era
    if meeting.own and period and figure.value:
        yield "spread", figure.indicator, figure.stage, period, era

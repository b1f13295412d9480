"""The views of provinces through the eras: both lists of units, and the page of one."""

import datetime
from itertools import groupby

import msgspec

from giaoban import addresses, formats
from giaoban.index import year_of
from giaoban.inputs import Place, ProvinceInputs, ProvincesInputs, UnitBlock, UnitTimeline
from giaoban.views.by_period import ProvinceTable, province_tables
from giaoban.views.common import (
    Frame,
    Line,
    Link,
    Pager,
    Reading,
    anchors,
    capital,
    first_part,
    frame,
    line,
    lines,
    pager,
)
from giaoban.views.coverage import CellView, cell_view, era_id, era_title, legend


class PlaceView(msgspec.Struct, frozen=True):
    """A unit with its meetings; `type` is its name with its type in a sentence, `name` the same on its own.

    `now` names what it became, if that has another name.
    """

    link: Link
    type: str
    name: str
    meetings: int
    number: str
    count: str
    now: str = ""


def place_view(place: Place, root: str, reading: Reading, now: str = "") -> PlaceView:
    return PlaceView(
        link=Link(root + addresses.province(place.unit.slug), place.unit.name),
        type=reading.unit(place.unit),
        name=capital(reading.unit(place.unit)),
        meetings=place.meetings,
        number=formats.number(place.meetings, reading.language),
        count=reading.count("count.meetings", place.meetings),
        now=now,
    )


class EraView(msgspec.Struct, frozen=True):
    id: str
    title: str
    count: str
    places: tuple[PlaceView, ...]


class ProvincesPage(Frame, frozen=True, kw_only=True):
    """Both lists of provincial units, the present one first."""

    eras: tuple[EraView, ...]


def provinces_view(address: str, inputs: ProvincesInputs, reading: Reading) -> ProvincesPage:
    root = addresses.root_of(address)
    eras = tuple(reversed(list(enumerate(reading.vocabulary.provinces.eras))))
    views = tuple(
        EraView(
            id=era_id(number),
            title=era_title(era.first_day, era.last_day, reading),
            count=reading.count("count.units", len(places)),
            places=tuple(place_view(place, root, reading, _now(place, number, reading)) for place in places),
        )
        for (number, era), places in zip(eras, inputs.eras, strict=True)
    )
    return ProvincesPage(**frame(address, reading, reading.text("provinces.title")), eras=views)


def _now(place: Place, era: int, reading: Reading) -> str:
    """The name of the unit of the next era that this one went into; empty if it kept its own."""
    eras = reading.vocabulary.provinces.eras
    successor = eras[era].units[place.unit.slug].successor
    if not successor or successor == place.unit.slug:
        return ""
    return reading.text("provinces.now", name=eras[era + 1].units[successor].name)


class BlockView(msgspec.Struct, frozen=True):
    """A unit's own meetings; never mixed with those of another era or another unit."""

    link: Link
    period: str
    count: str
    meetings: int
    lines: tuple[Line, ...]


class TimelineYear(msgspec.Struct, frozen=True):
    """A year of a unit; a quarter outside the era is None."""

    link: Link
    cells: tuple[CellView | None, ...]


class TimelineView(msgspec.Struct, frozen=True):
    title: str
    years: tuple[TimelineYear, ...]


class ChairView(msgspec.Struct, frozen=True):
    link: Link
    positions: str
    years: str


class ProvincePage(Frame, frozen=True, kw_only=True):
    """A province through the eras: notice of what became of it, its meetings, its gaps, its chairs."""

    name: str
    successor: PlaceView | None
    changed: str
    predecessors: tuple[BlockView, ...]
    blocks: tuple[BlockView, ...]
    timelines: tuple[TimelineView, ...]
    legend: tuple[CellView, ...]
    chairs: tuple[ChairView, ...]
    former_name: str
    compendium: Link | None
    pager: Pager | None
    figures: tuple[ProvinceTable, ...]
    feed: str
    """Where the province's feed is; empty without one."""


def province_view(address: str, inputs: ProvinceInputs, reading: Reading) -> ProvincePage:
    root = addresses.root_of(address)
    newest = inputs.blocks[0]
    name = reading.unit(newest.unit)
    return ProvincePage(
        **frame(
            address,
            reading,
            capital(name),
            (addresses.PROVINCES, reading.text("menu.provinces")),
            description=reading.text("province.description", name=name),
        ),
        name=newest.unit.name,
        successor=place_view(inputs.successor, root, reading) if inputs.successor else None,
        changed=_changed(inputs, reading),
        predecessors=tuple(_block(block, root, reading, alone=False) for block in inputs.predecessors),
        blocks=_with_anchors(inputs, root, reading),
        timelines=tuple(
            _timeline(timeline, block, root, reading)
            for timeline, block in zip(inputs.timelines, inputs.blocks, strict=True)
            if timeline.quarters
        ),
        legend=legend(reading),
        chairs=tuple(
            ChairView(
                Link(root + addresses.group("chu-tri", person.slug), person.name),
                ", ".join(person.positions),
                str(first) if first == last else f"{first}–{last}",
            )
            for person, first, last in inputs.chairs
        ),
        former_name=_former_name(inputs.slug, reading),
        compendium=Link(root + addresses.compendium(inputs.slug), reading.text("compendium.link"))
        if any(block.meetings for block in inputs.blocks)
        else None,
        pager=pager(first_part(address, inputs.part), inputs.part),
        figures=province_tables(inputs, root, reading),
        feed=root + addresses.feed(inputs.slug)
        if reading.vocabulary.config.base_url and any(block.meetings for block in inputs.blocks)
        else "",
    )


def _with_anchors(inputs: ProvinceInputs, root: str, reading: Reading) -> tuple[BlockView, ...]:
    """The units' own meetings, with fragments for the jumps to the years of the whole list."""
    fragments = anchors((year_of(row) for block in inputs.blocks for row in block.listed), inputs.part)
    return tuple(
        msgspec.structs.replace(
            _block(block, root, reading, alone=len(inputs.blocks) == 1),
            lines=tuple(line(row, root, reading, None, next(fragments)) for row in block.listed),
        )
        for block in inputs.blocks
    )


def _changed(inputs: ProvinceInputs, reading: Reading) -> str:
    """The day on which the newest unit ended, if it has a successor, or else began."""
    newest = inputs.blocks[0]
    if inputs.successor:
        return reading.day(newest.last_day + datetime.timedelta(days=1))
    return reading.day(newest.first_day) if newest.first_day > datetime.date.min else ""


def _former_name(slug: str, reading: Reading) -> str:
    eras = reading.vocabulary.provinces.eras
    former = next((era.units[slug].former for era in eras if slug in era.units and era.units[slug].former), None)
    if former is None:
        return ""
    name = reading.text(f"unit.{former.type}", name=former.name)
    return reading.text("province.former", name=name, date=reading.day(former.until))


def _block(block: UnitBlock, root: str, reading: Reading, alone: bool) -> BlockView:
    title = reading.text("province.meetings") if alone else capital(reading.unit(block.unit))
    return BlockView(
        link=Link(root + addresses.province(block.unit.slug), title),
        period=era_title(block.first_day, block.last_day, reading),
        count=reading.count("count.meetings", block.meetings),
        meetings=block.meetings,
        lines=lines(block.listed, root, reading),
    )


def _timeline(timeline: UnitTimeline, block: UnitBlock, root: str, reading: Reading) -> TimelineView:
    pairs = zip(timeline.quarters, timeline.cells, strict=True)
    years = []
    for year, group in groupby(pairs, key=lambda pair: pair[0].from_year):
        cells: list[CellView | None] = [None] * 4
        for quarter, cell in group:
            cells[quarter.to_month // 3 - 1] = cell_view(cell, quarter, root, reading)
        href = root + addresses.year(year) if year in timeline.linked else ""
        years.append(TimelineYear(Link(href, str(year)), tuple(cells)))
    return TimelineView(era_title(block.first_day, block.last_day, reading), tuple(years))

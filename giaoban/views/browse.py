"""The views of home, of provinces through the eras, and of the coverage matrix."""

import datetime
from itertools import groupby

import msgspec

from giaoban import addresses, formats
from giaoban.inputs import (
    Cell,
    CoverageInputs,
    CoverageTable,
    HomeInputs,
    Place,
    ProvinceInputs,
    ProvincesInputs,
    UnitBlock,
    UnitTimeline,
)
from giaoban.periods import Period
from giaoban.views.common import Frame, Line, Link, Pager, Reading, first_part, frame, lines, pager


class PlaceView(msgspec.Struct, frozen=True):
    link: Link
    type: str
    meetings: int
    count: str


class CellView(msgspec.Struct, frozen=True):
    """A quarter of the coverage matrix: its state for the style, its sign, its words, and where it leads."""

    state: str
    sign: str
    text: str
    href: str


class YearHead(msgspec.Struct, frozen=True):
    """A year above its quarters, and how many of them the table has."""

    link: Link
    quarters: int


class QuarterHead(msgspec.Struct, frozen=True):
    text: str
    full: str


class MatrixRow(msgspec.Struct, frozen=True):
    unit: Link
    cells: tuple[CellView, ...]
    held: int


class Matrix(msgspec.Struct, frozen=True):
    """One era's units against its quarters; `count` says how much of what was due was held."""

    era: int
    title: str
    years: tuple[YearHead, ...]
    quarters: tuple[QuarterHead, ...]
    rows: tuple[MatrixRow, ...]
    count: str


class HomePage(Frame, frozen=True, kw_only=True):
    """What the archive holds at a glance, the latest meetings, coverage in small, and the ways in."""

    meetings: str
    provinces: str
    span: str
    latest: tuple[Line, ...]
    places: tuple[PlaceView, ...]
    years: tuple[tuple[Link, str], ...]
    matrices: tuple[Matrix, ...]


def home_view(address: str, inputs: HomeInputs, reading: Reading) -> HomePage:
    span = f"{inputs.first_year}–{inputs.last_year}" if inputs.last_year > inputs.first_year else str(inputs.last_year)
    slugs = {place.unit.slug for place in inputs.places}
    return HomePage(
        **frame(
            address,
            reading,
            reading.vocabulary.config.title.of(reading.language),
            description=reading.vocabulary.config.description.of(reading.language),
        ),
        meetings=reading.count("count.meetings", inputs.meetings),
        provinces=reading.count("count.provinces", len(slugs)),
        span=span if inputs.meetings else "",
        latest=lines(inputs.latest, "", reading),
        places=tuple(_place(place, "", reading) for place in inputs.places),
        years=tuple(
            (Link(addresses.year(year), str(year)), reading.count("count.meetings", meetings))
            for year, meetings in inputs.years
        ),
        matrices=tuple(
            matrix(_with_meetings(table), "", reading) for table in inputs.coverage if _with_meetings(table).rows
        ),
    )


def _with_meetings(table: CoverageTable) -> CoverageTable:
    """The table in small: only the units that have a meeting."""
    rows = tuple(row for row in table.rows if any(cell.identity for cell in row.cells))
    return msgspec.structs.replace(table, rows=rows)


def _place(place: Place, root: str, reading: Reading) -> PlaceView:
    return PlaceView(
        link=Link(root + addresses.province(place.unit.slug), place.unit.name),
        type=reading.unit(place.unit),
        meetings=place.meetings,
        count=reading.count("count.meetings", place.meetings),
    )


class EraView(msgspec.Struct, frozen=True):
    title: str
    count: str
    places: tuple[PlaceView, ...]


class ProvincesPage(Frame, frozen=True, kw_only=True):
    """Both lists of provincial units, the present one first."""

    eras: tuple[EraView, ...]


def provinces_view(address: str, inputs: ProvincesInputs, reading: Reading) -> ProvincesPage:
    root = addresses.root_of(address)
    bounds = reversed(reading.vocabulary.provinces.eras)
    eras = tuple(
        EraView(
            title=era_title(era.first_day, era.last_day, reading),
            count=reading.count("count.units", len(places)),
            places=tuple(_place(place, root, reading) for place in places),
        )
        for era, places in zip(bounds, inputs.eras, strict=True)
    )
    return ProvincesPage(**frame(address, reading, reading.text("provinces.title")), eras=eras)


def era_title(first: datetime.date, last: datetime.date, reading: Reading) -> str:
    if last < datetime.date.max:
        return reading.text("era.until", date=reading.day(last))
    if first > datetime.date.min:
        return reading.text("era.from", date=reading.day(first))
    return reading.text("era.all")


class BlockView(msgspec.Struct, frozen=True):
    """A unit's own meetings; never mixed with those of another era or another unit."""

    title: str
    period: str
    count: str
    meetings: int
    lines: tuple[Line, ...]


class TimelineYear(msgspec.Struct, frozen=True):
    link: Link
    cells: tuple[CellView, ...]


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
    predecessors: tuple[PlaceView, ...]
    blocks: tuple[BlockView, ...]
    timelines: tuple[TimelineView, ...]
    chairs: tuple[ChairView, ...]
    former_name: str
    pager: Pager | None


def province_view(address: str, inputs: ProvinceInputs, reading: Reading) -> ProvincePage:
    root = addresses.root_of(address)
    provinces = reading.vocabulary.provinces
    entry = provinces.latest(inputs.slug)
    dissolved = inputs.successor is not None
    newest = inputs.blocks[0]
    boundary = newest.last_day + datetime.timedelta(days=1) if dissolved else newest.first_day
    changed = boundary if dissolved or boundary > datetime.date.min else None
    former = entry.former
    return ProvincePage(
        **frame(
            address,
            reading,
            reading.unit(newest.unit),
            (addresses.PROVINCES, reading.text("menu.provinces")),
            description=reading.text("province.description", name=reading.unit(newest.unit)),
        ),
        name=newest.unit.name,
        successor=_place(inputs.successor, root, reading) if inputs.successor else None,
        changed=reading.day(changed) if changed else "",
        predecessors=tuple(_place(place, root, reading) for place in inputs.predecessors),
        blocks=tuple(_block(block, root, reading) for block in inputs.blocks),
        timelines=tuple(
            _timeline(timeline, block, root, reading)
            for timeline, block in zip(inputs.timelines, inputs.blocks, strict=True)
            if timeline.quarters
        ),
        chairs=tuple(
            ChairView(
                Link(root + addresses.group("chu-tri", person.slug), person.name),
                ", ".join(person.positions),
                str(first) if first == last else f"{first}–{last}",
            )
            for person, first, last in inputs.chairs
        ),
        former_name=reading.text(
            "province.former",
            name=reading.text(f"unit.{former.type}", name=former.name),
            date=reading.day(former.until),
        )
        if former
        else "",
        pager=pager(first_part(address, inputs.part), inputs.part),
    )


def _block(block: UnitBlock, root: str, reading: Reading) -> BlockView:
    return BlockView(
        title=reading.unit(block.unit),
        period=era_title(block.first_day, block.last_day, reading),
        count=reading.count("count.meetings", block.meetings),
        meetings=block.meetings,
        lines=lines(block.listed, root, reading),
    )


def _timeline(timeline: UnitTimeline, block: UnitBlock, root: str, reading: Reading) -> TimelineView:
    pairs = list(zip(timeline.quarters, timeline.cells, strict=True))
    years = tuple(
        TimelineYear(
            Link(root + addresses.year(year) if any(cell.identity for _, cell in group) else "", str(year)),
            tuple(cell_view(cell, quarter, root, reading) for quarter, cell in group),
        )
        for year, group in _by_year(pairs)
    )
    return TimelineView(era_title(block.first_day, block.last_day, reading), years)


def _by_year(pairs: list[tuple[Period, Cell]]) -> list[tuple[int, list[tuple[Period, Cell]]]]:
    return [(year, list(group)) for year, group in groupby(pairs, key=lambda pair: pair[0].from_year)]


class CoveragePage(Frame, frozen=True, kw_only=True):
    """Province × quarter for each era: held, covered by a longer period, missing, not due."""

    matrices: tuple[Matrix, ...]
    legend: tuple[CellView, ...]


STATES = ("held", "wider", "missing", "not-due")


def coverage_view(address: str, inputs: CoverageInputs, reading: Reading) -> CoveragePage:
    root = addresses.root_of(address)
    return CoveragePage(
        **frame(address, reading, reading.text("coverage.title")),
        matrices=tuple(matrix(table, root, reading) for table in inputs.tables),
        legend=tuple(
            CellView(state, reading.text(f"coverage.{state}_sign"), reading.text(f"coverage.{state}"), "")
            for state in STATES
        ),
    )


def matrix(table: CoverageTable, root: str, reading: Reading) -> Matrix:
    linked = {
        quarter.from_year
        for row in table.rows
        for quarter, cell in zip(table.quarters, row.cells, strict=True)
        if cell.identity
    }
    years = tuple(
        YearHead(Link(root + addresses.year(year) if year in linked else "", str(year)), len(list(group)))
        for year, group in groupby(table.quarters, key=lambda quarter: quarter.from_year)
    )
    rows = tuple(
        MatrixRow(
            Link(root + addresses.province(row.unit.slug), row.unit.name),
            tuple(
                cell_view(cell, quarter, root, reading) for quarter, cell in zip(table.quarters, row.cells, strict=True)
            ),
            sum(bool(cell.identity) for cell in row.cells),
        )
        for row in table.rows
    )
    due = [cell for row in table.rows for cell in row.cells if cell.state != "not-due"]
    held = sum(bool(cell.identity) for cell in due)
    return Matrix(
        era=table.era,
        title=era_title(table.first_day, table.last_day, reading),
        years=years,
        quarters=tuple(
            QuarterHead(formats.roman(quarter.quarter or 0), reading.period(quarter)) for quarter in table.quarters
        ),
        rows=rows,
        count=reading.text(
            "coverage.count",
            held=formats.number(held, reading.language),
            due=formats.number(len(due), reading.language),
        ),
    )


def cell_view(cell: Cell, quarter: Period, root: str, reading: Reading) -> CellView:
    state = reading.text(f"coverage.{cell.state}")
    kind = f" ({reading.term('kinds', cell.kind)})" if cell.kind else ""
    return CellView(
        state=cell.state,
        sign=reading.text(f"coverage.{cell.state}_sign"),
        text=f"{reading.period(quarter)}: {state}{kind}",
        href=root + addresses.record(cell.identity) if cell.identity else "",
    )

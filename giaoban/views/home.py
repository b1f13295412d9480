"""The view of home: what the archive holds at a glance, the latest meetings, and the ways in."""

import msgspec

from giaoban import addresses, formats
from giaoban.coverage import HELD, NOT_DUE
from giaoban.inputs import CoverageTable, HomeInputs, Place
from giaoban.views.common import Frame, Line, Link, Reading, frame, lines
from giaoban.views.provinces import PlaceView, place_view


class QuarterTally(msgspec.Struct, frozen=True):
    """How many units reported on a quarter of how many that were due; linked if a record is of this very quarter."""

    state: str
    text: str
    href: str


class YearTally(msgspec.Struct, frozen=True):
    link: Link
    quarters: tuple[QuarterTally, ...]


class WayIn(msgspec.Struct, frozen=True):
    link: Link
    text: str


class HomePage(Frame, frozen=True, kw_only=True):
    """What the archive holds at a glance, the latest meetings, coverage in small, and the ways in."""

    glance: tuple[str, ...]
    latest: tuple[Line, ...]
    coverage: tuple[YearTally, ...]
    places: tuple[PlaceView, ...]
    years: tuple[tuple[Link, str], ...]
    ways: tuple[WayIn, ...]


FOLDERS = ("chu-tri", "luc-luong", "chu-de", "can-cu", "loai")


def home_view(address: str, inputs: HomeInputs, reading: Reading) -> HomePage:
    config, language = reading.vocabulary.config, reading.language
    return HomePage(
        **frame(address, reading, config.title.of(language), description=config.description.of(language)),
        glance=_glance(inputs, reading),
        latest=lines(inputs.latest, "", reading),
        coverage=_tallies(inputs.coverage, reading),
        places=tuple(place_view(place, "", reading) for place in _by_name(inputs.places)),
        years=tuple(
            (Link(addresses.year(year), str(year)), reading.count("count.meetings", meetings))
            for year, meetings in inputs.years
        ),
        ways=_ways(reading),
    )


def _ways(reading: Reading) -> tuple[WayIn, ...]:
    """The ways in besides provinces and time: by figure, by person, and the others of the menu."""
    listed = [(addresses.INDICATORS, "indicators")]
    listed += [(addresses.group(folder), f"group.{folder}") for folder in FOLDERS]
    if reading.vocabulary.config.features.exports:
        listed.append((addresses.DATA, "data"))
    return tuple(
        WayIn(Link(address, reading.text(f"{key}.title")), reading.text(f"{key}.intro")) for address, key in listed
    )


def _by_name(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """One entry a province, for the units of both eras share its page; its meetings are counted, not their figures."""
    merged: dict[str, Place] = {}
    for place in places:
        known = merged.get(place.unit.slug)
        merged[place.unit.slug] = Place(known.unit, known.meetings + place.meetings) if known else place
    return tuple(merged.values())


def _glance(inputs: HomeInputs, reading: Reading) -> tuple[str, ...]:
    if not inputs.meetings:
        return ()
    first, last = inputs.first_year, inputs.last_year
    return (
        reading.count("count.meetings", inputs.meetings),
        reading.count("count.provinces", len({place.unit.slug for place in inputs.places})),
        reading.text("home.span", years=str(last) if first == last else f"{first}–{last}"),
    )


def _tallies(tables: tuple[CoverageTable, ...], reading: Reading) -> tuple[YearTally, ...]:
    """The matrix in small, newest year first: one line a year, the eras' units counted instead of listed."""
    quarters: dict[int, list[QuarterTally]] = {}
    for table in reversed(tables):
        for number, quarter in enumerate(table.quarters):
            cells = [row.cells[number] for row in table.rows]
            due = sum(cell.state != NOT_DUE for cell in cells)
            reported = sum(bool(cell.identity) for cell in cells)
            exact = any(cell.state == HELD for cell in cells)
            shown = "/".join(formats.number(each, reading.language) for each in (reported, due))
            tally = QuarterTally(
                state="held" if reported else "missing" if due else NOT_DUE,
                text=shown if due or reported else reading.text("coverage.not-due_sign"),
                href=addresses.period(quarter) if exact else "",
            )
            quarters.setdefault(quarter.from_year, []).append(tally)
    reported_years = {year for year, found in quarters.items() if any(each.href for each in found)}
    return tuple(
        YearTally(Link(addresses.year(year) if year in reported_years else "", str(year)), tuple(found))
        for year, found in sorted(quarters.items(), reverse=True)
    )

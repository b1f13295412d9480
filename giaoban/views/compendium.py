"""The view of a compendium: the records of a year or of a province in full, one after the other, to print."""

import posixpath
import re
from typing import Any

import msgspec

from giaoban import addresses
from giaoban.inputs import CompendiumInputs
from giaoban.records import Record
from giaoban.views.common import Frame, Link, Pager, Reading, first_part, frame, pager
from giaoban.views.figures import CategoryView, category_views
from giaoban.views.meeting import Dateline, FactView, dateline, fact_views
from giaoban.views.record import SourceView, source_view
from giaoban.views.statements import SectionView, section_views

HEADING = re.compile(r"<(/?)h([2-6])(?: id=\"[^\"]*\")?>")
LINK = re.compile(r'<a href="(?![A-Za-z][A-Za-z0-9+.-]*:)([^"#]*)(#[^"]*)?"')


class BoundRecord(msgspec.Struct, frozen=True):
    """A record in a compendium; `id` is its fragment, `link` its own page."""

    id: str
    link: Link
    kind: str
    dateline: Dateline
    lead: str
    facts: tuple[FactView, ...]
    categories: tuple[CategoryView, ...]
    body: str
    crime_trend: str
    shortcomings: tuple[str, ...]
    sections: tuple[SectionView, ...]
    sources: tuple[SourceView, ...]
    identity: str


class BoundTitle(msgspec.Struct, frozen=True):
    link: Link
    unit: str


class CompendiumPage(Frame, frozen=True, kw_only=True):
    """Records in full, after a table of contents: on the first part of the whole, on the others of the part."""

    intro: str
    left_out: str
    contents: tuple[BoundTitle, ...]
    records: tuple[BoundRecord, ...]
    pager: Pager | None


def compendium_view(address: str, inputs: CompendiumInputs, reading: Reading) -> CompendiumPage:
    first = first_part(address, inputs.part)
    return CompendiumPage(
        **_frame(address, inputs, reading),
        intro=reading.count("count.meetings", len(inputs.contents)) if inputs.part.count == 1 else "",
        left_out=reading.count("compendium.left_out", inputs.left_out) if inputs.left_out else "",
        contents=tuple(
            BoundTitle(
                Link(_place(first, title.part, inputs.part.number, title.identity), title.title), title.unit.name
            )
            for title in inputs.contents
        ),
        records=tuple(_bound(reading.record(file), address, reading) for file, _ in inputs.records),
        pager=pager(first, inputs.part),
    )


def _frame(address: str, inputs: CompendiumInputs, reading: Reading) -> dict[str, Any]:
    if inputs.slug:
        ways = [
            (addresses.PROVINCES, reading.text("menu.provinces")),
            (addresses.province(inputs.slug), inputs.unit.name),
        ]
        title = reading.text("compendium.province", name=reading.unit(inputs.unit))
    else:
        ways = [
            (addresses.TIMES, reading.text("menu.times")),
            (addresses.year(inputs.year), str(inputs.year)),
        ]
        title = reading.text("compendium.year", year=inputs.year)
    return frame(address, reading, title, *ways)


def anchor(identity: str) -> str:
    return identity.replace("/", "_")


def _place(first: str, part: int, here: int, identity: str) -> str:
    page = "" if part == here else addresses.part(first, part).rsplit("/", 1)[-1]
    return f"{page}#{anchor(identity)}"


def _bound(record: Record, address: str, reading: Reading) -> BoundRecord:
    root = addresses.root_of(address)
    own = addresses.record(record.identity)
    return BoundRecord(
        id=anchor(record.identity),
        link=Link(root + own, record.title),
        kind=reading.term("kinds", record.kind),
        dateline=dateline(record, reading),
        lead=record.lead,
        facts=fact_views(record, root, reading),
        categories=category_views(record, reading),
        body=moved(record.body, own, address),
        crime_trend=record.crime_trend,
        shortcomings=record.shortcomings,
        sections=section_views(record, root, reading),
        sources=tuple(source_view(source, reading) for source in record.sources),
        identity=record.identity,
    )


def moved(body: str, source: str, target: str) -> str:
    """A body from the page at `source` for the page at `target`: headings one level lower, links led right."""

    def relink(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), match[1])) if match[1] else source
        return f'<a href="{addresses.relative(target, path)}{match[2] or ""}"'

    lowered = HEADING.sub(lambda match: f"<{match[1]}h{min(int(match[2]) + 1, 6)}>", body)
    return LINK.sub(relink, lowered)

"""The view of a record: the meeting as a document, with every figure beside the words it comes from."""

from typing import Any

import msgspec

from giaoban import addresses
from giaoban.inputs import AliasInputs, RecordInputs
from giaoban.records import (
    Correction,
    Heading,
    LegalBasis,
    Publication,
    Record,
    Video,
)
from giaoban.views.common import Frame, Line, Link, Reading, capital, frame, line, lines
from giaoban.views.enclosures import AttachmentView, PhotoView, attachment_views, photo_views
from giaoban.views.figures import CategoryView, category_views
from giaoban.views.meeting import Dateline, FactView, dateline, fact_views, period_link
from giaoban.views.metadata import Metadata, metadata_of
from giaoban.views.paper import spelt_out
from giaoban.views.statements import SectionView, section_views


class BasisView(msgspec.Struct, frozen=True):
    link: Link
    date: str
    issuer: str
    title: str
    note: str


class SourceView(msgspec.Struct, frozen=True):
    publisher: str
    title: str
    url: str
    date: str
    byline: str
    credit: str
    accessed: str
    archived: str
    note: str


class RecordPage(Frame, frozen=True, kw_only=True):
    """A meeting: facts, people, figures by category, what was said and decided, sources and neighbours."""

    kind: str
    dateline: Dateline
    lead: str
    printed_title: str
    facts: tuple[FactView, ...]
    categories: tuple[CategoryView, ...]
    figure_count: int
    body: str
    contents: tuple[Heading, ...]
    sections: tuple[SectionView, ...]
    shortcomings: tuple[str, ...]
    shortcomings_unstated: bool
    crime_trend: str
    photos: tuple[PhotoView, ...]
    videos: tuple[Video, ...]
    attachments: tuple[AttachmentView, ...]
    bases: tuple[BasisView, ...]
    corrections: tuple[Correction, ...]
    inferred: tuple[FactView, ...]
    note: str
    sources: tuple[SourceView, ...]
    citation: str
    identity: str
    digest: str
    previous: Line | None
    next: Line | None
    same_period: tuple[Line, ...]
    same_period_link: Link | None
    same_period_count: int
    downloads: tuple[Link, ...]
    metadata: Metadata


def record_view(address: str, inputs: RecordInputs, reading: Reading) -> RecordPage:
    record = reading.record(inputs.file)
    root = addresses.root_of(address)
    categories = category_views(record, reading)
    sections = section_views(record, root, reading)
    return RecordPage(
        **_frame(address, record, reading, record.lead),
        verbatim=True,
        kind=reading.term("kinds", record.kind),
        dateline=dateline(record, reading),
        lead=record.lead,
        printed_title=record.printed_title,
        facts=fact_views(record, root, reading),
        categories=categories,
        figure_count=len(record.figures),
        body=spelt_out(record.body, address),
        contents=_contents(record, sections, reading),
        sections=sections,
        shortcomings=record.shortcomings,
        shortcomings_unstated=record.shortcomings_unstated,
        crime_trend=record.crime_trend,
        photos=photo_views(record, inputs.media, root, reading),
        videos=record.videos,
        attachments=attachment_views(record, inputs.media, root, reading),
        bases=tuple(_basis(basis, root, reading) for basis in record.legal_bases),
        corrections=record.corrections,
        inferred=tuple(
            FactView(reading.text(f"field.{inference.field}"), (), inferred=True, why=inference.why)
            for inference in record.inferred
        ),
        note=record.note,
        sources=tuple(source_view(source, reading) for source in record.sources),
        citation=_citation(record, reading),
        identity=record.identity,
        digest=record.digest,
        previous=line(inputs.previous, root, reading) if inputs.previous else None,
        next=line(inputs.next, root, reading) if inputs.next else None,
        same_period=lines(inputs.same_period, root, reading),
        same_period_link=period_link(record, root, reading),
        same_period_count=inputs.same_period_count,
        downloads=tuple(
            Link(root + addresses.record_data(record.identity, suffix), reading.text(f"record.download_{suffix}"))
            for suffix in (("md", "json") if reading.vocabulary.config.features.exports else ("md",))
        ),
        metadata=metadata_of(record, reading),
    )


def _frame(address: str, record: Record, reading: Reading, description: str = "") -> dict[str, Any]:
    """A record lies under its province, which its window names."""
    unit = record.unit
    return frame(
        address,
        reading,
        record.title,
        (addresses.PROVINCES, reading.text("menu.provinces")),
        (addresses.province(unit.slug), unit.name),
        description=description,
        place=unit.name,
    )


ANCHORS = {
    "crime_trend": "dien-bien",
    "shortcomings": "ton-tai",
    "photos": "anh",
    "videos": "video",
    "attachments": "tep",
    "bases": "can-cu",
    "corrections": "dinh-chinh",
    "inferred": "suy-ra",
    "note": "ghi-chu",
    "sources": "nguon",
    "cite": "trich-dan",
}
"""The record's own sections besides what was said, in the order of the page, with their fragments."""


def _contents(record: Record, sections: tuple[SectionView, ...], reading: Reading) -> tuple[Heading, ...]:
    """The page's table of contents, in the order of its headings."""
    present = {
        "crime_trend": record.crime_trend,
        "shortcomings": record.shortcomings or record.shortcomings_unstated,
        "bases": record.legal_bases,
        "cite": True,
    }
    own = [
        Heading(anchor, reading.text(f"record.{name}"))
        for name, anchor in ANCHORS.items()
        if (present[name] if name in present else getattr(record, name))
    ]
    before = sum(heading.id in ("dien-bien", "ton-tai") for heading in own)
    said = [Heading(section.id, section.title) for section in sections]
    figures = Heading("so-lieu", reading.text("record.figures"))
    return (figures, *record.headings, *own[:before], *said, *own[before:])


def _citation(record: Record, reading: Reading) -> str:
    """How to cite the record, after its title: unit, date, archive, identity."""
    return reading.text(
        "record.citation",
        unit=reading.unit(record.unit),
        date=reading.date(record.date),
        site=reading.vocabulary.config.title.of(reading.language),
        identity=record.identity,
    )


def _basis(basis: LegalBasis, root: str, reading: Reading) -> BasisView:
    return BasisView(
        link=Link(root + addresses.group("can-cu", basis.slug), basis.number),
        date=reading.date(basis.date) if basis.date else "",
        issuer=basis.issuer,
        title=basis.title,
        note=basis.note,
    )


def source_view(source: Publication, reading: Reading) -> SourceView:
    date = reading.date(source.date) if source.date else ""
    return SourceView(
        publisher=source.publisher,
        title=source.title,
        url=source.url,
        date=", ".join(filter(None, [source.time, date])),
        byline=", ".join(source.byline),
        credit=source.credit,
        accessed=reading.date(source.accessed) if source.accessed else "",
        archived=source.archived,
        note=source.note,
    )


class TombstonePage(Frame, frozen=True, kw_only=True):
    """What is left of a withdrawn record: that it was there, and why it is not."""

    reason: str
    identity: str
    facts: tuple[FactView, ...]


def tombstone_view(address: str, inputs: RecordInputs, reading: Reading) -> TombstonePage:
    record = reading.record(inputs.file)
    unit = Link(addresses.root_of(address) + addresses.province(record.unit.slug), capital(reading.unit(record.unit)))
    return TombstonePage(
        **_frame(address, record, reading),
        verbatim=True,
        reason=record.reason,
        identity=record.identity,
        facts=(
            FactView(reading.text("field.province"), (unit,)),
            FactView(reading.text("field.date"), (Link("", capital(reading.date(record.date))),)),
        ),
    )


class AliasPage(Frame, frozen=True, kw_only=True):
    """A former address: leads on to the record's present one."""

    target: Link


def alias_view(address: str, inputs: AliasInputs, reading: Reading) -> AliasPage:
    target = Link(addresses.relative(address, inputs.target), inputs.title)
    return AliasPage(**frame(address, reading, inputs.title), verbatim=True, target=target)

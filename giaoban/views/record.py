"""The view of a record: the meeting as a document, with every figure beside the words it comes from."""

import msgspec

from giaoban import addresses, formats
from giaoban.inputs import AliasInputs, RecordInputs
from giaoban.records import (
    Attachment,
    Correction,
    Figure,
    Heading,
    LegalBasis,
    Person,
    Photo,
    Publication,
    Record,
    Statement,
    Unit,
    Video,
)
from giaoban.vietnamese import slug
from giaoban.views.common import Frame, Line, Link, Reading, frame, line, lines
from giaoban.vocabulary import Label


class FactView(msgspec.Struct, frozen=True):
    """A line of the record's heading: a label and values, some of which lead somewhere."""

    label: str
    values: tuple[Link, ...]
    inferred: bool = False
    why: str = ""


class PersonView(msgspec.Struct, frozen=True):
    link: Link
    rank: str
    positions: tuple[str, ...]
    role: str
    force: str
    note: str


class PartView(msgspec.Struct, frozen=True):
    label: str
    value: str


class ChangeView(msgspec.Struct, frozen=True):
    """A change as reported, and the earlier value: as printed, or derived and marked so."""

    reported: str
    previous: str
    derived: str


class FigureView(msgspec.Struct, frozen=True):
    """One figure ready to print; `pair` is the other half's text if they were printed together."""

    label: str
    slug: str
    value: str
    printed: str
    unit: str
    stage: str
    target: str
    pair: str
    parts: tuple[PartView, ...]
    change: ChangeView | None
    forces: str
    quote: str
    note: str


class CategoryView(msgspec.Struct, frozen=True):
    label: str
    figures: tuple[FigureView, ...]


class StatementView(msgspec.Struct, frozen=True):
    text: str
    by: str
    to: str
    force: str
    due: str
    count: str
    basis: str


class SectionView(msgspec.Struct, frozen=True):
    """A list of statements under a heading of the page."""

    id: str
    title: str
    statements: tuple[StatementView, ...]


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
    lead: str
    facts: tuple[FactView, ...]
    chair: tuple[PersonView, ...]
    people: tuple[PersonView, ...]
    participants: tuple[str, ...]
    categories: tuple[CategoryView, ...]
    figure_count: int
    body: str
    contents: tuple[Heading, ...]
    sections: tuple[SectionView, ...]
    shortcomings: tuple[str, ...]
    shortcomings_unstated: bool
    crime_trend: str
    photos: tuple[Photo, ...]
    videos: tuple[Video, ...]
    attachments: tuple[Attachment, ...]
    bases: tuple[BasisView, ...]
    corrections: tuple[Correction, ...]
    inferred: tuple[FactView, ...]
    note: str
    sources: tuple[SourceView, ...]
    identity: str
    digest: str
    previous: Line | None
    next: Line | None
    same_period: tuple[Line, ...]
    same_period_link: Link | None
    same_period_count: int


def record_view(address: str, inputs: RecordInputs, reading: Reading) -> RecordPage:
    record = reading.record(inputs.file)
    root = addresses.root_of(address)
    ways = ((addresses.PROVINCES, reading.text("menu.provinces")),)
    province = (addresses.province(record.unit.slug), record.unit.name)
    categories = _categories(record, reading)
    sections = _sections(record, reading)
    return RecordPage(
        **frame(address, reading, record.title, *ways, province, description=record.lead),
        kind=reading.term("kinds", record.kind),
        lead=record.lead,
        facts=_facts(record, root, reading),
        chair=tuple(_person(person, root, reading) for person in record.chair),
        people=tuple(_person(person, root, reading) for person in record.people),
        participants=record.participants,
        categories=categories,
        figure_count=len(record.figures),
        body=record.body,
        contents=_contents(record, categories, sections, reading),
        sections=sections,
        shortcomings=record.shortcomings,
        shortcomings_unstated=record.shortcomings_unstated,
        crime_trend=record.crime_trend,
        photos=record.photos,
        videos=record.videos,
        attachments=record.attachments,
        bases=tuple(_basis(basis, root, reading) for basis in record.legal_bases),
        corrections=record.corrections,
        inferred=tuple(
            FactView(reading.text(f"field.{inference.field}"), (), True, inference.why) for inference in record.inferred
        ),
        note=record.note,
        sources=tuple(_source(source, reading) for source in record.sources),
        identity=record.identity,
        digest=record.digest,
        previous=line(inputs.previous, root, reading) if inputs.previous else None,
        next=line(inputs.next, root, reading) if inputs.next else None,
        same_period=lines(inputs.same_period, root, reading),
        same_period_link=_period_link(record, root, reading),
        same_period_count=inputs.same_period_count,
    )


def _facts(record: Record, root: str, reading: Reading) -> tuple[FactView, ...]:
    """The heading's lines, in the order of the decree's own form: unit, period, day, place, host, forces."""
    why = {inference.field: inference.why for inference in record.inferred}
    unit = Link(root + addresses.province(record.unit.slug), reading.unit(record.unit))
    facts: list[tuple[str, tuple[Link, ...]]] = [
        ("kind", (Link(root + addresses.group("loai", record.kind), reading.term("kinds", record.kind)),))
    ]
    facts.append(("province", (unit,)))
    if record.level != "cap-tinh" or record.locality:
        place = ", ".join(filter(None, [reading.text(f"level.{record.level}"), record.locality]))
        facts.append(("level", (Link("", place),)))
    if record.covers:
        facts.append(("covers", tuple(_unit_link(unit, root, reading) for unit in record.covers)))
    period = _period_link(record, root, reading) or Link("", reading.period(None))
    facts.append(("period", (period,)))
    day = reading.date(record.date)
    session = reading.text(f"session.{record.session}") if record.session else ""
    days = root + addresses.meeting_days(record.date.year) if record.date else ""
    facts.append(("date", (Link(days, f"{session} {day}".strip()),)))
    if record.venues:
        names = (reading.text("venue.bridge", name=each.name) if each.bridge else each.name for each in record.venues)
        facts.append(("venue", tuple(Link("", name) for name in names)))
    if record.hosts:
        facts.append(("host", tuple(Link("", host) for host in record.hosts)))
    if record.forces:
        forces = tuple(
            Link(
                root + addresses.group("luc-luong", each.slug),
                each.printed or reading.term("forces", each.slug),
            )
            for each in record.forces
        )
        facts.append(("forces", forces))
    if record.topics:
        topics = (Link(root + addresses.group("chu-de", slug(topic)), topic) for topic in record.topics)
        facts.append(("topics", tuple(topics)))
    period_field = next((name for name in ("quarter", "half", "year") if name in why), "period")
    inferred = {"period": period_field}
    return tuple(
        FactView(reading.text(f"field.{name}"), values, inferred.get(name, name) in why, why.get(name, ""))
        for name, values in facts
    )


def _unit_link(unit: Unit, root: str, reading: Reading) -> Link:
    return Link(root + addresses.province(unit.slug), reading.unit(unit))


def _period_link(record: Record, root: str, reading: Reading) -> Link | None:
    if record.period is None:
        return None
    text = reading.period(record.period)
    return Link("" if record.withdrawn else root + addresses.period(record.period), text)


def _person(person: Person, root: str, reading: Reading) -> PersonView:
    return PersonView(
        link=Link(root + addresses.group("chu-tri", person.slug), person.name),
        rank=person.rank,
        positions=person.positions,
        role=reading.text(f"role.{person.role}") if person.role else "",
        force=reading.term("forces", person.force) if person.force else "",
        note=person.note,
    )


def _categories(record: Record, reading: Reading) -> tuple[CategoryView, ...]:
    """The figures under their categories, in the order of indicators.yaml, each with its pair's other half."""
    indicators = reading.vocabulary.indicators
    found = []
    for category in reading.vocabulary.categories:
        figures = tuple(
            _figure(figure, _other_half(figure, record), reading)
            for figure in record.figures
            if indicators[figure.indicator].category == category.slug
        )
        if figures:
            found.append(CategoryView(category.label.of(reading.language), figures))
    return tuple(found)


def _other_half(figure: Figure, record: Record) -> Figure | None:
    if not figure.pair:
        return None
    return next((other for other in record.figures if other.pair == figure.pair and other is not figure), None)


def _figure(figure: Figure, other: Figure | None, reading: Reading) -> FigureView:
    language = reading.language
    indicator = reading.vocabulary.indicators[figure.indicator]
    return FigureView(
        label=indicator.label.of(language),
        slug=figure.indicator,
        value=formats.quantity(figure.quantity, language),
        printed=figure.quantity.printed,
        unit=unit_of(figure, indicator.unit, language),
        stage=reading.term("stages", figure.stage) if figure.stage else "",
        target=formats.quantity(figure.target, language) if figure.target else "",
        pair=_pair(other, reading) if other else "",
        parts=tuple(PartView(part.label, formats.quantity(part.quantity, language)) for part in figure.parts),
        change=_change(figure, reading),
        forces=", ".join(force.printed or reading.term("forces", force.slug) for force in figure.forces),
        quote=figure.quote,
        note=figure.note,
    )


def unit_of(figure: Figure, unit: Label, language: str) -> str:
    """The unit's name; the source's own word for it beside it where that differs."""
    name = unit.of(language)
    if figure.printed_unit and figure.printed_unit != unit.vi:
        return f"{name} ({figure.printed_unit})"
    return name


def _pair(other: Figure, reading: Reading) -> str:
    indicator = reading.vocabulary.indicators[other.indicator]
    unit = other.printed_unit or indicator.unit.of(reading.language)
    return f"{formats.quantity(other.quantity, reading.language)} {unit}"


def _change(figure: Figure, reading: Reading) -> ChangeView | None:
    change, language = figure.change, reading.language
    if change is None:
        return None
    amounts = []
    if change.by:
        amounts.append(" ".join(filter(None, [formats.quantity(change.by, language), change.unit])))
    if change.percent:
        amounts.append(f"{formats.quantity(change.percent, language)}%")
    return ChangeView(
        reported=reading.text(
            f"change.{change.direction}", amount=", ".join(amounts), period=reading.period(change.against)
        ),
        previous=formats.quantity(change.previous, language) if change.previous else "",
        derived=formats.number(change.derived, language) if change.derived is not None else "",
    )


SECTIONS = {
    "discussion": "thao-luan",
    "proposals": "de-xuat",
    "conclusions": "ket-luan",
    "tasks": "nhiem-vu",
    "commendations": "khen-thuong",
}


def _sections(record: Record, reading: Reading) -> tuple[SectionView, ...]:
    return tuple(
        SectionView(
            anchor,
            reading.text(f"record.{name}"),
            tuple(_statement(statement, reading) for statement in getattr(record, name)),
        )
        for name, anchor in SECTIONS.items()
        if getattr(record, name)
    )


def _statement(statement: Statement, reading: Reading) -> StatementView:
    return StatementView(
        text=statement.text,
        by=", ".join(statement.by),
        to=", ".join(statement.to),
        force=reading.term("forces", statement.force) if statement.force else "",
        due=statement.due,
        count=formats.quantity(statement.count, reading.language) if statement.count else "",
        basis=statement.basis,
    )


def _contents(
    record: Record, categories: tuple[CategoryView, ...], sections: tuple[SectionView, ...], reading: Reading
) -> tuple[Heading, ...]:
    """The page's table of contents: figures, the body's own headings, then what was said and the source."""
    found = [Heading("so-lieu", reading.text("record.figures"))] if categories else []
    found += record.headings
    found += [Heading(section.id, section.title) for section in sections]
    if record.sources:
        found.append(Heading("nguon", reading.text("record.sources")))
    return tuple(found)


def _basis(basis: LegalBasis, root: str, reading: Reading) -> BasisView:
    return BasisView(
        link=Link(root + addresses.group("can-cu", basis.slug), basis.number),
        date=reading.date(basis.date) if basis.date else "",
        issuer=basis.issuer,
        title=basis.title,
        note=basis.note,
    )


def _source(source: Publication, reading: Reading) -> SourceView:
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


def tombstone_view(address: str, inputs: RecordInputs, reading: Reading) -> TombstonePage:
    record = reading.record(inputs.file)
    province = (addresses.province(record.unit.slug), record.unit.name)
    ways = ((addresses.PROVINCES, reading.text("menu.provinces")), province)
    return TombstonePage(**frame(address, reading, record.title, *ways), reason=record.reason, identity=record.identity)


class AliasPage(Frame, frozen=True, kw_only=True):
    """A former address: leads on to the record's present one."""

    target: Link


def alias_view(address: str, inputs: AliasInputs, reading: Reading) -> AliasPage:
    target = Link(addresses.relative(address, inputs.target), inputs.title)
    return AliasPage(**frame(address, reading, inputs.title), target=target)

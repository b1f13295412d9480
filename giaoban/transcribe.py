"""Writes a sound front matter out as a record: references resolved, pairs laid side by side."""

from decimal import Decimal

from giaoban.body import Body
from giaoban.records import (
    Attachment,
    Change,
    Correction,
    Figure,
    Force,
    Inference,
    LegalBasis,
    Part,
    Person,
    Photo,
    Publication,
    Record,
    Statement,
    Unit,
    Venue,
    Video,
)
from giaoban.schema import (
    UNSTATED,
    ChangeForm,
    FigureForm,
    ForceForm,
    LegalBasisForm,
    PersonForm,
    RecordForm,
)
from giaoban.schema import StatementForm as Said
from giaoban.sense import deciding_day, period_of
from giaoban.site_files import legal_basis
from giaoban.values import Quantity
from giaoban.vietnamese import slug
from giaoban.vocabulary import Vocabulary, same_spelling


def transcribe(identity: str, digest: str, form: RecordForm, body: Body, vocabulary: Vocabulary) -> Record:
    """The record that a form without errors stands for."""
    unstated = [text for text in form.shortcomings if same_spelling(text, UNSTATED)]
    return Record(
        identity=identity,
        title=form.title,
        printed_title=form.printed_title,
        kind=form.kind,
        unit=_unit(form.province, form, vocabulary),
        level=form.level,
        locality=form.locality,
        covers=tuple(_covered(province, form, vocabulary) for province in form.covers),
        period=period_of(form),
        date=form.date,
        session=form.session,
        venues=tuple(Venue(venue.name, venue.bridge) for venue in form.venue),
        hosts=form.host,
        forces=_forces(form.forces),
        chair=tuple(_person(person, "chu-tri") for person in form.chair),
        people=tuple(_person(person, "") for person in form.people),
        participants=form.participants,
        legal_bases=tuple(_legal_basis(basis, vocabulary) for basis in form.legal_bases),
        topics=form.topics,
        lead=form.lead,
        figures=_figures(form.figures),
        shortcomings=tuple(text for text in form.shortcomings if text not in unstated),
        shortcomings_unstated=bool(unstated),
        discussion=_statements(form.discussion),
        proposals=_statements(form.proposals),
        conclusions=_statements(form.conclusions),
        tasks=_statements(form.tasks),
        commendations=_statements(form.commendations),
        crime_trend=form.crime_trend,
        photos=tuple(Photo(**vars(photo)) for photo in form.photos),
        videos=tuple(Video(**vars(video)) for video in form.videos),
        attachments=tuple(Attachment(**vars(attachment)) for attachment in form.attachments),
        sources=tuple(Publication(**vars(source)) for source in form.source),
        corrections=tuple(Correction(**vars(correction)) for correction in form.corrections),
        inferred=tuple(Inference(**vars(inference)) for inference in form.inferred),
        note=form.note,
        aliases=form.aliases,
        withdrawn=form.status == "withdrawn",
        reason=form.reason,
        body=body.html,
        headings=body.headings,
        digest=digest,
    )


def _unit(province: str, form: RecordForm, vocabulary: Vocabulary) -> Unit:
    day = deciding_day(form)
    unit = vocabulary.provinces.unit(province, day) if day else None
    if unit is None:
        raise ValueError(f"{province} was let through without a unit in force")
    return unit


def _covered(province: str, form: RecordForm, vocabulary: Vocabulary) -> Unit:
    """A unit that the report covers, as it was when the period ended, or else when it was last in force."""
    period, day = period_of(form), deciding_day(form)
    unit = vocabulary.provinces.unit(province, period.last_day) if period else None
    unit = unit or (vocabulary.provinces.last_unit(province, day) if day else None)
    if unit is None:
        raise ValueError(f"{province} was let through and never in force")
    return unit


def _person(form: PersonForm, role: str) -> Person:
    return Person(
        name=form.name,
        slug=slug(form.name),
        role=form.role or role,
        rank=form.rank,
        positions=form.position,
        force=form.force,
        note=form.note,
    )


def _legal_basis(form: LegalBasisForm, vocabulary: Vocabulary) -> LegalBasis:
    """The basis as listed in site_config.yaml, if its number is, with the record's own note."""
    written = legal_basis(form)
    listed = next((basis for basis in vocabulary.config.legal_bases if basis.slug == written.slug), None)
    if listed is None:
        return written
    return LegalBasis(listed.slug, listed.number, listed.date, listed.issuer, listed.title, written.note)


def _forces(forms: tuple[ForceForm, ...]) -> tuple[Force, ...]:
    return tuple(Force(form.force, form.name) for form in forms)


def _statements(forms: tuple[Said, ...]) -> tuple[Statement, ...]:
    return tuple(Statement(**vars(form)) for form in forms)


def _figures(forms: tuple[FigureForm, ...]) -> tuple[Figure, ...]:
    figures: list[Figure] = []
    pairs = 0
    for form in forms:
        if form.paired is None:
            figures.append(_figure(form, form, 0))
            continue
        pairs += 1
        figures.append(_figure(form, form, pairs))
        figures.append(_figure(form.paired, form, pairs))
    return tuple(figures)


def _figure(form: FigureForm, first: FigureForm, pair: int) -> Figure:
    """A figure; the second of a pair takes stage, forces and quote from the `first`."""
    return Figure(
        indicator=form.indicator,
        quantity=form.value,
        printed_unit=form.printed_unit,
        parts=tuple(Part(label, amount) for label, amount in form.parts.items()),
        parts_complete=form.parts_complete,
        change=_change(form.change, form.value) if form.change else None,
        stage=form.stage or first.stage,
        target=form.target,
        forces=_forces(form.forces or first.forces),
        quote=form.quote or first.quote,
        note=form.note,
        pair=pair,
    )


def _change(form: ChangeForm, value: Quantity) -> Change:
    return Change(
        direction=form.direction,
        against=form.against,
        by=form.by,
        percent=form.percent,
        unit=form.unit,
        previous=form.previous,
        derived=None if form.previous else derived_previous(form, value),
    )


def derived_previous(form: ChangeForm, value: Quantity) -> Decimal | None:
    """The earlier value that an exact value and an exact difference imply."""
    if form.by is None or form.by.number is None or value.number is None:
        return None
    if (form.by.qualifier, value.qualifier) != ("exact", "exact"):
        return None
    return value.number - form.by.number if form.direction == "up" else value.number + form.by.number

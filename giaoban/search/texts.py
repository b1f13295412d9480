"""The texts of a record that a search reads, in the order in which a snippet looks for its words."""

import functools
import html
import re
from collections.abc import Iterable, Iterator

import msgspec

from giaoban import formats
from giaoban.dates import PartialDate
from giaoban.formats import Language
from giaoban.periods import Period
from giaoban.records import Figure, LegalBasis, Person, Publication, Record, Statement, Unit
from giaoban.schema import DIRECTIONS, LEVELS, ROLES
from giaoban.vocabulary import Vocabulary

BLOCK = re.compile(r"</?(?:p|h[2-6]|ul|ol|li|blockquote|pre|hr|br|table|thead|tbody|tr|th|td)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
HREF = re.compile(r'href="([^"]*)"')
LEVEL, ROLE, DIRECTION = ({slug: word for word, slug in words.items()} for words in (LEVELS, ROLES, DIRECTIONS))
UNIT_TYPE = {"tinh": "tỉnh", "thanh-pho": "thành phố"}


class Texts(msgspec.Struct, frozen=True):
    """`head` says what and where the meeting was and counts for more; `unseen` is found and never quoted."""

    head: tuple[str, ...]
    shown: tuple[str, ...]
    unseen: tuple[str, ...]


def record_texts(record: Record, vocabulary: Vocabulary) -> Texts:
    language = vocabulary.config.language
    head = (
        record.title,
        record.unit.name,
        record.locality,
        formats.period(record.period, language) if record.period else "",
        *(person.name for person in record.chair),
    )
    return Texts(
        head=_filled(head),
        shown=_filled(_shown(record, vocabulary)),
        unseen=tuple(filter(None, dict.fromkeys(_unseen(record, vocabulary)))),
    )


def _filled(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple([each if _is_plain(each) else " ".join(each.split()) for each in texts if each and not each.isspace()])


def _is_plain(text: str) -> bool:
    """Whether single spaces are all that parts the words of a text."""
    return text.isprintable() and "  " not in text and text[0] != " " != text[-1]


def body_lines(body: str) -> list[str]:
    """The text of a body's HTML, a line for each paragraph, heading, item or cell."""
    return html.unescape(TAG.sub("", BLOCK.sub("\r", body))).split("\r")


def _shown(record: Record, vocabulary: Vocabulary) -> Iterator[str]:
    language = vocabulary.config.language
    yield record.lead
    yield from body_lines(record.body)
    for statements in (record.conclusions, record.tasks, record.discussion, record.proposals, record.commendations):
        yield from (_statement(each, language) for each in statements)
    yield from (record.crime_trend, *record.shortcomings)
    for figure in record.figures:
        yield from _figure(figure, vocabulary)
    yield from (_person(person) for person in (*record.chair, *record.people))
    yield from (*record.participants, *record.hosts, *(venue.name for venue in record.venues))
    yield from (_basis(basis, language) for basis in record.legal_bases)
    yield from (f"{photo.caption} {photo.credit} {photo.note}" for photo in record.photos)
    yield from (*(video.caption for video in record.videos), *(each.title for each in record.attachments))
    yield from (_publication(source, language) for source in record.sources)
    yield from (f"{each.printed}: {each.correct} {each.where} {each.note}" for each in record.corrections)
    yield from (*(inference.why for inference in record.inferred), record.note)
    yield from (record.printed_title, *record.topics)


def _statement(statement: Statement, language: Language) -> str:
    count = formats.quantity(statement.count, language) if statement.count else ""
    by = f"{', '.join(statement.by)}: " if statement.by else ""
    ends = (", ".join(statement.to), statement.due, count, statement.basis)
    return " · ".join((by + statement.text, *filter(None, ends)))


def _figure(figure: Figure, vocabulary: Vocabulary) -> Iterator[str]:
    language = vocabulary.config.language
    indicator = vocabulary.indicators[figure.indicator]
    unit = figure.printed_unit or indicator.unit.of(language)
    printed = figure.quantity.printed
    value = formats.quantity(figure.quantity, language)
    yield f"{indicator.label.of(language)}: {value} {unit}{f' ({printed})' if printed != value else ''}"
    yield from (f"{part.label} {formats.quantity(part.quantity, language)}" for part in figure.parts)
    if figure.change:
        for quantity in (figure.change.by, figure.change.percent, figure.change.previous):
            yield formats.quantity(quantity, language) if quantity else ""
    yield formats.quantity(figure.target, language) if figure.target else ""
    yield from (figure.quote, figure.note)


def _person(person: Person) -> str:
    return ", ".join(filter(None, (f"{person.rank} {person.name}".strip(), *person.positions, person.note)))


def _basis(basis: LegalBasis, language: Language) -> str:
    date = formats.date(basis.date, language) if basis.date else ""
    return ", ".join(filter(None, (basis.number, date, basis.issuer, basis.title, basis.note)))


def _publication(source: Publication, language: Language) -> str:
    date = formats.date(source.date, language) if source.date else ""
    return ", ".join(filter(None, (source.publisher, source.title, *source.byline, source.credit, date, source.note)))


def _unseen(record: Record, vocabulary: Vocabulary) -> Iterator[str]:
    """Other ways to name what the record names: units before and after, period, days, forces, kind, addresses."""
    config, language = vocabulary.config, vocabulary.config.language
    for unit in (record.unit, *record.covers):
        yield from _unit_names(unit, vocabulary)
    for period in filter(None, (record.period, *(figure.change.against for figure in record.figures if figure.change))):
        yield from _period_forms(period, language)
    dates = [record.date, *(basis.date for basis in record.legal_bases)]
    for date in (*dates, *(date for source in record.sources for date in (source.date, source.accessed))):
        yield from _date_forms(date, language) if date else ()
    yield from (term.label.of(language) for term in config.kinds if term.slug == record.kind)
    forces = (*record.forces, *(force for figure in record.figures for force in figure.forces))
    named = {*(force.slug for force in forces), *(person.force for person in (*record.chair, *record.people))}
    yield from (force.printed for force in forces)
    for term in config.forces:
        yield from (term.label.of(language), *term.names) if term.slug in named else ()
    for figure in record.figures:
        yield from (term.label.of(language) for term in config.stages if term.slug == figure.stage)
        yield from (DIRECTION[figure.change.direction], figure.change.unit) if figure.change else ()
    yield from (ROLE.get(person.role, "") for person in (*record.chair, *record.people))
    for source in record.sources:
        yield from (source.url, source.archived, source.time)
    yield from (*(video.url for video in record.videos), *HREF.findall(record.body))
    yield from (*(photo.file for photo in record.photos), *(each.file for each in record.attachments))
    yield from (record.session, LEVEL[record.level], record.identity, *record.aliases)


@functools.lru_cache(1 << 14)
def _date_forms(date: PartialDate, language: Language) -> tuple[str, ...]:
    parts = [part for part in (date.day, date.month, date.year) if part]
    plain, padded = "/".join(map(str, parts)), "/".join(f"{part:02}" for part in parts)
    return date.printed, formats.date(date, language), formats.short_date(date, language), plain, padded


def _unit_names(unit: Unit, vocabulary: Vocabulary) -> Iterator[str]:
    """Every spelling of a unit, and the names of what it was made from and of what it became."""
    eras = vocabulary.provinces.eras
    entry = eras[unit.era].units[unit.slug]
    yield from (unit.name, entry.name, *entry.aliases, entry.former.name if entry.former else "")
    yield f"{UNIT_TYPE[unit.type]} {unit.name}"
    for near in (*(entry.predecessors if unit.era else ()), entry.successor):
        yield vocabulary.provinces.latest(near).name if near else ""


def _period_forms(period: Period, language: Language) -> Iterator[str]:
    year = period.from_year
    yield from (formats.period(period, language), period.words)
    if period.quarter:
        yield from (f"quý {period.quarter}/{year}", f"quý {period.quarter} năm {year}", f"Q{period.quarter}/{year}")
        yield f"quý {formats.roman(period.quarter)} năm {year}"
    elif period.half:
        yield f"nửa {('đầu', 'cuối')[period.half - 1]} năm {year}"
    elif period.kind == "months":
        yield from (f"{period.to_month} tháng năm {year}", f"{period.to_month} tháng đầu năm {year}")

"""What the index holds of a record: what it is looked up by, its day, and the row that a result shows."""

import datetime

import msgspec

from giaoban import formats
from giaoban.formats import Language
from giaoban.index import day_of
from giaoban.records import Record, summarise
from giaoban.search.texts import Texts, record_texts
from giaoban.vietnamese import slug
from giaoban.vocabulary import Vocabulary

EPOCH = datetime.date(1969, 12, 31).toordinal()
UNDATED = 1
"""The day of a meeting without date and period; 0 stands for no meeting at all."""


class ResultRow(msgspec.Struct, frozen=True):
    """A result as it is shown; `text` is all that may be quoted from the record."""

    identity: str
    title: str
    place: str
    kind: str
    period: str
    date: str
    chair: str
    text: str


class Facet(msgspec.Struct, frozen=True, array_like=True):
    """A value that a record counts for in a list of filters, and the label by which the record calls it."""

    name: str
    value: str
    label: str = ""


def on_one_line(label: str) -> str:
    """The label without the tabs and line breaks that part the lists of filters."""
    return " ".join(label.split())


class Content(msgspec.Struct, frozen=True, array_like=True):
    """What a record is looked up by."""

    texts: Texts
    facets: tuple[Facet, ...]


class SearchDocument(msgspec.Struct, frozen=True):
    identity: str
    day: int
    content: Content
    row: ResultRow


def read_document(record: Record, vocabulary: Vocabulary) -> SearchDocument:
    texts = record_texts(record, vocabulary)
    day = day_of(summarise(record))
    return SearchDocument(
        identity=record.identity,
        day=max(UNDATED, day.toordinal() - EPOCH),
        content=Content(texts, tuple(dict.fromkeys(_facets(record, vocabulary.config.language)))),
        row=_row(record, texts, vocabulary),
    )


def _facets(record: Record, language: Language) -> list[Facet]:
    year = f"~{record.date.year}" if record.date else "~"
    period = record.period
    return [
        *(Facet("don-vi", f"{unit.slug}.{unit.era + 1}") for unit in (record.unit, *record.covers)),
        Facet("ky", period.key, formats.period(period, language)) if period else Facet("ky", year),
        Facet("loai", record.kind),
        *(Facet("luc-luong", force.slug) for force in record.forces),
        *(Facet("chu-tri", person.slug, on_one_line(person.name)) for person in record.chair),
        *(Facet("chi-tieu", figure.indicator) for figure in record.figures),
        *(Facet("chu-de", slug(topic), on_one_line(topic)) for topic in record.topics),
    ]


def _row(record: Record, texts: Texts, vocabulary: Vocabulary) -> ResultRow:
    language = vocabulary.config.language
    kinds = (term.label.of(language) for term in vocabulary.config.kinds if term.slug == record.kind)
    return ResultRow(
        identity=record.identity,
        title=record.title,
        place=", ".join(filter(None, (record.unit.name, record.locality))),
        kind=next(kinds, record.kind),
        period=formats.period(record.period, language) if record.period else "",
        date=formats.short_date(record.date, language) if record.date else "",
        chair=", ".join(person.name for person in record.chair),
        text="\n".join(dict.fromkeys(texts.shown)),
    )

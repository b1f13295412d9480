"""What the index holds of a record: its terms, the facets that it counts for, and the row that a result shows."""

import datetime
import functools

import msgspec

from giaoban import formats
from giaoban.formats import Language
from giaoban.index import day_of
from giaoban.records import Record, summarise
from giaoban.search.aliases import find_concepts, read_aliases
from giaoban.search.texts import Texts, record_texts
from giaoban.search.words import key, pairs, read_words, triples
from giaoban.vietnamese import slug
from giaoban.vocabulary import Vocabulary

EPOCH = datetime.date(1969, 12, 31).toordinal()
UNDATED = 1
"""The day of a meeting without date and period; 0 stands for no meeting at all."""


class ResultRow(msgspec.Struct, frozen=True, array_like=True):
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


class SearchDocument(msgspec.Struct, frozen=True):
    """`terms` are words, pairs and concepts as spelled, `head` the keys that its heading holds; both in any order."""

    identity: str
    day: int
    terms: tuple[str, ...]
    head: tuple[str, ...]
    facets: tuple[Facet, ...]
    row: ResultRow


class DocumentReader:
    """Makes documents; holds the terms of the lines read last, since many records have lines in common."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.aliases = read_aliases(vocabulary)
        self.terms = functools.lru_cache(4096)(self._terms)

    def _terms(self, line: str) -> tuple[str, ...]:
        """The words, pairs and concepts of a line."""
        words = read_words(line)
        return (*words.spelled, *pairs(words), *find_concepts(words, self.aliases))

    def read(self, record: Record) -> SearchDocument:
        texts = record_texts(record, self.vocabulary)
        terms: set[str] = set()
        for line in dict.fromkeys((*texts.head, *texts.names, *texts.shown, *texts.unseen)):
            terms.update(self.terms(line))
        for line in (*texts.head, *texts.names):
            terms.update(triples(read_words(line)))
        head = {key(term) for line in texts.head for term in self.terms(line)}
        day = day_of(summarise(record))
        return SearchDocument(
            identity=record.identity,
            day=max(UNDATED, day.toordinal() - EPOCH),
            terms=tuple(terms),
            head=tuple(head),
            facets=tuple(dict.fromkeys(_facets(record, self.vocabulary.config.language))),
            row=_row(record, texts, self.vocabulary),
        )


def _facets(record: Record, language: Language) -> list[Facet]:
    year = f"~{record.date.year}" if record.date else "~"
    period = record.period
    return [
        Facet("don-vi", f"{record.unit.slug}.{record.unit.era + 1}"),
        Facet("ky", period.key, formats.period(period, language)) if period else Facet("ky", year),
        Facet("loai", record.kind),
        *(Facet("luc-luong", force.slug) for force in record.forces),
        *(Facet("chu-tri", person.slug, person.name) for person in record.chair),
        *(Facet("chi-tieu", figure.indicator) for figure in record.figures),
        *(Facet("chu-de", slug(topic), topic) for topic in record.topics),
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

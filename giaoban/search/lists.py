"""Collects which records have which terms, and what of that an edit changes."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from giaoban.search.document import Content, Facet
from giaoban.search.entries import Changes, Entry
from giaoban.search.files import FACETS, term_file
from giaoban.search.layout import Layout, file_of
from giaoban.search.terms import TermReader

Numbers = Sequence[int]
TAB = "\t"


class Lists(msgspec.Struct, frozen=True):
    """Ascending record numbers: by term as written, by key of a heading, and by facet: its name, value and label."""

    terms: Mapping[str, Numbers]
    heads: Mapping[str, Numbers]
    facets: Mapping[str, Numbers]


class Collector:
    """Collects the lists of records that come with ascending numbers."""

    def __init__(self, reader: TermReader) -> None:
        self.reader = reader
        self.terms: dict[int, list[int]] = defaultdict(list)
        self.heads: dict[int, list[int]] = defaultdict(list)
        self.facets: dict[Facet, list[int]] = defaultdict(list)

    def add(self, number: int, content: Content) -> None:
        reader, texts = self.reader, content.texts
        head = reader.words(texts.head)
        heads, terms = reader.terms(head), reader.terms_and_runs(head + reader.words(texts.shown))
        for term in terms.union(*map(reader.common, texts.unseen)):
            self.terms[term].append(number)
        for term in heads:
            self.heads[term].append(number)
        for facet in content.facets:
            self.facets[facet].append(number)

    def lists(self) -> Lists:
        terms: dict[str, list[int]] = {}
        heads: dict[str, list[int]] = {}
        for found, numbers in self.terms.items():
            if written := self.reader.written(found):
                terms[written] = united(terms.get(written), numbers)
        for found, numbers in self.heads.items():
            if written := self.reader.written(found):
                head = written.partition(TAB)[0]
                heads[head] = united(heads.get(head), numbers)
        facets = {TAB.join((each.name, each.value, each.label)): numbers for each, numbers in self.facets.items()}
        return Lists(terms, heads, facets)


def split(lists: Lists, shares: int) -> list[Lists]:
    """The lists in so many shares, of which each holds all that stands in some files; `shares` divides their number."""
    terms: list[dict[str, Numbers]] = [{} for _ in range(shares)]
    heads: list[dict[str, Numbers]] = [{} for _ in range(shares)]
    for term, numbers in lists.terms.items():
        terms[file_of(term.partition(TAB)[0], shares)][term] = numbers
    for head, numbers in lists.heads.items():
        heads[file_of(head, shares)][head] = numbers
    return [Lists(terms[share], heads[share], {} if share else lists.facets) for share in range(shares)]


def united(known: list[int] | None, numbers: list[int]) -> list[int]:
    return sorted({*known, *numbers}) if known else numbers


def joined(parts: Iterable[Lists]) -> Lists:
    """The lists of all records, from those of records with ever higher numbers."""
    terms, heads, facets = _Growing(), _Growing(), _Growing()
    for part in parts:
        for growing, more in ((terms, part.terms), (heads, part.heads), (facets, part.facets)):
            for name, numbers in more.items():
                growing[name].extend(numbers)
    return Lists(terms, heads, facets)


class _Growing(dict[str, "array[int]"]):
    def __missing__(self, name: str) -> "array[int]":
        self[name] = numbers = array("I")
        return numbers


def entries_by_file(lists: Lists, layout: Layout) -> Iterator[tuple[str, list[Entry]]]:
    """The entries of each file that has some, in the order of their keys."""
    files: dict[str, list[str]] = defaultdict(list)
    for term in lists.terms:
        files[term_file(term.partition(TAB)[0], layout)].append(term)
    for file, terms in files.items():
        spelled: dict[str, dict[str, Numbers]] = defaultdict(dict)
        for term in sorted(terms):
            key, _, spelling = term.partition(TAB)
            spelled[key][spelling or key] = lists.terms[term]
        yield file, [Entry(key, lists.heads.get(key, ()), spellings) for key, spellings in spelled.items()]
    for name, facets in groupby(sorted(lists.facets), lambda facet: facet.partition(TAB)[0]):
        spelled = defaultdict(dict)
        for facet in facets:
            _, value, label = facet.split(TAB)
            spelled[value][label or value] = lists.facets[facet]
        yield FACETS + name, [Entry(value, (), labels) for value, labels in spelled.items()]


def changes_by_file(before: Lists, after: Lists, layout: Layout) -> dict[str, dict[str, Changes]]:
    """What happens to which entries of which files when some records no longer stand as before but as after."""
    changes: dict[str, dict[str, Changes]] = defaultdict(lambda: defaultdict(lambda: Changes({}, {})))

    def note(file: str, key: str, spelling: str, old: Numbers, new: Numbers) -> None:
        if removed := set(old) - set(new):
            changes[file][key].removed[spelling] = removed
        if added := set(new) - set(old):
            changes[file][key].added[spelling] = added

    for term in before.terms.keys() | after.terms.keys():
        key, _, spelling = term.partition(TAB)
        note(term_file(key, layout), key, spelling or key, before.terms.get(term, ()), after.terms.get(term, ()))
    for head in before.heads.keys() | after.heads.keys():
        note(term_file(head, layout), head, "", before.heads.get(head, ()), after.heads.get(head, ()))
    for facet in before.facets.keys() | after.facets.keys():
        name, value, label = facet.split(TAB)
        note(FACETS + name, value, label or value, before.facets.get(facet, ()), after.facets.get(facet, ()))
    return changes

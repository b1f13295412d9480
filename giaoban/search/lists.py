"""Collects which records have which terms, and what of that an edit changes."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar

import msgspec

from giaoban.search.document import Content, Facet
from giaoban.search.entries import TAB, Changes, Entry, write_entry
from giaoban.search.files import FACETS, PAIRS, term_file
from giaoban.search.layout import Layout, file_of
from giaoban.search.pairs import SPELLED, SPELLINGS, file_of_slot, key_of_slot, pair_texts
from giaoban.search.spellings import spelling_file, write_spellings, write_word
from giaoban.search.terms import TermReader, Terms

Numbers = Sequence[int]
Name = TypeVar("Name", int, str)
HEAD = SPELLED[0]
"""Stands for a spelling, with the records in whose heading a term is."""


class Lists(msgspec.Struct, frozen=True):
    """Ascending record numbers: by a term's key and spelling, by a pair's slot, by a facet's name, value and label."""

    terms: Mapping[str, Numbers]
    pairs: Mapping[int, Numbers]
    facets: Mapping[str, Numbers]


class Collector:
    """Collects the lists of records that come with ascending numbers."""

    def __init__(self, reader: TermReader) -> None:
        self.reader = reader
        self.found, self.heads = _no_lists(), _no_lists()
        self.facets: dict[Facet, list[int]] = defaultdict(list)

    def add(self, number: int, content: Content) -> None:
        reader, texts = self.reader, content.texts
        head = reader.words(texts.head)
        unseen = map(reader.common, texts.unseen)
        _note(number, self.heads, reader.terms(head))
        _note(number, self.found, reader.terms(head + reader.words(texts.shown)), *unseen)
        for facet in content.facets:
            self.facets[facet].append(number)

    def lists(self) -> Lists:
        reader = self.reader
        terms: dict[str, list[int]] = {}
        for word, numbers in self.found.words.items():
            unite(terms, TAB.join(reader.word(word)), numbers)
        for word, numbers in self.heads.words.items():
            unite(terms, f"{reader.word(word)[0]}{TAB}{HEAD}", numbers)
        terms.pop(TAB, None)
        terms.pop(f"{TAB}{HEAD}", None)
        pairs: dict[int, list[int]] = {}
        for pair, numbers in self.found.pairs.items():
            slot = reader.slot(pair)
            if slot is not None:
                unite(pairs, slot, numbers)
        for pair, numbers in self.heads.pairs.items():
            slot = reader.slot(pair)
            if slot is not None:
                unite(pairs, slot - slot % SPELLINGS, numbers)
        facets = {TAB.join((each.name, each.value, each.label)): numbers for each, numbers in self.facets.items()}
        return Lists(terms, pairs, facets)


def _no_lists() -> Terms[dict[int, list[int]]]:
    return Terms(defaultdict(list), defaultdict(list))


def _note(number: int, lists: Terms[dict[int, list[int]]], found: Terms[set[int]], *others: Terms[Set[int]]) -> None:
    found.words.update(*(each.words for each in others))
    found.pairs.update(*(each.pairs for each in others))
    for known, terms in ((lists.words, found.words), (lists.pairs, found.pairs)):
        for term in terms:
            known[term].append(number)


def unite(lists: dict[Name, list[int]], name: Name, numbers: list[int]) -> None:
    """Adds numbers to the list of that name."""
    known = lists.get(name, [])
    lists[name] = sorted(set(known).union(numbers)) if known else numbers


class Packed(msgspec.Struct, Generic[Name], frozen=True, array_like=True):
    """Lists one behind the other: their names, how long they are, and all their numbers."""

    names: list[Name]
    counts: bytes
    numbers: bytes


class Share(msgspec.Struct, frozen=True, array_like=True):
    """The lists of all that stands in some files."""

    terms: Packed[str]
    pairs: Packed[int]
    facets: Packed[str]


def packed(lists: Mapping[Name, Numbers]) -> Packed[Name]:
    numbers = array("I")
    for each in lists.values():
        numbers.extend(each)
    return Packed(list(lists), array("I", map(len, lists.values())).tobytes(), numbers.tobytes())


def split(lists: Lists, shares: int) -> list[Share]:
    """The lists in so many shares, of which each holds all that stands in some files; `shares` divides their number."""
    terms: list[dict[str, Numbers]] = [{} for _ in range(shares)]
    pairs: list[dict[int, Numbers]] = [{} for _ in range(shares)]
    for term, numbers in lists.terms.items():
        terms[file_of(term.partition(TAB)[0], shares)][term] = numbers
    for slot, numbers in lists.pairs.items():
        pairs[file_of_slot(slot) % shares][slot] = numbers
    facets = packed(lists.facets), packed(dict[str, Numbers]())
    return [Share(packed(terms[each]), packed(pairs[each]), facets[each > 0]) for each in range(shares)]


def joined(parts: Iterable[Share]) -> Lists:
    """The lists of all records, from those of records with ever higher numbers."""
    terms: dict[str, array[int]] = {}
    pairs: dict[int, array[int]] = {}
    facets: dict[str, array[int]] = {}
    for part in parts:
        _append(terms, part.terms)
        _append(pairs, part.pairs)
        _append(facets, part.facets)
    return Lists(terms, pairs, facets)


def _append(lists: "dict[Name, array[int]]", part: Packed[Name]) -> None:
    numbers, counts = array("I", part.numbers), array("I", part.counts)
    end = 0
    for name, count in zip(part.names, counts, strict=True):
        start, end = end, end + count
        known = lists.get(name)
        if known is None:
            lists[name] = numbers[start:end]
        else:
            known += numbers[start:end]


def texts_by_file(lists: Lists, layout: Layout) -> Iterator[tuple[str, str, list[Entry]]]:
    """The text of each file of which something stands in the lists, and its entries if they are of words."""
    yield from _word_texts(lists.terms, layout)
    for number, texts in groupby(pair_texts(lists.pairs, layout.places), itemgetter(0)):
        yield f"{PAIRS}{number}", "".join([text for _, text in texts]).removeprefix("\n"), []
    for name, facets in groupby(sorted(lists.facets), lambda facet: facet.partition(TAB)[0]):
        named = {facet.removeprefix(name + TAB): lists.facets[facet] for facet in facets}
        entries = list(_entries(named, named))
        yield FACETS + name, "\n".join([write_entry(entry, layout.places) for entry in entries]), []


def _word_texts(lists: Mapping[str, Numbers], layout: Layout) -> Iterator[tuple[str, str, list[Entry]]]:
    files: dict[str, list[str]] = defaultdict(list)
    for term in lists:
        files[term_file(term.partition(TAB)[0], layout)].append(term)
    spellings: dict[str, dict[str, str]] = defaultdict(dict)
    for file, terms in files.items():
        entries = list(_entries(terms, lists))
        yield file, "\n".join([write_word(entry, layout.places) for entry in entries]), entries
        for entry in entries:
            for spelling, line in write_spellings(entry).items():
                spellings[spelling_file(entry.key, spelling, layout)][spelling] = line
    for file, lines in spellings.items():
        yield file, "\n".join([lines[spelling] for spelling in sorted(lines)]), []


def _entries(terms: Iterable[str], lists: Mapping[str, Numbers]) -> Iterator[Entry]:
    """The entries of some terms in the order of their keys."""
    for key, spellings in groupby(sorted(terms), lambda term: term.partition(TAB)[0]):
        spelled = {term[len(key) + 1 :] or key: lists[term] for term in spellings}
        yield Entry(key, spelled.pop(HEAD, ()), spelled)


def changes_by_file(before: Lists, after: Lists, layout: Layout) -> dict[str, dict[str, Changes]]:
    """What happens to which entries of which files when some records no longer stand as before but as after."""
    changes: dict[str, dict[str, Changes]] = defaultdict(lambda: defaultdict(lambda: Changes({}, {})))

    def note(file: str, key: str, spelling: str, old: Numbers, new: Numbers) -> None:
        spelling = "" if spelling == HEAD else spelling
        if removed := set(old) - set(new):
            changes[file][key].removed[spelling] = removed
        if added := set(new) - set(old):
            changes[file][key].added[spelling] = added

    for term in before.terms.keys() | after.terms.keys():
        key, _, spelling = term.partition(TAB)
        note(term_file(key, layout), key, spelling or key, before.terms.get(term, ()), after.terms.get(term, ()))
    for slot in before.pairs.keys() | after.pairs.keys():
        file, spelling = f"{PAIRS}{file_of_slot(slot)}", SPELLED[slot % SPELLINGS]
        note(file, key_of_slot(slot), spelling, before.pairs.get(slot, ()), after.pairs.get(slot, ()))
    for facet in before.facets.keys() | after.facets.keys():
        name, value, label = facet.split(TAB)
        note(FACETS + name, value, label or value, before.facets.get(facet, ()), after.facets.get(facet, ()))
    return changes

"""What the entries of the index are, from all documents or after some of them changed."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from giaoban.search.document import Facet
from giaoban.search.entries import Changes, Entry
from giaoban.search.files import FACETS, term_file
from giaoban.search.layout import Layout, layout_of, place_records
from giaoban.search.words import key

SOME, SHARE = 10, 20
"""When more than SOME documents and one in SHARE change, a new inversion of all is quicker."""

Place = tuple[str, str]
"""Where an entry stands: file and key."""


class Content(msgspec.Struct, frozen=True, array_like=True):
    """What is looked up of a document: see SearchDocument."""

    terms: tuple[str, ...]
    head: tuple[str, ...]
    facets: tuple[Facet, ...]


class Standing(msgspec.Struct, frozen=True):
    """A document's content under its number."""

    number: int
    content: Content


class Held(msgspec.Struct, frozen=True):
    """What is known of an indexed record: the digest of what its document was made from, and its number."""

    source: str
    number: int


class Shift(msgspec.Struct, frozen=True):
    """What must happen to the documents held so that they are those of the records listed."""

    layout: Layout
    numbers: dict[str, int]
    held: bool
    stale: list[str]
    gone: set[str]
    moved: set[str]
    anew: bool

    @property
    def touched(self) -> set[str]:
        return {*self.stale, *self.gone, *self.moved}


def shift_of(held: dict[str, Held], listed: dict[str, str], laid_out: Layout | None) -> Shift:
    """`listed` maps each record to the digest of what its document is made from."""
    layout = layout_of(len(listed))
    stale = [each for each, source in listed.items() if each not in held or held[each].source != source]
    gone = held.keys() - listed.keys()
    if layout == laid_out and held.keys() == listed.keys():
        numbers = {each: known.number for each, known in held.items()}
    else:
        numbers = place_records(listed, layout.places)
    moved = {each for each in held.keys() & listed.keys() if held[each].number != numbers[each]}
    many = len(stale) + len(gone) + len(moved) > SOME + len(listed) // SHARE
    return Shift(layout, numbers, bool(held), stale, gone, moved, many or layout != laid_out)


def all_entries(documents: Iterable[Standing], layout: Layout) -> Iterator[tuple[str, Entry]]:
    """Every entry with its file; the documents come with ascending numbers."""
    spelled: dict[str, array[int]] = defaultdict(lambda: array("I"))
    heads: dict[str, array[int]] = defaultdict(lambda: array("I"))
    facets: dict[Facet, array[int]] = defaultdict(lambda: array("I"))
    for each in documents:
        for term in each.content.terms:
            spelled[term].append(each.number)
        for head in each.content.head:
            heads[head].append(each.number)
        for facet in each.content.facets:
            facets[facet].append(each.number)
    spellings: dict[Place, list[str]] = defaultdict(list)
    for term in sorted(spelled):
        found = key(term)
        spellings[term_file(found, layout), found].append(term)
    for file, found in sorted(spellings):
        lists = {term: spelled.pop(term) for term in spellings[file, found]}
        yield file, Entry(found, heads.get(found, ()), lists)
    labels: dict[Place, list[Facet]] = defaultdict(list)
    for facet in sorted(facets, key=lambda each: (each.name, each.value, each.label)):
        labels[FACETS + facet.name, facet.value].append(facet)
    for (file, value), named in labels.items():
        yield file, Entry(value, (), {facet.label or value: facets[facet] for facet in named})


def changed_entries(before: Iterable[Standing], after: Iterable[Standing], layout: Layout) -> dict[Place, Changes]:
    """What happens to which entries when documents stand otherwise than before."""
    old, new = _marks(before, layout), _marks(after, layout)
    changes: dict[Place, Changes] = {}
    for removed, marks in ((True, old - new), (False, new - old)):
        for place, spelling, number in marks:
            change = changes.setdefault(place, Changes({}, {}))
            (change.removed if removed else change.added).setdefault(spelling, set()).add(number)
    return changes


def _marks(documents: Iterable[Standing], layout: Layout) -> set[tuple[Place, str, int]]:
    """Each (place, spelling, number) that documents put into the index; in the head the spelling is empty."""
    marks: set[tuple[Place, str, int]] = set()
    for number, content in ((each.number, each.content) for each in documents):
        terms = (((term_file(key(term), layout), key(term)), term, number) for term in content.terms)
        heads = (((term_file(head, layout), head), "", number) for head in content.head)
        facets = (((FACETS + each.name, each.value), each.label or each.value, number) for each in content.facets)
        marks.update(terms, heads, facets)
    return marks

"""What must be planned again where nothing changed but what some records say in their own words and bytes.

A record's bytes show on its own page, in its data, in the compendia that bind it and in the search; everything else
shows summaries and counts. Together these are the archive's *shape*: while it stays the same, so do all other pages.
"""

from collections.abc import Iterable

import msgspec

from giaoban import addresses
from giaoban.index import build_index
from giaoban.inputs import CompendiumInputs
from giaoban.pages import Page
from giaoban.plan import plan_records
from giaoban.plan_compendia import plan_compendia, year_of_compendium
from giaoban.plan_entries import RecordEntry
from giaoban.sources import value_digest
from giaoban.tallies import Tallies
from giaoban.vocabulary import Vocabulary


class Shown(msgspec.Struct, frozen=True):
    """What an output shows: the archive's shape, and the digest of each record file."""

    shape: str
    digests: dict[str, str]


def shown_of(entries: Iterable[RecordEntry], tallies: Tallies) -> Shown:
    entries = tuple(entries)
    shape = value_digest(([(entry.file, entry.summary, entry.media) for entry in entries], _plain(tallies)))
    return Shown(shape, {entry.file: entry.digest for entry in entries})


def _plain(tallies: Tallies) -> list[tuple[str, list[tuple[object, object]]]]:
    """The tallies with every mapping as pairs, whose keys may be of any kind."""
    found = []
    for name in tallies.__struct_fields__:
        pairs = getattr(tallies, name).items()
        found.append((name, [(key, list(each.items()) if isinstance(each, dict) else each) for key, each in pairs]))
    return found


def touched_records(before: Shown, now: Shown, entries: Iterable[RecordEntry]) -> tuple[RecordEntry, ...] | None:
    """The records whose bytes changed; None if the shape did, and so any page may have."""
    if before.shape != now.shape:
        return None
    return tuple(entry for entry in entries if before.digests.get(entry.file) != entry.digest)


def plan_touched(
    touched: tuple[RecordEntry, ...], entries: Iterable[RecordEntry], vocabulary: Vocabulary, tallies: Tallies
) -> list[Page]:
    """The pages that show the bytes of the touched records, as the whole plan would have them."""
    slugs = {entry.summary.unit.slug for entry in touched}
    years = {year_of_compendium(entry.summary) for entry in touched}
    periods = {entry.summary.period for entry in touched}
    near = tuple(
        entry
        for entry in entries
        if entry.summary.unit.slug in slugs
        or year_of_compendium(entry.summary) in years
        or entry.summary.period in periods
    )
    index = build_index((entry.summary for entry in near), vocabulary, tallies)
    pages = list(plan_records(touched, index, vocabulary.config.features.exports))
    for page in plan_compendia(near, index):
        bound = page.inputs
        if isinstance(bound, CompendiumInputs) and (bound.slug in slugs or (not bound.slug and bound.year in years)):
            pages.append(page)
    return pages


def addresses_of_compendia(touched: Iterable[RecordEntry]) -> set[str]:
    """How the addresses of all parts begin, of the compendia that bind the touched records."""
    bound = {name for entry in touched for name in (entry.summary.unit.slug, year_of_compendium(entry.summary))}
    first = [addresses.compendium(name).removesuffix(".html") for name in bound]
    return {f"{way}." for way in first} | {f"{way}-trang-" for way in first}

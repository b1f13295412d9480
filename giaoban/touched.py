"""What must be planned again where nothing changed but what some records say in their own words and bytes.

A record's bytes show on its own page, in its data, in the compendia that bind it and in the search; everything else
shows summaries, figures and counts.
"""

from collections.abc import Iterable

from giaoban import addresses
from giaoban.index import build_index
from giaoban.inputs import CompendiumInputs
from giaoban.pages import Page
from giaoban.plan import plan_records
from giaoban.plan_compendia import plan_compendia, year_of_compendium
from giaoban.plan_entries import RecordEntry
from giaoban.tallies import Tallies
from giaoban.vocabulary import Vocabulary


def plan_touched(
    touched: tuple[RecordEntry, ...], near: tuple[RecordEntry, ...], vocabulary: Vocabulary, tallies: Tallies
) -> list[Page]:
    """The pages that show the bytes of the touched records, as the whole plan would have them.

    `near` are all records of the same provinces, years and periods.
    """
    slugs = {entry.summary.unit.slug for entry in touched}
    years = {year_of_compendium(entry.summary) for entry in touched}
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

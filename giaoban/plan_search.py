"""Decides which pages the search has: the page itself, its vocabulary, and the files of the index.

The address of each file changes with what it holds. So readers who have the page open while the archive is published
anew go on with the files that belong to it, and no cache mixes the files of two builds.
"""

from giaoban import addresses
from giaoban.addresses import SEARCH_DIGEST, search_file
from giaoban.inputs import SearchFileInputs, SearchInputs, SearchListingInputs, SearchVocabularyInputs
from giaoban.pages import Page
from giaoban.search.files import DAYS, LISTING, VOCABULARY, file_names
from giaoban.search.layout import Layout
from giaoban.sources import value_digest

SHAPE = 2
"""Part of every address: to be raised when the same texts are written to the files in another way."""


def plan_search(records: int, layout: Layout, digests: dict[str, str], words: str) -> list[Page]:
    """The pages of an index, given the digests of its files' texts and that of the words that the edition has."""
    held = {name: digests.get(name, "") for name in file_names(layout)}
    named = {name: value_digest((SHAPE, name, digest))[:SEARCH_DIGEST] for name, digest in held.items()}
    listing = search_file(LISTING, value_digest((SHAPE, named)))
    vocabulary = search_file(VOCABULARY, value_digest((SHAPE, words)))
    return [
        Page(
            addresses.SEARCH,
            "search",
            SearchInputs(
                records,
                layout.places,
                layout.files,
                layout.rows,
                listing,
                vocabulary,
                search_file(DAYS, named[DAYS]),
            ),
        ),
        Page(vocabulary, "search_vocabulary", SearchVocabularyInputs()),
        Page(listing, "search_listing", SearchListingInputs(named)),
        *(
            Page(search_file(name, named[name]), "search_file", SearchFileInputs(name, digest))
            for name, digest in held.items()
        ),
    ]

"""Decides which pages the search has: the page itself, its vocabulary, and the files of the index."""

from giaoban import addresses
from giaoban.inputs import SearchFileInputs, SearchInputs, SearchVocabularyInputs
from giaoban.pages import Page
from giaoban.search.files import file_names
from giaoban.search.layout import Layout
from giaoban.sources import value_digest


def plan_search(records: int, layout: Layout, digests: dict[str, str]) -> list[Page]:
    version = value_digest((layout, sorted(digests.items())))[:12]
    inputs = SearchInputs(records, layout.places, layout.files, layout.rows, version)
    return [
        Page(addresses.SEARCH, "search", inputs),
        Page(addresses.search_file("tu-vung"), "search_vocabulary", SearchVocabularyInputs()),
        *(
            Page(addresses.search_file(name), "search_file", SearchFileInputs(name, digests.get(name, "")))
            for name in file_names(layout)
        ),
    ]

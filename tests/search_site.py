"""A search without an archive around it: the index of records that come without files, and the pages of the search."""

import functools
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from harness import PROJECT

from giaoban import disk, pipeline
from giaoban.plan_search import plan_search
from giaoban.records import Record
from giaoban.render import Renderer, order_of
from giaoban.search.aliases import read_aliases
from giaoban.search.document import SearchDocument, read_document
from giaoban.search.indexing import batch_of, bring_up_to_date
from giaoban.search.joining import join_share
from giaoban.search.layout import Layout
from giaoban.search.store import Batch, SearchStore
from giaoban.search.terms import TermReader
from giaoban.search.update import update_of
from giaoban.sources import value_digest
from giaoban.stage import stage_page
from giaoban.state import State
from giaoban.vocabulary import Vocabulary
from giaoban.writing import stage_static

BATCH = 256


@functools.cache
def own_site() -> pipeline.Site:
    """The project's own vocabulary, texts and templates."""
    inputs = disk.read_inputs(PROJECT)
    vocabulary, problems = pipeline.read_vocabulary_of(inputs)
    site, found = pipeline.read_site(inputs, vocabulary, ())
    assert site is not None, problems + found
    return site


def own_vocabulary() -> Vocabulary:
    return own_site().vocabulary


def update(store: SearchStore, documents: dict[str, SearchDocument]) -> Layout:
    """Makes the index that of some documents."""
    vocabulary = own_vocabulary()

    listed = {identity: str(hash(document)) for identity, document in documents.items()}
    update = update_of(store.held(), store.basis(), listed, "")
    layout, placed = update.basis.layout, update.placed

    def batches() -> Iterable[Batch]:
        reader = TermReader(read_aliases(vocabulary), layout)
        for start in range(0, len(placed), BATCH):
            chosen = placed[start : start + BATCH]
            yield batch_of(((number, documents[identity]) for number, identity in chosen), layout, reader)

    join = functools.partial(map, functools.partial(join_share, layout))
    bring_up_to_date(store, update, listed, vocabulary, batches(), join)
    return layout


def write_pages(store: SearchStore, state: State, records: int, layout: Layout, output: Path) -> None:
    """The pages of the search and the assets."""
    site = own_site()
    renderer = Renderer(site.templates, site.edition)
    words = value_digest((site.edition.vocabulary, site.edition.texts))
    for page in plan_search(records, layout, store.digests(), words):
        data = renderer.render(order_of(page), state.record, state.figures(), store.text)
        stage_page(output, page.path, data)
    stage_static(site, pipeline.plan_assets(site.edition, site.static), output)


def write_search(records: Iterable[Record], folder: Path) -> Path:
    """The search of some records, written below `folder`."""
    documents = {record.identity: read_document(record, own_vocabulary()) for record in records}
    with closing(SearchStore(folder / "search.sqlite")) as store, closing(State(folder / "state.sqlite")) as state:
        layout = update(store, documents)
        write_pages(store, state, len(documents), layout, folder / "output")
    return folder / "output"

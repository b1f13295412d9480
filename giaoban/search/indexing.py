"""Brings the search index up to date with the records that were read."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from giaoban.addresses import RECORDS
from giaoban.search.aliases import read_aliases
from giaoban.search.document import Content, SearchDocument, read_document
from giaoban.search.joining import SharedFiles, join_shares
from giaoban.search.layout import Layout
from giaoban.search.lists import Collector, Lists, split
from giaoban.search.rows import row_line
from giaoban.search.store import Batch, Join, SearchStore, Stored
from giaoban.search.terms import TermReader
from giaoban.search.update import Update, update_of
from giaoban.setting import setting_of
from giaoban.state import State
from giaoban.vocabulary import Vocabulary
from giaoban.workers import Workers

BATCH = 512
"""Records whose lists are collected together before they are joined with those of others."""


class IndexJob(msgspec.Struct, frozen=True):
    state: str
    vocabulary: Vocabulary
    layout: Layout


class Indexed(msgspec.Struct, frozen=True):
    """The index as pages see it: how many records it has, how it is laid out, and the digest of each file."""

    records: int
    layout: Layout
    digests: dict[str, str]


@contextmanager
def begin_index(
    listed: dict[str, str],
    context: str,
    vocabulary: Vocabulary,
    state: Path,
    index: Path,
    workers: Workers,
    full: bool,
    progress: Callable[[int, int], None],
) -> Iterator[Callable[[], Indexed]]:
    """Begins to read the records that changed; the result makes the index that of the `listed` ones.

    `listed` has the digest of each record's file. The records themselves are taken from what parsing left in `state`;
    `context` stands for all else.
    """
    with closing(SearchStore(index)) as store:
        update = update_of(store.held(), None if full else store.basis(), listed, context)
        items = [(number, f"{RECORDS}{identity}.md") for number, identity in update.placed]
        job = IndexJob(str(state), vocabulary, update.basis.layout)
        read = workers.spread(index_batch, job, items, len(items), BATCH)

        def batches() -> Iterator[Batch]:
            done = 0
            for data in read:
                batch = msgspec.msgpack.decode(data, type=Batch)
                yield batch
                done += len(batch.documents)
                progress(done, len(items))

        def join(shares: Iterator[list[bytes]]) -> Iterator[SharedFiles]:
            found = workers.spread(join_shares, update.basis.layout, shares, len(items), 1)
            return (msgspec.msgpack.decode(each, type=SharedFiles) for each in found)

        def finish() -> Indexed:
            bring_up_to_date(store, update, listed, vocabulary, batches(), join)
            return Indexed(len(listed), update.basis.layout, store.digests())

        yield finish


def bring_up_to_date(
    store: SearchStore,
    update: Update,
    listed: dict[str, str],
    vocabulary: Vocabulary,
    batches: Iterable[Batch],
    join: Join,
) -> None:
    """Makes the index that of the `listed` records, each with the digest of its file.

    `batches` hold the documents that `update` inserts, in the order of their numbers; `join` joins their lists.
    """
    if update.anew:
        store.rebuild(update, listed, batches, join)
    elif update.remove or update.insert:
        before = collect(store.contents(update.remove), TermReader(read_aliases(vocabulary), update.basis.layout))
        store.change(update, listed, before, batches)


def collect(contents: Iterable[tuple[int, Content]], reader: TermReader) -> Lists:
    """The lists of documents that come with ascending numbers."""
    collector = Collector(reader)
    for number, content in contents:
        collector.add(number, content)
    return collector.lists()


def index_batch(job: bytes, items: list[tuple[int, str]]) -> list[bytes]:
    """Reads the records of some files, each under the number that it has, into one batch."""
    order, reader = setting_of(_setting, job)
    with closing(State(Path(order.state))) as state:
        documents = ((number, read_document(state.record(file), order.vocabulary)) for number, file in items)
        return [msgspec.msgpack.encode(batch_of(documents, order.layout, reader))]


def batch_of(documents: Iterable[tuple[int, SearchDocument]], layout: Layout, reader: TermReader) -> Batch:
    """Documents with ascending numbers as they are kept, and their lists."""
    collector, stored = Collector(reader), []
    for number, document in documents:
        collector.add(number, document.content)
        content, row = msgspec.msgpack.encode(document.content), row_line(number, document.row, layout)
        stored.append(Stored(document.identity, number, document.day, content, row))
    return Batch(stored, list(map(msgspec.msgpack.encode, split(collector.lists(), layout.shares))))


def _setting(job: bytes) -> tuple[IndexJob, TermReader]:
    order = msgspec.msgpack.decode(job, type=IndexJob)
    return order, TermReader(read_aliases(order.vocabulary), order.layout)

"""Brings the search index up to date with the records that were read."""

import functools
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from giaoban.addresses import identity_of
from giaoban.search.document import DocumentReader
from giaoban.search.layout import Layout, layout_of
from giaoban.search.store import Packed, SearchStore, pack
from giaoban.state import Known, State
from giaoban.vocabulary import Vocabulary
from giaoban.workers import spread


class IndexJob(msgspec.Struct, frozen=True):
    state: str
    vocabulary: Vocabulary


class Indexed(msgspec.Struct, frozen=True):
    """The index as pages see it: how many records it has, how it is laid out, and the digest of each file."""

    records: int
    layout: Layout
    digests: dict[str, str]


def index_records(
    known: dict[str, Known],
    vocabulary: Vocabulary,
    state: Path,
    index: Path,
    jobs: int,
    full: bool,
    progress: Callable[[int, int], None],
) -> Indexed:
    """Indexes what changed; the records themselves are taken from what parsing left in `state`."""
    listed = {
        identity_of(file): f"{each.digest} {each.context}"
        for file, each in known.items()
        if each.summary and not each.summary.withdrawn
    }
    files = {identity_of(file): file for file in known}
    job = IndexJob(str(state), vocabulary)

    def derive(identities: list[str]) -> Iterator[Packed]:
        stale = [files[identity] for identity in identities]
        for number, packed in enumerate(spread(pack_documents, job, stale, len(stale), jobs), start=1):
            progress(number, len(stale))
            yield packed

    with closing(SearchStore(index)) as store:
        store.update(listed, derive, full)
        return Indexed(len(listed), layout_of(len(listed)), store.digests())


def pack_documents(job: bytes, files: list[str]) -> list[Packed]:
    state, reader = _setting(job)
    with closing(State(state)) as records:
        return [pack(reader.read(records.record(file))) for file in files]


@functools.lru_cache(1)
def _setting(job: bytes) -> tuple[Path, DocumentReader]:
    order = msgspec.msgpack.decode(job, type=IndexJob)
    return Path(order.state), DocumentReader(order.vocabulary)

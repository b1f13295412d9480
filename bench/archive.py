"""An archive whose records come without files and of which only the search is written."""

import time
from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path

from search_site import own_vocabulary, write_pages

from giaoban.addresses import RECORDS
from giaoban.ledger import Stamp
from giaoban.parse import Parsed
from giaoban.parsed_files import parsed_files
from giaoban.records import Record
from giaoban.search.indexing import Indexed, begin_index
from giaoban.search.store import SearchStore
from giaoban.sources import value_digest
from giaoban.state import State
from giaoban.workers import Workers

AT_ONCE = 2000
"""Records that are held in memory at a time."""


class Archive:
    """Works in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.state = State(folder / "state.sqlite")
        self.store = folder / "search.sqlite"
        self.output = folder / "output"

    def fill(self, records: Iterable[Record]) -> None:
        """Puts records into the state as parsing would, but those that a run before has put there."""
        remaining = islice(iter(records), len(self.state.known()), None)
        while some := list(islice(remaining, AT_ONCE)):
            self.remember(some)

    def remember(self, records: Iterable[Record]) -> None:
        parsed = [Parsed(f"{RECORDS}{each.identity}.md", each) for each in records]
        batch = parsed_files((each, value_digest(each.record)) for each in parsed)
        self.state.remember([batch], dict.fromkeys((each.file for each in parsed), Stamp(0, 0)), "bench")

    def opened(self) -> State:
        """The state, for another thread."""
        return State(self.state.path)

    def record(self, identity: str) -> Record:
        return self.state.record(f"{RECORDS}{identity}.md")

    def index(self, jobs: int = 2, full: bool = False) -> tuple[float, Indexed]:
        """Indexes what changed; in how many seconds."""
        listed = self.state.meetings()
        started = time.perf_counter()
        with Workers(jobs) as workers:
            about = (listed, "bench", own_vocabulary(), self.state.path, self.store)
            with begin_index(*about, workers, full, lambda *_: None) as finish:
                indexed = finish()
        return time.perf_counter() - started, indexed

    def numbers(self) -> dict[str, int]:
        """The number of each record in the index."""
        with closing(SearchStore(self.store)) as store:
            return {identity: held.number for identity, held in store.held().items()}

    def write(self, indexed: Indexed) -> None:
        with closing(SearchStore(self.store)) as store:
            write_pages(store, self.state, indexed.records, indexed.layout, self.output)

"""Does the costly work, parsing and rendering, in this process or in several; the result is the same."""

import functools
import gc
import itertools
import multiprocessing
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from giaoban import disk
from giaoban.body import BodyConverter
from giaoban.compiled import compiled_in
from giaoban.edition import Edition
from giaoban.inputs import AssetInputs
from giaoban.interrupts import leave_to_parent
from giaoban.ledger import Stamp
from giaoban.pages import ASSET
from giaoban.parse import Parsed, parse_record
from giaoban.parsed_files import ParsedFiles, parsed_files
from giaoban.problems import NOWHERE, Problem
from giaoban.render import Order, Renderer
from giaoban.search.store import index_texts
from giaoban.setting import setting_of
from giaoban.sources import checksum, digest
from giaoban.stage import stage_page
from giaoban.state import reading
from giaoban.theme import render_problem
from giaoban.vocabulary import Vocabulary

T = TypeVar("T")
Item = TypeVar("Item")
CHUNK = 40
"""Files handed to a worker at once; little work is done here, where no start-up is paid."""
PAGES = 120
"""Pages handed to a worker at once, with all templates."""


PAGES_OF_RECORD = 2
"""Its page and its data follow each other, so that it is decoded once for both."""


@contextmanager
def without_collector() -> Iterator[None]:
    """A build hardly makes cycles, and to look for some among so many values takes a tenth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class ParseJob(msgspec.Struct, frozen=True):
    site: str
    vocabulary: Vocabulary | None
    limit: int


class RenderJob(msgspec.Struct, frozen=True):
    site: str
    state: str
    index: str
    stage: str
    templates: dict[str, str]
    edition: Edition
    compiled: str


NO_STAMP = Stamp(0, 0)


class Rendered(msgspec.Struct, frozen=True):
    path: str
    checksum: str
    stamp: Stamp
    problem: Problem | None = None


def parse_files(job: bytes, files: list[str]) -> list[ParsedFiles]:
    """Reads and parses record files; a file that cannot be read is a problem like any other."""
    order, converter = setting_of(_parse_setting, job)

    def parse(file: str) -> tuple[Parsed, str]:
        source, problems = disk.read_source(Path(order.site), file, order.limit)
        if source is None:
            return Parsed(file, problems=tuple(problems)), ""
        return parse_record(source, order.vocabulary, converter), digest(source.data)

    return [parsed_files(map(parse, files))]


def _parse_setting(job: bytes) -> tuple[ParseJob, BodyConverter]:
    return msgspec.msgpack.decode(job, type=ParseJob), BodyConverter()


def render_pages(job: bytes, orders: list[Order]) -> list[Rendered]:
    """Renders pages into the stage folder; a template's fault is a problem, any other error is our bug."""
    order, renderer = setting_of(_render_setting, job)
    results = []
    with reading(Path(order.state)) as state, index_texts(Path(order.index)) as index:
        figures, record = state.figures(), functools.lru_cache(PAGES_OF_RECORD)(state.record)
        for each in orders:
            if each[1] == ASSET:
                results.append(_copy(each, order))
                continue
            try:
                data = renderer.render(each, record, figures, index)
            except Exception as error:
                problem = render_problem(error, order.templates)
                if problem is None:
                    raise
                results.append(Rendered(each[0], "", NO_STAMP, problem))
                continue
            results.append(Rendered(each[0], checksum(data), stage_page(Path(order.stage), each[0], data)))
    return results


def _copy(asset: Order, job: RenderJob) -> Rendered:
    """Puts a file of the site into the stage as it is, if it is still what was planned."""
    path, _, encoded = asset
    inputs = msgspec.msgpack.decode(encoded, type=AssetInputs)
    source, problems = disk.read_source(Path(job.site), inputs.file, disk.ANY_SIZE)
    if source is None:
        return Rendered(path, "", NO_STAMP, problems[0])
    if digest(source.data) != inputs.digest:
        return Rendered(path, "", NO_STAMP, Problem(inputs.file, NOWHERE, "file-changed"))
    return Rendered(path, checksum(source.data), stage_page(Path(job.stage), path, source.data))


def _render_setting(job: bytes) -> tuple[RenderJob, Renderer]:
    order = msgspec.msgpack.decode(job, type=RenderJob)
    return order, Renderer(order.templates, order.edition, compiled_in(order.compiled))


class Workers:
    """The processes that work for one build: this one alone, or others that are started once there is enough to do.

    They are started early, before this process holds much, and kept: then each has a small memory of its own.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.pool:
            self.pool.shutdown(wait=kind is None, cancel_futures=True)

    def spread(
        self,
        work: Callable[[bytes, list[Item]], list[T]],
        job: msgspec.Struct,
        items: Iterable[Item],
        count: int,
        size: int = CHUNK,
    ) -> Iterator[T]:
        """The results of `work` on `count` items, in their order, by as many processes as pay.

        Other processes begin at once. Items are taken as they are needed, and only a few chunks of `size` are under way
        at a time: memory stays flat.
        """
        setting = msgspec.msgpack.encode(job)
        chunks = _chunks(items, size)
        if self.jobs < 2 or count < 2 * self.jobs * CHUNK:
            return (result for chunk in chunks for result in work(setting, chunk))
        pool = self.pool = self.pool or self._start()
        futures = (pool.submit(work, setting, chunk) for chunk in chunks)
        return _results(deque(itertools.islice(futures, 2 * self.jobs + 1)), futures)

    def _start(self) -> ProcessPoolExecutor:
        # To fork a process that has other threads, as a preview does, may leave the copy waiting for ever.
        context = multiprocessing.get_context("spawn") if threading.active_count() > 1 else None
        return ProcessPoolExecutor(self.jobs, context, _begin_worker)


def _results(waiting: deque[Future[list[T]]], further: Iterator[Future[list[T]]]) -> Iterator[T]:
    while waiting:
        yield from waiting.popleft().result()
        waiting.extend(itertools.islice(further, 1))


def _begin_worker() -> None:
    leave_to_parent()
    gc.disable()


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    remaining = iter(items)
    while chunk := list(itertools.islice(remaining, size)):
        yield chunk

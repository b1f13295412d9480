"""The build on one screen: read → parse → check → index → plan → decide → render → commit."""

import hashlib
import os
import platform
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

import msgspec

from giaoban import disk
from giaoban.body import BodyConverter
from giaoban.check import check_addresses, check_links, check_names, check_twice
from giaoban.edition import STATIC, Edition, read_edition
from giaoban.index import build_index
from giaoban.inputs import AssetInputs
from giaoban.ledger import Decision, decide
from giaoban.messages import is_warning
from giaoban.pages import ASSET, Page
from giaoban.parse import Article, parse_article
from giaoban.plan import RecordEntry, plan
from giaoban.plan_search import plan_search
from giaoban.problems import NOWHERE, Problem
from giaoban.render import fingerprint, order_of
from giaoban.search.indexing import Indexed, index_records
from giaoban.search.layout import layout_of
from giaoban.site_files import read_vocabulary
from giaoban.sources import Source, digest, value_digest
from giaoban.state import Known, State
from giaoban.theme import template_digests, template_texts
from giaoban.vocabulary import Vocabulary
from giaoban.workers import ParseJob, RenderJob, parse_files, render_pages, spread

LIBRARIES = ("Jinja2", "Markdown", "PyYAML", "python-slugify", "pydantic", "nh3", "msgspec")
SEARCH_STORE = Path(".build", "search.sqlite")
Progress = Callable[[str, int, int], None]
"""Told the stage, how many of its items are done, and how many there are."""


class Request(msgspec.Struct, frozen=True):
    """What was asked for on the command line."""

    site: Path
    output: Path
    jobs: int
    full: bool = False
    check_only: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What a build found and did; with an error among the problems nothing was written."""

    problems: tuple[Problem, ...]
    language: str = "vi"
    records: int = 0
    decision: Decision | None = None
    started_over: bool = False

    @property
    def failed(self) -> bool:
        return has_error(self.problems)


class Site(msgspec.Struct, frozen=True):
    """A site's own files, read: everything but its records."""

    vocabulary: Vocabulary
    edition: Edition
    articles: tuple[Article, ...]
    templates: dict[str, str]
    template_digests: dict[str, str]


def has_error(problems: Iterable[Problem]) -> bool:
    return any(not is_warning(problem.code) for problem in problems)


def build(request: Request, progress: Progress) -> Outcome:
    """Brings `request.output` up to date with `request.site`, or says why it cannot and writes nothing."""
    state = State(request.site / ".build" / "state.sqlite")
    try:
        inputs = disk.read_inputs(request.site)
        site, problems = read_site(inputs)
        if site is None:
            return Outcome(tuple(problems), started_over=state.fresh)
        known = parse_records(request, inputs, site.vocabulary, state, progress)
        problems += check_records(known, site.articles)
        language = site.vocabulary.config.language
        if has_error(problems):
            return Outcome(tuple(problems), language, len(known), None, state.fresh)
        entries = tuple(RecordEntry(file, each.digest, each.summary) for file, each in known.items() if each.summary)
        index = build_index((entry.summary for entry in entries), site.vocabulary)
        pages = plan(entries, site.articles, index, site.vocabulary) + plan_assets(site.edition, inputs.templates)
        problems += check_addresses([*pages, *plan_search(len(index.rows), layout_of(len(index.rows)), {})])
        if has_error(problems) or request.check_only:
            return Outcome(tuple(problems), language, len(entries), None, state.fresh)
        indexed = index_search(request, known, site.vocabulary, state, progress)
        pages += plan_search(indexed.records, indexed.layout, indexed.digests)
        decision, found = write_pages(request, site, inputs, pages, state, progress)
        problems += found
        return Outcome(tuple(problems), language, len(entries), decision, state.fresh)
    finally:
        state.close()


def read_site(inputs: disk.Inputs) -> tuple[Site | None, list[Problem]]:
    """Everything but the records; None if anything in it is at fault."""
    problems = list(inputs.problems)
    files = {source.file: source for source in inputs.site_files}
    if len(files) < len(disk.SITE_FILES):
        return None, problems
    vocabulary, found = read_vocabulary(*(files[name] for name in disk.SITE_FILES))
    problems += found
    converter = BodyConverter()
    parsed = [parse_article(source, converter) for source in inputs.articles]
    problems += [problem for each in parsed for problem in each.problems]
    templates = template_texts(inputs.templates)
    digests, found = template_digests(templates)
    problems += found
    if vocabulary is None:
        return None, problems
    edition, found = read_edition(vocabulary, inputs.templates)
    problems += found
    if edition is None:
        return None, problems
    articles = tuple(each.article for each in parsed if each.article)
    return Site(vocabulary, edition, articles, templates, digests), problems


def parse_records(
    request: Request, inputs: disk.Inputs, vocabulary: Vocabulary, state: State, progress: Progress
) -> dict[str, Known]:
    """What is known of every record file; only files that changed since the last build are read."""
    context = value_digest((vocabulary, generator_digest()))
    known = {} if request.full else state.known()
    stale = [
        file
        for file, stamp in inputs.records.items()
        if file not in known or known[file].stamp != stamp or known[file].context != context
    ]
    job = ParseJob(str(request.site), vocabulary, vocabulary.config.limits.file_size)
    fresh = []
    now = time.time_ns()
    for parsed, content in spread(parse_files, job, stale, len(stale), request.jobs):
        fresh.append((parsed, disk.settled(inputs.records[parsed.file], now), content, context))
        progress("parse", len(fresh), len(stale))
    gone = known.keys() - inputs.records.keys()
    if fresh or gone:
        state.remember(fresh, gone)
        known = state.known()
    return {file: known[file] for file in inputs.records}


def check_records(known: dict[str, Known], articles: tuple[Article, ...]) -> list[Problem]:
    problems = [problem for each in known.values() for problem in each.problems]
    links = {file: each.links for file, each in known.items()}
    links |= {article.file: article.body.links for article in articles}
    problems += check_names(known, (article.file for article in articles))
    problems += check_links(links, set(links))
    return problems + check_twice((file, each.summary) for file, each in known.items() if each.summary)


def index_search(
    request: Request, known: dict[str, Known], vocabulary: Vocabulary, state: State, progress: Progress
) -> Indexed:
    def advance(done: int, total: int) -> None:
        progress("index", done, total)

    store = request.site / SEARCH_STORE
    return index_records(known, vocabulary, state.path, store, request.jobs, request.full, advance)


def plan_assets(edition: Edition, theme: tuple[Source, ...]) -> list[Page]:
    return [
        Page(
            f"{edition.assets}/{source.file.removeprefix(STATIC)}",
            ASSET,
            AssetInputs(source.file, digest(source.data)),
        )
        for source in theme
        if source.file.startswith(STATIC)
    ]


def write_pages(
    request: Request, site: Site, inputs: disk.Inputs, pages: list[Page], state: State, progress: Progress
) -> tuple[Decision | None, list[Problem]]:
    """Renders what changed into the stage, and if all of it succeeded, commits it to the output."""
    prints = fingerprints(pages, site)
    output = str(request.output)
    ledger, cut = state.ledger(output)
    present = disk.list_output(request.output)
    if cut:
        present = disk.digests_on_disk(request.output, ledger, present)
    decision = decide(prints, ledger, present, request.full)
    stage = request.site / ".build" / "stage"
    disk.empty_stage(stage)
    waiting = [page for page in pages if page.path in decision.render]
    content = stage_assets(waiting, inputs, stage)
    job = RenderJob(str(state.path), str(request.site / SEARCH_STORE), str(stage), site.templates, site.edition)
    problems: dict[tuple[str, int, int, str], Problem] = {}
    orders = (order_of(page) for page in waiting if page.view != ASSET)
    for rendered in spread(render_pages, job, orders, len(waiting) - len(content), request.jobs):
        content[rendered.path] = rendered.digest
        if rendered.problem:
            problems[rendered.problem.order] = rendered.problem
        progress("render", len(content), len(waiting))
    if problems:
        return None, list(problems.values())
    if decision.render or decision.remove:
        state.begin_commit(output)
        digests = {path: (prints[path], content[path]) for path in decision.render}
        state.end_commit(output, disk.commit(stage, request.output, digests, decision.remove), decision.remove)
    return decision, [Problem(path, NOWHERE, "file-foreign") for path in decision.foreign]


def fingerprints(pages: list[Page], site: Site) -> dict[str, str]:
    shared = value_digest(site.edition) + generator_digest()
    return {
        page.path: fingerprint(order_of(page), site.template_digests.get(page.template, ""), shared) for page in pages
    }


def stage_assets(waiting: list[Page], inputs: disk.Inputs, stage: Path) -> dict[str, str]:
    """Stages the assets among the waiting pages; path → digest of the bytes."""
    files = {source.file: source.data for source in inputs.templates}
    staged = {}
    for page in waiting:
        if isinstance(page.inputs, AssetInputs):
            disk.stage_page(stage, page.path, files[page.inputs.file])
            staged[page.path] = page.inputs.digest
    return staged


def generator_digest() -> str:
    """The digest of this program and of the libraries that shape its output."""
    total = hashlib.blake2b(platform.python_version().encode(), digest_size=16)
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        total.update(file.name.encode() + file.read_bytes())
    for library in LIBRARIES:
        total.update(f"{library} {version(library)}".encode())
    return total.hexdigest()


def default_jobs() -> int:
    return os.cpu_count() or 1

"""The build on one screen: read → parse → check → index → plan → decide → render → commit."""

import functools
from contextlib import closing
from pathlib import Path

import msgspec

from giaoban import disk
from giaoban.body import BodyConverter
from giaoban.bounds import refuse_link
from giaoban.check import check_addresses
from giaoban.checking import Progress, check_records, has_error, parse_records, read_media
from giaoban.data_inputs import DatabaseInputs
from giaoban.edition import STATIC, Edition, read_edition
from giaoban.index import build_index
from giaoban.inputs import AssetInputs
from giaoban.interrupts import uninterrupted
from giaoban.ledger import Decision, decide
from giaoban.media import Found, key_of
from giaoban.pages import ASSET, Page
from giaoban.parse import Article, ParsedArticle, parse_article
from giaoban.plan import plan
from giaoban.plan_entries import RecordEntry
from giaoban.plan_search import plan_search
from giaoban.problems import NOWHERE, Problem
from giaoban.program import generator_digest
from giaoban.render import fingerprint, order_of
from giaoban.search.indexing import Indexed, index_records
from giaoban.search.layout import layout_of
from giaoban.site_files import read_vocabulary
from giaoban.sources import Source, digest, value_digest
from giaoban.state import Known, State, sole_build
from giaoban.theme import template_digests, template_texts
from giaoban.vocabulary import Vocabulary
from giaoban.workers import ParseJob, RenderJob, render_pages, spread

SEARCH_STORE = Path(".build", "search.sqlite")


class Request(msgspec.Struct, frozen=True):
    """What was asked for on the command line; while someone is `editing`, a large database may lag behind."""

    site: Path
    output: Path
    jobs: int
    full: bool = False
    check_only: bool = False
    strict: bool = False
    editing: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What a build found and did; with an error among the problems nothing was written."""

    problems: tuple[Problem, ...]
    language: str = "vi"
    records: int = 0
    decision: Decision | None = None
    started_over: bool = False
    strict: bool = False
    title: str = ""
    base_url: str = ""

    @property
    def failed(self) -> bool:
        return fails(list(self.problems), self.strict)


class Site(msgspec.Struct, frozen=True):
    """A site's own files, read: everything but its records."""

    vocabulary: Vocabulary
    edition: Edition
    articles: tuple[Article, ...]
    templates: dict[str, str]
    template_digests: dict[str, str]


def build(request: Request, progress: Progress) -> Outcome:
    """Brings `request.output` up to date with `request.site`, or says why it cannot and writes nothing."""
    folder = request.site / ".build"
    refuse_link(folder)
    with sole_build(folder), closing(State(folder / "state.sqlite")) as state:
        inputs = disk.read_inputs(request.site)
        articles, problems = read_articles(inputs)
        vocabulary, found = read_vocabulary_of(inputs)
        problems += found
        site, found = read_site(inputs, vocabulary, articles)
        problems += found
        job = ParseJob(str(request.site), vocabulary, file_limit(vocabulary))
        known = parse_records(inputs, job, state, generator_digest(), request.jobs, progress, request.full)
        problems += check_records(inputs, known, articles, state)
        media, found = read_media(request.site, known, media_limit(vocabulary), request.jobs, request.full)
        problems += found
        if site is None or fails(problems, request.strict):
            language = vocabulary.config.language if vocabulary else "vi"
            return Outcome(tuple(problems), language, len(known), None, state.fresh, request.strict)
        entries = record_entries(known, media, inputs)
        return write_site(request, site, inputs, known, entries, problems, state, progress)


def write_site(
    request: Request,
    site: Site,
    inputs: disk.Inputs,
    known: dict[str, Known],
    entries: tuple[RecordEntry, ...],
    problems: list[Problem],
    state: State,
    progress: Progress,
) -> Outcome:
    """Plans the pages of a sound site and, unless only a check was asked for, writes them."""
    config = site.vocabulary.config
    index = build_index((entry.summary for entry in entries), site.vocabulary, state.tallies())
    pages = plan(entries, site.articles, index, site.vocabulary) + plan_assets(site.edition, inputs.templates)
    problems += check_addresses([*pages, *plan_search(len(index.rows), layout_of(len(index.rows)), {})])
    decision = None
    if not (fails(problems, request.strict) or request.check_only):
        indexed = index_search(request, known, site.vocabulary, state, progress)
        pages += plan_search(indexed.records, indexed.layout, indexed.digests)
        decision, found = write_pages(request, site, inputs, pages, state, progress)
        problems += found
    return Outcome(
        tuple(problems),
        config.language,
        len(entries),
        decision,
        state.fresh,
        request.strict,
        config.title.of(config.language),
        config.base_url,
    )


def fails(problems: list[Problem], strict: bool) -> bool:
    """Whether the problems stop a build; if it is strict, a warning does."""
    return bool(problems) if strict else has_error(problems)


def read_articles(inputs: disk.Inputs) -> tuple[tuple[Article, ...], list[Problem]]:
    parsed = [_read_article(source) for source in inputs.articles]
    problems = [*inputs.problems, *(problem for each in parsed for problem in each.problems)]
    return tuple(each.article for each in parsed if each.article), problems


@functools.lru_cache(500)
def _read_article(source: Source) -> ParsedArticle:
    return parse_article(source, _converter())


@functools.lru_cache(1)
def _converter() -> BodyConverter:
    return BodyConverter()


def read_vocabulary_of(inputs: disk.Inputs) -> tuple[Vocabulary | None, list[Problem]]:
    files = {source.file: source for source in inputs.site_files}
    if len(files) < len(disk.SITE_FILES):
        return None, []
    return read_vocabulary(*(files[name] for name in disk.SITE_FILES))


def media_limit(vocabulary: Vocabulary | None) -> int:
    return vocabulary.config.limits.media_size if vocabulary else disk.LARGEST


def file_limit(vocabulary: Vocabulary | None) -> int:
    return vocabulary.config.limits.file_size if vocabulary else disk.LARGEST


def read_site(
    inputs: disk.Inputs, vocabulary: Vocabulary | None, articles: tuple[Article, ...]
) -> tuple[Site | None, list[Problem]]:
    """Everything but the records; None if any of it is at fault."""
    templates = template_texts(inputs.templates)
    digests, problems = template_digests(templates)
    if vocabulary is None:
        return None, problems
    edition, found = read_edition(vocabulary, inputs.templates)
    problems += found
    return (Site(vocabulary, edition, articles, templates, digests) if edition else None), problems


def record_entries(known: dict[str, Known], media: dict[str, Found], inputs: disk.Inputs) -> tuple[RecordEntry, ...]:
    return tuple(
        RecordEntry(
            file=file,
            digest=each.digest,
            summary=each.summary,
            size=inputs.records[file].size,
            media=tuple(
                medium for named in each.enclosures if (medium := media[key_of(named.file, named.photo)].medium)
            ),
        )
        for file, each in known.items()
        if each.summary
    )


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
    decision = decide(prints, ledger, present, request.full, may_lag(request, pages))
    foreign = [Problem(path, NOWHERE, "file-foreign") for path in decision.foreign]
    if request.strict and foreign:
        return None, foreign
    with disk.staging(request.site) as stage:
        waiting = [page for page in pages if page.path in decision.render]
        content, problems = render(request, site, inputs, waiting, state, stage, progress)
        if problems:
            return None, problems
        if decision.render or decision.remove:
            digests = {path: (prints[path], content[path]) for path in decision.render}
            with uninterrupted():
                state.begin_commit(output)
                written = disk.commit(stage, request.output, digests, decision.remove)
                state.end_commit(output, written, decision.remove)
    return decision, foreign


def render(
    request: Request,
    site: Site,
    inputs: disk.Inputs,
    waiting: list[Page],
    state: State,
    stage: Path,
    progress: Progress,
) -> tuple[dict[str, str], list[Problem]]:
    """Puts the waiting pages into the stage; path → digest of the bytes, and the faults of templates."""
    content = stage_assets(waiting, request.site, inputs, stage)
    job = RenderJob(str(state.path), str(request.site / SEARCH_STORE), str(stage), site.templates, site.edition)
    problems: dict[tuple[str, int, int, str], Problem] = {}
    orders = (order_of(page) for page in waiting if page.view != ASSET)
    for rendered in spread(render_pages, job, orders, len(waiting) - len(content), request.jobs):
        content[rendered.path] = rendered.digest
        if rendered.problem:
            problems[rendered.problem.order] = rendered.problem
        progress("render", len(content), len(waiting))
    return content, list(problems.values())


def may_lag(request: Request, pages: list[Page]) -> frozenset[str]:
    """The files that an editor's build leaves to a full or a publishing one."""
    if not request.editing:
        return frozenset()
    return frozenset(page.path for page in pages if isinstance(page.inputs, DatabaseInputs) and page.inputs.large)


def fingerprints(pages: list[Page], site: Site) -> dict[str, str]:
    shared = value_digest(site.edition) + generator_digest()
    return {
        page.path: fingerprint(order_of(page), site.template_digests.get(page.template, ""), shared) for page in pages
    }


def stage_assets(waiting: list[Page], site: Path, inputs: disk.Inputs, stage: Path) -> dict[str, str]:
    """Stages the assets among the waiting pages; path → digest of the bytes."""
    files = {source.file: source.data for source in inputs.templates}
    staged = {}
    for page in waiting:
        if isinstance(page.inputs, AssetInputs):
            file = page.inputs.file
            data = files[file] if file in files else disk.read_bytes(site, file)
            disk.stage_page(stage, page.path, data)
            staged[page.path] = digest(data)
    return staged

"""The build on one screen: read → parse → check → index → plan → decide → render → commit."""

from contextlib import closing
from pathlib import Path

import msgspec

from giaoban import disk
from giaoban.check import check_addresses
from giaoban.checking import check_records, parse_records, read_media
from giaoban.data_inputs import DatabaseInputs
from giaoban.edition import STATIC, Edition
from giaoban.index import build_index
from giaoban.inputs import AssetInputs
from giaoban.interrupts import uninterrupted
from giaoban.ledger import Decision, decide
from giaoban.media import Found, key_of
from giaoban.outcome import Outcome, Progress, Request, fails
from giaoban.pages import ASSET, Page
from giaoban.plan import plan
from giaoban.plan_entries import RecordEntry
from giaoban.plan_search import plan_search
from giaoban.problems import NOWHERE, Problem
from giaoban.program import generator_digest
from giaoban.render import fingerprint, order_of
from giaoban.search.indexing import Indexed, index_records
from giaoban.search.layout import layout_of
from giaoban.sight import Sight, look, look_again, only_records_changed, remember
from giaoban.site import Site, file_limit, media_limit, read_articles, read_site, read_vocabulary_of
from giaoban.sources import Source, checksum, digest, value_digest
from giaoban.state import Known, State, sole_build
from giaoban.touched import addresses_of_compendia, plan_touched, shown_of, touched_records
from giaoban.vocabulary import Vocabulary
from giaoban.workers import ParseJob, RenderJob, render_pages, spread, without_collector

BUILD = ".build"
SEARCH_STORE = Path(".build", "search.sqlite")
SEARCH_PAGES = "tim-kiem"
"""How the addresses of the search page and of its index begin."""


class Built(Outcome, frozen=True):
    """The outcome of a build, with what it was made from where that was sound."""

    site: Site | None = None
    entries: tuple[RecordEntry, ...] = ()


@without_collector()
def build(request: Request, progress: Progress, seen: Sight | None = None) -> Outcome:
    """Brings `request.output` up to date with `request.site`, or says why it cannot and writes nothing.

    `seen` is what both looked like just before, if someone has looked.
    """
    with sole_build(request.site / BUILD):
        seen = seen or look(request)
        outcome = build_alone(request, progress, seen)
        if not (outcome.failed or request.check_only):
            decision = outcome.decision
            paths = (*decision.render, *decision.remove) if decision else ()
            remember(request, look_again(seen, request.output, paths), outcome)
        return outcome


@without_collector()
def build_alone(request: Request, progress: Progress, seen: Sight | None = None) -> Built:
    """Does so for a caller who holds the site already."""
    seen = seen or look(request)
    left = only_records_changed(request, seen)
    with closing(open_state(request.site)) as state:
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
            return Built(tuple(problems), language, len(known), None, state.fresh, request.strict)
        entries = record_entries(known, media, inputs)
        return write_site(request, site, inputs, known, entries, problems, state, progress, seen, left)


def open_state(site: Path) -> State:
    return State(site / BUILD / "state.sqlite")


def write_site(
    request: Request,
    site: Site,
    inputs: disk.Inputs,
    known: dict[str, Known],
    entries: tuple[RecordEntry, ...],
    problems: list[Problem],
    state: State,
    progress: Progress,
    seen: Sight,
    left: Decision | None,
) -> Built:
    """Plans the pages of a sound site and, unless only a check was asked for, writes them.

    Where all else was `left` as it was, only the pages are planned that show what changed in the records.
    """
    config, tallies = site.vocabulary.config, state.tallies()
    shown, before = shown_of(entries, tallies), state.shown(str(request.output)) if left else None
    touched = touched_records(before, shown, entries) if before else None
    if touched is None:
        left = None
        index = build_index((entry.summary for entry in entries), site.vocabulary, tallies)
        pages = plan(entries, site.articles, index, site.vocabulary) + plan_assets(site.edition, inputs.templates)
    else:
        pages = plan_touched(touched, entries, site.vocabulary, tallies)
    searched = config.features.search
    words = value_digest((site.edition.vocabulary, site.edition.texts))
    meetings = sum(not entry.summary.withdrawn for entry in entries)
    found_by = plan_search(meetings, layout_of(meetings), {}, words) if searched else []
    problems += check_addresses([*pages, *found_by])
    decision = None
    if not (fails(problems, request.strict) or request.check_only):
        if searched:
            indexed = index_search(request, known, site.vocabulary, state, progress)
            pages += plan_search(indexed.records, indexed.layout, indexed.digests, words)
        planned = Planned(pages, left, addresses_of_compendia(touched or ()))
        decision, found = write_pages(request, site, inputs, planned, state, progress, seen)
        problems += found
        if decision:
            state.show(str(request.output), shown)
    return Built(
        tuple(problems),
        config.language,
        len(entries),
        decision,
        state.fresh,
        request.strict,
        config.title.of(config.language),
        config.base_url,
        site,
        entries,
    )


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


class Planned(msgspec.Struct, frozen=True):
    """Pages to decide on: all of the site, or those that can have changed where the rest was `left` as it was.

    `beginnings` are the addresses, but for their endings, under which pages may no longer be planned.
    """

    pages: list[Page]
    left: Decision | None
    beginnings: set[str]


def decide_on(planned: Planned, prints: dict[str, str], request: Request, state: State, seen: Sight) -> Decision:
    """What to render and what to remove."""
    output = str(request.output)
    if planned.left is None:
        ledger, cut = state.ledger(output)
        present = seen.present(request.output)
        if cut:
            present = disk.digests_on_disk(request.output, ledger, present)
        return decide(prints, ledger, present, request.full, may_lag(request, planned.pages))
    apart = (path for path in prints if not path.startswith(SEARCH_PAGES))
    ledger = state.ledger_of(output, apart, {*planned.beginnings, SEARCH_PAGES})
    decision = decide(prints, ledger, {path: written.stamp for path, written in ledger.items()})
    others = planned.left.kept - len(ledger)
    return msgspec.structs.replace(decision, kept=others + decision.kept, foreign=planned.left.foreign)


def write_pages(
    request: Request,
    site: Site,
    inputs: disk.Inputs,
    planned: Planned,
    state: State,
    progress: Progress,
    seen: Sight,
) -> tuple[Decision | None, list[Problem]]:
    """Renders what changed into the stage, and if all of it succeeded, commits it to the output."""
    prints = fingerprints(planned.pages, site)
    output = str(request.output)
    decision = decide_on(planned, prints, request, state, seen)
    foreign = [Problem(path, NOWHERE, "file-foreign") for path in decision.foreign]
    if request.strict and foreign:
        return None, foreign
    with disk.staging(request.site / BUILD / "stage") as stage:
        waiting = [page for page in planned.pages if page.path in decision.render]
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
    """Puts the waiting pages into the stage; path → SHA-256 of the bytes, and what kept pages from being made."""
    content, changed = stage_assets(waiting, request.site, inputs, stage)
    if changed:
        return content, changed
    job = RenderJob(str(state.path), str(request.site / SEARCH_STORE), str(stage), site.templates, site.edition)
    problems: dict[tuple[str, int, int, str], Problem] = {}
    orders = (order_of(page) for page in waiting if page.view != ASSET)
    for rendered in spread(render_pages, job, orders, len(waiting) - len(content), request.jobs):
        content[rendered.path] = rendered.checksum
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


def stage_assets(
    waiting: list[Page], site: Path, inputs: disk.Inputs, stage: Path
) -> tuple[dict[str, str], list[Problem]]:
    """Stages the assets among the waiting pages; path → SHA-256 of the bytes, and files that changed meanwhile."""
    files = {source.file: source for source in inputs.templates}
    staged = {}
    problems = []
    for page in waiting:
        if isinstance(page.inputs, AssetInputs):
            file = page.inputs.file
            source, found = (files[file], []) if file in files else disk.read_source(site, file, disk.ANY_SIZE)
            if source and digest(source.data) != page.inputs.digest:
                found = [Problem(file, NOWHERE, "file-changed")]
            problems += found
            if source and not found:
                disk.stage_page(stage, page.path, source.data)
                staged[page.path] = checksum(source.data)
    return staged, problems

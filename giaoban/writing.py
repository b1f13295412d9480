"""Writes what was planned: decides which pages to render, renders them into a stage, commits them to the output."""

from pathlib import Path

import msgspec

from giaoban.data_inputs import DatabaseInputs
from giaoban.disk import BUILD
from giaoban.inputs import AssetInputs
from giaoban.interrupts import uninterrupted
from giaoban.ledger import Decision, Stamp, Written, decide
from giaoban.outcome import Progress, Request
from giaoban.pages import Page
from giaoban.problems import NOWHERE, Problem
from giaoban.program import generator_digest
from giaoban.render import fingerprint, order_of
from giaoban.sight import Sight
from giaoban.site import Site
from giaoban.sources import checksum, value_digest
from giaoban.stage import commit, digests_on_disk, stage_page, staging
from giaoban.state import State
from giaoban.workers import PAGES, RenderJob, Workers, render_pages

SEARCH_STORE = Path(BUILD, "search.sqlite")
SEARCH_PAGES = "tim-kiem"
"""How the addresses of the search page and of its index begin."""


class Run(msgspec.Struct, frozen=True):
    """One run of the build: what was asked for, who is told of it, who works, what is remembered, what was seen."""

    request: Request
    progress: Progress
    workers: Workers
    state: State
    seen: Sight

    @property
    def output(self) -> str:
        return str(self.request.output)


class Planned(msgspec.Struct, frozen=True):
    """Pages to decide on, and their fingerprints: all of the site, or those that can have changed where the rest was
    `left` as it was.

    `beginnings` are the addresses, but for their endings, under which pages may no longer be planned.
    """

    pages: list[Page]
    prints: dict[str, str]
    left: Decision | None
    beginnings: set[str]


def decide_on(run: Run, planned: Planned) -> Decision:
    """What to render and what to remove."""
    request, state, prints = run.request, run.state, planned.prints
    if planned.left is None:
        ledger, cut = state.ledger(run.output)
        present = run.seen.present(request.output)
        if cut:
            present = digests_on_disk(request.output, ledger, present)
        return decide(prints, ledger, present, request.full, may_lag(request, planned.pages))
    apart = (path for path in prints if not path.startswith(SEARCH_PAGES))
    ledger = state.ledger_of(run.output, apart, {*planned.beginnings, SEARCH_PAGES})
    decision = decide(prints, ledger, {path: written.stamp for path, written in ledger.items()})
    others = planned.left.kept - len(ledger)
    return msgspec.structs.replace(decision, kept=others + decision.kept, foreign=planned.left.foreign)


def write_pages(run: Run, site: Site, planned: Planned) -> tuple[Decision | None, dict[str, Written], list[Problem]]:
    """Renders what changed into the stage, and if all of it succeeded, commits it to the output."""
    request, state = run.request, run.state
    decision, written = decide_on(run, planned), dict[str, Written]()
    foreign = [Problem(path, NOWHERE, "file-foreign") for path in decision.foreign]
    if request.strict and foreign:
        return None, {}, foreign
    with staging(request.site / BUILD / "stage") as stage:
        staged, problems = render(run, site, [page for page in planned.pages if page.path in decision.render], stage)
        if problems:
            return None, {}, problems
        if decision.render or decision.remove:
            pages = {path: Written(planned.prints[path], *staged[path]) for path in decision.render}
            with uninterrupted():
                state.begin_commit(run.output)
                written = commit(stage, request.output, pages, decision.remove)
                state.end_commit(run.output, written, decision.remove)
    return decision, written, foreign


def render(
    run: Run, site: Site, waiting: list[Page], stage: Path
) -> tuple[dict[str, tuple[str, Stamp]], list[Problem]]:
    """Puts the waiting pages into the stage; path → SHA-256 and stamp, and what kept pages from being made."""
    staged = stage_static(site, waiting, stage)
    folder, state = run.request.site, run.state
    index, static = str(folder / SEARCH_STORE), frozenset(staged)
    job = RenderJob(str(folder), str(state.path), index, str(stage), site.templates, site.edition, site.compiled)
    problems: dict[tuple[str, int, int, str], Problem] = {}
    orders = (order_of(page) for page in waiting if page.path not in static)
    for rendered in run.workers.spread(render_pages, job, orders, len(waiting) - len(static), PAGES):
        staged[rendered.path] = rendered.checksum, rendered.stamp
        if rendered.problem:
            problems[rendered.problem.order] = rendered.problem
        run.progress("render", len(staged), len(waiting))
    return staged, list(problems.values())


def stage_static(site: Site, waiting: list[Page], stage: Path) -> dict[str, tuple[str, Stamp]]:
    """Stages the static files among the waiting pages, which were read already; path → SHA-256 and stamp."""
    static = {source.file: source.data for source in site.static}
    return {
        page.path: (checksum(data), stage_page(stage, page.path, data))
        for page in waiting
        if isinstance(page.inputs, AssetInputs) and (data := static.get(page.inputs.file)) is not None
    }


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

"""The build on one screen: read → parse → check → index → plan → decide → render → commit."""

from contextlib import closing
from pathlib import Path

from giaoban import disk
from giaoban.check import check_addresses
from giaoban.checking import check_records, parse_records, read_media
from giaoban.edition import STATIC, Edition
from giaoban.index import build_index
from giaoban.inputs import AssetInputs
from giaoban.ledger import Decision
from giaoban.media import Found, key_of
from giaoban.outcome import Outcome, Progress, Request, fails
from giaoban.pages import ASSET, Page
from giaoban.plan import plan
from giaoban.plan_entries import RecordEntry
from giaoban.plan_search import plan_search
from giaoban.problems import Problem
from giaoban.program import generator_digest
from giaoban.search.indexing import Indexed, index_records
from giaoban.search.layout import layout_of
from giaoban.sight import Sight, look, look_again, only_records_changed, remember
from giaoban.site import Site, file_limit, media_limit, read_articles, read_site, read_vocabulary_of
from giaoban.sources import Source, digest, value_digest
from giaoban.state import Known, State, sole_build
from giaoban.touched import Shown, addresses_of_compendia, plan_touched, shown_of, touched_records
from giaoban.vocabulary import Vocabulary
from giaoban.workers import ParseJob, Workers, without_collector
from giaoban.writing import SEARCH_STORE, Planned, Run, write_pages

BUILD = ".build"


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
    with closing(open_state(request.site)) as state, Workers(request.jobs) as workers:
        inputs = disk.read_inputs(request.site)
        articles, problems = read_articles(inputs)
        vocabulary, found = read_vocabulary_of(inputs)
        problems += found
        site, found = read_site(inputs, vocabulary, articles)
        problems += found
        job = ParseJob(str(request.site), vocabulary, file_limit(vocabulary))
        known = parse_records(inputs, job, state, generator_digest(), workers, progress, request.full)
        problems += check_records(inputs, known, articles, state)
        media, found = read_media(request.site, known, media_limit(vocabulary), workers, request.full)
        problems += found
        if site is None or fails(problems, request.strict):
            language = vocabulary.config.language if vocabulary else "vi"
            return Built(tuple(problems), language, len(known), None, state.fresh, request.strict)
        run = Run(request, progress, workers, state, seen)
        return write_site(run, site, known, record_entries(known, media, inputs), problems, left)


def open_state(site: Path) -> State:
    return State(site / BUILD / "state.sqlite")


def write_site(
    run: Run,
    site: Site,
    known: dict[str, Known],
    entries: tuple[RecordEntry, ...],
    problems: list[Problem],
    left: Decision | None,
) -> Built:
    """Plans the pages of a sound site and, unless only a check was asked for, writes them."""
    request, config = run.request, site.vocabulary.config
    planned, shown = plan_site(run, site, entries, left)
    words = value_digest((site.edition.vocabulary, site.edition.texts))
    meetings = sum(not entry.summary.withdrawn for entry in entries)
    found_by = plan_search(meetings, layout_of(meetings), {}, words) if config.features.search else []
    problems += check_addresses([*planned.pages, *found_by])
    decision = None
    if not (fails(problems, request.strict) or request.check_only):
        if config.features.search:
            indexed = index_search(run, known, site.vocabulary)
            planned.pages.extend(plan_search(indexed.records, indexed.layout, indexed.digests, words))
        decision, found = write_pages(run, site, planned)
        problems += found
        if decision:
            run.state.show(run.output, shown)
    return Built(
        tuple(problems),
        config.language,
        len(entries),
        decision,
        run.state.fresh,
        request.strict,
        config.title.of(config.language),
        config.base_url,
        site,
        entries,
    )


def plan_site(run: Run, site: Site, entries: tuple[RecordEntry, ...], left: Decision | None) -> tuple[Planned, Shown]:
    """The pages of the site but for its search, and what they show of the records.

    Where all else was `left` as it was, only the pages are planned that show what changed in the records.
    """
    vocabulary, tallies = site.vocabulary, run.state.tallies()
    shown, before = shown_of(entries, tallies), run.state.shown(run.output) if left else None
    touched = touched_records(before, shown, entries) if before else None
    if touched is not None:
        pages = plan_touched(touched, entries, vocabulary, tallies)
        return Planned(pages, left, addresses_of_compendia(touched)), shown
    index = build_index((entry.summary for entry in entries), vocabulary, tallies)
    pages = plan(entries, site.articles, index, vocabulary) + plan_assets(site.edition, site.static)
    return Planned(pages, None, set()), shown


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


def index_search(run: Run, known: dict[str, Known], vocabulary: Vocabulary) -> Indexed:
    def advance(done: int, total: int) -> None:
        run.progress("index", done, total)

    request = run.request
    return index_records(
        known, vocabulary, run.state.path, request.site / SEARCH_STORE, run.workers, request.full, advance
    )


def plan_assets(edition: Edition, static: tuple[Source, ...]) -> list[Page]:
    return [
        Page(
            f"{edition.assets}/{source.file.removeprefix(STATIC)}", ASSET, AssetInputs(source.file, digest(source.data))
        )
        for source in static
    ]

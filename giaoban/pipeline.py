"""The build on one screen: read → parse → check → index → plan → decide → render → commit."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from giaoban import disk
from giaoban.amending import Amended, amend
from giaoban.check import check_addresses
from giaoban.checking import check_records, parse_records, read_media
from giaoban.compiled import folder_of_compiled
from giaoban.edition import Edition
from giaoban.index import build_index
from giaoban.inputs import AssetInputs
from giaoban.known import Known
from giaoban.ledger import Decision, Stamp, Written
from giaoban.media import Found, key_of
from giaoban.outcome import Outcome, Progress, Request, fails
from giaoban.pages import ASSET, Page
from giaoban.plan import plan
from giaoban.plan_entries import RecordEntry
from giaoban.plan_search import plan_search
from giaoban.problems import Problem
from giaoban.program import generator_digest
from giaoban.search.indexing import begin_index
from giaoban.search.layout import layout_of
from giaoban.search.store import SearchStore
from giaoban.sight import Sight, after, left_by_last, look, remember
from giaoban.site import Site, file_limit, media_limit, read_articles, read_site, read_vocabulary_of
from giaoban.sources import Source, digest, value_digest
from giaoban.state import State, sole_build
from giaoban.static import STATIC
from giaoban.touched import addresses_of_compendia, plan_touched
from giaoban.workers import ParseJob, Workers, without_collector
from giaoban.writing import SEARCH_STORE, Planned, Run, fingerprints, write_pages


class Built(Outcome, frozen=True):
    """The outcome of a build, with what it was made from where that was sound."""

    site: Site | None = None
    entries: tuple[RecordEntry, ...] = ()
    written: dict[str, Written] = msgspec.field(default_factory=dict)


@without_collector()
def build(request: Request, progress: Progress, seen: Sight | None = None) -> Outcome:
    """Brings `request.output` up to date with `request.site`, or says why it cannot and writes nothing.

    `seen` is what both looked like just before, if someone has looked.
    """
    with sole_build(request.site / disk.BUILD):
        seen = seen or look(request)
        outcome = build_alone(request, progress, seen)
        if not (outcome.failed or request.check_only):
            removed = outcome.decision.remove if outcome.decision else ()
            stamps = {path: each.stamp for path, each in outcome.written.items()}
            remember(request, after(seen, request.output, stamps, removed), outcome)
        return outcome


@without_collector()
def build_alone(request: Request, progress: Progress, seen: Sight | None = None) -> Built:
    """Does so for a caller who holds the site already."""
    seen = seen or look(request)
    left = left_by_last(request, seen) if request.editing and not request.check_only else None
    with closing(open_state(request.site)) as state, Workers(request.jobs) as workers:
        run = Run(request, progress, workers, state, seen)
        inputs = disk.read_inputs(request.site)
        articles, problems = read_articles(inputs)
        vocabulary, found = read_vocabulary_of(inputs)
        problems += found
        site, found = read_site(inputs, vocabulary, articles, folder_of_compiled(request.site, request.output))
        problems += found
        job = ParseJob(str(request.site), vocabulary, file_limit(vocabulary))
        if site and left and not fails(left.outcome.problems, request.strict):
            amended = amend(left.edited, left.outcome.problems, job, state)
            if amended:
                return amend_site(run, site, amended, left.outcome)
        records, found = disk.list_records(request.site)
        problems += found
        known = parse_records(records, job, state, generator_digest(), workers, progress, request.full)
        problems += check_records(inputs, known, articles, state)
        media, found = read_media(request.site, known, media_limit(vocabulary), workers, request.full)
        problems += found
        if site is None or fails(problems, request.strict):
            language = vocabulary.config.language if vocabulary else "vi"
            return Built(tuple(problems), language, len(known), None, state.fresh, request.strict)
        return write_site(run, site, record_entries(known, media, records), context_of(known), problems)


def open_state(site: Path) -> State:
    return State(site / disk.BUILD / "state.sqlite")


def amend_site(run: Run, site: Site, amended: Amended, last: Outcome) -> Built:
    """Writes the pages that show what changed, where some records did in nothing but their own words."""
    pages = plan_touched(amended.touched, amended.near, site.vocabulary, run.state.tallies())
    edited = {entry.summary.identity: entry.digest for entry in amended.touched}
    with index_search(run, site, meetings_left(run, site) | edited, amended.context) as finish:
        pages += finish()
    left = last.decision
    planned = Planned(pages, fingerprints(pages, site), left, addresses_of_compendia(amended.touched))
    decision, written, found = write_pages(run, site, planned)
    if decision and left:
        decision = msgspec.structs.replace(decision, put_off=left.put_off)
    return built(run, site, (*last.problems, *(() if decision else found)), last.records, decision, written)


def meetings_left(run: Run, site: Site) -> dict[str, str]:
    """Every meeting that the last build left, with the digest of its file; nothing if there is no search."""
    if not site.vocabulary.config.features.search:
        return {}
    with closing(SearchStore(run.request.site / SEARCH_STORE)) as store:
        return store.listed() or run.state.meetings()


def write_site(run: Run, site: Site, entries: tuple[RecordEntry, ...], context: str, problems: list[Problem]) -> Built:
    """Plans the pages of a sound site and, unless only a check was asked for, writes them.

    While pages are planned, the workers begin with the search.
    """
    request, config = run.request, site.vocabulary.config
    meetings = {entry.summary.identity: entry.digest for entry in entries if not entry.summary.withdrawn}
    count = len(meetings) if config.features.search else 0
    found_by = plan_search(count, layout_of(count), {}, "") if count else []
    if request.check_only or fails(problems, request.strict):
        problems += check_addresses([*plan_site(run, site, entries), *found_by])
        return built(run, site, tuple(problems), len(entries), None, {}, entries)
    decision, written = None, dict[str, Written]()
    with index_search(run, site, meetings, context) as finish:
        pages = plan_site(run, site, entries)
        problems += check_addresses([*pages, *found_by])
        if not fails(problems, request.strict):
            prints = fingerprints(pages, site)
            searched = finish()
            planned = Planned(pages + searched, prints | fingerprints(searched, site), None, set())
            decision, written, found = write_pages(run, site, planned)
            problems += found
    return built(run, site, tuple(problems), len(entries), decision, written, entries)


def plan_site(run: Run, site: Site, entries: tuple[RecordEntry, ...]) -> list[Page]:
    """The pages of a site but for those of its search."""
    index = build_index((entry.summary for entry in entries), site.vocabulary, run.state.tallies())
    return plan(entries, site.articles, index, site.vocabulary) + plan_assets(site.edition, site.static)


def built(
    run: Run,
    site: Site,
    problems: tuple[Problem, ...],
    records: int,
    decision: Decision | None,
    written: dict[str, Written],
    entries: tuple[RecordEntry, ...] = (),
) -> Built:
    config = site.vocabulary.config
    return Built(
        problems,
        config.language,
        records,
        decision,
        run.state.fresh,
        run.request.strict,
        config.title.of(config.language),
        config.base_url,
        site,
        entries,
        written,
    )


def context_of(known: dict[str, Known]) -> str:
    """What all records were parsed in."""
    return next((each.context for each in known.values()), "")


def record_entries(
    known: dict[str, Known], media: dict[str, Found], records: dict[str, Stamp]
) -> tuple[RecordEntry, ...]:
    return tuple(
        RecordEntry(
            file=file,
            digest=each.digest,
            summary=each.summary,
            size=records[file].size,
            media=tuple(
                medium for named in each.enclosures if (medium := media[key_of(named.file, named.photo)].medium)
            ),
        )
        for file, each in known.items()
        if each.summary
    )


@contextmanager
def index_search(run: Run, site: Site, meetings: dict[str, str], context: str) -> Iterator[Callable[[], list[Page]]]:
    """Begins to make the index that of the meetings, each with the digest of its file.

    The result finishes it and gives its pages; there are none if there is no search.
    """
    request, state, vocabulary = run.request, run.state.path, site.vocabulary
    if not vocabulary.config.features.search:
        yield list
        return

    def advance(done: int, total: int) -> None:
        run.progress("index", done, total)

    def pages() -> list[Page]:
        found = finish()
        words = value_digest((vocabulary, site.edition.texts))
        return plan_search(found.records, found.layout, found.digests, words)

    store = request.site / SEARCH_STORE
    with begin_index(meetings, context, vocabulary, state, store, run.workers, request.full, advance) as finish:
        yield pages


def plan_assets(edition: Edition, static: tuple[Source, ...]) -> list[Page]:
    return [
        Page(
            f"{edition.assets}/{source.file.removeprefix(STATIC)}", ASSET, AssetInputs(source.file, digest(source.data))
        )
        for source in static
    ]

"""Reads the records of a site and checks them: each by itself, then against the others and the rest of the site."""

import itertools
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from giaoban import disk
from giaoban.addresses import PAGES, RECORDS, identity_of, name_fault
from giaoban.check import check_aliases, check_links, check_names
from giaoban.cross import Testimony, check_province
from giaoban.known import Known, KnownReader
from giaoban.ledger import Stamp
from giaoban.media import Found, MediaJob, current, examine, key_of, known_media, remember_media
from giaoban.outcome import Progress
from giaoban.parse import Article
from giaoban.parsed_files import ParsedFiles
from giaoban.problems import Problem
from giaoban.register import check_register, read_register
from giaoban.sources import value_digest
from giaoban.state import State
from giaoban.views.record import ANCHORS
from giaoban.views.statements import SECTIONS
from giaoban.workers import ParseJob, Workers, parse_files

BATCHES = 25
"""So many batches of parsed records are held at once; then they are remembered."""
OWN_SECTIONS = frozenset({"so-lieu", "cung-ky", *ANCHORS.values(), *SECTIONS.values()})
"""Fragments that a record's page may have besides the headings of its body."""


def parse_records(
    records: dict[str, Stamp],
    job: ParseJob,
    state: State,
    generator: str,
    workers: Workers,
    progress: Progress,
    full: bool,
) -> dict[str, Known]:
    """What is known of every record file; only files that changed since the last build are read.

    Without a vocabulary only the grammar of each file is checked, and nothing is remembered.
    """
    context = value_digest((job.vocabulary, generator)) if job.vocabulary else ""
    before = state.remembered() if context else {}
    stale = [file for file, stamp in records.items() if full or before.get(file) != (stamp, context)]
    now = time.time_ns()
    parsed = _counted(workers.spread(parse_files, job, stale, len(stale)), len(stale), progress)
    if not context:
        read = KnownReader()
        return {row.file: read.unremembered(row) for batch in parsed for row in batch.files}
    if gone := before.keys() - records.keys():
        state.forget(gone)
    while batches := list(itertools.islice(parsed, BATCHES)):
        stamps = {row.file: disk.settled(records[row.file], now) for batch in batches for row in batch.files}
        state.remember(batches, stamps, context)
    known = state.known()
    return {file: known[file] for file in records}


def _counted(batches: Iterator[ParsedFiles], total: int, progress: Progress) -> Iterator[ParsedFiles]:
    done = 0
    for batch in batches:
        done += len(batch.files)
        progress("parse", done, total)
        yield batch


def check_records(
    inputs: disk.Inputs, known: dict[str, Known], articles: tuple[Article, ...], state: State
) -> list[Problem]:
    """The problems of each record by itself, and those that more than one file shows."""
    problems = [problem for each in known.values() for problem in each.problems]
    problems += check_names(known, inputs.articles_listed)
    links = dict.fromkeys(inputs.articles_listed, ()) | {file: each.links for file, each in known.items()}
    links |= {article.file: article.body.links for article in articles}
    pages = {article.file: article.body.html for article in articles}

    def sections(file: str) -> frozenset[str] | None:
        if file.startswith(PAGES):
            return fragments(pages[file]) if file in pages else None
        return fragments(state.record(file).body) | OWN_SECTIONS if known[file].summary else None

    sound = [(file, each.summary) for file, each in known.items() if each.summary]
    former = {f"{RECORDS}{alias}.md": file for file, summary in sound for alias in summary.aliases}
    problems += check_links(links, former, sections)
    problems += check_aliases(sound, lambda file: state.claims(province_of(file))[file].aliases)
    return problems + check_identities(inputs, known, state) + cross_check(known, state)


def fragments(html: str) -> frozenset[str]:
    return frozenset(re.findall(r' id="([^"]+)"', html))


def check_identities(inputs: disk.Inputs, known: dict[str, Known], state: State) -> list[Problem]:
    """Holds the archive against the register of what was published."""
    entries, problems = read_register(inputs.register)
    if not entries:
        return problems
    sound = {file: each.summary for file, each in known.items() if each.summary}
    standing = [
        (file, summary, lambda file=file: state.claims(province_of(file))[file].spot)
        for file, summary in sound.items()
        if not summary.withdrawn
    ]
    aliases = {alias for summary in sound.values() for alias in summary.aliases}
    return problems + check_register(entries, {identity_of(file) for file in known}, standing, aliases)


def province_of(file: str) -> str:
    """The folder that a record lies in, which is its province's slug."""
    return identity_of(file).split("/")[0]


def read_media(
    site: Path, known: dict[str, Known], limit: int, workers: Workers, full: bool
) -> tuple[dict[str, Found], list[Problem]]:
    """What lies behind the records' photos and attachments; only files that changed are read again."""
    named = {key_of(each.file, each.photo): each for record in known.values() for each in record.enclosures}
    remembered = {} if full else known_media(site, limit)
    found = {key: remembered[key] for key in named if key in remembered}
    stale = [(key, each) for key, each in named.items() if key not in found or not current(site, found[key])]
    job = MediaJob(str(site), limit)
    files = [(each.file, each.photo) for _, each in stale]
    now = time.time_ns()
    for (key, _), each in zip(stale, workers.spread(examine, job, files, len(files)), strict=True):
        found[key] = msgspec.structs.replace(each, stamp=disk.settled(each.stamp, now))
    if found != remembered:
        remember_media(site, limit, found)
    problems = [
        Problem(file, each.spot, faulty.code, faulty.params)
        for file, record in known.items()
        for each in record.enclosures
        if (faulty := found[key_of(each.file, each.photo)]).code
    ]
    return found, problems


def cross_check(known: dict[str, Known], state: State) -> list[Problem]:
    """The warnings between records, a province at a time; a province in which nothing changed is not checked again."""
    provinces: dict[str, list[str]] = defaultdict(list)
    for file in known:
        if not name_fault(identity_of(file)):
            provinces[province_of(file)].append(file)
    before = state.crossed()
    problems: list[Problem] = []
    fresh: dict[str, tuple[str, list[Problem]]] = {}
    for province, files in provinces.items():
        content = value_digest([(file, known[file].digest, known[file].context) for file in files])
        if province in before and before[province][0] == content:
            problems += before[province][1]
            continue
        claims = state.claims(province)
        records = [
            Testimony(file, summary, claims[file])
            for file in files
            if (summary := known[file].summary) is not None and file in claims
        ]
        fresh[province] = (content, check_province(records))
        problems += fresh[province][1]
    if fresh:
        state.remember_crossed(fresh)
    return problems

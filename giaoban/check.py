"""Checks that need more than one file: addresses claimed twice, links, meetings entered twice."""

import unicodedata
from collections.abc import Iterable

from giaoban.addresses import IDENTITY, PAGES, RECORDS, address_of_file, identity_of
from giaoban.body import Link
from giaoban.pages import Page
from giaoban.problems import NOWHERE, Problem
from giaoban.records import Summary


def check_names(records: Iterable[str], articles: Iterable[str]) -> list[Problem]:
    """Files whose names cannot become addresses."""
    wrong = [identity_of(file) for file in records if not IDENTITY.fullmatch(identity_of(file))]
    problems = [Problem(f"{RECORDS}{name}.md", NOWHERE, "file-name", {"found": name}) for name in wrong]
    slugs = [file.removeprefix(PAGES).removesuffix(".md") for file in articles]
    wrong = [slug for slug in slugs if not IDENTITY.fullmatch(f"x/{slug}")]
    return problems + [Problem(f"{PAGES}{slug}.md", NOWHERE, "file-name", {"found": slug}) for slug in wrong]


def check_links(links: dict[str, tuple[Link, ...]], files: set[str]) -> list[Problem]:
    """Links from a file to another that is not there."""
    return [
        Problem(file, link.spot, "link-broken", {"found": link.href})
        for file, found in links.items()
        for link in found
        if link.target not in files or not address_of_file(link.target)
    ]


def check_twice(summaries: Iterable[tuple[str, Summary]]) -> list[Problem]:
    """The same unit's meeting of the same kind, period and day under two identities."""
    seen: dict[tuple[object, ...], str] = {}
    problems = []
    for file, summary in summaries:
        if summary.withdrawn:
            continue
        date = summary.date.iso if summary.date else ""
        key = (summary.unit, summary.level, summary.locality, summary.kind, summary.period, date)
        if key in seen:
            problems.append(Problem(file, NOWHERE, "meeting-twice", {"other": seen[key]}))
        else:
            seen[key] = file
    return problems


def check_addresses(pages: Iterable[Page]) -> list[Problem]:
    """Two pages on one address, also where only case or Unicode form tells them apart."""
    claimed: dict[str, Page] = {}
    problems = []
    for page in pages:
        key = unicodedata.normalize("NFC", page.path).casefold()
        first = claimed.setdefault(key, page)
        if first is not page:
            file, other = (page.origin, first.origin) if page.origin else (first.origin, page.path)
            params = {"address": page.path, "other": other or first.path}
            problems.append(Problem(file or page.path, NOWHERE, "address-taken", params))
    return problems

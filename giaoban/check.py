"""Checks that need more than one file: names, addresses claimed twice, links, aliases."""

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable

from giaoban.addresses import LONGEST_NAME, PAGES, RECORDS, address_of_file, identity_of, name_fault
from giaoban.body import Link
from giaoban.pages import Page
from giaoban.problems import NOWHERE, Problem, Spot
from giaoban.records import Summary
from giaoban.vietnamese import guess, slug


def check_names(records: Iterable[str], articles: Iterable[str]) -> list[Problem]:
    """Files whose names cannot become addresses, or would become the address of another."""
    named = [(file, RECORDS, identity_of(file)) for file in records]
    named += [(file, PAGES, f"x/{file.removeprefix(PAGES).removesuffix('.md')}") for file in articles]
    wrong = [(file, folder, name, code) for file, folder, name in named if (code := name_fault(name))]
    if not wrong:
        return []
    twins: dict[str, list[str]] = defaultdict(list)
    for file, _, _ in named:
        twins[unicodedata.normalize("NFC", file).casefold()].append(file)
    problems = []
    for file, folder, name, code in wrong:
        others = [other for other in twins[unicodedata.normalize("NFC", file).casefold()] if other != file]
        parts = [slug(part) for part in name.split("/")]
        guess = f"{folder}{'/'.join(parts if folder == RECORDS else parts[1:])}.md"
        params = {"found": name if folder == RECORDS else name.removeprefix("x/"), "limit": str(LONGEST_NAME)}
        if others:
            problems.append(Problem(file, NOWHERE, "file-name-twin", params | {"other": others[0]}))
        elif code == "file-name" and all(parts):
            problems.append(Problem(file, NOWHERE, code, params | {"guess": guess}))
        else:
            problems.append(Problem(file, NOWHERE, code, params))
    return problems


def check_links(
    links: dict[str, tuple[Link, ...]], former: dict[str, str], sections: Callable[[str], frozenset[str] | None]
) -> list[Problem]:
    """References from a file to another that is not there, or to a section that the other does not have.

    `links` has an entry for every record and page, `former` gives the record that a file's name has moved to, and
    `sections` the fragments of a record or page, if it was read.
    """
    problems = []
    for file, found in links.items():
        for link in found:
            if link.target not in links or not address_of_file(link.target):
                if link.fragment or link.target not in former:
                    params = {"found": link.href, "guess": _meant(file, link, links, former)}
                    problems.append(Problem(file, link.spot, "link-broken", params))
            elif link.fragment and (known := sections(link.target)) is not None and link.fragment not in known:
                params = {
                    "target": link.target,
                    "found": link.fragment,
                    "guess": guess(f"muc-{slug(link.fragment)}", known) or "",
                    "choices": ", ".join(sorted(known)),
                }
                problems.append(Problem(file, link.spot, "fragment-unknown", params))
    return problems


def _meant(file: str, link: Link, files: Iterable[str], former: dict[str, str]) -> str:
    """The link that was meant by one whose file is not there: to where it has moved, or to another of its folder.

    The page of a former name leads on to the record, but not to a section of it.
    """
    folder, _, name = link.target.rpartition("/")
    names = (each.rpartition("/") for each in files)
    near = guess(name, (other for place, _, other in names if place == folder))
    target = former.get(link.target) or (f"{folder}/{near}" if near else "")
    section = f"#{link.fragment}" if link.fragment else ""
    return posixpath.relpath(target, posixpath.dirname(file)) + section if target else ""


def check_aliases(summaries: list[tuple[str, Summary]], spots: Callable[[str], tuple[Spot, ...]]) -> list[Problem]:
    """Former names that are also present ones, or are claimed twice; `spots` gives the places of a file's aliases."""
    living = {summary.identity: file for file, summary in summaries}
    claimed: dict[str, str] = {}
    problems = []
    for file, summary in summaries:
        for number, alias in enumerate(summary.aliases):
            other = living.get(alias) or claimed.setdefault(alias, file)
            first = alias not in living and other == file and summary.aliases.index(alias) == number
            if not first:
                code = (
                    "alias-self" if alias == summary.identity else "alias-living" if alias in living else "alias-twice"
                )
                problems.append(Problem(file, spots(file)[number], code, {"found": alias, "other": other}))
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

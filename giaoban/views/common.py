"""What all views share: the page's frame, the lines of lists, and the words they are printed in."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from giaoban import addresses, formats
from giaoban.dates import PartialDate
from giaoban.edition import Edition, namespace
from giaoban.figures import Figures
from giaoban.formats import Language
from giaoban.inputs import Part, Row
from giaoban.periods import Period
from giaoban.records import Person, Record, Unit
from giaoban.vocabulary import Vocabulary


class Reading(msgspec.Struct, frozen=True):
    """What a view may look at besides its inputs: the edition, whole records by their file, figures as rows, and the
    files of the search index by name.

    `language` and `labels` are the edition's: the labels of kinds, forces and stages by their slugs.
    """

    edition: Edition
    language: Language
    labels: dict[str, dict[str, str]]
    record: Callable[[str], Record]
    figures: Figures
    index: Callable[[str], str]

    @property
    def vocabulary(self) -> Vocabulary:
        return self.edition.vocabulary

    def text(self, key: str, **values: object) -> str:
        """The interface's text under a dotted key, its {places} filled."""
        found = self.edition.texts[key]
        return found.format_map(values) if values else found

    def count(self, key: str, number: int) -> str:
        """A text with a number in it, in the singular form for one."""
        form = f"{key}_one" if number == 1 else key
        return self.text(form, n=formats.number(number, self.language))

    def term(self, field: str, slug: str) -> str:
        """The label of a kind, force or stage; a slug that is not listed is its own label."""
        return self.labels[field].get(slug, slug)

    def date(self, date: PartialDate | None) -> str:
        return formats.date(date, self.language) if date else self.text("date.unknown")

    def day(self, day: datetime.date) -> str:
        return formats.date(PartialDate("", day.year, day.month, day.day), self.language)

    def month(self, year: int, month: int) -> str:
        return formats.date(PartialDate("", year, month), self.language)

    def period(self, period: Period | None) -> str:
        return formats.period(period, self.language) if period else self.text("period.none")

    def unit(self, unit: Unit) -> str:
        """The unit with its type: "tỉnh Gia Lai", "thành phố Huế"."""
        return self.text(f"unit.{unit.type}", name=unit.name)


def labels_of(edition: Edition) -> dict[str, dict[str, str]]:
    config = edition.vocabulary.config
    listed = {"kinds": config.kinds, "forces": config.forces, "stages": config.stages}
    return {name: {term.slug: term.label.of(edition.language) for term in terms} for name, terms in listed.items()}


def capital(text: str) -> str:
    """The text with its first letter in upper case, as a heading begins."""
    return text[:1].upper() + text[1:]


class Link(msgspec.Struct, frozen=True):
    """A text and where it leads, "" if nowhere; a `verbatim` text is Vietnamese whatever the interface speaks."""

    href: str
    text: str
    verbatim: bool = False

    @property
    def at(self) -> str:
        """The same within the archive, as paper says it."""
        return self.href.replace("../", "")


class Line(msgspec.Struct, frozen=True):
    """A meeting in a list; `iso` is its date for machines, empty if unknown."""

    href: str
    title: str
    province: Link
    locality: str
    kind: str
    period: str
    date: str
    iso: str
    chair: str
    part_played: str = ""
    anchor: str = ""


class Pager(msgspec.Struct, frozen=True):
    """The parts of a long list; `links` leads to near parts, the current one without an address.

    `jumps` leads to where each letter or year of the whole list begins.
    """

    number: int
    count: int
    links: tuple[Link, ...]
    jumps: tuple[Link, ...] = ()


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What base.html needs of every page: address, titles, description, the way up, and the root prefix."""

    address: str
    root: str
    title: str
    window_title: str
    """The title in a window's bar, in bookmarks and in lists of search engines."""
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    canonical: str = ""
    verbatim: bool = False
    """Whether the title is in the records' own words, in Vietnamese whatever the interface speaks."""

    @property
    def section(self) -> str:
        """The address in the menu that this page lies under."""
        return self.address.split("/")[0] + "/index.html"

    @property
    def permanent(self) -> str:
        """The address to cite: in full where the archive has a base address, else within the archive."""
        return self.canonical or self.address


class SiteContext(msgspec.Struct, frozen=True):
    """`site` in every template: the archive's name, language, texts, and where assets and the menu lead."""

    title: str
    description: str
    language: str
    base_url: str
    assets: str
    text: object
    menu: tuple[Link, ...]
    data: str
    search: str
    """Where the downloads and the search page are; empty if the site goes without."""


MENU = (
    ("menu.provinces", addresses.PROVINCES),
    ("menu.times", addresses.TIMES),
    ("menu.coverage", addresses.COVERAGE),
    ("menu.indicators", addresses.INDICATORS),
    ("menu.people", addresses.group("chu-tri")),
    ("menu.forces", addresses.group("luc-luong")),
    ("menu.topics", addresses.group("chu-de")),
    ("menu.bases", addresses.group("can-cu")),
    ("menu.kinds", addresses.group("loai")),
)


def site_context(edition: Edition) -> SiteContext:
    config, language = edition.vocabulary.config, edition.language
    return SiteContext(
        title=config.title.of(language),
        description=config.description.of(language),
        language=language,
        base_url=config.base_url,
        assets=edition.assets,
        text=namespace(edition.texts),
        menu=tuple(Link(address, edition.texts[key]) for key, address in MENU),
        data=addresses.DATA if config.features.exports else "",
        search=addresses.SEARCH if config.features.search else "",
    )


WINDOW_TITLE = 70
"""Search engines and windows cut what is longer."""


def window_title(title: str, *further: str) -> str:
    """A title short enough for a window's bar: cut at a word, followed by what there is room for."""
    if len(title) > WINDOW_TITLE:
        return title[: WINDOW_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;–-") + "…"
    for text in further:
        longer = f"{title} — {text}"
        title = longer if text and text not in title and len(longer) <= WINDOW_TITLE else title
    return title


def frame(
    address: str, reading: Reading, title: str, *ways: tuple[str, str], description: str = "", place: str = ""
) -> dict[str, Any]:
    """The fields of a Frame; `ways` are the (address, text) steps between home and this page of a `place`."""
    root = addresses.root_of(address)
    crumbs = (
        Link(root + addresses.HOME, reading.text("menu.home")),
        *(Link(root + to, text) for to, text in ways),
    )
    base = reading.vocabulary.config.base_url
    return {
        "address": address,
        "root": root,
        "title": title,
        "window_title": window_title(title, place, reading.vocabulary.config.title.of(reading.language)),
        "description": description,
        "crumbs": crumbs if address != addresses.HOME else (),
        "canonical": base + address if base else "",
    }


def line(row: Row, root: str, reading: Reading, played: Person | None = None, anchor: str = "") -> Line:
    return Line(
        href=root + addresses.record(row.identity),
        title=row.title,
        province=Link(root + addresses.province(row.unit.slug), row.unit.name),
        locality=row.locality,
        kind=reading.term("kinds", row.kind),
        period=capital(reading.period(row.period)) if row.period else "",
        date=formats.short_date(row.date, reading.language) if row.date else "",
        iso=row.date.iso if row.date else "",
        chair=", ".join(person.name for person in row.chair),
        part_played=capital(part_played(played, reading)) if played else "",
        anchor=anchor,
    )


def lines(rows: Iterable[Row], root: str, reading: Reading) -> tuple[Line, ...]:
    return tuple(line(row, root, reading) for row in rows)


def lines_of_part(
    rows: Iterable[Row], part: Part, label: Callable[[Row], str], reading: Reading, root: str
) -> tuple[Line, ...]:
    """The lines of a part of a long list, with fragments for the jumps to its letters or years."""
    listed = tuple(rows)
    fragments = anchors(map(label, listed), part)
    return tuple(line(row, root, reading, None, anchor) for row, anchor in zip(listed, fragments, strict=True))


def part_played(person: Person, reading: Reading) -> str:
    """What someone did at a meeting, and as what: "chủ trì — Chủ tịch UBND tỉnh"."""
    role = reading.text(f"role.{person.role}") if person.role else ""
    return " — ".join(text for text in (role, ", ".join((*filter(None, [person.rank]), *person.positions))) if text)


def pager(address: str, part: Part) -> Pager | None:
    """The links between the parts of the list that begins at `address`; None for a short list in one part."""
    if part.count == 1 and not part.jumps:
        return None
    links = []
    for number in range(1, part.count + 1):
        near = number in (1, part.count) or abs(number - part.number) <= 3
        if near:
            target = addresses.part(address, number).rsplit("/", 1)[-1]
            links.append(Link("" if number == part.number else target, str(number)))
    return Pager(part.number, part.count, tuple(links), _jumps(address, part))


def _jumps(address: str, part: Part) -> tuple[Link, ...]:
    if len(part.jumps) < 2:
        return ()
    targets = ((addresses.part(address, number).rsplit("/", 1)[-1], label) for label, number in part.jumps)
    return tuple(Link(f"{target}#{jump_anchor(label)}", label) for target, label in targets)


def jump_anchor(label: str) -> str:
    """The fragment of the first entry under a letter or a year: A and Ă have one each."""
    return (
        f"muc-{'-'.join(f'{ord(character):x}' for character in label)}"
        if not label.isascii()
        else f"muc-{label.lower()}"
    )


def anchors(labels: Iterable[str], part: Part) -> Iterator[str]:
    """For each entry of a part the fragment that jumps to it, "" for all but the first under its label."""
    begun = {label for label, number in part.jumps if number < part.number}
    for label in labels:
        yield "" if label in begun or not part.jumps else jump_anchor(label)
        begun.add(label)


def first_part(address: str, part: Part) -> str:
    """The address of the list's first part, given the address of any."""
    return address if part.number == 1 else address.removesuffix(f"-trang-{part.number}.html") + ".html"

"""Turns the Markdown of a record or page into safe HTML: no raw HTML, no image, no scheme that could run."""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown
import msgspec
import nh3
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

from giaoban.addresses import address_of_file, relative
from giaoban.nested_lists import with_even_indents
from giaoban.nodes import Mark, spot_of
from giaoban.problems import Problem, Spot
from giaoban.prose import BOLD_OR_LINK, prose_html
from giaoban.records import Heading
from giaoban.vietnamese import slug

RAW_HTML = re.compile(r"<(?!https?://|mailto:)(?:/?[A-Za-z][^<>]*|!--(?:(?!<!--).)*?--|!doctype[^<>]*)>", re.I)
CODE = re.compile(r"`[^`]*`")
UNSEEN = re.compile(r"[\x00-\x20]")
SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.-]*)\s*:", re.I)
SAFE_SCHEMES = {"http", "https", "mailto"}
TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("a", "em", "strong", "code", "sup", "sub", "table", "thead", "tbody", "tr", "th", "td"),
}
REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")
"""Links written in two places are left out: nobody here writes them, and each costs a search of every text."""
PARAGRAPH = re.compile(r"(?:.*\S.*\n?)+")
MOST_SEARCHING = 100_000_000
"""Brackets and backticks times characters, over all paragraphs: some seconds of work."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ATTRIBUTES = {
    "a": {"href", "title"},
    "th": {"class", "scope"},
    "td": {"class"},
    "ol": {"start"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}


class Link(msgspec.Struct, frozen=True):
    """What a file says of another file of the site, with its place, for the check across files."""

    target: str
    href: str
    spot: Spot
    fragment: str = ""


class Body(msgspec.Struct, frozen=True):
    """A converted text: its HTML, its second-level headings, and its links to other files of the site."""

    html: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()


def tangled(text: str) -> int | None:
    """The line, from 0, of the paragraph that it would take longest to convert, if all would take too long.

    From each bracket and backtick the rest of the paragraph is searched.
    """
    if (text.count("[") + text.count("`")) * len(text) <= MOST_SEARCHING:
        return None
    searching = {
        each.start(): (each[0].count("[") + each[0].count("`")) * len(each[0]) for each in PARAGRAPH.finditer(text)
    }
    if sum(searching.values()) <= MOST_SEARCHING:
        return None
    return text.count("\n", 0, max(searching, key=lambda start: searching[start]))


class BodyConverter:
    """Holds one Markdown parser, which is costly to make and may be used for many bodies."""

    def __init__(self) -> None:
        self.markdown = markdown.Markdown(extensions=[TableExtension(use_align_attribute=True), "sane_lists"])
        self.markdown.preprocessors.deregister("html_block")
        self.markdown.inlinePatterns.deregister("html")
        self.markdown.parser.blockprocessors.deregister("reference")
        for pattern in REFERENCES:
            self.markdown.inlinePatterns.deregister(pattern)
        self.markdown.treeprocessors.deregister("prettify")
        self.markdown.treeprocessors.register(_Inline(self.markdown), "inline", 20)
        self.tidy = _Tidy(self.markdown)
        self.markdown.treeprocessors.register(self.tidy, "tidy", -1)

    def convert(self, file: str, lines: tuple[str, ...], text: str, first_line: int) -> tuple[Body, list[Problem]]:
        """The body `text`, which begins on line `first_line` of `file`."""
        if (tangle := tangled(text)) is not None:
            return Body(""), [Problem(file, spot_of(lines, Mark(first_line + tangle, 1, 1)), "body-tangled")]
        html = self._html(file, text)
        place = _Places(lines, first_line)
        problems = [
            Problem(file, spot_of(lines, place.of(found)), code, {"found": found}) for code, found in self.tidy.faults
        ]
        for number, line in enumerate(lines[first_line - 1 :] if "<" in text else (), first_line):
            blanked = CODE.sub(lambda match: " " * len(match[0]), line)
            for match in RAW_HTML.finditer(blanked):
                mark = Mark(number, match.start() + 1, len(match[0]))
                problems.append(Problem(file, spot_of(lines, mark), "raw-html", {"found": match[0]}))
        links = tuple(
            Link(target, href, spot_of(lines, place.of(href)), href.partition("#")[2])
            for target, href in self.tidy.linked
        )
        return Body(html, tuple(self.tidy.headings), links), problems

    def _html(self, file: str, text: str) -> str:
        self.tidy.start(file)
        if (html := prose_html(text, self.tidy.named, self.tidy.plain_link)) is not None:
            return html
        self.tidy.start(file)
        self.markdown.reset()
        return _clean(self.markdown.convert(with_even_indents(text)))


def _clean(html: str) -> str:
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SAFE_SCHEMES, link_rel=None)


@lru_cache(1 << 12)
def _is_clean(href: str) -> bool:
    """Whether a link's address may stand as it is."""
    link = f'<a href="{href}"></a>'
    return _clean(link) == link


_MARKS = re.compile(r"[`\\\[<&*_]|  \n")
"""What Markdown may find something in, inside a line."""


class _Inline(InlineProcessor):
    """Takes apart itself the texts in which there is nothing but bold words and simple links, which most are.

    Python-Markdown searches every text once for each of its patterns; what this class makes of a text is what
    they would make of it, and any text that it does not understand is left to them.
    """

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        known = [_take_apart(element) for element in list(tree.iter())]
        return tree if all(known) else super().run(tree, ancestors)


def _take_apart(element: Element) -> bool:
    """Whether the element's text was understood, and is now elements that hold nothing more to look for."""
    text = element.text or ""
    if element.tail and _MARKS.search(element.tail):
        return False
    if isinstance(text, AtomicString) or not _MARKS.search(text):
        return True
    pieces = BOLD_OR_LINK.split(text)
    between = pieces[::4]
    if any(map(_MARKS.search, between)):
        return False
    element.text = AtomicString(between[0])
    for place, (bold, title, href) in enumerate(zip(pieces[1::4], pieces[2::4], pieces[3::4], strict=True)):
        child = Element("strong") if bold else Element("a", {"href": href})
        child.text = AtomicString(bold or title)
        child.tail = AtomicString(between[place + 1])
        element.insert(place, child)
    return True


class _Places:
    """Finds where in the body a link target stands, for Python-Markdown keeps no positions."""

    def __init__(self, lines: tuple[str, ...], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.last: dict[str, Mark] = {}

    def of(self, found: str) -> Mark:
        """The next place of `found`: what is asked for twice stands twice."""
        before = self.last.get(found)
        for number in range(before.line if before else self.first_line, len(self.lines) + 1):
            start = before.column if before and number == before.line else 0
            column = self.lines[number - 1].find(found, start)
            if column >= 0:
                self.last[found] = Mark(number, column + 1, len(found))
                return self.last[found]
        return before or Mark(min(self.first_line, max(len(self.lines), 1)), 1, 1)


class _Tidy(Treeprocessor):
    """Checks every link, points links between files of the site at their pages, and names the headings."""

    def start(self, file: str) -> None:
        self.file = file
        self.faults: list[tuple[str, str]] = []
        self.linked: list[tuple[str, str]] = []
        self.headings: list[Heading] = []
        self.names: set[str] = set()

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                element.set("href", self._link(element.get("href", "")))
            elif element.tag == "img":
                self.faults.append(("image-in-body", element.get("src", "")))
            elif element.tag in HEADINGS:
                self._name(element)
            elif element.tag in ("th", "td") and "align" in element.attrib:
                element.set("class", f"align-{element.attrib.pop('align')}")
            if element.tag == "th":
                element.set("scope", "col")

    def _name(self, element: Element) -> None:
        title = "".join(element.itertext()).strip()
        element.tag, name = self.named(int(element.tag[1]), title)
        element.set("id", name)

    def named(self, level: int, title: str) -> tuple[str, str]:
        """The tag of a heading, and an address of its own on the page, whose title is the only first-level one."""
        plain = name = f"muc-{slug(title)}"
        number = 1
        while name in self.names:
            number += 1
            name = f"{plain}-{number}"
        self.names.add(name)
        if level <= 2:
            self.headings.append(Heading(name, title))
        return f"h{max(level, 2)}", name

    def plain_link(self, href: str) -> str | None:
        """What a link leads to, if that needs no cleaning."""
        target = self._link(href)
        return target if _is_clean(target) else None

    def _link(self, href: str) -> str:
        scheme = SCHEME.match(UNSEEN.sub("", href))
        if scheme:
            if scheme[1].lower() not in SAFE_SCHEMES:
                self.faults.append(("link-unsafe", href))
                return ""
            return href
        path, mark, fragment = href.partition("#")
        if not path and fragment:
            self.linked.append((self.file, href))
            return href
        if not path.endswith(".md"):
            unsafe = path.startswith(("/", "\\")) or ".." in path.split("/")
            self.faults.append(("link-unsafe" if unsafe else "link-not-md", href))
            return ""
        target = relative_file(self.file, path)
        self.linked.append((target, href))
        address = address_of_file(target)
        return relative(address_of_file(self.file), address) + mark + fragment if address else ""


def relative_file(file: str, path: str) -> str:
    """The file that `path`, written in `file`, points at; empty if it leaves the site."""
    parts = file.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            if not parts:
                return ""
            parts.pop()
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)

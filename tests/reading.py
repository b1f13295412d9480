"""Pages as a checker reads them: ids, links and text with its language, by Python's own HTML parser."""

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

VOID = {"meta", "link", "br", "hr", "img", "source", "input", "wbr", "col"}
LINKS = {"a": "href", "link": "href", "img": "src", "source": "src", "script": "src", "form": "action"}

DATA = "application/ld+json"
"""A script of this type is data by the HTML standard: it is never run."""


class Page(HTMLParser):
    """What a page says of itself: its ids, its links, and each text with the language in force there."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.inline: list[str] = []
        self.leads_on = False
        self.open: list[tuple[str, str]] = [("", "")]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang", self.open[-1][1])
        if "id" in given:
            self.ids.append(given["id"])
        if LINKS.get(tag, "") in given:
            self.links.append(given[LINKS[tag]])
        for each in filter(None, given.get("srcset", "").split(",")):
            self.links.append(each.split()[0])
        if given.get("http-equiv") == "refresh":
            self.links.append(given["content"].partition("url=")[2])
            self.leads_on = True
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != DATA):
            self.inline.append(tag)
        self.texts += [
            (given[name], language) for name in ("title", "alt", "aria-label", "data-label") if name in given
        ]
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1][0] not in ("title", "script"):
            self.texts.append((data, self.open[-1][1]))


def targets(page: str, links: list[str]) -> Iterator[tuple[str, str, str]]:
    """(link, the file it leads to, fragment) for each link of `page` that stays in the site."""
    for link in links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        here = "" if parts.path.startswith("/") else posixpath.dirname(page)
        path = posixpath.normpath(posixpath.join(here, unquote(parts.path).lstrip("/"))) if parts.path else page
        yield link, path, unquote(parts.fragment)

"""Bodies of nothing but headings, paragraphs and flat lists, as most are.

They come out as Python-Markdown makes them, in a tenth of the time.
"""

import re
from collections.abc import Callable

_PLAIN = r"[^`\\\[\]<>&*_!\n\"']"
BOLD_OR_LINK = re.compile(
    rf"[*\[](?:(?<=\*)(?<!\S\*)\*(?=\w)({_PLAIN}+)(?<=\w)\*\*(?![^\s,.;:])"
    rf"|(?<=\[)(?<!!\[)(?=\w)({_PLAIN}+)(?<=\w)\]\(([\w:/.#?=%+~-]+)\))"
)
"""It begins with its first sign alone, so that all between is passed over quickly; from there it looks back."""

_ELSEWHERE = (*"\t\r\0\x02\x03\xa0`\\<>&|", " \n")
"""What Markdown or HTML may change, whatever stands beside it."""
_HEADING = re.compile(r"(#{1,6}) *([^\W_][^#*_\[]*)")
_START = r"(?:[^\W\d_]|[“\"(…–]|\d+(?:[^\d.)\n]|\.\d)|\*\*\w|\[\w)"
_PARAGRAPH = re.compile(rf"{_START}.*(?:\n{_START}.*)*")
"""Lines that begin as no block does but a paragraph."""
_LISTS = {
    "ul": re.compile(rf"[-*] {_START}.*(?:\n[-*] {_START}.*)*"),
    "ol": re.compile(rf"1\. {_START}.*(?:\n\d+\. {_START}.*)*"),
}
"""Lines that are items of a list, each of a paragraph's words, by the tag of the list."""
LIST = "<ul>", "<ol>"
"""How a list begins: one right behind another may be the same list, and then its items are paragraphs."""


def prose_html(text: str, name: Callable[[int, str], tuple[str, str]], link: Callable[[str], str | None]) -> str | None:
    """The body `text` as HTML; None if there is anything in it that is for Markdown to understand.

    `name` gives the tag and the id of a heading of some level and title, `link` what a link leads to, or None.
    """
    if any(sign in text for sign in _ELSEWHERE) or text.endswith(" "):
        return None
    made = []
    for block in text.split("\n\n"):
        rest = block.strip("\n")
        while rest.startswith("#"):
            line, _, rest = rest.partition("\n")
            heading = _HEADING.fullmatch(line)
            if heading is None:
                return None
            title = heading[2].strip()
            tag, own = name(len(heading[1]), title)
            made.append(f'<{tag} id="{own}">{title}</{tag}>')
        if not rest:
            continue
        if (written := _paragraph(rest, link) or _list(rest, link)) is None:
            return None
        if written.startswith(LIST) and made and made[-1].startswith(LIST):
            return None
        made.append(written)
    return "".join(made)


def _paragraph(text: str, link: Callable[[str], str | None]) -> str | None:
    words = _words(text, link) if _PARAGRAPH.fullmatch(text) else None
    return None if words is None else f"<p>{words}</p>"


def _list(text: str, link: Callable[[str], str | None]) -> str | None:
    tag = next((tag for tag, items in _LISTS.items() if items.fullmatch(text)), None)
    if tag is None:
        return None
    made = []
    for line in text.split("\n"):
        if (words := _words(line.partition(" ")[2], link)) is None:
            return None
        made.append(f"<li>{words}</li>")
    return f"<{tag}>{''.join(made)}</{tag}>"


def _words(text: str, link: Callable[[str], str | None]) -> str | None:
    """A paragraph's text as HTML, if there is nothing in it but words, bold ones and simple links."""
    pieces = BOLD_OR_LINK.split(text)
    made = pieces[:1]
    for bold, title, href, after in zip(*(iter(pieces[1:]),) * 4, strict=True):
        if bold:
            made.append(f"<strong>{bold}</strong>{after}")
        elif (target := link(href)) is None:
            return None
        else:
            made.append(f'<a href="{target}">{title}</a>{after}')
    between = "".join(pieces[::4])
    return None if "*" in between or "_" in between or "[" in between else "".join(made)

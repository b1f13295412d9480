"""Bodies of nothing but headings and paragraphs, as most are: as Python-Markdown makes them, in a tenth of the time."""

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
        paragraph = _words(rest, link) if _PARAGRAPH.fullmatch(rest) else None
        if paragraph is None:
            return None
        made.append(f"<p>{paragraph}</p>")
    return "".join(made)


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

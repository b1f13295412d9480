"""What a result shows, as the lines of the index's files."""

from giaoban.search.document import ResultRow
from giaoban.search.entries import TAB
from giaoban.search.files import ROWS
from giaoban.search.layout import Layout
from giaoban.search.postings import BASE, DIGITS

REFERENCE = "\x01"
"""Begins a part of a row that is read from its title; no text has this sign."""
FIRST_OF_TWO = "\U00010000"
"""The first sign that takes up two places in JavaScript."""


def row_file(place: int, layout: Layout) -> str:
    return f"{ROWS}{place // layout.rows}"


def place_sign(place: int, layout: Layout) -> str:
    """What a place's line begins with in its file."""
    return DIGITS[place % layout.rows]


def row_line(place: int, row: ResultRow, layout: Layout) -> str:
    """The sign of a place in its file, what is shown of the record, whether the text is whole, and the text's lines."""
    text = excerpt(row.text, layout.text)
    title = " ".join(row.title.split())
    shown = (" ".join(field.split()) for field in (row.place, row.kind, row.period, row.date, row.chair))
    facts = (", ".join([_in_title(part, title) for part in field.split(", ")]) for field in shown)
    fields = (title, row.identity, *facts, str(int(text == row.text)), *text.split("\n"))
    return place_sign(place, layout) + TAB.join(fields)


def _in_title(part: str, title: str) -> str:
    """A part of what is shown; where the title says it, only where and how long it is there, in UTF-16."""
    start = title.find(part)
    if 0 <= start < BASE and len(REFERENCE) + 2 < len(part) < BASE and max(title) < FIRST_OF_TWO:
        return REFERENCE + DIGITS[start] + DIGITS[len(part)]
    return part


def excerpt(text: str, length: int) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= length:
        return text
    cut = max(text.rfind(" ", 0, length + 1), text.rfind("\n", 0, length + 1))
    return text[: max(cut, 0)]


def rows_text(lines: str) -> str:
    """The lines as a file has them: each says, behind its first sign, with how much of the line before it goes on."""
    written, before = [], ""
    for line in lines.split("\n") if lines else ():
        same = _shared(line[1:], before)
        written.append(line[0] + DIGITS[same] + line[1 + same :])
        before = line[1:]
    return "\n".join(written)


def _shared(line: str, before: str) -> int:
    """How many signs two lines begin alike with, as far as a digit can say it and Python counts as JavaScript does."""
    same = 0
    for one, other in zip(line[: BASE - 1], before, strict=False):
        if one != other or one >= FIRST_OF_TWO:
            break
        same += 1
    return same

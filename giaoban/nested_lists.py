"""Indents lists within lists by four spaces, which is all that Python-Markdown takes for one.

Editors indent by two, as their other programs do, by three under a number, or with a tab.
"""

import re

ITEM = re.compile(r"(?:[-*+]|\d+\.)[ \t]+(?=\S)")
RULE = re.compile(r"([-*])(?:[ \t]*\1){2,}[ \t]*$")
INDENTED_ITEM = re.compile(r"^[ \t]+(?:[-*+]|\d+\.)[ \t]", re.MULTILINE)
LEAST = 2
"""An item indented by so much more than another is within it."""
STEP = 4


def with_even_indents(text: str) -> str:
    """The text with each line of a list moved to where its depth puts it; the number of lines stays the same."""
    if ("\n " not in text and "\n\t" not in text) or not INDENTED_ITEM.search(text):
        return text
    open_items: list[int] = []
    after_blank = True
    moved = []
    for line in text.split("\n"):
        moved.append(_moved(line, open_items, after_blank))
        after_blank = not line.strip()
    return "\n".join(moved)


def _moved(line: str, open_items: list[int], after_blank: bool) -> str:
    """The line where it belongs; `open_items`, the indents of the items that it may lie in, are brought up to date."""
    bare = line.expandtabs(STEP).lstrip(" ")
    indent = len(line.expandtabs(STEP)) - len(bare)
    if not bare:
        return line
    item = ITEM.match(bare) and not RULE.match(bare)
    if item and (open_items or indent < STEP):
        _close(open_items, indent)
        open_items.append(indent)
        return " " * STEP * (len(open_items) - 1) + bare
    if not open_items:
        return line
    if not after_blank:
        return " " * STEP * (len(open_items) - 1) + bare
    _close(open_items, indent)
    beyond = indent - (open_items[-1] + STEP) if open_items else 0
    return " " * (STEP * len(open_items) + max(beyond, 0)) + bare if open_items else line


def _close(open_items: list[int], indent: int) -> None:
    """Closes the items that a line with this indent is not within."""
    while open_items and indent < open_items[-1] + LEAST:
        open_items.pop()

"""Reads YAML into a document: a tree of texts with positions.

Nothing is typed here and nothing is guessed: anchors, aliases and tags are refused, every scalar is text.
"""

import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from giaoban.nodes import Document, Mapping, Mark, Node, Scalar, Sequence, spot_of
from giaoban.problems import NOWHERE, Problem
from giaoban.yaml_faults import syntax_problem

DEEPEST = 12
RETRIES = 20
CURLY = {"“": "”", "”": "”", "„": "”", "‘": "’", "’": "’", "«": "»"}
_TELLING = frozenset({"-", *CURLY})
"""What a text without quotation marks may begin with by mistake."""
_SWALLOWED = re.compile(r"\s+(?P<text>#[^\s#].*)")
_DASHED = re.compile(" *-(?= )")
_BULLET = re.compile(r"([•·▪●◦‣–—+]|\d{1,2}[.)]) ")
"""What Word makes of a list; over several lines it was meant as one."""


def read_yaml(file: str, lines: tuple[str, ...], text: str, first_line: int) -> tuple[Document, list[Problem]]:
    """The YAML mapping in `text`, whose first line is line `first_line` of the file.

    After a syntax error the top-level entry that holds it is set aside and the rest is read again, so that
    one unclosed quotation mark does not hide the other faults of the file.
    """
    problems: list[Problem] = []
    rest = text.split("\n")
    aside: set[str] = set()
    for _ in range(RETRIES):
        try:
            root, found = _Builder(file, lines, first_line).build("\n".join(rest))
            return Document(file, lines, root, frozenset(aside)), problems + found
        except _TooDeep as deep:
            problems.append(Problem(file, spot_of(lines, deep.mark), "nesting-too-deep"))
            line = deep.mark.line
        except yaml.MarkedYAMLError as error:
            problem, line = syntax_problem(file, lines, first_line, error)
            problems.append(problem)
            if _set_aside(rest, problem.spot.line - first_line, aside):
                continue
        except yaml.YAMLError as error:
            problems.append(Problem(file, NOWHERE, "yaml-syntax", {"detail": str(error)}))
            break
        if not _set_aside(rest, line - first_line, aside):
            break
    return Document(file, lines, Mapping((), Mark(first_line, 1, 1))), problems


def _set_aside(rest: list[str], line: int, aside: set[str]) -> bool:
    """Blanks the top-level entry around `line` and keeps its keys in `aside`; says whether there was any to blank."""
    line = min(line, len(rest) - 1)
    while line > 0 and not rest[line].strip():
        line -= 1
    first = line
    while first > 0 and (not rest[first].strip() or rest[first][0] in " \t-#]}"):
        first -= 1
    last = first + 1
    while last < len(rest) and (last <= line or not rest[last].strip() or rest[last][0] in " \t-#]}"):
        last += 1
    changed = any(part.strip() for part in rest[first:last])
    aside.update(part.partition(":")[0].strip() for part in rest[first:last])
    rest[first:last] = [""] * (last - first)
    return changed


def _is_empty(value: Node) -> bool:
    return isinstance(value, Scalar) and value.plain and not value.text


class _TooDeep(Exception):
    """Entries nested deeper than any record needs."""

    def __init__(self, mark: Mark) -> None:
        super().__init__(mark)
        self.mark = mark


class _Builder:
    """Builds the node tree from libyaml's events, with a stack of its own: depth is bounded, not recursed."""

    def __init__(self, file: str, lines: tuple[str, ...], first_line: int) -> None:
        self.file = file
        self.lines = lines
        self.first_line = first_line
        self.problems: list[Problem] = []

    def build(self, text: str) -> tuple[Mapping, list[Problem]]:
        open_lists: list[tuple[Any, list[Node]]] = []
        start, siblings = None, list[Node]()
        for event in iter(yaml.CBaseLoader(text).get_event, None):
            kind = type(event)
            if kind is ScalarEvent:
                siblings.append(self._scalar(event, start))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._refuse(event)
                open_lists.append((start, siblings))
                start, siblings = event, []
                if len(open_lists) > DEEPEST:
                    raise _TooDeep(self._mark(event))
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = self._close(start, siblings)
                start, siblings = open_lists.pop()
                siblings.append(node)
            elif kind is AliasEvent:
                siblings.append(self._alias(event))
            elif kind is DocumentStartEvent and siblings:
                self._at(self._mark(event), "document-second")
                break
        root = siblings[-1] if siblings else None
        if isinstance(root, Mapping):
            return root, self.problems
        if root is not None:
            self._at(root.mark, "mapping-expected", found=self.lines[root.mark.line - 1].strip())
        return Mapping((), Mark(self.first_line, 1, 1)), self.problems

    def _mark(self, event: Any) -> Mark:
        start, end = event.start_mark, event.end_mark
        line, column = start.line + self.first_line, start.column
        if end.line == start.line:
            return Mark(line, column + 1, end.column - column or 1)
        width = len(self.lines[line - 1]) if line <= len(self.lines) else 0
        return Mark(line, column + 1, max(width - column, 1))

    def _refuse(self, event: Any) -> None:
        if event.anchor is not None:
            self._at(self._mark(event), "anchor-refused", found=f"&{event.anchor}")
        if event.tag is not None:
            self._at(self._mark(event), "tag-refused", found=str(event.tag))

    def _scalar(self, event: Any, within: Any) -> Scalar:
        """A text; most stand on one line, without quotation marks, and hold nothing to be asked about."""
        start, end = event.start_mark, event.end_mark
        if not event.style and start.line == end.line and event.anchor is None and event.tag is None:
            text, number = event.value, start.line + self.first_line
            if text[:1] not in _TELLING and number <= len(self.lines) and "#" not in self.lines[number - 1]:
                return Scalar(text, Mark(number, start.column + 1, end.column - start.column or 1), True)
        mark = self._mark(event)
        self._refuse(event)
        if not event.style:
            return Scalar(self._unquoted(event, mark, within), mark, True)
        if event.style in ("|", ">"):
            return Scalar(event.value.strip("\n"), mark, False)
        return Scalar(event.value, mark, False, 1)

    def _alias(self, event: Any) -> Scalar:
        mark = self._mark(event)
        self._at(mark, "anchor-refused", found=f"*{event.anchor}")
        return Scalar(f"*{event.anchor}", mark, True)

    def _unquoted(self, event: Any, mark: Mark, within: Any) -> str:
        """The text of a scalar without quotation marks, which printed ones and # are often taken for."""
        text: str = event.value
        ending = event.end_mark.line + self.first_line
        last = self.lines[ending - 1] if ending <= len(self.lines) else ""
        in_line = within is not None and within.flow_style
        if text[:1] == "-" and text[1:2].isalpha():
            self._at(Mark(mark.line, mark.column, 1), "dash-space")
        elif ending > mark.line:
            self._continued(text, mark, ending)
        if swallowed := _SWALLOWED.match(last[event.end_mark.column :]):
            place = Mark(ending, event.end_mark.column + swallowed.start("text") + 1, len(swallowed["text"]))
            self._at(place, "hash-in-text", found=swallowed["text"].strip())
        if text[:1] in CURLY and (text[-1:] == CURLY[text[0]] or in_line) and text.count(CURLY[text[0]]) <= 1:
            closed = text.endswith(CURLY[text[0]])
            if closed or CURLY[text[0]] not in text:
                self._at(Mark(mark.line, mark.column, 1), "quote-curly", found=text[0])
                return text[1:-1] if closed else text[1:]
        return text

    def _continued(self, text: str, mark: Mark, ending: int) -> None:
        """Finds the lines of a list that were read as one text, for the list is not written as YAML wants it."""
        if opened := _BULLET.match(text):
            self._at(Mark(mark.line, mark.column, 1), "bullet-wrong", found=opened[0].strip())
            return
        for number in range(mark.line + 1, ending + 1):
            if dash := _DASHED.match(self.lines[number - 1]):
                self._at(Mark(number, dash.end(), 1), "list-after-text", line=str(mark.line))

    def _close(self, start: Any, children: list[Node]) -> Node:
        mark = self._mark(start)
        if type(start) is SequenceStartEvent:
            return Sequence(tuple(children), mark)
        pairs: dict[str, tuple[Scalar, Node]] = {}
        split: Scalar | None = None
        in_line = start.flow_style
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._at(key.mark, "key-not-text")
            elif in_line and _is_empty(value) and not self._after(key).startswith(":"):
                split = self._split(list(pairs.values()), split, key)
                continue
            elif not in_line and self._follows_question(key):
                self._at(key.mark, "special-character", found="?")
            elif key.text == "<<":
                self._at(key.mark, "anchor-refused", found="<<")
            elif key.text in pairs:
                self._at(key.mark, "key-duplicate", found=key.text, line=str(pairs[key.text][0].mark.line))
            else:
                pairs[key.text] = (key, value)
            split = None
        return Mapping(tuple(pairs.values()), mark)

    def _split(self, pairs: list[tuple[Scalar, Node]], first: Scalar | None, key: Scalar) -> Scalar:
        """Tells of a value cut by its own comma, as `{value: 2,23}`; the parts after `first` are of the same value."""
        if not pairs:
            self._at(key.mark, "colon-missing")
            return key
        if first:
            self.problems.pop()
        before, first = pairs[-1][1], first or key
        line = self.lines[key.mark.line - 1]
        whole = line[before.mark.column - 1 : key.mark.column - 1 + key.mark.length]
        whole = whole if before.mark.line == key.mark.line else f"…, {key.text}"
        self._at(first.mark, "comma-in-braces", found=first.text, whole=whole)
        return first

    def _follows_question(self, key: Scalar) -> bool:
        line = self.lines[key.mark.line - 1]
        return "?" in line and line[: key.mark.column - 1].rstrip().endswith("?")

    def _after(self, key: Scalar) -> str:
        return self.lines[key.mark.line - 1][key.mark.column - 1 + key.mark.length :].lstrip()

    def _at(self, mark: Mark, code: str, **params: str) -> None:
        self.problems.append(Problem(self.file, spot_of(self.lines, mark), code, params))

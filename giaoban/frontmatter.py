"""Reads a file's bytes into a document: decodes, cuts off the front matter, parses YAML with positions.

Nothing is typed here and nothing is guessed: anchors, aliases and tags are refused, every scalar is text.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from giaoban.nodes import Document, Mapping, Mark, Node, Scalar, Sequence, spot_of
from giaoban.problems import NOWHERE, Problem, Spot
from giaoban.vietnamese import nfc

DEEPEST = 12
RETRIES = 20
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029\ufffe\uffff]")

SYNTAX_CODES = (
    ("found unexpected end of stream", "quote-unclosed"),
    ("mapping values are not allowed", "colon-in-text"),
    ("could not find expected ':'", "colon-missing"),
    ("did not find expected ',' or", "bracket-unclosed"),
    ("cannot start any token", "special-character"),
    ("did not find expected key", "indentation"),
    ("did not find expected '-'", "indentation"),
    ("unknown escape", "escape-unknown"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file, cut in two: the front matter and the body, with the line that each begins on."""

    lines: tuple[str, ...]
    front: str
    front_line: int
    body: str
    body_line: int


def decode(file: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file: UTF-8 with or without a byte order mark, lines ended by LF or CRLF, made NFC."""
    if data.startswith(UTF16_MARKS):
        return None, [Problem(file, Spot(1, 1, 1, ""), "encoding-utf16")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        found = data[error.start : error.start + 1].hex().upper()
        return None, [Problem(file, Spot(line, column, 1, ""), "encoding-unknown", {"found": found})]
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = text.split("\n")
    problems = [
        Problem(
            file,
            Spot(number, match.start() + 1, 1, FORBIDDEN.sub("\ufffd", line)),
            "control-character",
            {"found": f"U+{ord(match[0]):04X}"},
        )
        for number, line in enumerate(lines, 1)
        for match in FORBIDDEN.finditer(line)
    ]
    return (None if problems else text), problems


def cut(file: str, text: str) -> tuple[Text | None, list[Problem]]:
    """The front matter between two lines `---`, and the body below it."""
    lines = tuple(text.split("\n"))
    if not text.strip():
        return None, [Problem(file, NOWHERE, "file-empty")]
    if lines[0].rstrip() != "---":
        return None, [Problem(file, Spot(1, 1, max(len(lines[0]), 1), lines[0]), "front-matter-missing")]
    closing = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if closing is None:
        return None, [Problem(file, Spot(1, 1, 3, lines[0]), "front-matter-unclosed")]
    front = "\n".join(lines[1:closing])
    return Text(lines, front, 2, "\n".join(lines[closing + 1 :]), closing + 2), []


def read_yaml(file: str, lines: tuple[str, ...], text: str, first_line: int) -> tuple[Document, list[Problem]]:
    """The YAML mapping in `text`, whose first line is line `first_line` of the file.

    After a syntax error the top-level entry that holds it is set aside and the rest is read again, so that
    one unclosed quotation mark does not hide the other faults of the file.
    """
    problems: list[Problem] = []
    rest = text.split("\n")
    for _ in range(RETRIES):
        try:
            root, found = _Builder(file, lines, first_line).build("\n".join(rest))
            return Document(file, lines, root), problems + found
        except yaml.MarkedYAMLError as error:
            problem, line = _syntax_problem(file, lines, first_line, error)
            problems.append(problem)
            if not _set_aside(rest, line):
                break
    return Document(file, lines, Mapping((), Mark(first_line, 1, 1))), problems


def _syntax_problem(
    file: str, lines: tuple[str, ...], first_line: int, error: yaml.MarkedYAMLError
) -> tuple[Problem, int]:
    words = str(error.problem)
    code = next((code for pattern, code in SYNTAX_CODES if pattern in words), "yaml-syntax")
    mark = error.problem_mark
    began = error.context_mark
    later = began is not None and mark is not None and began.line < mark.line
    if mark is None or (later and code in ("quote-unclosed", "colon-missing", "bracket-unclosed")):
        mark = began
    line, column = (mark.line, mark.column) if mark else (0, 0)
    excerpt = lines[line + first_line - 1] if line + first_line <= len(lines) else ""
    found = excerpt[column : column + 1]
    if code == "special-character" and found == "\t":
        code = "tab"
    spot = Spot(line + first_line, column + 1, 1, excerpt)
    return Problem(file, spot, code, {"found": found, "detail": words}), line


def _set_aside(rest: list[str], line: int) -> bool:
    """Blanks the top-level entry around `line` in place; says whether there was anything to blank."""
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
    rest[first:last] = [""] * (last - first)
    return changed


def _is_split_number(key: Scalar, value: Node) -> bool:
    """`{raw: 2,23}` reads as raw: 2 and a key 23 without a value: the comma was meant as a decimal."""
    empty = isinstance(value, Scalar) and value.plain and not value.text
    return empty and bool(re.fullmatch(r"[\d.]+\s*\S*", key.text))


class _Builder:
    """Builds the node tree from libyaml's events, with a stack of its own: depth is bounded, not recursed."""

    def __init__(self, file: str, lines: tuple[str, ...], first_line: int) -> None:
        self.file = file
        self.lines = lines
        self.first_line = first_line
        self.problems: list[Problem] = []

    def build(self, text: str) -> tuple[Mapping, list[Problem]]:
        open_lists: list[tuple[Any, list[Node]]] = []
        root: Node | None = None
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._refuse(event)
                open_lists.append((event, []))
                if len(open_lists) > DEEPEST:
                    self._at(self._mark(event), "nesting-too-deep")
                    break
                continue
            if isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)):
                node: Node = self._scalar(event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                start, children = open_lists.pop()
                node = self._close(start, children)
            else:
                continue
            if open_lists:
                open_lists[-1][1].append(node)
            else:
                root = node
        if isinstance(root, Mapping):
            return root, self.problems
        if root is not None:
            self._at(root.mark, "mapping-expected", found=self.lines[root.mark.line - 1].strip())
        return Mapping((), Mark(self.first_line, 1, 1)), self.problems

    def _mark(self, event: Any) -> Mark:
        start, end = event.start_mark, event.end_mark
        line = start.line + self.first_line
        width = len(self.lines[line - 1]) if line <= len(self.lines) else 0
        length = end.column - start.column if end.line == start.line else width - start.column
        return Mark(line, start.column + 1, max(length, 1))

    def _refuse(self, event: Any) -> None:
        if event.anchor is not None:
            self._at(self._mark(event), "anchor-refused", found=f"&{event.anchor}")
        if getattr(event, "tag", None) is not None:
            self._at(self._mark(event), "tag-refused", found=str(event.tag))

    def _scalar(self, event: Any) -> Scalar:
        if isinstance(event, yaml.AliasEvent):
            self._at(self._mark(event), "anchor-refused", found=f"*{event.anchor}")
            return Scalar(f"*{event.anchor}", self._mark(event), True)
        self._refuse(event)
        if event.style in ("|", ">"):
            return Scalar(event.value.strip("\n"), self._mark(event), False)
        return Scalar(event.value, self._mark(event), not event.style, 1 if event.style else 0)

    def _close(self, start: Any, children: list[Node]) -> Node:
        mark = self._mark(start)
        if isinstance(start, yaml.SequenceStartEvent):
            return Sequence(tuple(children), mark)
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._at(key.mark, "key-not-text")
            elif key.text == "<<":
                self._at(key.mark, "anchor-refused", found="<<")
            elif key.text in pairs:
                self._at(key.mark, "key-duplicate", found=key.text, line=str(pairs[key.text][0].mark.line))
            elif start.flow_style and _is_split_number(key, value):
                self._at(key.mark, "comma-in-braces", found=key.text)
            else:
                pairs[key.text] = (key, value)
        return Mapping(tuple(pairs.values()), mark)

    def _at(self, mark: Mark, code: str, **params: str) -> None:
        self.problems.append(Problem(self.file, spot_of(self.lines, mark), code, params))

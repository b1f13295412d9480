"""Cuts a file in two: the front matter between two lines `---`, and the body below it."""

import re

import msgspec

from giaoban.decoding import plain_spaces
from giaoban.problems import NOWHERE, Problem, Spot

_LONG_DASH = "\u2010-\u2015\u2212\ufe58\uff0d"
DASHES = re.compile(rf"[- {_LONG_DASH}]*[{_LONG_DASH}][- {_LONG_DASH}]*|--|-{{4,}}|-( -)+|\.\.\.|…|\+\+\+|___")
"""What Word makes of three hyphens, what other programs write for them, and other lines that were meant as them."""
_FIRST = frozenset("-.…+_\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d")
"""What a line begins with that might be meant so; few lines do."""
_HEADING = re.compile("#{2,6} ")
_KEY = re.compile(r"[a-z_]+:(\s|$)")
_ENTRY = re.compile(r"[\w ]+:(\s|$)|[\s#-]|$")


class Text(msgspec.Struct, frozen=True):
    """A decoded file, cut in two: the front matter and the body, with the line that each begins on."""

    lines: tuple[str, ...]
    front: str
    front_line: int
    body: str
    body_line: int


def cut(file: str, text: str) -> tuple[Text | None, list[Problem]]:
    """The front matter between two lines `---`, and the body below it; a line that was meant as one will do."""
    lines = text.split("\n")
    if not text.strip():
        return None, [Problem(file, NOWHERE, "file-empty")]
    first, problems = _opening(file, lines)
    if first is None:
        return None, problems
    closing, found = _closing(file, lines, first)
    problems += found
    if closing is None:
        return None, problems
    problems += plain_spaces(file, lines, first, closing)
    if not problems and not any(line.strip() for line in lines[first:closing]):
        problems = [_line(file, lines, closing, "front-matter-empty")]
    front, body = "\n".join(lines[first:closing]), "\n".join(lines[closing + 1 :])
    return Text(tuple(lines), front, first + 1, body, closing + 2), problems


def _line(file: str, lines: list[str], number: int, code: str, **params: str) -> Problem:
    line = lines[number]
    return Problem(file, Spot(number + 1, 1, max(len(line), 1), line), code, params)


def _opening(file: str, lines: list[str]) -> tuple[int | None, list[Problem]]:
    """The first line of the front matter, from 0; None if there is none."""
    number = next(number for number, line in enumerate(lines) if line.strip())
    found = lines[number].strip()
    if _is_wrong(lines[number]):
        return number + 1, [_line(file, lines, number, "dashes-wrong", found=found)]
    if found == "---":
        late = [_line(file, lines, 0, "front-matter-late", line=str(number + 1))] if number else []
        return number + 1, late
    missing = [_line(file, lines, number, "front-matter-missing")]
    return (number if _KEY.match(lines[number]) and "---" in lines else None), missing


def _is_wrong(line: str) -> bool:
    bare = line.strip()
    if bare[:1] not in _FIRST:
        return False
    return line.rstrip() != "---" and (bare == "---" or DASHES.fullmatch(bare) is not None)


def _closing(file: str, lines: list[str], first: int) -> tuple[int | None, list[Problem]]:
    """The line that ends the front matter, from 0, or what was meant as it; None if there is none."""
    real = next((number for number in range(first, len(lines)) if lines[number].rstrip() == "---"), None)
    if real is not None and not any(line.startswith("##") for line in lines[first:real]):
        return real, []
    last = len(lines) if real is None else real
    body = _body(lines, first, last)
    meant = [number for number in range(first, last) if _is_wrong(lines[number])]
    if real is not None and body is None:
        return real, []
    if meant:
        return meant[0], [_line(file, lines, meant[0], "dashes-wrong", found=lines[meant[0]].strip())]
    place = str(len(lines) if body is None else body + 1)
    return None, [_line(file, lines, max(first - 1, 0), "front-matter-unclosed", line=place)]


def _body(lines: list[str], first: int, last: int) -> int | None:
    """The line, from 0, at which a body begins before the line `last`, where a rule in it may be `---` too."""
    inside = (number for number in range(first, last) if not _is_wrong(lines[number]))
    prose = next((number for number in inside if not _ENTRY.match(lines[number])), None)
    heading = next((number for number in range(first, prose or first) if _HEADING.match(lines[number])), None)
    if last < len(lines) and heading is None:
        return None
    return prose if heading is None else heading

"""Writes problems out for people: position, severity, code, what is wrong, the line with a caret, a hint."""

import re
from collections.abc import Iterable
from unicodedata import combining, east_asian_width

import msgspec

from giaoban.messages import GUESS_EN, GUESS_VI, MESSAGES
from giaoban.problems import Problem, Spot

SEVERITIES = {"vi": {"error": "lỗi", "warning": "cảnh báo"}, "en": {"error": "error", "warning": "warning"}}
HINT = {"vi": "gợi ý", "en": "hint"}
WIDEST = 160
UNSHOWABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey and not show, or what turns the direction of the text after it."""
FORMAT = "giaoban-problems/1"


def describe(problem: Problem, language: str) -> tuple[str, str]:
    """The sentence that says what is wrong, and the hint ("" if there is none)."""
    message = MESSAGES[problem.code]
    english = language == "en"
    text = message.en if english else message.vi
    hint = message.hint_en if english else message.hint_vi
    if problem.params.get("guess"):
        hint = GUESS_EN if english else GUESS_VI
    return text.format_map(problem.params), hint.format_map(problem.params)


def lines_of(problem: Problem, language: str) -> list[str]:
    """The problem as lines of text, the first in the form editors and tools can jump to."""
    severity = SEVERITIES[language][MESSAGES[problem.code].severity]
    text, hint = describe(problem, language)
    spot = problem.spot
    place = f"{problem.file}:{spot.line}:{spot.column}" if spot.line else problem.file
    lines = [f"{place}: {severity}[{problem.code}]: {text}"]
    if spot.line and spot.excerpt:
        lines += _excerpt(spot)
    if hint:
        lines.append(f"      {HINT[language]}: {hint}")
    return [UNSHOWABLE.sub("\ufffd", line) for line in lines]


def write_report(problems: Iterable[Problem], language: str) -> str:
    """All problems, sorted by place, one block each."""
    blocks = ["\n".join(lines_of(problem, language)) for problem in sorted(problems, key=lambda each: each.order)]
    return "\n".join(blocks)


def as_json(problems: Iterable[Problem], language: str) -> str:
    """All problems as JSON, sorted by place; docs/problems-json.md says what stands in it."""
    rows = []
    for problem in sorted(problems, key=lambda each: each.order):
        message, hint = describe(problem, language)
        rows.append(
            {
                "file": problem.file,
                "line": problem.spot.line or None,
                "column": problem.spot.column or None,
                "length": problem.spot.length or None,
                "code": problem.code,
                "severity": MESSAGES[problem.code].severity,
                "message": message,
                "hint": hint,
                "excerpt": problem.spot.excerpt,
            }
        )
    whole = {"format": FORMAT, "language": language, "problems": rows}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def _excerpt(spot: Spot) -> list[str]:
    """The line and, under what is meant, carets; a long line is cut around them."""
    line, start = spot.excerpt.replace("\t", " "), spot.column - 1
    first = max(0, start - WIDEST // 2)
    shown = line[first : first + WIDEST]
    before = shown[: start - first]
    meant = shown[start - first : start - first + spot.length]
    gutter = f"{spot.line:5} | "
    carets = "^" * max(_width(meant), 1)
    return [f"{gutter}{shown}", f"{'':5} | {' ' * _width(before)}{carets}"]


def _width(text: str) -> int:
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)

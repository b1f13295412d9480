"""Says what a YAML syntax error means to someone who does not know YAML."""

import re

import yaml

from giaoban.problems import Problem, Spot

SYNTAX_CODES = (
    ("found unexpected end of stream", "quote-unclosed"),
    ("found unexpected document indicator", "quote-unclosed"),
    ("mapping values are not allowed", "colon-in-text"),
    ("could not find expected ':'", "colon-missing"),
    ("did not find expected ',' or", "bracket-unclosed"),
    ("did not find expected node content", "bracket-content"),
    ("found unexpected ':'", "colon-in-text"),
    ("cannot start any token", "special-character"),
    ("did not find expected key", "indentation"),
    ("did not find expected '-'", "indentation"),
    ("block sequence entries are not allowed", "dash-in-line"),
    ("mapping keys are not allowed", "special-character"),
    ("unknown escape", "escape-unknown"),
    ("did not find expected hexdecimal number", "escape-unknown"),
    ("found invalid Unicode character escape", "escape-unknown"),
    ("did not find expected alphabetic or numeric", "special-character"),
    ("found an indentation indicator equal to 0", "block-header"),
    ("did not find expected comment or line break", "block-header"),
    ("found a tab character", "tab"),
    ("did not find expected <document start>", "document-second"),
    ("directive", "special-character"),
    ("while scanning a tag", "special-character"),
    ("tag", "special-character"),
)
WHERE_IT_BEGAN = {"quote-unclosed", "colon-missing", "bracket-unclosed", "bracket-content"}
"""Faults that show far below the line that holds them; YAML knows where the text began."""

MAY_BE_CURLY = {"colon-in-text", "colon-missing", "bracket-unclosed", "bracket-content"}

_GLUED = re.compile(r"(?P<before>[ \-]*[A-Za-z_]+):(?P<after>[^\s:/].*)")
_OPENS_WITH_CURLY = re.compile(r"[ \-]*(?:[^:\[{]*: +)?[\[{]?(?P<quote>[“”‘’„«])")
_CLOSED_QUOTE = re.compile(r"""[ \-]*[^:"'#]*: +(?P<text>"[^"]*"|'[^']*')(?P<rest>\s*[^\s,#\]}].*)""")
_TAG_OR_ANCHOR = re.compile(r"[ \-]*[^:]*: +(?P<sign>[!&*])")


def syntax_problem(
    file: str, lines: tuple[str, ...], first_line: int, error: yaml.MarkedYAMLError
) -> tuple[Problem, int]:
    """The problem that a syntax error stands for, and the line of the YAML text that holds it, from 0."""
    words = f"{error.problem or ''} {error.context or ''}"
    code = next((code for pattern, code in SYNTAX_CODES if pattern in words), "yaml-syntax")
    mark, began = error.problem_mark, error.context_mark
    later = began is not None and mark is not None and began.line < mark.line
    if mark is None or (later and code in WHERE_IT_BEGAN):
        mark = began
    line, column = (mark.line, mark.column) if mark else (0, 0)
    number, column = _written(lines, first_line, code, line, column)
    excerpt = lines[number - 1] if lines else ""
    code, column = _refined(code, excerpt, column)
    found = excerpt[column : column + 1]
    params = {"found": found, "detail": str(error.problem)}
    return Problem(file, Spot(number, min(column, len(excerpt)) + 1, 1, excerpt), code, params), line


def _written(lines: tuple[str, ...], first_line: int, code: str, line: int, column: int) -> tuple[int, int]:
    """The line of the file, and the column from 0, where there is something to see."""
    number = min(line + first_line, max(len(lines), 1))
    if code == "document-second":
        ended = (before for before in range(number, 0, -1) if lines[before - 1].startswith("..."))
        return next(ended, number), 0
    if number >= first_line and lines and not lines[number - 1].strip():
        while number > first_line and not lines[number - 1].strip():
            number -= 1
        column = max(len(lines[number - 1].rstrip()) - 1, 0)
    return number, column


def _refined(code: str, excerpt: str, column: int) -> tuple[str, int]:
    """A nearer explanation, where the line itself shows what its writer did."""
    found = excerpt[column : column + 1]
    if "\t" in excerpt[: len(excerpt) - len(excerpt.lstrip())] or (code == "special-character" and found == "\t"):
        return "tab", excerpt.find("\t")
    if code in MAY_BE_CURLY and (curly := _OPENS_WITH_CURLY.match(excerpt)):
        return "quote-curly", curly.start("quote")
    if code in ("colon-missing", "colon-in-text") and (glued := _GLUED.fullmatch(excerpt)):
        return "colon-space", glued.end("before")
    if code in ("indentation", "colon-in-text", "yaml-syntax", "colon-missing", "bracket-unclosed") and (
        closed := _CLOSED_QUOTE.fullmatch(excerpt)
    ):
        return "text-after-quote", closed.start("rest") + len(closed["rest"]) - len(closed["rest"].lstrip())
    if code in ("special-character", "indentation") and (sign := _TAG_OR_ANCHOR.match(excerpt)):
        return "special-character", sign.start("sign")
    return code, column

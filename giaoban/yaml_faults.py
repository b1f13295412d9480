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
    ("exceeded maximum nesting depth", "nesting-too-deep"),
    ("directive", "special-character"),
    ("while scanning a tag", "special-character"),
    ("tag", "special-character"),
)
WHERE_IT_BEGAN = {"quote-unclosed", "colon-missing", "bracket-unclosed", "bracket-content"}
"""Faults that show far below the line that holds them; YAML knows where the text began."""

MAY_BE_CURLY = {"colon-in-text", "colon-missing", "bracket-unclosed", "bracket-content"}
MAY_BE_QUOTED = {"indentation", "colon-in-text", "yaml-syntax", "colon-missing", "bracket-unclosed"}

_KEY_LINE = re.compile(r"(?P<before> *(?:- +)*)[A-Za-z_][\w-]*:(?:\s|$)", re.ASCII)
_GLUED = re.compile(r"(?P<before>[ \-]*[A-Za-z_]+):(?P<after>[^\s:/].*)")
_GLUED_DASH = re.compile(r" *-(?=[^\W\d_][^:]*(?::\s|$))")
_OPENS_WITH_CURLY = re.compile(r"[ \-]*(?:[^:\[{]*: +)?[\[{]?(?P<quote>[“”‘’„«])")
_OPENS_WITH_BRACKET = re.compile(r"[ \-]*[^:]*: +[\[{]")
_OPEN_QUOTE = re.compile(r"""(?P<before> *(?:- +)*)[A-Za-z_]+: +(?P<quote>["'])""")
_CLOSED_QUOTE = re.compile(r"""[ \-]*[^:"'#]*: +(?P<text>"[^"]*"|'[^']*')(?P<rest>\s*[^\s,#\]}].*)""")
_STARRED = re.compile(r" *\*(?= )")
_TAG_OR_ANCHOR = re.compile(r"[ \-]*[^:]*: +(?P<sign>[!&*])")


def syntax_problem(
    file: str, lines: tuple[str, ...], first_line: int, error: yaml.MarkedYAMLError
) -> tuple[Problem, int]:
    """The problem that a syntax error stands for, and the line of the file at which YAML gave up."""
    words = f"{error.problem or ''} {error.context or ''}"
    code = next((code for pattern, code in SYNTAX_CODES if pattern in words), "yaml-syntax")
    mark, began = error.problem_mark, error.context_mark
    later = began is not None and mark is not None and (began.line < mark.line or code == "quote-unclosed")
    if mark is None or (later and code in WHERE_IT_BEGAN):
        mark = began
    line, column = (mark.line, mark.column) if mark else (0, 0)
    number, column = _written(lines, first_line, line, column)
    code, number, column = _elsewhere(code, lines, first_line, number) or _refined(code, lines, number, column)
    excerpt = lines[number - 1] if lines else ""
    params = {"found": excerpt[column : column + 1], "detail": str(error.problem)}
    spot = Spot(number, min(column, len(excerpt)) + 1, 1, excerpt)
    return Problem(file, spot, code, params), line + first_line


def _written(lines: tuple[str, ...], first_line: int, line: int, column: int) -> tuple[int, int]:
    """The line of the file, and the column from 0, where there is something to see."""
    number = min(line + first_line, max(len(lines), 1))
    if number >= first_line and lines and not lines[number - 1].strip():
        while number > first_line and not lines[number - 1].strip():
            number -= 1
        column = max(len(lines[number - 1].rstrip()) - 1, 0)
    return number, column


def _elsewhere(code: str, lines: tuple[str, ...], first_line: int, number: int) -> tuple[str, int, int] | None:
    """The code, line and column of a fault that lies above the line at which YAML gave up."""
    above = range(number, first_line - 1, -1)
    if code == "document-second":
        for each in above:
            if lines[each - 1].startswith("..."):
                return code, each, 0
            if lines[each - 1].startswith("%"):
                return "special-character", each, 0
    if code in MAY_BE_QUOTED:
        for each in above[1:]:
            if (opened := _OPEN_QUOTE.match(lines[each - 1])) and _runs_on(lines, each, opened):
                return "quote-unclosed", each, opened.start("quote")
    if code == "colon-in-text" and number > first_line and (dash := _GLUED_DASH.match(lines[number - 2])):
        return "dash-space", number - 1, dash.end() - 1
    return None


def _runs_on(lines: tuple[str, ...], number: int, opened: re.Match[str]) -> bool:
    """Whether the quotation that opens on a line does not close there, and the next line is a key beside its own."""
    rest = lines[number - 1][opened.end() :]
    following = next((line for line in lines[number:] if line.strip()), "")
    beside = _KEY_LINE.match(following)
    return opened["quote"] not in rest and beside is not None and len(beside["before"]) <= len(opened["before"])


def _refined(code: str, lines: tuple[str, ...], number: int, column: int) -> tuple[str, int, int]:
    """A nearer explanation, where the line itself shows what its writer did."""
    excerpt = lines[number - 1] if lines else ""
    found, before = excerpt[column : column + 1], excerpt[:column].rstrip()
    if "\t" in excerpt[: len(excerpt) - len(excerpt.lstrip())] or (code == "special-character" and found == "\t"):
        return "tab", number, excerpt.find("\t")
    if code in MAY_BE_CURLY and (curly := _OPENS_WITH_CURLY.match(excerpt)):
        return "quote-curly", number, curly.start("quote")
    if code in ("colon-missing", "colon-in-text") and (glued := _GLUED.fullmatch(excerpt)):
        return "colon-space", number, glued.end("before")
    if code in MAY_BE_QUOTED and (closed := _CLOSED_QUOTE.fullmatch(excerpt)):
        return "text-after-quote", number, len(excerpt) - len(closed["rest"].lstrip())
    if code == "indentation" and before.endswith(("]", "}")) and _OPENS_WITH_BRACKET.match(excerpt):
        return "text-after-bracket", number, column
    if code == "bracket-content" and before.endswith((":", "-")) and found not in "[{":
        return "special-character", number, column
    if code == "special-character" and (star := _STARRED.match(excerpt)):
        return "bullet-wrong", number, star.end() - 1
    if code in ("special-character", "indentation") and (sign := _TAG_OR_ANCHOR.match(excerpt)):
        return "special-character", number, sign.start("sign")
    if code == "colon-in-text" and (key := _KEY_LINE.match(excerpt)) and column < key.end():
        return "indentation", *_out_of_line(lines, number)
    return code, number, column


def _out_of_line(lines: tuple[str, ...], number: int) -> tuple[int, int]:
    """The line, and its first column from 0, that stands out: this one, or the one above if its neighbours agree."""
    here, above, before = (_depth(lines[each - 1]) if each else -1 for each in (number, number - 1, number - 2))
    return (number - 1, above) if above < here == before else (number, here)


def _depth(line: str) -> int:
    """How many characters stand before a line's text, those of its dashes among them."""
    return len(line) - len(line.lstrip(" -"))

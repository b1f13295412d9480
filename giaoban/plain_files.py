"""Tables as CSV and as JSON: equal rows give equal bytes, and nothing in a cell runs as a formula."""

import functools
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from giaoban.figures import Block
from giaoban.tables import TABLES, Cell, Field, Table

MARK = "\N{BYTE ORDER MARK}"
"""Without it Excel takes UTF-8 for the code page of the computer."""

BEGINNING = re.compile(r"\0['=+\-@\t\r\n]")
INSIDE = re.compile(r"[;\t\r\n]'*[=+\-@]")
FORMULA = re.compile(r"\A(?='*[=+\-@\t\r\n])|(?<=[;\t\r\n])(?='*[=+\-@])")
"""Where a text might begin a cell that a spreadsheet takes for a formula, whether or not it was made harmless before:
at its beginning, and where a spreadsheet that expects another separator than the comma would begin another cell."""
BREAKS, QUOTED = ";\t\r\n", ',"\r\n'


def csv_file(table: Table, blocks: Iterable[Block]) -> bytes:
    """RFC 4180 in UTF-8 with a byte order mark; numbers have a decimal point, and truth is true or false."""
    lines = [MARK + ",".join([field.name for field in table.fields])]
    for block in blocks:
        plain = (_plain(field, column) for field, column in zip(table.fields, block, strict=True))
        lines.extend(map(",".join, zip(*plain, strict=True)))
    return "\r\n".join([*lines, ""]).encode()


def _plain(field: Field, column: Sequence[Cell]) -> Sequence[str]:
    """A column's cells as they are written; most columns are seen at once to need nothing."""
    if field.type == "boolean":
        return ["true" if cell else "false" for cell in column]
    if field.type == "integer":
        return list(map(str, column))
    cells: Sequence[Any] = column
    together = "\0" + "\0".join(cells)
    if field.type in ("string", "object") and _might_run(together):
        cells = [harmless(cell) for cell in cells]
    if _has(QUOTED, together):
        return ['"' + cell.replace('"', '""') + '"' if _has(QUOTED, cell) else cell for cell in cells]
    return cells


def _might_run(cells: str) -> bool:
    return bool(BEGINNING.search(cells) or (_has(BREAKS, cells) and INSIDE.search(cells)))


def _has(signs: str, text: str) -> bool:
    """Whether one of the signs stands in the text; to look for each is faster than an expression."""
    for sign in signs:  # noqa: SIM110
        if sign in text:
            return True
    return False


def harmless(text: str) -> str:
    """The text with an apostrophe before each of its parts that might begin like a formula."""
    return FORMULA.sub("'", text)


def json_file(table: Table, blocks: Iterable[Block]) -> bytes:
    """A list with one object a line; what is not known is left out, and a number has the digits it has here."""
    line, encode = _line(table), msgspec.json.Encoder().encode
    lines: list[bytes] = []
    for block in blocks:
        values = (_values(field, column) for field, column in zip(table.fields, block, strict=True))
        lines.extend(map(encode, map(line, *values)))
    return b"[\n" + b",\n".join(lines) + b"\n]\n"


def _values(field: Field, column: Sequence[Cell]) -> Sequence[object]:
    if field.type == "boolean":
        return list(map(bool, column))
    if field.type in ("number", "object") and any(column):
        return [msgspec.Raw(str(cell).encode()) if cell else "" for cell in column]
    return column


@functools.lru_cache(len(TABLES))
def _line(table: Table) -> type[msgspec.Struct]:
    fields = [(field.name, object, "") for field in table.fields]
    return msgspec.defstruct("Line", fields, omit_defaults=True, frozen=True, rename=None)

"""Tables as CSV and as JSON: equal rows give equal bytes, and nothing in a cell runs as a formula."""

import csv
import re
from collections.abc import Iterable
from types import SimpleNamespace

import msgspec

from giaoban.tables import Cell, Row, Table

MARK = "\N{BYTE ORDER MARK}"
"""Without it Excel takes UTF-8 for the code page of the computer."""

SUSPECT = "'=+-@\t\r\n"
FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
"""How a text begins that a spreadsheet takes for a formula, whether or not it was made harmless before."""


def csv_file(table: Table, rows: Iterable[Row]) -> bytes:
    """RFC 4180 in UTF-8 with a byte order mark; numbers have a decimal point, and truth is true or false."""
    lines: list[str] = [MARK]
    writer = csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n")
    writer.writerow([field.name for field in table.fields])
    writer.writerows(_plain(table, rows))
    return "".join(lines).encode()


def _plain(table: Table, rows: Iterable[Row]) -> Iterable[list[Cell]]:
    texts = [number for number, field in enumerate(table.fields) if field.type in ("string", "object")]
    truths = [number for number, field in enumerate(table.fields) if field.type == "boolean"]
    for row in rows:
        cells = list(row)
        for number in texts:
            text = str(cells[number])
            if text and text[0] in SUSPECT:
                cells[number] = harmless(text)
        for number in truths:
            cells[number] = "true" if cells[number] else "false"
        yield cells


def harmless(text: str) -> str:
    """The text; if it begins like a formula, with an apostrophe in front."""
    return f"'{text}" if FORMULA.match(text) else text


def json_file(table: Table, rows: Iterable[Row]) -> bytes:
    """A list with one object a line; what is not known is left out, and a number has the digits it has here."""
    line = _line(table)
    raw = [number for number, field in enumerate(table.fields) if field.type in ("number", "object")]
    truths = [number for number, field in enumerate(table.fields) if field.type == "boolean"]
    encode = msgspec.json.Encoder().encode
    lines = []
    for row in rows:
        cells: list[object] = list(row)
        for number in raw:
            if cells[number]:
                cells[number] = msgspec.Raw(str(cells[number]).encode())
        for number in truths:
            cells[number] = bool(cells[number])
        lines.append(encode(line(*cells)))
    return b"[\n" + b",\n".join(lines) + b"\n]\n"


def _line(table: Table) -> type[msgspec.Struct]:
    fields = [(field.name, object, "") for field in table.fields]
    return msgspec.defstruct("Line", fields, omit_defaults=True, frozen=True, rename=None)

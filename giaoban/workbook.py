"""Tables as an Excel workbook: typed cells, a header that stays, filters, and a sheet that explains the columns.

XlsxWriter makes the workbook; the rows are written here, since its cell by cell way takes six times as long, and packed
here, since zlib's usual effort takes half as long again for one byte in two hundred.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from giaoban.tables import Cell, FieldType, Sheet

CREATED = datetime.datetime(2019, 9, 5)
"""The day of Decree 03/2019/NĐ-CP, in place of the day of the build, so that equal content gives equal bytes."""

FIRST_DAY = datetime.date(1899, 12, 30).toordinal()
SPECIAL = re.compile("[&<>\r]|_x")
SIGNS = ("&", "<", ">", "\r", "\n", "_x")
ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")
"""What Excel reads as a character by its number."""

ROW = "\0"
"""Stands for the number of a row; no cell has this character."""

LONGEST = 32_767
"""How many letters Excel lets a cell have; with one more it offers to mend the file."""

EFFORT = 5
"""Of zlib, whose usual is 6."""

WIDEST = 60
NARROWEST = 8


class _Parts(Packager):  # type: ignore[misc]
    """Gathers the parts of a workbook and leaves none for XlsxWriter to pack."""

    def _create_package(self) -> list[Any]:
        self.parts = super()._create_package()
        return []


class _Book(Workbook):  # type: ignore[misc]
    def _get_packager(self) -> Packager:
        self.packager = _Parts()
        return self.packager


class _Rows(Worksheet):  # type: ignore[misc]
    """A worksheet whose cells are written as they come, row by row."""

    def fill(self, sheet: Sheet, header: Any, day: Any) -> None:
        self.sheet, self.header, self.day = sheet, header, day
        rows, last = sum(len(block[0]) for block in sheet.blocks), len(sheet.fields) - 1
        self.freeze_panes(1, 0)
        self.autofilter(0, 0, rows, last)
        self.dim_rowmin, self.dim_rowmax, self.dim_colmin, self.dim_colmax = 0, rows, 0, last
        for number, width in enumerate(widths(sheet)):
            self.set_column(number, number, width)

    def _write_sheet_data(self) -> None:
        names = [xl_col_to_name(number) for number in range(len(self.sheet.fields))]
        style = f' s="{self.header._get_xf_index()}"'
        self.fh.write('<sheetData><row r="1">')
        for name, title in zip(names, self.sheet.titles, strict=True):
            self.fh.write(f'<c r="{name}1"{style}{text_cell(title)}')
        self.fh.write("</row>")
        number = 1
        for block in self.sheet.blocks:
            columns = [
                self._cells(name, field.type, column, found)
                for name, field, column in zip(names, self.sheet.fields, block, strict=True)
                if (found := set(column)) != {""}
            ]
            for row in map("".join, zip(*columns, strict=True)):
                number += 1
                self.fh.write(f'<row r="{number}">{row.replace(ROW, str(number))}</row>')
        self.fh.write("</sheetData>")

    def _cells(self, name: str, kind: FieldType, column: Sequence[Cell], found: set[Cell]) -> Iterator[str]:
        """A column's cells, with ROW for the row's number; an empty one is left out of its row."""
        style = f' s="{self.day._get_xf_index()}"' if kind == "date" else ""
        write = CELLS[kind]
        if write is text_cell and _is_plain("\0".join(map(str, found))):
            write = plain_cell
        cells = {cell: f'<c r="{name}{ROW}"{style}{write(cell)}' for cell in found} | {"": ""}
        return map(cells.__getitem__, column)


def _is_plain(texts: str) -> bool:
    return not any(sign in texts for sign in SIGNS)


def text_cell(cell: Cell) -> str:
    text = str(cell)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    if SPECIAL.search(text):
        text = ESCAPED.sub(r"_x005F\g<0>", text).replace("&", "&amp;").replace("<", "&lt;")
        text = text.replace(">", "&gt;").replace("\r", "&#13;")
    kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def plain_cell(cell: Cell) -> str:
    """The same for a text without SIGNS."""
    text = str(cell)
    if len(text) > LONGEST or text != text.strip():
        return text_cell(text)
    return f' t="inlineStr"><is><t>{text}</t></is></c>'


def day_cell(cell: Cell) -> str:
    """A day as a date; a month or a year alone as text, since it is none."""
    if len(str(cell)) < len("2022-07-27"):
        return text_cell(cell)
    return number_cell(datetime.date.fromisoformat(str(cell)).toordinal() - FIRST_DAY)


def number_cell(cell: Cell) -> str:
    return f"><v>{cell}</v></c>"


def truth_cell(cell: Cell) -> str:
    return f' t="b"><v>{cell}</v></c>'


CELLS: dict[FieldType, Callable[[Cell], str]] = {
    "string": text_cell,
    "object": text_cell,
    "boolean": truth_cell,
    "integer": number_cell,
    "number": number_cell,
    "date": day_cell,
}


def widths(sheet: Sheet) -> list[int]:
    """How many letters wide each column is: as its title and its first rows need."""
    sample = sheet.blocks[0] if sheet.blocks else [()] * len(sheet.fields)
    return [
        min(WIDEST, max(NARROWEST, *(len(str(cell)) + 2 for cell in (title, *column[:50]))))
        for title, column in zip(sheet.titles, sample, strict=True)
    ]


def workbook(sheets: Iterable[Sheet], title: str, author: str) -> bytes:
    """The workbook's bytes; they do not depend on the day."""
    book = _Book(io.BytesIO(), {"in_memory": True})
    book.set_properties({"title": title, "author": author, "created": CREATED})
    header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for sheet in sheets:
        book.add_worksheet(sheet.name, worksheet_class=_Rows).fill(sheet, header, day)
    book.close()
    data = packed(book.packager.parts)
    # XlsxWriter's objects refer to each other, and a build does without the collector of cycles.
    for part in (*book.worksheets(), book):
        vars(part).clear()
    return data


def packed(parts: Iterable[tuple[io.StringIO, str, bool]]) -> bytes:
    """The texts in a ZIP archive, each under its name and the earliest day that such an archive knows."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for text, name, _ in parts:
            about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(about, text.getvalue(), zipfile.ZIP_DEFLATED, EFFORT)
    return data.getvalue()

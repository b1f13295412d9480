"""Tables as an Excel workbook: typed cells, a header that stays, filters, and a sheet that explains the columns.

XlsxWriter makes the workbook; the rows are written here, since its cell by cell way takes six times as long.
"""

import datetime
import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from giaoban.tables import Cell, FieldType, Sheet

CREATED = datetime.datetime(2019, 9, 5)
"""The day of Decree 03/2019/NĐ-CP, in place of the day of the build, so that equal content gives equal bytes."""

FIRST_DAY = datetime.date(1899, 12, 30).toordinal()
SPECIAL = re.compile("[&<>\r]|_x")
ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")
"""What Excel reads as a character by its number."""

LONGEST = 32_767
"""How many letters Excel lets a cell have; with one more it offers to mend the file."""

WIDEST = 60
NARROWEST = 8


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
        written = 1
        for block in self.sheet.blocks:
            cells = [
                self._cells(name, field.type, column, written + 1)
                for name, field, column in zip(names, self.sheet.fields, block, strict=True)
                if set(column) != {""}
            ]
            for row in zip(*cells, strict=True):
                written += 1
                self.fh.write(f'<row r="{written}">{"".join(row)}</row>')
        self.fh.write("</sheetData>")

    def _cells(self, name: str, kind: FieldType, column: Sequence[Cell], first: int) -> list[str]:
        """A column's cells from row `first` on; an empty one is left out of its row."""
        style = f' s="{self.day._get_xf_index()}"' if kind == "date" else ""
        write = CELLS[kind]
        rests = {cell: f'"{style}{write(cell)}' for cell in set(column) - {""}}
        return [f'<c r="{name}{number}{rests[cell]}' if cell != "" else "" for number, cell in enumerate(column, first)]


def text_cell(cell: Cell) -> str:
    text = str(cell)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    if SPECIAL.search(text):
        text = ESCAPED.sub(r"_x005F\g<0>", text).replace("&", "&amp;").replace("<", "&lt;")
        text = text.replace(">", "&gt;").replace("\r", "&#13;")
    kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'


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
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"title": title, "author": author, "created": CREATED})
    header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for sheet in sheets:
        book.add_worksheet(sheet.name, worksheet_class=_Rows).fill(sheet, header, day)
    book.close()
    # XlsxWriter's objects refer to each other, and a build does without the collector of cycles.
    for part in (*book.worksheets(), book):
        vars(part).clear()
    return data.getvalue()

"""The views of data: files of rows, the database, the package for programs and the page for people."""

from collections.abc import Callable, Iterable

import msgspec

from giaoban import addresses, formats
from giaoban.data_inputs import (
    DatabaseInputs,
    DataInputs,
    DataPartsInputs,
    Download,
    ExportInputs,
    PackageInputs,
)
from giaoban.database import database_parts, settled
from giaoban.figures import Block, Selection, period_of
from giaoban.packages import QUALIFIERS, data_package
from giaoban.periods import quarter_of
from giaoban.plain_files import csv_file, json_file
from giaoban.tables import (
    FIGURES,
    INDICATORS,
    MEETINGS,
    TABLES,
    UNITS,
    WORKBOOK,
    Cell,
    Sheet,
    Table,
    block_of,
    columns_of,
    in_words,
    indicator_rows,
    indicator_words,
    unit_rows,
)
from giaoban.views.common import Frame, Link, Reading, capital, frame


def _selection(inputs: ExportInputs) -> Selection:
    return Selection(
        indicator=inputs.indicator, province=inputs.province, year=inputs.year, quarter=inputs.quarter or -1
    )


def _blocks(inputs: ExportInputs, reading: Reading) -> Iterable[Block]:
    vocabulary = reading.vocabulary
    if inputs.table == FIGURES.name:
        blocks = reading.figures.figure_blocks(columns_of(FIGURES, vocabulary), _selection(inputs))
        return in_words(blocks, FIGURES.fields, indicator_words(vocabulary))
    if inputs.table == MEETINGS.name:
        return reading.figures.meeting_blocks(columns_of(MEETINGS, vocabulary), _selection(inputs))
    return [block_of(indicator_rows(vocabulary) if inputs.table == INDICATORS.name else unit_rows(vocabulary))]


def csv_view(address: str, inputs: ExportInputs, reading: Reading) -> bytes:
    return csv_file(TABLES[inputs.table], _blocks(inputs, reading))


def json_view(address: str, inputs: ExportInputs, reading: Reading) -> bytes:
    return json_file(TABLES[inputs.table], _blocks(inputs, reading))


def xlsx_view(address: str, inputs: ExportInputs, reading: Reading) -> bytes:
    """The figures with codes and periods in words; a workbook of the whole archive has its meetings too."""
    sheets = [_sheet(WORKBOOK[FIGURES.name], FIGURES, _blocks(inputs, reading), reading)]
    if not inputs.province and not inputs.indicator:
        meetings = msgspec.structs.replace(inputs, table=MEETINGS.name)
        sheets.append(_sheet(WORKBOOK[MEETINGS.name], MEETINGS, _blocks(meetings, reading), reading))
    sheets.append(_field_sheet(sheets, reading))
    title = reading.vocabulary.config.title.of(reading.language)
    # XlsxWriter takes a tenth of a second to import, which a build that writes no workbook need not wait for.
    from giaoban.workbook import workbook

    return workbook(sheets, title, title)


def _sheet(names: tuple[str, ...], table: Table, blocks: Iterable[Block], reading: Reading) -> Sheet:
    places = [next(place for place, field in enumerate(table.fields) if field.name == name) for name in names]
    # A day of meeting is a date in a workbook, although it may be known to the month only.
    fields = tuple(
        msgspec.structs.replace(table.fields[place], type="date") if name == "date" else table.fields[place]
        for name, place in zip(names, places, strict=True)
    )
    words = {name: found for name in names if (found := _words(name, reading)) is not None}
    return Sheet(
        name=reading.text(f"data.table.{sql_key(table.name)}"),
        fields=fields,
        titles=tuple(reading.text(f"data.field.{name}") for name in names),
        blocks=list(in_words(([block[place] for place in places] for block in blocks), fields, words)),
    )


def sql_key(table: str) -> str:
    return table.replace("-", "_")


class _Words(dict[Cell, str]):
    """What codes mean in the archive's language, each worked out once."""

    def __init__(self, in_words: Callable[[str], str]) -> None:
        self.in_words = in_words

    def __missing__(self, code: Cell) -> str:
        return self.setdefault(code, self.in_words(str(code)))


def _words(field: str, reading: Reading) -> dict[Cell, str] | None:
    """What the codes of a column mean; None if it has no codes."""
    match field:
        case "period" | "change_against":
            return _Words(lambda key: reading.period(period_of(key)))
        case "forces":
            return _Words(lambda slugs: "; ".join([reading.term("forces", slug) for slug in slugs.split("; ")]))
        case "kind":
            return {term.slug: term.label.of(reading.language) for term in reading.vocabulary.config.kinds}
        case "stage":
            return {term.slug: term.label.of(reading.language) for term in reading.vocabulary.config.stages}
        case "qualifier":
            return {name: reading.text(f"data.qualifier.{name}") for name in QUALIFIERS}
        case "change_direction":
            return {name: reading.text(f"data.direction.{name}") for name in ("up", "down")}
    return None


def _field_sheet(sheets: list[Sheet], reading: Reading) -> Sheet:
    """What each column of the other sheets means."""
    headings = ("sheet", "column", "name", "about")
    return Sheet(
        name=reading.text("data.fields"),
        fields=tuple(msgspec.structs.replace(UNITS.fields[0], name=name) for name in headings),
        titles=tuple(reading.text(f"data.heading.{name}") for name in headings),
        blocks=[
            block_of(
                (sheet.name, title, field.name, reading.text(f"data.about.{field.name}"))
                for sheet in sheets
                for field, title in zip(sheet.fields, sheet.titles, strict=True)
            )
        ],
    )


def database_view(address: str, inputs: DatabaseInputs, reading: Reading) -> bytes:
    return settled(reading.figures.database(*database_parts(reading.vocabulary)))


def package_view(address: str, inputs: PackageInputs, reading: Reading) -> bytes:
    return data_package(inputs.downloads, reading.vocabulary, reading.edition.texts)


class FileView(msgspec.Struct, frozen=True):
    """A set of rows: what it holds, how many rows, and its files or the page that lists them."""

    label: str
    rows: str
    files: tuple[Link, ...]


class FieldView(msgspec.Struct, frozen=True):
    name: str
    title: str
    type: str
    about: str


class TableView(msgspec.Struct, frozen=True):
    id: str
    title: str
    fields: tuple[FieldView, ...]


class DataPage(Frame, frozen=True, kw_only=True):
    """What can be downloaded, in which formats, and what the columns mean."""

    meetings: str
    figures: str
    archive: tuple[FileView, ...]
    provinces: tuple[FileView, ...]
    indicators: tuple[FileView, ...]
    database: Link
    package: Link
    tables: tuple[TableView, ...]


def data_view(address: str, inputs: DataInputs, reading: Reading) -> DataPage:
    root = addresses.root_of(address)
    return DataPage(
        **frame(address, reading, reading.text("data.title"), description=reading.text("data.intro")),
        meetings=reading.count("count.meetings", inputs.meetings),
        figures=reading.count("count.values", inputs.figures),
        archive=tuple(_file(each, _label("archive", each, reading), root, reading) for each in inputs.archive),
        provinces=tuple(_file(each, _label("province", each, reading), root, reading) for each in inputs.provinces),
        indicators=tuple(_file(each, _label("indicator", each, reading), root, reading) for each in inputs.indicators),
        database=Link(root + addresses.DATABASE, addresses.DATABASE.rpartition("/")[2]),
        package=Link(root + addresses.PACKAGE, addresses.PACKAGE.rpartition("/")[2]),
        tables=tuple(_table(table, reading) for table in TABLES.values()),
    )


def _label(of: str, download: Download, reading: Reading) -> str:
    match of:
        case "province":
            return reading.vocabulary.provinces.latest(download.name).name
        case "indicator":
            return reading.vocabulary.indicators[download.name].label.of(reading.language)
    return reading.text(f"data.table.{sql_key(download.table)}")


def _file(download: Download, label: str, root: str, reading: Reading) -> FileView:
    rows = formats.number(download.rows, reading.language)
    if not download.files:
        return FileView(label, rows, (Link(root + download.parts, reading.text("data.parts")),))
    return FileView(label, rows, tuple(Link(root + file, file.rpartition(".")[2].upper()) for file in download.files))


class DataPartsPage(Frame, frozen=True, kw_only=True):
    """The parts of a set of rows, the newest first."""

    parts: tuple[FileView, ...]


def data_parts_view(address: str, inputs: DataPartsInputs, reading: Reading) -> DataPartsPage:
    root, label = addresses.root_of(address), _label(inputs.of, inputs.parts[0], reading)
    return DataPartsPage(
        **frame(
            address,
            reading,
            reading.text("data.parts_of", label=label),
            (addresses.DATA, reading.text("data.title")),
        ),
        parts=tuple(_file(each, _time_of(each, reading), root, reading) for each in inputs.parts),
    )


def _time_of(part: Download, reading: Reading) -> str:
    if part.quarter > 0:
        return capital(reading.period(quarter_of(part.year, part.quarter)))
    return str(part.year) if part.year else capital(reading.text("data.year_unknown"))


def _table(table: Table, reading: Reading) -> TableView:
    return TableView(
        table.name,
        reading.text(f"data.table.{sql_key(table.name)}"),
        tuple(
            FieldView(
                field.name,
                reading.text(f"data.field.{field.name}"),
                reading.text(f"data.type.{field.type}"),
                reading.text(f"data.about.{field.name}"),
            )
            for field in table.fields
        ),
    )

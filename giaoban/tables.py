"""The tables that people and programs download: their columns, keys, and how rows fill them."""

from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Literal

import msgspec
from msgspec.structs import astuple

from giaoban import addresses
from giaoban.figures import FigureRow, MeetingRow, Reported
from giaoban.vocabulary import Vocabulary

FieldType = Literal["string", "integer", "number", "boolean", "date", "object"]
Cell = str | int
"""Numbers and dates are text already, a number with a decimal point; what is not known is empty text."""
Row = tuple[Cell, ...]


class Field(msgspec.Struct, frozen=True):
    name: str
    type: FieldType = "string"


class Reference(msgspec.Struct, frozen=True):
    """Columns that name a row of another table by its key."""

    fields: tuple[str, ...]
    table: str


class Table(msgspec.Struct, frozen=True):
    """`name` is the file's name without its ending, and in a database the table's name."""

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()


class Sheet(msgspec.Struct, frozen=True):
    """A table as a sheet of a workbook: its name, its columns with their titles, and its rows."""

    name: str
    fields: tuple[Field, ...]
    titles: tuple[str, ...]
    rows: Iterable[Row]


def _fields(*names: str) -> tuple[Field, ...]:
    """Fields from "name" or "name:type"."""
    split = (name.partition(":") for name in names)
    return tuple(Field(name, msgspec.convert(kind or "string", FieldType)) for name, _, kind in split)


UNITS = Table(
    "don-vi",
    _fields(
        "province", "era:integer", "province_name", "province_type", "code", "from:date", "until:date", "successor"
    ),
    ("province", "era"),
)
INDICATORS = Table(
    "chi-tieu",
    _fields("indicator", "indicator_name", "unit", "category", "category_name", "additive:boolean", "definition"),
    ("indicator",),
)
MEETINGS = Table(
    "cuoc-hop",
    _fields(
        *("record", "title", "kind", "province_name", "locality", "period", "date", "session", "chair", "forces"),
        *("source", "source_address", "level", "covers", "period_type", "period_from:date", "period_to:date"),
        *("province", "era:integer", "page"),
    ),
    ("record",),
    (Reference(("province", "era"), UNITS.name),),
)
FIGURES = Table(
    "so-lieu",
    _fields(
        *("province_name", "locality", "period", "date", "kind", "indicator_name", "value:number", "unit", "qualifier"),
        *("printed", "printed_unit", "stage", "parts:object", "parts_complete:boolean", "target:number"),
        *("target_printed", "change_direction", "change_against", "change_by:number", "change_by_printed"),
        *("change_unit", "change_percent:number", "change_percent_printed", "previous:number", "previous_printed"),
        *("previous_derived:number", "by_forces", "quote", "note", "pair:integer", "record", "number:integer"),
        *("indicator", "province", "era:integer", "level", "covers", "period_type", "period_from:date"),
        *("period_to:date", "page"),
    ),
    ("record", "number"),
    (
        Reference(("record",), MEETINGS.name),
        Reference(("indicator",), INDICATORS.name),
        Reference(("province", "era"), UNITS.name),
    ),
)
TABLES = {table.name: table for table in (FIGURES, MEETINGS, INDICATORS, UNITS)}


def unit_rows(vocabulary: Vocabulary) -> list[Row]:
    """Every provincial unit of every era, under the name that it had at the era's end."""
    return [
        (
            unit.slug,
            number,
            unit.name,
            unit.type,
            unit.code,
            era.first_day.isoformat() if number > 1 else "",
            era.last_day.isoformat() if number < len(vocabulary.provinces.eras) else "",
            unit.successor,
        )
        for number, era in enumerate(vocabulary.provinces.eras, 1)
        for unit in era.units.values()
    ]


def indicator_rows(vocabulary: Vocabulary) -> list[Row]:
    language = vocabulary.config.language
    categories = {category.slug: category.label.of(language) for category in vocabulary.categories}
    return [
        (
            indicator.slug,
            indicator.label.of(language),
            indicator.unit.of(language),
            indicator.category,
            categories[indicator.category],
            int(indicator.additive),
            indicator.definition.of(language),
        )
        for indicator in vocabulary.indicators.values()
    ]


def meeting_rows(meetings: Iterable[MeetingRow], vocabulary: Vocabulary) -> Iterator[Row]:
    base = vocabulary.config.base_url
    pick = _picker(MEETINGS, MeetingRow.__struct_fields__)
    for meeting in meetings:
        page = base + addresses.record(meeting.record)
        yield pick((page, meeting.era + 1, *astuple(meeting)))


def figure_rows(figures: Iterable[Reported], vocabulary: Vocabulary) -> Iterator[Row]:
    base, language = vocabulary.config.base_url, vocabulary.config.language
    names = {
        slug: (indicator.label.of(language), indicator.unit.of(language))
        for slug, indicator in vocabulary.indicators.items()
    }
    made = ("indicator_name", "unit", "pair")
    pick = _picker(FIGURES, (*made, *MeetingRow.__struct_fields__, *FigureRow.__struct_fields__))
    for each in figures:
        meeting, figure = each.meeting, each.figure
        page = base + addresses.record(meeting.record)
        own = (*names[figure.indicator], figure.pair or "")
        yield pick((page, meeting.era + 1, *own, *astuple(meeting), *astuple(figure)))


def _picker(table: Table, names: tuple[str, ...]) -> Callable[[tuple[Cell, ...]], Row]:
    """Picks a table's columns from a row that begins with the page and the era as people count eras, from 1."""
    places = ("page", "era", *names)
    return itemgetter(*(places.index(field.name) for field in table.fields))


WORKBOOK = {
    FIGURES.name: tuple(
        field.name
        for field in FIGURES.fields
        if field.name not in {"indicator", "province", "era", "level", "covers", "period_type", "number", "pair"}
    ),
    MEETINGS.name: tuple(
        field.name for field in MEETINGS.fields if field.name not in {"level", "covers", "period_type", "era"}
    ),
}
"""The columns of a workbook: those that people read; codes for programs are in the other formats."""

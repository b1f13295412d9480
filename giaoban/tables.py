"""The tables that people and programs download: their columns, keys, and how rows fill them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from giaoban import addresses
from giaoban.figures import Block
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
    """A table as a sheet of a workbook: its name, its columns with their titles, and its rows in blocks."""

    name: str
    fields: tuple[Field, ...]
    titles: tuple[str, ...]
    blocks: list[Block]


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


def columns_of(table: Table, vocabulary: Vocabulary) -> tuple[str, ...]:
    """A table's columns in SQL, over the state's rows; an indicator's name and unit are still its slug.

    Eras are counted from 1, as people count them, and what is not known is empty text.
    """
    before, after = (vocabulary.config.base_url + addresses.record("\n")).replace("'", "''").split("\n")
    made = {
        "era": "era + 1",
        "page": f"'{before}' || record || '{after}'",
        "pair": "CASE pair WHEN 0 THEN '' ELSE pair END",
        "indicator_name": "indicator",
        "unit": "indicator",
    }
    return tuple(made.get(field.name, field.name) for field in table.fields)


def indicator_words(vocabulary: Vocabulary) -> dict[str, dict[Cell, str]]:
    """What stands for an indicator's slug in the columns of its name and its unit."""
    language, indicators = vocabulary.config.language, vocabulary.indicators
    return {
        "indicator_name": {slug: each.label.of(language) for slug, each in indicators.items()},
        "unit": {slug: each.unit.of(language) for slug, each in indicators.items()},
    }


def in_words(
    blocks: Iterable[Block], fields: Sequence[Field], words: Mapping[str, Mapping[Cell, str]]
) -> Iterator[Block]:
    """The blocks with the codes of the columns named in `words` in words."""
    known = [words.get(field.name) for field in fields]
    for block in blocks:
        yield [
            column if meaning is None else [meaning[cell] if cell != "" else "" for cell in column]
            for column, meaning in zip(block, known, strict=True)
        ]


def block_of(rows: Iterable[Row]) -> Block:
    return list(zip(*rows, strict=True))


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

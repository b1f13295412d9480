"""The archive as one SQLite database: the statements that make it from the rows of the state, and its views.

Rows go in by the order of their keys into empty tables, so that equal content gives equal pages.
"""

from typing import Any

from giaoban.figures import FigureRow
from giaoban.tables import (
    FIGURES,
    INDICATORS,
    MEETINGS,
    UNITS,
    Field,
    FieldType,
    Table,
    columns_of,
    indicator_rows,
    unit_rows,
)
from giaoban.vocabulary import Vocabulary

SQL_TYPES: dict[FieldType, str] = {
    "string": "TEXT",
    "object": "TEXT",
    "date": "TEXT",
    "integer": "INTEGER",
    "boolean": "INTEGER",
    "number": "NUMERIC",
}
DATABASE_FIGURES = Table(
    FIGURES.name,
    tuple(
        Field(name, next((field.type for field in FIGURES.fields if field.name == name), "string"))
        for name in FigureRow.__struct_fields__
    ),
    FIGURES.key,
    FIGURES.references[:2],
)
"""The figures without what other tables say of their meetings and indicators."""

CODES = {"loai": "kinds", "giai_doan": "stages", "luc_luong": "forces"}
"""The tables of codes, and the lists of site_config.yaml that they hold."""

LIBRARY = slice(96, 100)
"""Where the header names the version of the library that wrote the file."""

PARTS = """
CREATE TABLE thanh_phan (
    record TEXT NOT NULL, number INTEGER NOT NULL, label TEXT NOT NULL, printed TEXT NOT NULL,
    PRIMARY KEY (record, number, label), FOREIGN KEY (record, number) REFERENCES so_lieu (record, number)
) WITHOUT ROWID;
INSERT INTO thanh_phan SELECT f.record, f.number, part.key, part.value
    FROM so_lieu f, json_each(f.parts) part WHERE f.parts IS NOT NULL ORDER BY 1, 2, 3;
CREATE TABLE cuoc_hop_luc_luong (
    record TEXT NOT NULL REFERENCES cuoc_hop (record), slug TEXT NOT NULL REFERENCES luc_luong (slug),
    PRIMARY KEY (record, slug)
) WITHOUT ROWID;
INSERT OR IGNORE INTO cuoc_hop_luc_luong SELECT m.record, force.value
    FROM cuoc_hop m, json_each('["' || replace(m.forces, '; ', '","') || '"]') force
    WHERE m.forces IS NOT NULL ORDER BY 1, 2;
"""
VIEWS = """
CREATE VIEW so_lieu_day_du AS SELECT f.*, i.indicator_name, i.unit, i.category_name, i.additive, s.label AS stage_name,
    m.title, m.kind, m.province_name, m.locality, m.period, m.date, m.session, m.chair, m.forces, m.source,
    m.source_address, m.level, m.covers, m.period_type, m.period_from, m.period_to, m.province, m.era, m.page
    FROM so_lieu f JOIN cuoc_hop m USING (record) JOIN chi_tieu i USING (indicator)
    LEFT JOIN giai_doan s ON s.slug = f.stage;
CREATE VIEW day_so AS SELECT f.indicator, m.province, m.era, m.covers, f.stage, m.period_type,
    count(DISTINCT m.period) AS periods, min(m.period_from) AS first, max(m.period_to) AS last,
    sum(f.qualifier <> 'exact') AS rounded
    FROM so_lieu f JOIN cuoc_hop m USING (record)
    WHERE m.level = 'cap-tinh' AND m.locality IS NULL AND m.period IS NOT NULL AND f.value IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5, 6;
CREATE INDEX so_lieu_chi_tieu ON so_lieu (indicator);
CREATE INDEX cuoc_hop_tinh ON cuoc_hop (province, era, period);
"""


def database_parts(vocabulary: Vocabulary) -> tuple[str, dict[str, list[tuple[Any, ...]]]]:
    """The script, and the rows that it finds in temporary tables u, i and those of the codes."""
    language = vocabulary.config.language
    codes = {
        name: [(term.slug, term.label.of(language)) for term in getattr(vocabulary.config, field)]
        for name, field in CODES.items()
    }
    rows = {"u": sorted(unit_rows(vocabulary)), "i": sorted(indicator_rows(vocabulary))}
    rows |= {f"code_{field}": sorted(codes[name]) for name, field in CODES.items()}
    script = ["PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; BEGIN;"]
    for name, field in CODES.items():
        script.append(f"CREATE TABLE {name} (slug TEXT PRIMARY KEY NOT NULL, label TEXT NOT NULL) WITHOUT ROWID;")
        script.append(f"INSERT INTO {name} SELECT * FROM temp.code_{field};")
    script += [_create(table) for table in (UNITS, INDICATORS, MEETINGS, DATABASE_FIGURES)]
    script += [_copy(UNITS, "u"), _copy(INDICATORS, "i")]
    script += [_from_state(MEETINGS, "meeting", vocabulary), _from_state(DATABASE_FIGURES, "figure", vocabulary)]
    script += [PARTS, VIEWS]
    return "\n".join([*script, "COMMIT;"]), rows


def _create(table: Table) -> str:
    columns = [f'"{field.name}" {SQL_TYPES[field.type]}' for field in table.fields]
    columns.append(f"PRIMARY KEY ({', '.join(table.key)})")
    for reference in table.references:
        keys = ", ".join(reference.fields)
        columns.append(f"FOREIGN KEY ({keys}) REFERENCES {sql_name(reference.table)} ({keys})")
    return f"CREATE TABLE {sql_name(table.name)} ({', '.join(columns)}) WITHOUT ROWID;"


def _copy(table: Table, source: str) -> str:
    columns = ", ".join(f"nullif(c{number}, '')" for number in range(len(table.fields)))
    return f"INSERT INTO {sql_name(table.name)} SELECT {columns} FROM temp.{source};"


def _from_state(table: Table, rows: str, vocabulary: Vocabulary) -> str:
    columns = ", ".join(f"nullif({column}, '')" for column in columns_of(table, vocabulary))
    keys = ", ".join(table.key)
    return f"INSERT INTO {sql_name(table.name)} SELECT {columns} FROM state.{rows} ORDER BY {keys};"


def sql_name(table: str) -> str:
    return table.replace("-", "_")


def settled(data: bytes) -> bytes:
    """The database without the mark of the library that wrote it."""
    return data[: LIBRARY.start] + (3_040_000).to_bytes(4, "big") + data[LIBRARY.stop :]

"""The data package: what the tables are, for programs, by the Frictionless specification."""

from collections.abc import Iterable
from typing import Any

import msgspec

from giaoban import addresses
from giaoban.data_inputs import Download
from giaoban.tables import MEETINGS, TABLES, Table
from giaoban.vocabulary import Vocabulary

UNITS = {
    **{name: {"unitColumn": "unit"} for name in ("value", "target", "previous", "previous_derived")},
    "change_by": {"unitColumn": "change_unit"},
    "change_percent": {"unit": "%"},
}
"""What a number counts: a unit of its own, or the column that names it. Frictionless lets a field say more."""

QUALIFIERS = ["exact", "under", "over", "about", "words", "unstated"]


def data_package(downloads: Iterable[Download], vocabulary: Vocabulary, texts: dict[str, str]) -> bytes:
    """The descriptor; where tables are cut, each part is a resource that refers to the part of the same time."""
    config = vocabulary.config
    package = {
        "name": "giao-ban",
        "title": config.title.of(config.language),
        "description": config.description.of(config.language),
        "profile": "tabular-data-package",
        **({"homepage": config.base_url} if config.base_url else {}),
        "resources": [_resource(each, texts) for each in downloads],
    }
    return msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n"


def _resource(download: Download, texts: dict[str, str]) -> dict[str, Any]:
    table = TABLES[download.table]
    file = next(file for file in download.files if file.endswith(".csv"))
    return {
        "name": addresses.cut_name(download.table, download.year, download.quarter),
        "title": texts[f"data.table.{download.table.replace('-', '_')}"],
        "path": addresses.relative(addresses.PACKAGE, file),
        "profile": "tabular-data-resource",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": _schema(table, download, texts),
    }


def _schema(table: Table, download: Download, texts: dict[str, str]) -> dict[str, Any]:
    fields = []
    for field in table.fields:
        described: dict[str, Any] = {
            "name": field.name,
            "type": field.type,
            "title": texts[f"data.field.{field.name}"],
            "description": texts[f"data.about.{field.name}"],
            **UNITS.get(field.name, {}),
        }
        if field.name in table.key:
            described["constraints"] = {"required": True}
        if field.name == "qualifier":
            described["constraints"] = {"required": True, "enum": QUALIFIERS}
        fields.append(described)
    return {
        "fields": fields,
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": list(reference.fields),
                "reference": {
                    "resource": _referred(reference.table, download),
                    "fields": list(reference.fields),
                },
            }
            for reference in table.references
        ],
        "missingValues": [""],
    }


def _referred(table: str, download: Download) -> str:
    """The resource of another table that a part refers to: meetings are cut as figures are."""
    if table == MEETINGS.name:
        return addresses.cut_name(table, download.year, download.quarter)
    return table

"""The view of a record as a JSON file: every fact with its type, in the order that docs/record-json.md lists."""

from collections.abc import Callable
from typing import Any

import msgspec

from giaoban import addresses
from giaoban.dates import PartialDate
from giaoban.inputs import RecordDataInputs
from giaoban.periods import Period
from giaoban.records import Record
from giaoban.values import Quantity
from giaoban.views.common import Reading

FORMAT = "giaoban-record/1"
RENAMED = {"identity": "id", "body": "body_html", "digest": "source_digest"}
LEFT_OUT = ("headings", "withdrawn", "reason")


def record_data_view(address: str, inputs: RecordDataInputs, reading: Reading) -> bytes:
    document = record_document(reading.record(inputs.file), reading.vocabulary.config.base_url)
    return msgspec.json.format(msgspec.json.Encoder(decimal_format="number").encode(document), indent=1) + b"\n"


def record_document(record: Record, base: str) -> dict[str, Any]:
    """The record as JSON has it; what a record does not say is null, "" or []."""
    document = {"format": FORMAT, "address": base + addresses.record(record.identity)}
    return document | {
        RENAMED.get(name, name): plain(getattr(record, name))
        for name in record.__struct_fields__
        if name not in LEFT_OUT
    }


def plain(value: Any) -> Any:
    """A value in JSON's own types; dates, periods and quantities with what their parts mean."""
    if not isinstance(value, (tuple, msgspec.Struct)):
        return value
    write: Callable[[Any], Any] = PLAIN.get(type(value), _fields)
    return write(value)


def _fields(value: msgspec.Struct) -> dict[str, Any]:
    return {name: plain(getattr(value, name)) for name in value.__struct_fields__}


def _items(value: tuple[Any, ...]) -> list[Any]:
    return [plain(item) for item in value]


def _date(value: PartialDate) -> dict[str, Any]:
    return {"iso": value.iso, "printed": value.printed}


def _period(value: Period) -> dict[str, Any]:
    first, last = value.first_day.isoformat(), value.last_day.isoformat()
    return {"kind": value.kind, "key": value.key, "first_day": first, "last_day": last}


def _quantity(value: Quantity) -> dict[str, Any]:
    return {"number": value.number, "qualifier": value.qualifier, "unit": value.unit, "printed": value.printed}


PLAIN: dict[type, Callable[[Any], Any]] = {tuple: _items, PartialDate: _date, Period: _period, Quantity: _quantity}
"""What is written otherwise than as an object with a value's own fields."""

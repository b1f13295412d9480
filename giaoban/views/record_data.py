"""The view of a record as a JSON file: every fact with its type, in the order that docs/record-json.md lists."""

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
    match value:
        case PartialDate():
            return {"iso": value.iso, "printed": value.printed}
        case Period():
            return {
                "kind": value.kind,
                "key": value.key,
                "first_day": value.first_day.isoformat(),
                "last_day": value.last_day.isoformat(),
            }
        case Quantity():
            return {
                "number": value.number,
                "qualifier": value.qualifier,
                "unit": value.unit,
                "printed": value.printed,
            }
        case msgspec.Struct():
            return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
        case tuple():
            return [plain(item) for item in value]
        case _:
            return value

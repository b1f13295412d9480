"""What an editor may write in a record's front matter: one model, from which reading and checking follow."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from giaoban import periods
from giaoban.fields import (
    NUMBER_SCHEMA,
    TEXT_SCHEMA,
    Amount,
    Day,
    IndicatorSlug,
    Name,
    Names,
    Province,
    Session,
    Strict,
    Text,
    Texts,
    Time,
    WebAddress,
    YesNo,
    as_list,
    choice,
    fault,
    many,
    period,
    term,
)

LEVELS = {"cấp tỉnh": "cap-tinh", "cấp huyện": "cap-huyen", "cấp xã": "cap-xa"}
ROLES = {
    "chủ trì": "chu-tri",
    "dự và chỉ đạo": "du-chi-dao",
    "dự và phát biểu": "du-phat-bieu",
    "trưởng đoàn": "truong-doan",
    "tiếp đoàn": "tiep-doan",
    "báo cáo": "bao-cao",
    "đề xuất": "de-xuat",
    "phát biểu": "phat-bieu",
}
DIRECTIONS = {"tăng": "up", "giảm": "down"}
STATUSES = {"withdrawn": "withdrawn", "thu hồi": "withdrawn"}
_INFERABLE = "title province date kind chair forces host quarter half year source legal_bases".split()
INFERABLE = {field: field for field in _INFERABLE}
UNSTATED = "nêu nhưng không ghi nội dung"
PERIOD_FIELDS = ("quarter", "half", "year", "months", "years")


def vocabulary_term(field: str) -> Any:
    return Annotated[str, PlainValidator(term(field)), WithJsonSchema(TEXT_SCHEMA)]


def closed(choices: dict[str, str]) -> Any:
    return Annotated[str, PlainValidator(choice(choices)), WithJsonSchema({"enum": list(choices)})]


def short(form: Any, read: Callable[[Any], Any]) -> Any:
    """A form that may be written as a text alone, which `read` turns into its mapping."""
    return Annotated[form, BeforeValidator(read, json_schema_input_type=form | Text)]


def _as(key: str) -> Callable[[Any], Any]:
    """Lets an item that is only a text stand for a mapping with that `key`."""
    return lambda value: {key: value} if isinstance(value, str) else value


def _short_person(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    name, _, position = value.partition(",")
    return {"name": name, "position": [position]} if position.strip() else {"name": name}


def _figure_list(value: Any) -> Any:
    if not isinstance(value, dict) or "indicator" in value:
        return as_list(value)
    return [{"indicator": indicator, "value": number} for indicator, number in value.items()]


def _inferences(value: Any) -> Any:
    if isinstance(value, dict):
        return [{"field": field, "why": why} for field, why in value.items()]
    return [{"field": field} if isinstance(field, str) else field for field in as_list(value)]


def _acceptances(value: Any) -> Any:
    pairs: list[Any] = []
    for item in as_list(value):
        if isinstance(item, str):
            raise fault("accept-reason", found=item)
        if not isinstance(item, dict):
            raise fault("mapping-expected")
        pairs += item.items()
    return pairs


class PersonForm(Strict):
    name: Name
    rank: Name = ""
    position: Names = ()
    force: vocabulary_term("forces") = ""
    role: closed(ROLES) = ""
    note: Text = ""


class StatementForm(Strict):
    text: Text
    by: Names = ()
    to: Names = ()
    force: vocabulary_term("forces") = ""
    due: Text = ""
    count: Amount | None = None
    basis: Text = ""


class ChangeForm(Strict):
    direction: closed(DIRECTIONS)
    against: period(periods.read_period)
    by: Amount | None = None
    percent: Amount | None = None
    unit: Text = ""
    previous: Amount | None = None


class ForceForm(Strict):
    force: vocabulary_term("forces")
    name: Text = ""


class FigureForm(Strict):
    indicator: IndicatorSlug
    value: Amount
    printed_unit: Name = ""
    parts: dict[Name, Amount] = Field({})
    parts_complete: YesNo = True
    paired: "FigureForm | None" = Field(None, alias="with")
    change: ChangeForm | None = None
    stage: vocabulary_term("stages") = ""
    target: Amount | None = None
    forces: many(short(ForceForm, _as("force"))) = ()
    quote: Text = ""
    note: Text = ""


class VenueForm(Strict):
    name: Name
    bridge: YesNo = False


class LegalBasisForm(Strict):
    number: Name
    date: Day | None = None
    issuer: Text = ""
    title: Text = ""
    note: Text = ""


class PhotoForm(Strict):
    caption: Text
    credit: Text = ""
    file: Text = ""
    note: Text = ""


class VideoForm(Strict):
    caption: Text
    url: WebAddress = ""


class AttachmentForm(Strict):
    file: Text
    title: Text


class PublicationForm(Strict):
    publisher: Name
    title: Text = ""
    url: WebAddress = ""
    date: Day | None = None
    time: Time = ""
    byline: Names = ()
    credit: Text = ""
    accessed: Day | None = None
    archived: WebAddress = ""
    note: Text = ""


class CorrectionForm(Strict):
    printed: Text
    correct: Text
    where: Text = ""
    note: Text = ""


class InferenceForm(Strict):
    field: closed(INFERABLE)
    why: Text = ""


FigureNumbers = Annotated[
    dict[IndicatorSlug, Amount],
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": NUMBER_SCHEMA,
            "not": {"required": ["indicator"]},
            "minProperties": 1,
        }
    ),
]
Figures = Annotated[
    tuple[FigureForm, ...],
    BeforeValidator(_figure_list, json_schema_input_type=tuple[FigureForm, ...] | FigureForm | FigureNumbers),
]
INFERABLE_FIELD = closed(INFERABLE)
Inferences = Annotated[
    tuple[InferenceForm, ...],
    BeforeValidator(
        _inferences,
        json_schema_input_type=tuple[InferenceForm | INFERABLE_FIELD, ...] | dict[Text, Text] | INFERABLE_FIELD,
    ),
]
Acceptances = Annotated[
    tuple[tuple[Text, Text], ...],
    BeforeValidator(_acceptances, json_schema_input_type=tuple[dict[Text, Text], ...] | dict[Text, Text]),
]
Statements = many(short(StatementForm, _as("text")))
PersonItem = short(PersonForm, _short_person)

REQUIRED = ("title", "kind", "province")
"""Keys that must be there; a record without one is read on, so that its other faults are found as well."""


class RecordForm(Strict):
    """The front matter of content/records/<province>/<name>.md."""

    model_config = ConfigDict(json_schema_extra={"required": list(REQUIRED)})

    title: Name = ""
    printed_title: Text = ""
    kind: vocabulary_term("kinds") = ""
    province: Province = ""
    level: closed(LEVELS) = "cap-tinh"
    locality: Name = ""
    covers: many(Province) = ()
    quarter: period(periods.read_quarter) | None = None
    half: period(periods.read_half) | None = None
    year: period(periods.read_year) | None = None
    months: period(periods.read_months) | None = None
    years: period(periods.read_years) | None = None
    date: Day | None = None
    session: Session = ""
    venue: many(short(VenueForm, _as("name"))) = ()
    host: Names = ()
    forces: many(short(ForceForm, _as("force"))) = ()
    chair: many(PersonItem) = ()
    people: many(PersonItem) = ()
    participants: Names = ()
    legal_bases: many(short(LegalBasisForm, _as("number"))) = ()
    topics: Names = ()
    lead: Text = ""
    figures: Figures = ()
    shortcomings: Texts = ()
    discussion: Statements = ()
    proposals: Statements = ()
    conclusions: Statements = ()
    tasks: Statements = ()
    commendations: Statements = ()
    crime_trend: Text = ""
    photos: many(short(PhotoForm, _as("caption"))) = ()
    videos: many(short(VideoForm, _as("caption"))) = ()
    attachments: many(AttachmentForm) = ()
    source: many(short(PublicationForm, _as("publisher"))) = ()
    corrections: many(CorrectionForm) = ()
    inferred: Inferences = ()
    note: Text = ""
    aliases: Names = ()
    status: closed(STATUSES) = ""
    reason: Text = ""
    accept: Acceptances = ()

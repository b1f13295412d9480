"""What an editor may write in a record's front matter: one model, from which reading and checking follow."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from giaoban import periods
from giaoban.fields import (
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
INFERABLE = {
    field: field
    for field in (
        "title",
        "province",
        "date",
        "kind",
        "chair",
        "forces",
        "host",
        "quarter",
        "half",
        "year",
        "source",
        "legal_bases",
    )
}
UNSTATED = "nêu nhưng không ghi nội dung"
PERIOD_FIELDS = ("quarter", "half", "year", "months", "years")


def vocabulary_term(field: str) -> Any:
    return Annotated[str, PlainValidator(term(field)), WithJsonSchema(TEXT_SCHEMA)]


def closed(choices: dict[str, str]) -> Any:
    return Annotated[str, PlainValidator(choice(choices)), WithJsonSchema({"enum": list(choices)})]


def _short(key: str) -> BeforeValidator:
    """Lets an item that is only a text stand for a mapping with that `key`."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


def _short_person(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    name, _, position = value.partition(",")
    return {"name": name, "position": [position]} if position.strip() else {"name": name}


def _figure_list(value: Any) -> Any:
    if not isinstance(value, dict) or "indicator" in value:
        return as_list(value)
    return [{"indicator": indicator, "value": number} for indicator, number in value.items()]


def _pairs(value: Any) -> Any:
    return list(value.items()) if isinstance(value, dict) else value


def _inferences(value: Any) -> Any:
    if isinstance(value, dict):
        return [{"field": field, "why": why} for field, why in value.items()]
    return [{"field": field} if isinstance(field, str) else field for field in as_list(value)]


def _acceptances(value: Any) -> Any:
    if isinstance(value, dict):
        value = [value]
    return [pair for item in as_list(value) for pair in (_pairs(item) if isinstance(item, dict) else [item])]


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
    parts: dict[str, Amount] = Field({})
    parts_complete: YesNo = True
    paired: "FigureForm | None" = Field(None, alias="with")
    change: ChangeForm | None = None
    stage: vocabulary_term("stages") = ""
    target: Amount | None = None
    forces: Annotated[tuple[Annotated[ForceForm, _short("force")], ...], BeforeValidator(as_list)] = ()
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


def many(form: Any, short: BeforeValidator | None = None) -> Any:
    """A list of forms, or one form alone; `short` reads the short form of an item."""
    item = Annotated[form, short] if short else form
    return Annotated[tuple[item, ...], BeforeValidator(as_list)]


Statements = many(StatementForm, _short("text"))


class RecordForm(Strict):
    """The front matter of content/records/<province>/<name>.md; `title`, `kind` and `province` must be there."""

    title: Name = ""
    printed_title: Text = ""
    kind: vocabulary_term("kinds") = ""
    province: Province = ""
    level: closed(LEVELS) = "cap-tinh"
    locality: Name = ""
    covers: Annotated[tuple[Province, ...], BeforeValidator(as_list)] = ()
    quarter: period(periods.read_quarter) | None = None
    half: period(periods.read_half) | None = None
    year: period(periods.read_year) | None = None
    months: period(periods.read_months) | None = None
    years: period(periods.read_years) | None = None
    date: Day | None = None
    session: Session = ""
    venue: many(VenueForm, _short("name")) = ()
    host: Names = ()
    forces: many(ForceForm, _short("force")) = ()
    chair: many(PersonForm, BeforeValidator(_short_person)) = ()
    people: many(PersonForm, BeforeValidator(_short_person)) = ()
    participants: Names = ()
    legal_bases: many(LegalBasisForm, _short("number")) = ()
    topics: Names = ()
    lead: Text = ""
    figures: Annotated[tuple[FigureForm, ...], BeforeValidator(_figure_list)] = ()
    shortcomings: Texts = ()
    discussion: Statements = ()
    proposals: Statements = ()
    conclusions: Statements = ()
    tasks: Statements = ()
    commendations: Statements = ()
    crime_trend: Text = ""
    photos: many(PhotoForm, _short("caption")) = ()
    videos: many(VideoForm, _short("caption")) = ()
    attachments: many(AttachmentForm) = ()
    source: many(PublicationForm, _short("publisher")) = ()
    corrections: many(CorrectionForm) = ()
    inferred: Annotated[tuple[InferenceForm, ...], BeforeValidator(_inferences)] = ()
    note: Text = ""
    aliases: Names = ()
    status: closed(STATUSES) = ""
    reason: Text = ""
    accept: Annotated[tuple[tuple[Text, Text], ...], BeforeValidator(_acceptances)] = ()


REQUIRED = ("title", "kind", "province")

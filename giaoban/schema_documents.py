"""What is made of the schemas for people and their tools: JSON Schemas, and tables of fields for the guides."""

from typing import Any

import msgspec
from pydantic import BaseModel

from giaoban import schema, site_schema
from giaoban.field_texts import FIELD_TEXTS
from giaoban.frontmatter import read_yaml
from giaoban.nodes import Plain, plain
from giaoban.schema import REQUIRED, RecordForm

SCHEMAS: dict[str, type[BaseModel]] = {
    "record": schema.RecordForm,
    "page": site_schema.PageForm,
    "site_config": site_schema.ConfigForm,
    "provinces": site_schema.ProvincesForm,
    "indicators": site_schema.IndicatorsForm,
}
FOLDER = "docs/schema/"
GUIDE, REFERENCE = "content/pages/viet-ban-ghi.md", "docs/fields.md"
GUIDE_HEADING = "## Bảng các mục"
FORMS = {form.__name__: form for form in FIELD_TEXTS}

INTRODUCTION = {
    "vi": "Bảng này do chương trình lập từ chính các quy tắc mà nó kiểm tra. Mục có dấu * là bắt buộc.",
    "en": "Made from the very rules that the program checks (`make docs`). A key with * must be there.",
}
COLUMNS = {"vi": ("Mục", "Ghi gì", "Ví dụ"), "en": ("Key", "What it holds", "Example")}
RECORD_TABLES: tuple[tuple[type[BaseModel], str, str], ...] = (
    (schema.RecordForm, "Các mục của bản ghi", "A record"),
    (schema.PersonForm, "Trong chair và people", "Under chair and people"),
    (schema.FigureForm, "Trong figures", "Under figures"),
    (schema.ChangeForm, "Trong change của một số liệu", "Under change of a figure"),
    (schema.ForceForm, "Trong forces", "Under forces"),
    (
        schema.StatementForm,
        "Trong discussion, proposals, conclusions, tasks, commendations",
        "Under discussion to tasks",
    ),
    (schema.VenueForm, "Trong venue", "Under venue"),
    (schema.LegalBasisForm, "Trong legal_bases", "Under legal_bases"),
    (schema.PublicationForm, "Trong source", "Under source"),
    (schema.PhotoForm, "Trong photos", "Under photos"),
    (schema.VideoForm, "Trong videos", "Under videos"),
    (schema.AttachmentForm, "Trong attachments", "Under attachments"),
    (schema.CorrectionForm, "Trong corrections", "Under corrections"),
    (schema.InferenceForm, "Trong inferred", "Under inferred"),
)
SITE_TABLES: tuple[tuple[type[BaseModel], str, str], ...] = (
    (site_schema.PageForm, "Trang", "A page"),
    (site_schema.ConfigForm, "site_config.yaml", "site_config.yaml"),
    (site_schema.ForceTermForm, "Một lực lượng", "A force"),
    (site_schema.DatedNameForm, "Tên theo thời gian", "A dated name"),
    (site_schema.TermForm, "Một loại họp, một giai đoạn", "A kind, a stage"),
    (site_schema.LabelForm, "Tên hai thứ tiếng", "A label"),
    (site_schema.CoverageForm, "Bao phủ", "Coverage"),
    (site_schema.LimitsForm, "Giới hạn", "Limits"),
    (site_schema.ProvincesForm, "content/provinces.yaml", "content/provinces.yaml"),
    (site_schema.EraForm, "Một thời kỳ", "An era"),
    (site_schema.UnitForm, "Một đơn vị", "A unit"),
    (site_schema.FormerNameForm, "Tên trước đó", "A former name"),
    (site_schema.IndicatorsForm, "content/indicators.yaml", "content/indicators.yaml"),
    (site_schema.CategoryForm, "Một nhóm", "A category"),
    (site_schema.IndicatorForm, "Một chỉ tiêu", "An indicator"),
)


def keys_of(form: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in form.model_fields.items()]


def required_keys(form: type[BaseModel]) -> set[str]:
    if form is RecordForm:
        return set(REQUIRED)
    return {field.alias or name for name, field in form.model_fields.items() if field.is_required()}


def example_of(text: str) -> Plain:
    """The value that an example stands for when it is typed after a colon."""
    line = f"key: {text}"
    document, problems = read_yaml("", (line,), line, 1)
    value = plain(document.root)
    if problems or not isinstance(value, dict):
        raise ValueError(f"the example {text!r} is not a value: {problems}")
    return value["key"]


def json_schemas() -> dict[str, str]:
    """The JSON Schema of each kind of file, by its path."""
    return {f"{FOLDER}{name}.schema.json": _json_schema(name, form) for name, form in SCHEMAS.items()}


def _json_schema(name: str, form: type[BaseModel]) -> str:
    made = form.model_json_schema(mode="validation", by_alias=True)
    definitions = {each: _told(FORMS[each], part) for each, part in sorted(made.pop("$defs", {}).items())}
    whole = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"{name}.schema.json",
        **_told(form, made),
        **({"$defs": definitions} if definitions else {}),
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _told(form: type[BaseModel], part: dict[str, Any]) -> dict[str, Any]:
    """The schema of one form with what is told of its fields; none may be null, and defaults are our own affair."""
    properties = {}
    for key, made in part["properties"].items():
        text = FIELD_TEXTS[form][key]
        about = {"title": f"{text.title_vi} · {text.title_en}", "description": f"{text.about_vi} — {text.about_en}"}
        example = {"examples": [example_of(text.example)]} if text.example else {}
        properties[key] = {**about, **_without_null(made), **about, **example}
    required = {"required": part["required"]} if "required" in part else {}
    return {"type": "object", **required, "additionalProperties": False, "properties": properties}


def _without_null(made: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {key: value for key, value in made.items() if key not in ("default", "title", "anyOf")}
    choices = [choice for choice in made.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        kept.update(choices[0])
        return kept
    return kept | ({"anyOf": choices} if choices else {})


def field_tables(tables: tuple[tuple[type[BaseModel], str, str], ...], language: str, level: str) -> str:
    """Markdown tables of the forms' fields, each under a heading."""
    parts = [INTRODUCTION[language], ""]
    for form, vi, en in tables:
        parts += [f"{level} {en if language == 'en' else vi}", ""]
        parts += [_row(COLUMNS[language]), _row(("---",) * 3)]
        for key in keys_of(form):
            text = FIELD_TEXTS[form][key]
            mark = " *" if key in required_keys(form) else ""
            about = f"{text.title(language)}. {text.about(language)}"
            parts.append(_row((f"`{key}`{mark}", about, f"`{text.example}`" if text.example else "")))
        parts.append("")
    return "\n".join(parts)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def guide_with_tables(guide: str) -> str:
    """The editors' guide with its section of tables made anew; the section ends at the next heading of its level."""
    before, _, rest = guide.partition(f"{GUIDE_HEADING}\n")
    _, following, after = rest.partition("\n## ")
    tables = field_tables(RECORD_TABLES, "vi", "###")
    return f"{before}{GUIDE_HEADING}\n\n{tables}{following}{after}"


def reference() -> str:
    """All fields of all files in English, for those who maintain the archive."""
    return f"# Fields\n\n{field_tables(RECORD_TABLES + SITE_TABLES, 'en', '##')}"

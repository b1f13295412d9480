"""The schemas and what is made of them: texts for every field, JSON Schemas, tables, editor settings."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from harness import PROJECT
from pydantic import BaseModel

from giaoban.cutting import cut
from giaoban.decoding import decode
from giaoban.field_texts import FIELD_TEXTS
from giaoban.frontmatter import read_yaml
from giaoban.nodes import plain
from giaoban.schema import RecordForm
from giaoban.schema_documents import (
    GUIDE,
    GUIDE_HEADING,
    REFERENCE,
    SCHEMAS,
    example_of,
    guide_with_tables,
    json_schemas,
    keys_of,
    reference,
)
from giaoban.site_files import read_vocabulary
from giaoban.sources import Source
from giaoban.vocabulary import Vocabulary

RECORDS = sorted((PROJECT / "content" / "records").rglob("*.md"))
SITE_FILES = {
    "site_config": "site_config.yaml",
    "provinces": "content/provinces.yaml",
    "indicators": "content/indicators.yaml",
}
FIELDS = [(form, key) for form in FIELD_TEXTS for key in keys_of(form)]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    sources = [Source(file, (PROJECT / file).read_bytes()) for file in SITE_FILES.values()]
    vocabulary, problems = read_vocabulary(*sources)
    assert vocabulary is not None, problems
    return vocabulary


def validator(name: str) -> jsonschema.Draft7Validator:
    schema = json.loads(json_schemas()[f"docs/schema/{name}.schema.json"])
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def front_matter(file: Path) -> object:
    """The front matter as text scalars."""
    decoded, _ = decode("", file.read_bytes())
    text, _ = cut("", decoded or "")
    assert text is not None
    return plain(read_yaml("", text.lines, text.front, text.front_line)[0].root)


def forms_below(form: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for name in form.model_json_schema(mode="validation", by_alias=True).get("$defs", {}):
        yield next(each for each in FIELD_TEXTS if each.__name__ == name)


def test_every_field_of_every_form_is_told_of_and_nothing_else() -> None:
    reached = {form for root in SCHEMAS.values() for form in (root, *forms_below(root))}
    assert reached == FIELD_TEXTS.keys()
    assert {form: list(texts) for form, texts in FIELD_TEXTS.items()} == {form: keys_of(form) for form in FIELD_TEXTS}


@pytest.mark.parametrize(("form", "key"), FIELDS, ids=lambda each: getattr(each, "__name__", each))
def test_a_field_has_a_title_and_a_description_in_both_languages(form: type[BaseModel], key: str) -> None:
    text = FIELD_TEXTS[form][key]
    assert all((text.title_vi, text.title_en, text.about_vi, text.about_en))
    assert text.about_vi[-1] in ".:"
    assert text.about_en[-1] in ".:"


@pytest.mark.parametrize(
    ("form", "key"),
    [(form, key) for form, key in FIELDS if FIELD_TEXTS[form][key].example],
    ids=lambda each: getattr(each, "__name__", each),
)
def test_an_example_is_what_the_field_takes(form: type[BaseModel], key: str, vocabulary: Vocabulary) -> None:
    name = next(name for name, field in form.model_fields.items() if key in (name, field.alias))
    value = example_of(FIELD_TEXTS[form][key].example)
    read = form.__pydantic_validator__.validate_assignment
    assert read(form.model_construct(), name, value, context=vocabulary)


def test_the_json_schemas_on_disk_are_those_of_the_forms() -> None:
    """Renewed by `make docs`."""
    on_disk = {f"docs/schema/{file.name}": file.read_text(encoding="utf-8") for file in _schema_files()}
    assert on_disk == json_schemas()


def _schema_files() -> list[Path]:
    return sorted((PROJECT / "docs" / "schema").glob("*.json"))


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_a_record_of_the_archive_is_valid_by_its_json_schema(file: Path) -> None:
    assert [error.message for error in validator("record").iter_errors(front_matter(file))] == []


@pytest.mark.parametrize(("name", "file"), SITE_FILES.items())
def test_a_file_of_the_site_is_valid_by_its_json_schema(name: str, file: str) -> None:
    text = (PROJECT / file).read_text(encoding="utf-8")
    document, _ = read_yaml(file, tuple(text.split("\n")), text, 1)
    assert [error.message for error in validator(name).iter_errors(plain(document.root))] == []


RECORD: dict[str, object] = {"title": "Giao ban", "kind": "giao-ban", "province": "Gia Lai"}


@pytest.mark.parametrize(
    "change",
    [
        {"quater": "II/2022"},
        {"title": ["một", "hai"]},
        {"title": ""},
        {"session": "đêm"},
        {"figures": {"indicator": "tin-trao-doi", "value": "1", "quotee": "x"}},
        {"figures": [{"indicator": "tin-trao-doi"}]},
        {"figures": "370"},
        {"chair": {"position": "Chủ tịch"}},
        {"source": {"title": "Không nơi đăng"}},
        {"status": "xóa"},
        {"level": "cấp vùng"},
        {"inferred": ["tittle"]},
        {"date": {"day": "1"}},
        {"accept": ["parts-differ"]},
    ],
    ids=str,
)
def test_a_broken_record_is_not(change: dict[str, object]) -> None:
    assert validator("record").is_valid(RECORD)
    assert not validator("record").is_valid(RECORD | change)


@pytest.mark.parametrize("key", ["title", "kind", "province"])
def test_a_record_without_what_it_needs_is_not(key: str) -> None:
    assert not validator("record").is_valid({name: value for name, value in RECORD.items() if name != key})


@pytest.mark.parametrize(
    "change",
    [
        {"chair": "Võ Ngọc Thành, Chủ tịch UBND tỉnh"},
        {"chair": {"name": "Võ Ngọc Thành"}},
        {"chair": [{"name": "Võ Ngọc Thành"}, "Lê Văn An"]},
        {"figures": {"tin-trao-doi": "370"}},
        {"figures": {"indicator": "tin-trao-doi", "value": "370", "with": {"indicator": "x", "value": "1"}}},
        {"forces": "công an"},
        {"inferred": {"date": "vì sao"}},
        {"accept": [{"parts-differ": "lý do"}]},
    ],
    ids=str,
)
def test_the_short_forms_are_valid_by_the_json_schema(change: dict[str, object]) -> None:
    assert validator("record").is_valid(RECORD | change)


def test_the_tables_of_the_guide_are_those_of_the_forms() -> None:
    """Renewed by `make docs`."""
    guide = (PROJECT / GUIDE).read_text(encoding="utf-8")
    assert guide.count(f"{GUIDE_HEADING}\n") == 1
    assert guide == guide_with_tables(guide)
    assert "| `quarter` | Quý. " in guide


def test_the_reference_is_that_of_the_forms() -> None:
    """Renewed by `make docs`."""
    assert (PROJECT / REFERENCE).read_text(encoding="utf-8") == reference()


def test_a_new_key_makes_the_tables_stale() -> None:
    guide = (PROJECT / GUIDE).read_text(encoding="utf-8")
    assert guide_with_tables(guide.replace("| `quarter` |", "| `quater` |")) == guide


def commented_json(file: str) -> dict[str, object]:
    text = (PROJECT / ".vscode" / file).read_text(encoding="utf-8")
    settings = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    assert isinstance(settings, dict)
    return settings


def test_visual_studio_code_knows_the_schemas() -> None:
    wired = commented_json("settings.json")["yaml.schemas"]
    assert wired == {f"./docs/schema/{name}.schema.json": file for name, file in SITE_FILES.items()}
    assert commented_json("extensions.json") == {"recommendations": ["redhat.vscode-yaml"]}


def test_visual_studio_code_finds_the_faults_of_a_check() -> None:
    """The patterns of the task match the first line of a report; RecordForm's own files cannot be wired otherwise."""
    tasks = commented_json("tasks.json")["tasks"]
    assert isinstance(tasks, list)
    patterns = [matcher["pattern"]["regexp"] for matcher in tasks[0]["problemMatcher"]]
    heads = [
        "content/records/gia-lai/2022-q2.md:5:10: lỗi[quarter-unknown]: không có quý VI trong “VI/2022”",
        "content/records/gia-lai/2022-q2.md:1:1: cảnh báo[source-missing]: bản ghi không nêu nguồn",
        "content/records/gia-lai/2022-q2.md: lỗi[file-empty]: tệp không có nội dung",
    ]
    assert [[bool(re.match(pattern, head)) for pattern in patterns] for head in heads] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]


def test_the_form_of_a_record_is_the_first_table() -> None:
    assert next(iter(FIELD_TEXTS)) is RecordForm

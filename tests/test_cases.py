"""Each folder of tests/cases is a site; its pages and its report must be what the folder expects."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from harness import Site, main_of, report_of, whole_of
from pydantic import BaseModel

from giaoban.schema import RecordForm

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
SHOWN = {"expected": main_of, "expected_whole": whole_of}
"""What of a page stands in its expected file, by the folder that the file lies in."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_gives_its_expected_pages(case: Path, tmp_path: Path, accept: bool) -> None:
    """An expected file without a page fails, as does a record's page without an expected file."""
    site = Site.of_case(case, tmp_path / case.name)
    run = site.build()
    assert run.code == 0, run.stderr
    found = shown_pages(case, site)
    if accept:
        write_expected(case, found, report_of(run))
    assert report_of(run) == read(case / "expected.vi.txt")
    assert sorted(found) == sorted(expected_files(case))
    for file, text in found.items():
        assert text == read(case / file), file


def shown_pages(case: Path, site: Site) -> dict[str, str]:
    """The pages of the case's own records, and those that the case has an expected file for."""
    wanted = expected_files(case) | {
        f"expected/{path}" for path in site.paths() if re.fullmatch(r"tinh/[^/]+/[^/]+\.html", path)
    }
    pages = {}
    for file in sorted(wanted):
        folder, _, path = file.partition("/")
        if (site.output / path).exists():
            pages[file] = SHOWN[folder](site.page(path))
    return pages


def expected_files(case: Path) -> set[str]:
    return {file.relative_to(case).as_posix() for folder in SHOWN for file in (case / folder).rglob("*.html")}


def write_expected(case: Path, pages: dict[str, str], report: str) -> None:
    for old in expected_files(case):
        (case / old).unlink()
    texts = {file: text for file, text in {**pages, "expected.vi.txt": report}.items() if text}
    (case / "expected.vi.txt").unlink(missing_ok=True)
    for file, text in texts.items():
        (case / file).parent.mkdir(parents=True, exist_ok=True)
        (case / file).write_text(text, encoding="utf-8", newline="\n")


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


FULL_RECORD = Path(__file__).parent / "cases" / "every-field" / "site" / "content/records/quang-ninh/2024-q4.md"
INSTEAD_OF_OTHERS = {"half", "year", "months", "years", "status", "reason"}
"""Fields that cannot stand in a full record: another kind of period, or the end of the record."""

SHOWN_IN_OTHER_WORDS = {
    "kind": "Giao ban",
    "level": "Cấp huyện",
    "bridge": "Hội trường",
    "quarter": "Quý IV/2024",
    "date": "12 tháng 3 năm 2021",
    "session": "Tối ngày 09 tháng 01 năm 2025",
    "against": "quý III/2024",
    "stage": "Bắt giữ",
    "indicator": "Vụ phạm tội về ma túy",
    "parts_complete": "Trong đó",
    "time": "07:30, ngày 10 tháng 01 năm 2025",
    "accessed": "11 tháng 02 năm 2026",
    "field": "Loại hội nghị",
}
"""What a page says for values that it does not repeat as they were typed."""

NOT_SHOWN = {"aliases", "accept", "file"}
"""Former addresses have pages of their own; a reason to accept a warning is for editors."""


def written(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """(key, text) for every text of a front matter; the keys of parts are texts too."""
    if isinstance(node, str):
        yield key, node
    for item in node if isinstance(node, list) else ():
        yield from written(item, key)
    for name, value in node.items() if isinstance(node, dict) else ():
        if key == "parts":
            yield key, name
        yield from written(value, key if key in ("parts", "accept", "inferred") else name)


def fields_of(form: type[BaseModel]) -> Iterator[str]:
    """The names of all fields of a form and of the forms in it."""
    for name, field in form.model_fields.items():
        yield field.alias or name
        inner = _form_in(field.annotation)
        if inner and inner is not form:
            yield from fields_of(inner)


def _form_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in getattr(annotation, "__args__", ()) if (found := _form_in(each))), None)


def test_the_full_record_has_every_field() -> None:
    front = yaml.load(FULL_RECORD.read_text(encoding="utf-8").split("---\n")[1], Loader=yaml.BaseLoader)
    keys = {key for key, _ in written(front)} | set(front) | {"with", "field", "why"}
    keys |= set(front["figures"][0])
    assert set(fields_of(RecordForm)) - keys == INSTEAD_OF_OTHERS


def test_nothing_that_an_editor_writes_is_lost() -> None:
    """Every text of the full record stands on its page, as typed or in the words of the archive."""
    front = yaml.load(FULL_RECORD.read_text(encoding="utf-8").split("---\n")[1], Loader=yaml.BaseLoader)
    page = FULL_RECORD.parents[4] / "expected" / "tinh" / "quang-ninh" / "2024-q4.html"
    text = html.unescape(read(page)).lower()
    lost = [
        (key, typed)
        for key, typed in written(front)
        if key not in NOT_SHOWN and SHOWN_IN_OTHER_WORDS.get(key, typed).lower() not in text
    ]
    assert lost == []

"""Words, pairs and concepts as the search compares them; the browser is held to the same cases."""

import json
from pathlib import Path
from typing import Any

import pytest
from harness import PROJECT

from giaoban.disk import read_inputs
from giaoban.search.aliases import Aliases, read_aliases
from giaoban.search.terms import TermReader
from giaoban.search.words import key, read_words
from giaoban.site_files import read_vocabulary
from giaoban.vietnamese import fold

CASES: list[dict[str, Any]] = json.loads((PROJECT / "tests" / "fold_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_text_folds_and_falls_into_words(case: dict[str, Any]) -> None:
    words = read_words(case["text"])
    assert fold(case["text"]) == case["fold"]
    assert words.spelled == case["words"]
    assert words.keys == [fold(word) for word in case["words"]]
    assert words.joints == case.get("joints", [" "] * len(case["words"]))


def terms(text: str, aliases: Aliases) -> set[str]:
    """The terms of a text as spelled."""
    reader = TermReader(aliases, 1 << 16)
    written = (reader.written(term) for term in reader.terms(reader.words([text])))
    return {spelling or found for found, _, spelling in (each.partition("\t") for each in written) if found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bộ đội biên phòng", ["bộ đội", "đội biên", "biên phòng"]),
        ("2,23 g", ["2,23", "23 g"]),
        ("03/2019/NĐ-CP", ["03/2019", "2019 nđ", "nđ cp"]),
        ("trao đổi 370 tin", ["trao đổi"]),
        ("19.620 viên", ["19.620"]),
        ("quý II năm 2022", ["quý ii", "ii năm", "năm 2022"]),
        ("một", []),
    ],
)
def test_neighbours_are_pairs_unless_one_is_a_long_number(text: str, expected: list[str], aliases: Aliases) -> None:
    found = terms(text, aliases) - set(read_words(text).spelled)
    assert {term for term in found if not term.startswith("=")} == set(expected)


def test_pairs_and_runs_of_three_end_with_the_line(aliases: Aliases) -> None:
    reader = TermReader(aliases, 1 << 16)
    words = reader.words(["Võ Ngọc Thành", "chủ trì"])
    found = set(map(reader.written, reader.terms_and_runs(words)))
    assert {term for term in found if term.startswith("~")} == {"~41973\t"}
    assert "thanh chu\tthành chủ" not in found


def test_a_key_has_no_marks() -> None:
    assert key("đường băng") == "duong bang"


@pytest.fixture(scope="module")
def aliases() -> Aliases:
    vocabulary, problems = read_vocabulary(*read_inputs(Path(PROJECT)).site_files)
    assert vocabulary is not None, problems
    return read_aliases(vocabulary)


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("quý II/2022", {"=q-2", "=q-2 2022"}),
        ("quy 2/2022", {"=q-2", "=q-2 2022"}),
        ("quý 02 năm 2022", {"=q-2", "=q-2 2022"}),
        ("Q2-2022", {"=q-2", "=q-2 2022"}),
        ("6 tháng đầu năm 2022", {"=h-1", "=h-1 2022"}),
        ("nửa đầu năm 2022", {"=h-1", "=h-1 2022"}),
        ("Nghị định số 03/2019/NĐ-CP", {"=nd", "=nd 3", "=nd 3/2019"}),
        ("03/2019/NĐ-CP", {"=nd", "=nd 3", "=nd 3/2019"}),
        ("NĐ 03", {"=nd", "=nd 3", "=nd 3/"}),
        ("nd 03", {"=nd", "=nd 3", "=nd 3/"}),
        ("Bộ CHQS tỉnh", {"=chqs"}),
        ("Chỉ huy Quân sự", {"=chqs"}),
        ("BĐBP", {"=bdbp"}),
        ("bộ đội biên phòng", {"=bdbp"}),
        ("an ninh, trật tự", {"=antt"}),
        ("UBND", {"=ubnd"}),
        ("TP.HCM", {"=ho-chi-minh", "=tp"}),
        ("BR-VT", {"=ba-ria-vung-tau"}),
        ("Đắc Lắc", {"=dak-lak"}),
        ("dak lak", {"=dak-lak"}),
        ("chi huy quản sự", set()),
        ("hoa huệ", set()),
    ],
)
def test_other_ways_to_write_a_concept_are_known(text: str, concepts: set[str], aliases: Aliases) -> None:
    assert {term for term in terms(text, aliases) if term.startswith("=")} == concepts

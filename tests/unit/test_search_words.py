"""Words, pairs and concepts as the search compares them; the browser is held to the same cases."""

import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from harness import PROJECT

from giaoban.disk import read_inputs
from giaoban.search.aliases import Aliases, read_aliases
from giaoban.search.layout import layout_of
from giaoban.search.pairs import slot_of, spelling_of
from giaoban.search.terms import TermReader
from giaoban.search.words import MARKS, key, marks, read_words
from giaoban.site_files import read_vocabulary
from giaoban.vietnamese import TONES, fold, nfc

CASES: list[dict[str, Any]] = json.loads((PROJECT / "tests" / "fold_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_text_folds_and_falls_into_words(case: dict[str, Any]) -> None:
    words = read_words(case["text"])
    assert fold(case["text"]) == case["fold"]
    assert words.spelled == case["words"]
    assert words.keys == [fold(word) for word in case["words"]]
    assert words.joints == case.get("joints", [" "] * len(case["words"]))


FILES = layout_of(100_000).files


def terms(text: str, aliases: Aliases) -> set[str]:
    """The words and concepts of a text as spelled."""
    reader = TermReader(aliases, layout_of(100_000))
    found = map(reader.word, reader.terms(reader.words([text])).words)
    return {spelling or each for each, spelling in found if each}


def slots(lines: list[str], aliases: Aliases) -> set[int]:
    reader = TermReader(aliases, layout_of(100_000))
    return set(map(reader.slot, reader.terms(reader.words(lines)).pairs)) - {None}


def slot(pair: str) -> int:
    """The slot of a pair that is written with whatever stands between its words."""
    spelling = spelling_of(*map(marks, read_words(pair).spelled))
    return slot_of(zlib.crc32(key(pair).encode()), FILES, spelling)


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
    assert slots([text], aliases) == set(map(slot, expected))


def test_pairs_end_with_the_line(aliases: Aliases) -> None:
    assert slots(["Võ Ngọc Thành", "chủ trì"], aliases) == set(map(slot, ["võ ngọc", "ngọc thành", "chủ trì"]))


def test_marks_tell_the_spellings_of_a_syllable_from_each_other() -> None:
    vowels = "a ă â e ê i o ô ơ u ư y ai ay ao au âu ây eo êu iu ia iê iêu oa oă oai oao oe oi ôi ơi oo ua uâ".split()
    vowels += "uây uê uô uôi ui ươ ươi ươu ưa ưi ưu uơ uy uya uyê uyu yê yêu".split()
    spelled = {nfc(f"{first}{vowel}{tone}n") for first in ("d", "đ") for vowel in vowels for tone in ["", *TONES]}
    found = [(key(word), marks(word)) for word in spelled]
    assert len(set(found)) == len(spelled)
    assert {number for _, number in found} <= set(range(MARKS))
    assert marks("duong") == 0


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

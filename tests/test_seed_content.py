"""The five records hold every figure of the reports that they were written from, as those reports print it."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from harness import OWN_FILES, PROJECT

from giaoban.body import BodyConverter
from giaoban.formats import period
from giaoban.parse import parse_record
from giaoban.records import Figure, Record
from giaoban.site_files import read_vocabulary
from giaoban.sources import Source
from giaoban.vietnamese import slug

SEEDS = yaml.safe_load((Path(__file__).parent / "seed_figures.yaml").read_text(encoding="utf-8"))
FIGURES: list[dict[str, Any]] = SEEDS["figures"]
VOCABULARY = read_vocabulary(*(Source(file, (PROJECT / file).read_bytes()) for file in OWN_FILES))[0]


def read_record(seed: str) -> Record:
    """The one record of the seed's province."""
    province = SEEDS["seeds"][seed]["province"]
    (file,) = (PROJECT / "content/records" / province).glob("*.md")
    source = Source(file.relative_to(PROJECT).as_posix(), file.read_bytes())
    parsed = parse_record(source, VOCABULARY, BodyConverter())
    assert parsed.record is not None, parsed.problems
    return parsed.record


RECORDS = {seed: read_record(seed) for seed in SEEDS["seeds"]}


def figure_of(seed: str, indicator: str) -> Figure:
    (figure,) = (figure for figure in RECORDS[seed].figures if figure.indicator == indicator)
    return figure


def found_of(expected: dict[str, Any]) -> dict[str, Any]:
    """What the record holds of a figure, in the words of the list of figures."""
    figure = figure_of(expected["seed"], expected["indicator"])
    digits = re.search("[0-9].*", figure.quantity.printed)
    found = {
        "value": figure.quantity.number,
        "raw": digits[0] if digits else "",
        "unit": VOCABULARY.indicators[figure.indicator].unit.vi,
        "qualifier": figure.quantity.qualifier,
        "phrase": figure.quote,
        "breakdown": breakdown_of(figure),
        "comparison": comparison_of(figure),
    }
    if "stage" in expected:
        found["stage"] = VOCABULARY.term("stages", figure.stage).label.vi.lower()
    if "printed_unit" in expected:
        found["printed_unit"] = figure.printed_unit or found["unit"]
    return found


def breakdown_of(figure: Figure) -> dict[str, Any] | None:
    if not figure.parts:
        return None
    parts = [
        {"key": slug(part.label), "value": part.quantity.number, "raw": part.quantity.printed} for part in figure.parts
    ]
    return {"parts": parts, "sums_to_value": figure.parts_complete}


def comparison_of(figure: Figure) -> dict[str, Any] | None:
    change = figure.change
    if change is None:
        return None
    return {
        "direction": change.direction,
        "delta": change.by.number,
        "raw": change.by.printed,
        "unit": change.unit,
        "against": period(change.against, "vi"),
        "previous_value_derived": change.derived,
    }


def expected_of(figure: dict[str, Any]) -> dict[str, Any]:
    expected = {key: figure[key] for key in ("raw", "unit", "qualifier", "phrase")}
    expected["value"] = Decimal(figure["value"])
    breakdown, comparison = figure.get("breakdown"), figure.get("comparison")
    expected["breakdown"] = {key: breakdown[key] for key in ("parts", "sums_to_value")} if breakdown else None
    if comparison:
        quarter, year = comparison["against"]["quarter"], comparison["against"]["year"]
        comparison = {**comparison, "against": f"quý {'I' * quarter}/{year}"}
    expected["comparison"] = comparison
    return expected | {key: figure[key] for key in ("stage", "printed_unit") if key in figure}


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure["id"])
def test_the_record_holds_the_figure_as_its_source_prints_it(figure: dict[str, Any]) -> None:
    assert found_of(figure) == expected_of(figure)


def test_the_records_hold_no_other_figures() -> None:
    held = sorted((seed, figure.indicator) for seed, record in RECORDS.items() for figure in record.figures)
    assert held == sorted((figure["seed"], figure["indicator"]) for figure in FIGURES)
    assert len(held) == 34


def test_figures_printed_together_are_paired_and_no_others() -> None:
    expected: dict[str, set[str]] = {}
    for figure in FIGURES:
        expected.setdefault(figure.get("pair", figure["id"]), set()).add(figure["indicator"])
    found: dict[tuple[str, object], set[str]] = {}
    for seed, record in RECORDS.items():
        for figure in record.figures:
            found.setdefault((seed, figure.pair or figure.indicator), set()).add(figure.indicator)
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, expected.values()))


@pytest.mark.parametrize("seed", SEEDS["seeds"])
def test_the_record_says_when_the_meeting_was(seed: str) -> None:
    expected, record = SEEDS["seeds"][seed], RECORDS[seed]
    assert record.date is not None
    assert record.date.iso == str(expected["meeting_date"])
    stated = "province" not in {inference.field for inference in record.inferred}
    assert stated == expected["province_named_in_text"]

"""Each folder of tests/cases_invalid is a site with faults: the report is exact, and nothing is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import Site, report_of

from giaoban.messages import MESSAGES

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "cases_invalid").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site that was built without a fault before its content was spoilt."""
    site = Site.of_case(HERE / "cases" / "every-kind-of-page", tmp_path_factory.mktemp("invalid") / "site")
    assert site.build().code == 0
    return site


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_faults_are_reported_and_nothing_is_written(case: Path, published: Site, accept: bool) -> None:
    before = published.pages(), published.times()
    published.load(case)
    for file in expected_reports(case):
        run = published.build("--lang", file.suffixes[-2].removeprefix("."))
        if accept:
            file.write_text(report_of(run), encoding="utf-8", newline="\n")
        assert report_of(run) == file.read_text(encoding="utf-8")
        assert run.code == 1
    assert (published.pages(), published.times()) == before


def expected_reports(case: Path) -> list[Path]:
    """The reports of a case: always Vietnamese, and English where the case has a file for it."""
    english = case / "expected.en.txt"
    return [case / "expected.vi.txt", *([english] if english.exists() else [])]


def reports() -> Iterator[str]:
    for pattern in ("cases*/*/expected.vi.txt", "cases*/*/expected.en.txt", "reports/*.txt"):
        for file in HERE.glob(pattern):
            yield file.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", MESSAGES)
def test_every_problem_has_a_case(code: str) -> None:
    assert any(f"[{code}]" in report for report in reports())


def test_sixty_faults_in_twenty_records_are_all_reported_at_once() -> None:
    """Twenty records, three faults in each: one run names them all, in order, each by line and column."""
    report = (HERE / "cases_invalid" / "sixty-problems" / "expected.vi.txt").read_text(encoding="utf-8")
    heads = [line.split(":", 3) for line in report.splitlines() if line.startswith("content/")]
    places = [(file, int(line), int(column)) for file, line, column, _ in heads]
    assert len(places) == 60
    assert {file: len([place for place in places if place[0] == file]) for file, *_ in places} == {
        f"content/records/quang-tri/fault-{number:02}.md": 3 for number in range(1, 21)
    }
    assert places == sorted(places)

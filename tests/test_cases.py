"""Each folder of tests/cases is a site; its pages and its report must be what the folder expects."""

from pathlib import Path

import pytest
from harness import Site, main_of, report_of, whole_of

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
        f"expected/{path}"
        for path in site.paths()
        if path.startswith("tinh/") and path.count("/") == 2 and path.endswith(".html")
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

"""What all tests share."""

import os
from pathlib import Path

import pytest
from harness import Site


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the program gives into the expected files")
    parser.addoption("--records", type=int, default=300, help="how many records the search is tried on in the browser")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written and not compared."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def small_site(tmp_path: Path) -> Site:
    """A site with few provinces and one page of every kind, not built yet."""
    case = Path(__file__).parent / "cases" / "every-kind-of-page"
    return Site.of_case(case, tmp_path / "site")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if "browser" in item.keywords and not Path("/usr/bin/chromedriver").exists() and os.environ.get("CI") != "true":
        pytest.skip("Chromium and its driver are not installed")

"""axe-core finds no breach of accessibility on a page of each template, in light and in dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import serve, start
from harness import PROJECT, Site
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = [pytest.mark.browser, pytest.mark.checkers]

PAGES = {
    "alias": "404.html",
    "article": "viet-ban-ghi.html",
    "compendium": "tap/gia-lai.html",
    "coverage": "bao-phu.html",
    "data": "du-lieu/index.html",
    "days": "thoi-gian/2022/ngay-hop.html",
    "group": "luc-luong/cong-an.html",
    "group_index": "chu-tri/index.html",
    "home": "index.html",
    "indicator": "chi-tieu/tin-trao-doi.html",
    "indicators": "chi-tieu/index.html",
    "not_found": "404.html",
    "period": "thoi-gian/2022/q2.html",
    "province": "tinh/gia-lai.html",
    "provinces": "tinh/index.html",
    "record": "tinh/soc-trang/2022-q3.html",
    "release": "phat-hanh/index.html",
    "search": "tim-kiem.html?q=tuan+tra&nam=2022",
    "times": "thoi-gian/index.html",
    "tombstone": "tinh/long-an/2021-q2.html",
    "year": "thoi-gian/2022.html",
}
"""A page of each template; that of a former address leads on before it can be looked at."""

PAGES_OF_MANY = {"data_parts": "du-lieu/so-lieu.html", "indicator_year": "chi-tieu/tin-trao-doi/2022.html"}
"""What there is only where values are many."""

ANSWERED = "const box = document.getElementById('search'); return !box || box.dataset.answered === location.search"
RUN = "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(done, done)"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = start(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def address(every_record: Site) -> Iterator[str]:
    """The address of the archive over http: error 404 leads to the root of the server."""
    with serve(every_record.output) as root:
        yield root


def test_a_page_of_each_template_is_looked_at() -> None:
    templates = {file.stem for file in (PROJECT / "templates").glob("*.html")} - {"base"}
    assert templates == set(PAGES) | set(PAGES_OF_MANY)


@pytest.fixture(scope="module")
def address_of_many(small_pages: Site) -> Iterator[str]:
    with serve(small_pages.output) as root:
        yield root


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", sorted(set(PAGES.values())))
def test_axe_finds_no_breach(browser: webdriver.Chrome, address: str, checkers: Path, page: str, scheme: str) -> None:
    assert breaches(browser, address + page, checkers, scheme) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", sorted(PAGES_OF_MANY.values()))
def test_axe_finds_no_breach_where_values_are_many(
    browser: webdriver.Chrome, address_of_many: str, checkers: Path, page: str, scheme: str
) -> None:
    assert breaches(browser, address_of_many + page, checkers, scheme) == {}


def breaches(browser: webdriver.Chrome, page: str, checkers: Path, scheme: str) -> dict[str, list[str]]:
    """What axe-core objects to, with where it is."""
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    browser.get(page)
    WebDriverWait(browser, 20).until(lambda _: browser.execute_script(ANSWERED))
    browser.execute_cdp_cmd(
        "Runtime.evaluate", {"expression": (checkers / "axe-core" / "axe.min.js").read_text(encoding="utf-8")}
    )
    found = browser.execute_async_script(RUN)
    assert found["testEngine"]["name"] == "axe-core"
    return {each["id"]: [node["target"] for node in each["nodes"]] for each in found["violations"]}

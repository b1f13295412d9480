"""The archive as a reader meets it in Chromium: from disk and over http, on a phone, and without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import serve, start
from harness import PROJECT
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import url_to_be
from selenium.webdriver.support.ui import WebDriverWait

from giaoban.cli import main

pytestmark = pytest.mark.browser

PAGES = (
    *("index.html", "bao-phu.html", "gioi-thieu.html", "trich-dan.html", "viet-ban-ghi.html"),
    *("tinh/index.html", "tinh/gia-lai.html", "tinh/quang-nam.html", "tinh/lai-chau/2024-q3.html"),
    *("tinh/kien-giang/2022-kiem-tra-6-thang.html", "thoi-gian/index.html", "thoi-gian/2022.html"),
    *("thoi-gian/2022/q2.html", "thoi-gian/2022/ngay-hop.html", "chu-tri/index.html", "luc-luong/cong-an.html"),
    *("can-cu/index.html", "loai/giao-ban.html", "chu-de/index.html"),
)
"""A page of every kind but 404.html, whose links begin at the root of the server that shows it."""

PHONE = {"width": 360, "height": 800, "deviceScaleFactor": 2, "mobile": True}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own archive, built."""
    output = tmp_path_factory.mktemp("archive") / "output"
    assert main(["--site", str(PROJECT), "--output", str(output)]) == 0
    return output


@pytest.fixture(scope="module")
def over_http(archive: Path) -> Iterator[str]:
    """The address of the archive in a sub-folder of a server."""

    with serve(archive.parent) as root:
        yield f"{root}{archive.name}/"


@pytest.fixture(scope="module", params=["from disk", "over http"])
def address(request: pytest.FixtureRequest, archive: Path, over_http: str) -> str:
    return over_http if request.param == "over http" else f"{archive.as_uri()}/"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = start(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def browser_without_scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = start(tmp_path_factory.mktemp("profile"), **{"profile.managed_default_content_settings.javascript": 2})
    yield driver
    driver.quit()


def complaints(browser: webdriver.Chrome) -> list[str]:
    """What the browser's console said, as of a missing file or a breach of the content policy."""
    return [entry["message"] for entry in browser.get_log("browser")]


def follow(browser: webdriver.Chrome, text: str, to: str) -> None:
    """Follows the first link with this text, by keyboard: the middle of a link in two lines may lie beside it."""
    browser.find_element(By.ID, "main").find_element(By.PARTIAL_LINK_TEXT, text).send_keys(Keys.ENTER)
    WebDriverWait(browser, 10).until(url_to_be(to))


def test_a_reader_walks_from_home_to_a_record_and_back(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}index.html")
    follow(browser, "Gia Lai", f"{address}tinh/gia-lai.html")
    follow(browser, "quý II/2022", f"{address}tinh/gia-lai/2022-q2.html")
    assert "370" in browser.find_element(By.ID, "so-lieu").find_element(By.XPATH, "..").text
    browser.find_element(By.CSS_SELECTOR, ".brand a").send_keys(Keys.ENTER)
    WebDriverWait(browser, 10).until(url_to_be(f"{address}index.html"))
    assert complaints(browser) == []


def test_three_clicks_lead_to_what_was_seized_in_ha_tinh(browser: webdriver.Chrome, address: str) -> None:
    """By the menu alone, as in an archive whose home shows other meetings: provinces, Hà Tĩnh, the third quarter."""
    browser.get(f"{address}index.html")
    ways = (
        ("Tỉnh, thành phố", "tinh/index.html"),
        ("Hà Tĩnh", "tinh/ha-tinh.html"),
        ("III/2020", "tinh/ha-tinh/2020-q3.html"),
    )
    for text, to in ways:
        links = browser.find_elements(By.PARTIAL_LINK_TEXT, text)
        target = next(link for link in links if (link.get_attribute("href") or "").partition("#")[0] == address + to)
        target.click()
        WebDriverWait(browser, 10).until(url_to_be(address + to))
    tables = browser.find_elements(By.CSS_SELECTOR, "table.figures")
    cases = next(table.text for table in tables if "Chuyên án" in table.text)
    seized = next(table.text for table in tables if table.text.startswith("Tang vật thu giữ"))
    assert "15 chuyên án" in " ".join(cases.split())
    for figure in ("25 bánh", "306 kg", "19.620 viên", "12 kg", "110 kg"):
        assert figure in " ".join(seized.split())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_phone_and_the_console_stays_silent(browser: webdriver.Chrome, address: str, page: str) -> None:
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    browser.get(address + page)
    assert browser.find_element(By.TAG_NAME, "h1").is_displayed()
    width = browser.execute_script("return document.documentElement.scrollWidth")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width == PHONE["width"]
    assert complaints(browser) == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_asked_of_anyone_else(browser: webdriver.Chrome, address: str, page: str) -> None:
    browser.get(address + page)
    asked = browser.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [name for name in asked if not name.startswith(address)] == []


def test_the_style_sheet_and_the_fonts_are_found(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}tinh/gia-lai/2022-q2.html")
    assert browser.execute_script("return document.styleSheets.length") > 0
    statuses = browser.execute_async_script(
        "const done = arguments[0];"
        "const told = font => [font.family.replaceAll('\"', ''), font.status];"
        "document.fonts.ready.then(fonts => done([...fonts].map(told)))"
    )
    ours = [status for family, status in statuses if family in ("Noto Sans", "Noto Serif", "Noto Sans Symbols 2")]
    assert len(ours) == 5
    assert "loaded" in ours
    assert "error" not in ours
    assert complaints(browser) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_reads_the_same_without_scripts(
    browser: webdriver.Chrome, browser_without_scripts: webdriver.Chrome, archive: Path, page: str
) -> None:
    texts = []
    for each in (browser, browser_without_scripts):
        each.get(f"{archive.as_uri()}/{page}")
        texts.append(each.find_element(By.ID, "main").text)
    assert texts[0] == texts[1] != ""


def test_without_scripts_no_room_is_kept_for_the_search_box(
    browser: webdriver.Chrome, browser_without_scripts: webdriver.Chrome, archive: Path
) -> None:
    shown = []
    for each in (browser, browser_without_scripts):
        each.get(f"{archive.as_uri()}/index.html")
        shown.append(each.find_element(By.CSS_SELECTOR, "search.seek").value_of_css_property("display"))
    assert shown == ["block", "none"]

"""The archive on paper, as Chromium prints it on A4."""

import base64
import io
from collections.abc import Iterator

import pytest
from chromium import chromium
from harness import Site
from pypdf import PdfReader
from selenium import webdriver

pytestmark = pytest.mark.browser

ARCHIVE = "Kho lưu trữ giao ban Nghị định 03"
RECORD = "tinh/ha-tinh/2020-q3.html"
LONG_PAGES = (RECORD, "tap/2024.html", "bao-phu.html", "viet-ban-ghi.html", "du-lieu/index.html")

WIDE_PAGES = (
    *(
        "bao-phu.html",
        "tinh/index.html",
        "tinh/quang-tri.html",
        "thoi-gian/2024/q1.html",
        "thoi-gian/2022/ngay-hop.html",
    ),
    *("chi-tieu/index.html", "chi-tieu/tin-trao-doi.html", "du-lieu/index.html", "tap/2024.html", "viet-ban-ghi.html"),
)
FONTS = "const told = arguments[0]; Promise.allSettled([...document.fonts].map(font => font.load())).then(() => told())"
"""What stands in until a font has come is wider on some systems, and its letters are not read as they are written."""
SHEET = {"width": 631, "height": 900, "deviceScaleFactor": 1, "mobile": False}
"""What the margins leave of A4, 167 mm."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


def printed(browser: webdriver.Chrome, site: Site, page: str) -> list[str]:
    """The text of each printed page."""
    browser.get((site.output / page).as_uri())
    browser.execute_async_script(FONTS)
    paper = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    sheets = PdfReader(io.BytesIO(base64.b64decode(paper["data"]))).pages
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets} == {(595, 842)}
    return [" ".join(sheet.extract_text().split()) for sheet in sheets]


@pytest.mark.parametrize("page", LONG_PAGES)
def test_every_sheet_says_where_it_is_from(browser: webdriver.Chrome, every_record: Site, page: str) -> None:
    sheets = printed(browser, every_record, page)
    assert len(sheets) > 1
    for number, text in enumerate(sheets, 1):
        assert text.startswith(f"{ARCHIVE} {page}" if number == 1 else f"{number} {ARCHIVE} {page}"), text[:200]


def test_no_sheet_holds_what_only_a_screen_needs(browser: webdriver.Chrome, every_record: Site) -> None:
    text = " ".join(printed(browser, every_record, RECORD))
    for part in ("Các lối vào", "Lên đầu trang", "Trên trang này", "Đến nội dung chính", "Tải về"):
        assert part not in text


def test_links_are_spelt_out(browser: webdriver.Chrome, every_record: Site) -> None:
    text = "".join(printed(browser, every_record, RECORD)).replace(" ", "")
    assert "Tỉnh Hà Tĩnh <…/tinh/ha-tinh.html>".replace(" ", "") in text
    assert "03/2019/NĐ-CP <…/can-cu/03-2019-nd-cp.html>".replace(" ", "") in text
    article = "".join(printed(browser, every_record, "gioi-thieu.html")).replace(" ", "")
    assert "cách trích dẫn <…/trich-dan.html>".replace(" ", "") in article


def test_lists_of_meetings_are_not_crowded_with_addresses(browser: webdriver.Chrome, every_record: Site) -> None:
    assert "<" not in "".join(printed(browser, every_record, "thoi-gian/2022.html"))


@pytest.mark.parametrize("page", WIDE_PAGES)
def test_nothing_is_wider_than_the_paper(browser: webdriver.Chrome, every_record: Site, page: str) -> None:
    """What is wider makes Chromium print all of the page smaller."""
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SHEET)
    browser.get((every_record.output / page).as_uri())
    browser.execute_async_script(FONTS)
    width = browser.execute_script("return document.documentElement.scrollWidth")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert width <= SHEET["width"]

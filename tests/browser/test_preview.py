"""The preview in Chromium: a saved file is seen at once, faults come and go, and the published policy holds."""

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import start
from conftest import copy_of_own
from harness import Site
from preview_process import PreviewProcess
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from giaoban.headers import COMMON, POLICY

pytestmark = pytest.mark.browser

RECORD = "content/records/gia-lai/2022-q2.md"
PAGE = "tinh/gia-lai/2022-q2.html"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = start(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture
def preview(tmp_path: Path, browser: webdriver.Chrome) -> Iterator[PreviewProcess]:
    with PreviewProcess(copy_of_own(tmp_path / "site")) as process:
        yield process
        browser.get("about:blank")
    browser.get_log("browser")


def text_of(browser: webdriver.Chrome) -> str:
    return str(browser.execute_script("return document.body ? document.body.innerText : ''"))


def wait_for(browser: webdriver.Chrome, text: str) -> None:
    WebDriverWait(browser, 20, poll_frequency=0.01).until(lambda each: text in text_of(each))


def wait_without(browser: webdriver.Chrome, text: str) -> None:
    WebDriverWait(browser, 20, poll_frequency=0.01).until(lambda each: text_of(each) and text not in text_of(each))


def append(site: Site, file: str, text: str) -> None:
    site.write(file, site.read(file) + text)


def by_rename(site: Site, file: str, text: str) -> None:
    """As VS Code, Word and vim save: the new file beside the old one, then in its place."""
    near = site.root / f"{file}.tmp"
    near.write_text(text, encoding="utf-8")
    os.replace(near, site.root / file)


def by_backup(site: Site, file: str, text: str) -> None:
    """The old file is put aside first, so that for a moment there is none."""
    (site.root / file).rename(site.root / f"{file}~")
    time.sleep(0.1)
    site.write(file, text)
    (site.root / f"{file}~").unlink()


@pytest.mark.parametrize("save", [Site.write, by_rename, by_backup], ids=["in place", "by rename", "by backup"])
def test_a_saved_file_is_seen(
    browser: webdriver.Chrome, preview: PreviewProcess, save: Callable[[Site, str, str], None]
) -> None:
    browser.get(preview.address + PAGE)
    browser.execute_script("window.former = true")
    save(preview.site, RECORD, preview.site.read(RECORD) + "\nMột câu mới thêm.\n")
    wait_for(browser, "Một câu mới thêm.")
    assert browser.execute_script("return window.former") is None
    assert not any("1 xóa" in line for line in preview.lines), preview.lines


def test_a_fault_is_shown_with_its_line_and_goes_when_mended(
    browser: webdriver.Chrome, preview: PreviewProcess
) -> None:
    browser.get(preview.address + PAGE)
    sound = preview.site.read(RECORD)
    preview.site.write(RECORD, sound.replace("quarter: II/2022", "quarter: VI/2022"))
    wait_for(browser, "không có quý VI")
    notice = browser.find_element(By.CSS_SELECTOR, ".preview-notice")
    assert notice.is_displayed()
    assert "1 lỗi — trang này là bản dựng được gần nhất" in notice.text
    assert f"{RECORD}:" in notice.text
    assert "quarter: VI/2022\n" in notice.text
    assert "^^" in notice.text
    assert "370" in browser.find_element(By.ID, "main").text
    preview.site.write(RECORD, sound)
    wait_without(browser, "không có quý VI")
    assert browser.find_elements(By.CSS_SELECTOR, ".preview-notice") == []
    assert browser.get_log("browser") == []


def test_a_broken_template_leaves_the_page_and_its_place(browser: webdriver.Chrome, preview: PreviewProcess) -> None:
    browser.get(preview.address + PAGE)
    browser.execute_script("scrollTo(0, 300)")
    preview.site.write(
        "templates/record.html", "{% extends 'base.html' %}\n{% block main %}{{ page.khong_co }}{% endblock %}"
    )
    wait_for(browser, "templates/record.html:2:1: lỗi[template-broken]")
    assert browser.execute_script("return scrollY") > 200
    preview.site.delete("templates/record.html")
    wait_without(browser, "template-broken")


def test_a_page_behind_another_catches_up_when_it_is_looked_at(
    browser: webdriver.Chrome, preview: PreviewProcess
) -> None:
    browser.get(preview.address + PAGE)
    first = browser.current_window_handle
    browser.switch_to.new_window("tab")
    append(preview.site, RECORD, "\nCâu viết lúc trang ở sau.\n")
    preview.wait_for(lambda: preview.builds == 2)
    browser.close()
    browser.switch_to.window(first)
    wait_for(browser, "Câu viết lúc trang ở sau.")


def test_a_preview_that_is_started_again_is_found_again(browser: webdriver.Chrome, preview: PreviewProcess) -> None:
    browser.get(preview.address + PAGE)
    assert preview.interrupt() == 130
    append(preview.site, RECORD, "\nCâu viết lúc không có bản xem thử.\n")
    with PreviewProcess(preview.site, port=preview.port):
        wait_for(browser, "Câu viết lúc không có bản xem thử.")


def test_the_published_policy_holds_and_nothing_is_asked_of_anyone_else(
    browser: webdriver.Chrome, preview: PreviewProcess
) -> None:
    """The preview reloads pages under the very policy that they are published with."""
    browser.get(preview.address + PAGE)
    meta = browser.execute_script("return document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
    assert re.sub(r" 'sha256-[^']+'", "", meta) == POLICY
    assert preview.ask(f"/{PAGE}")[1]["content-security-policy"] == COMMON["Content-Security-Policy"]
    asked = browser.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [name for name in asked if not name.startswith(preview.address)] == []
    assert browser.get_log("browser") == []

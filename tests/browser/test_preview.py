"""The preview in Chromium: a saved file is seen at once, faults come and go, and the published policy holds."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import start
from conftest import copy_of_own
from harness import Site
from preview_process import PreviewProcess
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.browser

RECORD = "content/records/gia-lai/2022-q2.md"
PAGE = "tinh/gia-lai/2022-q2.html"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = start(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[PreviewProcess]:
    with PreviewProcess(copy_of_own(tmp_path / "site")) as process:
        yield process


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
def test_a_saved_file_is_seen(browser: webdriver.Chrome, preview: PreviewProcess, save) -> None:
    browser.get(preview.address + PAGE)
    browser.execute_script("window.former = true")
    save(preview.site, RECORD, preview.site.read(RECORD) + "\nMột câu mới thêm.\n")
    wait_for(browser, "Một câu mới thêm.")
    assert browser.execute_script("return window.former") is None
    assert not any("1 xóa" in line for line in preview.lines), preview.lines


def test_measure(browser: webdriver.Chrome, preview: PreviewProcess) -> None:
    browser.get(preview.address + PAGE)
    took = []
    for n in range(12):
        time.sleep(0.4)
        append(preview.site, RECORD, f"\nCâu số {n}.\n")
        begun = time.perf_counter()
        wait_for(browser, f"Câu số {n}.")
        took.append(time.perf_counter() - begun)
    print([f"{each:.3f}" for each in took])

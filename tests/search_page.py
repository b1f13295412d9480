"""The search page as a person sees it in Chromium, and its index as its scripts read it."""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from giaoban.vietnamese import fold

OPEN = """
const data = document.getElementById("search").dataset, size = { listing: data.listing };
for (const name of ["records", "places", "files", "rows"]) size[name] = Number(data[name]);
const index = giaoban.openIndex(size), aliases = giaoban.readAliases(giaoban.vocabulary.aliases);
const find = async function (typed, order) {
  const query = giaoban.readQuery(typed, aliases), found = await giaoban.find(index, query);
  const ranked = await giaoban.rank(index, query, found, found.bits, order || "khop");
  const { numbers, further } = await giaoban.confirm(index, query, found, ranked, order || "khop");
  return Array.from((further && await further()) || numbers);
};
const done = arguments[arguments.length - 1];
"""
SETTLED = "return document.getElementById('search').dataset.answered === location.search"


def wait(ready: Callable[[], Any]) -> None:
    limit = time.monotonic() + 60
    while not ready():
        assert time.monotonic() < limit
        time.sleep(0.02)


def searching(browser: webdriver.Chrome, address: str) -> Iterator["Search"]:
    browser.get_log("browser")
    yield Search(browser, address)
    complaints = [each["message"] for each in browser.get_log("browser")]
    assert [message for message in complaints if "/favicon.ico" not in message] == []


class Search:
    """The search page as a person sees it."""

    def __init__(self, browser: webdriver.Chrome, address: str) -> None:
        self.browser = browser
        self.address = address

    def open(self, query: str = "") -> "Search":
        self.browser.get(f"{self.address}tim-kiem.html{query}")
        return self.settle()

    def settle(self) -> "Search":
        """Waits until the page shows the answer to what its address asks."""
        wait(lambda: self.browser.execute_script(SETTLED))
        return self

    @property
    def box(self) -> WebElement:
        return self.browser.find_element(By.ID, "query")

    def type(self, text: str) -> "Search":
        self.box.clear()
        self.box.send_keys(text)
        typed = text.rstrip(Keys.ENTER).strip()
        wait(lambda: self.fields().get("q", [""])[0] == typed)
        return self.settle()

    def fields(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.browser.current_url).query)

    def text(self, part: str) -> str:
        return self.browser.find_element(By.ID, part).text

    def titles(self) -> list[str]:
        return [each.text for each in self.browser.find_elements(By.CSS_SELECTOR, "#results h3")]

    def links(self) -> list[str]:
        links = self.browser.find_elements(By.CSS_SELECTOR, "#results h3 a")
        return [str(each.get_attribute("href")).removeprefix(self.address) for each in links]

    def marked(self) -> set[str]:
        return {each.text for each in self.browser.find_elements(By.CSS_SELECTOR, "#results mark")}

    def count(self) -> int:
        found = re.match(r"[0-9.]+", self.text("search-status"))
        return int(found[0].replace(".", "")) if found else 0

    def filter(self, name: str) -> dict[str, int]:
        """The values of a filter with their counts; opens it."""
        details = self.browser.find_element(By.CSS_SELECTOR, f"#filters details[data-name='{name}']")
        if not details.get_attribute("open"):
            details.find_element(By.TAG_NAME, "summary").click()
        wait(lambda: details.find_elements(By.TAG_NAME, "label"))
        labels = [each.text for each in details.find_elements(By.TAG_NAME, "label")]
        return {label.rpartition(" ")[0]: int(label.rpartition(" ")[2]) for label in labels}

    def choose(self, name: str, value: str) -> "Search":
        self.filter(name)
        self.browser.find_element(By.CSS_SELECTOR, f"input[name='{name}'][value='{value}']").click()
        return self.settle()

    def choose_suggestion(self, folded: str) -> "Search":
        def offered() -> list[WebElement]:
            buttons = self.browser.find_elements(By.CSS_SELECTOR, "#suggestions button")
            return [button for button in buttons if fold(button.text) == folded]

        wait(offered)
        offered()[0].click()
        return self.settle()

    def ask(self, script: str, *arguments: Any) -> Any:
        return self.browser.execute_async_script(OPEN + script, *arguments)

"""Every page of a site whose every text is an attack, in Chromium: nothing runs, whoever would have stopped it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from chromium import serve, start
from harness import Site
from hostile import FORMULAS, SCRIPTS, TEMPLATES, hostile_site
from selenium import webdriver

pytestmark = pytest.mark.browser

ALARM = """
for (const name of ["alert", "confirm", "prompt", "print", "open", "eval", "fetch"]) {
  window[name] = () => { window.stolen = name; };
}
addEventListener("securitypolicyviolation", (event) => { window.stolen = event.violatedDirective; });
"""
"""Put into each page before anything of its own."""

FOREIGN = """
const found = [];
const strange = /^(?:iframe|frame|object|embed|applet|base|style|math|video|audio|marquee)$/;
const schemes = /^(?:https?|mailto|file):$/;
for (const element of document.querySelectorAll("*")) {
  const name = element.localName;
  for (const { name: attribute } of element.attributes) {
    if (/^on|^style$|^srcdoc$|^formaction$|^ping$/i.test(attribute)) found.push(element.outerHTML);
  }
  if (strange.test(name)) found.push(element.outerHTML);
  if (name === "script" && element.type !== "application/ld+json") {
    if (!element.src.startsWith(arguments[0]) || element.textContent) found.push(element.outerHTML);
  }
  for (const attribute of ["href", "src", "action", "xlink:href", "data", "poster", "cite"]) {
    const value = element.getAttribute(attribute);
    if (value === null) continue;
    const address = new URL(value, document.baseURI);
    if (!schemes.test(address.protocol) || address.host === "thief.example") found.push(element.outerHTML);
    const loads = name !== "a" && !(name === "link" && /^(?:canonical|schema\\.)/.test(element.rel));
    if (loads && !address.href.startsWith(arguments[0])) found.push(element.outerHTML);
  }
}
return [window.stolen ?? null, found.map((each) => each.slice(0, 300))];
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("hostile") / "site")
    hostile_site(site)
    assert site.build().code == 0
    return site


@pytest.fixture(scope="module")
def address(hostile: Site) -> Iterator[str]:
    """Where the hostile site stands on a server, at the place that its base_url names."""
    folder = hostile.root / "server"
    folder.mkdir()
    (folder / "giao-ban").symlink_to(hostile.output)
    with serve(folder) as root:
        yield f"{root}giao-ban/"


@pytest.fixture(scope="module", params=[True, False], ids=["without the policy", "with the policy"])
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Without the policy only what the pages hold protects the reader; with it nothing may even be blocked."""
    driver = start(tmp_path_factory.mktemp("profile"))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": ALARM})
    driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": request.param})
    driver.set_page_load_timeout(60)
    yield driver
    driver.quit()


def examine(browser: webdriver.Chrome, address: str, path: str) -> None:
    browser.get(address + path)
    stolen, foreign = browser.execute_script(FOREIGN, address)
    assert (path, stolen, foreign) == (path, None, [])
    assert (path, browser.get_log("browser")) == (path, [])


def test_the_alarm_rings(browser: webdriver.Chrome, address: str, hostile: Site, tmp_path: Path) -> None:
    """A test that cannot fail proves nothing: a page that does hold an attack sets the alarm off."""
    page = hostile.output / "bao-dong.html"
    page.write_text("<!DOCTYPE html><title>x</title><img src=x onerror=alert(1)>", encoding="utf-8")
    try:
        with pytest.raises(AssertionError, match=r"script-src|alert"):
            examine(browser, address, page.name)
    finally:
        page.unlink()
        browser.get_log("browser")


def test_nothing_runs_on_any_page(browser: webdriver.Chrome, address: str, hostile: Site) -> None:
    pages = [path for path in hostile.paths() if path.endswith(".html")]
    assert len(pages) > 200
    for path in pages:
        examine(browser, address, path)


@pytest.mark.parametrize("text", [*SCRIPTS, *TEMPLATES, *FORMULAS])
def test_a_query_in_the_address_is_only_a_text(browser: webdriver.Chrome, address: str, text: str) -> None:
    examine(browser, address, f"tim-kiem.html?q={quote(text)}")

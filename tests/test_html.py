"""Checkers of others find nothing wrong with any page or with the style sheet, as they are set up by themselves."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import serve
from harness import PROJECT, Site
from shelves import Destination

pytestmark = pytest.mark.checkers

SITES = ("small_pages", "every_record_in_english")
STYLE_SHEET = PROJECT / "templates" / "static" / "site.css"
PREVIEW = PROJECT / "giaoban" / "preview" / "preview.css"


def nu_checker(checkers: Path, *arguments: str) -> set[str]:
    """What the Nu checker of the W3C says, each message once, with its place."""
    jar = checkers / "vnu-jar" / "build" / "dist" / "vnu.jar"
    allowed = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
    run = subprocess.run(
        ["java", allowed, "-jar", str(jar), "--format", "json", "--exit-zero-always", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    messages = json.loads(run.stderr)["messages"]
    return {f"{each['url']}:{each.get('lastLine')}: {each['message']}" for each in messages}


@pytest.mark.parametrize("name", SITES)
def test_every_page_is_valid_html(name: str, request: pytest.FixtureRequest, checkers: Path) -> None:
    """Over http, since the content policy's 'self' means nothing to a checker that reads from disk."""
    site: Site = request.getfixturevalue(name)
    with serve(site.output) as root:
        pages = [root + path for path in site.paths() if path.endswith(".html")]
        assert nu_checker(checkers, *pages) == set()


@pytest.mark.parametrize("name", SITES)
def test_every_page_keeps_the_rules_of_html_validate(
    name: str, request: pytest.FixtureRequest, node: Callable[..., str]
) -> None:
    site: Site = request.getfixturevalue(name)
    assert node("html-validate", "--preset", "recommended", "--formatter", "text", str(site.output)) == ""


def test_the_page_about_a_release_keeps_them_too(
    small_site: Site, tmp_path: Path, checkers: Path, node: Callable[..., str]
) -> None:
    """The build's own page of that address says only that it is no release."""
    target = Destination(small_site, tmp_path / "noi-doc").published()
    record = "content/records/quang-tri/2024-q1.md"
    small_site.replace(record, "**370 tin**", "nhiều tin")
    target.published()
    page = "phat-hanh/index.html"
    assert node("html-validate", "--preset", "recommended", "--formatter", "text", str(target.current / page)) == ""
    with serve(target.current) as root:
        assert nu_checker(checkers, root + page) == set()


def test_the_style_sheets_keep_the_rules_of_stylelint(node: Callable[..., str], checkers: Path, tmp_path: Path) -> None:
    rules = tmp_path / "stylelint.json"
    rules.write_text('{"extends": "stylelint-config-standard"}', "utf-8")
    options = ("--config", str(rules), "--config-basedir", str(checkers), "--formatter", "unix")
    assert node("stylelint", *options, str(STYLE_SHEET), str(PREVIEW)) == ""


def test_the_style_sheet_is_valid(checkers: Path) -> None:
    assert nu_checker(checkers, "--css", str(STYLE_SHEET)) == set()


def test_there_is_one_style_sheet_of_less_than_30_kb() -> None:
    assert list(STYLE_SHEET.parent.rglob("*.css")) == [STYLE_SHEET]
    assert STYLE_SHEET.stat().st_size < 30_000

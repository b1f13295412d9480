"""The Nu HTML checker of the W3C finds nothing wrong with any page."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from chromium import serve
from harness import Site

pytestmark = pytest.mark.checkers


@pytest.mark.parametrize("name", ["small_pages", "every_record_in_english"])
def test_every_page_is_valid_html(name: str, request: pytest.FixtureRequest, checkers: Path) -> None:
    """Over http, since the content policy's 'self' means nothing to a checker that reads from disk."""
    site: Site = request.getfixturevalue(name)
    jar = checkers / "vnu-jar" / "build" / "dist" / "vnu.jar"
    with serve(site.output) as root:
        pages = [root + path for path in site.paths() if path.endswith(".html")]
        run = subprocess.run(
            [
                "java",
                "-Dnu.validator.servlet.allow-forbidden-hosts=true",
                "-jar",
                str(jar),
                "--format",
                "json",
                "--exit-zero-always",
                *pages,
            ],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    messages = [each for each in json.loads(run.stderr)["messages"] if not is_about_data(each, site, root)]
    complaints = {f"{each['url'].removeprefix(root)}:{each.get('lastLine')}: {each['message']}" for each in messages}
    assert complaints == set()


def is_about_data(message: dict[str, Any], site: Site, root: str) -> bool:
    """The checker takes JSON-LD for a script; by the HTML standard a data block is none, and no policy stops it."""
    if not message["message"].startswith("Inline script violates Content Security Policy"):
        return False
    page = (site.output / message["url"].removeprefix(root)).read_text(encoding="utf-8")
    return '<script type="application/ld+json">' in page.splitlines()[message["lastLine"] - 1]

"""A record's downloads: the file as written, and every fact as JSON in the documented order."""

import json
import re

from harness import PROJECT, Site

IDENTITY = "tinh/ha-tinh/2020-q3"


def test_the_keys_are_those_of_the_document_in_its_order(own_site: Site) -> None:
    text = (PROJECT / "docs" / "record-json.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE)
    for path in own_site.paths():
        if path.startswith("tinh/") and path.endswith(".json"):
            assert list(json.loads(own_site.page(path))) == documented


def test_a_figure_has_its_type_and_its_printed_form(own_site: Site) -> None:
    record = json.loads(own_site.page("tinh/gia-lai/2022-q2.json"))
    figure = next(each for each in record["figures"] if each["indicator"] == "tin-trao-doi")
    assert figure["quantity"]["number"] == 370
    assert figure["quantity"]["printed"] == "370"
    assert [part["quantity"]["number"] for part in figure["parts"]] == [120, 250]


def test_markdown_is_the_file_as_written(own_site: Site) -> None:
    written = (own_site.root / "content/records/ha-tinh/2020-q3.md").read_bytes()
    assert (own_site.output / f"{IDENTITY}.md").read_bytes() == written
    assert json.loads(own_site.page(f"{IDENTITY}.json"))["source_digest"] in own_site.page(f"{IDENTITY}.html")

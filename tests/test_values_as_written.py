"""What other generators corrupt comes out as it was written, in every field and on the page, by the public door."""

import html
import json
import re
from decimal import Decimal

import pytest
from harness import PROJECT, Site

CORRUPTED = "19.620 06 010 12.10 16:14 2,23 no 1_000 off 1:24 0x10 1e3 2022-07-27 1.0 +84".split()
"""Numbers, times, answers and dates to YAML; here they are texts."""
FILE = "content/records/quang-tri/chu.md"
RECORD = """---
title: VALUE
printed_title: VALUE
kind: giao-ban
province: Quảng Trị
locality: VALUE
level: cấp huyện
quarter: IV/2023
venue:
  - name: VALUE
host:
  - VALUE
chair:
  - name: VALUE
    rank: VALUE
    position:
      - VALUE
    note: VALUE
participants:
  - VALUE
legal_bases:
  - number: VALUE
    issuer: VALUE
    title: VALUE
    note: VALUE
topics:
  - VALUE
lead: VALUE
figures:
  - indicator: tin-trao-doi
    value: 250
    printed_unit: VALUE
    parts:
      VALUE: 250
    change:
      direction: tăng
      by: 12
      unit: VALUE
      against: III/2023
    quote: VALUE
    note: VALUE
shortcomings:
  - VALUE
discussion:
  - VALUE
proposals:
  - text: VALUE
    by: VALUE
    to: VALUE
    due: VALUE
    basis: VALUE
crime_trend: VALUE
photos:
  - caption: VALUE
    credit: VALUE
    note: VALUE
videos:
  - caption: VALUE
source:
  - publisher: VALUE
    title: VALUE
    byline:
      - VALUE
    credit: VALUE
    note: VALUE
corrections:
  - printed: VALUE
    correct: VALUE
    where: VALUE
    note: VALUE
inferred:
  title: VALUE
note: VALUE
---
VALUE
"""


@pytest.mark.parametrize("value", CORRUPTED)
def test_a_text_comes_out_as_written(small_site: Site, value: str) -> None:
    small_site.write(FILE, RECORD.replace("VALUE", value))
    run = small_site.build()
    assert run.code == 0, run.stderr
    said = json.loads(small_site.page("tinh/quang-tri/chu.json"))
    assert texts(said).count(value) == RECORD.count("VALUE") - 1
    page = html.unescape(re.sub("<[^>]*>", "\n", small_site.page("tinh/quang-tri/chu.html")))
    shown = [line for line in page.split("\n") if value in line]
    assert len(shown) >= RECORD.count("VALUE") - 2
    assert small_site.page("tinh/quang-tri/chu.md") == RECORD.replace("VALUE", value)


def texts(node: object) -> list[str]:
    """Every text of a document but its slugs, which are made from texts."""
    if isinstance(node, dict):
        return [each for key, child in node.items() if key != "slug" for each in texts(child)]
    if isinstance(node, list):
        return [each for child in node for each in texts(child)]
    return [node] if isinstance(node, str) else []


@pytest.mark.parametrize(
    ("value", "number", "shown"),
    [("19.620", "19620", "19.620"), ("06", "6", "6"), ("010", "10", "10"), ("2,23", "2.23", "2,23"), ("08", "8", "8")],
)
def test_a_number_is_read_as_vietnamese_and_keeps_its_form(
    small_site: Site, value: str, number: str, shown: str
) -> None:
    small_site.write("content/indicators.yaml", (PROJECT / "content/indicators.yaml").read_bytes())
    small_site.write(
        FILE,
        "---\ntitle: Giao ban\nkind: giao-ban\nprovince: Quảng Trị\nquarter: IV/2023\nfigures:\n"
        f"  - indicator: heroin-khoi-luong\n    value: {value}\n    parts:\n      khác: {value}\n---\n",
    )
    assert small_site.build().code == 0
    record = json.loads(small_site.page("tinh/quang-tri/chu.json"), parse_float=Decimal)
    figure = record["figures"][0]
    for quantity in (figure["quantity"], figure["parts"][0]["quantity"]):
        assert (quantity["printed"], Decimal(quantity["number"])) == (value, Decimal(number))
    assert re.search(rf'<td class="number">\s*{re.escape(shown)}\b', small_site.page("tinh/quang-tri/chu.html"))

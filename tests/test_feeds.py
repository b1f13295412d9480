"""Feeds, sitemaps and metadata: right by their standards, and left out where there is no base address."""

import json
import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
from harness import Site

from giaoban.plan_feeds import MOST_ADDRESSES, sitemaps

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
Q1 = "tinh/quang-tri/2024-q1.html"


@pytest.fixture
def built(small_site: Site) -> Site:
    """The small site has a base address."""
    assert small_site.build().code == 0
    return small_site


def base_of(site: Site) -> str:
    found = re.search(r"^base_url: (\S+)", site.read("site_config.yaml"), re.MULTILINE)
    assert found
    return found[1].rstrip("/") + "/"


def without_base(site: Site) -> Site:
    config = re.sub(r"^base_url:.*$", "", site.read("site_config.yaml"), flags=re.MULTILINE)
    site.write("site_config.yaml", config)
    return site


def test_every_feed_has_what_atom_asks_for(built: Site) -> None:
    base, feeds = base_of(built), [path for path in built.paths() if path.endswith("feed.xml")]
    assert feeds == ["feed.xml", *(f"tinh/{slug}/feed.xml" for slug in ("hue", "quang-binh", "quang-tri"))]
    for path in feeds:
        feed = ElementTree.fromstring(built.page(path))
        assert feed.findtext("a:id", namespaces=ATOM) == base + path
        assert feed.find("a:link[@rel='self']", ATOM).get("href") == base + path
        entries = feed.findall("a:entry", ATOM)
        dates = [entry.findtext("a:updated", namespaces=ATOM) for entry in entries]
        assert dates == sorted(dates, reverse=True)
        assert feed.findtext("a:updated", namespaces=ATOM) == dates[0]
        assert all(datetime.fromisoformat(date).tzinfo for date in dates)
        addresses = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
        assert len(set(addresses)) == len(addresses)
        assert all((built.output / address.removeprefix(base)).is_file() for address in addresses)
        assert all(entry.findtext("a:title", namespaces=ATOM) for entry in entries)


def test_the_sitemap_names_every_page_once_and_no_tombstone(built: Site) -> None:
    base = base_of(built)
    found = [each.text for each in ElementTree.fromstring(built.page("sitemap.xml")).iterfind("s:url/s:loc", SITEMAP)]
    pages = {path for path in built.paths() if path.endswith(".html")}
    assert len(found) == len(set(found))
    assert {each.removeprefix(base) for each in found} <= pages
    assert pages - {each.removeprefix(base) for each in found} >= {"404.html"}
    assert {base + Q1, base + "tim-kiem.html"} <= set(found)


def test_more_addresses_than_one_sitemap_holds_make_an_index() -> None:
    *parts, index = sitemaps(tuple(f"{number}.html" for number in range(MOST_ADDRESSES + 1)), MOST_ADDRESSES)
    assert [page.path for page in parts] == ["sitemap-1.xml", "sitemap-2.xml"]
    assert [len(page.inputs.addresses) for page in parts] == [MOST_ADDRESSES, 1]
    assert (index.path, index.inputs.addresses, index.inputs.index) == (
        "sitemap.xml",
        ("sitemap-1.xml", "sitemap-2.xml"),
        True,
    )


def test_a_browser_finds_the_search(built: Site) -> None:
    description = ElementTree.fromstring(built.page("opensearch.xml"))
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert 0 < len(description.findtext("o:ShortName", namespaces=names)) <= 16
    template = description.find("o:Url", names).get("template")
    assert template == f"{base_of(built)}tim-kiem.html?q={{searchTerms}}"
    link = '<link rel="search" type="application/opensearchdescription+xml" href="../../opensearch.xml"'
    assert link in built.page(Q1)


def linked_data(page: str) -> dict[str, object]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def test_a_record_describes_itself_to_programs(built: Site) -> None:
    page = built.page(Q1)
    event = linked_data(page)
    assert event["@type"] == "Event"
    assert event["@id"] == base_of(built) + Q1
    assert {"name", "startDate", "organizer", "location", "about", "isBasedOn"} <= event.keys()
    assert f'<meta name="DC.identifier" content="{base_of(built)}{Q1}">' in page
    assert '<meta name="citation_title"' in page


def test_no_text_of_a_record_can_end_its_block_of_data(small_site: Site) -> None:
    small_site.replace("content/records/quang-tri/2024-q1.md", "title: ", "title: </script><script>alert(1)</script> ")
    assert small_site.build().code == 0
    page = small_site.page(Q1)
    assert "<script>alert" not in page
    assert str(linked_data(page)["name"]).startswith("</script><script>alert(1)</script>")


def test_without_a_base_address_nothing_absolute_is_written_and_the_build_says_so(small_site: Site) -> None:
    run = without_base(small_site).build()
    assert run.stdout.count("base_url") == 1
    assert [path for path in small_site.paths() if path.endswith(".xml")] == []
    page = small_site.page(Q1)
    assert "feed.xml" not in page
    assert "@id" not in linked_data(page)
    assert '<meta name="DC.identifier" content="quang-tri/2024-q1">' in page


def test_with_a_base_address_the_build_does_not_speak_of_it(small_site: Site) -> None:
    assert "base_url" not in small_site.build().stdout


def test_a_browser_learns_where_to_search(built: Site) -> None:
    description = ElementTree.fromstring(built.page("opensearch.xml"))
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    url = description.find("o:Url[@type='text/html']", names)
    assert url is not None
    assert url.get("template") == f"{base_of(built)}tim-kiem.html?q={{searchTerms}}"
    assert 0 < len(str(description.findtext("o:ShortName", namespaces=names))) <= 16
    link = '<link rel="search" type="application/opensearchdescription+xml" href="../../opensearch.xml"'
    assert link in built.page(Q1)
    assert 'name="q"' in built.page("tim-kiem.html")

"""Every link of every page leads somewhere, in the project's own archive and in one with every kind of record."""

import re

import pytest
from harness import Site
from reading import Page, targets

VIETNAMESE = re.compile(
    r"[ăâđêôơưĂÂĐÊÔƠƯ\u00c0-\u00c3\u00c8-\u00ca\u00cc\u00cd\u00d2-\u00d5\u00d9\u00da\u00dd\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u00fd\u1ea0-\u1ef9]"
)


@pytest.fixture(scope="module", params=["own_site", "every_record", "every_record_in_english", "small_pages"])
def built(request: pytest.FixtureRequest) -> Site:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def pages(built: Site) -> dict[str, Page]:
    return {path: Page(built.page(path)) for path in built.paths() if path.endswith(".html")}


def test_every_link_and_fragment_leads_somewhere(built: Site, pages: dict[str, Page]) -> None:
    files = set(built.paths())
    broken = [
        f"{path}: {link}"
        for path, page in pages.items()
        for link, target, fragment in targets(path, page.links)
        if target not in files or (fragment and target in pages and fragment not in pages[target].ids)
    ]
    assert broken == []


def test_every_address_that_paper_spells_out_is_one_of_the_archive(built: Site) -> None:
    files = set(built.paths())
    spelt = {path: re.findall('data-at="([^"#]*)', built.page(path)) for path in files if path.endswith(".html")}
    assert {path: set(found) - files for path, found in spelt.items() if not files.issuperset(found)} == {}
    assert any(spelt.values())


def test_no_id_stands_twice_on_a_page(pages: dict[str, Page]) -> None:
    assert {path: page.ids for path, page in pages.items() if len(page.ids) != len(set(page.ids))} == {}


def test_no_style_and_no_script_stands_in_a_page(pages: dict[str, Page]) -> None:
    assert {path: page.inline for path, page in pages.items() if page.inline} == {}


def test_the_content_policy_of_every_page_allows_nothing_unsafe(built: Site, pages: dict[str, Page]) -> None:
    policy = re.compile('Content-Security-Policy" content="([^"]*)"')
    data = re.compile(r"(?<=script-src 'self') 'sha256-[A-Za-z0-9+/]+=*'")
    policies = {data.sub("", found) for path in pages for found in policy.findall(built.page(path))}
    assert len(policies) == 1
    assert not re.search("unsafe|sha256|\\*|https?:", "".join(policies))
    assert all(policy.search(built.page(path)) for path in pages)


def test_error_404_leads_on_from_any_depth(small_site: Site) -> None:
    """Everything it asks for and links to begins at the root of its server, or at the path of the base address."""
    configuration = re.sub("(?m)^base_url:.*$", "", small_site.read("site_config.yaml"))
    for base, line in (("/", ""), ("/kho/", "base_url: https://luutru.example.vn/kho/")):
        small_site.write("site_config.yaml", f"{configuration}\n{line}\n")
        assert small_site.build().code == 0
        page = small_site.page("404.html")
        found = re.findall('(?:href|src|action)="([^"]*)"', page)
        within = [each for each in found if not each.startswith("#")]
        assert [each for each in within if not each.startswith((base, f"https://luutru.example.vn{base}"))] == []
        assert {base + "index.html", base + "tinh/index.html", base + "tim-kiem.html"} <= set(within)


def test_every_page_can_be_reached_from_home(built: Site, pages: dict[str, Page]) -> None:
    """All but the pages that stand for what is gone: former addresses, withdrawn records, error 404."""
    reached, pending = set(), ["index.html"]
    while pending:
        path = pending.pop()
        if path not in reached:
            reached.add(path)
            pending += [target for _, target, _ in targets(path, pages[path].links) if target in pages]
    aliases = {path for path, page in pages.items() if page.leads_on}
    files = set(built.paths())
    records = {path for path in pages if path.startswith("tinh/") and path.count("/") == 2}
    withdrawn = {path for path in records if path.replace(".html", ".json") not in files}
    assert pages.keys() - reached - aliases - withdrawn - {"404.html"} == set()


def test_nothing_is_larger_than_200_kb(built: Site) -> None:
    sizes = {path: (built.output / path).stat().st_size for path in built.paths() if path.endswith(".html")}
    assert {path: size for path, size in sizes.items() if size > 200_000} == {}


def test_in_english_what_is_vietnamese_is_marked(every_record_in_english: Site) -> None:
    """Names of places and of documents are names in any language; data are described by the words they hold."""
    names = [*place_names(every_record_in_english), "NĐ-CP", "trường hợp", "hàng nghìn", "sáng", "chiều", "tối"]
    unmarked = {}
    for path in every_record_in_english.paths():
        if path.endswith(".html"):
            texts = [text for text, language in Page(every_record_in_english.page(path)).texts if language != "vi"]
            found = [text for text in texts if VIETNAMESE.search(without(text, names))]
            unmarked |= {path: found} if found else {}
    assert unmarked == {}


def place_names(site: Site) -> list[str]:
    return sorted(re.findall(r"name: ([^,}\n]+)", site.read("content/provinces.yaml")), key=len, reverse=True)


def without(text: str, names: list[str]) -> str:
    for name in names:
        text = text.replace(name, "")
    return text

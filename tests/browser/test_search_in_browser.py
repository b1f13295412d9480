"""The search as a reader uses it in Chromium: over http and from disk, with five records and with ten thousand."""

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from chromium import chromium, served
from harness import PROJECT, Site
from search_page import Search, searching, wait
from search_site import own_vocabulary, write_search
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from unit.test_vietnamese import PROVINCES

from bench.records import records
from bench.search import Query, make_queries, note_answers
from giaoban.cli import main
from giaoban.records import Record, Unit
from giaoban.search import layout
from giaoban.search.layout import layout_of, place_records
from giaoban.search.postings import encode_numbers
from giaoban.search.words import marks, read_words
from giaoban.vietnamese import fold, place_tones, sort_key

pytestmark = pytest.mark.browser

MANY = 10_000
CASES: list[dict[str, Any]] = json.loads((PROJECT / "tests" / "fold_cases.json").read_text(encoding="utf-8"))
SEARCHES: list[dict[str, Any]] = json.loads((PROJECT / "tests" / "search_cases.json").read_text(encoding="utf-8"))
IDENTITIES = (
    "find(arguments[0]).then((found) => index.rows(found)).then((rows) => done(rows.map((row) => row.identity)))"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own five records, built."""
    output = tmp_path_factory.mktemp("few") / "output"
    assert main(["--site", str(PROJECT), "--output", str(output)]) == 0
    return output


@pytest.fixture(scope="module")
def many_records() -> list[Record]:
    return list(records(MANY, own_vocabulary(), long=False))


@pytest.fixture(scope="module")
def search_of_many(many_records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_search(many_records, tmp_path_factory.mktemp("many"))


@pytest.fixture(scope="module", params=["http", "disk"])
def addresses(request: pytest.FixtureRequest, few: Path, search_of_many: Path) -> Iterator[tuple[str, str]]:
    """Where the five records are, and where the many."""
    if request.param == "disk":
        yield f"{few.as_uri()}/", f"{search_of_many.as_uri()}/"
        return
    with served(few) as one, served(search_of_many) as other:
        yield one, other


@pytest.fixture
def five(addresses: tuple[str, str], browser: webdriver.Chrome) -> Iterator[Search]:
    yield from searching(browser, addresses[0])


@pytest.fixture
def many(addresses: tuple[str, str], browser: webdriver.Chrome) -> Iterator[Search]:
    yield from searching(browser, addresses[1])


READ = """
return arguments[0].map((text) => giaoban.readWords(text.normalize("NFKC"))
  .map((word) => [word.spelled, word.key, word.joint]));
"""
NUMBERS = """
const found = [];
giaoban.eachBit(giaoban.addList(arguments[0], giaoban.emptyBits(arguments[1])), (number) => found.push(number));
return found;
"""

CHOSEN = """
const bits = giaoban.addList(arguments[0], giaoban.emptyBits(arguments[2])), found = [];
giaoban.eachBit(giaoban.chosenBits(bits, arguments[1]), (number) => found.push(number));
return found;
"""


def test_words_are_cut_and_folded_as_in_python(five: Search) -> None:
    five.open()
    given = [case["text"] for case in CASES]
    expected = [list(map(list, zip(*read_words(text), strict=True))) for text in given]
    assert five.browser.execute_script(READ, given) == expected
    assert five.browser.execute_script("return arguments[0].map(giaoban.fold)", given) == [fold(text) for text in given]
    placed = five.browser.execute_script("return arguments[0].map(giaoban.placeTones)", given)
    assert placed == [place_tones(text) for text in given]


@pytest.fixture(scope="module")
def sayings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search of a record for each text of the table of cases."""
    unit = Unit("gia-lai", 0, "Gia Lai", "tinh")
    texts = (case["text"] for case in SEARCHES)
    made = (Record(f"gia-lai/{number}", "Bản ghi", "giao-ban", unit, lead=text) for number, text in enumerate(texts))
    return write_search(made, tmp_path_factory.mktemp("sayings"))


def test_every_way_to_write_finds_its_text_and_no_other_does(browser: webdriver.Chrome, sayings: Path) -> None:
    search = Search(browser, f"{sayings.as_uri()}/").open()
    wrong = []
    for number, case in enumerate(SEARCHES):
        for kind in ("found_by", "not_found_by"):
            for query in case[kind]:
                if (f"gia-lai/{number}" in search.ask(IDENTITIES, query)) != (kind == "found_by"):
                    wrong.append((case["text"], kind, query))
    assert wrong == []


def test_provinces_sort_as_in_python(five: Search) -> None:
    names = [unit.name for unit in own_vocabulary().provinces.eras[0].units.values()]
    assert sorted(names, key=sort_key) == PROVINCES
    five.open()
    assert five.browser.execute_script("return arguments[0].sort(giaoban.compare)", names) == PROVINCES


def test_lists_and_files_are_read_as_they_were_written(five: Search) -> None:
    five.open()
    chance = random.Random(3)
    for places in (8, 100, 5000, 200_000):
        for share in (0.001, 0.05, 0.5, 1):
            numbers = sorted(chance.sample(range(places), max(1, int(places * share))))
            text = encode_numbers(numbers, places)
            assert five.browser.execute_script(NUMBERS, text, places) == numbers
            every = encode_numbers(range(0, 3 * places, 3), 3 * places)
            assert five.browser.execute_script(CHOSEN, every, text, 3 * places) == [3 * rank for rank in numbers]
    far = [*range(1000), 199_999]
    assert five.browser.execute_script(NUMBERS, encode_numbers(far, 200_000), 200_000) == far
    count = "index.entry(arguments[0]).then((entry) => done(entry && giaoban.countBits(entry.bits())))"
    assert five.ask(count, "tuan") >= five.ask(count, "tuan tra") > 0
    assert five.ask(count, "tra tuan") is None


def test_what_a_row_leaves_out_is_read_from_the_record_itself(five: Search, few: Path) -> None:
    """Large archives have no texts in their rows; from disk, where no page may read a file, they do without."""
    document = json.loads((few / "tinh" / "gia-lai" / "2022-q2.json").read_text(encoding="utf-8"))
    row = dict.fromkeys(("place", "period", "chair", "text"), "") | {"identity": document["id"], "title": "Tên"}
    five.open()
    lines = five.ask("index.said(arguments[0]).then(done)", row | {"whole": False})
    assert lines[0] == "Tên"
    if five.browser.current_url.startswith("file:"):
        assert not any(lines[1:])
    else:
        assert {document["title"], document["unit"]["name"], document["chair"][0]["name"]} <= set(lines)
        assert any(line.strip() and line in document["body_html"] for line in lines)
        assert not any("<" in line for line in lines)
        chair = document["chair"][0]
        assert ", ".join((f"{chair['rank']} {chair['name']}".strip(), *chair["positions"])) in lines


@pytest.fixture(scope="module")
def without_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same records in an index laid out like that of an archive so large that it keeps no texts."""
    site = Site(tmp_path_factory.mktemp("without_texts")).complete()
    shutil.copytree(PROJECT / "content", site.root / "content", dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(layout, "WHOLE_TEXTS", 0)
        changed.setattr(layout, "EXTRACTS", 0)
        assert site.build().code == 0
    return site.root / "output"


def test_results_of_a_large_archive_quote_the_records_themselves(
    without_texts: Path, browser: webdriver.Chrome
) -> None:
    snippets = "return Array.from(document.querySelectorAll('.snippet'), (each) => each.innerHTML)"
    with served(without_texts) as address:
        (search,) = searching(browser, address)
        assert search.open("?q=tuan+tra").count() == 3
        assert all("<mark>tuần tra</mark>" in each.replace("T", "t") for each in browser.execute_script(snippets))
    (search,) = searching(browser, f"{without_texts.as_uri()}/")
    assert search.open("?q=tuan+tra").count() == 3
    assert not any(browser.execute_script(snippets))


def test_marks_count_as_in_python(five: Search) -> None:
    words = sorted({word for case in CASES for word in case["words"]})
    five.open()
    assert five.browser.execute_script("return arguments[0].map(giaoban.marks)", words) == list(map(marks, words))


def test_results_follow_what_is_typed(five: Search) -> None:
    five.open().type("tuan tra")
    assert (five.count(), len(five.titles())) == (3, 3)
    assert {"Tuần tra", "tuần tra"} & five.marked()
    five.type("tuan tra bien gioi gia lai")
    assert five.links()[0] == "tinh/gia-lai/2022-q2.html"
    assert "ket qua" in fold(five.text("search-status"))


def test_every_page_has_a_box_that_leads_to_the_search(five: Search) -> None:
    five.browser.get(f"{five.address}tinh/gia-lai.html")
    five.browser.find_element(By.TAG_NAME, "body").send_keys("/")
    box = five.browser.switch_to.active_element
    assert box.get_attribute("id") == "seek"
    box.send_keys("biên phòng", Keys.ENTER)
    wait(lambda: "tim-kiem.html" in five.browser.current_url)
    five.settle()
    assert five.box.get_attribute("value") == "biên phòng"
    assert five.count() == 5


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("quy 2/2022", "gia-lai/2022-q2"),
        ("quý II-2022", "gia-lai/2022-q2"),
        ("quý 2 năm 2022 gia lai", "gia-lai/2022-q2"),
        ("vo ngoc thanh", "gia-lai/2022-q2"),
        ("Gialai", "gia-lai/2022-q2"),
        ("6 tháng đầu năm 2022", "kien-giang/2022-kiem-tra-6-thang"),
        ("11000", "kien-giang/2022-kiem-tra-6-thang"),
        ("11.000", "kien-giang/2022-kiem-tra-6-thang"),
        ("nđ 03 quảng nam", "quang-nam/2020-tong-ket"),
        ("CHQS lai châu", "lai-chau/2024-q3"),
        ("lai chau chi huy quan su", "lai-chau/2024-q3"),
        ("BĐBP hà tĩnh", "ha-tinh/2020-q3"),
        ('"trao đổi 370 tin"', "gia-lai/2022-q2"),
        ("trao doi 370 tin", "gia-lai/2022-q2"),
        ("lai châu -2022", "lai-chau/2024-q3"),
        ("tổng kê", "quang-nam/2020-tong-ket"),
    ],
)
def test_vietnamese_is_found_however_it_is_written(five: Search, query: str, first: str) -> None:
    five.open(f"?q={quote(query)}")
    assert five.links()[0] == f"tinh/{first}.html"


@pytest.mark.parametrize("query", ['"ngọc thành võ"', "zzz", '"gia lai" -quý', '"trao dổi 370 tin"'])
def test_what_no_record_has_is_not_found(five: Search, query: str) -> None:
    five.open(f"?q={quote(query)}")
    assert five.links() == []
    assert five.text("search-status") == "Không có bản ghi nào khớp."


def test_tones_that_are_typed_put_exact_spellings_first(five: Search) -> None:
    both = five.open("?q=bao").count()
    five.open(f"?q={quote('bão')}")
    assert five.count() == both
    assert five.marked() >= {"bão"}


def test_an_empty_answer_says_what_to_do(five: Search) -> None:
    five.open("?q=ngoc+thanh+zzz&loai=kiem-tra")
    help_text = five.text("search-help")
    assert "“zzz”" in help_text
    five.browser.find_element(By.XPATH, "//*[@id='search-help']//button[contains(., 'zzz')]").click()
    five.settle()
    assert five.fields()["q"] == ["ngoc thanh"]
    five.browser.find_element(By.XPATH, "//*[@id='search-help']//button[contains(., 'bộ lọc')]").click()
    five.settle()
    assert five.count() >= 1


def test_filters_narrow_are_shown_and_are_taken_back(five: Search) -> None:
    five.open("?q=an+ninh")
    assert five.filter("nam") == {"2024": 1, "2022": 2, "2020": 2}
    five.choose("nam", "2022").choose("nam", "2020")
    assert five.count() == 4
    assert five.fields()["nam"] == ["2022", "2020"]
    assert five.filter("loai") == {"Giao ban": 2, "Kiểm tra": 1, "Tổng kết năm": 1}
    five.choose("loai", "giao-ban")
    assert five.count() == 2
    assert five.filter("nam") == {"2024": 1, "2022": 1, "2020": 1}
    chips = five.browser.find_elements(By.CSS_SELECTOR, "#chips button")
    assert [chip.text for chip in chips] == ["Năm: 2022 ×", "Năm: 2020 ×", "Loại hội nghị: Giao ban ×", "Bỏ mọi bộ lọc"]
    chips[0].click()
    five.settle()
    assert (five.count(), five.fields()["nam"]) == (1, ["2020"])
    five.browser.back()
    five.settle()
    assert (five.count(), five.fields()["nam"]) == (2, ["2022", "2020"])


def test_a_province_is_a_filter_then_and_now(five: Search) -> None:
    five.open()
    assert five.filter("don-vi")["Quảng Nam (đến hết ngày 30 tháng 6 năm 2025)"] == 1
    assert five.filter("nay")["Đà Nẵng"] == 1
    five.choose("nay", "da-nang")
    assert five.links() == ["tinh/quang-nam/2020-tong-ket.html"]


@pytest.mark.parametrize("name", ["ky", "luc-luong", "chu-tri", "chi-tieu", "chu-de"])
def test_every_filter_counts_what_it_would_leave(five: Search, name: str) -> None:
    values = five.open("?q=an+ninh").filter(name)
    label, count = next(iter(values.items()))
    five.browser.find_element(By.CSS_SELECTOR, f"#filters details[data-name='{name}'] input").click()
    five.settle()
    assert five.count() == count
    assert label in five.text("chips")


def test_results_are_sorted_by_date(five: Search) -> None:
    newest = five.open("?q=an+ninh&xep=moi").links()
    assert newest[0] == "tinh/lai-chau/2024-q3.html"
    assert five.open("?q=an+ninh&xep=cu").links() == newest[::-1]


def test_an_address_brings_back_the_whole_search(many: Search) -> None:
    many.open().type("tuần tra").choose("nam", "2020")
    many.browser.find_element(By.CSS_SELECTOR, "#sort option[value='cu']").click()
    many.settle()
    many.browser.find_element(By.CSS_SELECTOR, "#result-pages a[data-page='2']").click()
    many.settle()
    seen, address = many.links(), many.browser.current_url
    many.browser.get("about:blank")
    many.browser.get(address)
    many.settle()
    assert many.links() == seen
    assert many.fields() == {"q": ["tuần tra"], "nam": ["2020"], "xep": ["cu"], "trang": ["2"]}


def test_back_undoes_each_step(many: Search) -> None:
    many.open("?q=tuan+tra").choose("nam", "2020")
    filtered = many.links()
    many.browser.find_element(By.CSS_SELECTOR, "#result-pages a[data-page='3']").click()
    many.settle()
    assert many.links() != filtered
    many.browser.back()
    assert many.settle().links() == filtered
    many.browser.back()
    assert "nam" not in many.settle().fields()
    many.browser.forward()
    assert many.settle().links() == filtered


def test_everything_is_reached_by_keyboard(many: Search) -> None:
    many.open()
    many.browser.find_element(By.TAG_NAME, "body").send_keys("/")
    assert many.browser.switch_to.active_element == many.box
    many.type("bien gioi")
    links = many.browser.find_elements(By.CSS_SELECTOR, "#results h3 a")
    for press, expected in ((Keys.ARROW_DOWN, 0), (Keys.ARROW_DOWN, 1), (Keys.ARROW_UP, 0)):
        many.browser.switch_to.active_element.send_keys(press)
        assert many.browser.switch_to.active_element == links[expected]
    many.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert many.browser.switch_to.active_element == many.box
    many.box.send_keys(Keys.ESCAPE)
    wait(lambda: "q" not in many.fields())
    assert many.settle().box.get_attribute("value") == ""


def test_a_result_is_opened_by_keyboard(five: Search) -> None:
    five.open().type("bien gioi").box.send_keys(Keys.ARROW_DOWN)
    five.browser.switch_to.active_element.send_keys(Keys.ENTER)
    wait(lambda: "/tinh/" in five.browser.current_url)


def test_a_search_that_is_too_broad_says_how_to_narrow_it(many: Search) -> None:
    assert "ngoặc kép" in many.open("?q=giao+ban").text("search-help")
    assert many.open("?q=giao+ban&nam=2020").text("search-help") == ""


def test_words_begun_are_completed(many: Search) -> None:
    many.open().type("bie")
    assert many.count() > 0
    many.choose_suggestion("bien")
    assert fold(many.fields()["q"][0]) == "bien"


@pytest.fixture(scope="module")
def queries(many_records: list[Record]) -> list[Query]:
    """Words and phrases of random records, and which records hold them."""
    chance = random.Random(11)
    made = make_queries(chance.sample(many_records, 30), own_vocabulary(), chance)
    places = place_records((record.identity for record in many_records), layout_of(MANY).places)
    for record in many_records:
        note_answers(made, record, places[record.identity], own_vocabulary())
    return made


def test_all_records_with_all_the_words_are_found_and_the_phrase_itself_first(
    many: Search, queries: list[Query]
) -> None:
    many.open()
    for query in queries:
        found = many.ask("find(arguments[0]).then(done)", query.typed)
        assert query.holding - set(found) == set(), query.typed
        if query.phrase:
            assert found[0] in query.saying, query.typed
            quoted = set(many.ask("find(arguments[0]).then(done)", f'"{query.typed}"'))
            assert query.saying <= quoted, query.typed


def test_an_index_that_cannot_be_loaded_says_so_and_can_be_tried_again(
    browser: webdriver.Chrome, few: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(few, site)
    terms = next((site / "tim-kiem" / "tu").glob("0-*.js"))
    terms.rename(tmp_path / "0.js")
    with served(site) as address:
        search = Search(browser, address).open("?q=ngoc+thanh")
        assert search.text("search-status").startswith("Không tải được")
        (tmp_path / "0.js").rename(terms)
        browser.find_element(By.CSS_SELECTOR, "#search-help button").click()
        wait(lambda: search.links()[:1] == ["tinh/gia-lai/2022-q2.html"])
        next((site / "tim-kiem").glob("tu-vung-*.js")).unlink()
        browser.get(f"{address}tim-kiem.html?q=gia")
        assert search.text("search-status").startswith("Không tải được")
    browser.get_log("browser")


def test_without_scripts_the_page_leads_to_the_lists(few: Path, tmp_path: Path) -> None:
    with chromium(tmp_path, **{"profile.managed_default_content_settings.javascript": 2}) as browser:
        browser.get(f"{few.as_uri()}/tim-kiem.html")
        assert [box.is_displayed() for box in browser.find_elements(By.TAG_NAME, "form")] == [False]
        assert "JavaScript" in browser.find_element(By.ID, "main").text
        browser.find_element(By.ID, "main").find_element(By.PARTIAL_LINK_TEXT, "Thời gian").click()
        assert browser.current_url == f"{few.as_uri()}/thoi-gian/index.html"
        assert [box.is_displayed() for box in browser.find_elements(By.TAG_NAME, "form")] == [False]

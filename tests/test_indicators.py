"""Pages of indicators: every value with its words, charts only of what compares, and no page without bound."""

import re

import pytest
from harness import Site, main_of

RECORD = """---
title: Giao ban quý {roman}/{year}
kind: giao-ban
province: {province}
quarter: {roman}/{year}
date: 10/{month}/{met}
forces: [công an, quân sự]
source: Báo
figures:
{figures}---
"""
ROMAN = ("I", "II", "III", "IV")


def add(site: Site, slug: str, province: str, year: int, quarter: int, *figures: str) -> None:
    month, met = (quarter * 3 + 1, year) if quarter < 4 else (1, year + 1)
    text = RECORD.format(
        roman=ROMAN[quarter - 1],
        year=year,
        province=province,
        month=month,
        met=met,
        figures="".join(f"  - {figure}\n" for figure in figures),
    )
    site.write(f"content/records/{slug}/{year}-q{quarter}.md", text)


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("indicators") / "site").complete()


def info(value: str, more: str = "") -> str:
    return f"{{indicator: tin-trao-doi, value: {value}{more}}}"


def test_three_comparable_values_make_a_chart_and_two_do_not(site: Site) -> None:
    for quarter in (1, 2):
        add(site, "gia-lai", "Gia Lai", 2023, quarter, info("10"))
    assert site.build().code == 0
    assert "<svg" not in site.page("chi-tieu/tin-trao-doi.html")
    add(site, "gia-lai", "Gia Lai", 2023, 4, info("gần 30"))
    site.build()
    page = site.page("chi-tieu/tin-trao-doi.html")
    assert page.count('class="drawing"') == 1
    assert 'role="img" aria-labelledby="bieu-do-1-ten bieu-do-1-ta"' in page
    assert page.count('<circle class="dot"') == 2
    assert page.count('<circle class="dot rounded"') == 1
    assert page.count("<polyline") == 1
    assert "style=" not in main_of(page)
    assert 'class="spark"' in site.page("chi-tieu/index.html")


def test_stages_are_not_joined_to_one_line(site: Site) -> None:
    for quarter, stage in ((1, "bắt giữ"), (2, "khởi tố"), (3, "bắt giữ"), (4, "khởi tố")):
        add(site, "gia-lai", "Gia Lai", 2023, quarter, f"{{indicator: ma-tuy-vu, value: 3, stage: {stage}}}")
    assert site.build().code == 0
    assert "<svg" not in site.page("chi-tieu/ma-tuy-vu.html")


def test_units_side_by_side_with_those_that_do_not_say(site: Site) -> None:
    for slug, province, value in (
        ("gia-lai", "Gia Lai", "10"),
        ("kon-tum", "Kon Tum", "20"),
        ("dak-lak", "Đắk Lắk", "hơn 30"),
    ):
        add(site, slug, province, 2023, 1, info(value))
    add(site, "dak-nong", "Đắk Nông", 2023, 1, "{indicator: tin-bao-to-giac, value: 5}")
    assert site.build().code == 0
    page = main_of(site.page("chi-tieu/tin-trao-doi.html"))
    assert re.findall(r'class="bar[^"]*"', page) == ['class="bar rounded"', 'class="bar"', 'class="bar"']
    assert "Có bản ghi nhưng không nêu: Đắk Nông." in page
    assert "khoảng 60, trong đó 1 giá trị làm tròn" in page


def test_values_that_may_not_be_added_have_no_total(site: Site) -> None:
    for slug, province in (("gia-lai", "Gia Lai"), ("kon-tum", "Kon Tum"), ("dak-lak", "Đắk Lắk")):
        add(site, slug, province, 2023, 1, "{indicator: heroin-banh, value: 5}")
    assert site.build().code == 0
    page = main_of(site.page("chi-tieu/heroin-banh.html"))
    assert "Không cộng các giá trị này." in page
    assert "Tổng của" not in page


def test_an_indicator_that_nobody_stated_still_has_its_page(site: Site) -> None:
    add(site, "gia-lai", "Gia Lai", 2023, 1, info("10"))
    assert site.build().code == 0
    assert "Chưa bản ghi nào nêu chỉ tiêu này." in site.page("chi-tieu/ketamin.html")


def test_many_values_are_cut_by_year_and_into_parts(site: Site) -> None:
    site.replace("site_config.yaml", "page_size: 100", "page_size: 2")
    for slug, province in (("gia-lai", "Gia Lai"), ("kon-tum", "Kon Tum"), ("dak-lak", "Đắk Lắk")):
        for year in (2023, 2024):
            add(site, slug, province, year, 1, info("10"))
    assert site.build().code == 0
    found = [path for path in site.paths() if path.startswith("chi-tieu/tin-trao-doi/")]
    assert found == [f"chi-tieu/tin-trao-doi/{year}{part}.html" for year in (2023, 2024) for part in ("-trang-2", "")]
    rows = [re.findall(r'data-label="Địa phương"><a[^>]*>([^<]*)', site.page(path)) for path in found]
    assert rows == [["Kon Tum"], ["Đắk Lắk", "Gia Lai"]] * 2


def test_a_province_shows_its_recurring_indicators_and_where_a_report_is_silent(site: Site) -> None:
    change = ", change: {direction: tăng, by: 12, against: quý I/2023}"
    add(site, "gia-lai", "Gia Lai", 2023, 1, info("100"))
    add(site, "gia-lai", "Gia Lai", 2023, 2, info("110", change))
    add(site, "gia-lai", "Gia Lai", 2023, 3, "{indicator: tin-bao-to-giac, value: 5}")
    assert site.build().code == 0
    page = main_of(site.page("tinh/gia-lai.html"))
    table = page[page.index("Chỉ tiêu lặp lại theo kỳ") :]
    cells = [re.sub(r"<[^>]+>|\s+", " ", cell).split() for cell in re.findall(r"<td>(.*?)</td>", table, re.DOTALL)]
    texts = [" ".join(cell) for cell in cells]
    assert texts == [
        "không nêu",
        "110 Nguồn nêu tăng 12 so với quý I/2023 +10 so với kỳ trước (kho tính) "
        "Chưa khớp. Trong kho, quý I/2023 là 100.",
        "100",
    ]
    assert "tin-bao-to-giac" not in table


def test_a_period_compares_its_units_with_the_period_before(site: Site) -> None:
    for quarter, values in ((1, ("100", "50")), (2, ("110", "gần 60"))):
        for (slug, province), value in zip((("gia-lai", "Gia Lai"), ("kon-tum", "Kon Tum")), values, strict=True):
            add(site, slug, province, 2023, quarter, info(value))
    assert site.build().code == 0
    page = main_of(site.page("thoi-gian/2023/q2.html"))
    assert "+10 so với kỳ trước (kho tính)" in page
    assert page.count("so với kỳ trước (kho tính)") == 1, "a rounded value has no derived change"
    assert page.count("I/2023</th>") == 1


def test_english_pages_are_in_english(site: Site) -> None:
    site.replace("site_config.yaml", "language: vi", "language: en")
    for quarter in (1, 2, 3):
        add(site, "gia-lai", "Gia Lai", 2023, quarter, info("1.234"))
    assert site.build().code == 0
    page = main_of(site.page("chi-tieu/tin-trao-doi.html"))
    assert "3 comparable values, from Q1 2023 to Q3 2023." in page
    assert ">1,500</text>" in page


def test_the_tables_of_a_province_have_room_for_so_many_cells(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for quarter in (1, 2, 3, 4):
        add(site, "gia-lai", "Gia Lai", 2023, quarter, info(str(quarter)))
    columns = []
    for room in (4, 3, 1):
        monkeypatch.setattr("giaoban.views.by_period.CELLS", room)
        assert site.build("--full").code == 0
        table = re.search('<table class="by-period">.*?</table>', site.page("tinh/gia-lai.html"), re.DOTALL)
        columns.append(table[0].count('<th scope="col">') - 1 if table else 0)
    assert columns == [4, 3, 2]

"""What is downloaded holds the archive exactly, in every format, and is the same on every day."""

import csv
import io
import json
import re
import shutil
import sqlite3
import zipfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from harness import OWN_FILES, PROJECT, Site, cut
from hypothesis import given
from hypothesis import strategies as st
from shelves import Destination

from giaoban.data_inputs import Download
from giaoban.index import build_index
from giaoban.packages import data_package
from giaoban.plain_files import csv_file, harmless
from giaoban.plan_downloads import Sizes, downloads, plan_downloads
from giaoban.site_files import read_vocabulary
from giaoban.sources import Source
from giaoban.state import State
from giaoban.tables import MEETINGS, Field, Sheet, Table
from giaoban.workbook import workbook

SEEDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "seed_figures.yaml").read_text(encoding="utf-8"))
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own five records, built."""
    site = Site(tmp_path_factory.mktemp("archive") / "site")
    shutil.copytree(PROJECT / "content", site.root / "content")
    shutil.copyfile(PROJECT / "site_config.yaml", site.root / "site_config.yaml")
    assert site.build().code == 0
    return site


APOSTROPHE = re.compile(r"\A'(?='*[=+\-@\t\r\n])|(?<=[;\t\r\n])'(?='*[=+\-@])")
"""What the page about the data tells readers to take away."""


def read_csv(site: Site, name: str) -> Rows:
    """A CSV file as a reader gets it that knows about the apostrophe."""
    data = (site.output / "du-lieu" / name).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return [{key: APOSTROPHE.sub("", value) for key, value in row.items()} for row in rows]


def expected_figures() -> list[tuple[str, str, str, str, str]]:
    """Province, indicator, value, qualifier and phrase of the 34 figures."""
    return sorted(
        (
            SEEDS["seeds"][each["seed"]]["province"],
            each["indicator"],
            str(each["value"]),
            each["qualifier"],
            each["phrase"],
        )
        for each in SEEDS["figures"]
    )


def figures_in(rows: list[dict[str, Any]]) -> list[tuple[str, str, str, str, str]]:
    return sorted(
        (row["record"].split("/")[0], row["indicator"], str(row["value"]), row["qualifier"], row["quote"])
        for row in rows
    )


def test_csv_and_json_hold_the_34_figures_exactly(archive: Site) -> None:
    assert len(expected_figures()) == 34
    assert figures_in(read_csv(archive, "so-lieu.csv")) == expected_figures()
    rows = json.loads(archive.page("du-lieu/so-lieu.json"), parse_float=Decimal)
    assert figures_in(rows) == expected_figures()


def test_the_database_holds_the_34_figures_exactly(archive: Site) -> None:
    with sqlite3.connect(archive.output / "du-lieu/kho.sqlite") as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT record, indicator, value, qualifier, quote FROM so_lieu").fetchall()
        parts = connection.execute("SELECT label, printed FROM thanh_phan ORDER BY printed").fetchall()
        full = connection.execute("SELECT count(*), count(indicator_name), count(province_name) FROM so_lieu_day_du")
        assert tuple(full.fetchone()) == (34, 34, 34)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()
    assert figures_in([dict(row) for row in rows]) == expected_figures()
    assert [tuple(row) for row in parts] == [("cấp tỉnh", "120"), ("cấp huyện", "250")]


def test_the_workbook_has_numbers_as_numbers_and_dates_as_dates(archive: Site) -> None:
    book = openpyxl.load_workbook(archive.output / "du-lieu/so-lieu.xlsx")
    assert book.sheetnames == ["Số liệu", "Cuộc họp", "Mô tả cột"]
    sheet = book["Số liệu"]
    header, *rows = list(sheet.iter_rows(values_only=True))
    found = [dict(zip(header, row, strict=True)) for row in rows]
    values = sorted(
        (row["Mã bản ghi"].split("/")[0], row["Chỉ tiêu"], str(row["Giá trị"]), row["Trích nguồn"]) for row in found
    )
    names = {row["indicator"]: row["indicator_name"] for row in read_csv(archive, "chi-tieu.csv")}
    assert values == sorted(
        (province, names[slug], value, quote) for province, slug, value, _, quote in expected_figures()
    )
    assert {type(row["Giá trị"]) for row in found} == {int, float}
    assert {row["Kỳ từ ngày"].date().isoformat() for row in found} >= {"2022-04-01", "2020-07-01"}
    assert {row["Kỳ báo cáo"] for row in found} >= {"quý II/2022", "6 tháng đầu năm 2022"}
    assert {row["Ngày họp"].date().isoformat() for row in found} == {
        each["meeting_date"].isoformat() for each in SEEDS["seeds"].values()
    }
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    described = {row[1] for row in book["Mô tả cột"].iter_rows(min_row=2, values_only=True)}
    assert set(header) <= described


def test_a_workbook_says_in_words_what_has_a_code(small_site: Site) -> None:
    file = "content/records/quang-tri/2024-q1.md"
    date = re.search(r"^date: .*$", small_site.read(file), re.MULTILINE)
    assert date
    small_site.replace(file, date[0], "date: 4/2024")
    small_site.replace(file, "value: 370", 'value: 370, note: "_x0041_ & <b>"')
    assert small_site.build().code == 0
    book = openpyxl.load_workbook(small_site.output / "du-lieu/so-lieu.xlsx")
    header, *rows = book["Cuộc họp"].iter_rows(values_only=True)
    meeting = next(row for row in (dict(zip(header, row, strict=True)) for row in rows) if row["Ngày họp"] == "2024-04")
    assert meeting["Lực lượng"].startswith("Công an; Quân sự")
    sheet = zipfile.ZipFile(small_site.output / "du-lieu/so-lieu.xlsx").read("xl/worksheets/sheet1.xml")
    assert b"<t>_x005F_x0041_ &amp; &lt;b&gt;</t>" in sheet, "Excel would read _x0041_ as the letter A"


ODD = """---
title: 'Giao ban "đặc biệt", có dấu phẩy; và chấm phẩy'
kind: giao-ban
province: Gia Lai
locality: huyện Chư Prông
level: cấp huyện
months: 1-8/2022
date: 9/2022
chair: [Nguyễn Văn An, Trần Thị Bình]
forces: [công an, biên phòng]
source: {publisher: "=Báo", url: https://bao.example/a?b=1&c=2}
figures:
  - {indicator: tin-trao-doi, value: hàng nghìn, note: "-1 dòng\\nvà dòng nữa"}
  - {indicator: tin-bao-to-giac, value: không nêu}
  - {indicator: ma-tuy-vu, value: 538, target: 540, stage: khởi tố, quote: "'=SUM(A1) và \\"ngoặc\\""}
  - {indicator: ma-tuy-da, value: "61,475", printed_unit: kg, stage: thu giữ}
  - indicator: tuan-tra-cuoc
    value: hơn 11.000
    with: {indicator: tuan-tra-luot-nguoi, value: gần 65.000, printed_unit: lượt CBCS}
    change: {direction: giảm, by: "1,5", percent: "12,50", unit: cuộc, previous: 12.500, against: 1-8/2021}
    forces: [công an]
  - indicator: heroin-banh
    value: 25
    parts: {đợt 1: 20, "đợt \\"hai\\", bổ sung": 4}
    parts_complete: không
---
"""


def test_a_round_trip_through_csv_loses_nothing(archive: Site, tmp_path: Path) -> None:
    """The record files that a reader makes from the two tables alone give the same two tables again."""
    first, second = Site(tmp_path / "first"), Site(tmp_path / "second")
    shutil.copytree(archive.root / "content" / "records", first.root / "content" / "records")
    first.write("content/records/gia-lai/2022-chu-prong-8-thang.md", ODD)
    for site in (first, second):
        site.complete()
    assert first.build().code == 0
    figures = read_csv(first, "so-lieu.csv")
    for meeting in read_csv(first, "cuoc-hop.csv"):
        own = [row for row in figures if row["record"] == meeting["record"]]
        second.write(f"content/records/{meeting['record']}.md", record_from(meeting, own))
    run = second.build()
    assert run.code == 0, run.stderr
    for name in ("so-lieu", "cuoc-hop", "chi-tieu", "don-vi"):
        file = f"du-lieu/{name}.csv"
        assert (second.output / file).read_bytes() == (first.output / file).read_bytes()


def record_from(meeting: dict[str, str], figures: Rows) -> str:
    """A record file with what the rows say. JSON is YAML, and in quotation marks every text stays what it is."""
    fields: dict[str, Any] = {
        "title": meeting["title"],
        "kind": meeting["kind"],
        "province": meeting["province"],
        "locality": meeting["locality"],
        "level": meeting["level"],
        "covers": listed(meeting["covers"]),
        meeting["period_type"]: meeting["period"],
        "date": meeting["date"],
        "session": meeting["session"],
        "chair": [{"name": name} for name in listed(meeting["chair"])],
        "forces": listed(meeting["forces"]),
        "source": stated({"publisher": meeting["source"], "url": meeting["source_address"]}),
        "figures": paired([(row["pair"], figure_from(row)) for row in figures]),
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in stated(fields).items()]
    return "\n".join(["---", *lines, "---", ""])


def figure_from(row: dict[str, str]) -> dict[str, Any]:
    change = {
        "direction": {"up": "tăng", "down": "giảm", "": ""}[row["change_direction"]],
        "against": row["change_against"],
        "by": row["change_by_printed"],
        "percent": row["change_percent_printed"],
        "unit": row["change_unit"],
        "previous": row["previous_printed"],
    }
    return stated(
        {
            "indicator": row["indicator"],
            "value": row["printed"],
            "printed_unit": row["printed_unit"],
            "parts": json.loads(row["parts"]) if row["parts"] else "",
            "parts_complete": "" if row["parts_complete"] == "true" else "không",
            "stage": row["stage"],
            "target": row["target_printed"],
            "change": stated(change),
            "forces": listed(row["by_forces"]),
            "quote": row["quote"],
            "note": row["note"],
        }
    )


def paired(figures: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """The figures in the shape of a record: the second of a pair stands inside the first."""
    found: dict[str, dict[str, Any]] = {}
    for number, (pair, figure) in enumerate(figures):
        if pair in found:
            found[pair]["with"] = figure
        else:
            found[pair or f"alone {number}"] = figure
    return list(found.values())


def listed(text: str) -> list[str]:
    return text.split("; ") if text else []


def stated(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def test_provinces_and_indicators_have_their_part_of_the_figures(archive: Site) -> None:
    every = read_csv(archive, "so-lieu.csv")
    for row in every:
        assert row in read_csv(archive, f"tinh/{row['province']}.csv")
        assert row in read_csv(archive, f"chi-tieu/{row['indicator']}.csv")
    parts = [path for path in archive.paths() if re.fullmatch(r"du-lieu/tinh/[a-z-]+\.csv", path)]
    assert sum(len(read_csv(archive, path.removeprefix("du-lieu/"))) for path in parts) == len(every)


def test_the_package_describes_the_files_that_are_there(archive: Site) -> None:
    package = json.loads(archive.page("du-lieu/datapackage.json"))
    names = {resource["name"]: resource for resource in package["resources"]}
    for resource in package["resources"]:
        rows = read_csv(archive, resource["path"])
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert list(rows[0]) == fields
        assert set(resource["schema"]["primaryKey"]) <= set(fields)
        numbers = [field for field in resource["schema"]["fields"] if field["type"] == "number"]
        assert all(field.get("unit") or field["unitColumn"] in fields for field in numbers)
        for key in resource["schema"]["foreignKeys"]:
            target = names[key["reference"]["resource"]]
            known = {
                tuple(row[name] for name in key["reference"]["fields"]) for row in read_csv(archive, target["path"])
            }
            assert {tuple(row[name] for name in key["fields"]) for row in rows} <= known


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "'=x", "''-x"])
def test_a_text_that_begins_like_a_formula_is_made_harmless_and_can_be_had_back(text: str) -> None:
    data = csv_file(Table("x", (Field("a"), Field("b")), ("a",)), [[(text,), ("x",)]]).decode("utf-8-sig")
    (_, (cell, _)) = csv.reader(io.StringIO(data, newline=""))
    assert cell == f"'{text}"
    assert APOSTROPHE.sub("", cell) == text
    assert harmless("x=1") == "x=1"


@pytest.mark.parametrize(
    ("text", "written"),
    [("x;=1", "x;'=1"), ("x\t+1", "x\t'+1"), ("x\n-1", "x\n'-1"), ("\t=1", "'\t'=1"), ("x;'@A;-1", "x;''@A;'-1")],
)
def test_no_separator_begins_a_cell_that_is_a_formula(text: str, written: str) -> None:
    """A spreadsheet that expects semicolons between cells would begin one there, quotation marks or not."""
    data = csv_file(Table("x", (Field("a"), Field("b")), ("a",)), [[(text,), ("x",)]]).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(data, newline=""))][1] == written
    assert APOSTROPHE.sub("", written) == text


@given(st.text(alphabet="'=+-@;,\t\n\r\"x "))
def test_whatever_is_made_harmless_can_be_had_back(text: str) -> None:
    assert APOSTROPHE.sub("", harmless(text)) == text
    assert re.search(r"\A[=+\-@\t\r\n]|[;\t\r\n][=+\-@]", harmless(text)) is None


@pytest.mark.parametrize("text", ["'abc", "a,b", 'a"b', "a\r\nb", "", "không nêu"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    data = csv_file(Table("x", (Field("a"), Field("b")), ("a",)), [[(text,), ("x",)]]).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(data, newline=""))][1] == text


def test_no_formula_reaches_a_spreadsheet(small_site: Site) -> None:
    small_site.replace("content/records/quang-tri/2024-q1.md", "value: 370", 'value: 370, note: "=cmd()"')
    assert small_site.build().code == 0
    assert "'=cmd()" in {row["note"] for row in csv_rows(small_site)}
    book = openpyxl.load_workbook(small_site.output / "du-lieu/so-lieu.xlsx")
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "=cmd()"]
    sheet = zipfile.ZipFile(small_site.output / "du-lieu/so-lieu.xlsx").read("xl/worksheets/sheet1.xml")
    assert len(cells) == 1
    assert b"<f>" not in sheet


def csv_rows(site: Site) -> Rows:
    return list(csv.DictReader(io.StringIO((site.output / "du-lieu/so-lieu.csv").read_text(encoding="utf-8-sig"))))


def test_no_cell_is_longer_than_excel_allows() -> None:
    sheet = Sheet("x", (Field("a"),), ("a",), [[("chữ " * 9_000,)]])
    book = openpyxl.load_workbook(io.BytesIO(workbook([sheet], "x", "x")))
    text = book["x"]["A2"].value
    assert (len(text), text[-1]) == (32_767, "…")


def test_what_a_source_does_not_state_has_no_value(small_site: Site) -> None:
    small_site.replace("content/records/quang-tri/2024-q1.md", "value: 370", "value: không nêu")
    assert small_site.build().code == 0
    stated = [(row["value"], row["qualifier"]) for row in csv_rows(small_site) if row["record"] == "quang-tri/2024-q1"]
    assert ("", "unstated") in stated


def test_a_withdrawn_record_has_no_rows(small_site: Site) -> None:
    small_site.build()
    before = {row["record"] for row in csv_rows(small_site)}
    file = "content/records/quang-tri/2024-q1.md"
    small_site.replace(file, "quarter:", "status: withdrawn\nreason: Nhập nhầm\nquarter:")
    small_site.build()
    assert before - {row["record"] for row in csv_rows(small_site)} == {"quang-tri/2024-q1"}


def test_an_edit_writes_only_the_files_of_its_province_and_indicators(small_site: Site) -> None:
    small_site.build()
    before = small_site.times()
    small_site.replace("content/records/quang-tri/2024-q1.md", "value: 370", "value: 371")
    small_site.build()
    written = {path for path, time in small_site.times().items() if before.get(path) != time}
    data = {path for path in written if path.startswith(("du-lieu/tinh/", "du-lieu/chi-tieu/", "chi-tieu/"))}
    assert {path for path in data if "quang-tri" not in path and "tin-trao-doi" not in path} <= {"chi-tieu/index.html"}
    assert "du-lieu/tinh/quang-tri.xlsx" in data
    assert not any(path.startswith("du-lieu/tinh/hue") for path in written)


def test_without_exports_there_is_no_data_and_no_way_to_it(small_site: Site) -> None:
    config = small_site.read("site_config.yaml")
    small_site.write("site_config.yaml", f"{config}\nfeatures: {{exports: không, charts: không}}\n")
    assert small_site.build().code == 0
    assert not any(path.startswith("du-lieu") for path in small_site.paths())
    assert all(b"du-lieu/" not in page for path, page in small_site.pages().items() if path.endswith(".html"))


def test_without_search_there_is_neither_page_nor_box_nor_index(small_site: Site) -> None:
    config = small_site.read("site_config.yaml").replace("# base_url:", "base_url:")
    small_site.write("site_config.yaml", config)
    assert small_site.build().code == 0
    assert {"tim-kiem.html", "opensearch.xml"} <= set(small_site.paths())
    small_site.write("site_config.yaml", f"{config}\nfeatures: {{search: không}}\n")
    store = small_site.root / ".build" / "search.sqlite"
    store.unlink()
    assert small_site.build().code == 0
    assert not store.exists(), "looking into an index that there is not makes one, and several processes spoil it"
    assert not any(path.startswith(("tim-kiem", "opensearch")) for path in small_site.paths())
    pages = {path: page for path, page in small_site.pages().items() if path.endswith((".html", ".xml"))}
    assert [path for path, page in pages.items() if b"tim-kiem" in page or b"opensearch" in page] == []


def test_a_large_archive_is_cut_by_year_or_quarter(small_site: Site) -> None:
    """No file grows without bound, and every row is in exactly one file of its kind."""
    assert small_site.build().code == 0
    state = State(small_site.root / ".build" / "state.sqlite")
    files = [Source(file, (small_site.root / file).read_bytes()) for file in OWN_FILES]
    vocabulary = read_vocabulary(*files)[0]
    summaries = [known.summary for known in state.known().values() if known.summary]
    index = build_index(summaries, vocabulary, state.tallies())
    state.close()
    whole = downloads(index, vocabulary)
    by_year = downloads(index, vocabulary, Sizes(archive=1, workbook=1, group=1))
    by_quarter = downloads(index, vocabulary, Sizes(archive=1, year=1, workbook=1, group=1))
    names = [
        [each.files[0] for each in found.archive if each.table == MEETINGS.name] for found in (by_year, by_quarter)
    ]
    assert names == [
        ["du-lieu/cuoc-hop-2025.csv", "du-lieu/cuoc-hop-2024.csv"],
        [f"du-lieu/cuoc-hop-{quarter}.csv" for quarter in ("2025-q2", "2024-q4", "2024-q2", "2024-q1")],
    ]
    for found in (by_year, by_quarter):
        for kind in ("archive", "provinces", "indicators"):
            assert rows_of(getattr(found, kind)) == rows_of(getattr(whole, kind))
        pages = list(plan_downloads(index, found))
        assert len({page.path for page in pages}) == len(pages)
        package = json.loads(data_package(found.archive, vocabulary, defaultdict(str)))
        names_in = {resource["name"] for resource in package["resources"]}
        keys = [key for resource in package["resources"] for key in resource["schema"]["foreignKeys"]]
        assert {key["reference"]["resource"] for key in keys} <= names_in


def test_parts_together_hold_what_a_small_archive_has_in_one_file(
    small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_site.build()
    whole = csv_rows(small_site)
    cut(monkeypatch, Sizes(archive=0, year=0, group=0))
    small_site.build()
    paths = [path.removeprefix("du-lieu/") for path in small_site.paths() if path.startswith("du-lieu/")]
    for folder in ("", "tinh/", "chi-tieu/"):
        parts = [path for path in paths if re.fullmatch(rf"{folder}[a-z-]+-(20\d\d|khong-ro-nam)(-q\d)?\.csv", path)]
        rows = [row for part in parts if not part.startswith("cuoc-hop") for row in read_csv(small_site, part)]
        assert sorted(map(str, rows)) == sorted(map(str, whole))
        sheets = [part.replace(".csv", ".xlsx") for part in parts if not part.startswith("cuoc-hop")]
        books = [openpyxl.load_workbook(small_site.output / "du-lieu" / sheet) for sheet in sheets]
        assert sum(book["Số liệu"].max_row - 1 for book in books) == len(whole)
    assert "so-lieu.csv" not in paths
    listed = small_site.page("du-lieu/so-lieu.html")
    files = [path for path in paths if re.fullmatch(r"so-lieu-.*", path)]
    assert set(re.findall(r'href="../du-lieu/(so-lieu-[^"]+)"', listed)) == set(files)
    assert re.findall(r'href="([^"]*so-lieu[^"]*)"', small_site.page("du-lieu/index.html")) == [
        "../du-lieu/so-lieu.html"
    ]
    assert 'href="../du-lieu/chi-tieu/tin-trao-doi.html">Các tệp theo thời gian<' in small_site.page(
        "chi-tieu/tin-trao-doi.html"
    )


def test_a_large_database_may_lag_until_it_is_published(
    small_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(monkeypatch, Sizes(database=1))
    database = small_site.output / "du-lieu" / "kho.sqlite"
    assert "kho.sqlite" not in small_site.build().stdout
    before = database.read_bytes()
    small_site.replace("content/records/quang-tri/2024-q1.md", "value: 370", "value: 371")
    for _ in range(2):
        assert "du-lieu/kho.sqlite còn là bản trước" in small_site.build().stdout
        assert database.read_bytes() == before
    assert small_site.run("bag", str(tmp_path / "goi")).code == 0
    after = database.read_bytes()
    assert after != before
    assert (tmp_path / "goi/data/site/du-lieu/kho.sqlite").read_bytes() == after
    assert "kho.sqlite" not in small_site.build("--full").stdout
    assert database.read_bytes() == after


def test_no_release_has_a_database_that_lags(small_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut(monkeypatch, Sizes(database=1))
    q1, database = "content/records/quang-tri/2024-q1.md", "du-lieu/kho.sqlite"
    small_site.settle()
    small_site.build()
    small_site.replace(q1, "value: 370", "value: 371")
    small_site.settle()
    assert "còn là bản trước" in small_site.build().stdout
    small_site.replace(q1, "**370 tin**", "*nhiều* tin")
    small_site.settle()
    assert "còn là bản trước" in small_site.build().stdout, "an edit of words leaves it as it was, and says so"
    lagging = (small_site.output / database).read_bytes()
    released = Destination(small_site, tmp_path / "noi-doc").published().current / database
    assert small_site.build("--full").code == 0
    assert lagging != released.read_bytes() == (small_site.output / database).read_bytes()


def rows_of(found: tuple[Download, ...]) -> dict[str, int]:
    """How many rows there are of each table, and of each province or indicator."""
    rows: dict[str, int] = defaultdict(int)
    for each in found:
        rows[f"{each.table} {each.name}"] += each.rows
    return rows

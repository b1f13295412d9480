"""A build after an edit gives, byte for byte, what a build from nothing gives, and writes no more than it must."""

import io
import os
import pickle
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from harness import FIRST_BUILD, PROJECT, Site

from giaoban import disk, pipeline
from giaoban.state import State

RECORDS = "content/records"
Q1, Q2 = f"{RECORDS}/quang-tri/2024-q1.md", f"{RECORDS}/quang-tri/2024-q2.md"
Q1_PAGE = "tinh/quang-tri/2024-q1.html"
TEMPLATES = ("templates/record.html", "templates/base.html", "templates/locales/vi.yaml", "templates/static/site.css")
"""The templates that the edited site has of its own, so that they can be edited."""

NEW_RECORD = """---
title: Giao ban quý IV/2024
kind: giao-ban
province: Quảng Bình
quarter: IV/2024
date: 08/1/2025
forces: [công an, quân sự]
chair: Người mới
topics: [Chủ đề mới]
source: Báo Quảng Bình
---
"""

Edit = Callable[[Site], None]


def rename(site: Site) -> None:
    site.move(Q2, f"{RECORDS}/quang-tri/2024-quy-hai.md")
    site.replace(f"{RECORDS}/quang-tri/2024-quy-hai.md", "quarter: II", "aliases: [quang-tri/2024-q2]\nquarter: II")


def move_to_another_province(site: Site) -> None:
    site.move(Q2, f"{RECORDS}/quang-binh/2024-q2.md")
    site.replace(f"{RECORDS}/quang-binh/2024-q2.md", "province: Quảng Trị", "province: Quảng Bình")


EDITS: dict[str, Edit] = {
    "body": lambda site: site.replace(Q1, "**370 tin**", "*nhiều* tin"),
    "title": lambda site: site.replace(Q1, "title: Giao ban quý I/2024", "title: Giao ban đầu năm 2024"),
    "date": lambda site: site.replace(Q1, "date: 09/4/2024", "date: 09/4/2025"),
    "quarter": lambda site: site.replace(Q1, "quarter: I/2024", "quarter: III/2024"),
    "chair": lambda site: site.replace(Q1, "Lê Văn Bình", "Lê Thị Bình"),
    "figure": lambda site: site.replace(Q1, "value: 370", "value: gần 370"),
    "province and folder": move_to_another_province,
    "record added": lambda site: site.write(f"{RECORDS}/quang-binh/2024-q4.md", NEW_RECORD),
    "record renamed with an alias": rename,
    "record deleted": lambda site: site.delete(Q1.replace("quang-tri", "hue")),
    "record withdrawn": lambda site: site.replace(Q2, "quarter:", "status: withdrawn\nreason: Nhập nhầm\nquarter:"),
    "template": lambda site: site.replace("templates/record.html", "</h1>", "!</h1>"),
    "template that others extend": lambda site: site.replace("templates/base.html", "</footer>", "<hr></footer>"),
    "template of its own": lambda site: site.write("templates/year.html", "<main>{{ page.title }}</main>"),
    "locale": lambda site: site.replace("templates/locales/vi.yaml", "Lên đầu trang", "Về đầu trang"),
    "static file": lambda site: site.write("templates/static/site.css", "body { color: black }"),
    "static file added": lambda site: site.write("templates/static/print.css", "body { color: black }"),
    "page": lambda site: site.replace("content/pages/gioi-thieu.md", "Kho thử.", "Kho để thử."),
    "page title": lambda site: site.replace("content/pages/trich-dan.md", "vi: Trang", "vi: Tờ"),
    "page added": lambda site: site.write("content/pages/moi.md", "---\ntitle: {vi: Mới, en: New}\n---\nMới.\n"),
    "page deleted": lambda site: site.delete("content/pages/viet-ban-ghi.md"),
    "archive's title": lambda site: site.replace("site_config.yaml", "vi: Kho thử", "vi: Kho mới"),
    "language": lambda site: site.replace("site_config.yaml", "language: vi", "language: en"),
    "base address": lambda site: site.replace("site_config.yaml", "giao-ban\nforces", "kho\nforces"),
    "length of lists": lambda site: site.replace("site_config.yaml", "page_size: 2", "page_size: 3"),
    "coverage": lambda site: site.replace("site_config.yaml", "from: I/2024", "from: III/2023"),
    "name of a force": lambda site: site.replace(
        "site_config.yaml",
        "{vi: Công an, en: Police}, spellings: [CA]",
        "{vi: Cảnh sát, en: Police}, spellings: [công an]",
    ),
    "legal basis": lambda site: site.replace("site_config.yaml", "Nghị định về", "Nghị định của Chính phủ về"),
    "unit of an indicator": lambda site: site.replace(
        "content/indicators.yaml", "unit: {vi: tin,", "unit: {vi: bản tin,"
    ),
    "features": lambda site: site.write(
        "site_config.yaml", site.read("site_config.yaml") + "\nfeatures: {exports: không}\n"
    ),
    "indicator": lambda site: site.replace("content/indicators.yaml", "vi: Tin trao đổi", "vi: Tin đã trao đổi"),
    "name of a province": lambda site: site.replace(
        "content/provinces.yaml", "name: Quảng Bình", "name: Quảng Bình cũ, aliases: [Quảng Bình]"
    ),
}


@pytest.fixture
def site(small_site: Site) -> Site:
    """The small site with some templates of its own, built."""
    for file in TEMPLATES:
        small_site.write(file, (PROJECT / file).read_bytes())
    small_site.settle()
    assert small_site.build().code == 0
    return small_site


def clean_build(site: Site) -> dict[str, bytes]:
    """What a build of the same site from nothing gives."""
    fresh = Site(site.root.with_name("clean"))
    shutil.rmtree(fresh.root, ignore_errors=True)
    shutil.copytree(site.root, fresh.root, ignore=shutil.ignore_patterns("output", ".build"))
    run = fresh.build()
    assert run.code == 0, run.stderr
    return fresh.pages()


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_a_build_after_an_edit_equals_a_clean_one(site: Site, edit: Edit) -> None:
    before = site.pages()
    edit(site)
    site.settle()
    run = site.build()
    assert run.code == 0, run.stderr
    assert site.pages() == clean_build(site)
    assert site.pages() != before, "an edit that no page shows would prove nothing"


WORDS: dict[str, Edit] = {
    "body": EDITS["body"],
    "lead": lambda site: site.replace(Q1, "quarter: I/2024", "lead: Đầu đề mới.\nquarter: I/2024"),
    "tasks": lambda site: site.replace(Q1, "quarter: I/2024", "tasks: [{text: Tuần tra}]\nquarter: I/2024"),
    "heading added": lambda site: site.write(Q1, site.read(Q1) + "\n## Kết quả riêng\n\nĐã đạt.\n"),
    "saved again": lambda site: site.write(Q1, site.read(Q1)),
}
BEYOND_WORDS = ("title", "date", "chair", "figure", "record added", "record deleted", "record withdrawn", "locale")


class TooMuch(Exception):
    """All pages are planned."""


def plan_nothing(*_: object) -> None:
    raise TooMuch


@pytest.mark.parametrize("edit", WORDS.values(), ids=WORDS.keys())
def test_an_edit_of_words_plans_the_pages_that_show_them_alone(
    site: Site, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(site)
    site.settle()
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "write_site", plan_nothing)
        assert site.build().code == 0
    assert site.pages() == clean_build(site)


@pytest.mark.parametrize("name", BEYOND_WORDS)
def test_any_other_edit_plans_all_pages(site: Site, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    EDITS[name](site)
    site.settle()
    monkeypatch.setattr(pipeline, "write_site", plan_nothing)
    assert site.build().code == 3


def test_a_heading_that_another_record_points_at_is_missed_when_it_goes(site: Site) -> None:
    site.write(Q1, site.read(Q1) + "\n## Kết quả riêng\n\nĐã đạt.\n")
    site.write(Q2, site.read(Q2) + "\nXem [kết quả](2024-q1.md#muc-ket-qua-rieng).\n")
    site.settle()
    assert site.build().code == 0
    site.replace(Q1, "## Kết quả riêng", "## Kết quả chung")
    site.settle()
    assert "lỗi[fragment-unknown]" in site.build().stderr


def test_a_link_that_goes_touches_no_other_page_and_one_that_comes_is_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = site.read(Q2)
    site.write(Q2, f"{without}\nXem [quý I](2024-q1.md).\n")
    site.settle()
    assert site.build().code == 0
    site.write(Q2, without)
    site.settle()
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "write_site", plan_nothing)
        assert site.build().code == 0
    assert site.pages() == clean_build(site)
    site.write(Q2, f"{without}\nXem [quý V](2024-q5.md).\n")
    site.settle()
    assert site.build().code == 1


def test_a_record_that_a_warning_names_is_amended_where_the_warning_stands_as_it_did(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.replace(Q1, "source: {publisher: Báo Quảng Trị, date: 10/4/2024}\n", "")
    site.replace(Q1, "date: 09/4/2024", "date: 09/02/2024")
    site.settle()
    warning = site.build().stderr
    assert {"source-missing", "meeting-early"} <= set(re.findall(r"cảnh báo\[([a-z-]+)\]", warning))
    site.write(Q1, site.read(Q1) + "\nMột câu nữa.\n")
    site.settle()
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "write_site", plan_nothing)
        run = site.build()
    assert (run.code, run.stderr) == (0, warning)
    assert site.pages() == clean_build(site)
    site.replace(Q1, "date:", "lead: Đầu đề.\ndate:")
    site.settle()
    monkeypatch.setattr(pipeline, "write_site", plan_nothing)
    assert site.build().code == 3, "the warning stands on another line now"


def test_a_fault_in_the_words_of_a_record_is_told(site: Site) -> None:
    before = site.pages()
    site.write(Q1, site.read(Q1) + "\nMột câu \u200bmới.\n")
    site.settle()
    run = site.build()
    assert run.code == 1
    assert "lỗi[character-invisible]" in run.stderr
    assert site.pages() == before


def test_builds_after_many_edits_equal_a_clean_one(site: Site) -> None:
    for name in ("record added", "title", "language", "page", "length of lists", "template", "record deleted", "body"):
        EDITS[name](site)
        assert site.build().code == 0
    assert site.pages() == clean_build(site)


def test_an_edit_taken_back_gives_the_first_pages_again(site: Site) -> None:
    before = site.pages()
    text = site.read(Q1)
    EDITS["title"](site)
    site.build()
    site.write(Q1, text)
    site.build()
    assert site.pages() == before


def test_a_second_build_writes_nothing(site: Site) -> None:
    before = site.times()
    run = site.build()
    assert ": 0 ghi mới" in run.stdout
    assert site.times() == before


def test_a_full_build_forgets_what_was_deleted(site: Site) -> None:
    """Nothing of the state may count in a full build, neither records nor their figures."""
    site.delete(Q2)
    assert site.build("--full").code == 0
    assert site.pages() == clean_build(site)


def test_where_nothing_changed_nothing_is_read(site: Site) -> None:
    """The listing of folders is enough, so neither parsers nor templates are imported."""
    shutil.rmtree(site.output)
    time.sleep(0.2)
    assert site.build().code == 0
    script = (
        "import sys\nfrom giaoban.cli import main\ncode = main(['build', '--site', sys.argv[1]])\n"
        "print(code, sorted({'pydantic', 'markdown', 'jinja2', 'yaml', 'giaoban.pipeline'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", script, str(site.root)]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True, encoding="utf-8")
    assert run.stdout.endswith("\n0 []\n")
    assert ": 0 ghi mới" in run.stdout


@pytest.mark.parametrize("options", [["--full"], ["--strict"]])
def test_what_was_asked_for_is_done_though_nothing_changed(site: Site, options: list[str]) -> None:
    time.sleep(0.2)
    site.build()
    site.write("output/la.txt", "tệp lạ")
    site.build()
    run = site.build(*options)
    assert run.code == (1 if options == ["--strict"] else 0)
    assert "file-foreign" in run.stderr
    assert ": 0 ghi mới" not in run.stdout


def test_a_file_saved_again_unchanged_writes_nothing(site: Site) -> None:
    before = site.times()
    site.write(Q1, site.read(Q1))
    site.write("site_config.yaml", site.read("site_config.yaml"))
    assert ": 0 ghi mới" in site.build().stdout
    assert site.times() == before


def written_since(site: Site, before: dict[str, int]) -> set[str]:
    return {path for path, time in site.times().items() if before.get(path) != time}


OF_ONE_RECORD = {
    *(Q1_PAGE, Q1_PAGE.replace(".html", ".md"), Q1_PAGE.replace(".html", ".json")),
    *("tap/quang-tri.html", "tap/2024.html"),
}
"""The files that hold a record's whole text: its page, its downloads, and the compendia it is bound in."""


def of_the_search(paths: set[str]) -> set[str]:
    return {path for path in paths if path.startswith("tim-kiem")}


def test_a_changed_body_writes_only_the_files_that_hold_it(site: Site) -> None:
    before = site.times()
    EDITS["body"](site)
    site.build()
    written = written_since(site, before)
    assert written - of_the_search(written) == OF_ONE_RECORD
    assert not any(path.startswith("tim-kiem/tu-vung-") for path in written)


def unpacked(page: bytes) -> bytes:
    """The page; of a workbook, the text of its parts."""
    if not page.startswith(b"PK"):
        return page
    with zipfile.ZipFile(io.BytesIO(page)) as book:
        return b"".join(map(book.read, book.namelist()))


def test_a_changed_title_writes_only_pages_that_show_it(site: Site) -> None:
    before, pages = site.times(), site.pages()
    EDITS["title"](site)
    site.build()
    showing = {path for path, page in site.pages().items() if "Giao ban đầu năm 2024".encode() in unpacked(page)}
    written = written_since(site, before)
    assert written - of_the_search(written) == showing - of_the_search(showing)
    assert of_the_search(showing) < written
    assert Q1_PAGE in showing
    assert len(showing) < len(pages) / 2


def test_an_edit_that_keeps_size_and_time_is_seen(site: Site) -> None:
    """Copying tools may set a file's time back; its change time still tells."""
    status = (site.root / Q1).stat()
    site.replace(Q1, "value: 370", "value: 371")
    os.utime(site.root / Q1, ns=(status.st_atime_ns, status.st_mtime_ns))
    site.build()
    assert "371" in site.page(Q1_PAGE)


def many_records(site: Site) -> None:
    """Enough records that reading and rendering are spread over several processes."""
    for number in range(330):
        site.write(
            f"{RECORDS}/quang-tri/2023-cuoc-{number:03}.md",
            (
                f"---\ntitle: Cuộc {number}\nkind: giao-ban\nprovince: Quảng Trị\ndate: {number % 28 + 1}/3/2023\n"
                f"forces: [công an, quân sự]\nsource: Báo\nfigures: {{tin-trao-doi: {number}}}\n---\n**{number}**\n"
            ),
        )


def test_the_number_of_processes_does_not_matter(small_site: Site) -> None:
    many_records(small_site)
    assert small_site.build("--jobs", "4").code == 0
    spread = small_site.pages()
    assert small_site.build("--jobs", "1", "--full").code == 0
    assert small_site.pages() == spread
    assert small_site.build("--jobs", "1", "--output", str(small_site.root / "again")).code == 0
    small_site.output = small_site.root / "again"
    assert small_site.pages() == spread


def test_a_full_build_renders_everything_and_rewrites_nothing(site: Site) -> None:
    before = site.times()
    run = site.build("--full")
    assert f"{len(before)} ghi mới, 0 giữ nguyên" in run.stdout
    assert site.times() == before


SPOILT = {
    "deleted": lambda file: file.unlink(),
    "text": lambda file: file.write_text("không phải cơ sở dữ liệu"),
    "empty": lambda file: file.write_bytes(b""),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:3000]),
    "pickle": lambda file: file.write_bytes(pickle.dumps({"ledger": {}})),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_without_a_readable_state_everything_is_built_and_one_line_says_so(
    site: Site, spoil: Callable[[Path], None]
) -> None:
    before = site.pages(), site.times()
    spoil(site.root / ".build" / "state.sqlite")
    run = site.build()
    assert (run.code, run.stderr) == (0, FIRST_BUILD[0])
    assert (site.pages(), site.times()) == before
    assert site.build().stderr == ""


def test_a_newer_program_removes_what_the_older_one_wrote_and_no_longer_stands(site: Site) -> None:
    before = site.pages()
    state = site.root / ".build" / "state.sqlite"
    with closing(sqlite3.connect(state)) as connection:
        connection.execute("ALTER TABLE parsed ADD COLUMN another")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    EDITS["record deleted"](site)
    run = site.build()
    assert (run.code, run.stderr) == (0, FIRST_BUILD[0])
    assert "tinh/hue/2024-q1.html" in before
    assert site.pages() == clean_build(site)


def test_a_deleted_page_comes_back(site: Site) -> None:
    before = site.pages()
    (site.output / Q1_PAGE).unlink()
    assert f"{Q1_PAGE}: tệp đã bị xóa\n" in site.build("--explain").stdout
    assert site.pages() == before


@pytest.mark.parametrize("content", [b"other", None], ids=["another size", "the same size"])
def test_a_page_changed_by_hand_is_healed(site: Site, content: bytes | None) -> None:
    before = site.pages()
    page = site.output / Q1_PAGE
    page.write_bytes(content or page.read_bytes().replace(b"370", b"073"))
    assert f"{Q1_PAGE}: tệp đã bị sửa ngoài chương trình\n" in site.build("--explain").stdout
    assert site.pages() == before


def test_a_foreign_file_is_kept_and_named(site: Site) -> None:
    (site.output / "tinh" / "ghi-chu.txt").write_text("của người khác")
    EDITS["record deleted"](site)
    run = site.build()
    assert run.code == 0
    assert run.stderr.startswith("tinh/ghi-chu.txt: cảnh báo[file-foreign]")
    assert (site.output / "tinh" / "ghi-chu.txt").read_text() == "của người khác"


def test_a_deleted_record_leaves_neither_page_nor_empty_folder(site: Site) -> None:
    for file in ("hue/2024-q1", "hue/2024-q2"):
        site.delete(f"{RECORDS}/{file}.md")
    run = site.build("--explain")
    assert "tinh/hue/2024-q1.html: không còn trong kho\n" in run.stdout
    assert not (site.output / "tinh" / "hue").exists()


def test_a_faulty_record_leaves_the_output_as_it_was(site: Site) -> None:
    before = site.pages(), site.times()
    EDITS["title"](site)
    site.replace(Q2, "quarter: II/2024", "quarter: VI/2024")
    assert site.build().code == 1
    assert (site.pages(), site.times()) == before


def test_a_template_that_fails_on_one_page_leaves_the_output_as_it_was(site: Site) -> None:
    before = site.pages(), site.times()
    EDITS["title"](site)
    site.replace("templates/record.html", "</h1>", "{{ page.chair[3].nme }}</h1>")
    run = site.build()
    assert run.code == 1
    assert run.stderr.startswith("templates/record.html:")
    assert (site.pages(), site.times()) == before


def test_a_commit_that_was_cut_short_is_healed(site: Site) -> None:
    """Size and time of a half-written page cannot be trusted then: its bytes are looked at."""
    before = site.pages()
    page = site.output / Q1_PAGE
    status = page.stat()
    page.write_bytes(page.read_bytes().replace(b"370", b"073"))
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    state = State(site.root / ".build" / "state.sqlite")
    state.begin_commit(str(site.output))
    state.close()
    assert site.build().code == 0
    assert site.pages() == before


def test_a_build_stopped_while_it_writes_is_completed_by_the_next(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = []
    replace = os.replace

    def stop_at_the_fourth(source: Path, target: Path) -> None:
        moved.append(target)
        if len(moved) == 4:
            raise KeyboardInterrupt
        replace(source, target)

    EDITS["archive's title"](site)
    with monkeypatch.context() as patched:
        patched.setattr(disk.os, "replace", stop_at_the_fourth)
        assert site.build().code == 130
    assert site.build().code == 0
    assert site.pages() == clean_build(site)


def test_each_output_folder_has_a_ledger_of_its_own(site: Site) -> None:
    before = site.pages()
    other = Site(site.root)
    other.output = site.root / "ban-khac"
    assert other.build("--output", str(other.output)).code == 0
    assert other.pages() == before
    EDITS["body"](site)
    site.build()
    assert other.pages() == before
    other.build("--output", str(other.output))
    assert other.pages() == site.pages()

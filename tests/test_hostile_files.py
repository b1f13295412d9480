"""Files that no repository can hold for every system: links, devices, strange names, rights, sizes."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from harness import Site, report_of

from giaoban import disk, writing

REPORTS = Path(__file__).parent / "reports"
FOLDER = "content/records/quang-tri"
RECORD = """---
title: Giao ban quý {quarter}/2023
kind: giao-ban
province: Quảng Trị
quarter: {quarter}/2023
source: {{publisher: Báo Quảng Trị, date: 2023}}
---
"""


@pytest.fixture
def site(small_site: Site) -> Site:
    """A site that was built before strange files came into it."""
    assert small_site.build().code == 0
    return small_site


def check_against(site: Site, name: str, accept: bool) -> None:
    """The report must be the expected one, and the output stay as it was."""
    before = site.pages()
    run = site.build()
    expected = REPORTS / name
    if accept:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(report_of(run), encoding="utf-8", newline="\n")
    assert report_of(run) == expected.read_text(encoding="utf-8")
    assert run.code == 1
    assert site.pages() == before


def test_names_that_are_no_addresses(site: Site, accept: bool) -> None:
    names = (
        "con",
        "nul",
        "aux",
        "com1",
        "2023 q1",
        "2023-Q1",
        "2023-quý-1",
        "2023-q1_1",
        "x" * 101,
        "y" * 252,
        "-a",
        "2023.1",
    )
    for name in names:
        site.write(f"{FOLDER}/{name}.md", RECORD.format(quarter="I"))
    for name in ("2023-q1.md", "2023/q1.md", "../lac.md", "../Quang_Tri/2023-q1.md"):
        site.write(f"{FOLDER}/{name}", RECORD.format(quarter="I"))
    for name in (
        "2023-q2.MD",
        "2023-q2.md.txt",
        "2023-q2.docx",
        "anh.jpg",
        "~$2023-q2.docx",
        "Thumbs.db",
        ".2023.md.swp",
    ):
        site.write(f"{FOLDER}/{name}", "x")
    site.write("content/pages/Giới thiệu.md", "---\ntitle: Giới thiệu\n---\n")
    site.write("content/pages/prn.md", "---\ntitle: Máy in\n---\n")
    check_against(site, "names.vi.txt", accept)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2023-q1", "2023-Q1"), ("2023-qu\u00fd", "2023-quy\u0301"), ("Quý-1", "quy\u0301-1")],
    ids=["case", "Unicode form", "both"],
)
def test_two_names_that_would_share_an_address(site: Site, one: str, other: str) -> None:
    for name in (one, other):
        site.write(f"{FOLDER}/{name}.md", RECORD.format(quarter="I"))
    run = site.build()
    assert run.code == 1
    assert run.stderr.count("lỗi[file-name-twin]") >= 1


def test_a_name_that_is_no_text(site: Site, accept: bool) -> None:
    """Linux allows any bytes in a name; the report must still be printable."""
    for name in (b"2023-\xff.md", b"2023-q1\n.md"):
        (site.root / os.fsdecode(os.fsencode(FOLDER) + b"/" + name)).write_text("x", encoding="utf-8")
    check_against(site, "names-that-are-no-text.vi.txt", accept)


def test_links_folders_and_devices(site: Site, tmp_path: Path, accept: bool) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2023-q1.md").write_text(RECORD.format(quarter="I"), encoding="utf-8")
    folder = site.root / FOLDER
    (folder / "2023-q1.md").symlink_to(outside / "2023-q1.md")
    (folder / "ngoai").symlink_to(outside)
    (folder / "2023-q2.md").symlink_to("khong-co.md")
    (folder / "2023-q3.md").symlink_to("2023-q3.md")
    (folder / "vong").symlink_to(folder)
    (folder / "2023-q4.md").mkdir()
    os.mkfifo(folder / "ong.md")
    check_against(site, "links.vi.txt", accept)


def test_a_link_within_the_site_is_read(site: Site) -> None:
    site.write("content/chung.md", RECORD.format(quarter="I"))
    (site.root / FOLDER / "2023-q1.md").symlink_to("../../chung.md")
    assert site.build().code == 0
    assert "tinh/quang-tri/2023-q1.html" in site.pages()


def forbidding(read: Callable[[Path], bytes], name: str) -> Callable[[Path], bytes]:
    def read_bytes(path: Path) -> bytes:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return read(path)

    return read_bytes


def test_a_file_that_may_not_be_read(site: Site, monkeypatch: pytest.MonkeyPatch, accept: bool) -> None:
    """The refusal is made up, since to the administrator, as whom tests may run, nothing is forbidden."""
    site.write(f"{FOLDER}/2023-q1.md", RECORD.format(quarter="I"))
    monkeypatch.setattr(Path, "read_bytes", forbidding(Path.read_bytes, "2023-q1.md"))
    check_against(site, "forbidden.vi.txt", accept)


def test_a_file_of_the_theme_that_may_not_be_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = site.pages()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", forbidding(Path.read_bytes, "site.css"))
        run = site.build("--lang", "en")
    assert "templates/static/site.css: error[file-forbidden]: there is no permission" in run.stderr
    assert (run.code, site.pages()) == (1, before)


def test_a_folder_that_may_not_be_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def scandir(path: Path) -> object:
        if str(path).endswith("quang-tri"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(disk.os, "scandir", scandir)
    run = site.run("check", "--lang", "en")
    assert f"{FOLDER}: error[file-forbidden]: there is no permission to read this file or folder" in run.stderr
    assert run.code == 1


def test_a_disk_that_fails(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.is_relative_to(site.root):
            raise OSError(5, "Input/output error")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    run = site.run("check", "--lang", "en")
    assert "content/provinces.yaml: error[file-unreadable]: the file cannot be read: Input/output error" in run.stderr
    assert run.code == 1


@pytest.mark.parametrize("file", [f"{FOLDER}/2023-q1.md", "content/pages/lon.md", "content/indicators.yaml"])
def test_a_file_of_100_megabytes_is_refused_without_being_read(site: Site, file: str) -> None:
    with (site.root / file).open("wb") as large:
        large.truncate(100_000_000)
    before = time.monotonic()
    run = site.build()
    assert f"{file}: lỗi[file-too-large]: tệp lớn 100.000.000 byte" in run.stderr
    assert run.code == 1
    assert time.monotonic() - before < 5


def test_a_record_that_is_saved_while_the_build_runs(site: Site, accept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its page was made from what it was: neither may be written beside what it is now."""
    site.write(f"{FOLDER}/2023-q1.md", RECORD.format(quarter="I"))
    staging = writing.staging

    @contextmanager
    def save_meanwhile(stage: Path) -> Iterator[Path]:
        with staging(stage) as folder:
            site.write(f"{FOLDER}/2023-q1.md", RECORD.format(quarter="II"))
            yield folder

    monkeypatch.setattr(writing, "staging", save_meanwhile)
    check_against(site, "saved-meanwhile.vi.txt", accept)

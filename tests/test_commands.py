"""The command line as a person or a script meets it: what it prints and what it returns."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import FIRST_BUILD, PROJECT, Site

from giaoban import __version__, cli, pipeline

RECORD = "content/records/quang-tri/2024-q1.md"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A working folder that has nothing to do with the site."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def test_without_a_command_it_builds(small_site: Site) -> None:
    run = small_site.run()
    pages = len(list(small_site.paths()))
    line = f"7 bản ghi; trang: {pages} ghi mới, 0 giữ nguyên, 0 xóa; 0 lỗi, 0 cảnh báo; … giây\n"
    assert (run.code, run.stdout) == (0, line)
    assert "Kho thử" in small_site.page("index.html")


def test_it_speaks_english_on_demand_while_pages_keep_their_language(small_site: Site) -> None:
    run = small_site.build("--lang", "en")
    pages = len(list(small_site.paths()))
    assert run.stdout == f"7 records; pages: {pages} written, 0 kept, 0 removed; 0 errors, 0 warnings; … s\n"
    assert '<html lang="vi">' in small_site.page("index.html")


def test_check_writes_nothing(small_site: Site) -> None:
    run = small_site.run("check")
    assert (run.code, run.stdout) == (0, "7 bản ghi hợp lệ; 0 cảnh báo; … giây\n")
    assert not small_site.output.exists()


def test_check_reports_faults(small_site: Site) -> None:
    small_site.replace(RECORD, "quarter: I/2024", "quarter: VI/2024")
    run = small_site.run("check", "--lang", "en")
    assert run.code == 1
    assert run.stderr.startswith(f"{RECORD}:5:10: error[quarter-unknown]: there is no quarter VI in “VI/2024”\n")


def test_explain_gives_a_reason_for_every_page(small_site: Site) -> None:
    assert "index.html: trang mới\n" in small_site.build("--explain").stdout
    small_site.replace(RECORD, "**370 tin**", "nhiều tin")
    run = small_site.build("--explain")
    files = [
        "tap/2024.html",
        "tap/quang-tri.html",
        *(f"tinh/quang-tri/2024-q1.{end}" for end in ("html", "json", "md")),
    ]
    reasons = dict(line.split(": ", 1) for line in run.stdout.splitlines()[:-1])
    of_pages = {why for file, why in reasons.items() if not file.startswith("tim-kiem/")}
    assert of_pages == {"nội dung, mẫu hoặc chương trình đã đổi"}
    assert sorted(file for file in reasons if not file.startswith("tim-kiem")) == files
    assert "tim-kiem.html" in reasons


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_the_commands(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([option]) == 0
    printed = capsys.readouterr().out
    assert "build" in printed
    assert "check" in printed


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"giaoban, version {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["biuld"], ["--jbos", "2"], ["--jobs", "0"], ["--lang", "fr"], ["--site", "khong-co"], ["build", "x"]]
)
def test_wrong_usage_is_told_apart_from_faults(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    assert "Error: " in capsys.readouterr().err


def test_a_bug_is_told_apart_and_shows_where(small_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(pipeline, "build", fail)
    run = small_site.run()
    assert run.code == 3
    assert run.stderr.startswith("Lỗi của chương trình")
    assert "RuntimeError: boom" in run.stderr
    assert f"giaoban {__version__}, Python " in run.stderr


def test_interrupted(small_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", stop)
    assert small_site.run().code == 130


def build_py(site: Site, folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PROJECT / "build.py"), "--site", str(site.root), *options],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_it_runs_from_any_folder(small_site: Site, elsewhere: Path) -> None:
    run = build_py(small_site, elsewhere)
    assert (run.returncode, run.stderr) == (0, FIRST_BUILD[0])
    assert (small_site.output / "index.html").exists()
    assert list(elsewhere.iterdir()) == []


def test_exit_codes_reach_the_shell(small_site: Site, elsewhere: Path) -> None:
    small_site.replace(RECORD, "quarter: I/2024", "quarter: VI/2024")
    assert build_py(small_site, elsewhere).returncode == 1
    assert build_py(small_site, elsewhere, "--jobs", "none").returncode == 2


def test_the_same_content_gives_the_same_bytes_on_any_machine(small_site: Site, elsewhere: Path) -> None:
    """Neither the folder, the hash seed, the time zone nor the locale shows in a page."""
    small_site.build()
    other = Site.of_case(PROJECT / "tests" / "cases" / "every-kind-of-page", elsewhere / "một nơi khác")
    run = build_py(other, elsewhere, PYTHONHASHSEED="7", TZ="Asia/Ho_Chi_Minh", LC_ALL="C")
    assert run.returncode == 0, run.stderr
    assert other.pages() == small_site.pages()


def test_a_terminal_without_vietnamese_letters_is_no_reason_to_fail(small_site: Site, elsewhere: Path) -> None:
    """Where output goes to a file on Windows, Python takes the system's own code page for it."""
    small_site.replace(RECORD, "quarter: I/2024", "quarter: VI/2024")
    run = build_py(small_site, elsewhere, PYTHONIOENCODING="cp1252")
    assert run.returncode == 1
    assert "không có quý VI" in run.stderr
    small_site.replace(RECORD, "quarter: VI/2024", "quarter: I/2024")
    run = build_py(small_site, elsewhere, PYTHONIOENCODING="cp1252")
    assert (run.returncode, run.stdout[:9]) == (0, "7 bản ghi")


DISK_FAULTS = {
    "a file where the output belongs": lambda site: site.write("output", ""),
    "a folder where a page belongs": lambda site: (site.output / "index.html").mkdir(parents=True),
    "a file where the state belongs": lambda site: site.write(".build", ""),
}


@pytest.mark.parametrize("spoil", DISK_FAULTS.values(), ids=DISK_FAULTS.keys())
def test_a_fault_of_the_disk_is_told_in_a_sentence(small_site: Site, spoil: Callable[[Site], None]) -> None:
    spoil(small_site)
    run = small_site.run()
    assert run.code == 1
    assert "Traceback" not in run.stderr
    assert run.stderr.startswith("Không đọc hoặc ghi được ")
    assert list(small_site.root.rglob("*.part")) == []


def test_builds_at_the_same_time_wait_for_each_other(small_site: Site, elsewhere: Path) -> None:
    command = [sys.executable, str(PROJECT / "build.py"), "--site", str(small_site.root), "--full", "--jobs", "1"]
    builds = [subprocess.Popen(command, cwd=elsewhere, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [build.wait() for build in builds] == [0, 0, 0, 0]

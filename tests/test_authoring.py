"""The commands that help to write: new, schema, docs, register; and the forms of a report."""

import io
import json
import re
import sys
from pathlib import Path

import pytest
from harness import PROJECT, Site, report_of
from rich.console import Console

from giaoban.messages import MESSAGES
from giaoban.terminal import paint

CASES = Path(__file__).parent
ANSWERS = ("--province", "quang tri", "--kind", "giao ban", "--period", "III/2024", "--date", "9/10/2024")
FILE = "content/records/quang-tri/2024-q3.md"


def test_new_writes_a_record_that_passes_the_check(small_site: Site) -> None:
    run = small_site.run("new", *ANSWERS)
    assert (run.code, run.stdout, run.stderr) == (0, f"{FILE}\n", "")
    assert small_site.run("check").code == 0
    text = small_site.read(FILE)
    assert "\ntitle: Giao ban quý III/2024 Quảng Trị\n" in text
    assert (
        "# Ngày họp: Ngày trước tháng sau; chỉ biết tháng thì 7/2022, chỉ biết năm thì 2022.\ndate: 9/10/2024\n" in text
    )


def test_every_key_that_new_offers_is_legal_once_its_mark_is_taken_away(small_site: Site) -> None:
    small_site.run("new", *ANSWERS)
    front, _, body = small_site.read(FILE).removeprefix("---\n").partition("---\n")
    lines = (line for line in front.split("\n") if not line.startswith("# ") or line.startswith("#   "))
    offered = [line[2:] for line in front.split("\n") if line.startswith(("# figures:", "#   ")) or ": " in line]
    taken = [line for line in offered if line.split(":")[0].strip("- ") in FIELDS]
    known = [line for line in lines if line and not line.startswith("#")]
    small_site.write(FILE, "---\n" + "\n".join([*known, *taken]) + "\n---\n" + body)
    assert small_site.run("check").code == 0, report_of(small_site.run("check"))


FIELDS = {
    *("session", "host", "forces", "chair", "people", "legal_bases", "topics", "lead", "figures", "indicator"),
    *("value", "quote", "shortcomings", "discussion", "conclusions", "tasks", "photos", "source", "inferred", "note"),
}


def test_new_never_writes_over_a_file(small_site: Site, accept: bool) -> None:
    small_site.write(FILE, "của người khác\n")
    run = small_site.run("new", *ANSWERS)
    expected = CASES / "reports" / "new-over-a-file.vi.txt"
    if accept:
        expected.write_text(run.stderr, encoding="utf-8", newline="\n")
    assert (run.code, run.stderr) == (1, expected.read_text(encoding="utf-8"))
    assert small_site.read(FILE) == "của người khác\n"


@pytest.mark.parametrize(
    ("answers", "report"),
    [
        (("Quảng Chị", "giao-ban", "I/2024", ""), "new:1:11: lỗi[province-unknown]"),
        (("Quảng Trị", "giao-bam", "I/2024", ""), "new:1:7: lỗi[term-unknown]"),
        (("Quảng Trị", "giao-ban", "VI/2024", ""), "new:1:9: lỗi[quarter-unknown]"),
        (("Quảng Trị", "giao-ban", "2/2024", ""), "new:1:9: lỗi[period-ambiguous]"),
        (("Quảng Trị", "giao-ban", "", "31/11/2024"), "new:1:7: lỗi[date-impossible]"),
        (("Quảng Trị", "giao-ban", "", ""), "lỗi[date-missing]"),
        (("Quảng Bình", "giao-ban", "III/2025", "9/10/2025"), "lỗi[province-not-in-force]"),
    ],
)
def test_new_refuses_in_the_words_of_a_check(small_site: Site, answers: tuple[str, ...], report: str) -> None:
    before = sorted(small_site.root.rglob("*.md"))
    options = [
        part for pair in zip(("--province", "--kind", "--period", "--date"), answers, strict=True) for part in pair
    ]
    run = small_site.run("new", *options)
    assert run.code == 1
    assert report in run.stderr
    assert sorted(small_site.root.rglob("*.md")) == before


def test_new_asks_until_it_understands(small_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Quảng Chị\nQuảng Trị\ntong-ket-nam\n2023\n\n"))
    run = small_site.run("new")
    assert (run.code, run.stdout.split()[-1]) == (0, "content/records/quang-tri/2023-tong-ket-nam.md")
    assert "có phải là “Quảng Trị”?" in run.stderr


def test_new_asks_all_again_where_the_answers_do_not_fit(small_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = "Quảng Bình\ngiao ban\nIII/2025\n9/10/2025\nQuảng Trị\ngiao ban\nIII/2025\n9/10/2025\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    run = small_site.run("new")
    assert (run.code, run.stdout.split()[-1]) == (0, "content/records/quang-tri/2025-q3.md")
    assert "lỗi[province-not-in-force]: Quảng Bình không phải là đơn vị cấp tỉnh vào ngày 09/10/2025" in run.stderr


def test_new_says_what_it_lacks_where_nobody_can_be_asked(small_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    run = small_site.run("new", "--province", "Quảng Trị")
    assert (run.code, "--kind: thiếu câu trả lời" in run.stderr) == (2, True)


@pytest.mark.parametrize("name", ["../../x", "2024 q3", "con", "Q3", "x" * 101, "a/b"])
def test_new_takes_no_name_that_is_no_address(small_site: Site, name: str) -> None:
    before = sorted(small_site.root.rglob("*"))
    run = small_site.run("new", *ANSWERS, "--name", name)
    assert run.code == 1
    assert "lỗi[file-" in run.stderr
    assert sorted(small_site.root.rglob("*")) == before


@pytest.mark.parametrize(
    ("title", "written"),
    [("Giao ban: quý III", '"Giao ban: quý III"'), ("Giao ban #3", '"Giao ban #3"'), ("Giao ban", "Giao ban")],
)
def test_new_puts_a_title_in_quotation_marks_where_yaml_needs_them(small_site: Site, title: str, written: str) -> None:
    assert small_site.run("new", *ANSWERS, "--title", title).code == 0
    assert f"\ntitle: {written}\n" in small_site.read(FILE)


def test_register_adds_what_it_lacks_and_never_takes_away(small_site: Site) -> None:
    assert small_site.run("register").stdout == "content/identities.txt: +7\n"
    first = small_site.read("content/identities.txt")
    assert "quang-tri/2024-q1 2024-q1 2024-04-09\n" in first
    assert small_site.run("register").stdout == "content/identities.txt: +0\n"
    small_site.run("new", *ANSWERS)
    assert small_site.run("register").stdout == "content/identities.txt: +1\n"
    assert small_site.read("content/identities.txt") == first + "quang-tri/2024-q3 2024-q3 2024-10-09\n"
    small_site.delete(FILE)
    run = small_site.build()
    assert run.code == 1
    assert "lỗi[identity-lost]: bản ghi “quang-tri/2024-q3” đã công bố" in run.stderr


def test_register_refuses_an_archive_with_faults(small_site: Site) -> None:
    small_site.write(FILE, "x\n")
    run = small_site.run("register")
    assert run.code == 1
    assert f"{FILE}:1:1: lỗi[front-matter-missing]" in run.stderr
    assert not (small_site.root / "content/identities.txt").exists()


def test_a_build_writes_nothing_into_content(small_site: Site) -> None:
    before = {file: file.read_bytes() for file in (small_site.root / "content").rglob("*") if file.is_file()}
    assert small_site.build().code == 0
    assert {file: file.read_bytes() for file in (small_site.root / "content").rglob("*") if file.is_file()} == before


DOUBTFUL = (
    "---\ntitle: Giao ban\nkind: giao-ban\nprovince: Quảng Trị\nquarter: III/2024\nforces: [công an, quân sự]\n---\n"
)


@pytest.mark.parametrize("command", ["build", "check"])
def test_strict_makes_warnings_fail(small_site: Site, command: str) -> None:
    assert small_site.build().code == 0
    before = small_site.pages()
    small_site.write(FILE, DOUBTFUL)
    run = small_site.run(command, "--strict")
    assert run.code == 1
    assert run.stderr.endswith("0 lỗi, 1 cảnh báo trong 1 tệp; không ghi gì vào output; … giây\n")
    assert small_site.pages() == before
    assert small_site.run(command).code == 0


def test_strict_takes_a_strange_file_in_the_output_for_a_fault(small_site: Site) -> None:
    assert small_site.build("--strict").code == 0
    small_site.write("output/la.txt", "x")
    before = small_site.pages()
    small_site.write(FILE, DOUBTFUL)
    small_site.replace(FILE, "forces:", "source: Báo\nforces:")
    run = small_site.build("--strict")
    assert (run.code, run.stderr.count("cảnh báo[file-foreign]")) == (1, 1)
    assert small_site.pages() == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_json_holds_the_problems_on_the_output_stream(small_site: Site, command: str) -> None:
    small_site.write(FILE, DOUBTFUL.replace("III/2024", "VI/2024"))
    small_site.write("content/records/quang-tri/con.md", DOUBTFUL)
    run = small_site.run(command, "--format", "json", "--lang", "en")
    report = json.loads(run.stdout)
    problems = report.pop("problems")
    assert (run.code, report) == (1, {"format": "giaoban-problems/1", "language": "en"})
    assert [each for each in problems if each["file"] == FILE] == [
        {
            "file": FILE,
            "line": 1,
            "column": 1,
            "length": 3,
            "code": "source-missing",
            "severity": "warning",
            "message": "the record names no source",
            "hint": "add source: {publisher: …, date: …}",
            "excerpt": "---",
        },
        {
            "file": FILE,
            "line": 5,
            "column": 10,
            "length": 7,
            "code": "quarter-unknown",
            "severity": "error",
            "message": "there is no quarter VI in “VI/2024”",
            "hint": "a quarter is I, II, III or IV, for example II/2022",
            "excerpt": "quarter: VI/2024",
        },
    ]
    assert [(each["line"], each["column"]) for each in problems if each["code"] == "file-name-reserved"] == [
        (None, None)
    ]
    assert run.stderr.endswith("nothing written to output; … s\n")


def test_json_of_a_sound_archive_lists_no_problem(small_site: Site) -> None:
    report = json.loads(small_site.run("check", "--format", "json").stdout)
    assert report == {"format": "giaoban-problems/1", "language": "vi", "problems": []}


def test_every_key_of_the_json_is_documented(small_site: Site) -> None:
    small_site.write(FILE, DOUBTFUL)
    report = json.loads(small_site.run("check", "--format", "json").stdout)
    described = re.findall(r"^\| `([a-z]+)` \|", (PROJECT / "docs/problems-json.md").read_text("utf-8"), re.MULTILINE)
    assert described == [*report, *report["problems"][0]]


def painted(**options: object) -> str:
    stream = io.StringIO()
    report = (CASES / "cases_invalid" / "numbers" / "expected.vi.txt").read_text(encoding="utf-8")
    paint(report, Console(file=stream, width=40, highlight=False, **options))  # type: ignore[arg-type]
    return stream.getvalue()


def test_a_report_is_coloured_for_a_terminal_and_otherwise_the_same() -> None:
    report = (CASES / "cases_invalid" / "numbers" / "expected.vi.txt").read_text(encoding="utf-8")
    assert painted() == report + "\n"
    assert "\x1b[1;31m" in painted(force_terminal=True, color_system="standard")


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" not in painted(force_terminal=True, color_system="standard")


def test_a_piped_report_has_no_colours(small_site: Site) -> None:
    small_site.write(FILE, DOUBTFUL.replace("III/2024", "VI/2024"))
    assert "\x1b" not in small_site.build().stderr


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_is_in_both_languages(code: str) -> None:
    message = MESSAGES[code]
    assert message.vi != message.en
    assert bool(message.hint_vi) == bool(message.hint_en)

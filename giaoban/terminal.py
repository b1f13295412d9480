"""The terminal: progress while a build runs, then its problems as text, in colour or as JSON, and a closing line."""

import os
import platform
import re
import sqlite3
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from giaoban import __version__
from giaoban.messages import is_warning
from giaoban.outcome import Outcome, Progress, Request
from giaoban.problems import Problem
from giaoban.report import HINT, SEVERITIES, as_json, write_report
from giaoban.sight import look, unchanged

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import TaskID
    from rich.text import Text

DONE, PROBLEMS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

WORDS = {
    "vi": {
        "parse": "Đọc bản ghi",
        "index": "Lập chỉ mục tìm kiếm",
        "render": "Tạo trang",
        "release": "Chép bản phát hành",
        "summary": "{records} bản ghi; trang: {written} ghi mới, {kept} giữ nguyên, {removed} xóa; "
        "{errors} lỗi, {warnings} cảnh báo; {seconds:.1f} giây",
        "failed": "{errors} lỗi, {warnings} cảnh báo trong {files} tệp; không ghi gì vào {output}; {seconds:.1f} giây",
        "checked": "{records} bản ghi hợp lệ; {warnings} cảnh báo; {seconds:.1f} giây",
        "full": "Không có sổ ghi của lần dựng trước: dựng lại toàn bộ.",
        "disk": "Không đọc hoặc ghi được {file}: {detail}. Sửa xong hãy chạy lại.",
        "no_address": "Chưa có base_url trong site_config.yaml: không tạo feed.xml, sitemap.xml, opensearch.xml và "
        "địa chỉ đầy đủ trong trang.",
        "put_off": "{file} còn là bản trước: kho lớn, tệp này chỉ ghi lại khi phát hành, đóng gói hoặc thêm --full.",
        "bagged": "{files} tệp, đã đối chiếu mã băm: {target}",
        "bug": "Lỗi của chương trình, không phải của nội dung. Hãy gửi đoạn dưới đây cho người phụ trách kỹ thuật.",
    },
    "en": {
        "parse": "Reading records",
        "index": "Indexing for search",
        "render": "Rendering pages",
        "release": "Copying the release",
        "summary": "{records} records; pages: {written} written, {kept} kept, {removed} removed; "
        "{errors} errors, {warnings} warnings; {seconds:.1f} s",
        "failed": "{errors} errors, {warnings} warnings in {files} files; nothing written to {output}; {seconds:.1f} s",
        "checked": "{records} valid records; {warnings} warnings; {seconds:.1f} s",
        "full": "No ledger of an earlier build: building everything.",
        "disk": "{file} cannot be read or written: {detail}. Run again once that is mended.",
        "no_address": "No base_url in site_config.yaml: feed.xml, sitemap.xml, opensearch.xml and full addresses in "
        "pages are left out.",
        "put_off": "{file} is still the former one: in a large archive only a release, a package or --full renews it.",
        "bagged": "{files} files, checksums verified: {target}",
        "bug": "This is a bug of the program, not of the content. Please send the lines below to its maintainers.",
    },
}
REASONS = {
    "vi": {
        "new": "trang mới",
        "full": "dựng lại toàn bộ",
        "changed": "nội dung, mẫu hoặc chương trình đã đổi",
        "missing": "tệp đã bị xóa",
        "altered": "tệp đã bị sửa ngoài chương trình",
        "removed": "không còn trong kho",
    },
    "en": {
        "new": "new page",
        "full": "full build",
        "changed": "content, template or program changed",
        "missing": "the file was deleted",
        "altered": "the file was changed by something else",
        "removed": "no longer in the archive",
    },
}


def default_jobs() -> int:
    return os.cpu_count() or 1


def disk_fault(error: OSError | sqlite3.OperationalError, language: str) -> str:
    """A full disk, a folder that may not be written to, a link that leads nowhere: no fault of ours."""
    file = getattr(error, "filename2", None) or getattr(error, "filename", None) or ".build"
    detail = getattr(error, "strerror", None) or str(error)
    return WORDS[language]["disk"].format(file=file, detail=detail)


def say_bug() -> None:
    """The exception that is being handled, with what its maintainers need to know."""
    print(f"{WORDS['vi']['bug']}\n{WORDS['en']['bug']}\n", file=sys.stderr)
    traceback.print_exc()
    print(f"\ngiaoban {__version__}, Python {platform.python_version()}, {platform.platform()}", file=sys.stderr)


def run(request: Request, language: str) -> Outcome:
    """Builds, with a progress bar if someone is watching; where nothing changed, nothing more is imported."""
    seen = look(request)
    if standing := unchanged(request, seen):
        return standing
    from giaoban.pipeline import build

    with progress_bar(language) as progress:
        return build(request, progress, seen)


@contextmanager
def progress_bar(language: str) -> Iterator[Progress]:
    """What stages tell their progress to; it shows if someone is watching."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        yield _advance(bar, language)


def _advance(bar: "Bar", language: str) -> Progress:
    tasks: dict[str, TaskID] = {}

    def advance(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(WORDS[language][stage], total=total)
        bar.update(tasks[stage], completed=done)

    return advance


def show_problems(outcome: Outcome, language: str, form: str) -> None:
    """All problems: as text to the error stream, in colour if someone is watching, or as JSON to the output stream."""
    if form == "json":
        click.echo(as_json(outcome.problems, language))
    elif outcome.problems:
        show(outcome.problems, language)


def show(problems: tuple[Problem, ...], language: str) -> None:
    report = write_report(problems, language)
    if not sys.stderr.isatty():
        click.echo(report, err=True)
        return
    from rich.console import Console

    paint(report, Console(stderr=True, highlight=False))


_SEVERITY_WORDS = "|".join(word for words in SEVERITIES.values() for word in words.values())
HEAD = re.compile(rf"(?P<place>.*?): (?P<severity>{_SEVERITY_WORDS})\[")
WARNING = {words["warning"] for words in SEVERITIES.values()}


def paint(report: str, console: "Console") -> None:
    """Prints a report line by line in colour; Rich leaves the colours out where NO_COLOR asks for it."""
    from rich.text import Text

    style = "red"
    for line in report.split("\n"):
        text = Text(line)
        if head := HEAD.match(line):
            style = "yellow" if head["severity"] in WARNING else "red"
            text.stylize("bold", 0, head.end("place"))
            text.stylize(f"bold {style}", head.start("severity"), line.index("]", head.end()) + 1)
        else:
            _paint_detail(text, line, style)
        console.print(text, soft_wrap=True)


def _paint_detail(text: "Text", line: str, style: str) -> None:
    if re.match(r" *\d* \| ", line):
        gutter = line.index("| ") + 2
        text.stylize("dim", 0, gutter)
        if set(line[gutter:]) <= {" ", "^"}:
            text.stylize(f"bold {style}", gutter)
    elif line.lstrip().startswith(tuple(f"{hint}:" for hint in HINT.values())):
        text.stylize("cyan", 0, line.index(":") + 1)


def summarise(outcome: Outcome, success: str, language: str, started: float, output: Path, form: str = "text") -> int:
    """Prints the closing line and returns the exit code."""
    errors = sum(1 for problem in outcome.problems if not is_warning(problem.code))
    decision = outcome.decision
    line = WORDS[language]["failed" if outcome.failed else success].format(
        records=outcome.records,
        written=len(decision.render) if decision else 0,
        kept=decision.kept if decision else 0,
        removed=len(decision.remove) if decision else 0,
        errors=errors,
        warnings=len(outcome.problems) - errors,
        files=len({problem.file for problem in outcome.problems}),
        output=output,
        seconds=time.monotonic() - started,
    )
    click.echo(line, err=outcome.failed or form == "json")
    return PROBLEMS if outcome.failed else DONE

"""The command line: reads options, calls the pipeline, prints what it found; decides exit codes."""

import io
import platform
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from giaoban import __version__
from giaoban.messages import is_warning
from giaoban.pipeline import Outcome, Progress, Request, build, default_jobs
from giaoban.report import write_report

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

DONE, PROBLEMS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
PROJECT = Path(__file__).resolve().parent.parent

WORDS = {
    "vi": {
        "parse": "Đọc bản ghi",
        "index": "Lập chỉ mục tìm kiếm",
        "render": "Tạo trang",
        "summary": "{records} bản ghi; trang: {written} ghi mới, {kept} giữ nguyên, {removed} xóa; "
        "{errors} lỗi, {warnings} cảnh báo; {seconds:.1f} giây",
        "failed": "{errors} lỗi, {warnings} cảnh báo trong {files} tệp; không ghi gì vào {output}; {seconds:.1f} giây",
        "checked": "{records} bản ghi hợp lệ; {warnings} cảnh báo; {seconds:.1f} giây",
        "full": "Không có sổ ghi của lần dựng trước: dựng lại toàn bộ.",
        "bug": "Lỗi của chương trình, không phải của nội dung. Hãy gửi đoạn dưới đây cho người phụ trách kỹ thuật.",
    },
    "en": {
        "parse": "Reading records",
        "index": "Indexing for search",
        "render": "Rendering pages",
        "summary": "{records} records; pages: {written} written, {kept} kept, {removed} removed; "
        "{errors} errors, {warnings} warnings; {seconds:.1f} s",
        "failed": "{errors} errors, {warnings} warnings in {files} files; nothing written to {output}; {seconds:.1f} s",
        "checked": "{records} valid records; {warnings} warnings; {seconds:.1f} s",
        "full": "No ledger of an earlier build: building everything.",
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


def main(arguments: list[str]) -> int:
    """Runs one command; without a command name it is `build`. Returns the exit code."""
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help", "--version")):
        arguments = ["build", *arguments]
    # On Windows, output to a file or a pipe takes a code page that lacks most Vietnamese letters.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        return commands.main(arguments, prog_name="build.py", standalone_mode=False) or DONE
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except Exception:
        print(f"{WORDS['vi']['bug']}\n{WORDS['en']['bug']}\n", file=sys.stderr)
        traceback.print_exc()
        print(
            f"\ngiaoban {__version__}, Python {platform.python_version()}, {platform.platform()}",
            file=sys.stderr,
        )
        return BUG


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="giaoban")
def commands() -> None:
    """Dựng kho lưu trữ giao ban thành trang web tĩnh. — Builds the archive as a static site.

    Không nêu lệnh thì hiểu là build. — Without a command, build is meant.
    """


def site_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that every command on a site takes."""
    options = (
        click.option(
            "--site",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            default=PROJECT,
            help="Thư mục gốc của kho. — Root of the site.",
        ),
        click.option("--jobs", type=click.IntRange(1), default=default_jobs(), help="Số tiến trình. — Processes."),
        click.option("--lang", type=click.Choice(["vi", "en"]), help="Ngôn ngữ thông báo. — Language of messages."),
        click.option("--full", is_flag=True, help="Bỏ qua sổ ghi và bộ nhớ tạm. — Ignore ledger and caches."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@commands.command("build")
@site_options
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Thư mục xuất. — Output folder.")
@click.option("--explain", is_flag=True, help="Nêu vì sao ghi từng trang. — Say why each page is written.")
def build_command(site: Path, jobs: int, lang: str | None, full: bool, output: Path | None, explain: bool) -> int:
    """Kiểm tra rồi dựng các trang vào thư mục xuất. — Checks, then writes the pages to the output folder."""
    site = site.resolve()
    request = Request(site, (output or site / "output").resolve(), jobs, full)
    started = time.monotonic()
    outcome = run(request, lang or "vi")
    language = lang or outcome.language
    words = WORDS[language]
    if outcome.started_over and not outcome.failed:
        click.echo(words["full"], err=True)
    show_problems(outcome, language)
    if explain and outcome.decision:
        for path, reason in sorted(outcome.decision.render.items()):
            click.echo(f"{path}: {REASONS[language][reason]}")
        for path in outcome.decision.remove:
            click.echo(f"{path}: {REASONS[language]['removed']}")
    return summarise(outcome, "summary", language, started, request.output)


@commands.command("check")
@site_options
def check_command(site: Path, jobs: int, lang: str | None, full: bool) -> int:
    """Chỉ kiểm tra, không ghi gì vào thư mục xuất. — Only checks; writes nothing to the output folder."""
    site = site.resolve()
    started = time.monotonic()
    outcome = run(Request(site, site / "output", jobs, full, check_only=True), lang or "vi")
    show_problems(outcome, lang or outcome.language)
    return summarise(outcome, "checked", lang or outcome.language, started, site / "output")


def run(request: Request, language: str) -> Outcome:
    """Builds, with a progress bar if someone is watching."""
    if not sys.stderr.isatty():
        return build(request, lambda stage, done, total: None)
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        return build(request, _advance(bar, language))


def _advance(bar: "Bar", language: str) -> Progress:
    tasks: dict[str, TaskID] = {}

    def advance(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(WORDS[language][stage], total=total)
        bar.update(tasks[stage], completed=done)

    return advance


def show_problems(outcome: Outcome, language: str) -> None:
    if outcome.problems:
        click.echo(write_report(outcome.problems, language), err=True)


def summarise(outcome: Outcome, success: str, language: str, started: float, output: Path) -> int:
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
    click.echo(line, err=outcome.failed)
    return PROBLEMS if outcome.failed else DONE

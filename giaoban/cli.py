"""The command line: reads options, calls the pipeline, prints what it found; decides exit codes."""

import io
import sqlite3
import sys
import time
from pathlib import Path

import click

from giaoban import __version__
from giaoban.outcome import Request
from giaoban.site_options import JOBS, LANG, SITE, site_options
from giaoban.terminal import (
    BUG,
    DONE,
    INTERRUPTED,
    PROBLEMS,
    REASONS,
    USAGE,
    WORDS,
    disk_fault,
    run,
    say_bug,
    show_problems,
    summarise,
)

OUTPUT = click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Thư mục xuất. — Output folder."
)

BUILDING = ("build", "check", "bag", "serve")


def main(arguments: list[str]) -> int:
    """Runs one command; without a command name it is `build`. Returns the exit code."""
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help", "--version")):
        arguments = ["build", *arguments]
    # On Windows, output to a file or a pipe takes a code page that lacks most Vietnamese letters.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        if arguments[0] not in BUILDING:
            add_other_commands()
        return commands.main(arguments, prog_name="build.py", standalone_mode=False) or DONE
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (OSError, sqlite3.OperationalError) as error:
        for language in WORDS:
            print(disk_fault(error, language), file=sys.stderr)
        return PROBLEMS
    except Exception:
        say_bug()
        return BUG


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="giaoban")
def commands() -> None:
    """Dựng kho lưu trữ giao ban thành trang web tĩnh. — Builds the archive as a static site.

    Không nêu lệnh thì hiểu là build. — Without a command, build is meant.
    """


def output_of(site: Path, output: Path | None) -> Path:
    """The output folder; one that somebody named may be reached through links, the site's own may not."""
    return output.resolve() if output else site / "output"


@commands.command("build")
@site_options
@OUTPUT
@click.option("--explain", is_flag=True, help="Nêu vì sao ghi từng trang. — Say why each page is written.")
def build_command(
    site: Path, jobs: int, lang: str | None, strict: bool, form: str, full: bool, output: Path | None, explain: bool
) -> int:
    """Kiểm tra rồi dựng các trang vào thư mục xuất. — Checks, then writes the pages to the output folder."""
    site = site.resolve()
    request = Request(site, output_of(site, output), jobs, full, strict=strict, editing=True)
    started = time.monotonic()
    outcome = run(request, lang or "vi")
    language = lang or outcome.language
    if outcome.started_over and not outcome.failed:
        click.echo(WORDS[language]["full"], err=True)
    show_problems(outcome, language, form)
    if explain and outcome.decision and form == "text":
        for path, reason in sorted(outcome.decision.render.items()):
            click.echo(f"{path}: {REASONS[language][reason]}")
        for path in outcome.decision.remove:
            click.echo(f"{path}: {REASONS[language]['removed']}")
    if not outcome.failed and not outcome.base_url:
        click.echo(WORDS[language]["no_address"], err=form == "json")
    for path in outcome.decision.put_off if outcome.decision else ():
        click.echo(WORDS[language]["put_off"].format(file=path), err=form == "json")
    return summarise(outcome, "summary", language, started, request.output, form)


@commands.command("bag")
@site_options
@click.argument("target", metavar="DEST", type=click.Path(file_okay=False, path_type=Path))
def bag_command(site: Path, jobs: int, lang: str | None, strict: bool, form: str, full: bool, target: Path) -> int:
    """Dựng rồi đóng gói BagIt để lưu giữ lâu dài vào DEST. — Builds, then packs a BagIt package into DEST."""
    site, target = site.resolve(), target.resolve()
    output = output_of(site, None)
    if target.exists() and any(target.iterdir()):
        raise click.UsageError(f"{target}: thư mục không trống / the folder is not empty")
    if target.is_relative_to(output) or target.is_relative_to(site / "content"):
        raise click.UsageError(f"{target}: nằm trong kho / lies inside the archive")
    started = time.monotonic()
    outcome = run(Request(site, output, jobs, full, strict=strict), lang or "vi")
    language = lang or outcome.language
    show_problems(outcome, language, form)
    code = summarise(outcome, "summary", language, started, output, form)
    if code == DONE:
        from giaoban.bag import write_bag

        files = write_bag(site, output, target, outcome.title, outcome.base_url)
        click.echo(WORDS[language]["bagged"].format(files=files, target=target), err=form == "json")
    return code


@commands.command("check")
@site_options
def check_command(site: Path, jobs: int, lang: str | None, strict: bool, form: str, full: bool) -> int:
    """Chỉ kiểm tra, không ghi gì vào thư mục xuất. — Only checks; writes nothing to the output folder."""
    site = site.resolve()
    started = time.monotonic()
    outcome = run(Request(site, site / "output", jobs, full, check_only=True, strict=strict), lang or "vi")
    show_problems(outcome, lang or outcome.language, form)
    return summarise(outcome, "checked", lang or outcome.language, started, site / "output", form)


@commands.command("serve")
@SITE
@JOBS
@LANG
@OUTPUT
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Cổng. — Port; the next free one if taken.")
@click.option("--poll", is_flag=True, help="Xem lại mọi tệp mỗi giây, cho ổ mạng. — Look at every file, for shares.")
def serve_command(site: Path, jobs: int, lang: str | None, output: Path | None, port: int, poll: bool) -> None:
    """Xem thử trên máy này, tự dựng lại khi tệp đổi. — Previews on this machine, builds again as files change."""
    from giaoban.preview import preview

    site = site.resolve()
    preview(Request(site, output_of(site, output), jobs, editing=True), port, poll, lang)


def add_other_commands() -> None:
    """Makes the other commands known: they import what a build that finds nothing to do can go without."""
    from giaoban.authoring import authoring_commands
    from giaoban.publishing import publishing_commands

    for command in (*authoring_commands, *publishing_commands):
        commands.add_command(command)

"""The preview: builds, serves on this machine alone, watches the site's files and builds again, until Ctrl-C."""

import sqlite3
import time
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import msgspec

from giaoban.addresses import base_path
from giaoban.interrupts import end_like_ctrl_c
from giaoban.outcome import Outcome, Request
from giaoban.preview.page import Status
from giaoban.preview.server import HOST, PreviewServer, listen
from giaoban.preview.watch import changes
from giaoban.terminal import disk_fault, run, say_bug, show_problems, summarise

WORDS = {
    "vi": {
        "address": "Xem thử tại {address} — bấm Ctrl+C để dừng.",
        "taken": "Cổng {port} đang có chương trình khác dùng: chuyển sang cổng {free}.",
        "polling": "Hệ thống không theo dõi hết các thư mục được ({detail}): cứ mỗi giây xem lại mọi tệp một lần.",
        "bug": "Lỗi của chương trình, không phải của nội dung: xem cửa sổ lệnh.",
    },
    "en": {
        "address": "Preview at {address} — Ctrl+C stops it.",
        "taken": "Port {port} is in use by another program: taking port {free}.",
        "polling": "The system cannot watch all folders ({detail}): looking at every file once a second.",
        "bug": "This is a bug of the program, not of the content: see the terminal.",
    },
}
MAY_HEAL = {"file-forbidden", "file-unreadable"}
"""What may be over without any file being changed: Word holds a document only while it is open."""
RETRY = 2
"""Seconds after which a build is tried again where its fault may have healed by itself."""


def preview(request: Request, port: int, polling: bool, language: str | None) -> None:
    """Shows `request.output` and keeps it up to date with `request.site`; ends only by KeyboardInterrupt."""
    end_like_ctrl_c()
    words = WORDS[language or "vi"]
    listener = listen(port)
    free = listener.getsockname()[1]
    if free != port:
        click.echo(words["taken"].format(port=port, free=free), err=True)
    status = Status(time.time_ns(), language=language or "vi", building=True)
    may_heal, tried = False, 0.0
    with (
        PreviewServer(request.output, listener, status) as server,
        closing(watched(request.site, polling, words)) as ticks,
    ):
        click.echo(words["address"].format(address=f"http://{HOST}:{free}/"))
        for changed in ticks:
            if changed or (may_heal and time.monotonic() > tried + RETRY):
                status, may_heal = attempt(request, status, language)
                server.show(status)
                tried = time.monotonic()


def watched(site: Path, polling: bool, words: dict[str, str]) -> Generator[bool]:
    """The site's changes; where the system cannot watch so many folders, by looking at every file."""
    try:
        yield from changes(site, polling)
    except OSError as error:
        if polling:
            raise
        click.echo(words["polling"].format(detail=error), err=True)
        yield from changes(site, True)


def attempt(request: Request, status: Status, language: str | None) -> tuple[Status, bool]:
    """Builds once; the status that this leads to, and whether a fault may be over without any file being changed."""
    started = time.monotonic()
    try:
        outcome = run(request, language or status.language)
    except (OSError, sqlite3.OperationalError) as error:
        fault, may_heal = disk_fault(error, status.language), True
    except Exception:
        fault, may_heal = WORDS[status.language]["bug"], False
        say_bug()
    else:
        return told(outcome, request, status, language or outcome.language, started)
    if fault != status.fault:
        click.echo(fault, err=True)
    return renewed(status, problems=(), failed=True, fault=fault, building=False), may_heal


def told(outcome: Outcome, request: Request, status: Status, language: str, started: float) -> tuple[Status, bool]:
    """Prints what is new about an outcome; the status that it leads to, and whether its fault may heal."""
    problems = tuple(outcome.problems)
    base = status.base if outcome.failed else base_path(outcome.base_url)
    following = renewed(
        status, problems=problems, failed=outcome.failed, fault="", language=language, base=base, building=False
    )
    written = outcome.decision is not None and bool(outcome.decision.render or outcome.decision.remove)
    if written and following.version == status.version:
        following = msgspec.structs.replace(following, version=status.version + 1)
    if following.version != status.version:
        show_problems(outcome, language, "text")
        summarise(outcome, "summary", language, started, request.output)
    return following, any(each.code in MAY_HEAL for each in problems)


def renewed(status: Status, **changes: Any) -> Status:
    """The status with these changes; of another version, if they change anything."""
    following = msgspec.structs.replace(status, **changes)
    return status if following == status else msgspec.structs.replace(following, version=status.version + 1)

"""The options that commands on a site share."""

from collections.abc import Callable
from pathlib import Path

import click

from giaoban.disk import PROJECT
from giaoban.terminal import default_jobs

SITE = click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=PROJECT,
    help="Thư mục gốc của kho. — Root of the site.",
)
JOBS = click.option("--jobs", type=click.IntRange(1), default=default_jobs(), help="Số tiến trình. — Processes.")
LANG = click.option("--lang", type=click.Choice(["vi", "en"]), help="Ngôn ngữ thông báo. — Language of messages.")


def site_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that every command on a site takes."""
    options = (
        SITE,
        JOBS,
        LANG,
        click.option("--strict", is_flag=True, help="Cảnh báo cũng là lỗi. — Warnings fail, too."),
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json"]),
            default="text",
            help="Dạng báo lỗi: chữ, hoặc JSON cho công cụ. — Problems as text, or as JSON for tools.",
        ),
        click.option("--full", is_flag=True, help="Bỏ qua sổ ghi và bộ nhớ tạm. — Ignore ledger and caches."),
    )
    for option in reversed(options):
        command = option(command)
    return command

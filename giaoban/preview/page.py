"""A page as the preview shows it: as built, with the problems found since and a script that waits for changes."""

from html import escape

import msgspec

from giaoban.addresses import address_of_file
from giaoban.messages import is_warning
from giaoban.problems import Problem
from giaoban.report import lines_of

OWN = "/_preview/"
"""Where the preview's own files are served; no address of the archive begins like this."""

SHOWN = 50
"""Problems on a page at most; the terminal has all of them."""

WORDS = {
    "vi": {
        "title": "Xem thử",
        "errors": "{n} lỗi",
        "warnings": "{n} cảnh báo",
        "stale": "trang này là bản dựng được gần nhất",
        "none": "chưa dựng được trang nào",
        "more": "và {n} chỗ nữa: xem cửa sổ lệnh",
        "building": "Đang dựng kho lần đầu…",
        "absent": "Không có trang này.",
    },
    "en": {
        "title": "Preview",
        "errors": "{n} errors",
        "warnings": "{n} warnings",
        "stale": "this page is the last one that could be built",
        "none": "no page could be built yet",
        "more": "and {n} more: see the terminal",
        "building": "Building the archive for the first time…",
        "absent": "There is no such page.",
    },
}


class Status(msgspec.Struct, frozen=True):
    """What the last build found; `version` changes with everything that a browser must show anew.

    `fault` is a sentence about what kept the build from running at all.
    """

    version: int
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    fault: str = ""
    language: str = "vi"
    base: str = "/"
    building: bool = False


def shown(html: str, address: str, status: Status) -> str:
    """The built page at `address` with the preview's parts in it, which its policy allows as it stands."""
    head = (
        f'<link rel="stylesheet" href="{OWN}preview.css">\n'
        f'<script src="{OWN}preview.js" defer data-version="{status.version}"></script>\n'
    )
    return _before("</body>", _before("</head>", html, head), _notice(address, status))


def bare(address: str, status: Status) -> str:
    """A page of the preview's own, where the archive has none to show."""
    words = WORDS[status.language]
    text = words["building"] if status.building else words["none"] if status.failed else words["absent"]
    html = (
        f'<!DOCTYPE html>\n<html lang="{status.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(words['title'])}</title>\n</head>\n<body>\n<h1>{escape(text)}</h1>\n</body>\n</html>\n"
    )
    return shown(html, address, status)


def _before(mark: str, html: str, part: str) -> str:
    """The page with `part` put before the first `mark`; at its end, if a template of the site's own has none."""
    before, found, after = html.partition(mark)
    return before + part + found + after


def _notice(address: str, status: Status) -> str:
    """The problems, folded away where they are only warnings; "" if there are none."""
    if not status.problems and not status.fault:
        return ""
    words = WORDS[status.language]
    errors = sum(not is_warning(each.code) for each in status.problems)
    warnings = len(status.problems) - errors
    counts = [words[key].format(n=n) for key, n in (("errors", errors), ("warnings", warnings)) if n]
    summary = ", ".join(counts) + (f" — {words['stale']}" if status.failed else "")
    ordered = sorted(status.problems, key=lambda each: _rank(each, address))
    items = [_item(problem, status.language) for problem in ordered[:SHOWN]]
    if len(ordered) > SHOWN:
        items.append(f"<li>{escape(words['more'].format(n=len(ordered) - SHOWN))}</li>\n")
    fault = f'<p class="error">{escape(status.fault)}</p>\n' if status.fault else ""
    return (
        f'<aside class="preview-notice" aria-label="{escape(words["title"])}" data-failed="{int(status.failed)}">\n'
        f"<details{' open' if status.failed else ''}>\n<summary>{escape(summary)}</summary>\n"
        f"{fault}<ol>\n{''.join(items)}</ol>\n</details>\n</aside>\n"
    )


def _rank(problem: Problem, address: str) -> tuple[bool, bool, tuple[str, int, int, str]]:
    """Errors first, and of them those in the file that the page is made from."""
    return is_warning(problem.code), address_of_file(problem.file) != address, problem.order


def _item(problem: Problem, language: str) -> str:
    severity = "warning" if is_warning(problem.code) else "error"
    head, *rest = map(escape, lines_of(problem, language))
    lines = "\n".join(rest)
    return f'<li>\n<p class="{severity}">{head}</p>\n' + (f"<pre>{lines}</pre>\n" if rest else "") + "</li>\n"

"""What a check of sense warns of, a record may accept with a reason: every warning, in every spelling."""

import re
from pathlib import Path

import pytest
from harness import PROJECT, Site

from giaoban.messages import MESSAGES, is_warning

HERE = Path(__file__).parent
DOUBTFUL = ("doubts-within-a-record", "doubts-between-records", "percentages-over-a-hundred")
OF_OTHERS = {"file-stray", "file-foreign", "accept-unused", "release-clock", "release-healed", "release-lost"}
"""Warnings that are no doubts about a record: of files and of releases."""
WARNED = re.compile(r"^(?P<file>content/records/.*?\.md):\d+:\d+: cảnh báo\[(?P<code>[a-z-]+)\]", re.MULTILINE)
SPELLINGS = {
    "a list in brackets": "accept: [{code}: Nguồn in như vậy.]\n",
    "a list of lines": "accept:\n  - {code}: Nguồn in như vậy.\n",
    "entries in braces": "accept: {{{code}: Nguồn in như vậy.}}\n",
    "entries of lines": "accept:\n  {code}: Nguồn in như vậy.\n",
}


def doubts() -> dict[str, tuple[str, str]]:
    """For each warning a case and a file of it that shows it."""
    shown: dict[str, tuple[str, str]] = {}
    for case in DOUBTFUL:
        for head in WARNED.finditer((HERE / "cases" / case / "expected.vi.txt").read_text(encoding="utf-8")):
            shown.setdefault(head["code"], (case, head["file"]))
    return {code: place for code, place in shown.items() if code not in OF_OTHERS}


def test_every_doubt_is_shown_by_a_case() -> None:
    assert doubts().keys() == {code for code in MESSAGES if is_warning(code)} - OF_OTHERS


def test_the_guide_lists_every_doubt() -> None:
    guide = (PROJECT / "content/pages/viet-ban-ghi.md").read_text(encoding="utf-8")
    table = guide.split("| Mã | Cảnh báo điều gì |\n")[1].split("\n\n")[0]
    assert set(re.findall("`([a-z-]+)`", table)) == doubts().keys()


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
@pytest.mark.parametrize("code", doubts())
def test_a_doubt_is_accepted_with_a_reason(code: str, spelling: str, tmp_path: Path) -> None:
    case, file = doubts()[code]
    site = Site.of_case(HERE / "cases" / case, tmp_path / "site")
    text = re.sub(r"(?ms)^accept:.*?(?=^\S)", "", site.read(file))
    site.write(file, text.replace("---\n", "---\n" + spelling.format(code=code), 1))
    run = site.run("check")
    assert run.code == 0, run.stderr
    warned = {(head["file"], head["code"]) for head in WARNED.finditer(run.stderr)}
    assert (file, code) not in warned
    assert (file, "accept-unused") not in warned


@pytest.mark.parametrize("reason", ["", ":", ": ''", ": ~"])
def test_nothing_is_accepted_without_a_reason(reason: str, tmp_path: Path) -> None:
    site = Site.of_case(HERE / "cases" / "doubts-within-a-record", tmp_path / "site")
    site.replace("content/records/quang-tri/2024-q2.md", "date: 09/11/2024", f"accept: [meeting-late{reason}]")
    assert site.run("check").code == 1

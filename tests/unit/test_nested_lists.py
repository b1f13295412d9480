"""Lists within lists, however they are indented."""

import re

import pytest

from giaoban.body import BodyConverter

NESTED = "<ul><li>một<ul><li>hai</li></ul></li><li>ba</li></ul>"


def html(text: str) -> str:
    """The body's HTML without the line breaks between its elements."""
    body, problems = BodyConverter().convert("content/records/a/b.md", tuple(text.split("\n")), text, 1)
    assert problems == []
    return re.sub(r"\s*\n\s*(?=<)|(?<=>)\s*\n\s*", "", body.html)


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_a_list_in_a_list(indent: str) -> None:
    assert html(f"- một\n{indent}- hai\n- ba") == NESTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- a\n  - b\n    - c\n  - d\n- e",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>",
        ),
        ("- a\n    - b\n        - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n  - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n  1. b\n  2. c", "<ul><li>a<ol><li>b</li><li>c</li></ol></li></ul>"),
        (
            "- a\n  - b\n\n  Đoạn của a.\n\n- c",
            "<ul><li><p>a</p><ul><li>b</li></ul><p>Đoạn của a.</p></li><li><p>c</p></li></ul>",
        ),
        ("  - a\n  - b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n - b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b\n\nĐoạn sau danh sách.", "<ul><li>a<ul><li>b</li></ul></li></ul><p>Đoạn sau danh sách.</p>"),
    ],
)
def test_what_lies_within_what(text: str, expected: str) -> None:
    assert html(text) == expected


def test_a_line_that_goes_on_stays_with_its_item() -> None:
    made = html("- dòng đầu\n  dòng hai\n  - mục trong\n    dòng hai của mục trong\n- mục sau")
    assert (
        made
        == "<ul><li>dòng đầu\ndòng hai<ul><li>mục trong\ndòng hai của mục trong</li></ul></li><li>mục sau</li></ul>"
    )


def test_code_and_rules_are_no_lists() -> None:
    assert html("Đoạn.\n\n    - mã\n      - mã") == "<p>Đoạn.</p><pre><code>- mã\n  - mã</code></pre>"
    assert html("- a\n  - b\n\n* * *\n\nĐoạn.") == "<ul><li>a<ul><li>b</li></ul></li></ul><hr><p>Đoạn.</p>"

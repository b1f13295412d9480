"""A record's body in a compendium: its headings go down, its links lead right, its words stay."""

import pytest

from giaoban.views.compendium import moved


@pytest.mark.parametrize(
    ("body", "bound"),
    [
        ('<h2 id="a">A</h2><h6>B</h6>', "<h3>A</h3><h6>B</h6>"),
        ('<a href="2022-q3.html#a" title="b">', '<a href="../tinh/ha-noi/2022-q3.html#a" title="b">'),
        ('<a href="#a">', '<a href="../tinh/ha-noi/2022-q2.html#a">'),
        ('<a href="https://example.org/a">', '<a href="https://example.org/a">'),
        ('<p>href="a.html" HREF="a.html"</p>', '<p>href="a.html" HREF="a.html"</p>'),
    ],
)
def test_a_body_moves_into_a_compendium(body: str, bound: str) -> None:
    assert moved(body, "tinh/ha-noi/2022-q2.html", "tap/ha-noi.html") == bound

"""Bodies: what is taken apart by hand must come out as Python-Markdown makes it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from giaoban.body import BodyConverter

WORD = st.sampled_from(
    "giao ban **tổng kết** *nghiêng* __đậm__ đồng_chí 2.370 &amp; & < > \\* `mã` ! () ] [ ** *".split(" ")
)
LINK = st.builds(
    "{}[{}]({})".format,
    st.sampled_from(["", "!", "[", "x"]),
    st.sampled_from(["quy định", "**quy** định", "a]b", "", "_x_", "Nghị định 03/2019/NĐ-CP"]),
    st.sampled_from(["https://example.org/a_b?c=1", "ghi-chú.md#muc", "x y", 'x "tên"', "mailto:a@b.vn", "", "a(b)c"]),
)
LINE = st.lists(st.one_of(WORD, WORD, LINK), min_size=1, max_size=8).map(" ".join)
SIGN = st.sampled_from(["", "", "## ", "- ", "1. ", "> ", "    ", "| a | b |\n|---|---|\n| "])
BLOCK = st.builds("{}{}{}".format, SIGN, LINE, st.sampled_from(["", "", "  ", " |", ":", "."]))
BODY = st.builds(lambda blocks, gap: gap.join(blocks), st.lists(BLOCK, max_size=6), st.sampled_from(["\n\n", "\n"]))


def plain_converter() -> BodyConverter:
    """The same converter with every text left to Python-Markdown."""
    converter = BodyConverter()
    converter.markdown.treeprocessors.register(InlineProcessor(converter.markdown), "inline", 20)
    return converter


@settings(max_examples=400, deadline=None)
@given(BODY)
def test_plain_texts_come_out_as_markdown_makes_them(text: str) -> None:
    """Bold words and simple links are read by hand, since most texts hold nothing else."""
    lines = tuple(text.split("\n"))
    file = "content/records/gia-lai/2022-q2.md"
    assert BodyConverter().convert(file, lines, text, 1) == plain_converter().convert(file, lines, text, 1)

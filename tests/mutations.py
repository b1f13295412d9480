"""Files as they come from tired hands and broken programs: valid ones, changed by bytes, by lines and by structure."""

from collections.abc import Callable
from typing import Any

import yaml
from hypothesis import strategies as st

SNIPPETS = (
    *"""
    " ' “ ” [ ] { } [] {} , : - # | >- % @ ` &a *a !!int ! --- ... -- — \\ \\u0000 '' "" Ð а Ν ２ ١٢ ½ Ã½ § ∞ 😀
    1.5 19,620 06 010 1_000 1e9 0x1 -3 null ~ no yes true 16:14 2,23 12kg 99/99/9999 <script> <b> ![a](b)
    [a](javascript:x) [a](../../x) [a](#b) &lt; ** __
    """.split(),
    *(": ", "- ", "? ", " #", "<<: *a", "gần ", "không nêu", "hàng nghìn", "quý VI/2024"),
    *("\t", "\n", "\r", "\r\n", "\n\n", "\n---\n", "\u00a0", "\u200b", "\ufeff", "\u00ad", "\u202e", "\u2028"),
    *("\x00", "\x07", "\x1b", "\x85", "\ufffd", "\uf0b7", "\u0301"),
)
VALUES: tuple[Any, ...] = (
    *("", "~", "no", "06", "2,23", "19.620", "1.5", "1_000", "12.10", "16:14", "- a", "a: b", "# a", " ", "\n"),
    *("x" * 300, "9" * 40, "*a", "&a", "!a", "@"),
    *([], {}, [""], [[]], {"": ""}, {"a": "b"}, ["a", "b"], {"value": "1"}, [{"a": ["b"]}]),
)


@st.composite
def by_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    """Some bytes taken out, put in, overwritten or repeated."""
    start = draw(st.integers(0, len(data)))
    length = draw(st.integers(0, 12))
    put = draw(st.binary(max_size=6) | st.sampled_from([snippet.encode() for snippet in SNIPPETS]))
    again = data[start : start + draw(st.integers(0, 40))]
    return draw(
        st.sampled_from(
            [
                data[:start] + put + data[start:],
                data[:start] + put + data[start + length :],
                data[:start] + data[start + length :],
                data[:start] + again + data[start:],
                data[:start],
            ]
        )
    )


@st.composite
def by_lines(draw: st.DrawFn, data: bytes) -> bytes:
    """One line left out, repeated, moved, indented otherwise, joined to the next, or with something in it."""
    lines = data.decode("utf-8", "replace").split("\n")
    number = draw(st.integers(0, len(lines) - 1))
    other = draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    place = draw(st.integers(0, len(line)))
    snippet = draw(st.sampled_from(SNIPPETS))
    before, after = lines[:number], lines[number + 1 :]
    changes: dict[str, Callable[[], list[str]]] = {
        "out": lambda: before + after,
        "twice": lambda: [*before, line, line, *after],
        "moved": lambda: [*lines[:other], line, *lines[other:]],
        "deeper": lambda: [*before, " " * (1 + place % 4) + line, *after],
        "shallower": lambda: [*before, line[1 + place % 4 :], *after],
        "joined": lambda: [*before, line + "".join(after[:1]), *after[1:]],
        "broken": lambda: [*before, line[:place], line[place:], *after],
        "with": lambda: [*before, line[:place] + snippet + line[place:], *after],
        "after the key": lambda: [*before, line.replace(": ", f": {snippet}", 1), *after],
        "overwritten": lambda: [*before, lines[other], *after],
    }
    return "\n".join(changes[draw(st.sampled_from(sorted(changes)))]()).encode()


@st.composite
def by_structure(draw: st.DrawFn, data: bytes) -> bytes:
    """The front matter with a key or value renamed, replaced, dropped, wrapped or copied, then written out anew."""
    text = data.decode("utf-8", "replace")
    opened, front, body = [*text.split("---\n", 2), "", ""][:3]
    try:
        root = yaml.load(front or text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return data
    nodes = list(_inner(root))
    if not nodes:
        return data
    holder = draw(st.sampled_from(range(len(nodes))))
    _change(draw, nodes[holder], nodes[draw(st.sampled_from(range(len(nodes))))])
    written = yaml.dump(
        root,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=draw(st.sampled_from([False, None, True])),
        default_style=draw(st.sampled_from([None, None, "'", '"', "|"])),
        width=draw(st.sampled_from([40, 120, 10_000])),
        Dumper=_Unshared,
    )
    return (f"{opened}---\n{written}---\n{body}" if front else written).encode()


class _Unshared(yaml.SafeDumper):
    """A dumper without anchors, which would be refused at once."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _inner(node: Any) -> list[Any]:
    """The mappings and lists of a document that hold something."""
    if not isinstance(node, (dict, list)) or not node:
        return []
    children = node.values() if isinstance(node, dict) else node
    return [node, *(inner for child in children for inner in _inner(child))]


def _change(draw: st.DrawFn, node: Any, other: Any) -> None:
    """Changes one entry of a mapping or list in place; `other` gives what is borrowed."""
    key = draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
    borrowed = draw(st.sampled_from(list(other.values()) if isinstance(other, dict) else other))
    how = draw(st.sampled_from(["drop", "replace", "borrow", "list", "entry", "rename", "text"]))
    if how == "drop":
        node.pop(key)
    elif how == "replace":
        node[key] = draw(st.sampled_from(VALUES))
    elif how == "borrow":
        node[key] = _copy(borrowed)
    elif how == "list":
        node[key] = [node[key]]
    elif how == "entry":
        node[key] = {draw(st.sampled_from(["name", "text", "value", "x", "1"])): node[key]}
    elif how == "text" and isinstance(node[key], str):
        place = draw(st.integers(0, len(node[key])))
        node[key] = node[key][:place] + draw(st.sampled_from(SNIPPETS)) + node[key][place:]
    elif isinstance(node, dict):
        node[draw(st.sampled_from(["titel", "value", "name", "với", "date", "", "with", "1"]))] = node.pop(key)


def _copy(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _copy(value) for key, value in node.items()}
    return [_copy(item) for item in node] if isinstance(node, list) else node


@st.composite
def mutated(draw: st.DrawFn, files: list[bytes]) -> bytes:
    """One of the files, changed once to three times."""
    data = draw(st.sampled_from(files))
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        data = draw(draw(st.sampled_from([by_bytes, by_lines, by_lines, by_structure]))(data))
    return data

"""Files as they come from tired hands and broken programs: valid ones, changed by bytes, by lines and by structure."""

from collections.abc import Callable
from typing import Any

import yaml
from hypothesis import strategies as st

SNIPPETS = (
    *('"', "'", "“", "”", "[", "]", "{", "}", "[]", "{}", ",", ": ", ":", "- ", "-", "? ", "#", " #", "|", ">-", "%", "@", "`"),
    *("&a ", "*a", "<<: *a", "!!int ", "!", "---", "...", "--", "—", "\t", "\n", "\r", "\r\n", "\\", "\\u0000", "''", '""'),
    *("\u00a0", "\u200b", "\ufeff", "\u00ad", "\u202e", "\u2028", "\x00", "\x07", "\x1b", "\x85", "\ufffd", "\uf0b7", "\u0301"),
    *("Ð", "а", "Ν", "２", "١٢", "½", "Ã½", "§", "\U0001f600", "1.5", "19,620", "06", "010", "1_000", "1e9", "0x1", "-3", "∞"),
    *("null", "~", "no", "yes", "true", "16:14", "2,23", "12kg", "gần ", "không nêu", "hàng nghìn", "99/99/9999", "quý VI/2024"),
    *("<script>", "<b>", "![a](b)", "[a](javascript:x)", "[a](../../x)", "[a](#b)", "&lt;", "**", "__", "\n\n", "\n---\n"),
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    *("", "~", "no", "06", "2,23", "19.620", "1.5", "1_000", "12.10", "16:14", "- a", "a: b", "# a", " ", "\n", "x" * 300),
    *([], {}, [""], [[]], {"": ""}, {"a": "b"}, ["a", "b"], {"value": "1"}, [{"a": ["b"]}], "9" * 40, "*a", "&a", "!a", "@"),
)  # fmt: skip


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
    changes: dict[str, Callable[[], list[str]]] = {
        "out": lambda: lines[:number] + lines[number + 1 :],
        "twice": lambda: lines[:number] + [line] + lines[number:],
        "moved": lambda: [*lines[:other], line, *lines[other:]],
        "deeper": lambda: [*lines[:number], " " * (1 + place % 4) + line, *lines[number + 1 :]],
        "shallower": lambda: [*lines[:number], line[1 + place % 4 :], *lines[number + 1 :]],
        "joined": lambda: [*lines[:number], line + "".join(lines[number + 1 : number + 2]), *lines[number + 2 :]],
        "broken": lambda: [*lines[:number], line[:place], line[place:], *lines[number + 1 :]],
        "with": lambda: [*lines[:number], line[:place] + snippet + line[place:], *lines[number + 1 :]],
        "after the key": lambda: [*lines[:number], line.replace(": ", f": {snippet}", 1), *lines[number + 1 :]],
        "swapped": lambda: [lines[other] if at == number else line if at == other else each for at, each in enumerate(lines)],
    }  # fmt: skip
    return "\n".join(changes[draw(st.sampled_from(sorted(changes)))]()).encode()


@st.composite
def by_structure(draw: st.DrawFn, data: bytes) -> bytes:
    """The front matter with a key or value renamed, replaced, dropped, wrapped or copied, then written out anew."""
    text = data.decode("utf-8", "replace")
    opened, front, body = (text.split("---\n", 2) + ["", "", ""])[:3]
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

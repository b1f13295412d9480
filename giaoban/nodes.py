"""A YAML document as a tree of texts with positions: every scalar stays the text that was typed."""

from collections.abc import Iterator

import msgspec

from giaoban.problems import Spot

Path = tuple[str | int, ...]
Plain = str | list["Plain"] | dict[str, "Plain"]


class Mark(msgspec.Struct, frozen=True):
    """A stretch of the file: 1-based line and column, and its length in characters on that line."""

    line: int
    column: int
    length: int


class Scalar(msgspec.Struct, frozen=True):
    text: str
    mark: Mark
    plain: bool
    shift: int = 0
    """Characters between the mark and the text itself: 1 for a quoted scalar."""


class Sequence(msgspec.Struct, frozen=True):
    items: tuple["Node", ...]
    mark: Mark


class Mapping(msgspec.Struct, frozen=True):
    pairs: tuple[tuple[Scalar, "Node"], ...]
    mark: Mark

    def get(self, key: str) -> "Node | None":
        for name, value in self.pairs:
            if name.text == key:
                return value
        return None

    def key(self, key: str) -> "Scalar | None":
        for name, _ in self.pairs:
            if name.text == key:
                return name
        return None


Node = Scalar | Sequence | Mapping


class Document(msgspec.Struct, frozen=True):
    """A file that was read: its name, lines and root; problems are placed through it.

    `aside` are the top-level keys whose entries were left out, for their syntax is broken.
    """

    file: str
    lines: tuple[str, ...]
    root: Mapping
    aside: frozenset[str] = frozenset()

    def tries(self, key: str) -> bool:
        """Whether a top-level key is written, if only in an entry that was set aside."""
        return key in self.aside or self.root.key(key) is not None

    def at(self, path: Path, offset: int = 0, length: int | None = None) -> Spot:
        """The place of the value at `path`, or of its nearest ancestor that was written.

        `offset` and `length`, in characters, narrow it to a part of a one-line text.
        """
        node = find(self.root, path)
        whole = spot_of(self.lines, node.mark)
        if not length or not isinstance(node, Scalar):
            return whole
        first = node.mark.column + node.shift + offset
        there = whole.excerpt[first - 1 : first - 1 + length] == node.text[offset : offset + length]
        return spot_of(self.lines, Mark(node.mark.line, first, length)) if there else whole

    def sign_at(self, mark: Mark) -> str:
        """The character that a value begins with."""
        return spot_of(self.lines, mark).excerpt[mark.column - 1 : mark.column]

    def at_key(self, path: Path) -> Spot:
        """The place of the key that `path` ends in, or where the key is missing, of the mapping it belongs in."""
        parent = find(self.root, path[:-1], path[-1])
        key = parent.key(str(path[-1])) if isinstance(parent, Mapping) else None
        return spot_of(self.lines, key.mark if key else parent.mark)


def spot_of(lines: tuple[str, ...], mark: Mark) -> Spot:
    """The mark together with the line that it lies on."""
    excerpt = lines[mark.line - 1] if 0 < mark.line <= len(lines) else ""
    return Spot(mark.line, mark.column, max(mark.length, 1), excerpt)


def plain(node: Node) -> Plain:
    """The tree without positions, as the schemas take it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.pairs}


def find(node: Node, path: Path, sought: str | int | None = None) -> Node:
    """The node at `path`; where a short form was written, the node that stands for it.

    A list may be written as its single item, and figures as a mapping of indicator to value, so an index
    into a mapping is either the mapping itself or its pair of that number. Which of them, the step after
    it tells; `sought` is the step that would come after the last.
    """
    for depth, step in enumerate(path):
        following = path[depth + 1] if depth + 1 < len(path) else sought
        found = _step(node, step, following)
        if found is None:
            return node
        node = found
    return node


def _step(node: Node, step: str | int, following: str | int | None) -> Node | None:
    if isinstance(node, Sequence) and isinstance(step, int):
        return node.items[step] if step < len(node.items) else None
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Mapping) and isinstance(step, int):
        if isinstance(following, str) and following not in ("indicator", "value"):
            return node
        if (following in ("indicator", "value") and node.get(following) is not None) or step >= len(node.pairs):
            return node
        key, value = node.pairs[step]
        return key if following == "indicator" else value
    return None


def prune(root: Mapping, faulty: set[Path]) -> Mapping:
    """The tree without the values at the `faulty` paths, cut at the nearest list item or top-level key."""
    cuts = {_cut(path) for path in faulty if path}
    return Mapping(tuple(_pruned_pairs(root, cuts)), root.mark)


def _cut(path: Path) -> Path:
    return path[:2] if len(path) > 1 and isinstance(path[1], int) else path[:1]


def _pruned_pairs(root: Mapping, cuts: set[Path]) -> Iterator[tuple[Scalar, Node]]:
    for key, value in root.pairs:
        if (key.text,) in cuts:
            continue
        dropped = {cut[1] for cut in cuts if len(cut) == 2 and cut[0] == key.text}
        if not dropped:
            yield key, value
        elif isinstance(value, Sequence):
            kept = tuple(item for number, item in enumerate(value.items) if number not in dropped)
            yield key, Sequence(kept, value.mark)

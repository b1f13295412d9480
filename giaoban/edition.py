"""What every page of one build shares: the language, its texts, the vocabulary and where the assets lie."""

import functools
from collections.abc import Iterator
from string import Formatter
from types import SimpleNamespace
from typing import Any

import msgspec

from giaoban.decoding import decode
from giaoban.formats import Language
from giaoban.frontmatter import read_yaml
from giaoban.nodes import Mapping, Node, Scalar, spot_of
from giaoban.problems import NOWHERE, Problem, Spot
from giaoban.sources import Source
from giaoban.static import assets_folder
from giaoban.vocabulary import Vocabulary

LOCALES = {"vi": "templates/locales/vi.yaml", "en": "templates/locales/en.yaml"}

Texts = dict[str, tuple[str, Spot]]
"""The texts of one language by their dotted keys, with their places."""


class Edition(msgspec.Struct, frozen=True):
    """`texts` maps dotted keys to the interface's texts; `assets` is the folder of the static files."""

    vocabulary: Vocabulary
    texts: dict[str, str]
    assets: str

    @property
    def language(self) -> Language:
        return self.vocabulary.config.language


def read_edition(
    vocabulary: Vocabulary, theme: tuple[Source, ...], static: tuple[Source, ...]
) -> tuple[Edition | None, list[Problem]]:
    """The edition that a vocabulary, a theme's locales and the static files make."""
    sources = {source.file: source for source in theme}
    problems = [Problem(file, NOWHERE, "file-missing") for file in LOCALES.values() if file not in sources]
    if problems:
        return None, problems
    vi, problems = _texts(sources[LOCALES["vi"]])
    en, found = _texts(sources[LOCALES["en"]])
    problems = problems + found or [*_compared(LOCALES["vi"], vi, en), *_compared(LOCALES["en"], en, vi)]
    if problems:
        return None, problems
    texts = {key: text for key, (text, _) in (en if vocabulary.config.language == "en" else vi).items()}
    return Edition(vocabulary, texts, assets_folder(static)), []


def _compared(file: str, texts: Texts, others: Texts) -> Iterator[Problem]:
    """What the texts of one language lack, or fill in otherwise than those of the other."""
    for key in sorted(others.keys() - texts.keys()):
        yield Problem(file, NOWHERE, "locale-key-missing", {"key": key})
    for key in sorted(others.keys() & texts.keys()):
        found, other = _filled_in(texts[key][0]), _filled_in(others[key][0])
        if found != other and (file == LOCALES["vi"] or found == "?"):
            yield Problem(file, texts[key][1], "locale-fields", {"key": key, "found": found, "other": other})


def _filled_in(text: str) -> str:
    """The words in braces that a text has filled in; "?" where the braces do not match."""
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return "?"
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "—"


@functools.lru_cache(len(LOCALES))
def _texts(source: Source) -> tuple[Texts, list[Problem]]:
    text, problems = decode(source.file, source.data)
    if text is None:
        return {}, problems
    document, found = read_yaml(source.file, tuple(text.split("\n")), text, 1)
    return {
        key: (node.text, spot_of(document.lines, node.mark)) for key, node in _flat(document.root, "")
    }, problems + found


def _flat(node: Node, prefix: str) -> list[tuple[str, Scalar]]:
    if isinstance(node, Scalar):
        return [(prefix, node)]
    if isinstance(node, Mapping):
        return [pair for key, value in node.pairs for pair in _flat(value, f"{prefix}.{key.text}".lstrip("."))]
    return []


def namespace(texts: dict[str, str]) -> SimpleNamespace:
    """The texts as `text.group.key`, the way templates ask for them."""
    root: dict[str, Any] = {}
    for key, text in texts.items():
        *groups, last = key.split(".")
        here = root
        for group in groups:
            here = here.setdefault(group, {})
        here[last] = text
    return _namespace(root)


def _namespace(tree: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(
        **{key: _namespace(value) if isinstance(value, dict) else value for key, value in tree.items()}
    )

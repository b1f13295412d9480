"""What every page of one build shares: the language, its texts, the vocabulary and where the assets lie."""

import functools
from types import SimpleNamespace
from typing import Any

import msgspec

from giaoban.decoding import decode
from giaoban.formats import Language
from giaoban.frontmatter import read_yaml
from giaoban.nodes import Mapping, Node, Scalar
from giaoban.problems import NOWHERE, Problem
from giaoban.sources import Source, digest, value_digest
from giaoban.vocabulary import Vocabulary

LOCALES = {"vi": "templates/locales/vi.yaml", "en": "templates/locales/en.yaml"}
STATIC = "templates/static/"


class Edition(msgspec.Struct, frozen=True):
    """`texts` maps dotted keys to the interface's texts; `assets` is the folder of the static files."""

    vocabulary: Vocabulary
    texts: dict[str, str]
    assets: str

    @property
    def language(self) -> Language:
        return self.vocabulary.config.language


def read_edition(vocabulary: Vocabulary, theme: tuple[Source, ...]) -> tuple[Edition | None, list[Problem]]:
    """The edition that a vocabulary and a theme's locales and static files make."""
    sources = {source.file: source for source in theme}
    problems = [Problem(file, NOWHERE, "file-missing") for file in LOCALES.values() if file not in sources]
    if problems:
        return None, problems
    texts: dict[str, dict[str, str]] = {}
    for language, file in LOCALES.items():
        texts[language], found = _texts(sources[file])
        problems += found
    for language, file in LOCALES.items():
        known = {key for other in texts.values() for key in other}
        for key in sorted(known - texts[language].keys()):
            problems.append(Problem(file, NOWHERE, "locale-key-missing", {"key": key}))
    if problems:
        return None, problems
    return Edition(vocabulary, texts[vocabulary.config.language], assets_folder(theme)), []


def assets_folder(theme: tuple[Source, ...]) -> str:
    """The folder of the static files, named after their content, so that pages and assets always match."""
    static = sorted((source for source in theme if source.file.startswith(STATIC)), key=lambda each: each.file)
    return f"static/{digest(b''.join(value_digest(source).encode() for source in static))[:12]}"


@functools.lru_cache(len(LOCALES))
def _texts(source: Source) -> tuple[dict[str, str], list[Problem]]:
    text, problems = decode(source.file, source.data)
    if text is None:
        return {}, problems
    document, problems = read_yaml(source.file, tuple(text.split("\n")), text, 1)
    return dict(_flat(document.root, "")), problems


def _flat(node: Node, prefix: str) -> list[tuple[str, str]]:
    if isinstance(node, Scalar):
        return [(prefix, node.text)]
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

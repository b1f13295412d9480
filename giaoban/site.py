"""A site's own files, read: its vocabulary, its pages by editors, its templates; everything but the records."""

import functools

import msgspec

from giaoban import disk
from giaoban.body import BodyConverter
from giaoban.compiled import compiled_in
from giaoban.edition import Edition, read_edition
from giaoban.parse import Article, ParsedArticle, parse_article
from giaoban.problems import Problem
from giaoban.site_files import read_vocabulary
from giaoban.sources import Source
from giaoban.static import static_files
from giaoban.theme import template_digests, template_texts
from giaoban.vocabulary import Vocabulary


class Site(msgspec.Struct, frozen=True):
    """A site's own files, read: everything but its records.

    `static` are the files that pages refer to as they are; in the folder `compiled` compiled templates are kept.
    """

    vocabulary: Vocabulary
    edition: Edition
    articles: tuple[Article, ...]
    templates: dict[str, str]
    template_digests: dict[str, str]
    static: tuple[Source, ...]
    compiled: str


def read_articles(inputs: disk.Inputs) -> tuple[tuple[Article, ...], list[Problem]]:
    parsed = [_read_article(source) for source in inputs.articles]
    problems = [*inputs.problems, *(problem for each in parsed for problem in each.problems)]
    return tuple(each.article for each in parsed if each.article), problems


@functools.lru_cache(500)
def _read_article(source: Source) -> ParsedArticle:
    return parse_article(source, _converter())


@functools.lru_cache(1)
def _converter() -> BodyConverter:
    return BodyConverter()


def read_vocabulary_of(inputs: disk.Inputs) -> tuple[Vocabulary | None, list[Problem]]:
    files = {source.file: source for source in inputs.site_files}
    if len(files) < len(disk.SITE_FILES):
        return None, []
    return read_vocabulary(*(files[name] for name in disk.SITE_FILES))


def media_limit(vocabulary: Vocabulary | None) -> int:
    return vocabulary.config.limits.media_size if vocabulary else disk.LARGEST


def file_limit(vocabulary: Vocabulary | None) -> int:
    return vocabulary.config.limits.file_size if vocabulary else disk.LARGEST


def read_site(
    inputs: disk.Inputs, vocabulary: Vocabulary | None, articles: tuple[Article, ...], compiled: str = ""
) -> tuple[Site | None, list[Problem]]:
    """Everything but the records; None if any of it is at fault."""
    templates, problems = template_texts(inputs.templates)
    kept = compiled_in(compiled)
    digests, found = kept.digests(templates) if kept else template_digests(templates)
    problems += found
    if vocabulary is None:
        return None, problems
    static = static_files(inputs.templates)
    edition, found = read_edition(vocabulary, inputs.templates, static)
    problems += found
    site = Site(vocabulary, edition, articles, templates, digests, static, compiled) if edition else None
    return site, problems

"""Reads one record or page file into its value, with every problem that the file shows by itself."""

import msgspec

from giaoban.addresses import PAGES, identity_of
from giaoban.body import Body, BodyConverter, Link
from giaoban.claims import Claims, claims_of
from giaoban.cutting import Text, cut
from giaoban.decoding import decode
from giaoban.doubts import check_doubts
from giaoban.enclosures import Enclosure, read_enclosures
from giaoban.frontmatter import read_yaml
from giaoban.messages import is_warning
from giaoban.nodes import Document
from giaoban.problems import Problem, Spot, listed
from giaoban.records import Record
from giaoban.schema import RecordForm
from giaoban.sense import check_sense
from giaoban.site_schema import PageForm
from giaoban.sources import Source, digest
from giaoban.transcribe import transcribe
from giaoban.validation import validate
from giaoban.vocabulary import Label, Vocabulary


class Parsed(msgspec.Struct, frozen=True):
    """What reading one record file gave; with an error among the problems there is no record."""

    file: str
    record: Record | None = None
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    claims: Claims | None = None


class Article(msgspec.Struct, frozen=True):
    """A page written by the editors: about, how to cite, how to write a record."""

    file: str
    slug: str
    title: Label
    order: int
    description: str
    body: Body


class ParsedArticle(msgspec.Struct, frozen=True):
    file: str
    article: Article | None = None
    problems: tuple[Problem, ...] = ()


def parse_record(source: Source, vocabulary: Vocabulary | None, converter: BodyConverter) -> Parsed:
    """The record in a file; without a vocabulary, since the site's own files are at fault, only its grammar."""
    text, document, problems = _read(source)
    if text is None or document is None:
        return Parsed(source.file, problems=tuple(listed(problems)))
    body, found = converter.convert(source.file, text.lines, text.body, text.body_line)
    problems += found
    if vocabulary is None or _is_lost(document, problems):
        return Parsed(source.file, links=body.links, problems=tuple(listed(problems)))
    form, sound, found = validate(RecordForm, document, vocabulary)
    problems += found
    if form is None:
        return Parsed(source.file, links=body.links, problems=tuple(listed(problems)))
    problems += check_sense(form, document, sound, vocabulary) + check_doubts(form, sound, vocabulary)
    enclosures, found = read_enclosures(form, sound)
    problems, unused = _accept(form, sound, problems + found)
    if not all(is_warning(problem.code) for problem in problems):
        return Parsed(source.file, None, body.links, tuple(listed(problems)), enclosures)
    record = transcribe(identity_of(source.file), digest(source.data), form, body, vocabulary)
    published = () if record.withdrawn else enclosures
    claims = claims_of(form, sound, unused)
    return Parsed(source.file, record, body.links, tuple(listed(problems)), published, claims)


def _accept(
    form: RecordForm, sound: Document, problems: list[Problem]
) -> tuple[list[Problem], tuple[tuple[str, Spot], ...]]:
    """The problems less the warnings that the record accepts, and the acceptances that found nothing to silence."""
    accepted = {code: sound.at(("accept", number)) for number, (code, _) in enumerate(form.accept) if is_warning(code)}
    used = {problem.code for problem in problems}
    left = [problem for problem in problems if problem.code not in accepted]
    return left, tuple((code, spot) for code, spot in accepted.items() if code not in used)


def parse_article(source: Source, converter: BodyConverter) -> ParsedArticle:
    text, document, problems = _read(source)
    if text is None or document is None:
        return ParsedArticle(source.file, problems=tuple(listed(problems)))
    form, _, found = (None, document, []) if _is_lost(document, problems) else validate(PageForm, document)
    body, more = converter.convert(source.file, text.lines, text.body, text.body_line)
    problems += found + more
    if form is None or not all(is_warning(problem.code) for problem in problems):
        return ParsedArticle(source.file, problems=tuple(listed(problems)))
    slug = source.file.removeprefix(PAGES).removesuffix(".md")
    title = Label(form.title.vi, form.title.en)
    return ParsedArticle(
        source.file, Article(source.file, slug, title, form.order, form.description, body), tuple(problems)
    )


def _is_lost(document: Document, problems: list[Problem]) -> bool:
    """Whether nothing of a front matter could be read, so that it says nothing of what is missing."""
    return not document.root.pairs and bool(problems)


def _read(source: Source) -> tuple[Text | None, Document | None, list[Problem]]:
    decoded, problems = decode(source.file, source.data)
    if decoded is None:
        return None, None, problems
    text, found = cut(source.file, decoded)
    problems += found
    if text is None:
        return None, None, problems
    document, found = read_yaml(source.file, text.lines, text.front, text.front_line)
    return text, document, problems + found

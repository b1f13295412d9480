"""The Jinja templates: compiled from texts already read, so that no template can read the disk."""

import functools
import traceback

import jinja2
import markupsafe
from jinja2 import meta

from giaoban.problems import NOWHERE, Problem, Spot
from giaoban.sources import Source, digest

FOLDER = "templates/"
LIBRARIES = (*jinja2.__path__, *markupsafe.__path__)
"""Where an error raised by a template passes through on its way: not our own code."""


def template_texts(theme: tuple[Source, ...]) -> dict[str, str]:
    """Template name → text, for the theme's .html and .xml files."""
    return {
        source.file.removeprefix(FOLDER): source.data.decode("utf-8")
        for source in theme
        if source.file.endswith((".html", ".xml")) and "/static/" not in source.file
    }


def make_environment(texts: dict[str, str]) -> jinja2.Environment:
    """An environment that knows these templates alone and stops at any undefined name."""

    def load(name: str) -> tuple[str, str, None] | None:
        return (texts[name], FOLDER + name, None) if name in texts else None

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    for unneeded in ("range", "lipsum", "cycler", "joiner"):
        environment.globals.pop(unneeded)
    return environment


def template_digests(texts: dict[str, str]) -> tuple[dict[str, str], list[Problem]]:
    """For each template the digest of its text and of all that it extends, includes or imports."""
    referenced: dict[str, frozenset[str]] = {}
    problems = []
    for name, text in sorted(texts.items()):
        try:
            referenced[name] = _referenced(name, text)
        except jinja2.TemplateSyntaxError as error:
            problems.append(_syntax_problem(error, texts))
            referenced[name] = frozenset()
    digests = {}
    for name in texts:
        reached, pending = set(), [name]
        while pending:
            here = pending.pop()
            if here in reached:
                continue
            reached.add(here)
            pending += texts if here == "" else referenced.get(here, ())
        parts = (f"{each}\0{texts.get(each, '')}\0" for each in sorted(reached))
        digests[name] = digest("".join(parts).encode())
    return digests, problems


@functools.lru_cache(200)
def _referenced(name: str, text: str) -> frozenset[str]:
    """The templates that this one extends, includes or imports; "" stands for one that only its rendering can tell."""
    names = meta.find_referenced_templates(make_environment({}).parse(text, name, FOLDER + name))
    return frozenset(each or "" for each in names)


def render_problem(error: Exception, texts: dict[str, str]) -> Problem | None:
    """The problem behind an error raised inside a template; None if our own code raised it."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return _syntax_problem(error, texts)
    if isinstance(error, jinja2.TemplateNotFound):
        return Problem(FOLDER + str(error.name), NOWHERE, "template-missing")
    frames = traceback.extract_tb(error.__traceback__)
    inside = [number for number, frame in enumerate(frames) if frame.filename.startswith(FOLDER)]
    if not inside or not all(frame.filename.startswith(LIBRARIES) for frame in frames[inside[-1] + 1 :]):
        return None
    frame = frames[inside[-1]]
    return _problem(frame.filename, frame.lineno or 1, f"{type(error).__name__}: {error}", texts)


def _syntax_problem(error: jinja2.TemplateSyntaxError, texts: dict[str, str]) -> Problem:
    return _problem(error.filename or FOLDER + (error.name or ""), error.lineno, error.message or "", texts)


def _problem(file: str, line: int, detail: str, texts: dict[str, str]) -> Problem:
    lines = texts.get(file.removeprefix(FOLDER), "").split("\n")
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    start = len(excerpt) - len(excerpt.lstrip())
    spot = Spot(line, start + 1, max(len(excerpt.strip()), 1), excerpt)
    return Problem(file, spot, "template-broken", {"detail": detail})

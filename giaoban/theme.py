"""The Jinja templates: compiled from texts already read, so that no template can read the disk."""

import functools
import keyword
import traceback
from collections.abc import Iterable
from typing import Any

import jinja2
import markupsafe
from jinja2 import compiler, meta, nodes, runtime
from jinja2.sandbox import (
    UNSAFE_ASYNC_GENERATOR_ATTRIBUTES,
    UNSAFE_COROUTINE_ATTRIBUTES,
    UNSAFE_FUNCTION_ATTRIBUTES,
    UNSAFE_GENERATOR_ATTRIBUTES,
    UNSAFE_METHOD_ATTRIBUTES,
)
from jinja2.utils import internalcode
from jinja2.visitor import NodeTransformer

from giaoban.decoding import decode
from giaoban.problems import NOWHERE, Problem, Spot
from giaoban.sources import Source, digest

FOLDER = "templates/"
PASSED = (*jinja2.__path__, *markupsafe.__path__, __file__)
"""Where an error raised by a template passes through on its way; one that ends elsewhere is a bug of ours."""


OF_INNER_LOOP = "loop of an inner loop"
"""What `loop` is called while the loop around is written; the inner one calls it by its name again."""

FORBIDDEN = frozenset(
    UNSAFE_FUNCTION_ATTRIBUTES
    | UNSAFE_METHOD_ATTRIBUTES
    | UNSAFE_GENERATOR_ATTRIBUTES
    | UNSAFE_COROUTINE_ATTRIBUTES
    | UNSAFE_ASYNC_GENERATOR_ATTRIBUTES
    | {"format", "format_map", "mro"}
)
"""What leads from a value to the program behind it; so does every name that begins with "_"."""


def forbidden(name: str) -> bool:
    return name.startswith("_") or name in FORBIDDEN


def fill(text: str, *values: object, **named: object) -> str:
    """The text with its {places} filled; whatever fills them is text first, for a place may name an attribute."""
    return text.format(*map(str, values), **{name: str(value) for name, value in named.items()})


class _Filled(NodeTransformer):
    """Makes `text.format(…)` the filter `fill`."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        called = node.node
        if isinstance(called, nodes.Getattr) and called.attr == "format":
            parts = (node.args, node.kwargs, node.dyn_args, node.dyn_kwargs)
            return nodes.Filter(called.node, "fill", *parts, lineno=node.lineno)
        return node


class _Plainer(NodeTransformer):
    """Makes an output that depends on a condition a condition on outputs: then its plain words need no escaping."""

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:
        outputs: list[nodes.Node] = []
        for each in node.nodes:
            if isinstance(each, nodes.CondExpr):
                yes, no = (
                    [nodes.Output([part], lineno=each.lineno)] if part else [] for part in (each.expr1, each.expr2)
                )
                outputs.append(self.visit(nodes.If(each.test, yes, [], no, lineno=each.lineno)))
            elif outputs and isinstance(outputs[-1], nodes.Output):
                outputs[-1].nodes.append(each)
            else:
                outputs.append(nodes.Output([each], lineno=each.lineno))
        return outputs


class _Generator(compiler.CodeGenerator):
    """Writes templates that gather their texts in lists, read attributes as Python does, and escape by a function that
    each has at hand."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape_text = environment.escape_text")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: compiler.Frame) -> None:
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None

    def visit_For(self, node: nodes.For, frame: compiler.Frame) -> None:
        """A loop counts only if its own body asks for `loop`; Jinja takes the loops within for asking, too."""
        within = [
            name for inner in node.find_all(nodes.For) for part in inner.body for name in part.find_all(nodes.Name)
        ]
        for name in (each for each in node.find_all(nodes.Name) if each.name == OF_INNER_LOOP):
            name.name = "loop"
        for name in (each for each in within if each.name == "loop"):
            name.name = OF_INNER_LOOP
        super().visit_For(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: compiler.Frame) -> None:
        if keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(
        self, node: nodes.Expr, frame: compiler.Frame, finalize: compiler.CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(escape_text(given) if type(given := (")

    def _output_child_post(
        self, node: nodes.Expr, frame: compiler.Frame, finalize: compiler.CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")) is str else escape(given))")


class _Context(runtime.Context):
    """Calls a template's own macros without asking what else they might be."""

    @internalcode
    def call(self, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        if type(__obj) is runtime.Macro:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return __obj(*args, **kwargs)
        return super().call(__obj, *args, **kwargs)


class _Environment(jinja2.Environment):
    """Views give plain texts in plain structs, so that a page of 500 values needs neither a wrapper around each of them
    nor a look into dictionaries for each attribute: this saves a third of the time.

    Templates cannot get at the program, and through it at the disk. Jinja's own sandbox asks about every attribute
    while it renders, which takes half as long again; here names are judged once, when a template is parsed, and only
    what is computed is judged as it is asked for.
    """

    code_generator_class = _Generator
    context_class = _Context
    getattr = staticmethod(getattr)  # type: ignore[assignment]
    escape_text = staticmethod(markupsafe._escape_inner)  # type: ignore[attr-defined]
    """Escapes a plain text and leaves it one, for a wrapper costs as much as the escaping."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.compiled: dict[str, jinja2.Template] = {}

    def get_template(self, name: str | jinja2.Template, *options: Any, **more: Any) -> jinja2.Template:
        """The template, which is asked for again by each page that extends, includes or imports it."""
        if not isinstance(name, str):
            return super().get_template(name, *options, **more)
        found = self.compiled.get(name)
        if found is None:
            found = self.compiled[name] = super().get_template(name, *options, **more)
        return found

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        _Filled().visit(template)
        _Plainer().visit(template)
        for node in template.find_all(nodes.Getattr):
            if forbidden(node.attr):
                raise jinja2.TemplateSyntaxError(f"'{node.attr}' is not for templates", node.lineno, name, filename)
        return template

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, str) and forbidden(argument):
            return self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)


def template_texts(theme: tuple[Source, ...]) -> tuple[dict[str, str], list[Problem]]:
    """Template name → text, for the theme's .html and .xml files; one that is not UTF-8 is a problem."""
    texts, problems = {}, []
    for source in theme:
        if source.file.endswith((".html", ".xml")) and "/static/" not in source.file:
            try:
                texts[source.file.removeprefix(FOLDER)] = source.data.decode("utf-8-sig")
            except UnicodeDecodeError:
                problems += decode(source.file, source.data)[1]
    return texts, problems


def make_environment(texts: dict[str, str], compiled: jinja2.BytecodeCache | None = None) -> jinja2.Environment:
    """An environment that knows these templates alone and stops at any undefined name.

    Templates are judged when they are parsed; what is `compiled` was judged before.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        return (texts[name], FOLDER + name, None) if name in texts else None

    environment = _Environment(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    for unneeded in ("range", "lipsum", "cycler", "joiner"):
        environment.globals.pop(unneeded)
    environment.filters.pop("attr")
    environment.filters["fill"] = fill
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
    if not inside or not all(frame.filename.startswith(PASSED) for frame in frames[inside[-1] + 1 :]):
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

"""Holds a document against a schema: every fault becomes a problem, and what is sound is still returned."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from giaoban.messages import MESSAGES
from giaoban.nodes import Document, Mapping, Mark, Node, Path, find, plain, prune, spot_of
from giaoban.problems import Problem
from giaoban.vietnamese import guess

Form = TypeVar("Form", bound=BaseModel)

SHAPES = {
    "string_type": "text-expected",
    "model_type": "mapping-expected",
    "dict_type": "mapping-expected",
}
"""Codes for faults of shape; any other of pydantic's own means that something else stands where entries should."""


def validate(form: type[Form], document: Document, context: Any = None) -> tuple[Form | None, Document, list[Problem]]:
    """The document as a `form`, and what it took to get there.

    Returns the form (None only if a key is missing at the top), the document without the values that are
    at fault, which later checks place their problems by, and a problem for each fault.
    """
    try:
        return form.model_validate(plain(document.root), context=context, by_alias=True), document, []
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = [_problem(form, document, detail) for detail in _told(form, document, details)]
    sound = Document(document.file, document.lines, prune(document.root, {_path(detail) for detail in details}))
    try:
        return form.model_validate(plain(sound.root), context=context, by_alias=True), sound, problems
    except ValidationError:
        return None, sound, problems


def _told(form: type[BaseModel], document: Document, details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The faults less their consequences: a key that is missing because it is misspelt, or a sentence stands there."""
    unknown = [_path(detail) for detail in details if _is_unknown(detail)]
    misspelt = {(*path[:-1], meant_key(form, path)) for path in unknown}
    prose = {path[:-1] for path in unknown if _is_prose(form, document, path)}
    return [
        detail
        for detail in details
        if detail["type"] != "missing" or (_path(detail) not in misspelt and _path(detail)[:-1] not in prose)
    ]


def _path(detail: ErrorDetails) -> Path:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _is_unknown(detail: ErrorDetails) -> bool:
    return detail["type"] == "extra_forbidden"


def meant_key(form: type[BaseModel], path: Path) -> str:
    """The legal key that the unknown one at the end of `path` most likely stands for, or ""."""
    return guess(str(path[-1]), legal_keys(form, path[:-1])) or ""


def _is_prose(form: type[BaseModel], document: Document, path: Path) -> bool:
    """Whether an unknown key is the beginning of a sentence that its colon has cut off."""
    parent, words = find(document.root, path[:-1], path[-1]), str(path[-1])
    wordy = " " in words or not words.isascii()
    return len(path) > 1 and wordy and _is_one_line(document, parent) and not meant_key(form, path)


def _is_one_line(document: Document, node: Node) -> bool:
    """Whether a node is a mapping of one key, and without braces: a text with a colon in it is read as one."""
    return isinstance(node, Mapping) and len(node.pairs) == 1 and document.sign_at(node.mark) != "{"


def _colon_in_text(document: Document, mapping: Mapping) -> Problem:
    """The colon for which a text was read as a mapping."""
    mark = mapping.pairs[0][0].mark
    spot = spot_of(document.lines, Mark(mark.line, mark.column + mark.length, 1))
    return Problem(document.file, spot, "colon-in-text")


def _problem(form: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    path, kind = _path(detail), detail["type"]
    if _is_unknown(detail):
        parent = find(document.root, path[:-1], path[-1])
        if isinstance(parent, Mapping) and _is_prose(form, document, path):
            return _colon_in_text(document, parent)
        legal = legal_keys(form, path[:-1])
        params = {"found": str(path[-1]), "guess": meant_key(form, path), "legal": ", ".join(legal)}
        return Problem(document.file, document.at_key(path), "key-unknown", params)
    if kind == "missing":
        return Problem(document.file, document.at_key(path), "key-missing", {"key": str(path[-1])})
    code = SHAPES.get(kind, kind if kind in MESSAGES else "mapping-expected")
    node = find(document.root, path)
    if code == "text-expected" and isinstance(node, Mapping) and _is_one_line(document, node):
        return _colon_in_text(document, node)
    context = dict(detail.get("ctx", {}))
    offset, length = context.pop("offset", 0), context.pop("length", None)
    params = {"key": str(_name(path)), **{name: str(value) for name, value in context.items()}}
    return Problem(document.file, document.at(path, offset, length), code, params)


def _name(path: Path) -> str | int:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def legal_keys(form: type[BaseModel], path: Path) -> list[str]:
    """The keys that may stand in the mapping at `path` of a document of this form."""
    model: Any = form
    for step in path:
        if isinstance(step, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            model = _model_in(fields[step].annotation) if step in fields else None
        if model is None:
            return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if found is not None:
            return found
    return None

"""Holds a document against a schema: every fault becomes a problem, and what is sound is still returned."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from giaoban.messages import MESSAGES
from giaoban.nodes import Document, Path, plain, prune
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
    problems = [_problem(form, document, detail) for detail in details]
    sound = Document(document.file, document.lines, prune(document.root, {_path(detail) for detail in details}))
    try:
        return form.model_validate(plain(sound.root), context=context, by_alias=True), sound, problems
    except ValidationError:
        return None, sound, problems


def _path(detail: ErrorDetails) -> Path:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _problem(form: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    path, kind = _path(detail), detail["type"]
    if kind == "extra_forbidden":
        legal = legal_keys(form, path[:-1])
        params = {
            "found": str(path[-1]),
            "guess": guess(str(path[-1]), legal) or "",
            "legal": ", ".join(legal),
        }
        return Problem(document.file, document.at_key(path), "key-unknown", params)
    if kind == "missing":
        return Problem(document.file, document.at_key(path), "key-missing", {"key": str(path[-1])})
    if kind in SHAPES:
        return Problem(document.file, document.at(path), SHAPES[kind], {"key": str(_name(path))})
    if kind not in MESSAGES:
        return Problem(document.file, document.at(path), "mapping-expected")
    context = dict(detail.get("ctx", {}))
    offset, length = context.pop("offset", 0), context.pop("length", None)
    params = {"key": str(_name(path)), **{name: str(value) for name, value in context.items()}}
    return Problem(document.file, document.at(path, offset, length), kind, params)


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

"""What a build was asked for, and what it found and did: all that the command line needs to know of it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

import msgspec

from giaoban.ledger import Decision
from giaoban.messages import is_warning
from giaoban.problems import Problem

Progress = Callable[[str, int, int], None]
"""Told the stage, how many of its items are done, and how many there are."""


class Request(msgspec.Struct, frozen=True):
    """What was asked for on the command line; while someone is `editing`, a large database may lag behind."""

    site: Path
    output: Path
    jobs: int
    full: bool = False
    check_only: bool = False
    strict: bool = False
    editing: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What a build found and did; with an error among the problems nothing was written."""

    problems: tuple[Problem, ...]
    language: Literal["vi", "en"] = "vi"
    records: int = 0
    decision: Decision | None = None
    started_over: bool = False
    strict: bool = False
    title: str = ""
    base_url: str = ""

    @property
    def failed(self) -> bool:
        return fails(self.problems, self.strict)


def has_error(problems: Iterable[Problem]) -> bool:
    return any(not is_warning(problem.code) for problem in problems)


def fails(problems: Iterable[Problem], strict: bool) -> bool:
    """Whether the problems stop a build; if it is strict, a warning does."""
    return any(True for _ in problems) if strict else has_error(problems)

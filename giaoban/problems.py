"""A problem in the editor's files, as a value: where it is, what it is, and the words it needs."""

from collections.abc import Iterable

import msgspec


class Spot(msgspec.Struct, frozen=True):
    """A place in a text: 1-based line and column, how many characters are meant, and the line itself."""

    line: int
    column: int
    length: int
    excerpt: str


NOWHERE = Spot(0, 0, 0, "")


class Problem(msgspec.Struct, frozen=True):
    """One fault found in one file; its text is made from `code` and `params` by the report."""

    file: str
    spot: Spot
    code: str
    params: dict[str, str] = {}

    @property
    def order(self) -> tuple[str, int, int, str]:
        return (self.file, self.spot.line, self.spot.column, self.code)


MOST = 50
"""How many problems of one file are listed; more would only hide the first."""
ROOTS = frozenset(
    "text-legacy text-mojibake hash-in-text quote-curly comma-in-braces dash-space bullet-wrong list-after-text".split()
)
"""Faults that make what else stands on their line read wrongly."""


def listed(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of one file worth telling: each place once, no mere consequence of another, not too many."""
    unique = {(problem.order, tuple(problem.params.items())): problem for problem in problems}
    ordered = sorted(unique.values(), key=lambda problem: problem.order)
    roots = {problem.spot.line for problem in ordered if problem.code in ROOTS}
    told = [problem for problem in ordered if problem.code in ROOTS or problem.spot.line not in roots]
    if len(told) <= MOST:
        return told
    count = str(len(told) - MOST)
    return [*told[:MOST], Problem(told[0].file, told[MOST - 1].spot, "problems-more", {"count": count})]

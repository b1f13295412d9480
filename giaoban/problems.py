"""A problem in the editor's files, as a value: where it is, what it is, and the words it needs."""

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

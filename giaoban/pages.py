"""A page as data: where it goes, which template and view make it, and from which values."""

from typing import TypeVar

import msgspec

from giaoban.inputs import Part

ASSET = "asset"
SCRIPTS = ("search_vocabulary", "search_file")
"""Views that write a whole file, without a template."""
T = TypeVar("T")


class Page(msgspec.Struct, frozen=True):
    """One file of the site. `view` names a function of views; an asset is copied.

    `origin` is the source file that the page stands for, so that two claims on one address can be told apart.
    """

    path: str
    view: str
    inputs: msgspec.Struct
    origin: str = ""

    @property
    def template(self) -> str:
        return "" if self.view in (ASSET, *SCRIPTS) else f"{self.view}.html"


def parts(items: tuple[T, ...], size: int) -> list[tuple[Part, tuple[T, ...]]]:
    """A long list cut into parts of `size`; an empty list is one empty part."""
    count = max(1, -(-len(items) // size))
    return [(Part(number, count), items[(number - 1) * size : number * size]) for number in range(1, count + 1)]

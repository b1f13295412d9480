"""A page as data: where it goes, which template and view make it, and from which values."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from giaoban.inputs import Part

ASSET = "asset"
SHORT = 40
"""A list of so many items can be seen through without jumps."""

T = TypeVar("T")


def template_of(view: str) -> str:
    """A view named with an ending has a template of that very name; a view that yields bytes needs none."""
    return view if "." in view else f"{view}.html"


class Page(msgspec.Struct, frozen=True):
    """One file of the site. `view` names a function of views; an asset is copied as it is.

    `origin` is the source file that the page stands for, so that two claims on one address can be told apart.
    """

    path: str
    view: str
    inputs: msgspec.Struct
    origin: str = ""

    @property
    def template(self) -> str:
        return template_of(self.view)


def parts(items: tuple[T, ...], size: int, label: Callable[[T], str] | None = None) -> list[tuple[Part, tuple[T, ...]]]:
    """A long list cut into parts of `size`; an empty list is one empty part.

    `label` names the stretch of the list that an item lies in (a letter, a year), for jumps across a long list.
    """
    count = max(1, -(-len(items) // size))
    jumps: dict[str, int] = {}
    for place, item in enumerate(items if len(items) > min(size, SHORT) else ()):
        if label:
            jumps.setdefault(label(item), place // size + 1)
    return [
        (Part(number, count, tuple(jumps.items())), items[(number - 1) * size : number * size])
        for number in range(1, count + 1)
    ]

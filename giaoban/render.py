"""Makes the bytes of a page: decodes its inputs, calls its view, fills its template."""

from collections.abc import Callable
from typing import Any

import jinja2
import msgspec

from giaoban.edition import Edition
from giaoban.figures import Figures
from giaoban.pages import Page, template_of
from giaoban.records import Record
from giaoban.sources import digest
from giaoban.theme import make_environment
from giaoban.views import VIEWS, Reading, labels_of, site_context

Order = tuple[str, str, bytes]
"""A page on its way to a renderer: path, view, and the inputs in msgpack."""


def order_of(page: Page) -> Order:
    return page.path, page.view, msgspec.msgpack.encode(page.inputs)


def fingerprint(order: Order, template: str, shared: str) -> str:
    """The digest of all that a page's bytes depend on: its order, its template, and what all pages share."""
    path, view, inputs = order
    return digest(b"\0".join([path.encode(), view.encode(), inputs, template.encode(), shared.encode()]))


class Renderer:
    """Holds the compiled templates and what every page shares."""

    def __init__(
        self, templates: dict[str, str], edition: Edition, compiled: jinja2.BytecodeCache | None = None
    ) -> None:
        self.environment = make_environment(templates, compiled)
        self.edition = edition
        self.labels = labels_of(edition)
        self.site = site_context(edition)

    def render(
        self, order: Order, record: Callable[[str], Record], figures: Figures, index: Callable[[str], str]
    ) -> bytes:
        """The bytes of one page.

        `record` loads a record by its file, `figures` finds rows of figures, `index` a file of the index by name.
        """
        path, name, inputs = order
        view, kind = VIEWS[name]
        reading = Reading(self.edition, self.edition.language, self.labels, record, figures, index)
        page: Any = view(path, msgspec.msgpack.decode(inputs, type=kind), reading)
        if isinstance(page, bytes):
            return page
        template = self.environment.get_template(template_of(name))
        return template.render(page=page, site=self.site).encode("utf-8")

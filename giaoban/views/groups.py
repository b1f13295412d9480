"""The views of people, forces, topics, legal bases and kinds, of the editors' own pages, and of error 404."""

import msgspec

from giaoban import addresses
from giaoban.index import year_of
from giaoban.inputs import ArticleInputs, GroupIndexInputs, GroupInputs, NotFoundInputs
from giaoban.records import Heading
from giaoban.vietnamese import initial
from giaoban.views.common import Frame, Line, Link, Pager, Reading, anchors, first_part, frame, line, pager
from giaoban.views.paper import spelt_out

VERBATIM = ("chu-tri", "chu-de", "can-cu")
"""The groups whose entries are named in the records' own words, not in the interface's language."""


class EntryView(msgspec.Struct, frozen=True):
    link: Link
    detail: str
    count: str
    anchor: str


class GroupIndexPage(Frame, frozen=True, kw_only=True):
    """An index of people, forces, topics, legal bases or kinds."""

    folder: str
    verbatim_entries: bool
    intro: str
    entries: tuple[EntryView, ...]
    pager: Pager | None


def group_index_view(address: str, inputs: GroupIndexInputs, reading: Reading) -> GroupIndexPage:
    root = addresses.root_of(address)
    fragments = anchors((initial(entry.name) for entry in inputs.entries), inputs.part)
    return GroupIndexPage(
        **frame(address, reading, reading.text(f"group.{inputs.folder}.title")),
        folder=inputs.folder,
        verbatim_entries=inputs.folder in VERBATIM,
        intro=reading.text(f"group.{inputs.folder}.intro"),
        entries=tuple(
            EntryView(
                Link(root + addresses.group(inputs.folder, entry.slug), entry.name),
                entry.detail,
                reading.count("count.meetings", entry.meetings),
                anchor,
            )
            for entry, anchor in zip(inputs.entries, fragments, strict=True)
        ),
        pager=pager(first_part(address, inputs.part), inputs.part),
    )


class GroupPage(Frame, frozen=True, kw_only=True):
    """The meetings of one entry; for a person each line says what part was played."""

    folder: str
    detail: str
    issuer: str
    issued: str
    count: str
    lines: tuple[Line, ...]
    pager: Pager | None


def group_view(address: str, inputs: GroupInputs, reading: Reading) -> GroupPage:
    root = addresses.root_of(address)
    played = inputs.parts_played or (None,) * len(inputs.rows)
    fragments = anchors(map(year_of, inputs.rows), inputs.part)
    basis = inputs.basis
    index = (addresses.group(inputs.folder), reading.text(f"group.{inputs.folder}.title"))
    return GroupPage(
        **frame(address, reading, inputs.entry.name, index),
        folder=inputs.folder,
        verbatim=inputs.folder in VERBATIM,
        detail=basis.title if basis else inputs.entry.detail,
        issuer=basis.issuer if basis else "",
        issued=reading.date(basis.date) if basis and basis.date else "",
        count=reading.count("count.meetings", inputs.entry.meetings),
        lines=tuple(
            line(row, root, reading, person, anchor)
            for row, person, anchor in zip(inputs.rows, played, fragments, strict=True)
        ),
        pager=pager(first_part(address, inputs.part), inputs.part),
    )


class ArticlePage(Frame, frozen=True, kw_only=True):
    """A page written by the editors."""

    body: str
    contents: tuple[Heading, ...]


def article_view(address: str, inputs: ArticleInputs, reading: Reading) -> ArticlePage:
    title = inputs.title.of(reading.language)
    return ArticlePage(
        **frame(address, reading, title, description=inputs.description),
        body=spelt_out(inputs.body.html, address),
        contents=inputs.body.headings,
    )


class NotFoundPage(Frame, frozen=True, kw_only=True):
    """Error 404, served at any depth: its root, and so every link, begins where the archive begins on its server."""


def not_found_view(address: str, inputs: NotFoundInputs, reading: Reading) -> NotFoundPage:
    """Without a way up, whose steps would be relative to wherever the page is served."""
    title = reading.text("not_found.title")
    return NotFoundPage(**frame(address, reading, title) | {"crumbs": (), "root": addresses.base_path(inputs.base)})

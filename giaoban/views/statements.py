"""What was said, asked and decided at a meeting, grouped by who said it to whom."""

import msgspec

from giaoban import addresses, formats
from giaoban.records import Record, Statement
from giaoban.views.common import Link, Reading


class StatementView(msgspec.Struct, frozen=True):
    text: str
    due: str
    count: str
    basis: str


class VoiceView(msgspec.Struct, frozen=True):
    """The statements of the same speakers to the same addressees; speakers whom the record names are linked."""

    by: tuple[Link, ...]
    force: str
    to: str
    statements: tuple[StatementView, ...]


class SectionView(msgspec.Struct, frozen=True):
    """A list of statements under a heading of the page."""

    id: str
    title: str
    voices: tuple[VoiceView, ...]


SECTIONS = {
    "discussion": "thao-luan",
    "proposals": "de-xuat",
    "conclusions": "ket-luan",
    "tasks": "nhiem-vu",
    "commendations": "khen-thuong",
}


def section_views(record: Record, root: str, reading: Reading) -> tuple[SectionView, ...]:
    people = {person.name: root + addresses.group("chu-tri", person.slug) for person in (*record.chair, *record.people)}
    return tuple(
        SectionView(anchor, reading.text(f"record.{name}"), _voices(getattr(record, name), people, reading))
        for name, anchor in SECTIONS.items()
        if getattr(record, name)
    )


def _voices(statements: tuple[Statement, ...], people: dict[str, str], reading: Reading) -> tuple[VoiceView, ...]:
    voices: dict[tuple[tuple[str, ...], str, tuple[str, ...]], list[Statement]] = {}
    for statement in statements:
        voices.setdefault((statement.by, statement.force, statement.to), []).append(statement)
    return tuple(
        VoiceView(
            by=tuple(Link(people.get(name, ""), name) for name in by),
            force=reading.term("forces", force) if force else "",
            to=", ".join(to),
            statements=tuple(_statement(each, reading) for each in said),
        )
        for (by, force, to), said in voices.items()
    )


def _statement(statement: Statement, reading: Reading) -> StatementView:
    return StatementView(
        text=statement.text,
        due=statement.due,
        count=formats.quantity(statement.count, reading.language) if statement.count else "",
        basis=statement.basis,
    )

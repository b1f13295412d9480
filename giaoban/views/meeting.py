"""The heading of a record's page: where, when, about which period, and who was there."""

import msgspec

from giaoban import addresses
from giaoban.records import Person, Record, Unit
from giaoban.vietnamese import slug
from giaoban.views.common import Link, Reading, capital

VERBATIM = ("venue", "host", "participants", "topics")


class PersonView(msgspec.Struct, frozen=True):
    link: Link
    rank: str
    positions: tuple[str, ...]
    role: str
    force: str
    note: str


class FactView(msgspec.Struct, frozen=True):
    """A line of the record's heading: a label and values, some of which lead somewhere, or people.

    `verbatim` values are the record's own words, in Vietnamese whatever the interface speaks.
    """

    label: str
    values: tuple[Link, ...]
    verbatim: bool = False
    inferred: bool = False
    why: str = ""
    people: tuple[PersonView, ...] = ()


def fact_views(record: Record, root: str, reading: Reading) -> tuple[FactView, ...]:
    """The heading's lines, in the order that a reader asks: about when, when, where, what, under whom, with whom."""
    facts: dict[str, tuple[Link, ...]] = {
        "period": (period_link(record, root, reading) or Link("", capital(reading.period(None))),),
        "date": (_day_link(record, root, reading),),
        "province": (_unit_link(record.unit, root, reading),),
    }
    if record.level != "cap-tinh" or record.locality:
        level = Link("", capital(reading.text(f"level.{record.level}")))
        facts["level"] = (level, Link("", record.locality, verbatim=True)) if record.locality else (level,)
    facts["covers"] = tuple(_unit_link(unit, root, reading) for unit in record.covers)
    names = (reading.text("venue.bridge", name=each.name) if each.bridge else each.name for each in record.venues)
    facts["venue"] = tuple(Link("", capital(name)) for name in names)
    facts["kind"] = (Link(root + addresses.group("loai", record.kind), reading.term("kinds", record.kind)),)
    facts["chair"] = () if record.chair else (Link("", reading.text("record.chair_none")),)
    facts["people"] = ()
    facts["forces"] = _force_links(record, root, reading)
    facts["host"] = tuple(Link("", host) for host in record.hosts)
    facts["participants"] = tuple(Link("", each) for each in record.participants)
    facts["topics"] = tuple(Link(root + addresses.group("chu-de", slug(topic)), topic) for topic in record.topics)
    people = {
        "chair": person_views(record.chair, root, reading),
        "people": person_views(record.people, root, reading),
    }
    present = {name: values for name, values in facts.items() if values or people.get(name)}
    return _marked(present, people, record, reading)


def _marked(
    facts: dict[str, tuple[Link, ...]], people: dict[str, tuple[PersonView, ...]], record: Record, reading: Reading
) -> tuple[FactView, ...]:
    """The facts, those marked that the source implies and does not say."""
    why = {inference.field: inference.why for inference in record.inferred}
    written = next((name for name in ("quarter", "half", "year") if name in why), "period")
    fields = {name: written if name == "period" else name for name in facts}
    return tuple(
        FactView(
            label=reading.text(f"field.{name}"),
            values=values,
            verbatim=name in VERBATIM,
            inferred=fields[name] in why,
            why=why.get(fields[name], ""),
            people=people.get(name, ()),
        )
        for name, values in facts.items()
    )


def _unit_link(unit: Unit, root: str, reading: Reading) -> Link:
    return Link(root + addresses.province(unit.slug), capital(reading.unit(unit)))


def _force_links(record: Record, root: str, reading: Reading) -> tuple[Link, ...]:
    return tuple(
        Link(
            root + addresses.group("luc-luong", each.slug),
            each.printed or reading.term("forces", each.slug),
            verbatim=bool(each.printed),
        )
        for each in record.forces
    )


def _day_link(record: Record, root: str, reading: Reading) -> Link:
    session = reading.text(f"session.{record.session}") if record.session else ""
    days = root + addresses.meeting_days(record.date.year) if record.date else ""
    return Link(days, capital(f"{session} {reading.date(record.date)}".strip()))


def period_link(record: Record, root: str, reading: Reading) -> Link | None:
    if record.period is None:
        return None
    text = capital(reading.period(record.period))
    return Link("" if record.withdrawn else root + addresses.period(record.period), text)


class Dateline(msgspec.Struct, frozen=True):
    """Place and date above the title, as Decree 30/2020/NĐ-CP, Appendix I, sets them on a document."""

    place: str
    date: str


def dateline(record: Record, reading: Reading) -> Dateline:
    return Dateline(capital(record.locality or record.unit.name), reading.date(record.date) if record.date else "")


def person_views(people: tuple[Person, ...], root: str, reading: Reading) -> tuple[PersonView, ...]:
    return tuple(
        PersonView(
            link=Link(root + addresses.group("chu-tri", person.slug), person.name),
            rank=person.rank,
            positions=person.positions,
            role=reading.text(f"role.{person.role}") if person.role else "",
            force=reading.term("forces", person.force) if person.force else "",
            note=person.note,
        )
        for person in people
    )

"""What a meeting record means once it is read: every reference resolved, every value typed, all frozen."""

from decimal import Decimal

import msgspec

from giaoban.dates import PartialDate
from giaoban.periods import Period
from giaoban.values import Quantity


class Person(msgspec.Struct, frozen=True):
    """Someone named by the record, with rank and positions as they were on that day."""

    name: str
    slug: str
    role: str
    rank: str = ""
    positions: tuple[str, ...] = ()
    force: str = ""
    note: str = ""


class Statement(msgspec.Struct, frozen=True):
    """Something said, asked or decided: who, to whom, what, and by when."""

    text: str
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    force: str = ""
    due: str = ""
    count: Quantity | None = None
    basis: str = ""


class Part(msgspec.Struct, frozen=True):
    label: str
    quantity: Quantity


class Change(msgspec.Struct, frozen=True):
    """A change that the source reports against an earlier period.

    `previous` is the earlier value as printed; where the source does not print it, `derived` is computed
    from an exact value and an exact difference, and pages mark it as derived.
    """

    direction: str
    against: Period
    by: Quantity | None = None
    percent: Quantity | None = None
    unit: str = ""
    previous: Quantity | None = None
    derived: Decimal | None = None


class Force(msgspec.Struct, frozen=True):
    slug: str
    printed: str


class Figure(msgspec.Struct, frozen=True):
    """One reported number. Figures that share `pair` were printed together ("24 vụ/52 đối tượng")."""

    indicator: str
    quantity: Quantity
    printed_unit: str = ""
    parts: tuple[Part, ...] = ()
    parts_complete: bool = True
    change: Change | None = None
    stage: str = ""
    target: Quantity | None = None
    forces: tuple[Force, ...] = ()
    quote: str = ""
    note: str = ""
    pair: int = 0


class Venue(msgspec.Struct, frozen=True):
    name: str
    bridge: bool = False


class LegalBasis(msgspec.Struct, frozen=True):
    slug: str
    number: str
    date: PartialDate | None = None
    issuer: str = ""
    title: str = ""
    note: str = ""


class Photo(msgspec.Struct, frozen=True):
    caption: str
    credit: str = ""
    file: str = ""
    note: str = ""


class Video(msgspec.Struct, frozen=True):
    caption: str
    url: str = ""


class Attachment(msgspec.Struct, frozen=True):
    file: str
    title: str


class Publication(msgspec.Struct, frozen=True):
    """Where the facts were published."""

    publisher: str
    title: str = ""
    url: str = ""
    date: PartialDate | None = None
    time: str = ""
    byline: tuple[str, ...] = ()
    credit: str = ""
    accessed: PartialDate | None = None
    archived: str = ""
    note: str = ""


class Correction(msgspec.Struct, frozen=True):
    printed: str
    correct: str
    where: str = ""
    note: str = ""


class Inference(msgspec.Struct, frozen=True):
    """A field whose value the source implies and does not say."""

    field: str
    why: str = ""


class Heading(msgspec.Struct, frozen=True):
    """A second-level heading of a body, for its table of contents."""

    id: str
    title: str


class Unit(msgspec.Struct, frozen=True):
    """The provincial unit in force on the meeting date; the same slug in two eras is two units."""

    slug: str
    era: int
    name: str
    type: str


class Record(msgspec.Struct, frozen=True):
    identity: str
    title: str
    kind: str
    unit: Unit
    printed_title: str = ""
    level: str = "cap-tinh"
    locality: str = ""
    covers: tuple[Unit, ...] = ()
    period: Period | None = None
    date: PartialDate | None = None
    session: str = ""
    venues: tuple[Venue, ...] = ()
    hosts: tuple[str, ...] = ()
    forces: tuple[Force, ...] = ()
    chair: tuple[Person, ...] = ()
    people: tuple[Person, ...] = ()
    participants: tuple[str, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    topics: tuple[str, ...] = ()
    lead: str = ""
    figures: tuple[Figure, ...] = ()
    shortcomings: tuple[str, ...] = ()
    shortcomings_unstated: bool = False
    discussion: tuple[Statement, ...] = ()
    proposals: tuple[Statement, ...] = ()
    conclusions: tuple[Statement, ...] = ()
    tasks: tuple[Statement, ...] = ()
    commendations: tuple[Statement, ...] = ()
    crime_trend: str = ""
    photos: tuple[Photo, ...] = ()
    videos: tuple[Video, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    sources: tuple[Publication, ...] = ()
    corrections: tuple[Correction, ...] = ()
    inferred: tuple[Inference, ...] = ()
    note: str = ""
    aliases: tuple[str, ...] = ()
    withdrawn: bool = False
    reason: str = ""
    body: str = ""
    headings: tuple[Heading, ...] = ()
    digest: str = ""


class Summary(msgspec.Struct, frozen=True):
    """What the rest of the archive shows of a record; small enough to hold 100,000 of them."""

    identity: str
    title: str
    kind: str
    unit: Unit
    level: str
    locality: str
    covers: tuple[Unit, ...]
    period: Period | None
    date: PartialDate | None
    session: str
    forces: tuple[str, ...]
    chair: tuple[Person, ...]
    people: tuple[Person, ...]
    legal_bases: tuple[LegalBasis, ...]
    topics: tuple[str, ...]
    indicators: tuple[str, ...]
    aliases: tuple[str, ...]
    withdrawn: bool


def summarise(record: Record) -> Summary:
    return Summary(
        identity=record.identity,
        title=record.title,
        kind=record.kind,
        unit=record.unit,
        level=record.level,
        locality=record.locality,
        covers=record.covers,
        period=record.period,
        date=record.date,
        session=record.session,
        forces=tuple(force.slug for force in record.forces),
        chair=record.chair,
        people=record.people,
        legal_bases=record.legal_bases,
        topics=record.topics,
        indicators=tuple(dict.fromkeys(figure.indicator for figure in record.figures)),
        aliases=record.aliases,
        withdrawn=record.withdrawn,
    )

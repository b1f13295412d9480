"""What each kind of page is made from: frozen values, whose digest decides whether the page is rendered."""

import datetime

import msgspec

from giaoban.body import Body
from giaoban.dates import PartialDate
from giaoban.enclosures import Medium
from giaoban.periods import Period
from giaoban.records import LegalBasis, Person, Unit
from giaoban.vocabulary import Label


class Row(msgspec.Struct, frozen=True):
    """A meeting as one line of a list."""

    identity: str
    title: str
    kind: str
    unit: Unit
    locality: str
    period: Period | None
    date: PartialDate | None
    session: str
    chair: tuple[Person, ...]


class Place(msgspec.Struct, frozen=True):
    """A provincial unit with the number of its meetings."""

    unit: Unit
    meetings: int


class Cell(msgspec.Struct, frozen=True):
    """One unit's quarter in the coverage matrix: its state and, if a meeting was held, its record."""

    state: str
    identity: str = ""
    kind: str = ""


class CoverageRow(msgspec.Struct, frozen=True):
    unit: Unit
    cells: tuple[Cell, ...]


class CoverageTable(msgspec.Struct, frozen=True):
    """The units of one era against the quarters that lie in it."""

    era: int
    first_day: datetime.date
    last_day: datetime.date
    quarters: tuple[Period, ...]
    rows: tuple[CoverageRow, ...]


class Part(msgspec.Struct, frozen=True):
    """Which part of a long list this page is; both numbers count from 1.

    `jumps` names the stretches of the whole list (letters, years) with the part that each begins in.
    """

    number: int
    count: int
    jumps: tuple[tuple[str, int], ...] = ()


class HomeInputs(msgspec.Struct, frozen=True):
    meetings: int
    first_year: int
    last_year: int
    latest: tuple[Row, ...]
    places: tuple[Place, ...]
    years: tuple[tuple[int, int], ...]
    coverage: tuple[CoverageTable, ...]


class ProvincesInputs(msgspec.Struct, frozen=True):
    """Both eras' units with their meetings, in Vietnamese order."""

    eras: tuple[tuple[Place, ...], ...]


class UnitBlock(msgspec.Struct, frozen=True):
    """A unit and its own meetings, newest first; `listed` is what this part of the page shows of them."""

    unit: Unit
    first_day: datetime.date
    last_day: datetime.date
    meetings: int
    listed: tuple[Row, ...]


class UnitTimeline(msgspec.Struct, frozen=True):
    """A unit's quarters with their states, from its first reported year on; `linked` years have a page."""

    era: int
    linked: tuple[int, ...]
    quarters: tuple[Period, ...]
    cells: tuple[Cell, ...]


class ProvinceInputs(msgspec.Struct, frozen=True):
    """A province through the eras: its own units, newest first, and what it came from or became."""

    slug: str
    blocks: tuple[UnitBlock, ...]
    predecessors: tuple[UnitBlock, ...]
    successor: Place | None
    chairs: tuple[tuple[Person, int, int], ...]
    timelines: tuple[UnitTimeline, ...]
    part: Part
    figures: tuple[str, ...]
    """The print of what the units of `blocks` reported, one each; empty where the page shows no figures."""


class RecordInputs(msgspec.Struct, frozen=True):
    """A record, named by its file and the digest of its bytes, and its neighbours."""

    file: str
    digest: str
    previous: Row | None
    next: Row | None
    same_period: tuple[Row, ...]
    same_period_count: int
    media: tuple[Medium, ...] = ()


class RecordDataInputs(msgspec.Struct, frozen=True):
    """A record to download, named by its file and the digest of its bytes."""

    file: str
    digest: str


class AliasInputs(msgspec.Struct, frozen=True):
    """A former address and the record that lives elsewhere now."""

    target: str
    title: str


class TimesInputs(msgspec.Struct, frozen=True):
    years: tuple[tuple[int, int, int], ...]
    """Year, meetings that report on it, meetings held in it."""
    spans: tuple[tuple[Period, int], ...]


class YearInputs(msgspec.Struct, frozen=True):
    year: int
    periods: tuple[tuple[Period, int, tuple[Row, ...]], ...]
    held: int
    compendium: bool
    previous: int
    next: int


class PeriodInputs(msgspec.Struct, frozen=True):
    period: Period
    rows: tuple[Row, ...]
    meetings: int
    wider: tuple[tuple[Period, int], ...]
    previous: Period | None
    next: Period | None
    part: Part
    figures: str
    """The print of the figures for this period and for those it is compared with; empty if none are shown."""


class CalendarDay(msgspec.Struct, frozen=True):
    """A day with its meetings: the first of them, and the part of the year's list that it stands in."""

    month: int
    day: int
    meetings: int
    identity: str
    part: int


class DaysInputs(msgspec.Struct, frozen=True):
    year: int
    rows: tuple[Row, ...]
    meetings: int
    calendar: tuple[CalendarDay, ...]
    part: Part


class YearCoverage(msgspec.Struct, frozen=True):
    """A year in numbers: its units' quarters by state, and the meetings that report on it by kind."""

    year: int
    linked: bool
    states: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]


class CoverageInputs(msgspec.Struct, frozen=True):
    """A span of years, first and last, among all `spans`, newest first."""

    tables: tuple[CoverageTable, ...]
    span: tuple[int, int]
    spans: tuple[tuple[int, int], ...]
    years: tuple[YearCoverage, ...]


class CompendiumTitle(msgspec.Struct, frozen=True):
    """A line in the contents of a compendium: a record, and the part that it stands in."""

    identity: str
    title: str
    unit: Unit
    part: int


class CompendiumInputs(msgspec.Struct, frozen=True):
    """The compendium of a province, or of a year where `slug` is empty: files and digests of a part's records."""

    slug: str
    unit: Unit
    year: int
    records: tuple[tuple[str, str], ...]
    contents: tuple[CompendiumTitle, ...]
    left_out: int
    part: Part


class Entry(msgspec.Struct, frozen=True):
    """One person, force, topic, legal basis or kind, with the number of its meetings."""

    slug: str
    name: str
    detail: str
    meetings: int


class GroupIndexInputs(msgspec.Struct, frozen=True):
    folder: str
    entries: tuple[Entry, ...]
    part: Part


class GroupInputs(msgspec.Struct, frozen=True):
    """The meetings of one entry, newest first; for a person with the part played in each."""

    folder: str
    entry: Entry
    rows: tuple[Row, ...]
    parts_played: tuple[Person, ...]
    basis: LegalBasis | None
    part: Part


class ArticleInputs(msgspec.Struct, frozen=True):
    title: Label
    description: str
    body: Body


class NotFoundInputs(msgspec.Struct, frozen=True):
    base: str


class AssetInputs(msgspec.Struct, frozen=True):
    """A file that is copied as it is: its path in the site's sources and the digest of its bytes."""

    file: str
    digest: str


class SearchInputs(msgspec.Struct, frozen=True):
    """The size of the search index, see Layout, and which files list its files, hold its words and the days."""

    records: int
    places: int
    files: int
    rows: int
    listing: str
    vocabulary: str
    days: str


class SearchVocabularyInputs(msgspec.Struct, frozen=True):
    """Nothing: the words that a query may use are those of the edition."""


class SearchListingInputs(msgspec.Struct, frozen=True):
    """The digest in the address of each file of the search index, by the file's name."""

    digests: dict[str, str]


class SearchFileInputs(msgspec.Struct, frozen=True):
    """A file of the search index: its name and the digest of its text."""

    name: str
    digest: str

"""What the pages of indicators, the downloads and the feeds are made from.

Rows of figures are not carried along: a view finds them by its selection, and the print stands for them.
"""

from typing import Literal

import msgspec

from giaoban.inputs import Part, Row
from giaoban.periods import Period
from giaoban.records import Unit


class IndicatorEntry(msgspec.Struct, frozen=True):
    """An indicator in the index: how many values it has, from how many units."""

    slug: str
    values: int
    units: int


class IndicatorsInputs(msgspec.Struct, frozen=True):
    entries: tuple[IndicatorEntry, ...]
    figures: str


class Comparison(msgspec.Struct, frozen=True):
    """A period in which several units stated the indicator, and all units of the era that reported on it."""

    stage: str
    period: Period
    era: int
    reporting: tuple[Unit, ...]


class IndicatorInputs(msgspec.Struct, frozen=True):
    """One indicator: its years with their values, and what its units can be compared by.

    `whole` says that all values stand in this page; otherwise each year has a page of its own.
    """

    slug: str
    years: tuple[tuple[int, int], ...]
    values: int
    units: int
    whole: bool
    comparisons: tuple[Comparison, ...]
    downloads: tuple[str, ...]
    figures: str


class Slice(msgspec.Struct, frozen=True):
    """Some of the values of a quarter, in the order of pages."""

    quarter: int
    first: int
    last: int


class IndicatorYearInputs(msgspec.Struct, frozen=True):
    """An indicator's values of a year, or a part of them; `figures` is the print of the quarters that it shows."""

    slug: str
    year: int
    values: int
    previous: int
    next: int
    part: Part
    slices: tuple[Slice, ...]
    figures: str


class ExportInputs(msgspec.Struct, frozen=True):
    """One table in one file: all of it, or what belongs to a province, an indicator, a year or a quarter."""

    table: str
    figures: str
    indicator: str = ""
    province: str = ""
    year: int = -1
    quarter: int = -1


class DatabaseInputs(msgspec.Struct, frozen=True):
    """`large` says that it holds so much that an edit should not have to wait for it."""

    figures: str
    large: bool


class Download(msgspec.Struct, frozen=True):
    """One set of rows in its several formats; `name` is what it holds, as an indicator's or a province's slug.

    Year and quarter are below 0 where the rows are not cut by them. `parts` is the page that lists the parts, if the
    rows are cut: of a part, or of all of them together, which have no files of their own.
    """

    table: str
    name: str
    year: int
    quarter: int
    rows: int
    print: str
    files: tuple[str, ...]
    parts: str = ""


class PackageInputs(msgspec.Struct, frozen=True):
    """The tables that the data package describes, each with its files."""

    downloads: tuple[Download, ...]


class DataInputs(msgspec.Struct, frozen=True):
    """All downloads: the archive's tables, the provinces' figures and the indicators' figures."""

    archive: tuple[Download, ...]
    provinces: tuple[Download, ...]
    indicators: tuple[Download, ...]
    meetings: int
    figures: int


class DataPartsInputs(msgspec.Struct, frozen=True):
    """The parts of one table, or of the figures of one province or indicator."""

    of: Literal["archive", "province", "indicator"]
    parts: tuple[Download, ...]


class FeedInputs(msgspec.Struct, frozen=True):
    """The newest meetings of the archive, or of a province; each with its lead."""

    province: str
    rows: tuple[Row, ...]


class SitemapInputs(msgspec.Struct, frozen=True):
    """Addresses of pages, or of further sitemaps."""

    addresses: tuple[str, ...]
    index: bool


class OpenSearchInputs(msgspec.Struct, frozen=True):
    search: str

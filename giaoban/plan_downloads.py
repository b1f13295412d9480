"""Decides which files of data there are, and how they are cut so that none grows without bound."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Literal

import msgspec

from giaoban import addresses
from giaoban.data_inputs import (
    DatabaseInputs,
    DataInputs,
    DataPartsInputs,
    Download,
    ExportInputs,
    PackageInputs,
)
from giaoban.index import Index
from giaoban.pages import Page
from giaoban.tables import FIGURES, INDICATORS, MEETINGS, UNITS
from giaoban.tallies import Quarters, Tallies, Tally, Years, by_year, total
from giaoban.vietnamese import sort_key
from giaoban.vocabulary import Vocabulary


class Sizes(msgspec.Struct, frozen=True):
    """How many rows a file may have before its table is cut.

    The archive's tables are cut by year above `archive`, and by quarter if a year is above `year`. A part above
    `workbook` has no workbook: those of the provinces hold its figures. A province's or an indicator's figures are cut
    by year above `group`. The database is never cut; above `database` an edit may leave it to the next full build.
    """

    archive: int = 20_000
    year: int = 8_000
    workbook: int = 50_000
    group: int = 5_000
    database: int = 100_000


SIZES = Sizes()
EVERY = ("csv", "xlsx", "json")


class Downloads(msgspec.Struct, frozen=True):
    """All sets of rows, each with its files."""

    archive: tuple[Download, ...] = ()
    provinces: tuple[Download, ...] = ()
    indicators: tuple[Download, ...] = ()

    @property
    def by_indicator(self) -> dict[str, tuple[str, ...]]:
        """The files of each indicator, or the page that lists them."""
        return {each.name: (each.parts,) if each.parts else each.files for each in self.indicators}


def downloads(index: Index, vocabulary: Vocabulary, sizes: Sizes = SIZES) -> Downloads:
    if not vocabulary.config.features.exports:
        return Downloads()
    tallies, provinces = index.tallies, vocabulary.provinces
    by_name = sorted(tallies.by_province, key=lambda slug: (sort_key(provinces.latest(slug).name), slug))
    return Downloads(
        archive=tuple(_archive(index, vocabulary, sizes)),
        provinces=tuple(
            each for slug in by_name for each in _group("tinh", slug, tallies.by_province[slug], sizes.group)
        ),
        indicators=tuple(
            each
            for slug in vocabulary.indicators
            for each in _group("chi-tieu", slug, by_year(tallies.by_indicator.get(slug, {})), sizes.group)
        ),
    )


def _archive(index: Index, vocabulary: Vocabulary, sizes: Sizes) -> Iterator[Download]:
    tallies = index.tallies
    for table, quarters in ((FIGURES.name, tallies.figures), (MEETINGS.name, tallies.meetings)):
        for cut in _cuts(tallies, quarters, sizes):
            workbook = table == FIGURES.name and cut.tally.count <= sizes.workbook
            yield _download(table, "", table, cut, EVERY if workbook else ("csv", "json"))
    units = sum(len(era.units) for era in vocabulary.provinces.eras)
    yield _download(INDICATORS.name, "", INDICATORS.name, Cut(Tally(len(vocabulary.indicators))), ("csv",))
    yield _download(UNITS.name, "", UNITS.name, Cut(Tally(units)), ("csv",))


class Cut(msgspec.Struct, frozen=True):
    """What a year or a quarter has of a table; both are below 0 if the table is not cut."""

    tally: Tally
    year: int = -1
    quarter: int = -1


def _cuts(tallies: Tallies, quarters: Quarters, sizes: Sizes) -> list[Cut]:
    """The parts of a table; figures and meetings are cut alike, so that each part refers to one other."""
    if max(total(tallies.figures).count, total(tallies.meetings).count) <= sizes.archive:
        return [Cut(total(quarters))]
    fullest = max(tally.count for tally in by_year(tallies.figures).values()) if tallies.figures else 0
    if fullest <= sizes.year:
        return _by_year(by_year(quarters))
    return [Cut(tally, *divmod(quarter, 10)) for quarter, tally in sorted(quarters.items(), reverse=True)]


def _by_year(years: Years) -> list[Cut]:
    return [Cut(tally, year) for year, tally in sorted(years.items(), reverse=True)]


def _group(folder: str, slug: str, years: Years, size: int) -> Iterator[Download]:
    whole = total(years)
    if not whole.count:
        return
    for cut in _by_year(years) if whole.count > size else [Cut(whole)]:
        yield _download(FIGURES.name, slug, f"{folder}/{slug}", cut, EVERY)


def _download(table: str, name: str, file: str, cut: Cut, formats: tuple[str, ...]) -> Download:
    part = addresses.cut_name(file, cut.year, cut.quarter)
    files = tuple(addresses.download(part, suffix) for suffix in formats)
    parts = addresses.download(file, "html") if cut.year >= 0 else ""
    return Download(table, name, cut.year, cut.quarter, cut.tally.count, cut.tally.print, files, parts)


def plan_downloads(index: Index, found: Downloads, sizes: Sizes = SIZES) -> Iterator[Page]:
    """The files of data, the database, the package that describes them to programs, and the page for people."""
    if not found.archive:
        return
    meetings, figures = total(index.tallies.meetings), total(index.tallies.figures)
    yield from _archive_files(found.archive)
    for each in found.provinces:
        yield from _files(each, ExportInputs(each.table, each.print, province=each.name))
    for each in found.indicators:
        yield from _files(each, ExportInputs(each.table, each.print, indicator=each.name))
    large = figures.count > sizes.database
    yield Page(addresses.DATABASE, "database", DatabaseInputs(f"{meetings.print} {figures.print}", large))
    archive, provinces, indicators = map(_described, (found.archive, found.provinces, found.indicators))
    yield Page(addresses.PACKAGE, "package", PackageInputs(archive))
    yield from _lists("archive", archive)
    yield from _lists("province", provinces)
    yield from _lists("indicator", indicators)
    data = DataInputs(_together(archive), _together(provinces), _together(indicators), meetings.count, figures.count)
    yield Page(addresses.DATA, "data", data)


def _archive_files(archive: tuple[Download, ...]) -> Iterator[Page]:
    """The archive's files. A workbook has the meetings of its part beside the figures, so it depends on both."""
    meetings = {(each.year, each.quarter): each.print for each in archive if each.table == MEETINGS.name}
    for each in archive:
        both = f"{meetings.get((each.year, each.quarter), '')} {each.print}"
        for page in _files(each, ExportInputs(each.table, each.print)):
            inputs = msgspec.structs.replace(page.inputs, figures=both)
            yield msgspec.structs.replace(page, inputs=inputs) if page.view == "xlsx" else page


def _described(downloads: tuple[Download, ...]) -> tuple[Download, ...]:
    """The downloads as they are described: without their prints, for a new value changes no description."""
    return tuple(msgspec.structs.replace(each, print="") for each in downloads)


def _lists(of: Literal["archive", "province", "indicator"], downloads: tuple[Download, ...]) -> Iterator[Page]:
    """A page for each set of rows that is cut, with its parts."""
    for address, parts in groupby(downloads, attrgetter("parts")):
        if address:
            yield Page(address, "data_parts", DataPartsInputs(of, tuple(parts)))


def _together(downloads: tuple[Download, ...]) -> tuple[Download, ...]:
    """The sets of rows; the parts of one that is cut as one, so that their list does not grow with the years."""
    found: list[Download] = []
    for address, group in groupby(downloads, attrgetter("parts")):
        parts = list(group)
        if not address:
            found += parts
            continue
        rows = sum(part.rows for part in parts)
        found.append(msgspec.structs.replace(parts[0], year=-1, quarter=-1, rows=rows, files=()))
    return tuple(found)


def _files(download: Download, inputs: ExportInputs) -> Iterable[Page]:
    of_part = msgspec.structs.replace(inputs, year=download.year, quarter=download.quarter)
    return (Page(file, file.rpartition(".")[2], of_part) for file in download.files)

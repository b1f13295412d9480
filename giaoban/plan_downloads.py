"""Decides which files of data there are, and how they are cut so that none grows without bound."""

from collections.abc import Iterable, Iterator

import msgspec

from giaoban import addresses
from giaoban.data_inputs import DatabaseInputs, DataInputs, Download, ExportInputs, PackageInputs
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
        found: dict[str, tuple[str, ...]] = {}
        for each in self.indicators:
            found[each.name] = (*found.get(each.name, ()), *each.files)
        return found


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
        for year, quarter, tally in _cuts(tallies, quarters, sizes):
            workbook = table == FIGURES.name and tally.count <= sizes.workbook
            yield _download(table, "", table, year, quarter, tally, EVERY if workbook else ("csv", "json"))
    units = sum(len(era.units) for era in vocabulary.provinces.eras)
    yield _download(INDICATORS.name, "", INDICATORS.name, -1, -1, Tally(len(vocabulary.indicators)), ("csv",))
    yield _download(UNITS.name, "", UNITS.name, -1, -1, Tally(units), ("csv",))


def _cuts(tallies: Tallies, quarters: Quarters, sizes: Sizes) -> list[tuple[int, int, Tally]]:
    """The parts of a table; figures and meetings are cut alike, so that each part refers to one other."""
    if max(total(tallies.figures).count, total(tallies.meetings).count) <= sizes.archive:
        return [(-1, -1, total(quarters))]
    fullest = max(tally.count for tally in by_year(tallies.figures).values()) if tallies.figures else 0
    if fullest <= sizes.year:
        return [(year, -1, tally) for year, tally in sorted(by_year(quarters).items(), reverse=True)]
    return [(*divmod(quarter, 10), tally) for quarter, tally in sorted(quarters.items(), reverse=True)]


def _group(folder: str, slug: str, years: Years, size: int) -> Iterator[Download]:
    whole = total(years)
    if not whole.count:
        return
    cuts = sorted(years.items(), reverse=True) if whole.count > size else [(-1, whole)]
    for year, tally in cuts:
        yield _download(FIGURES.name, slug, f"{folder}/{slug}", year, -1, tally, EVERY)


def _download(
    table: str, name: str, file: str, year: int, quarter: int, tally: Tally, formats: tuple[str, ...]
) -> Download:
    part = addresses.cut_name(file, year, quarter)
    files = tuple(addresses.download(part, suffix) for suffix in formats)
    return Download(table, name, year, quarter, tally.count, tally.print, files)


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
    archive = _described(found.archive)
    yield Page(addresses.PACKAGE, "package", PackageInputs(archive))
    provinces, indicators = _described(found.provinces), _described(found.indicators)
    yield Page(addresses.DATA, "data", DataInputs(archive, provinces, indicators, meetings.count, figures.count))


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


def _files(download: Download, inputs: ExportInputs) -> Iterable[Page]:
    of_part = msgspec.structs.replace(inputs, year=download.year, quarter=download.quarter)
    return (Page(file, file.rpartition(".")[2], of_part) for file in download.files)

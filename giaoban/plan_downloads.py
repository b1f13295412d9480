"""Decides which files of data there are, and how they are cut so that none grows without bound."""

from collections.abc import Iterable, Iterator

import msgspec

from giaoban import addresses
from giaoban.data_inputs import DatabaseInputs, DataInputs, Download, ExportInputs, PackageInputs
from giaoban.index import Index
from giaoban.pages import Page
from giaoban.tables import FIGURES, INDICATORS, MEETINGS, UNITS
from giaoban.tallies import NOTHING, Years, total
from giaoban.vietnamese import sort_key
from giaoban.vocabulary import Vocabulary


class Sizes(msgspec.Struct, frozen=True):
    """Above how many rows a table is cut by year: the archive's, and one of a province or an indicator.

    Above `workbook` rows the archive's figures are in no workbook of their own: its provinces have theirs.
    """

    archive: int = 50_000
    workbook: int = 20_000
    group: int = 5_000


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
            for each in _group("chi-tieu", slug, tallies.by_indicator.get(slug, {}), sizes.group)
        ),
    )


def _archive(index: Index, vocabulary: Vocabulary, sizes: Sizes) -> Iterator[Download]:
    tallies = index.tallies
    figures, meetings = total(tallies.figures).count, total(tallies.meetings).count
    cut = max(figures, meetings) > sizes.archive
    for table, years, rows in ((FIGURES.name, tallies.figures, figures), (MEETINGS.name, tallies.meetings, meetings)):
        for year, count in _years(years) if cut else [(-1, rows)]:
            formats = EVERY if table == FIGURES.name and not cut and rows <= sizes.workbook else ("csv", "json")
            yield _download(table, "", year, count, table, formats)
    units = sum(len(era.units) for era in vocabulary.provinces.eras)
    yield _download(INDICATORS.name, "", -1, len(vocabulary.indicators), INDICATORS.name, ("csv",))
    yield _download(UNITS.name, "", -1, units, UNITS.name, ("csv",))


def _group(folder: str, slug: str, years: Years, size: int) -> Iterator[Download]:
    count = total(years).count
    if not count:
        return
    for year, rows in _years(years) if count > size else [(-1, count)]:
        yield _download(FIGURES.name, slug, year, rows, f"{folder}/{slug}", EVERY)


def _years(years: Years) -> list[tuple[int, int]]:
    return [(year, years[year].count) for year in sorted(years, reverse=True)]


def _download(table: str, name: str, year: int, rows: int, file: str, formats: tuple[str, ...]) -> Download:
    part = None if year < 0 else year
    return Download(table, name, year, rows, tuple(addresses.download(file, part, suffix) for suffix in formats))


def plan_downloads(index: Index, found: Downloads) -> Iterator[Page]:
    """The files of data, the database, the package that describes them to programs, and the page for people."""
    if not found.archive:
        return
    tallies = index.tallies
    everything = f"{total(tallies.meetings).print} {total(tallies.figures).print}"
    for each in found.archive:
        years = {MEETINGS.name: tallies.meetings, FIGURES.name: tallies.figures}.get(each.table, {})
        for page in _files(each, years, ExportInputs(each.table, "", year=each.year)):
            # The archive's workbook has a sheet of meetings beside the figures.
            both = msgspec.structs.replace(page.inputs, figures=everything)
            yield msgspec.structs.replace(page, inputs=both) if page.view == "xlsx" else page
    for each in found.provinces:
        inputs = ExportInputs(each.table, "", province=each.name, year=each.year)
        yield from _files(each, tallies.by_province[each.name], inputs)
    for each in found.indicators:
        inputs = ExportInputs(each.table, "", indicator=each.name, year=each.year)
        yield from _files(each, tallies.by_indicator[each.name], inputs)
    yield Page(addresses.DATABASE, "database", DatabaseInputs(everything))
    yield Page(addresses.PACKAGE, "package", PackageInputs(found.archive))
    meetings, figures = total(tallies.meetings).count, total(tallies.figures).count
    data = DataInputs(found.archive, found.provinces, found.indicators, meetings, figures)
    yield Page(addresses.DATA, "data", data)


def _files(download: Download, years: Years, inputs: ExportInputs) -> Iterable[Page]:
    tally = total(years) if download.year < 0 else years.get(download.year, NOTHING)
    settled = msgspec.structs.replace(inputs, figures=tally.print)
    return (Page(file, file.rpartition(".")[2], settled) for file in download.files)

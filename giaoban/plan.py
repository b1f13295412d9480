"""Decides from the index which pages the site has, and what each is made from."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from giaoban import addresses, series
from giaoban.coverage import coverage_tables
from giaoban.index import Index, day_of, year_of
from giaoban.inputs import (
    AliasInputs,
    ArticleInputs,
    AssetInputs,
    CalendarDay,
    CoverageTable,
    DaysInputs,
    Entry,
    GroupIndexInputs,
    GroupInputs,
    HomeInputs,
    NotFoundInputs,
    PeriodInputs,
    Place,
    ProvincesInputs,
    RecordDataInputs,
    RecordInputs,
    Row,
    TimesInputs,
    YearInputs,
)
from giaoban.pages import ASSET, Page, parts
from giaoban.parse import Article
from giaoban.periods import Period
from giaoban.plan_compendia import plan_compendia
from giaoban.plan_coverage import plan_coverage
from giaoban.plan_downloads import downloads, plan_downloads
from giaoban.plan_entries import RecordEntry
from giaoban.plan_feeds import plan_feeds
from giaoban.plan_indicators import plan_indicators
from giaoban.plan_media import plan_media
from giaoban.plan_provinces import plan_provinces
from giaoban.release_changes import ReleaseInputs
from giaoban.tallies import NOTHING
from giaoban.vietnamese import initial, sort_key
from giaoban.vocabulary import Vocabulary

BY_NAME = ("chu-tri", "chu-de", "can-cu")
"""The groups that are sorted by name; forces and kinds keep the order of site_config.yaml."""
NEIGHBOURS = 12
LATEST = 10
YEAR_LINES = 150
"""How many meetings the page of a year lists at most, however many kinds of period it has."""


def plan(
    entries: tuple[RecordEntry, ...], articles: Iterable[Article], index: Index, vocabulary: Vocabulary
) -> list[Page]:
    """Every page of the site except the assets."""
    tables = coverage_tables(index, vocabulary)
    size = vocabulary.config.limits.page_size
    files = downloads(index, vocabulary)
    pages = [
        *plan_downloads(index, files),
        _home(index, vocabulary, tables),
        *plan_coverage(index, tables),
        _provinces(index, vocabulary),
        *plan_provinces(index, vocabulary),
        *plan_records(entries, index, vocabulary.config.features.exports),
        *plan_media(medium for entry in entries for medium in entry.media),
        *_times(index, size),
        *_groups(index, size),
        *plan_compendia(entries, index),
        *_articles(articles),
        *plan_indicators(index, vocabulary, files.by_indicator),
        Page(addresses.RELEASE, "release", ReleaseInputs()),
        Page("404.html", "not_found", NotFoundInputs(vocabulary.config.base_url)),
    ]
    return pages + list(plan_feeds(index, vocabulary, pages))


def _home(index: Index, vocabulary: Vocabulary, tables: tuple[CoverageTable, ...]) -> Page:
    meetings = Counter(day_of(row).year for row in index.rows)
    years = sorted(meetings)
    counts = tuple((year, meetings[year]) for year in reversed(years))
    inputs = HomeInputs(
        meetings=len(index.rows),
        first_year=years[0] if years else 0,
        last_year=years[-1] if years else 0,
        latest=index.rows[:LATEST],
        places=places(index, vocabulary, None),
        years=counts,
        coverage=tables,
    )
    return Page(addresses.HOME, "home", inputs)


def places(index: Index, vocabulary: Vocabulary, era: int | None) -> tuple[Place, ...]:
    """The units of an era, or of all eras those with meetings, in Vietnamese order, with their meetings."""
    found = []
    for number, entries in enumerate(vocabulary.provinces.eras):
        for entry in entries.units.values():
            rows = index.by_unit.get((entry.slug, number), ())
            unit = rows[0].unit if rows else vocabulary.provinces.unit(entry.slug, entries.first_day)
            if unit and (number == era if era is not None else rows):
                found.append(Place(unit, len(rows)))
    return tuple(sorted(found, key=lambda place: (sort_key(place.unit.name), -place.unit.era)))


def _provinces(index: Index, vocabulary: Vocabulary) -> Page:
    eras = reversed(range(len(vocabulary.provinces.eras)))
    return Page(
        addresses.PROVINCES,
        "provinces",
        ProvincesInputs(tuple(places(index, vocabulary, era) for era in eras)),
    )


def plan_records(entries: Iterable[RecordEntry], index: Index, exports: bool) -> Iterator[Page]:
    neighbours: dict[str, tuple[Row | None, Row | None]] = {}
    for rows in index.by_unit.values():
        for number, row in enumerate(rows):
            later = rows[number - 1] if number else None
            earlier = rows[number + 1] if number + 1 < len(rows) else None
            neighbours[row.identity] = (earlier, later)
    for entry in entries:
        summary = entry.summary
        address = addresses.record(summary.identity)
        for alias in summary.aliases:
            moved = AliasInputs(address, summary.title)
            yield Page(addresses.record(alias), "alias", moved, entry.file)
        earlier, later = neighbours.get(summary.identity, (None, None))
        same = index.by_period.get(summary.period, ()) if summary.period else ()
        others = tuple(row for row in same[: NEIGHBOURS + 1] if row.identity != summary.identity)[:NEIGHBOURS]
        count = 0 if summary.withdrawn else max(0, len(same) - 1)
        view = "tombstone" if summary.withdrawn else "record"
        inputs = RecordInputs(entry.file, entry.digest, earlier, later, others, count, entry.media)
        yield Page(address, view, inputs, entry.file)
        if not summary.withdrawn:
            yield from _downloads(entry, exports)


def _downloads(entry: RecordEntry, exports: bool) -> Iterator[Page]:
    """The record as its editors wrote it, which is what the archive vouches for; with exports, as it was read."""
    identity = entry.summary.identity
    yield Page(addresses.record_data(identity, "md"), ASSET, AssetInputs(entry.file, entry.digest), entry.file)
    data = RecordDataInputs(entry.file, entry.digest)
    if exports:
        yield Page(addresses.record_data(identity, "json"), "record_data", data, entry.file)


def _times(index: Index, size: int) -> Iterator[Page]:
    periods = sorted(index.by_period, key=lambda each: (each.first_day, each.last_day))
    years = index.years
    spans = tuple((each, len(index.by_period[each])) for each in periods if each.kind == "years")
    counted = tuple(
        (
            year,
            sum(len(index.by_period[each]) for each in periods if each.from_year == year and each.kind != "years"),
            len(index.by_meeting_year.get(year, ())),
        )
        for year in reversed(years)
    )
    yield Page(addresses.TIMES, "times", TimesInputs(counted, spans))
    for number, year in enumerate(years):
        yield _year(index, year, periods, years[number - 1] if number else 0, (years[number + 1 :] or [0])[0])
        held = index.by_meeting_year.get(year, ())
        calendar = _calendar(held, size)
        for part, rows in parts(held, size, _month_label) if held else ():
            inputs = DaysInputs(year, rows, len(held), calendar if part.number == 1 else (), part)
            yield Page(addresses.part(addresses.meeting_days(year), part.number), "days", inputs)
    for number, period in enumerate(periods):
        yield from _period(index, period, periods, number, size)


def _month_label(row: Row) -> str:
    return str(row.date.month or "?") if row.date else "?"


def _calendar(held: tuple[Row, ...], size: int) -> tuple[CalendarDay, ...]:
    """The days of a year on which meetings were held, with the part of the list that each day begins in."""
    days: dict[tuple[int, int], CalendarDay] = {}
    for place, row in enumerate(held):
        if row.date and row.date.month and row.date.day:
            key = (row.date.month, row.date.day)
            known = days.get(key) or CalendarDay(*key, 0, row.identity, place // size + 1)
            days[key] = msgspec.structs.replace(known, meetings=known.meetings + 1)
    return tuple(days[key] for key in sorted(days))


def _year(index: Index, year: int, periods: list[Period], previous: int, following: int) -> Page:
    within = [each for each in periods if each.from_year == year and each.kind != "years"]
    latest = max(3, min(LATEST, YEAR_LINES // max(1, len(within))))
    listed = tuple((each, len(index.by_period[each]), index.by_period[each][:latest]) for each in within)
    held = index.by_meeting_year.get(year, ())
    reported = within or any(row.period is None for row in held)
    return Page(addresses.year(year), "year", YearInputs(year, listed, len(held), bool(reported), previous, following))


def _period(index: Index, period: Period, periods: list[Period], number: int, size: int) -> Iterator[Page]:
    alike = [each for each in periods if each.kind == period.kind]
    place = alike.index(period)
    wider = tuple((each, len(index.by_period[each])) for each in periods if each != period and each.contains(period))
    every = sorted(index.by_period[period], key=lambda row: (sort_key(row.unit.name), row.identity))
    for part, rows in parts(tuple(every), size, _unit_initial):
        inputs = PeriodInputs(
            period=period,
            rows=rows,
            meetings=len(every),
            wider=wider,
            previous=alike[place - 1] if place else None,
            next=alike[place + 1] if place + 1 < len(alike) else None,
            part=part,
            figures=_print(index, period) if part.number == 1 else "",
        )
        yield Page(addresses.part(addresses.period(period), part.number), "period", inputs)


def _print(index: Index, period: Period) -> str:
    """What the figures of a period, and of those that they are compared with, say."""
    compared = [period, series.previous(period), series.year_before(period)]
    return " ".join(index.tallies.by_period.get(each.key, NOTHING).print for each in compared if each)


def _groups(index: Index, size: int) -> Iterator[Page]:
    for folder, groups in index.groups.items():
        entries = tuple(group.entry for group in groups)
        for part, listed in parts(entries, size, _initial if folder in BY_NAME else None):
            index_inputs = GroupIndexInputs(folder, listed, part)
            address = addresses.part(addresses.group(folder), part.number)
            yield Page(address, "group_index", index_inputs)
        for group in groups:
            paired = tuple(zip(group.rows, group.parts_played or (None,) * len(group.rows), strict=True))
            for part, shown in parts(paired, size, lambda pair: year_of(pair[0])):
                played = tuple(person for _, person in shown if person)
                inputs = GroupInputs(folder, group.entry, tuple(row for row, _ in shown), played, group.basis, part)
                address = addresses.group(folder, group.entry.slug)
                yield Page(addresses.part(address, part.number), "group", inputs)


def _unit_initial(row: Row) -> str:
    return initial(row.unit.name)


def _initial(entry: Entry) -> str:
    return initial(entry.name)


def _articles(articles: Iterable[Article]) -> Iterator[Page]:
    for article in articles:
        inputs = ArticleInputs(article.title, article.description, article.body)
        yield Page(addresses.page(article.slug), "article", inputs, article.file)

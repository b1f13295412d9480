"""Decides what a province's page shows: its units through the eras, kept apart, and what they came from."""

from collections import defaultdict
from collections.abc import Iterator

from giaoban import addresses
from giaoban.coverage import coverage_cells, quarters_between
from giaoban.index import Index, year_of
from giaoban.inputs import Place, ProvinceInputs, Row, UnitBlock, UnitTimeline
from giaoban.pages import Page, parts
from giaoban.periods import quarter_of
from giaoban.records import Person
from giaoban.tallies import NOTHING
from giaoban.vocabulary import Vocabulary

CHAIRS = 30
LATEST = 10


def plan_provinces(index: Index, vocabulary: Vocabulary) -> Iterator[Page]:
    slugs = dict.fromkeys(slug for era in vocabulary.provinces.eras for slug in era.units)
    for slug in slugs:
        yield from _province(index, vocabulary, slug)


def _province(index: Index, vocabulary: Vocabulary, slug: str) -> Iterator[Page]:
    provinces = vocabulary.provinces
    eras = [number for number, era in enumerate(provinces.eras) if slug in era.units]
    latest = provinces.latest(slug)
    rows = tuple(row for era in reversed(eras) for row in index.by_unit.get((slug, era), ()))
    address = addresses.province(slug)
    for part, listed in parts(rows, vocabulary.config.limits.page_size, year_of):
        inputs = ProvinceInputs(
            slug=slug,
            blocks=tuple(_block(index, vocabulary, slug, era, listed) for era in reversed(eras)),
            predecessors=_predecessors(index, vocabulary, slug, eras[-1]),
            successor=_place(index, vocabulary, latest.successor, eras[-1] + 1) if latest.successor else None,
            chairs=_chairs(rows),
            timelines=tuple(_timeline(index, vocabulary, slug, era) for era in reversed(eras)),
            part=part,
            figures=tuple(_print(index, slug, era) for era in reversed(eras)) if part.number == 1 else (),
        )
        yield Page(addresses.part(address, part.number), "province", inputs)


def _print(index: Index, slug: str, era: int) -> str:
    return index.tallies.by_unit.get((slug, era), NOTHING).print


def _place(index: Index, vocabulary: Vocabulary, slug: str, era: int) -> Place | None:
    if era >= len(vocabulary.provinces.eras):
        return None
    unit = vocabulary.provinces.unit(slug, vocabulary.provinces.eras[era].first_day)
    return Place(unit, len(index.by_unit.get((slug, era), ()))) if unit else None


def _predecessors(index: Index, vocabulary: Vocabulary, slug: str, era: int) -> tuple[UnitBlock, ...]:
    """The units of the era before that the last unit of this name was made from, itself left out.

    Each keeps its meetings on a page of its own; the latest of them are shown here, apart.
    """
    names = vocabulary.provinces.eras[era].units[slug].predecessors
    former = (name for name in names if name != slug)
    return tuple(
        _block(index, vocabulary, name, era - 1, index.by_unit.get((name, era - 1), ())[:LATEST]) for name in former
    )


def _block(index: Index, vocabulary: Vocabulary, slug: str, era: int, listed: tuple[Row, ...]) -> UnitBlock:
    bounds = vocabulary.provinces.eras[era]
    unit = vocabulary.provinces.unit(slug, min(bounds.last_day, max(index.today, bounds.first_day)))
    if unit is None:
        raise ValueError(f"{slug} is not in era {era}")
    own = tuple(row for row in listed if row.unit.era == era)
    return UnitBlock(
        unit=unit,
        first_day=bounds.first_day,
        last_day=bounds.last_day,
        meetings=len(index.by_unit.get((slug, era), ())),
        listed=own,
    )


def _timeline(index: Index, vocabulary: Vocabulary, slug: str, era: int) -> UnitTimeline:
    """The unit's quarters from its first reported year on, so that gaps show."""
    bounds = vocabulary.provinces.eras[era]
    rows = index.reports_on.get((slug, era), ())
    years = [row.period.from_year for row in rows if row.period]
    if not years:
        return UnitTimeline(era, (), (), ())
    first = max(min(years), bounds.first_day.year)
    last = min(index.today.replace(month=12, day=31), bounds.last_day)
    within = tuple(each for each in quarters_between(quarter_of(first, 1), last) if each.first_day >= bounds.first_day)
    linked = tuple(year for year in index.years if first <= year <= last.year)
    return UnitTimeline(era, linked, within, coverage_cells(index, slug, era, within))


def _chairs(rows: tuple[Row, ...]) -> tuple[tuple[Person, int, int], ...]:
    """Who chaired: the person as last named, and the first and last year."""
    found: dict[str, list[tuple[Person, int]]] = defaultdict(list)
    for row in rows:
        year = row.date.year if row.date else row.period.to_year if row.period else 0
        for person in row.chair:
            found[person.slug].append((person, year))
    chairs = [(met[0][0], min(year for _, year in met), max(year for _, year in met)) for met in found.values()]
    return tuple(sorted(chairs, key=lambda chair: (-chair[2], -chair[1], chair[0].slug))[:CHAIRS])

"""Decides what the pages of indicators show: all values in one page, or a page for each year."""

from collections.abc import Iterator

from giaoban import addresses
from giaoban.data_inputs import (
    Comparison,
    IndicatorEntry,
    IndicatorInputs,
    IndicatorsInputs,
    IndicatorYearInputs,
    Slice,
)
from giaoban.figures import period_of
from giaoban.index import Index
from giaoban.inputs import Part
from giaoban.pages import Page
from giaoban.series import LEAST
from giaoban.tallies import Quarters, Spread, Years, by_year, total
from giaoban.vocabulary import Vocabulary

COMPARISONS = 3


def plan_indicators(index: Index, vocabulary: Vocabulary, downloads: dict[str, tuple[str, ...]]) -> Iterator[Page]:
    """The index of indicators, and the pages of each; `downloads` are the files of each indicator's figures."""
    tallies = index.tallies
    entries = tuple(
        IndicatorEntry(slug, total(tallies.by_indicator.get(slug, {})).count, tallies.units_of.get(slug, 0))
        for slug in vocabulary.indicators
    )
    yield Page(addresses.INDICATORS, "indicators", IndicatorsInputs(entries, total(tallies.figures).print))
    for slug in vocabulary.indicators:
        yield from _indicator(index, slug, vocabulary.config.limits.page_size, downloads.get(slug, ()))


def _indicator(index: Index, slug: str, size: int, downloads: tuple[str, ...]) -> Iterator[Page]:
    quarters = index.tallies.by_indicator.get(slug, {})
    tally, years = total(quarters), by_year(quarters)
    whole = tally.count <= size
    counts = tuple((year, years[year].count) for year in sorted(years, reverse=True))
    inputs = IndicatorInputs(
        slug=slug,
        years=counts,
        values=tally.count,
        units=index.tallies.units_of.get(slug, 0),
        whole=whole,
        comparisons=_comparisons(index, slug),
        downloads=downloads,
        figures=tally.print,
    )
    yield Page(addresses.indicator(slug), "indicator", inputs)
    if not whole:
        for year, _ in counts:
            yield from _year(slug, year, years, quarters, size)


def _year(slug: str, year: int, years: Years, quarters: Quarters, size: int) -> Iterator[Page]:
    """The pages of an indicator's year. A part depends only on the quarters that it shows."""
    ordered = sorted(year for year in years if year)
    place = ordered.index(year) if year else -1
    held = sorted(((key % 10, tally) for key, tally in quarters.items() if key // 10 == year), reverse=True)
    parts = -(-years[year].count // size)
    for number in range(1, parts + 1):
        start = (number - 1) * size
        slices, prints = [], []
        for quarter, tally in held:
            first, last = max(0, start), min(tally.count, start + size)
            if first < last:
                slices.append(Slice(quarter, first, last))
                prints.append(tally.print)
            start -= tally.count
        inputs = IndicatorYearInputs(
            slug=slug,
            year=year,
            values=years[year].count,
            previous=ordered[place - 1] if place > 0 else 0,
            next=ordered[place + 1] if 0 <= place < len(ordered) - 1 else 0,
            part=Part(number, parts),
            slices=tuple(slices),
            figures=" ".join(prints),
        )
        yield Page(addresses.part(addresses.indicator_year(slug, year), number), "indicator_year", inputs)


def _comparisons(index: Index, slug: str) -> tuple[Comparison, ...]:
    """For each stage and kind of period the last period with enough values, those with the most values first."""
    latest: dict[tuple[str, str, int], Spread] = {}
    enough = (spread for spread in index.tallies.spreads.get(slug, ()) if spread.values >= LEAST)
    for spread in sorted(enough, key=lambda each: (period_of(each.period).last_day, each.period)):
        latest[spread.stage, period_of(spread.period).kind, spread.era] = spread
    chosen = sorted(latest.values(), key=lambda each: (-each.values, each.stage, each.period))[:COMPARISONS]
    return tuple(_comparison(index, spread) for spread in chosen)


def _comparison(index: Index, spread: Spread) -> Comparison:
    period = period_of(spread.period)
    rows = index.by_period.get(period, ())
    units = {row.unit.slug: row.unit for row in rows if row.unit.era == spread.era and not row.locality}
    return Comparison(spread.stage, period, spread.era, tuple(units[slug] for slug in sorted(units)))

"""The views of indicators: the index by category, one indicator with its charts, and its values of a year."""

from collections.abc import Sequence

import msgspec

from giaoban import addresses, charts, formats
from giaoban.data_inputs import Comparison, IndicatorInputs, IndicatorsInputs, IndicatorYearInputs
from giaoban.figures import Reported, Selection, period_of
from giaoban.series import LEAST, Across, Series, across, series_of, total
from giaoban.vietnamese import sort_key
from giaoban.views.common import Frame, Link, Pager, Reading, capital, first_part, frame, pager
from giaoban.views.comparisons import (
    ChartRow,
    ChartView,
    change_text,
    drawable,
    remark_of,
    series_chart,
    spark_of,
    stage_name,
    text_of,
)

CHARTS = 9
"""How many series over time an indicator's page draws; the others stand in the tables."""


class IndicatorLine(msgspec.Struct, frozen=True):
    link: Link
    unit: str
    values: str
    units: str
    spark: charts.Spark | None
    spark_text: str


class CategoryBlock(msgspec.Struct, frozen=True):
    id: str
    label: str
    lines: tuple[IndicatorLine, ...]


class IndicatorsPage(Frame, frozen=True, kw_only=True):
    """All indicators by category, each with how often it was stated and its longest series in small."""

    categories: tuple[CategoryBlock, ...]


def indicators_view(address: str, inputs: IndicatorsInputs, reading: Reading) -> IndicatorsPage:
    root, language = addresses.root_of(address), reading.language
    indicators = reading.vocabulary.indicators
    lines: dict[str, list[IndicatorLine]] = {}
    for entry in inputs.entries:
        indicator = indicators[entry.slug]
        longest = _longest(entry.slug, reading) if entry.values >= LEAST else None
        line = IndicatorLine(
            link=Link(root + addresses.indicator(entry.slug), indicator.label.of(language)),
            unit=indicator.unit.of(language),
            values=reading.count("count.values", entry.values),
            units=reading.count("count.provinces", entry.units) if entry.units else "",
            spark=spark_of(longest, reading),
            spark_text=series_title(longest, reading) if longest else "",
        )
        lines.setdefault(indicator.category, []).append(line)
    return IndicatorsPage(
        **frame(address, reading, reading.text("indicators.title"), description=reading.text("indicators.intro")),
        categories=tuple(
            CategoryBlock(category.slug, category.label.of(language), tuple(lines[category.slug]))
            for category in reading.vocabulary.categories
            if category.slug in lines
        ),
    )


def _longest(slug: str, reading: Reading) -> Series | None:
    """The drawable series with the most values."""
    if not reading.vocabulary.config.features.charts:
        return None
    found = [each for each in series_of(reading.figures.points(slug)) if drawable(each)]
    return min(found, key=_rank, default=None)


def _rank(series: Series) -> tuple[int, str, str]:
    return (
        -len(series.comparable),
        sort_key(series.name),
        msgspec.json.encode([series.unit, series.stage, series.kind]).decode(),
    )


def series_title(series: Series, reading: Reading) -> str:
    """Whose series it is: "Gia Lai, khởi tố, theo quý"."""
    covers = reading.text("chart.covers") if series.unit.covers else ""
    kind = reading.text(f"chart.kind_{series.kind}")
    return ", ".join(filter(None, [series.name, covers, stage_name(series.stage, reading), kind]))


class ValueLine(msgspec.Struct, frozen=True):
    """One value of the indicator: who stated it for when, as printed, with all that was printed beside it."""

    href: str
    title: str
    province: Link
    locality: str
    period: str
    value: str
    printed: str
    remark: str
    unit: str
    stage: str
    parts: str
    change: str
    quote: str


class IndicatorPage(Frame, frozen=True, kw_only=True):
    """An indicator: what it means, how its values compare, and all of them or the years that hold them."""

    category: str
    unit: str
    definition: str
    additive: bool
    values: str
    units: str
    over_time: tuple[ChartView, ...]
    over_time_note: str
    side_by_side: tuple[ChartView, ...]
    lines: tuple[ValueLine, ...]
    years: tuple[tuple[Link, str], ...]
    downloads: tuple[Link, ...]


def indicator_view(address: str, inputs: IndicatorInputs, reading: Reading) -> IndicatorPage:
    root, language = addresses.root_of(address), reading.language
    indicator = reading.vocabulary.indicators[inputs.slug]
    drawn = reading.vocabulary.config.features.charts
    series = series_of(reading.figures.points(inputs.slug)) if drawn and inputs.values else []
    lasting = sorted((each for each in series if drawable(each)), key=_rank)
    side_by_side = [
        _side_by_side(number, each, series, inputs.slug, root, reading)
        for number, each in enumerate(inputs.comparisons, 1)
    ]
    category = next(each for each in reading.vocabulary.categories if each.slug == indicator.category)
    return IndicatorPage(
        **frame(
            address,
            reading,
            indicator.label.of(language),
            (addresses.INDICATORS, reading.text("menu.indicators")),
            description=indicator.definition.of(language),
        ),
        category=category.label.of(language),
        unit=indicator.unit.of(language),
        definition=indicator.definition.of(language),
        additive=indicator.additive,
        values=reading.count("count.values", inputs.values),
        units=reading.count("count.provinces", inputs.units),
        over_time=tuple(
            series_chart(number, each, series_title(each, reading), root, reading)
            for number, each in enumerate(lasting[:CHARTS], 1)
        ),
        over_time_note=reading.text("indicator.more_series", shown=CHARTS, all=len(lasting))
        if len(lasting) > CHARTS
        else "",
        side_by_side=tuple(chart for chart in side_by_side if chart and drawn),
        lines=_lines(reading.figures.newest(Selection(indicator=inputs.slug)), root, reading) if inputs.whole else (),
        years=()
        if inputs.whole
        else tuple(
            (
                Link(root + addresses.indicator_year(inputs.slug, year), year_name(year, reading)),
                reading.count("count.values", count),
            )
            for year, count in inputs.years
        ),
        downloads=tuple(
            Link(root + file, reading.text("data.parts") if file.endswith(".html") else file.rpartition("/")[2])
            for file in inputs.downloads
        ),
    )


def year_name(year: int, reading: Reading) -> str:
    return reading.text("year.title", year=year) if year else reading.text("data.year_unknown")


def _side_by_side(
    number: int, comparison: Comparison, series: list[Series], slug: str, root: str, reading: Reading
) -> ChartView | None:
    """The units of an era in one period, the largest value first; and who reported without stating one."""
    found = across(series, comparison.stage, comparison.period, comparison.era)
    compared = sorted(found.comparable, key=lambda each: (-(each[1].number or 0), sort_key(each[0])))
    if len(compared) < LEAST:
        return None
    values = [
        charts.Value(place, name, step.number or charts.ZERO, text_of(step.points[0], reading), step.rounded)
        for place, (name, step) in enumerate(compared)
    ]
    period = reading.period(comparison.period)
    title = ", ".join(filter(None, [stage_name(comparison.stage, reading), period]))
    return ChartView(
        id=f"so-sanh-{number}",
        title=capital(title),
        description=reading.text("chart.across", count=len(compared), period=period),
        note=_note(found, comparison, slug, reading),
        line=None,
        bars=charts.bar_chart(values),
        rows=tuple(
            ChartRow(
                name, text_of(point, reading), remark_of(step, point, reading), root + addresses.record(point.record)
            )
            for _, name, step in sorted(found.steps, key=lambda each: sort_key(each[1]))
            for point in step.points
        ),
    )


def _note(found: Across, comparison: Comparison, slug: str, reading: Reading) -> str:
    texts = []
    stated = {unit.province for unit, _, _ in found.steps}
    silent = [unit.name for unit in comparison.reporting if unit.slug not in stated]
    if silent:
        texts.append(reading.text("chart.silent", names=", ".join(sorted(silent, key=sort_key))))
    summed = total(found, reading.vocabulary.indicators[slug].additive)
    if summed:
        key = "chart.total_rounded" if summed.rounded else "chart.total"
        number = formats.number(summed.number, reading.language)
        texts.append(reading.text(key, number=number, units=summed.units, rounded=summed.rounded))
    else:
        texts.append(reading.text("chart.no_total"))
    return " ".join(texts)


def _lines(figures: Sequence[Reported], root: str, reading: Reading) -> tuple[ValueLine, ...]:
    return tuple(_line(each, root, reading) for each in figures)


def _line(reported: Reported, root: str, reading: Reading) -> ValueLine:
    meeting, figure = reported.meeting, reported.figure.figure
    value = formats.quantity(figure.quantity, reading.language)
    parts = "; ".join(f"{part.label} {formats.quantity(part.quantity, reading.language)}" for part in figure.parts)
    return ValueLine(
        href=root + addresses.record(meeting.record),
        title=meeting.title,
        province=Link(root + addresses.province(meeting.province), meeting.province_name),
        locality=meeting.locality,
        period=formats.short_period(period_of(meeting.period), reading.language) if meeting.period else "",
        value=value,
        printed=figure.quantity.printed if figure.quantity.printed != value else "",
        remark=reading.text("chart.rounded") if figure.quantity.qualifier in ("under", "over", "about") else "",
        unit=figure.printed_unit,
        stage=stage_name(figure.stage, reading),
        parts=parts,
        change=change_text(figure.change, reading) if figure.change else "",
        quote=figure.quote,
    )


class IndicatorYearPage(Frame, frozen=True, kw_only=True):
    """An indicator's values for one year, in parts if they are many."""

    indicator: Link
    unit: str
    values: str
    lines: tuple[ValueLine, ...]
    previous: Link | None
    next: Link | None
    pager: Pager | None


def indicator_year_view(address: str, inputs: IndicatorYearInputs, reading: Reading) -> IndicatorYearPage:
    root = addresses.root_of(address)
    indicator = reading.vocabulary.indicators[inputs.slug]
    label = indicator.label.of(reading.language)
    shown: list[ValueLine] = []
    for each in inputs.slices:
        quarter = Selection(indicator=inputs.slug, year=inputs.year, quarter=each.quarter)
        shown += _lines(reading.figures.newest(quarter)[each.first : each.last], root, reading)
    return IndicatorYearPage(
        **frame(
            address,
            reading,
            reading.text("indicator.in_year", label=label, year=year_name(inputs.year, reading)),
            (addresses.INDICATORS, reading.text("menu.indicators")),
            (addresses.indicator(inputs.slug), label),
        ),
        indicator=Link(root + addresses.indicator(inputs.slug), label),
        unit=indicator.unit.of(reading.language),
        values=reading.count("count.values", inputs.values),
        lines=tuple(shown),
        previous=_year_link(inputs.slug, inputs.previous, root),
        next=_year_link(inputs.slug, inputs.next, root),
        pager=pager(first_part(address, inputs.part), inputs.part),
    )


def _year_link(slug: str, year: int, root: str) -> Link | None:
    return Link(root + addresses.indicator_year(slug, year), str(year)) if year else None

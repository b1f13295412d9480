"""A record's figures as its page prints them: by category, with the halves of a pair side by side."""

import msgspec

from giaoban import formats
from giaoban.records import Figure, Record
from giaoban.views.common import Link, Reading


class PartView(msgspec.Struct, frozen=True):
    label: str
    value: str


class ChangeView(msgspec.Struct, frozen=True):
    """A change as reported, and the earlier value: as printed, or derived and marked so.

    The source's own word for the unit stands within the sentence, or apart from one in another language.
    """

    reported: str
    unit: str
    previous: str
    derived: str


class FigureView(msgspec.Struct, frozen=True):
    """One figure ready to print; `pair` is the other half's text if they were printed together.

    A `verbatim` value is the source's own words, as "hàng nghìn"; so is `printed_unit` beside the archive's unit.
    """

    label: str
    slug: str
    value: str
    verbatim: bool
    printed: str
    unit: str
    printed_unit: str
    stage: str
    target: str
    pair: str
    parts: tuple[PartView, ...]
    change: ChangeView | None
    forces: tuple[Link, ...]
    note: str


class PrintedTogether(msgspec.Struct, frozen=True):
    """A figure, or the two halves of a pair, above the words of the source that they come from."""

    figures: tuple[FigureView, ...]
    quotes: tuple[str, ...]


class CategoryView(msgspec.Struct, frozen=True):
    label: str
    groups: tuple[PrintedTogether, ...]


def category_views(record: Record, reading: Reading) -> tuple[CategoryView, ...]:
    """The figures under their categories, in the order of indicators.yaml."""
    indicators = reading.vocabulary.indicators
    found = []
    for category in reading.vocabulary.categories:
        figures = [each for each in record.figures if indicators[each.indicator].category == category.slug]
        if figures:
            found.append(CategoryView(category.label.of(reading.language), _together(figures, record, reading)))
    return tuple(found)


def _together(figures: list[Figure], record: Record, reading: Reading) -> tuple[PrintedTogether, ...]:
    groups: dict[int, list[Figure]] = {}
    for number, figure in enumerate(figures, 1):
        groups.setdefault(figure.pair or -number, []).append(figure)
    return tuple(
        PrintedTogether(
            tuple(_figure(figure, _half_elsewhere(figure, group, record), reading) for figure in group),
            tuple(dict.fromkeys(figure.quote for figure in group if figure.quote)),
        )
        for group in groups.values()
    )


def _half_elsewhere(figure: Figure, group: list[Figure], record: Record) -> Figure | None:
    """The other half of the pair, if another category has it."""
    if not figure.pair:
        return None
    return next((each for each in record.figures if each.pair == figure.pair and each not in group), None)


def _figure(figure: Figure, other: Figure | None, reading: Reading) -> FigureView:
    language = reading.language
    indicator = reading.vocabulary.indicators[figure.indicator]
    return FigureView(
        label=indicator.label.of(language),
        slug=figure.indicator,
        value=formats.quantity(figure.quantity, language),
        verbatim=figure.quantity.qualifier == "words",
        printed=figure.quantity.printed,
        unit=indicator.unit.of(language),
        printed_unit=figure.printed_unit if figure.printed_unit != indicator.unit.vi else "",
        stage=reading.term("stages", figure.stage) if figure.stage else "",
        target=formats.quantity(figure.target, language) if figure.target else "",
        pair=_pair(other, reading) if other else "",
        parts=tuple(PartView(part.label, formats.quantity(part.quantity, language)) for part in figure.parts),
        change=_change(figure, reading),
        forces=tuple(
            Link("", each.printed or reading.term("forces", each.slug), verbatim=bool(each.printed))
            for each in figure.forces
        ),
        note=figure.note,
    )


def _pair(other: Figure, reading: Reading) -> str:
    indicator = reading.vocabulary.indicators[other.indicator]
    unit = other.printed_unit or indicator.unit.of(reading.language)
    return f"{formats.quantity(other.quantity, reading.language)} {unit}"


def _change(figure: Figure, reading: Reading) -> ChangeView | None:
    change, language = figure.change, reading.language
    if change is None:
        return None
    amounts = []
    if change.by:
        within = change.unit if language == "vi" else ""
        amounts.append(" ".join(filter(None, [formats.quantity(change.by, language), within])))
    if change.percent:
        amounts.append(f"{formats.quantity(change.percent, language)}%")
    return ChangeView(
        reported=reading.text(
            f"change.{change.direction}", amount=", ".join(amounts), period=reading.period(change.against)
        ),
        unit=change.unit if language != "vi" else "",
        previous=formats.quantity(change.previous, language) if change.previous else "",
        derived=formats.number(change.derived, language) if change.derived is not None else "",
    )

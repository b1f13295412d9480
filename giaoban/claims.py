"""What a record says that another record may contradict, each with its place; read a province at a time."""

from decimal import Decimal

import msgspec

from giaoban.nodes import Document, Path
from giaoban.periods import Period
from giaoban.problems import Spot
from giaoban.schema import PERIOD_FIELDS, FigureForm, RecordForm


class Comparison(msgspec.Struct, frozen=True):
    """What a figure's change says of an earlier period: its exact value, or by what percentage it has changed."""

    against: Period
    spot: Spot
    previous: Decimal | None = None
    percent: Decimal | None = None


class FigureClaim(msgspec.Struct, frozen=True):
    indicator: str
    stage: str
    number: Decimal
    exact: bool
    spot: Spot
    comparison: Comparison | None = None


class Claims(msgspec.Struct, frozen=True):
    """The places of what the summary says, and the figures, which it does not hold.

    `accepted` are the acceptances that silenced nothing in the record itself.
    """

    spot: Spot
    figures: tuple[FigureClaim, ...] = ()
    chair: tuple[Spot, ...] = ()
    aliases: tuple[Spot, ...] = ()
    accepted: tuple[tuple[str, Spot], ...] = ()


def claims_of(form: RecordForm, sound: Document, accepted: tuple[tuple[str, Spot], ...]) -> Claims:
    dated = next((field for field in ("date", *PERIOD_FIELDS) if sound.root.key(field)), "province")
    return Claims(
        spot=sound.at((dated,)),
        figures=tuple(
            claim
            for number, figure in enumerate(form.figures)
            for claim in _figure(figure, figure.stage, ("figures", number), sound)
        ),
        chair=tuple(sound.at(("chair", number, "name")) for number in range(len(form.chair))),
        aliases=tuple(sound.at(("aliases", number)) for number in range(len(form.aliases))),
        accepted=accepted,
    )


def _figure(figure: FigureForm, stage: str, path: Path, sound: Document) -> list[FigureClaim]:
    """The figure and the one printed beside it, which takes its stage."""
    claims = _figure(figure.paired, figure.paired.stage or stage, (*path, "with"), sound) if figure.paired else []
    if figure.value.number is None:
        return claims
    exact = figure.value.qualifier == "exact"
    comparison = _comparison(figure, (*path, "change"), sound) if exact else None
    spot = sound.at((*path, "value"))
    return [FigureClaim(figure.indicator, stage, figure.value.number, exact, spot, comparison), *claims]


def _comparison(figure: FigureForm, path: Path, sound: Document) -> Comparison | None:
    change, value = figure.change, figure.value.number
    if change is None or value is None:
        return None
    sign = 1 if change.direction == "up" else -1
    percent = change.percent.number if change.percent and change.percent.qualifier == "exact" else None
    previous = change.previous.number if change.previous and change.previous.qualifier == "exact" else None
    if previous is None and change.by and change.by.number is not None and change.by.qualifier == "exact":
        previous = value - sign * change.by.number
    if previous is None and percent is None:
        return None
    return Comparison(change.against, sound.at(path), previous, None if percent is None else sign * percent)

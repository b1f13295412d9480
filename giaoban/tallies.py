"""How many meetings and figures each group holds, with a print of what they say: enough to plan by."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec


class Tally(msgspec.Struct, frozen=True):
    """A group's size and print. Prints add up, so that a group's print does not depend on any order."""

    count: int = 0
    first: int = 0
    second: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.count + other.count, self.first + other.first, self.second + other.second)

    @property
    def print(self) -> str:
        return f"{self.count}-{self.first:x}-{self.second:x}"


NOTHING = Tally()
Years = dict[int, Tally]
"""What each year holds; year 0 holds what has neither period nor date."""

Group = tuple[str, str, str, str, int]
"""A family of groups, up to three keys, and a number; what is not used is empty or 0."""

FAMILIES = """
meetings: quarter · figures: quarter · indicator: indicator, quarter · province: province, year ·
unit: province, era · period: period · reach: indicator, province, era · spread: indicator, stage, period, era
"""


Quarters = dict[int, Tally]
"""What each quarter holds, under ten times its year plus its number."""


class Spread(msgspec.Struct, frozen=True):
    """How many values the units of an era stated themselves, of an indicator at one stage for one period."""

    stage: str
    period: str
    era: int
    values: int


class Tallies(msgspec.Struct, frozen=True):
    """The archive's meetings and figures, counted. A withdrawn record is not among them."""

    meetings: Quarters = {}
    figures: Quarters = {}
    by_indicator: dict[str, Quarters] = {}
    units_of: dict[str, int] = {}
    """How many provincial units have a figure of the indicator."""
    by_province: dict[str, Years] = {}
    by_unit: dict[tuple[str, int], Tally] = {}
    """A unit's meetings and figures together."""
    by_period: dict[str, Tally] = {}
    """The provinces' own meetings and figures for a period together."""
    spreads: dict[str, tuple[Spread, ...]] = {}


def by_year(quarters: Quarters) -> Years:
    years: Years = {}
    for quarter, tally in quarters.items():
        years[quarter // 10] = years.get(quarter // 10, NOTHING) + tally
    return years


def total(years: Years) -> Tally:
    return sum(years.values(), NOTHING)


def count_up(groups: Iterable[tuple[str, str, str, str, int, int, int, int]]) -> Tallies:
    """Sorts the groups, each with its count and print, into what plans ask for."""
    years = defaultdict[tuple[str, str], dict[int, Tally]](dict)
    by_unit, by_period = dict[tuple[str, int], Tally](), dict[str, Tally]()
    units_of, spreads = defaultdict[str, int](int), defaultdict[str, list[Spread]](list)
    for family, one, two, three, number, count, first, second in groups:
        match family:
            case "unit":
                by_unit[one, number] = Tally(count, first, second)
            case "period":
                by_period[one] = Tally(count, first, second)
            case "reach":
                units_of[one] += 1
            case "spread":
                spreads[one].append(Spread(two, three, number, count))
            case _:
                years[family, one][number] = Tally(count, first, second)
    return Tallies(
        meetings=years["meetings", ""],
        figures=years["figures", ""],
        by_indicator={one: found for (family, one), found in years.items() if family == "indicator"},
        units_of=dict(units_of),
        by_province={one: found for (family, one), found in years.items() if family == "province"},
        by_unit=by_unit,
        by_period=by_period,
        spreads={name: tuple(found) for name, found in spreads.items()},
    )

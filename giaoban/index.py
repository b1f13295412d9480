"""Sorts the archive's records into everything that pages list: provinces, periods, days, people and groups."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from giaoban.inputs import Entry, Row
from giaoban.periods import Period
from giaoban.records import LegalBasis, Person, Summary
from giaoban.tallies import Tallies
from giaoban.vietnamese import slug, sort_key
from giaoban.vocabulary import Vocabulary

Key = TypeVar("Key")


class Group(msgspec.Struct, frozen=True):
    """Everything listed under one person, force, topic, legal basis or kind."""

    entry: Entry
    rows: tuple[Row, ...]
    parts_played: tuple[Person, ...] = ()
    basis: LegalBasis | None = None


class Index(msgspec.Struct, frozen=True):
    """The archive, sorted; every tuple of rows has the newest meeting first."""

    rows: tuple[Row, ...]
    by_unit: dict[tuple[str, int], tuple[Row, ...]]
    reports_on: dict[tuple[str, int], tuple[Row, ...]]
    """As `by_unit`, but a meeting held just after a merger counts for the former units that it covers."""
    by_period: dict[Period, tuple[Row, ...]]
    by_meeting_year: dict[int, tuple[Row, ...]]
    groups: dict[str, tuple[Group, ...]]
    years: tuple[int, ...]
    """The years with a page: a meeting reports on them or was held in them."""
    tallies: Tallies
    today: datetime.date
    """The day the archive speaks of: the last meeting or period end in it. There is no clock."""


def row_of(summary: Summary) -> Row:
    return Row(
        identity=summary.identity,
        title=summary.title,
        kind=summary.kind,
        unit=summary.unit,
        locality=summary.locality,
        period=summary.period,
        date=summary.date,
        session=summary.session,
        chair=summary.chair,
    )


def day_of(summary: Summary | Row) -> datetime.date:
    """The day that places a meeting in time: its date, else the end of its period."""
    if summary.date:
        return summary.date.last_day
    return summary.period.last_day if summary.period else datetime.date.min


def year_of(row: Row) -> str:
    """The year that a meeting stands under in lists by time; empty if it has neither date nor period."""
    day = day_of(row)
    return str(day.year) if day > datetime.date.min else ""


def build_index(summaries: Iterable[Summary], vocabulary: Vocabulary, tallies: Tallies) -> Index:
    listed = [summary for summary in summaries if not summary.withdrawn]
    listed.sort(key=lambda summary: summary.identity)
    listed.sort(key=day_of, reverse=True)
    pairs = [(summary, row_of(summary)) for summary in listed]
    by_unit: dict[tuple[str, int], list[Row]] = defaultdict(list)
    reports_on: dict[tuple[str, int], list[Row]] = defaultdict(list)
    by_period: dict[Period, list[Row]] = defaultdict(list)
    by_meeting_year: dict[int, list[Row]] = defaultdict(list)
    for summary, row in pairs:
        by_unit[row.unit.slug, row.unit.era].append(row)
        for unit in summary.covers or (row.unit,):
            reports_on[unit.slug, unit.era].append(row)
        if row.period:
            by_period[row.period].append(row)
        if row.date:
            by_meeting_year[row.date.year].append(row)
    return Index(
        rows=tuple(row for _, row in pairs),
        by_unit=_frozen(by_unit),
        reports_on=_frozen(reports_on),
        by_period=_frozen(by_period),
        by_meeting_year=_frozen(by_meeting_year),
        groups={
            "chu-tri": _people(pairs),
            "luc-luong": _terms(pairs, vocabulary, "forces"),
            "chu-de": _topics(pairs),
            "can-cu": _bases(pairs),
            "loai": _terms(pairs, vocabulary, "kinds"),
        },
        years=tuple(sorted({each.from_year for each in by_period if each.kind != "years"} | set(by_meeting_year))),
        tallies=tallies,
        today=max((day_of(row) for _, row in pairs), default=datetime.date.min),
    )


def _frozen(lists: dict[Key, list[Row]]) -> dict[Key, tuple[Row, ...]]:
    return {key: tuple(rows) for key, rows in sorted(lists.items(), key=lambda item: msgspec.json.encode(item[0]))}


def _people(pairs: list[tuple[Summary, Row]]) -> tuple[Group, ...]:
    """Everyone named by a record, under the name that the newest record gives."""
    met: dict[str, list[tuple[Person, Row]]] = defaultdict(list)
    for summary, row in pairs:
        for person in dict.fromkeys((*summary.chair, *summary.people)):
            met[person.slug].append((person, row))
    groups = []
    for name, parts in met.items():
        newest = parts[0][0]
        meetings = len({row.identity for _, row in parts})
        entry = Entry(name, newest.name, ", ".join(newest.positions), meetings)
        groups.append(Group(entry, tuple(row for _, row in parts), tuple(person for person, _ in parts)))
    return _sorted(groups)


def _terms(pairs: list[tuple[Summary, Row]], vocabulary: Vocabulary, field: str) -> tuple[Group, ...]:
    """The groups of a list in site_config.yaml, in its order; those without a meeting are left out."""
    found: dict[str, list[Row]] = defaultdict(list)
    for summary, row in pairs:
        for name in summary.forces if field == "forces" else (summary.kind,):
            found[name].append(row)
    language = vocabulary.config.language
    return tuple(
        Group(Entry(term.slug, term.label.of(language), "", len(found[term.slug])), tuple(found[term.slug]))
        for term in getattr(vocabulary.config, field)
        if term.slug in found
    )


def _topics(pairs: list[tuple[Summary, Row]]) -> tuple[Group, ...]:
    found: dict[str, list[Row]] = defaultdict(list)
    names: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for summary, row in pairs:
        for topic in summary.topics:
            name = slugs.get(topic) or slugs.setdefault(topic, slug(topic))
            names.setdefault(name, topic)
            found[name].append(row)
    return _sorted(Group(Entry(name, names[name], "", len(rows)), tuple(rows)) for name, rows in found.items())


def _bases(pairs: list[tuple[Summary, Row]]) -> tuple[Group, ...]:
    found: dict[str, list[Row]] = defaultdict(list)
    bases: dict[str, LegalBasis] = {}
    for summary, row in pairs:
        for basis in summary.legal_bases:
            bases.setdefault(basis.slug, msgspec.structs.replace(basis, note=""))
            found[basis.slug].append(row)
    return _sorted(
        Group(Entry(name, bases[name].number, bases[name].issuer, len(rows)), tuple(rows), (), bases[name])
        for name, rows in found.items()
    )


def _sorted(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: (sort_key(group.entry.name), group.entry.slug)))

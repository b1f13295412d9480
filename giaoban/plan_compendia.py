"""Binds the records of a year, and of a province, into a compendium to print, cut into parts of bounded size."""

from collections.abc import Iterable, Iterator

from giaoban import addresses
from giaoban.index import Index, day_of
from giaoban.inputs import CompendiumInputs, CompendiumTitle, Part, Row
from giaoban.pages import Page
from giaoban.plan_entries import RecordEntry
from giaoban.records import Summary
from giaoban.vietnamese import sort_key

MOST = 400
"""More meetings than this no one prints: the compendium then holds those of provincial level alone, and says so."""

ROOM = 130_000
"""Bytes of a part, as estimated from the records' own; the estimate errs to the high side for most."""
TITLE = 250


def plan_compendia(entries: Iterable[RecordEntry], index: Index) -> Iterator[Page]:
    by_identity = {entry.summary.identity: entry for entry in entries}
    for slug in dict.fromkeys(slug for slug, _ in index.by_unit):
        eras = sorted(era for name, era in index.by_unit if name == slug)
        rows = [row for era in eras for row in reversed(index.by_unit[slug, era])]
        yield from _compendium(slug, 0, rows, by_identity)
    for year, rows in _by_year(index).items():
        yield from _compendium("", year, rows, by_identity)


def _by_year(index: Index) -> dict[int, list[Row]]:
    """For each year the meetings that report on it, by period and province; then those held in it without a period."""
    years: dict[int, list[Row]] = {}
    for row in index.rows:
        if year := year_of_compendium(row):
            years.setdefault(year, []).append(row)
    return {year: sorted(rows, key=_place_in_year) for year, rows in sorted(years.items())}


def year_of_compendium(row: Row | Summary) -> int:
    """The year whose compendium binds a meeting; 0 if none does."""
    if row.period is None:
        return row.date.year if row.date else 0
    return row.period.from_year if row.period.kind != "years" else 0


def _place_in_year(row: Row) -> tuple[bool, object, object, str, str]:
    first, last = (row.period.first_day, row.period.last_day) if row.period else (day_of(row), day_of(row))
    return row.period is None, first, last, sort_key(row.unit.name), row.identity


def _compendium(slug: str, year: int, rows: list[Row], entries: dict[str, RecordEntry]) -> Iterator[Page]:
    shown = rows if len(rows) <= MOST else [row for row in rows if not row.locality]
    bound = _bound([entries[row.identity] for row in shown])
    part_of = {entry.summary.identity: number for number, part in enumerate(bound, 1) for entry in part}
    titles = tuple(CompendiumTitle(row.identity, row.title, row.unit, part_of[row.identity]) for row in shown)
    for number, part in enumerate(bound, 1):
        inputs = CompendiumInputs(
            slug=slug,
            unit=rows[-1].unit,
            year=year,
            records=tuple((entry.file, entry.digest) for entry in part),
            contents=titles if number == 1 else tuple(title for title in titles if title.part == number),
            left_out=len(rows) - len(shown),
            part=Part(number, len(bound)),
        )
        yield Page(addresses.part(addresses.compendium(slug or year), number), "compendium", inputs)


def _bound(entries: list[RecordEntry]) -> list[list[RecordEntry]]:
    """The records in parts, each within its room unless one record alone exceeds it."""
    parts: list[list[RecordEntry]] = [[]]
    taken = TITLE * len(entries)
    for entry in entries:
        weight = 2 * entry.size + 2_000
        if parts[-1] and taken + weight > ROOM:
            parts.append([])
            taken = 0
        parts[-1].append(entry)
        taken += weight + TITLE
    return parts

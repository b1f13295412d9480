"""Checks between the records of one province, as warnings: what one says and another contradicts."""

import statistics
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from giaoban.claims import Claims, FigureClaim
from giaoban.dates import PartialDate
from giaoban.doubts import percent_fits
from giaoban.formats import number as printed
from giaoban.index import day_of
from giaoban.messages import is_warning
from giaoban.problems import Problem, Spot
from giaoban.records import Summary
from giaoban.vietnamese import fold, place_tones

UNUSUAL = 10
EARLIER = 3
"""How many earlier figures make a usual one."""


class Testimony(msgspec.Struct, frozen=True):
    """One record of the province: its file, its summary, and its claims."""

    file: str
    summary: Summary
    claims: Claims

    @property
    def place(self) -> tuple[object, ...]:
        """Whose meeting it is; the same name in two eras is two units, which are never compared."""
        return (self.summary.unit, self.summary.level, self.summary.locality)


def check_province(records: Iterable[Testimony]) -> list[Problem]:
    """The warnings between the records of one province, less those that the records accept."""
    standing = [record for record in records if not record.summary.withdrawn]
    standing.sort(key=lambda record: (day_of(record.summary), record.file))
    found = [*_twice(standing), *_spellings(standing), *_contradictions(standing), *_unusual(standing)]
    return _accepted(standing, found)


def _accepted(records: list[Testimony], found: list[Problem]) -> list[Problem]:
    """Drops what is accepted; an acceptance that nothing needed is a warning in its turn."""
    accepted = {(record.file, code): spot for record in records for code, spot in record.claims.accepted}
    used = {(problem.file, problem.code) for problem in found}
    left = [problem for problem in found if (problem.file, problem.code) not in accepted]
    return left + [
        Problem(file, spot, "accept-unused", {"found": code})
        for (file, code), spot in accepted.items()
        if (file, code) not in used and is_warning(code)
    ]


def _twice(records: list[Testimony]) -> Iterator[Problem]:
    """The same meeting under two identities: the same period, or the same day, and nothing that tells them apart."""
    seen: dict[tuple[object, ...], list[Testimony]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.file):
        summary = record.summary
        keys: list[tuple[object, ...]] = [("period", summary.kind, summary.period)] if summary.period else []
        if summary.date and summary.date.day:
            keys.append(("day", "", summary.date.iso))
        if not keys:
            keys.append(("", summary.kind, summary.date.iso if summary.date else summary.title))
        others = (other for key in keys for other in seen[*record.place, *key])
        first = next((other for other in others if _one(summary, other.summary)), None)
        if first:
            yield Problem(record.file, record.claims.spot, "meeting-twice", {"other": first.file})
        for key in keys:
            seen[*record.place, *key].append(record)


def _one(summary: Summary, other: Summary) -> bool:
    alike = summary.kind == other.kind or summary.period == other.period
    return alike and _compatible(summary.date, other.date)


def _compatible(date: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates, each known to its own precision, may be one day."""
    if date is None or other is None:
        return True
    return date.iso.startswith(other.iso) or other.iso.startswith(date.iso)


class _Naming(msgspec.Struct, frozen=True):
    name: str
    file: str
    spot: Spot


def _spellings(records: list[Testimony]) -> Iterator[Problem]:
    """A chair's name in two spellings: other tones or marks, or for one position one letter more, less or other."""
    by_letters: dict[str, list[_Naming]] = defaultdict(list)
    by_position: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for record in records:
        for person, spot in zip(record.summary.chair, record.claims.chair, strict=True):
            letters = fold(person.name)
            by_letters[letters].append(_Naming(place_tones(person.name), record.file, spot))
            if person.positions:
                by_position[*record.place, fold(", ".join(person.positions))].add(letters)
    alike = [namings for namings in by_letters.values() if len({naming.name.casefold() for naming in namings}) > 1]
    near = {pair for names in by_position.values() if len(names) > 1 for pair in _neighbours(names)}
    alike += [[*by_letters[one], *by_letters[other]] for one, other in sorted(near)]
    found = {(problem.file, problem.spot): problem for namings in alike for problem in _rarer(namings)}
    yield from found.values()


def _rarer(namings: list[_Naming]) -> Iterator[Problem]:
    """Every naming that is not in the commonest spelling; of two equally common ones the earlier is right."""
    counts = Counter(naming.name.casefold() for naming in namings)
    usual = max(namings, key=lambda naming: counts[naming.name.casefold()])
    for naming in namings:
        if naming.name.casefold() != usual.name.casefold():
            params = {"found": naming.name, "usual": usual.name, "other": usual.file}
            yield Problem(naming.file, naming.spot, "chair-spelling", params)


def _neighbours(names: set[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names at an edit distance of one: they meet where a letter of either or both is left out."""
    shorter: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name in sorted(names):
        for place in range(len(name)):
            rest = name[:place] + name[place + 1 :]
            if rest in names:
                yield min(rest, name), max(rest, name)
            for other in shorter[rest, place]:
                yield other, name
            shorter[rest, place].append(name)


def _contradictions(records: list[Testimony]) -> Iterator[Problem]:
    """A change against an earlier period whose own record has another number."""
    recorded: dict[tuple[object, ...], list[tuple[Decimal, str]]] = defaultdict(list)
    for record in records:
        for claim in record.claims.figures:
            if claim.exact and record.summary.period:
                key = (*record.place, claim.indicator, claim.stage, record.summary.period)
                recorded[key].append((claim.number, record.file))
    for record in records:
        for claim in record.claims.figures:
            if claim.comparison is None:
                continue
            earlier = recorded.get((*record.place, claim.indicator, claim.stage, claim.comparison.against), [])
            others = [(number, file) for number, file in earlier if file != record.file]
            if others and not any(_agrees(claim, number) for number, _ in others):
                yield _contradiction(record.file, claim, *others[0])


def _agrees(claim: FigureClaim, earlier: Decimal) -> bool:
    comparison = claim.comparison
    if comparison is None or comparison.previous is not None:
        return comparison is None or comparison.previous == earlier
    if comparison.percent is None or not earlier:
        return True
    return percent_fits(claim.number, earlier, comparison.percent)


def _contradiction(file: str, claim: FigureClaim, recorded: Decimal, other: str) -> Problem:
    comparison = claim.comparison
    if comparison is None:
        raise ValueError("only a figure with a change can contradict another")
    implied = comparison.previous
    if implied is None and comparison.percent is not None and comparison.percent > -100:
        implied = (claim.number * 100 / (100 + comparison.percent)).quantize(Decimal(1))
    params = {
        "period": comparison.against.words,
        "implied": printed(implied, "vi") if implied is not None else "?",
        "recorded": printed(recorded, "vi"),
        "other": other,
    }
    return Problem(file, comparison.spot, "change-contradicts", params)


def _unusual(records: list[Testimony]) -> Iterator[Problem]:
    """A figure ten times the median of the earlier ones of its series; periods of another length are another series."""
    series: dict[tuple[object, ...], list[Decimal]] = defaultdict(list)
    for record in records:
        period = record.summary.period
        for claim in record.claims.figures:
            earlier = series[*record.place, claim.indicator, claim.stage, period.kind if period else ""]
            if len(earlier) >= EARLIER:
                usual = statistics.median(earlier)
                if usual and claim.number >= UNUSUAL * usual:
                    times = str(int(claim.number / usual))
                    params = {"found": printed(claim.number, "vi"), "usual": printed(usual, "vi"), "times": times}
                    yield Problem(record.file, claim.spot, "figure-unusual", params)
            insort(earlier, claim.number)

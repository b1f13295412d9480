"""Checks that the fields of one record make sense together; each check looks at what was read soundly."""

import datetime
from collections.abc import Iterator

from giaoban.addresses import identity_of, name_fault
from giaoban.formats import number as printed
from giaoban.messages import is_warning
from giaoban.messages.warnings import WARNINGS
from giaoban.nodes import Document, Path
from giaoban.periods import Period
from giaoban.problems import Problem, Spot
from giaoban.schema import PERIOD_FIELDS, REQUIRED, ChangeForm, FigureForm, RecordForm
from giaoban.validation import meant_key
from giaoban.values import Quantity
from giaoban.vietnamese import guess
from giaoban.vocabulary import Vocabulary, spells_one


def check_sense(form: RecordForm, written: Document, sound: Document, vocabulary: Vocabulary) -> list[Problem]:
    """The problems between the fields of `form`; `written` is the whole document, `sound` what was read of it."""
    checks = (
        _missing(written),
        _periods(written),
        _province(form, written, sound, vocabulary),
        _status(form, sound),
        _accepted(form, sound),
        _figures(form, sound, vocabulary),
        _company(form, written, sound),
    )
    return [problem for check in checks for problem in check]


def deciding_day(form: RecordForm) -> datetime.date | None:
    """The day that decides which province was in force: the meeting's, else its period's or its report's last."""
    dates = [form.date, form.quarter, form.half, form.year, form.months, form.years]
    dates += [source.date for source in form.source]
    return next((date.last_day for date in dates if date), None)


def period_of(form: RecordForm) -> Period | None:
    return next((value for field in PERIOD_FIELDS if (value := getattr(form, field))), None)


def top(document: Document) -> Spot:
    """The first line of a file, where what is missing altogether is reported."""
    first = document.lines[0] if document.lines else ""
    return Spot(1, 1, max(len(first), 1), first)


def _missing(written: Document) -> Iterator[Problem]:
    missing = [key for key in REQUIRED if not written.tries(key)]
    misspelt = [meant_key(RecordForm, (key.text,)) for key, _ in written.root.pairs if missing]
    for key in missing:
        if key not in misspelt:
            yield Problem(written.file, top(written), "key-missing", {"key": key})


def _periods(written: Document) -> Iterator[Problem]:
    given = [field for field in PERIOD_FIELDS if written.root.key(field)]
    for field in given[1:]:
        yield Problem(written.file, written.at_key((field,)), "period-twice", {"found": field, "first": given[0]})


def _province(form: RecordForm, written: Document, sound: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    day = deciding_day(form)
    if day is None:
        misread = "source" in written.aside or written.root.get("source") != sound.root.get("source")
        if not misread and not any(written.tries(key) for key in ("date", *PERIOD_FIELDS)):
            yield Problem(sound.file, top(sound), "date-missing")
        return
    if form.province:
        folder = identity_of(sound.file).split("/")[0]
        if folder != form.province and not name_fault(identity_of(sound.file)):
            params = {"found": form.province, "folder": folder}
            yield Problem(sound.file, sound.at(("province",)), "folder-mismatch", params)
        if vocabulary.provinces.unit(form.province, day) is None:
            yield _not_in_force(form.province, day, sound.at(("province",)), sound.file, vocabulary)
    for number, covered in enumerate(form.covers):
        if vocabulary.provinces.last_unit(covered, day) is None:
            yield _not_in_force(covered, day, sound.at(("covers", number)), sound.file, vocabulary)
    last_era = vocabulary.provinces.eras[-1].first_day
    if form.level == "cap-huyen" and day >= last_era:
        yield Problem(sound.file, sound.at(("level",)), "level-abolished", {"date": last_era.strftime("%d/%m/%Y")})


def _not_in_force(slug: str, day: datetime.date, spot: Spot, file: str, vocabulary: Vocabulary) -> Problem:
    entry = vocabulary.provinces.latest(slug)
    others = [entry.successor] if entry.successor else entry.predecessors
    names = ", ".join(vocabulary.provinces.latest(other).name for other in others)
    params = {"found": entry.name, "date": day.strftime("%d/%m/%Y"), "unit": names}
    return Problem(file, spot, "province-not-in-force", params)


def _status(form: RecordForm, sound: Document) -> Iterator[Problem]:
    if form.status == "withdrawn" and not form.reason:
        yield Problem(sound.file, sound.at(("status",)), "reason-missing")
    for number, alias in enumerate(form.aliases):
        if name_fault(alias):
            yield Problem(sound.file, sound.at(("aliases", number)), "identity-unreadable", {"found": alias})


def _accepted(form: RecordForm, sound: Document) -> Iterator[Problem]:
    for number, (code, _) in enumerate(form.accept):
        if not is_warning(code):
            params = {"found": code, "guess": guess(code, WARNINGS) or ""}
            yield Problem(sound.file, sound.at(("accept", number)), "code-unknown", params)


def _figures(form: RecordForm, sound: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    for number, figure in enumerate(form.figures):
        yield from _figure(figure, ("figures", number), sound, vocabulary)
        if figure.paired:
            yield from _figure(figure.paired, ("figures", number, "with"), sound, vocabulary)
            if figure.paired.paired:
                yield Problem(sound.file, sound.at(("figures", number, "with", "with")), "with-nested")


def _figure(figure: FigureForm, path: Path, sound: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    unit = vocabulary.indicators[figure.indicator].unit.vi
    names = (unit, figure.printed_unit, figure.change.unit if figure.change else "")
    for amount, place in _amounts(figure, path):
        if amount.unit and not spells_one(amount.unit, filter(None, names)):
            params = {"found": amount.unit, "unit": unit, "indicator": figure.indicator}
            yield Problem(sound.file, sound.at(place), "unit-mismatch", params)
    known = [amount.number for amount in figure.parts.values()]
    whole = figure.value.number
    exact = all(amount.qualifier == "exact" for amount in (figure.value, *figure.parts.values()))
    if figure.parts and figure.parts_complete and exact and whole is not None and None not in known:
        total = sum(number for number in known if number is not None)
        if total != whole:
            params = {"found": printed(total, "vi"), "whole": printed(whole, "vi")}
            yield Problem(sound.file, sound.at((*path, "parts")), "parts-differ", params)
    if figure.change and figure.change.percent:
        yield from _percent(figure.change, (*path, "change", "percent"), sound)
    if figure.change and figure.change.by is None and figure.change.percent is None:
        yield Problem(sound.file, sound.at((*path, "change")), "change-unstated")


def _percent(change: ChangeForm, path: Path, sound: Document) -> Iterator[Problem]:
    """A percentage has no unit but its own, and nothing falls by more than all of it."""
    percent = change.percent
    if percent is None:
        return
    if percent.unit not in ("", "%"):
        yield Problem(sound.file, sound.at(path), "percent-unit", {"found": percent.unit})
    elif change.direction == "down" and percent.number is not None and percent.number > 100:
        yield Problem(sound.file, sound.at(path), "percent-impossible", {"found": percent.printed})


def _amounts(figure: FigureForm, path: Path) -> Iterator[tuple[Quantity, Path]]:
    """Every number of a figure that is counted in its unit, with its place."""
    yield figure.value, (*path, "value")
    if figure.target:
        yield figure.target, (*path, "target")
    for label, amount in figure.parts.items():
        yield amount, (*path, "parts", label)
    if figure.change and figure.change.by:
        yield figure.change.by, (*path, "change", "by")
    if figure.change and figure.change.previous:
        yield figure.change.previous, (*path, "change", "previous")


def _company(form: RecordForm, written: Document, sound: Document) -> Iterator[Problem]:
    if not written.tries("source"):
        yield Problem(sound.file, top(sound), "source-missing")
    if len(form.forces) == 1 and written.root.get("forces") == sound.root.get("forces"):
        yield Problem(sound.file, sound.at(("forces",)), "forces-few")

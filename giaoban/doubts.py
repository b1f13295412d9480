"""Checks of sense within one record, as warnings: what is legal and yet seldom right."""

import calendar
import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from giaoban.formats import number as printed
from giaoban.nodes import Document, Path, Scalar, find
from giaoban.problems import Problem
from giaoban.schema import FigureForm, RecordForm
from giaoban.sense import deciding_day, period_of
from giaoban.values import SCALES, BadValue, Quantity, read_quantity
from giaoban.vocabulary import Vocabulary, spells_one

LATE_MONTHS = 4
NUMBER_WORDS = "không một hai ba bốn năm sáu bảy tám chín mười".split()
MEASURES = frozenset("kg g gam mg tạ tấn m m2 m² m3 m³ km ha lít l ml % đồng".split())
"""Units that are measured; whatever else is counted has no fractions."""
_QUOTED_NUMBER = re.compile(rf"\d+(?:[.,]\d+)*(?:\s+(?:{'|'.join(SCALES)})\b)*", re.IGNORECASE)


def check_doubts(form: RecordForm, sound: Document, vocabulary: Vocabulary) -> list[Problem]:
    """The warnings of a record by itself, placed in what was read soundly of it."""
    checks = (_timing(form, sound), _force_names(form, sound, vocabulary), _figures(form, sound, vocabulary))
    return [problem for check in checks for problem in check]


def _timing(form: RecordForm, sound: Document) -> Iterator[Problem]:
    period = period_of(form)
    if period is None or form.date is None:
        return
    # Five years of a decree of September 2019 end in September 2024, and are written 2019-2024.
    last = datetime.date(period.to_year, 1, 1) if period.kind == "years" else period.last_day
    end, params = period.last_day, {"date": form.date.printed, "end": period.last_day.strftime("%d/%m/%Y")}
    if form.date.last_day < last:
        yield Problem(sound.file, sound.at(("date",)), "meeting-early", params)
    elif form.date.first_day > months_after(end, LATE_MONTHS):
        yield Problem(sound.file, sound.at(("date",)), "meeting-late", params)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The last day of the month that lies so many months after that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _force_names(form: RecordForm, sound: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Names of forces that began or ended; a report on former times may still use them, so this is a warning."""
    day = deciding_day(form)
    dated = [name for term in vocabulary.config.forces for name in term.dated]
    if day is None or not dated:
        return
    for path in _named_forces(form):
        node = find(sound.root, path)
        if not isinstance(node, Scalar):
            continue
        meant = [name for name in dated if spells_one(node.text, name.spellings)]
        for name in meant:
            if name.first_day and day < name.first_day:
                params = {"found": node.text.strip(), "date": name.first_day.strftime("%d/%m/%Y")}
                yield Problem(sound.file, sound.at(path), "force-name-early", params)
            if name.last_day and day > name.last_day:
                params = {"found": node.text.strip(), "date": name.last_day.strftime("%d/%m/%Y")}
                yield Problem(sound.file, sound.at(path), "force-name-late", params)


def _named_forces(form: RecordForm) -> Iterator[Path]:
    for number, force in enumerate(form.forces):
        yield ("forces", number, "force")
        if force.name:
            yield ("forces", number, "name")
    yield from (("host", number) for number in range(len(form.host)))


def _figures(form: RecordForm, sound: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    for number, figure in enumerate(form.figures):
        path: Path = ("figures", number)
        yield from _figure(figure, figure.quote, path, sound, vocabulary)
        if figure.paired:
            yield from _figure(figure.paired, figure.paired.quote or figure.quote, (*path, "with"), sound, vocabulary)


def _figure(figure: FigureForm, quote: str, path: Path, sound: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    value = figure.value

    def doubt(code: str, **params: str) -> Problem:
        return Problem(sound.file, sound.at((*path, "value")), code, {"found": value.printed, **params})

    if quote and value.number is not None and not holds_number(quote, value):
        yield doubt("quote-without-number")
    unit = vocabulary.indicators[figure.indicator].unit.vi
    if unit == "%" and value.number is not None and value.number > 100:
        yield doubt("percent-over")
    if value.number is not None and value.number % 1 and not MEASURES & set(unit.lower().split()):
        grouped = value.printed.replace(",", ".") if re.fullmatch(r"[1-9]\d{0,2},\d{3}", value.printed) else ""
        yield doubt("count-fraction", unit=unit, guess=grouped)
    if figure.change:
        yield from _change(figure, (*path, "change"), sound)


def holds_number(quote: str, value: Quantity) -> bool:
    """Whether the quotation has the value's number: as printed, in another form of digits, or as a short word."""
    if value.printed in quote:
        return True
    words = " ".join(quote.casefold().split())
    if " ".join(value.printed.casefold().split()) in words:
        return True
    for match in _QUOTED_NUMBER.finditer(words):
        try:
            if read_quantity(match[0]).number == value.number:
                return True
        except BadValue:
            continue
    small = value.number is not None and value.number < len(NUMBER_WORDS) and value.number == int(value.number)
    return small and NUMBER_WORDS[int(value.number or 0)] in re.findall(r"\w+", words)


def _change(figure: FigureForm, path: Path, sound: Document) -> Iterator[Problem]:
    """A change whose own numbers do not fit together."""
    change = figure.change
    value, by = _exact(figure.value), _exact(change.by) if change else None
    if change is None or value is None:
        return
    sign = 1 if change.direction == "up" else -1
    previous, percent = _exact(change.previous), _exact(change.percent)
    if previous is not None and by is not None and value - previous != sign * by:
        yield _differs(sound, path, value, previous, printed(value - previous, "vi"), printed(sign * by, "vi"))
        return
    earlier = previous if previous is not None else value - sign * by if by is not None else None
    if earlier and earlier > 0 and percent is not None and not percent_fits(value, earlier, sign * percent):
        exact = ((value - earlier) * 100 / earlier).quantize(Decimal("0.1"))
        yield _differs(sound, path, value, earlier, f"{printed(exact, 'vi')}%", f"{printed(sign * percent, 'vi')}%")


def _differs(sound: Document, path: Path, value: Decimal, previous: Decimal, found: str, stated: str) -> Problem:
    params = {"value": printed(value, "vi"), "previous": printed(previous, "vi"), "found": found, "stated": stated}
    return Problem(sound.file, sound.at(path), "change-differs", params)


def _exact(quantity: Quantity | None) -> Decimal | None:
    return quantity.number if quantity and quantity.qualifier == "exact" else None


def percent_fits(value: Decimal, earlier: Decimal, percent: Decimal) -> bool:
    """Whether the signed percentage is the change from `earlier` to `value`, as far as it was rounded or cut."""
    exact = (value - earlier) * 100 / earlier
    exponent = percent.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
    return abs(exact - percent) <= step

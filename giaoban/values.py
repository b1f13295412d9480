"""Readers of numbers, times and single words: each takes one text, returns a typed value and never guesses.

Dates are read in dates.py, periods in periods.py.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Literal

import msgspec

from giaoban.characters import name_of, unseen_in
from giaoban.vietnamese import fold, guess, nfc, place_tones

Qualifier = Literal["exact", "under", "over", "about", "words", "unstated"]

UNSTATED = "không nêu"
QUALIFIERS: dict[str, Qualifier] = {
    "gần": "under",
    "dưới": "under",
    "chưa đến": "under",
    "chưa đầy": "under",
    "hơn": "over",
    "trên": "over",
    "khoảng": "about",
    "xấp xỉ": "about",
    "chừng": "about",
    "trên dưới": "about",
}
SCALES = {"chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
"""The power of ten by which each number word multiplies."""

SESSIONS = ("sáng", "chiều", "tối")
ANSWERS = {"có": True, "không": False, "yes": True, "no": False, "true": True, "false": False}


class BadValue(ValueError):
    """A text that is not a value of its type; `offset` and `length` mark the wrong part of the text.

    A parameter that is not known, as a guess, is left out of `params`.
    """

    def __init__(
        self, code: str, found: str, *, offset: int = 0, length: int | None = None, **params: str | None
    ) -> None:
        super().__init__(code, found)
        self.code = code
        self.params = {"found": found} | {name: value for name, value in params.items() if value}
        self.offset = offset
        self.length = length


class Quantity(msgspec.Struct, frozen=True):
    """A reported number; `printed` is the source's own form of it, without the unit."""

    printed: str
    number: Decimal | None
    qualifier: Qualifier
    unit: str = ""

    @property
    def qualifier_words(self) -> str:
        """The words before the digits, as "gần" in "gần 11.000"."""
        if self.printed[:1].isdecimal():
            return ""
        digits = re.search("[0-9]", self.printed)
        return " ".join(self.printed[: digits.start()].lower().split()) if digits else ""


def plain(text: str) -> str:
    """The text in NFC without spaces around it; a character that nobody sees is an error."""
    if stray := unseen_in(text):
        params = {name: value for name, value in stray.params.items() if name != "found"}
        raise BadValue(stray.code, stray.params["found"], offset=stray.offset, length=stray.length, **params)
    return nfc(text).strip()


def same_word(one: str, other: str) -> bool:
    """Whether two texts are one word but for case, Unicode form, tone placement and spaces around them."""
    return place_tones(one).strip().lower() == place_tones(other).strip().lower()


def _marked(code: str, text: str, found: str, **params: str | None) -> BadValue:
    """A BadValue for the part `found` of `text`."""
    offset = text.find(found)
    if offset < 0 or not found:
        return BadValue(code, found, offset=0, length=None, **params)
    return BadValue(code, found, offset=offset, length=len(found), **params)


_WORDS = r"[^\W\d_]+(?:\s+[^\W\d_]+)*"
_SCALE = "|".join(SCALES)
_QUALIFIED = re.compile(
    "(?P<words>" + "|".join(sorted(QUALIFIERS, key=len, reverse=True)).replace(" ", r"\s+") + r")\s+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<digits>(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?)"
    rf"(?:\s*(?P<scale>(?:{_SCALE})(?:\s+(?:{_SCALE}))*)(?![^\W\d_]))?"
    rf"(?:\s*(?P<unit>%|{_WORDS}))?",
    re.IGNORECASE,
)
_UNCOUNTED = re.compile(rf"(?P<printed>hàng(?:\s+(?:{_SCALE}))+|nhiều)(?:\s+(?P<unit>{_WORDS}))?", re.IGNORECASE)
_AMBIGUOUS_COMMA = re.compile("[1-9][0-9]{0,2},000")
_CHANGES_THE_NUMBER = {"rưỡi", "lẻ", "mấy", "trở", "hơn", "hoặc", "đến", "k", "tr"}
_TONELESS_SCALES = {fold(word): word for word in SCALES}
_OTHER_WORDS = _CHANGES_THE_NUMBER | _TONELESS_SCALES.keys()
LETTERS_FOR_DIGITS = str.maketrans("OoIl", "0011")
"""Letters that are typed for the digits they look like."""
_WITH_LETTERS = re.compile(r"[0-9OoIl.,]*(?:[OoI]|l(?=[0-9]))[0-9OoIl.,]*")


def read_quantity(text: str) -> Quantity:
    """Reads a figure in Vietnamese notation: "19.620", "2,23", "06", "gần 11.000", "1,5 triệu", "12kg".

    A dot groups exactly three digits and a comma is decimal. A number word multiplies: "11 nghìn" is 11000.
    """
    clean = plain(text)
    in_words = not clean[:1].isdecimal()
    if in_words and same_word(clean, UNSTATED):
        return Quantity(clean, None, "unstated")
    if in_words and (uncounted := _UNCOUNTED.fullmatch(clean)):
        return Quantity(uncounted["printed"], None, "words", uncounted["unit"] or "")
    qualified = _QUALIFIED.match(clean)
    rest = clean[qualified.end() :] if qualified else clean
    number = _NUMBER.fullmatch(rest)
    if not number or _AMBIGUOUS_COMMA.fullmatch(number["digits"]):
        raise _number_fault(text, clean, rest)
    unit = number["unit"] or ""
    if _WITH_LETTERS.fullmatch(rest.split()[0]):
        raise _number_fault(text, clean, rest)
    if any(sign.isnumeric() and sign not in "²³" for sign in unit) or unit.startswith(("²", "³")):
        raise _marked("number-unit", text, unit)
    for word in unit.split():
        if word.lower() in _OTHER_WORDS:
            raise _marked("number-word", text, word, guess=_TONELESS_SCALES.get(word.lower()))
    qualifier = QUALIFIERS[" ".join(qualified["words"].lower().split())] if qualified else "exact"
    printed = clean[: len(clean) - len(unit)].rstrip()
    return Quantity(printed, _multiplied(number["digits"], number["scale"] or ""), qualifier, unit)


def _multiplied(digits: str, scale: str) -> Decimal:
    """The exact number: powers of ten are added to the exponent, so that nothing is rounded."""
    plainly = Decimal(digits.replace(".", "").replace(",", "."))
    if not scale:
        return plainly
    value = plainly.as_tuple()
    power = sum(SCALES[word] for word in scale.lower().split())
    number = Decimal((0, value.digits, int(value.exponent) + power))
    if power and number == number.to_integral_value():
        return Decimal(f"{number:.0f}")
    return number


_MISWRITTEN = (
    ("number-negative", r"[-–−]\s*([0-9].*)", r"\1"),
    ("number-notation", r"\+\s*([0-9].*)", r"\1"),
    ("number-notation", r"[~≈]\s*([0-9].*)", r"khoảng \1"),
    ("number-notation", r">\s*([0-9].*)", r"hơn \1"),
    ("number-notation", r"<\s*([0-9].*)", r"dưới \1"),
    ("number-notation", r"([0-9.,]*[0-9])[.,]", r"\1"),
    ("number-notation", r"[.,]([0-9]+)", r"0,\1"),
    ("number-grouping", r"0+\.([0-9]+)", r"0,\1"),
    ("number-grouping", r"([0-9]+)\.([0-9]{1,2})", r"\1,\2"),
)
"""What is often written for a number: the code, the form, and what to write instead."""

_HEAD = re.compile(r"[-–−+~≈<>]?\s*[0-9.,][0-9.,_'’]*(?:\s+[0-9][0-9.,]*)*")
_AMBIGUOUS = re.compile(r"([0-9]+)\.([0-9]{3,})|([1-9][0-9]{0,2}),(000)")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SPACED = re.compile(r"[0-9]{1,3}(?:[\s_'’][0-9]{3})+(?:,[0-9]+)?")


def _number_fault(text: str, clean: str, rest: str) -> BadValue:
    """What is wrong with a text that is not a number; `rest` is `clean` after its qualifier."""
    token = rest.split()[0] if rest else ""
    foreign = next((sign for sign in token if sign > "9" and unicodedata.category(sign) in ("Nd", "Nl")), "")
    if foreign:
        ascii_digits = _if_number("".join(str(unicodedata.digit(sign, sign)) for sign in token))
        return _marked("number-digit", text, token, character=name_of(foreign), guess=ascii_digits)
    if re.search("[0-9]", token) and (lettered := _WITH_LETTERS.fullmatch(token)):
        letter = next(sign for sign in lettered[0] if sign in "OoIl")
        meant = _if_number(token.translate(LETTERS_FOR_DIGITS))
        return _marked("number-digit", text, token, character=name_of(letter), guess=meant)
    if not re.search("[0-9]", rest):
        choices = (UNSTATED, "nhiều", *(f"hàng {scale}" for scale in SCALES))
        return _marked("number-unknown", text, clean, guess=guess(clean, choices))
    head = _HEAD.match(rest)
    if not head:
        words, digits = re.split("(?=[0-9])", clean, maxsplit=1)
        nearest = guess(words, QUALIFIERS) or ""
        respelt = _if_number(f"{nearest} {digits}") if len(nearest.split()) == len(words.split()) else None
        return _marked("number-unknown", text, clean, guess=respelt)
    if _is_number(head[0]):
        return _tail_fault(text, clean, rest, rest[head.end() :].strip())
    return _notation_fault(text, head[0].strip())


def _tail_fault(text: str, clean: str, rest: str, tail: str) -> BadValue:
    if re.fullmatch(r"[eE][-+]?[0-9]+", tail):
        return _marked("number-notation", text, rest)
    if re.search(r"[0-9]", tail) and not re.fullmatch(r"[^\W\d_]+[0-9]", tail):
        return _marked("number-several", text, clean)
    return _marked("number-unit", text, tail)


def _notation_fault(text: str, head: str) -> BadValue:
    for code, form, instead in _MISWRITTEN:
        if written := re.fullmatch(form, head):
            return _marked(code, text, head, guess=_if_number(written.expand(instead)))
    if ambiguous := _AMBIGUOUS.fullmatch(head):
        whole, fraction = (part for part in ambiguous.groups() if part)
        grouped = f"{Decimal(whole + fraction):,f}".replace(",", ".")
        decimal = whole if fraction == "000" else f"{whole},{fraction}"
        return _marked("number-ambiguous", text, head, grouped=grouped, decimal=decimal)
    if _ENGLISH.fullmatch(head):
        return _marked("number-grouping", text, head, guess=head.translate(str.maketrans(",.", ".,")))
    if _SPACED.fullmatch(head):
        dotted = re.sub(r"[\s_'’]", ".", head)
        return _marked("number-grouping", text, head, guess=_if_number(dotted))
    return _marked("number-several" if " " in head else "number-grouping", text, head)


def _is_number(text: str) -> bool:
    qualified = _QUALIFIED.match(text)
    number = _NUMBER.fullmatch(text[qualified.end() :] if qualified else text)
    return number is not None and not _AMBIGUOUS_COMMA.fullmatch(number["digits"])


def _if_number(candidate: str) -> str | None:
    return candidate if _is_number(candidate) else None


def read_count(text: str) -> int:
    """Reads a whole number that stands alone, as an order or a page size."""
    quantity = read_quantity(text)
    if quantity.number is None or quantity.qualifier != "exact" or quantity.unit or quantity.number % 1:
        raise _marked("count-unknown", text, plain(text))
    return int(quantity.number)


def read_time(text: str) -> str:
    """Reads a time of day, "16:14", "16h14" or "7h30", as "16:14" or "07:30"."""
    clean = plain(text)
    time = re.fullmatch(r"([0-9]{1,2})(?:[:hH]([0-9]{2})|[hH])", clean)
    if not time or int(time[1]) > 23 or int(time[2] or 0) > 59:
        respelt = re.sub(r"\s*(?:[.,;:]|gi[ơờ]|g|h)\s*", ":", clean.lower(), count=1)
        known = re.fullmatch(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]", respelt)
        raise _marked("time-unknown", text, clean, guess=respelt if known else None)
    return f"{int(time[1]):02}:{time[2] or '00'}"


def read_session(text: str) -> str:
    """Reads the part of the day, one of SESSIONS."""
    clean = plain(text)
    for session in SESSIONS:
        if same_word(clean, session):
            return session
    raise _marked("session-unknown", text, clean, guess=guess(clean.split()[-1] if clean else "", SESSIONS))


def read_yes_no(text: str) -> bool:
    """Reads "có" or "không", or their English."""
    clean = plain(text)
    for word, answer in ANSWERS.items():
        if same_word(clean, word):
            return answer
    raise _marked("yes-no-unknown", text, clean, guess=guess(clean, ANSWERS))

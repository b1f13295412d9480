"""Vietnamese text: folding, collation, tone placement, slugs and the nearest spelling."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from slugify import slugify

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of tones in Vietnamese dictionaries and in ICU's `vi` collation."""

COLLATION = " _-‑–—,;:!?.…·'‘’\"“”«»()[]{}@*/\\&#%•`^°+×<=>|~−$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

_RANKS = {character: chr(rank) for rank, character in enumerate(COLLATION, start=1)}
_FOLDED = str.maketrans({"đ": "d", "ð": "d", "\u00a0": " "} | dict.fromkeys("‐‑‒–—―−", "-"))
_MARKS = re.compile("[\u0300-\u036f]")

_TONE = f"([{TONES}])"
_LETTER = r"[^\W\d_]"
_OPEN_SYLLABLE = re.compile(rf"([oO](?=[aAeE])|(?<![qQ])[uU](?=[yY]))([aAeEyY]){_TONE}(?!{_LETTER}|[\u0300-\u036f])")
_CLOSED_SYLLABLE = re.compile(
    rf"([oO](?=.[aAeE])|[uU](?=.[yY])){_TONE}([aAeE]\u0306?|[yY](?:[eE]\u0302)?)(?={_LETTER})"
)
_AFTER_Q = re.compile(rf"([qQ][uU]){_TONE}([yY][eE]\u0302|[aAeEiIoOyY][\u0302\u0306\u031b]?)")
_SPACING = re.compile(r"[\s_-]+")


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text without marks and in lower case, "đ" as "d" and every dash as "-": what a search compares."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text).lower()).translate(_FOLDED)


def sort_key(text: str) -> str:
    """A key whose plain order is that of ICU's `vi` collation: letters first, then tones, then case."""
    composed = nfc(text)
    weights = [_weight(character) for character in composed.lower()]
    letters = "".join(letter for letter, _ in weights)
    tones = "".join(tone for _, tone in weights)
    return f"{letters}\0{tones}\0{composed.swapcase()}"


@cache
def _weight(character: str) -> tuple[str, str]:
    base, *marks = list(unicodedata.normalize("NFD", character.translate({0xF0: "đ", 0xA0: " "})))
    letter = nfc(base + "".join(mark for mark in marks if mark not in TONES))
    tone = next((str(TONES.index(mark) + 1) for mark in marks if mark in TONES), "0")
    if letter in _RANKS:
        return _RANKS[letter], tone
    return _RANKS.get(base, base), "6"


def initial(text: str) -> str:
    """The letter that a text stands under in an index: Ă and Đ are letters of their own, tones and digits are none."""
    base, *marks = list(unicodedata.normalize("NFD", text[:1].upper().replace("đ", "Đ")))
    letter = nfc(base + "".join(mark for mark in marks if mark not in TONES))
    return letter if letter.isalpha() else "0–9"


def place_tones(text: str) -> str:
    """The text with every tone where the spelling "hòa, thúy, khỏe, hoàn, quý" puts it."""
    marked = unicodedata.normalize("NFD", text)
    marked = _AFTER_Q.sub(r"\1\3\2", marked)
    marked = _OPEN_SYLLABLE.sub(r"\1\3\2", marked)
    return nfc(_CLOSED_SYLLABLE.sub(r"\1\3\2", marked))


@lru_cache(1 << 14)
def slug(text: str) -> str:
    """The text as a part of an address; never for figures, whose separators it would drop."""
    return slugify(fold(text))


def guess(found: str, choices: Iterable[str]) -> str | None:
    """The choice that `found` most likely means, or None where nothing is near."""
    spellings: dict[str, str] = {}
    for choice in choices:
        spellings.setdefault(_SPACING.sub("-", fold(choice)), choice)
    letters = _SPACING.sub("-", fold(found.strip()))
    near = difflib.get_close_matches(letters, spellings, n=1, cutoff=0.65)
    if not near or (near[0] == letters and 0 < _marks(spellings[near[0]]) < _marks(found)):
        return None  # Marks are left out in haste, but not put in: "hải quân" was not meant as "hải quan".
    return spellings[near[0]]


def _marks(text: str) -> int:
    return len(_MARKS.findall(unicodedata.normalize("NFD", text)))

"""Cuts text into the words that a search compares; templates/static/search/words.js does the same in the browser."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from giaoban.vietnamese import TONES, fold, place_tones

TOKEN = re.compile("(?:[^\\W\\d_]|[\u0300-\u036f])+|[0-9]+(?:[.,/:\u2010\u2013-][0-9]+)*")
"""Letters, or a number with its separators."""
JOINT = re.compile("([.,/:\u2010\u2013-])")
JOINTS = dict.fromkeys("-\u2010\u2013", "/")
"""A day is written 27/7 or 27-7."""
LONG_NUMBER = re.compile("(?!(?:19|20)[0-9]{2}$)[0-9]{3}")
"""A number that so few records have that its neighbours need not be told apart; years are not such numbers."""
I_FOR_Y = re.compile(f"(h|k|l|m|s|t|qu)i([{TONES}]?)")
"""Syllables that are written with "i" or "y": kĩ thuật, kỹ thuật."""
WEIGHTS = {mark: weight for weight, mark in enumerate(TONES, start=1)} | {
    "đ": 6,
    "\u031b": 12,
    "\u0302": 36,
    "\u0306": 72,
}
"""What each mark counts: no two spellings of one Vietnamese syllable have the same sum."""
MARKS = 90


class Words(NamedTuple):
    """The words of a line as spelled, their keys, and what stands before each: a space, or the sign in 2,23."""

    spelled: list[str]
    keys: list[str]
    joints: list[str]


def read_words(line: str) -> Words:
    spelled: list[str] = []
    joints: list[str] = []
    for token in TOKEN.findall(unicodedata.normalize("NFKC", line).lower()):
        parts = JOINT.split(token) if token[0].isdecimal() else [spell(token)]
        spelled += parts[::2]
        joints += [" ", *(JOINTS.get(sign, sign) for sign in parts[1::2])]
    return Words(spelled, list(map(key, spelled)), joints)


@lru_cache(1 << 16)
def spell(token: str) -> str:
    """One spelling for a word in lower case that has several: hoà is hòa, kĩ is kỹ, ðắk is đắk."""
    placed = token if token.isascii() else unicodedata.normalize("NFD", place_tones(token.replace("ð", "đ")))
    found = I_FOR_Y.fullmatch(placed)
    return unicodedata.normalize("NFC", f"{found[1]}y{found[2]}" if found else placed)


def marks(word: str) -> int:
    """A number below MARKS that tells the spellings of a key from each other; 0 where the word is the key itself."""
    if word.isascii():
        return 0
    return sum([WEIGHTS.get(sign, 0) for sign in unicodedata.normalize("NFD", word)]) % MARKS


def key(term: str) -> str:
    """What a spelled word or pair is looked up by: the same without marks."""
    return term if term.isascii() else fold(term)

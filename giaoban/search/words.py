"""Cuts text into the words that a search compares; templates/static/search/words.js does the same in the browser."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from giaoban.vietnamese import TONES, fold, place_tones

TOKEN = re.compile("(?:[^\\W\\d_]|[\u0300-\u036f])+|[0-9]+(?:[.,/:\u2010\u2013-][0-9]+)*")
JOINT = re.compile("([.,/:\u2010\u2013-])")
LONG_NUMBER = re.compile("(?!(?:19|20)[0-9]{2}$)[0-9]{3}")
"""A number that so few records have that its neighbours need not be told apart; years are not such numbers."""
COMPOUND = re.compile("[0-9][.,/:\u2010\u2013-][0-9]")
JOINTS = {"\u2010": "-", "\u2013": "-"}
I_FOR_Y = re.compile(f"(h|k|l|m|s|t|qu)i([{TONES}]?)")
"""Syllables that are written with "i" or "y": kĩ thuật, kỹ thuật."""


class Words(NamedTuple):
    """The words of a line as spelled, their keys, and what stands before each: a space, or the sign in 2,23."""

    spelled: list[str]
    keys: list[str]
    joints: list[str]


def read_words(line: str) -> Words:
    text = unicodedata.normalize("NFKC", line).lower()
    spelled = list(map(spell, TOKEN.findall(text)))
    joints = [" "] * len(spelled)
    if COMPOUND.search(text):
        cut = [JOINT.split(token) if token[0].isdecimal() else [token] for token in spelled]
        spelled = [part for parts in cut for part in parts[::2]]
        joints = [JOINTS.get(sign, sign) for parts in cut for sign in (" ", *parts[1::2])]
    return Words(spelled, list(map(key, spelled)), joints)


@lru_cache(1 << 16)
def spell(token: str) -> str:
    """One spelling for a word in lower case that has several: hoà is hòa, kĩ is kỹ, ðắk is đắk."""
    placed = unicodedata.normalize("NFD", place_tones(token.replace("ð", "đ")))
    found = I_FOR_Y.fullmatch(placed)
    return unicodedata.normalize("NFC", f"{found[1]}y{found[2]}" if found else placed)


@lru_cache(1 << 16)
def key(term: str) -> str:
    """What a spelled word or pair is looked up by: the same without marks."""
    return term if term.isascii() else fold(term)


def pairs(words: Words) -> list[str]:
    """Neighbouring words, with what joins them: "biên phòng", "2,23"; a long number is found by itself."""
    found = zip(words.spelled, words.joints[1:], words.spelled[1:], strict=False)
    if any(map(LONG_NUMBER.match, words.spelled)):
        found = filter(is_listed, found)  # type: ignore[assignment]
    return list(map("".join, found))


def is_listed(pair: tuple[str, str, str]) -> bool:
    before, joint, after = pair
    return joint != " " or not (LONG_NUMBER.match(before) or LONG_NUMBER.match(after))


def triples(words: Words) -> list[str]:
    """The keys of three words in a row."""
    return list(map(" ".join, zip(words.keys, words.keys[1:], words.keys[2:], strict=False)))

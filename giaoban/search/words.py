"""Cuts text into the words that a search compares; templates/static/search/words.js does the same in the browser."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from giaoban.vietnamese import TONES, fold, place_tones

TOKEN = re.compile("(?:[^\\W\\d_]|[\u0300-\u036f])+|[0-9]+(?:[.,/:\u2010\u2013-][0-9]+)*")
JOINT = re.compile("([.,/:\u2010\u2013-])")
I_FOR_Y = re.compile(f"(h|k|l|m|s|t|qu)i([{TONES}]?)")
"""Syllables that are written with "i" or "y": kĩ thuật, kỹ thuật."""


class Words(NamedTuple):
    """The words of a line as spelled; `joints[n]` is what stands before word n: a space, or the sign in 2,23."""

    spelled: list[str]
    joints: list[str]


def read_words(line: str) -> Words:
    spelled: list[str] = []
    joints: list[str] = []
    for token in TOKEN.findall(unicodedata.normalize("NFKC", line).lower()):
        if token[0].isdecimal() and not token.isdecimal():
            parts = JOINT.split(token)
            spelled += parts[::2]
            joints += [" ", *("-" if sign in "\u2010\u2013" else sign for sign in parts[1::2])]
        else:
            spelled.append(spell(token))
            joints.append(" ")
    return Words(spelled, joints)


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


def keys(text: str) -> tuple[str, ...]:
    return tuple(map(key, read_words(text).spelled))


def pairs(words: Words) -> Iterator[str]:
    """Neighbouring words, with what joins them: "biên phòng", "2,23"."""
    return (
        before + joint + after
        for before, joint, after in zip(words.spelled, words.joints[1:], words.spelled[1:], strict=False)
    )


def triples(words: Words) -> Iterator[str]:
    spelled = words.spelled
    return (" ".join(map(key, three)) for three in zip(spelled, spelled[1:], spelled[2:], strict=False))


def matches(spelled: Iterable[str], pattern: tuple[str, ...]) -> bool:
    """Whether words are those of `pattern`: right marks, or a word without any."""
    return all(word in (wanted, key(wanted)) for word, wanted in zip(spelled, pattern, strict=True))

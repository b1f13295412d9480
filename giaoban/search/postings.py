"""Lists of record numbers as short printable text: gaps between them, or a bit for each place where they are dense."""

import functools
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from operator import sub

DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in "$*\\`")
"""The 90 signs that need no escape in a JavaScript template literal; "*" begins a bitmap."""
BITMAP, ONE = "*", ord("1")
SHORT, MIDDLE, LONG = 57, 20, 12
"""How many first signs begin a code of one, two and three signs; the last one begins a code of four."""
BASE = len(DIGITS)


def _codes() -> list[str]:
    one = list(DIGITS[:SHORT])
    two = [first + second for first in DIGITS[SHORT : SHORT + MIDDLE] for second in DIGITS]
    return one + two


CODES = _codes()
VALUES = {code: value for value, code in enumerate(CODES)}
THREE = len(CODES)
FOUR = THREE + LONG * BASE**2
MOST = FOUR + BASE**3
"""No gap, and so no number of places, may be larger."""


@functools.lru_cache(2)
def _steps(places: int) -> list[str]:
    """For each step to a next number the code of the gap before it; there is no step of 0."""
    return ["", *map(_code, range(places))]


def _code(gap: int) -> str:
    if gap < THREE:
        return CODES[gap]
    rest, lead = (gap - THREE, SHORT + MIDDLE) if gap < FOUR else (gap - FOUR, BASE - 1)
    signs = ""
    for _ in range(2 if gap < FOUR else 3):
        rest, sign = divmod(rest, BASE)
        signs = DIGITS[sign] + signs
    return DIGITS[lead + rest] + signs


def encode_numbers(numbers: Sequence[int], places: int) -> str:
    """Ascending numbers below `places`, in the shorter of the two forms."""
    if len(numbers) * 6 < places:
        return "".join(map(_steps(places).__getitem__, map(sub, numbers, chain((-1,), numbers))))
    bits = bytearray(b"0") * (8 * ((places + 7) // 8))
    for number in numbers:
        bits[-1 - number] = ONE
    return BITMAP + b64encode(int(bits, 2).to_bytes(len(bits) // 8, "little")).decode()


def decode_numbers(text: str) -> list[int]:
    if text.startswith(BITMAP):
        return list(_set_bits(b64decode(text[1:])))
    return [number - 1 for number in accumulate(gap + 1 for gap in _gaps(text))]


def _set_bits(data: bytes) -> Iterable[int]:
    return (8 * place + bit for place, byte in enumerate(data) if byte for bit in range(8) if byte >> bit & 1)


def _gaps(text: str) -> Iterable[int]:
    place = 0
    while place < len(text):
        lead = DIGITS.index(text[place])
        signs = 1 + (lead >= SHORT) + (lead >= SHORT + MIDDLE) + (lead == BASE - 1)
        code = text[place : place + signs]
        place += signs
        yield VALUES[code] if signs < 3 else _long(code)


def _long(code: str) -> int:
    signs = [DIGITS.index(sign) for sign in code]
    if len(signs) == 3:
        return THREE + ((signs[0] - SHORT - MIDDLE) * BASE + signs[1]) * BASE + signs[2]
    return FOUR + (signs[1] * BASE + signs[2]) * BASE + signs[3]

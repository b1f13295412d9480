"""Lists of record numbers as short printable text: gaps between them, or a bit for each place where they are dense."""

from base64 import b85decode, b85encode
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from operator import sub

DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in "$*\\`")
"""The 90 signs that need no escape in a JavaScript template literal."""
BASE = len(DIGITS)
SHORT, MIDDLE, LONG = 57, 20, 12
"""How many first signs begin a code of one, two and three signs; the last one begins a code of four."""
BITS, DENSE = "*", DIGITS[-1]
"""What begins a list whose bits are written in base 85, and what then says that these are a bit for each place."""
FEW = 8
"""So few numbers are written sign by sign."""
ONE = ord("1")
BASE_85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
TO_DIGITS = bytes.maketrans(BASE_85.encode(), DIGITS[:85].encode())
FROM_DIGITS = bytes.maketrans(DIGITS[:85].encode(), BASE_85.encode())


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


class _Signs(dict[int, str]):
    """Maps the step to a next number to the code of the gap before it."""

    def __missing__(self, step: int) -> str:
        self[step] = code = _code(step - 1)
        return code


class _Rice(dict[int, str]):
    """The same in bits: as many ones as the gap has multiples of a power of two, a zero, and the rest."""

    def __init__(self, power: int) -> None:
        super().__init__()
        self.power = power

    def __missing__(self, step: int) -> str:
        many, rest = divmod(step - 1, 1 << self.power)
        self[step] = code = "1" * many + "0" + (f"{rest:0{self.power}b}" if self.power else "")
        return code


_SIGNS = _Signs()
_RICE = [_Rice(power) for power in range(DIGITS.index(DENSE))]


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
    """Ascending numbers below `places`, in the form that is the shortest for so many."""
    count = len(numbers)
    steps = map(sub, numbers, chain((-1,), numbers))
    if count < FEW:
        return "".join(map(_SIGNS.__getitem__, steps))
    if 8 * count >= 3 * places:
        return BITS + DENSE + _in_base_85(_bitmap(numbers, places))
    power = (places // count).bit_length() - 1
    bits = "".join(map(_RICE[power].__getitem__, steps))
    size = -(-len(bits) // 8)
    return BITS + DIGITS[power] + _in_base_85(int(bits.ljust(8 * size, "1"), 2).to_bytes(size, "big"))


def _bitmap(numbers: Iterable[int], places: int) -> bytes:
    bits = bytearray(b"0") * (8 * ((places + 7) // 8))
    for number in numbers:
        bits[-1 - number] = ONE
    return int(bits, 2).to_bytes(len(bits) // 8, "little")


def _in_base_85(data: bytes) -> str:
    return b85encode(data).translate(TO_DIGITS).decode()


def decode_numbers(text: str) -> list[int]:
    if not text.startswith(BITS):
        gaps = _gaps(text)
    else:
        data = b85decode(text[2:].encode().translate(FROM_DIGITS))
        if text[1] == DENSE:
            return list(_set_bits(data))
        gaps = _rice_gaps("".join([f"{byte:08b}" for byte in data]), DIGITS.index(text[1]))
    return [number - 1 for number in accumulate(gap + 1 for gap in gaps)]


def _set_bits(data: bytes) -> Iterable[int]:
    return (8 * place + bit for place, byte in enumerate(data) if byte for bit in range(8) if byte >> bit & 1)


def _rice_gaps(bits: str, power: int) -> Iterator[int]:
    """The ones after the last gap fill up a byte."""
    place = 0
    while (zero := bits.find("0", place)) >= 0:
        rest = bits[zero + 1 : zero + 1 + power]
        yield (zero - place << power) + int(rest or "0", 2)
        place = zero + 1 + power


def _gaps(text: str) -> Iterator[int]:
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

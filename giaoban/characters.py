"""Characters that are not what they seem: invisible ones, odd spaces, letters of another script, lost letters.

Python, YAML and search tell them apart where no reader can, so each is found and named with its place.
"""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from giaoban.legacy_text import MAYBE_DOUBLE, TRAIL, may_be_legacy, recognise_text, undo_double_encoding

_OTHER_SCRIPTS = (
    ("аАвВгеЕкКмМнНоОрРсСтТуУхХіІјЈѕЅһԁԛԝ", "aABBreEkKmMHHoOpPcCTTyYxXiIjJsShdqw"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυικ", "ABEZHIKMNOPTYXovpuik"),
    ("ÐðƉɖıɑɡ", "ĐđĐđiag"),
)
LOOKALIKES = {sign: meant for signs, letters in _OTHER_SCRIPTS for sign, meant in zip(signs, letters, strict=True)}
"""Letters that look like one of Vietnamese, and the one they look like."""
ALWAYS_WRONG = frozenset("ÐðƉɖ")

ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_FULL_WIDTH = "\uff01-\uff5e"
CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
_CONTROLS_IN_TEXT = CONTROLS.replace("\x0b-\x1f", "\x0b\x0c\x0e-\x1f")
"""Without the line breaks, which a text in quotation marks may have."""
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
)
LOST = "\ufffd\ufffe\uffff\ue000-\uf8ff"
_ELSEWHERE = f"{INVISIBLE}{LOST}\U000e0000-\U0010ffff"
_LIKE_OTHERS = f"{_FULL_WIDTH}{''.join(LOOKALIKES)}"
_SUSPECT = re.compile(f"[{CONTROLS}{_ELSEWHERE}{_LIKE_OTHERS}]")
_UNSOUND = re.compile(f"[{CONTROLS}{_ELSEWHERE}{_LIKE_OTHERS}{TRAIL}](?:(?<={_SUSPECT.pattern})|(?<={MAYBE_DOUBLE}))")
"""What is suspect, or may have been encoded twice: most signs are passed over by one look at each."""
_UNSEEN = re.compile(f"[{CONTROLS}{_ELSEWHERE}]")
_UNSEEN_IN_TEXT = re.compile(f"[{_CONTROLS_IN_TEXT}{_ELSEWHERE}]")
_WRONG_IN_WORD = re.compile(f"[{_CONTROLS_IN_TEXT}{_ELSEWHERE}{_LIKE_OTHERS}{ODD_SPACES}]")
_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")
_WORD = re.compile(r"\w+")
_MAYBE_LEGACY = re.compile("[\u00a1-\u00ff]")
_STRUCTURE = re.compile(
    rf"(?P<marks>[ {ODD_SPACES}]*(?:-[ {ODD_SPACES}]+)*)(?:[A-Za-z_]+[ {ODD_SPACES}]*:[ {ODD_SPACES}]+)?"
)


class Stray(msgspec.Struct, frozen=True):
    """A character, or a stretch of them, that does not belong: its offset, a message code and its parameters."""

    offset: int
    length: int
    code: str
    params: dict[str, str]


def name_of(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()


def is_sound(text: str) -> bool:
    """Whether `strays_in` would find nothing in any line of the text, which is asked of all at once."""
    return not (_UNSOUND.search(text) or may_be_legacy(text))


def strays_in(line: str) -> list[Stray]:
    """Everything in a line of any text that cannot be meant; free text keeps its odd spaces."""
    found = [stray for match in _SUSPECT.finditer(line) if (stray := _judged(line, match.start()))]
    if _MAYBE_LEGACY.search(line) and (whole := _legacy(line)):
        found.append(whole)
    return found


def _legacy(line: str) -> Stray | None:
    """A line whose letters were never converted to Unicode, or converted twice."""
    double = undo_double_encoding(line)
    encoding, meant = ("", double) if double else recognise_text(line)
    if not meant:
        return None
    first = next(offset for offset, sign in enumerate(line) if not sign.isascii())
    if double:
        return Stray(first, 1, "text-mojibake", {"guess": _around(meant, first)})
    return Stray(first, 1, "text-legacy", {"encoding": encoding, "guess": _around(meant, first)})


def _around(text: str, offset: int) -> str:
    """The words that begin around `offset`, for a guess that is short enough to read."""
    words = text[text.rfind(" ", 0, offset) + 1 :].split()
    return " ".join(words[:4])


def _judged(line: str, offset: int) -> Stray | None:
    sign = line[offset]
    if _UNSEEN.match(sign):
        return _unseen(line, offset)
    word = _word_at(line, offset)
    if "\uff01" <= sign <= "\uff5e":
        params = {"character": name_of(sign), "found": sign, "letter": unicodedata.normalize("NFKC", sign)}
        return Stray(offset, 1, "character-lookalike", params)
    letters = [letter for letter in word if letter.isalpha()]
    mixed = any(letter not in LOOKALIKES and "LATIN" in unicodedata.name(letter, "") for letter in letters)
    if sign in ALWAYS_WRONG or mixed:
        params = {"character": name_of(sign), "found": word, "letter": LOOKALIKES[sign]}
        return Stray(offset, 1, "character-lookalike", params)
    return None


def _unseen(line: str, offset: int) -> Stray:
    sign = line[offset]
    word = _word_at(_UNSEEN.sub("", line), len(_UNSEEN.sub("", line[:offset])))
    params = {"character": name_of(sign), "found": word}
    if re.match(f"[{CONTROLS}]", sign):
        return Stray(offset, 1, "control-character", {"found": f"U+{ord(sign):04X}"})
    return Stray(offset, 1, "character-lost" if re.match(f"[{LOST}]", sign) else "character-invisible", params)


def _word_at(line: str, offset: int) -> str:
    for match in _WORD.finditer(line):
        if match.start() <= offset <= match.end():
            return match[0]
    return line[offset : offset + 1]


def mended(line: str) -> str:
    """The line as it was meant, for reading on; a letter keeps its column, an unseen character is left out."""
    signs = list(line)
    for stray in strays_in(line):
        sign = line[stray.offset]
        if stray.code == "character-lookalike":
            signs[stray.offset] = LOOKALIKES.get(sign) or unicodedata.normalize("NFKC", sign)
        elif not stray.code.startswith("text-"):
            signs[stray.offset] = ""
    return "".join(signs)


def has_odd_space(text: str) -> bool:
    return _ODD_SPACE.search(text) is not None


def structural_spaces(line: str) -> Iterator[int]:
    """Offsets of odd spaces where YAML needs a plain one: in the indentation, after a dash, around a colon."""
    if structure := _STRUCTURE.match(line):
        yield from (match.start() for match in _ODD_SPACE.finditer(line, 0, structure.end()))


def stray_in_word(text: str) -> Stray | None:
    """The first character that has no place in a word which must match another: also an odd space or quotation mark."""
    match = _WRONG_IN_WORD.search(text)
    if match is None:
        return None
    offset, sign = match.start(), match[0]
    if _UNSEEN.match(sign):
        return _unseen(text, offset)
    if _ODD_SPACE.match(sign):
        return Stray(offset, 1, "space-odd", {"character": name_of(sign)})
    meant = LOOKALIKES.get(sign) or unicodedata.normalize("NFKC", sign)
    params = {"character": name_of(sign), "found": _word_at(text, offset), "letter": meant}
    return Stray(offset, 1, "character-lookalike", params)


def unseen_in(text: str) -> Stray | None:
    """The first character in a free text that nobody can see, as an escape in quotation marks may write one."""
    match = _UNSEEN_IN_TEXT.search(text)
    return _unseen(text, match.start()) if match else None

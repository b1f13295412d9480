"""Recognises Vietnamese written in an encoding older than Unicode, by how many of its words become syllables."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from giaoban.vietnamese import fold, nfc

TCVN3 = (
    "ĂÂÊÔƠƯĐăâêôơưđ\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdàảãáạ\ufffdằẳẵắ\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd"
    "ặầẩẫấậè\ufffdẻẽéẹềểễếệìỉ\ufffd\ufffd\ufffdĩíịò\ufffdỏõóọồổỗốộờởỡớợù\ufffdủũúụừửữứựỳỷỹýỵ"
)
"""What each byte from A1 to FE stands for in TCVN 5712:1993 VN3, the encoding of the .VnTime fonts."""

_TCVN3 = {0xA1 + place: letter for place, letter in enumerate(TCVN3)}
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_VNI_SIGNS = (
    ("aeiouyôö", "øùûõï", "", _TONES[1:]),
    ("aeo", "âàáåãä", "\u0302", _TONES),
    ("a", "êèéúüë", "\u0306", _TONES),
)
"""In VNI a letter is followed by one of some signs, each of which stands for a mark with a tone."""
_VNI_ALONE = dict(zip("ñìíæóòîôöÑÌÍÆÓÒÎÔÖ", "đìíỉĩịỵơưĐÌÍỈĨỊỴƠƯ", strict=True))
_VNI_PAIRS = {
    letter + sign: mark + tone
    for letters, signs, mark, tones in _VNI_SIGNS
    for letter in letters
    for sign, tone in zip(signs, tones, strict=True)
}
_VNI = re.compile("|".join(sorted(_VNI_PAIRS, key=len, reverse=True)), re.IGNORECASE)

WORD = re.compile(r"[^\s!-/:-@\[-`{-~“”‘’–—…]+")
OWN_LETTERS = "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"
"""The letters beyond ASCII that Vietnamese shares with Latin-1."""
SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    "(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|o[aei]|u[aeiouy]|y[eu]|ie[u]|oa[iyo]|oe[o]|u[oay][aeiuy]|uy[aeu]|ye[u]|oo)"
    "(?:ch|ng|nh|[cmnpt])?"
)
ENOUGH = 0.7
"""How large a share of the words must become syllables for a text to be called that encoding."""


def from_tcvn3(text: str) -> str:
    """The text, whose letters are bytes of TCVN3 read as Latin-1."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """The text, whose letters are bytes of VNI Windows: a letter, then a sign for its marks."""

    def letter(match: re.Match[str]) -> str:
        base = match[0][0]
        return _VNI_ALONE.get(base, base) + _VNI_PAIRS[match[0].lower()]

    parts = []
    end = 0
    for match in _VNI.finditer(text):
        parts += [_alone(text[end : match.start()]), letter(match)]
        end = match.end()
    return nfc("".join([*parts, _alone(text[end:])]))


def _alone(text: str) -> str:
    return "".join(_VNI_ALONE.get(sign, sign) for sign in text)


def from_windows_1258(data: bytes) -> str:
    return nfc(data.decode("cp1258", "replace"))


ENCODINGS: dict[str, Callable[[bytes], str]] = {
    "Windows-1252 (ANSI)": lambda data: data.decode("cp1252", "replace"),
    "Windows-1258": from_windows_1258,
    "TCVN3 (.VnTime)": lambda data: from_tcvn3(data.decode("latin-1")),
    "VNI": lambda data: from_vni(data.decode("latin-1")),
}


def recognise_bytes(data: bytes) -> tuple[str, str]:
    """The name of the encoding that makes Vietnamese of the bytes, and the text; ("", "") where none does."""
    best = max(
        ((share_of_syllables(text), name, text) for name, text in _readings(data)), key=lambda reading: reading[0]
    )
    return best[1:] if best[0] >= ENOUGH else ("", "")


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    return ((name, read(data)) for name, read in ENCODINGS.items())


def share_of_syllables(text: str) -> float:
    """How many of the words that are not plain ASCII are Vietnamese syllables; 0 where there is no such word."""
    words = [word for word in WORD.findall(text) if not word.isascii()]
    return sum(is_syllable(word) for word in words) / len(words) if words else 0.0


def is_syllable(word: str) -> bool:
    """Whether a word with marks is spelt as one Vietnamese syllable: right letters in the right order, one tone."""
    marks = sum(sign in "\u0300\u0301\u0303\u0309\u0323" for sign in unicodedata.normalize("NFD", word))
    if marks > 1 or not all(unicodedata.category(sign).startswith("L") for sign in word):
        return False
    return SYLLABLE.fullmatch(fold(word)) is not None


_LATER_LETTER = re.compile("[\u0100-\u1fff]")
"""A letter that no old font has: most lines of Vietnamese hold one, and need not be looked at word by word."""


def recognise_text(line: str) -> tuple[str, str]:
    """The same for a line of Unicode text that was typed in an old font and never converted, or read as Latin-1.

    At least two words must be wrong, and hold signs that no Vietnamese word has.
    """
    if _LATER_LETTER.search(line):
        return "", ""
    words = [word for word in WORD.findall(line) if not word.isascii()]
    if len(words) < 2 or not any(map(_is_foreign, words)):
        return "", ""
    readings = [(name, convert(line)) for name, convert in (("TCVN3 (.VnTime)", from_tcvn3), ("VNI", from_vni))]
    name, text = max(readings, key=lambda reading: share_of_syllables(reading[1]))
    return (name, text) if share_of_syllables(text) >= ENOUGH else ("", "")


def _is_foreign(word: str) -> bool:
    """Whether a word with letters holds a sign that Vietnamese does not write, and not a soft hyphen only."""
    return any(sign.isascii() and sign.isalpha() for sign in word) and any(
        not sign.isascii() and sign not in OWN_LETTERS and sign != "\u00ad" for sign in word
    )


TRAIL = "\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac"
"""What the later bytes of a letter in UTF-8 become if they are read as ANSI."""
_DOUBLE = re.compile(f"(?:[\u00c2-\u00c6\u0102][{TRAIL}]|[\u00e1\u00e2][{TRAIL}]{{2}})+")
MAYBE_DOUBLE = f"[\u00c2-\u00c6\u0102\u00e1\u00e2][{TRAIL}]"
_UNDONE = re.compile("[\u00a0\u00c0-\u00fd\u0102-\u01b0\u1ea0-\u1ef9\u2013-\u2026]+")


def may_be_legacy(text: str) -> bool:
    """Whether a line of the text may have been typed in an old font."""
    lines = (line for line in text.split("\n") if not (line.isascii() or _LATER_LETTER.search(line)))
    return any(recognise_text(line)[1] for line in lines)


def undo_double_encoding(text: str) -> str:
    """The text that was saved as UTF-8, read as ANSI and saved again ("quÃ½" is "quý"); "" if it was not."""
    undone = _DOUBLE.sub(lambda broken: _undone(broken[0]), text)
    return nfc(undone) if undone != text else ""


def _undone(broken: str) -> str:
    """What the broken signs stood for, or themselves if that is nothing that Vietnamese writes."""
    try:
        whole = b"".join(map(_cp1252, broken)).decode("utf-8")
    except UnicodeDecodeError:
        return broken
    return whole if _UNDONE.fullmatch(whole) else undo_double_encoding(whole) or broken


def _cp1252(sign: str) -> bytes:
    """The byte that was read as `sign`; on Vietnamese Windows, C3 is read as "Ă"."""
    try:
        return b"\xc3" if sign == "\u0102" else sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1") if sign < "\u0100" else b"\xff"

"""Turns a file's bytes into text: names the encoding if it is not UTF-8, finds characters that cannot be meant."""

import re
from collections import Counter

from giaoban.characters import Stray, has_odd_space, is_sound, mended, name_of, strays_in, structural_spaces
from giaoban.legacy_text import ENCODINGS, recognise_bytes
from giaoban.problems import Problem, Spot
from giaoban.vietnamese import nfc

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
OTHER_FILES = {
    b"PK\x03\x04": "Word, Excel, ZIP",
    b"\xd0\xcf\x11\xe0": "Word, Excel 97",
    b"{\\rtf": "RTF",
    b"%PDF": "PDF",
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG": "PNG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "gzip",
}
"""How files that are no texts begin; some are renamed to end in .md all the same."""
SAMPLE = 100_000
"""How many bytes are looked at to recognise an encoding."""

_PLAIN_LINE = re.compile("[\t\x20-\x7e]*")


def decode(file: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file: UTF-8 with or without a byte order mark, lines ended by LF or CRLF, made NFC.

    The text comes back mended, without the characters that the problems complain of, so that the rest of
    the file can be read.
    """
    if kind := next((kind for begins, kind in OTHER_FILES.items() if data.startswith(begins)), ""):
        return None, [Problem(file, Spot(1, 1, 1, ""), "file-not-text", {"kind": kind})]
    if encoding := _wide(data):
        return None, [Problem(file, Spot(1, 1, 1, ""), "encoding-utf16", {"encoding": encoding})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(file, data, error.start)]
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    if is_sound(text):
        return text, []
    lines, problems = text.split("\n"), []
    for number, line in enumerate(lines, 1):
        if _PLAIN_LINE.fullmatch(line):
            continue
        for stray in _first_few(strays_in(line)):
            shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in line)
            spot = Spot(number, stray.offset + 1, stray.length, shown)
            problems.append(Problem(file, spot, stray.code, stray.params))
    for number in {problem.spot.line for problem in problems}:
        lines[number - 1] = mended(lines[number - 1])
    return "\n".join(lines), problems


def _first_few(strays: list[Stray]) -> list[Stray]:
    """At most three strays of a kind: what was copied together is wrong together."""
    if not strays:
        return strays
    told: Counter[str] = Counter()
    few = []
    for stray in strays:
        told[stray.code] += 1
        few += [stray] if told[stray.code] <= 3 else []
    return few


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32, by its mark or by the zero byte in each ASCII letter; "" for any other encoding."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if data.startswith(UTF16_MARKS):
        return "UTF-16"
    sample = data[: SAMPLE & ~3]
    if b"\0" not in sample:
        return ""
    quarter = max(len(sample) // 4, 1)
    often = [sample[start::4].count(0) > 0.3 * quarter for start in range(4)]
    if sum(often) < 2 or all(often):
        return ""
    return "UTF-16" if often[:2] == often[2:] else "UTF-32"


def _not_utf8(file: str, data: bytes, start: int) -> Problem:
    before = data[:start].decode("utf-8-sig", "replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    encoding, _ = recognise_bytes(data[:SAMPLE])
    if encoding:
        excerpt = ENCODINGS[encoding](_line_at(data, start))
        return Problem(file, Spot(line, column, 1, excerpt), "encoding-legacy", {"encoding": encoding})
    found = data[start : start + 1].hex().upper()
    return Problem(file, Spot(line, column, 1, ""), "encoding-unknown", {"found": found})


def _line_at(data: bytes, start: int) -> bytes:
    first = data.rfind(b"\n", 0, start) + 1
    return data[first:].split(b"\n", 1)[0].rstrip(b"\r")


def plain_spaces(file: str, lines: list[str], first: int, last: int) -> list[Problem]:
    """Finds odd spaces where YAML needs plain ones, in lines `first` to `last`, and replaces them in place."""
    problems: list[Problem] = []
    if not has_odd_space("".join(lines[first:last])):
        return problems
    for number in range(first, last):
        line = lines[number]
        for offset in structural_spaces(line):
            spot = Spot(number + 1, offset + 1, 1, line)
            problems.append(Problem(file, spot, "space-odd", {"character": name_of(line[offset])}))
            lines[number] = f"{lines[number][:offset]} {lines[number][offset + 1 :]}"
    return problems

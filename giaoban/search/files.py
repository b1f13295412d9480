"""The texts of the index's files; docs/search-index.md describes the format."""

import re

from giaoban.search.entries import Entry
from giaoban.search.layout import Layout, file_of
from giaoban.search.postings import BASE, DIGITS

LISTING, VOCABULARY = "muc-luc", "tu-vung"
DAYS, DAYS_WITHIN, WORDS = "ngay", "ngay-chi-tiet", "tu-dien"
TERMS, MARKED, PAIRS, FACETS, ROWS = "tu/", "dau/", "cap/", "loc/", "dong/"
FACET_NAMES = ("don-vi", "ky", "loai", "luc-luong", "chu-tri", "chi-tieu", "chu-de")
WORD = re.compile(r"[^\W\d_]+")
SPECIAL = re.compile(r"[\\`]|\$(?=\{)")


def file_names(layout: Layout) -> list[str]:
    """Every file that the index has, also those in which nothing stands."""
    return [
        DAYS,
        DAYS_WITHIN,
        WORDS,
        *(FACETS + name for name in FACET_NAMES),
        *(f"{TERMS}{number}" for number in range(layout.word_files)),
        *(f"{MARKED}{number}" for number in range(layout.word_files)),
        *(f"{PAIRS}{number}" for number in range(layout.files)),
        *(f"{ROWS}{number}" for number in range(-(-layout.places // layout.rows))),
    ]


def listing_text(digests: dict[str, str]) -> str:
    """A line for each file: its name and the digest in its address; numbered files share one, in their order."""
    lines: dict[str, str] = {}
    for name, digest in digests.items():
        folder, _, last = name.rpartition("/")
        group = f"{folder}/" if last.isdecimal() else name
        lines[group] = lines.get(group, "") + digest
    return "\n".join(f"{group}\t{digest}" for group, digest in lines.items())


def term_file(key: str, layout: Layout) -> str:
    return f"{TERMS}{file_of(key, layout.word_files)}"


def script(name: str, text: str) -> str:
    """The text as a script that hands it over under its name."""
    escaped = SPECIAL.sub(r"\\\g<0>", text)
    return f'giaoban.receive("{name}", `{escaped}`);\n'


def days_texts(days: dict[int, int], layout: Layout) -> dict[str, str]:
    """The day of each place in two files: in which span of BASE days it is, 0 where there is no record; and which one.

    The spans stand digit by digit, all first digits before all second ones, behind the first day there is.
    """
    first = min(days.values(), default=0)
    spans = [(days[place] - first) // BASE + 1 if place in days else 0 for place in range(layout.places)]
    digits = 1
    while BASE**digits <= max(spans):
        digits += 1
    planes = ("".join([DIGITS[span // BASE**power % BASE] for span in spans]) for power in reversed(range(digits)))
    within = "".join([DIGITS[(days.get(place, first) - first) % BASE] for place in range(layout.places)])
    return {DAYS: "\n".join((str(first), *planes)), DAYS_WITHIN: within}


def is_word(key: str) -> bool:
    return WORD.fullmatch(key) is not None


def word_line(entry: Entry) -> str:
    """A word's key, its usual spelling if another, and how often it is met: the binary length of that."""
    usual = entry.usual
    return f"{entry.key}\t{'' if usual == entry.key else usual}\t{len(entry.all).bit_length()}"

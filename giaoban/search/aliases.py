"""Other ways to write the same: abbreviations, spellings of provinces, forms of quarters and of legal numbers.

A text that holds one of the ways is indexed under the concept too, and a query that holds one finds them all.
"""

import re
from collections.abc import Iterator

import msgspec

from giaoban.periods import QUARTERS
from giaoban.search.words import Words, key, matches, read_words
from giaoban.vietnamese import fold
from giaoban.vocabulary import Term, Vocabulary

ABBREVIATIONS = (
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("antt", "an ninh trật tự", "an ninh, trật tự"),
    ("ttatxh", "trật tự an toàn xã hội", "trật tự, an toàn xã hội"),
    ("qpan", "qp-an", "quốc phòng an ninh", "quốc phòng - an ninh"),
    ("antq", "an ninh tổ quốc"),
    ("mttq", "mặt trận tổ quốc"),
    ("tkcn", "tìm kiếm cứu nạn"),
    ("pctt", "phòng, chống thiên tai"),
    ("cbcs", "cán bộ chiến sĩ", "cán bộ, chiến sĩ"),
    ("bqp", "Bộ Quốc phòng"),
    ("bca", "Bộ Công an"),
)
LEGAL_TYPES = (
    ("nđ", "nghị định"),
    ("qđ", "quyết định"),
    ("nq", "nghị quyết"),
    ("kh", "kế hoạch"),
    ("ct", "chỉ thị"),
    ("tt", "thông tư"),
)
HALVES = (("đầu", "h 1", "h1"), ("cuối", "h 2", "h2"))
FILLERS = ("so", "nam")
"""Words that may stand between a concept and its number: nghị định số 03, quý II năm 2022."""

ACRONYM = re.compile(r"[A-ZĐ]{2,6}")
VOWEL = re.compile(r"[AEIOUY]")


class Alias(msgspec.Struct, frozen=True, array_like=True):
    """A way to write a concept; a numbered one takes the number that follows: "nd" and 3, "q2" and 2022."""

    concept: str
    spelled: tuple[str, ...]
    numbered: bool = False


class Aliases(msgspec.Struct, frozen=True):
    """All ways to write all concepts, by the key of their first word."""

    starting: dict[str, tuple[Alias, ...]]

    def listed(self) -> list[Alias]:
        found = (alias for aliases in self.starting.values() for alias in aliases)
        return sorted(found, key=lambda alias: (alias.concept, alias.spelled))


def read_aliases(vocabulary: Vocabulary) -> Aliases:
    """The aliases that every archive has, and those that follow from its vocabulary."""
    groups = [(forms, False) for forms in (*ABBREVIATIONS, *_forces(vocabulary.config.forces), *_provinces(vocabulary))]
    groups += [(forms, True) for forms in (*LEGAL_TYPES, *_quarters(), *_halves())]
    starting: dict[str, dict[Alias, None]] = {}
    for forms, numbered in groups:
        concept = "=" + "-".join(map(key, read_words(forms[0]).spelled))
        ways = dict.fromkeys(tuple(read_words(form).spelled) for form in forms)
        for way in ways if len({tuple(map(key, way)) for way in ways}) > 1 else ():
            starting.setdefault(key(way[0]), {})[Alias(concept, way, numbered)] = None
    return Aliases({first: tuple(found) for first, found in sorted(starting.items())})


def _forces(forces: tuple[Term, ...]) -> Iterator[tuple[str, ...]]:
    """The acronyms among the spellings of a force, each with the words of another spelling that it stands for."""
    for force in forces:
        for acronym in dict.fromkeys(word for name in force.names for word in ACRONYM.findall(name)):
            if len(acronym) < 3 and VOWEL.search(acronym):
                continue
            initials = " ".join(rf"{fold(letter)}\w+" for letter in acronym)
            found = {
                name.lower()[match.start() : match.end()]
                for name in force.names
                for match in re.finditer(rf"\b{initials}\b", fold(name))
            }
            yield (acronym, *sorted(found))


def _provinces(vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    for era in vocabulary.provinces.eras:
        for unit in era.units.values():
            yield (unit.name, *unit.aliases, *((unit.former.name,) if unit.former else ()))


def _quarters() -> Iterator[tuple[str, ...]]:
    for number, roman in enumerate(QUARTERS, start=1):
        yield (f"q {number}", *(f"quý {form}" for form in (roman, number, f"0{number}")))


def _halves() -> Iterator[tuple[str, ...]]:
    for part, *forms in HALVES:
        yield (*forms, *(f"{months} tháng {part}" for months in ("6", "06", "sáu")), f"nửa {part} năm")


def find_concepts(words: Words, aliases: Aliases) -> Iterator[str]:
    """The terms of every concept that a line names, with its number and without."""
    spelled = words.spelled
    for start, word in enumerate(spelled):
        for alias in aliases.starting.get(key(word), ()):
            end = start + len(alias.spelled)
            if end <= len(spelled) and matches(spelled[start:end], alias.spelled):
                yield alias.concept
                if alias.numbered:
                    yield from (f"{alias.concept} {number}" for number in _numbers(words, start, end))


def _numbers(words: Words, start: int, end: int) -> Iterator[str]:
    """The number after a concept, as in "NĐ 03", or before it, as in "03/2019/NĐ-CP"."""
    spelled = words.spelled
    after = end + 1 if end < len(spelled) and key(spelled[end]) in FILLERS else end
    if after < len(spelled) and spelled[after].isdecimal():
        yield spelled[after].lstrip("0")
    elif start > 1 and words.joints[start - 1] == "/" and len(spelled[start - 1]) == 4:
        yield spelled[start - 2].lstrip("0")

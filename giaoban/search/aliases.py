"""Other ways to write the same: abbreviations, spellings of provinces, forms of quarters and of legal numbers.

A text that holds one of the ways is indexed under the concept too, and a query that holds one finds them all.
"""

import re
from collections.abc import Iterator

import msgspec

from giaoban.periods import QUARTERS
from giaoban.search.words import Words, key, read_words
from giaoban.vietnamese import fold
from giaoban.vocabulary import Term, Vocabulary

ABBREVIATIONS = (
    ("tp", "thành phố"),
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
QUARTERS_IN_WORDS = (("một",), ("hai",), ("ba",), ("bốn", "tư"))
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
    """All ways to write all concepts, by the keys of their first and second word; the longest has so many words."""

    starting: dict[str, dict[str, tuple[Alias, ...]]]
    longest: int

    def listed(self) -> list[Alias]:
        found = (alias for seconds in self.starting.values() for aliases in seconds.values() for alias in aliases)
        return sorted(found, key=lambda alias: (alias.concept, alias.spelled))

    def concepts(self, words: Words, start: int) -> Iterator[str]:
        """The terms of every concept whose name begins at a word, with its number and without.

        A word with marks must have the right ones, one without may have none.
        """
        seconds = self.starting.get(words.keys[start], {})
        second = words.keys[start + 1] if start + 1 < len(words.keys) else ""
        for alias in (*seconds.get("", ()), *(seconds.get(second, ()) if second else ())):
            written = words.spelled[start : start + len(alias.spelled)]
            if len(written) == len(alias.spelled) and all(
                word in (wanted, key(wanted)) for word, wanted in zip(written, alias.spelled, strict=True)
            ):
                yield alias.concept
                if alias.numbered:
                    yield from (f"{alias.concept} {number}" for number in _numbers(words, start, alias))


def read_aliases(vocabulary: Vocabulary) -> Aliases:
    """The aliases that every archive has, and those that follow from its vocabulary."""
    groups = [(forms, False) for forms in (*ABBREVIATIONS, *_forces(vocabulary.config.forces), *_provinces(vocabulary))]
    groups += [(forms, True) for forms in (*LEGAL_TYPES, *_quarters(), *_halves())]
    starting: dict[str, dict[str, dict[Alias, None]]] = {}
    for forms, numbered in groups:
        concept = "=" + "-".join(read_words(forms[0]).keys)
        ways = dict.fromkeys(tuple(read_words(form).spelled) for form in forms)
        for way in ways if len({tuple(map(key, way)) for way in ways}) > 1 else ():
            second = key(way[1]) if len(way) > 1 else ""
            seconds = starting.setdefault(key(way[0]), {})
            seconds.setdefault(second, {})[Alias(concept, way, numbered)] = None
    lengths = (len(alias.spelled) for seconds in starting.values() for each in seconds.values() for alias in each)
    return Aliases(
        {first: {second: tuple(each) for second, each in seconds.items()} for first, seconds in starting.items()},
        max(lengths),
    )


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
    for number, (roman, words) in enumerate(zip(QUARTERS, QUARTERS_IN_WORDS, strict=True), start=1):
        yield (f"q {number}", *(f"quý {form}" for form in (roman, number, f"0{number}", *words)))


def _halves() -> Iterator[tuple[str, ...]]:
    for part, *forms in HALVES:
        yield (*forms, *(f"{months} tháng {part}" for months in ("6", "06", "sáu")), f"nửa {part} năm")


def _numbers(words: Words, start: int, alias: Alias) -> Iterator[str]:
    """The number after a concept, as in "NĐ 03", or before it, as in "03/2019/NĐ-CP"; also with its year, if any."""
    keys, end = words.keys, start + len(alias.spelled)
    first = end + 1 if end < len(keys) and keys[end] in FILLERS else end
    if not _is_year(words, start - 1) and first < len(keys) and keys[first].isdecimal():
        number = keys[first].lstrip("0")
        yield number
        if len(number) < 4:
            yield f"{number}/{keys[first + 1] if _is_year(words, first + 1) else ''}"
    elif start > 1 and _is_year(words, start - 1):
        number = keys[start - 2].lstrip("0")
        yield from (number, f"{number}/{keys[start - 1]}")


def _is_year(words: Words, place: int) -> bool:
    """Whether a word is the year in "03/2019"."""
    return 0 < place < len(words.keys) and words.joints[place] == "/" and len(words.keys[place]) == 4

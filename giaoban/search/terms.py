"""The terms by which a text is found: its words, pairs of neighbours, and concepts.

The lists of the index are made from numbers: a word has a number, and a pair is the numbers of its words in one. A
number means something only to the reader that gave it out.
"""

import functools
import zlib
from collections.abc import Container, Iterable, Sequence
from itertools import chain, compress, count
from struct import pack, unpack_from
from typing import Generic, NamedTuple, TypeVar

from giaoban.search.aliases import Aliases
from giaoban.search.layout import Layout
from giaoban.search.pairs import slot_of, spelling_of
from giaoban.search.words import LONG_NUMBER, Words, key, marks, read_words

SPAN = 1 << 32
"""More than the words that there can be: a pair is its first word and SPAN times its second one."""
REACH = 3
"""How many words before or behind the name of a concept may be its number: số 03/2019, 03/2019/NĐ-CP."""
END = 0
"""The number of the end of a line, before every line too."""


T = TypeVar("T", covariant=True)


class Terms(NamedTuple, Generic[T]):
    """Something of words and concepts, and of pairs: their numbers, or what belongs to each."""

    words: T
    pairs: T


class Lexicon(dict[str, tuple[int, ...]]):
    """Maps what stands between two spaces to the numbers of its words; most often it is one, with a comma or without.

    `beginning` holds the words whose key is one of `beginnings`.
    """

    def __init__(self, beginnings: Container[str]) -> None:
        super().__init__({"\n": (END,)})
        self.beginnings = beginnings
        self.beginning: set[int] = set()
        self.numbers = {("", "\n"): END}
        self.spelled, self.folded, self.joints = [""], [""], [""]
        self.long: set[int] = set()
        self.checksums, self.marks = [0], [0]

    def __missing__(self, piece: str) -> tuple[int, ...]:
        words = read_words(piece)
        self[piece] = found = tuple(map(self.number, words.spelled, words.joints))
        return found

    def number(self, spelled: str, joint: str = " ") -> int:
        """The number of a word with what stands before it; the first time it is given one."""
        found = self.numbers.get((joint, spelled))
        if found is None:
            found = self.numbers[joint, spelled] = len(self.spelled)
            self.spelled.append(spelled)
            self.folded.append(key(spelled))
            self.joints.append(joint)
            self.marks.append(marks(spelled))
            self.checksums.append(zlib.crc32(self.folded[found].encode()))
            if LONG_NUMBER.match(spelled):
                self.long.add(found)
            if self.folded[found] in self.beginnings:
                self.beginning.add(found)
        return found


class TermReader:
    """Reads texts into the numbers of their terms, and numbers into the terms as an index of this layout has them."""

    def __init__(self, aliases: Aliases, layout: Layout) -> None:
        self.aliases = aliases
        self.layout = layout
        self.lexicon = Lexicon(aliases.starting)
        self.begun = functools.cache(self._begun)
        self.concepts = functools.lru_cache(1 << 15)(self._concepts)
        self.common = functools.lru_cache(1 << 14)(self._common)

    def words(self, lines: Iterable[str]) -> list[int]:
        """The words of some lines, with END before and after each line."""
        pieces = " \n ".join(("", *lines, "")).split(" ")
        return list(chain.from_iterable(map(self.lexicon.__getitem__, pieces)))

    def terms(self, words: list[int]) -> Terms[set[int]]:
        found = set(words)
        beginning = self.lexicon.beginning
        for place in compress(count(), map(beginning.__contains__, words)):
            for concept, rest, numbered in self.begun(words[place], words[place + 1]):
                if numbered:
                    start = min(place, REACH)
                    found.update(self.concepts(start, *words[place - start : place + self.aliases.longest + REACH]))
                elif not rest or self._follows(rest, words[place + 2 : place + 2 + len(rest)]):
                    found.add(concept)
        return Terms(found, _pairs(words))

    def _common(self, line: str) -> Terms[frozenset[int]]:
        """The terms of a line that many records have."""
        return Terms(*map(frozenset, self.terms(self.words((line,)))))

    def _begun(self, *words: int) -> list[tuple[int, tuple[str, ...], bool]]:
        """The concepts whose name begins with these two words, what must follow, and whether a number may."""
        first, second = map(self.lexicon.folded.__getitem__, words)
        seconds = self.aliases.starting[first]
        return [
            (self.lexicon.number(alias.concept), alias.spelled[2:], alias.numbered)
            for alias in (*seconds.get("", ()), *(seconds.get(second, ()) if second else ()))
            if self._follows(alias.spelled[:2], words[: len(alias.spelled)])
        ]

    def _follows(self, wanted: Sequence[str], words: Sequence[int]) -> bool:
        """Whether the words are those wanted; one with marks must have the right ones, one without may have none."""
        spelled = self.lexicon.spelled
        return len(words) == len(wanted) and all(
            spelled[word] in (each, key(each)) for word, each in zip(words, wanted, strict=True)
        )

    def _concepts(self, start: int, *words: int) -> tuple[int, ...]:
        lexicon = self.lexicon
        columns = (list(map(column.__getitem__, words)) for column in (lexicon.spelled, lexicon.folded, lexicon.joints))
        return tuple(map(lexicon.number, self.aliases.concepts(Words(*columns), start)))

    def word(self, number: int) -> tuple[str, str]:
        """The key of a word or concept and its spelling, that being empty where it is the key; of END there is none."""
        spelled, found = self.lexicon.spelled[number], self.lexicon.folded[number]
        return found, "" if spelled == found else spelled

    def slot(self, pair: int) -> int | None:
        """The slot of a pair, or None where the index lists none: at the end of a line and beside a long number."""
        lexicon = self.lexicon
        after, before = divmod(pair, SPAN)
        joint = lexicon.joints[after]
        if not before or not after or (joint == " " and (before in lexicon.long or after in lexicon.long)):
            return None
        checksum = zlib.crc32((joint + lexicon.folded[after]).encode(), lexicon.checksums[before])
        return slot_of(checksum, self.layout.files, spelling_of(lexicon.marks[before], lexicon.marks[after]))


def _pairs(words: list[int]) -> set[int]:
    """All neighbours, END too; the words are read as numbers twice as long, from the first one and from the second."""
    data = pack(f"<{len(words)}I", *words)
    found = set(unpack_from(f"<{len(words) // 2}Q", data))
    found.update(unpack_from(f"<{(len(words) - 1) // 2}Q", data, 4))
    return found

"""The terms by which a text is found: its words, pairs of neighbours, concepts, and runs of three words.

The lists of the index are made from numbers: a word has a number, and a pair is the numbers of its words in one. A
number means something only to the reader that gave it out.
"""

import functools
import zlib
from collections.abc import Container, Iterable
from itertools import chain, pairwise

from giaoban.search.aliases import Aliases
from giaoban.search.words import LONG_NUMBER, Words, key, read_words

SPAN = 1 << 24
"""More than the words that there can be: a pair is SPAN times the first one and the second one."""
REACH = 3
"""How many words before or behind the name of a concept may be its number: số 03/2019, 03/2019/NĐ-CP."""
RUN = "~"
"""Begins the key of a list of runs."""
END_HASH = 1 << 40
"""More than the hash of any run of words."""
END = 0
"""The number of the end of a line, before every line too; so a word's own number is that of a pair with END."""


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
        self.hashes = [END_HASH]

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
            self.hashes.append(zlib.crc32(self.folded[found].encode()))
            if LONG_NUMBER.match(spelled):
                self.long.add(found)
            if self.folded[found] in self.beginnings:
                self.beginning.add(found)
        return found


class TermReader:
    """Reads texts into the numbers of their terms, and numbers into the terms as the index writes them.

    All runs are hashed into `runs` lists; the numbers of these are below zero.
    """

    def __init__(self, aliases: Aliases, runs: int) -> None:
        self.aliases = aliases
        self.runs = runs
        self.lexicon = Lexicon(aliases.starting)
        self.begins = functools.cache(self._begins)
        self.concepts = functools.lru_cache(1 << 15)(self._concepts)
        self.common = functools.lru_cache(1 << 14)(self._common)

    def words(self, lines: Iterable[str]) -> list[int]:
        """The words of some lines, with END before and after each line."""
        pieces = " \n ".join(("", *lines, "")).split(" ")
        return list(chain.from_iterable(map(self.lexicon.__getitem__, pieces)))

    def terms(self, words: list[int]) -> set[int]:
        """The words, the pairs and the concepts."""
        found = {before * SPAN + after for before, after in pairwise(words)}
        found.update(words)
        beginning = self.lexicon.beginning
        for place in [place for place, word in enumerate(words) if word in beginning]:
            if self.begins(words[place], words[place + 1]):
                start = min(place, REACH)
                found.update(self.concepts(start, *words[place - start : place + self.aliases.longest + REACH]))
        return found

    def terms_and_runs(self, words: list[int]) -> set[int]:
        """Also the lists of the runs of three words, whatever their marks."""
        found, runs = self.terms(words), self.runs
        hashes = list(map(self.lexicon.hashes.__getitem__, words))
        sums = (one + 3 * two + 7 * three for one, two, three in zip(hashes, hashes[1:], hashes[2:], strict=False))
        found.update([~(total % runs) for total in sums if total < END_HASH])
        return found

    def _common(self, line: str) -> frozenset[int]:
        """The terms of a line that many records have."""
        return frozenset(self.terms_and_runs(self.words((line,))))

    def _begins(self, first: int, second: int) -> bool:
        """Whether two words may be the beginning of the name of a concept, or the first one all of it."""
        seconds = self.aliases.starting[self.lexicon.folded[first]]
        return "" in seconds or self.lexicon.folded[second] in seconds

    def _concepts(self, start: int, *words: int) -> tuple[int, ...]:
        lexicon = self.lexicon
        columns = (list(map(column.__getitem__, words)) for column in (lexicon.spelled, lexicon.folded, lexicon.joints))
        return tuple(map(lexicon.number, self.aliases.concepts(Words(*columns), start)))

    def written(self, term: int) -> str:
        """The term as its entry writes it, key and spelling; empty where it is none that the index lists."""
        if term < 0:
            return f"{RUN}{~term}\t"
        before, after = divmod(term, SPAN)
        lexicon = self.lexicon
        spelled, found = lexicon.spelled[after], lexicon.folded[after]
        if before:
            joint = lexicon.joints[after]
            if not after or (joint == " " and (before in lexicon.long or after in lexicon.long)):
                return ""
            spelled, found = lexicon.spelled[before] + joint + spelled, lexicon.folded[before] + joint + found
        return f"{found}\t{'' if spelled == found else spelled}" if found else ""

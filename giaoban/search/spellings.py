"""Lines for words: which records have a word however it is spelled, and in other files which have each spelling.

Who types no marks needs the first alone; who types marks needs one of all spellings besides.
"""

from collections.abc import Callable

from giaoban.search.entries import TAB, Entry
from giaoban.search.files import MARKED
from giaoban.search.layout import MOST_SHARES, Layout, file_of
from giaoban.search.postings import decode_numbers, encode_numbers
from giaoban.search.words import marks


def spelling_file(key: str, spelling: str, layout: Layout) -> str:
    """The file that holds the list of a spelling; it is in the same share as that of the key."""
    return f"{MARKED}{(file_of(key, layout.word_files) + MOST_SHARES * marks(spelling)) % layout.word_files}"


def write_word(entry: Entry, places: int) -> str:
    """The key, the records in whose heading it is, all that have it, and its spellings; none if it is the only one."""
    spellings = "" if list(entry.spelled) == [entry.key] else " ".join(sorted(entry.spelled))
    return TAB.join((entry.key, encode_numbers(entry.head, places), encode_numbers(entry.all, places), spellings))


def write_spellings(entry: Entry) -> dict[str, str]:
    """The line of each spelling, if there are several: which ones it has of all the records that have the key."""
    if len(entry.spelled) < 2:
        return {}
    ranks = {number: rank for rank, number in enumerate(entry.all)}
    return {
        spelling: f"{spelling}{TAB}{encode_numbers([ranks[number] for number in numbers], len(ranks))}"
        for spelling, numbers in entry.spelled.items()
    }


def read_word(line: str, line_of: Callable[[str], str]) -> Entry:
    """The entry of a word; `line_of` gives the line of a spelling."""
    key, head, every, spellings = line.split(TAB)
    numbers = decode_numbers(every)
    names = spellings.split(" ") if spellings else [key]
    if len(names) == 1:
        spelled = {names[0]: tuple(numbers)}
    else:
        ranks = {name: decode_numbers(line_of(name).partition(TAB)[2]) for name in names}
        spelled = {name: tuple([numbers[rank] for rank in ranks[name]]) for name in names}
    return Entry(key, tuple(decode_numbers(head)), spelled)

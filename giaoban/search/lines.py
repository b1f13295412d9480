"""Changes the lines of the index's files that an edit touches."""

from collections.abc import Callable, Iterator

from giaoban.search.entries import TAB, Changes, Entry, change_entry, read_entry, write_entry
from giaoban.search.files import FACETS, PAIRS, ROWS, WORDS, is_word, word_line
from giaoban.search.layout import Layout
from giaoban.search.pairs import KEY, read_pair, write_pair
from giaoban.search.spellings import read_word, spelling_file, write_spellings, write_word

LENGTHS = {PAIRS: KEY, ROWS: 1}
"""The length of a line's key, where it does not end before a tab."""


class Lines(dict[str, dict[str, str]]):
    """The lines of those files that are asked for, by their keys; `text` gives the text of a file."""

    def __init__(self, text: Callable[[str], str]) -> None:
        super().__init__()
        self.text = text

    def __missing__(self, file: str) -> dict[str, str]:
        length = next((length for folder, length in LENGTHS.items() if file.startswith(folder)), None)
        found = self[file] = lines_by_key(self.text(file), length)
        return found

    def texts(self) -> Iterator[tuple[str, str]]:
        return ((file, "\n".join(lines[key] for key in sorted(lines))) for file, lines in self.items())


def change_line(lines: Lines, file: str, key: str, change: Changes, layout: Layout) -> None:
    """Changes what stands of one key in its file, and of a word in the files of its spellings and of all words too."""
    line, places = lines[file].get(key), layout.places
    if file.startswith(PAIRS):
        entry = change_entry(read_pair(line) if line else Entry(key, (), {}), change)
        put(lines[file], key, write_pair(entry, places) if entry.spelled else None)
    elif file.startswith(FACETS):
        entry = change_entry(read_entry(line) if line else Entry(key, (), {}), change)
        put(lines[file], key, write_entry(entry, places) if entry.spelled else None)
    else:
        held = read_word(line, lambda spelling: lines[spelling_file(key, spelling, layout)][spelling]) if line else None
        entry = change_entry(held or Entry(key, (), {}), change)
        put(lines[file], key, write_word(entry, places) if entry.spelled else None)
        if is_word(key):
            put(lines[WORDS], key, word_line(entry) if entry.spelled else None)
        after = write_spellings(entry)
        for spelling in {**(held.spelled if held else {}), **after}:
            put(lines[spelling_file(key, spelling, layout)], spelling, after.get(spelling))


def lines_by_key(text: str, length: int | None = None) -> dict[str, str]:
    """Lines by what stands before the first tab, or by so many signs."""
    lines = text.split("\n") if text else []
    return {line[:length] if length else line.partition(TAB)[0]: line for line in lines}


def put(lines: dict[str, str], key: str, line: str | None) -> None:
    """Puts a line in the place of the one that has its key, or takes that out."""
    if line is None:
        lines.pop(key, None)
    else:
        lines[key] = line

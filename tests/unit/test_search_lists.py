"""How the index is written: lists of numbers, entries, places, and the texts of its files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.search.document import ResultRow
from giaoban.search.entries import Changes, Entry, change_entry, read_entry, write_entry
from giaoban.search.files import DAYS, DAYS_WITHIN, days_texts, file_names, script
from giaoban.search.layout import Layout, file_of, layout_of, place_records
from giaoban.search.pairs import key_of_slot, pair_texts, read_pair, slot_of, spelling_of, write_pair
from giaoban.search.postings import MOST, decode_numbers, encode_numbers
from giaoban.search.rows import excerpt, row_line, rows_text
from giaoban.search.spellings import read_word, spelling_file, write_spellings, write_word

LAYOUT = Layout(places=16, files=1, rows=8, text=20)


@pytest.mark.parametrize(
    ("numbers", "places", "text"),
    [
        ([], 100, ""),
        ([0], 100, "!"),
        ([1, 2, 4], 100, '"!"'),
        ([56], 1_000, "["),
        ([57], 1_000, "]!"),
        ([57, 204], 1_000, "]!]~"),
        ([1856], 20_000, "q~"),
        ([1857], 20_000, "r!!"),
        ([99057], 800_000, "~!!!"),
        ([0, 1, 2], 8, "!!!"),
        ([0, 9, 15], 16, "!+'"),
        ([0, 1, 2, 3, 4, 5, 6, 7, 8], 30, '*"!!#6'),
        ([0, 10, 20, 30, 40, 50, 60, 70, 80, 90], 100, "*%#j_VZBm76"),
    ],
)
def test_a_list_has_its_text(numbers: list[int], places: int, text: str) -> None:
    assert encode_numbers(numbers, places) == text
    assert decode_numbers(text) == numbers


@given(st.integers(8, MOST - 1).flatmap(lambda places: st.tuples(st.just(places), st.sets(st.integers(0, places - 1)))))
def test_a_list_is_read_as_it_was_written(case: tuple[int, set[int]]) -> None:
    places, numbers = case
    text = encode_numbers(sorted(numbers), places)
    assert decode_numbers(text) == sorted(numbers)
    assert not set(text) & set("`\\$\t\n")


def test_a_dense_list_is_no_longer_than_a_bit_for_each_place() -> None:
    assert len(encode_numbers(range(1200), 1200)) == 2 + 150 * 5 / 4 + 0.5


def test_an_entry_is_read_as_it_was_written() -> None:
    entry = Entry("duong", (2,), {"dương": (1, 2), "duong": (3,), "đường": (0, 2)})
    line = write_entry(entry, 100)
    assert line.split("\t")[0] == "duong"
    assert read_entry(line) == entry
    assert (entry.all, entry.usual) == ([0, 1, 2, 3], "dương")


@pytest.mark.parametrize(
    ("spelled", "names", "written"),
    [
        ({"duong": (3,)}, "", {}),
        ({"đường": (3,)}, "đường", {}),
        ({"dương": (1, 2), "duong": (9,), "đường": (0, 2)}, "duong dương đường", {"duong": "%", "đường": '!"'}),
    ],
)
def test_a_word_is_read_as_it_was_written(
    spelled: dict[str, tuple[int, ...]], names: str, written: dict[str, str]
) -> None:
    """Of several spellings each has a line of its own, with ranks among all records that have the word."""
    entry = Entry("duong", (2,), spelled)
    line, lines = write_word(entry, 100), write_spellings(entry)
    assert line.split("\t")[3] == names
    assert {each: lines[each].split("\t")[1] for each in written} == written
    assert read_word(line, lines.__getitem__) == entry


def test_a_spelling_is_in_the_same_share_as_its_word() -> None:
    layout = layout_of(100_000)
    for spelling in ("dung", "dùng", "đụng", "dựng", "đường", "băng"):
        number = int(spelling_file("dung", spelling, layout).partition("/")[2])
        assert number < layout.word_files
        assert number % layout.shares == file_of("dung", layout.word_files) % layout.shares


def test_a_pair_is_read_as_it_was_written() -> None:
    spellings = (0, spelling_of(0, 0), spelling_of(5, 41))
    slots = {slot_of(4_000_000_000, 8, spelling): [1, 2 + spelling] for spelling in spellings}
    ((_, first), *others) = pair_texts(slots, 10_000)
    line = "".join([first, *(text for _, text in others)]).removeprefix("\n")
    head, plain, spelled = map(tuple, slots.values())
    entry = Entry(key_of_slot(min(slots)), head, {"!!": plain, "'L": spelled})
    assert read_pair(line) == entry
    assert write_pair(entry, 10_000) == line


def test_changes_give_the_entry_that_writing_anew_would_give() -> None:
    entry = Entry("duong", (2,), {"dương": (1, 2), "đường": (0,)})
    changes = Changes(removed={"": {2}, "đường": {0}}, added={"dương": {0}, "đượng": {5}})
    assert change_entry(entry, changes) == Entry("duong", (), {"dương": (0, 1, 2), "đượng": (5,)})


@pytest.mark.parametrize("count", [0, 1, 5, 6, 7, 100, 1000, 10_000, 16_000, 100_000, 600_000])
def test_a_layout_has_room_for_its_records_and_little_more(count: int) -> None:
    layout = layout_of(count)
    assert max(8, count) <= layout.places <= max(8, count * 1.35)
    assert len(file_names(layout)) <= 15 + layout.places / 2.4
    assert layout.places < MOST


def test_few_records_have_few_files_and_small_archives_keep_whole_texts() -> None:
    assert len(file_names(layout_of(5))) == 15
    assert layout_of(12_000).text > 50_000
    assert layout_of(100_000).text == 0


def records(count: int) -> list[str]:
    return [f"gia-lai/{number}" for number in range(count)]


def test_places_do_not_depend_on_the_order_of_records() -> None:
    identities = records(500)
    assert place_records(identities, 640) == place_records(reversed(identities), 640)
    assert len(set(place_records(identities, 640).values())) == 500


@pytest.mark.parametrize("places", [8 * 2**7, 9 * 2**7, 10 * 2**7, 11 * 2**7, 13 * 2**7, 15 * 2**7])
def test_every_place_can_be_taken(places: int) -> None:
    assert sorted(place_records(records(places), places).values()) == list(range(places))


def test_a_new_record_moves_few_others() -> None:
    layout = layout_of(2000)
    moved = 0
    before = place_records(records(2000), layout.places)
    for number in range(2000, 2020):
        after = place_records([*records(2000), f"gia-lai/{number}"], layout.places)
        moved += sum(before[identity] != after[identity] for identity in before)
    assert moved <= 20 * 8


def test_a_term_has_the_file_that_the_browser_computes() -> None:
    assert [file_of(key, 4096) for key in ("duong bang", "=nd 3", "2,23")] == [994, 3410, 1493]


def test_days_are_written_digit_by_digit() -> None:
    assert days_texts({0: 19_000, 3: 19_100}, Layout(4, 1, 8, 20)) == {DAYS: '19000\n"!!#', DAYS_WITHIN: "!!!-"}


ROW = ResultRow("gia-lai/q1", "Tiêu\tđề", "Gia Lai", "Giao ban", "quý I/2022", "7/2022", "Võ A", "một hai\nba bốn năm")


@pytest.mark.parametrize(
    ("room", "ending"), [(20, "1\tmột hai\tba bốn năm"), (12, "0\tmột hai\tba"), (7, "0\tmột hai"), (0, "0\t")]
)
def test_a_row_is_one_line_and_says_whether_its_text_is_whole(room: int, ending: str) -> None:
    line = row_line(7, ROW, Layout(16, 1, 8, room))
    assert line == f")Tiêu đề\tgia-lai/q1\tGia Lai\tGiao ban\tquý I/2022\t7/2022\tVõ A\t{ending}"


def test_a_row_does_not_write_again_what_its_title_says() -> None:
    row = ResultRow("x/q1", "Giao ban Gia Lai", "Gia Lai, huyện Ia Grai", "Giao ban", "quý I/2022", "", "", "")
    facts = ("\x01,), huyện Ia Grai", "\x01!+", "quý I/2022", "", "")
    assert row_line(7, row, LAYOUT) == "\t".join((f"){row.title}", "x/q1", *facts, "1", ""))


@pytest.mark.parametrize(
    ("lines", "written"),
    [
        ("", ""),
        ("!Giao ban", "!!Giao ban"),
        ('!Giao ban\n"Giao ban quý\n#Kiểm tra', '!!Giao ban\n"+ quý\n#!Kiểm tra'),
        (f"!{'a' * 200}\n#{'a' * 200}", f"!!{'a' * 200}\n#~{'a' * 111}"),
        ("!\U0001d400b\n#\U0001d400b", "!!\U0001d400b\n#!\U0001d400b"),
    ],
)
def test_a_row_goes_on_where_it_parts_from_the_one_before(lines: str, written: str) -> None:
    assert rows_text(lines) == written


def test_an_extract_ends_between_words() -> None:
    assert excerpt("một hai ba", 8) == "một hai"


def test_a_file_is_a_script_that_nothing_in_its_text_can_break() -> None:
    assert script("tu/1", "a`b\\c${d}$e") == 'giaoban.receive("tu/1", `a\\`b\\\\c\\${d}$e`);\n'

"""Readers of figures, times and single words."""

import pickle
import unicodedata
from collections.abc import Callable
from decimal import Decimal

import pytest

from giaoban.dates import read_date
from giaoban.periods import (
    quarter_of,
    read_quarter,
)
from giaoban.values import (
    BadValue,
    Quantity,
    read_count,
    read_quantity,
    read_session,
    read_time,
    read_yes_no,
    same_word,
)

NBSP = "\u00a0"
ZERO_WIDTH_SPACE = "\u200b"


def fault(read: Callable[[str], object], text: str) -> tuple[str, dict[str, str]]:
    with pytest.raises(BadValue) as caught:
        read(text)
    return caught.value.code, caught.value.params


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("370", "370"),
        ("0", "0"),
        ("19.620", "19620"),
        ("1.458", "1458"),
        ("1.000.000", "1000000"),
        ("2,23", "2.23"),
        ("61,475", "61.475"),
        ("1.234,5", "1234.5"),
        ("12345", "12345"),
        ("5,0", "5.0"),
        ("0,5", "0.5"),
        ("1.458,000", "1458.000"),
        ("  370 ", "370"),
        (f"{NBSP}370{NBSP}", "370"),
        ("06", "6"),
        ("010", "10"),
        ("08", "8"),
        ("06,5", "6.5"),
        ("123456789012345678901234567890123456789", "123456789012345678901234567890123456789"),
    ],
)
def test_a_number_is_read_in_vietnamese_notation(text: str, number: str) -> None:
    assert read_quantity(text) == Quantity(text.strip(), Decimal(number), "exact", "")


@pytest.mark.parametrize(
    ("text", "number", "qualifier", "qualifier_words"),
    [
        ("gần 11.000", "11000", "under", "gần"),
        ("Gần 65.000", "65000", "under", "gần"),
        ("dưới 50", "50", "under", "dưới"),
        ("chưa đến 50", "50", "under", "chưa đến"),
        ("hơn 692", "692", "over", "hơn"),
        ("trên 50", "50", "over", "trên"),
        ("khoảng 30", "30", "about", "khoảng"),
        ("xấp xỉ 2,5", "2.5", "about", "xấp xỉ"),
        ("chừng 40", "40", "about", "chừng"),
        ("trên dưới 50", "50", "about", "trên dưới"),
        (unicodedata.normalize("NFD", "gần 11.000"), "11000", "under", "gần"),
        (f"hơn{NBSP}692", "692", "over", "hơn"),
        ("370", "370", "exact", ""),
    ],
)
def test_words_before_a_number_qualify_it(text: str, number: str, qualifier: str, qualifier_words: str) -> None:
    quantity = read_quantity(text)
    assert quantity.printed == unicodedata.normalize("NFC", text)
    assert (quantity.number, quantity.qualifier) == (Decimal(number), qualifier)
    assert quantity.qualifier_words == qualifier_words


@pytest.mark.parametrize(
    ("text", "number", "printed", "unit"),
    [
        ("11 nghìn", "11000", "11 nghìn", ""),
        ("11 ngàn", "11000", "11 ngàn", ""),
        ("11nghìn", "11000", "11nghìn", ""),
        ("1,5 triệu", "1500000", "1,5 triệu", ""),
        ("2 tỷ", "2000000000", "2 tỷ", ""),
        ("2 tỉ", "2000000000", "2 tỉ", ""),
        ("3 vạn", "30000", "3 vạn", ""),
        ("5 trăm", "500", "5 trăm", ""),
        ("2 chục", "20", "2 chục", ""),
        ("1,2345 nghìn", "1234.5", "1,2345 nghìn", ""),
        ("1,5 nghìn tỷ đồng", "1500000000000", "1,5 nghìn tỷ", "đồng"),
        ("gần 1,5 Triệu đồng", "1500000", "gần 1,5 Triệu", "đồng"),
        ("1,0000000000000000000000000000001 triệu", "1000000.0000000000000000000000001", None, ""),
    ],
)
def test_a_number_word_multiplies_exactly(text: str, number: str, printed: str | None, unit: str) -> None:
    quantity = read_quantity(text)
    assert (str(quantity.number), quantity.unit) == (number, unit)
    assert quantity.printed == (printed or text)


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("12kg", "12", "kg"),
        ("12 kg", "12", "kg"),
        (f"12{NBSP}kg", "12", "kg"),
        ("hơn 692kg", "hơn 692", "kg"),
        ("2,23g", "2,23", "g"),
        ("1.458 lượt CBCS", "1.458", "lượt CBCS"),
        ("06 vụ", "06", "vụ"),
        ("12%", "12", "%"),
        ("12,5 %", "12,5", "%"),
        ("15 m²", "15", "m²"),
        ("15 trạm", "15", "trạm"),
        ("12 ván", "12", "ván"),
    ],
)
def test_a_unit_after_the_number_is_kept_apart(text: str, printed: str, unit: str) -> None:
    quantity = read_quantity(text)
    assert (quantity.printed, quantity.unit) == (printed, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hàng nghìn", Quantity("hàng nghìn", None, "words")),
        ("hàng ngàn", Quantity("hàng ngàn", None, "words")),
        ("hàng chục", Quantity("hàng chục", None, "words")),
        ("Hàng trăm", Quantity("Hàng trăm", None, "words")),
        ("hàng vạn", Quantity("hàng vạn", None, "words")),
        ("hàng triệu", Quantity("hàng triệu", None, "words")),
        ("hàng chục nghìn lượt người", Quantity("hàng chục nghìn", None, "words", "lượt người")),
        ("nhiều", Quantity("nhiều", None, "words")),
        ("nhiều vụ", Quantity("nhiều", None, "words", "vụ")),
        ("không nêu", Quantity("không nêu", None, "unstated")),
        (" Không nêu ", Quantity("Không nêu", None, "unstated")),
        (unicodedata.normalize("NFD", "không nêu"), Quantity("không nêu", None, "unstated")),
    ],
)
def test_words_without_a_number_stay_words(text: str, expected: Quantity) -> None:
    assert read_quantity(text) == expected
    assert read_quantity(text).qualifier_words == ""


WRONG_NUMBERS = [
    ("1.5", "number-grouping", {"found": "1.5", "guess": "1,5"}),
    ("12.10", "number-grouping", {"found": "12.10", "guess": "12,10"}),
    ("gần 1.5", "number-grouping", {"found": "1.5", "guess": "1,5"}),
    ("1.5 kg", "number-grouping", {"found": "1.5", "guess": "1,5"}),
    ("0.123", "number-grouping", {"found": "0.123", "guess": "0,123"}),
    ("1,458.0", "number-grouping", {"found": "1,458.0", "guess": "1.458,0"}),
    ("1,458,000", "number-grouping", {"found": "1,458,000", "guess": "1.458.000"}),
    ("1_000", "number-grouping", {"found": "1_000", "guess": "1.000"}),
    ("1'000", "number-grouping", {"found": "1'000", "guess": "1.000"}),
    ("1 458", "number-grouping", {"found": "1 458", "guess": "1.458"}),
    (f"1{NBSP}458", "number-grouping", {"found": f"1{NBSP}458", "guess": "1.458"}),
    ("1\u202f458,5", "number-grouping", {"found": "1\u202f458,5", "guess": "1.458,5"}),
    ("11 000 lượt", "number-grouping", {"found": "11 000", "guess": "11.000"}),
    ("0 458", "number-grouping", {"found": "0 458"}),
    ("1.45.000", "number-grouping", {"found": "1.45.000"}),
    ("12.1.2022", "number-grouping", {"found": "12.1.2022"}),
    ("1.4580", "number-ambiguous", {"found": "1.4580", "grouped": "14.580", "decimal": "1,4580"}),
    ("1234.567", "number-ambiguous", {"found": "1234.567", "grouped": "1.234.567", "decimal": "1234,567"}),
    ("11,000", "number-ambiguous", {"found": "11,000", "grouped": "11.000", "decimal": "11"}),
    ("gần 11,000 cuộc", "number-ambiguous", {"found": "11,000", "grouped": "11.000", "decimal": "11"}),
    ("+5", "number-notation", {"found": "+5", "guess": "5"}),
    ("~50", "number-notation", {"found": "~50", "guess": "khoảng 50"}),
    (">50", "number-notation", {"found": ">50", "guess": "hơn 50"}),
    ("< 50", "number-notation", {"found": "< 50", "guess": "dưới 50"}),
    ("12.", "number-notation", {"found": "12.", "guess": "12"}),
    (",5", "number-notation", {"found": ",5", "guess": "0,5"}),
    ("1e5", "number-notation", {"found": "1e5"}),
    ("-5", "number-negative", {"found": "-5", "guess": "5"}),
    ("−5", "number-negative", {"found": "−5", "guess": "5"}),
    ("１２", "number-digit", {"found": "１２", "character": "U+FF11 FULLWIDTH DIGIT ONE", "guess": "12"}),
    ("٣", "number-digit", {"found": "٣", "character": "U+0663 ARABIC-INDIC DIGIT THREE", "guess": "3"}),
    ("Ⅷ", "number-digit", {"found": "Ⅷ", "character": "U+2167 ROMAN NUMERAL EIGHT"}),
    ("538/538", "number-several", {"found": "538/538"}),
    ("24 vụ/52 đối tượng", "number-several", {"found": "24 vụ/52 đối tượng"}),
    ("2 vụ 8 đối tượng", "number-several", {"found": "2 vụ 8 đối tượng"}),
    ("12-15", "number-several", {"found": "12-15"}),
    ("12 10", "number-several", {"found": "12 10"}),
    ("16:14", "number-several", {"found": "16:14"}),
    ("2 tỷ rưỡi", "number-word", {"found": "rưỡi"}),
    ("50 người trở lên", "number-word", {"found": "trở"}),
    ("10k", "number-word", {"found": "k"}),
    ("5 nghin", "number-word", {"found": "nghin", "guess": "nghìn"}),
    ("15 m3", "number-unit", {"found": "m3"}),
    ("12½", "number-unit", {"found": "½"}),
    ("15 chuyên án, vụ án", "number-unit", {"found": "chuyên án, vụ án"}),
    ("50+", "number-unit", {"found": "+"}),
    ("gan 11.000", "number-unknown", {"found": "gan 11.000", "guess": "gần 11.000"}),
    ("gần11.000", "number-unknown", {"found": "gần11.000", "guess": "gần 11.000"}),
    ("khoảng hơn 50", "number-unknown", {"found": "khoảng hơn 50"}),
    ("khong neu", "number-unknown", {"found": "khong neu", "guess": "không nêu"}),
    ("hang nghin", "number-unknown", {"found": "hang nghin", "guess": "hàng nghìn"}),
    ("IV", "number-unknown", {"found": "IV"}),
    ("gần", "number-unknown", {"found": "gần"}),
    ("", "number-unknown", {"found": ""}),
    (" ", "number-unknown", {"found": ""}),
]


@pytest.mark.parametrize(("text", "code", "params"), WRONG_NUMBERS)
def test_what_is_not_a_vietnamese_number_is_an_error(text: str, code: str, params: dict[str, str]) -> None:
    assert fault(read_quantity, text) == (code, params)


@pytest.mark.parametrize("text", [text for text, _, params in WRONG_NUMBERS if params["found"]])
def test_the_wrong_part_of_a_number_is_marked(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_quantity(text)
    bad = caught.value
    assert bad.length is not None
    assert text[bad.offset : bad.offset + bad.length] == bad.params["found"]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        (text, text.replace(params["found"], params[name]))
        for text, _, params in WRONG_NUMBERS
        for name in ("guess", "grouped", "decimal")
        if name in params
    ],
)
def test_what_a_number_error_says_to_write_is_right(text: str, instead: str) -> None:
    assert read_quantity(instead).printed != text


@pytest.mark.parametrize(
    ("read", "text", "offset", "character"),
    [
        (read_quantity, f"12{ZERO_WIDTH_SPACE}5", 2, "U+200B ZERO WIDTH SPACE"),
        (read_quantity, "\ufeff125", 0, "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        (read_quantity, "1\u00ad25", 1, "U+00AD SOFT HYPHEN"),
        (read_date, f"27/7/2022{ZERO_WIDTH_SPACE}", 9, "U+200B ZERO WIDTH SPACE"),
        (read_quarter, f"II{ZERO_WIDTH_SPACE}/2022", 2, "U+200B ZERO WIDTH SPACE"),
        (read_session, f"chiều{ZERO_WIDTH_SPACE}", 5, "U+200B ZERO WIDTH SPACE"),
    ],
)
def test_a_character_that_nobody_sees_is_named(
    read: Callable[[str], object], text: str, offset: int, character: str
) -> None:
    code, params = fault(read, text)
    assert (code, params["character"]) == ("character-invisible", character)
    assert params["found"] in text[:offset] + text[offset + 1 :]
    with pytest.raises(BadValue) as caught:
        read(text)
    assert (caught.value.offset, caught.value.length) == (offset, 1)


def test_a_fault_survives_a_worker_process() -> None:
    bad = BadValue("number-grouping", "1.5", offset=4, length=3, guess="1,5")
    copy = pickle.loads(pickle.dumps(bad))
    assert (copy.code, copy.params, copy.offset, copy.length) == (bad.code, bad.params, 4, 3)


@pytest.mark.parametrize(("text", "count"), [("12", 12), ("1.000", 1000), (" 07 ", 7), ("2 nghìn", 2000)])
def test_a_count_is_a_whole_number(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12kg", "count-unknown"),
        ("1,5", "count-unknown"),
        ("hơn 3", "count-unknown"),
        ("không nêu", "count-unknown"),
        ("1.5", "number-grouping"),
    ],
)
def test_a_count_is_nothing_else(text: str, code: str) -> None:
    assert fault(read_count, text)[0] == code


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("16:14", "16:14"),
        ("16h14", "16:14"),
        ("16H14", "16:14"),
        ("7h30", "07:30"),
        ("7h", "07:00"),
        ("0:00", "00:00"),
        ("23:59", "23:59"),
    ],
)
def test_a_time_of_day(text: str, time: str) -> None:
    assert read_time(text) == time


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("24:00", None),
        ("16:60", None),
        ("1614", None),
        ("", None),
        ("16.14", "16:14"),
        ("16 giờ 14", "16:14"),
    ],
)
def test_what_is_not_a_time_of_day(text: str, guess: str | None) -> None:
    assert fault(read_time, text) == ("time-unknown", {"found": text} | ({"guess": guess} if guess else {}))


@pytest.mark.parametrize(
    ("text", "session"),
    [
        ("sáng", "sáng"),
        ("Chiều", "chiều"),
        ("TỐI", "tối"),
        (unicodedata.normalize("NFD", " chiều "), "chiều"),
    ],
)
def test_a_session(text: str, session: str) -> None:
    assert read_session(text) == session


@pytest.mark.parametrize(
    ("text", "guess"), [("chieu", "chiều"), ("toi", "tối"), ("buổi sáng", "sáng"), ("trưa", None), ("", None)]
)
def test_a_session_without_its_tone_is_only_guessed(text: str, guess: str | None) -> None:
    assert fault(read_session, text) == (
        "session-unknown",
        {"found": text} | ({"guess": guess} if guess else {}),
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("có", True),
        ("Có", True),
        ("yes", True),
        ("true", True),
        ("không", False),
        ("KHÔNG", False),
        ("no", False),
        ("false", False),
    ],
)
def test_yes_and_no(text: str, answer: bool) -> None:
    assert read_yes_no(text) is answer


@pytest.mark.parametrize(("text", "guess"), [("khong", "không"), ("co", "có"), ("off", None), ("1", None)])
def test_nothing_else_is_yes_or_no(text: str, guess: str | None) -> None:
    assert fault(read_yes_no, text) == (
        "yes-no-unknown",
        {"found": text} | ({"guess": guess} if guess else {}),
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hoà", "hòa", True),
        (unicodedata.normalize("NFD", "chủ trì"), " Chủ trì ", True),
        ("chu tri", "chủ trì", False),
    ],
)
def test_one_word_in_two_spellings(one: str, other: str, same: bool) -> None:
    assert same_word(one, other) is same


def test_values_are_frozen_and_hashable() -> None:
    assert len({quarter_of(2022, 2), quarter_of(2022, 2), quarter_of(2022, 3)}) == 2
    assert hash(read_quantity("12kg")) == hash(Quantity("12", Decimal(12), "exact", "kg"))
    with pytest.raises(AttributeError):
        read_date("2022").year = 2023  # type: ignore[misc]

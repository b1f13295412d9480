"""Folding, collation, tone placement, slugs and guesses."""

import random
import unicodedata

import pytest

from giaoban.vietnamese import fold, guess, place_tones, slug, sort_key

# The orders below are those of Intl.Collator("vi") in ICU 78.2.
PROVINCES = [
    "An Giang",
    "Bà Rịa - Vũng Tàu",
    "Bạc Liêu",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Ninh",
    "Bến Tre",
    "Bình Dương",
    "Bình Định",
    "Bình Phước",
    "Bình Thuận",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Đắk Nông",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Giang",
    "Hà Nam",
    "Hà Nội",
    "Hà Tĩnh",
    "Hải Dương",
    "Hải Phòng",
    "Hậu Giang",
    "Hòa Bình",
    "Hồ Chí Minh",
    "Huế",
    "Hưng Yên",
    "Khánh Hòa",
    "Kiên Giang",
    "Kon Tum",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Long An",
    "Nam Định",
    "Nghệ An",
    "Ninh Bình",
    "Ninh Thuận",
    "Phú Thọ",
    "Phú Yên",
    "Quảng Bình",
    "Quảng Nam",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sóc Trăng",
    "Sơn La",
    "Tây Ninh",
    "Thái Bình",
    "Thái Nguyên",
    "Thanh Hóa",
    "Tiền Giang",
    "Trà Vinh",
    "Tuyên Quang",
    "Vĩnh Long",
    "Vĩnh Phúc",
    "Yên Bái",
]
PEOPLE = [
    "An Bình",
    "Ân Bình",
    "Ẩn Bình",
    "Bùi Quang Vinh",
    "Dinh Hoa",
    "Đào Hải Yến",
    "Đặng Ngọc Lâm",
    "Đinh Thị Hoa",
    "Đinh Thị Hoà",
    "Đinh Thị Hoá",
    "Đinh Thị Hòa",
    "Đinh Thị Họa",
    "Hoàng Viết Tâm",
    "Hộ Văn",
    "Hồ Văn Tú",
    "Hồ Văn Tư",
    "Hồ Văn Từ",
    "Hồ Văn Tứ",
    "Hồ Vân",
    "Hồ Vần",
    "Hơ Văn",
    "Lê An",
    "Lê Văn Khôi",
    "Lò Văn En",
    "Lò Văn Ẻn",
    "Lô Văn Én",
    "Ly A Phu",
    "Lỳ A Phu",
    "Lý A Phủ",
    "ma seo",
    "Ma Seo",
    "MA SEO",
    "Mà Seo",
    "Mả Seo",
    "Mã Seo",
    "Má Seo",
    "Mạ Seo",
    "Mai A",
    "Minh Ngọc",
    "Nguyễn Hồng Đăng",
    "Nguyễn Hữu Phước",
    "Nguyễn Thanh Bình",
    "Nguyễn Thanh Hà",
    "Phạm Quôc Ung",
    "Phạm Quốc Ung",
    "Phạm Quốc Úng",
    "Phạm Quốc Ưng",
    "Quách Công",
    "Quạch Công",
    "Thanh Giang",
    "Tô E Ban",
    "Tô Ê Ban",
    "Tô Ế Ban",
    "Trần Lĩnh",
    "Trần Nguyên Khang",
    "Võ Ngọc An",
    "Vuông Nhị",
    "Vương Nhĩ",
    "Vượng Nhi",
    "Xuân Liễu",
    "Y Thị",
    "Ý Thị",
]
SYLLABLES = [
    "10 b", "2 b", "a b", "a-b", "a, b", "a.b", "ab", "da", "dá", "đa", "Đa", "fa", "ga", "ja", "ka", "ma",
    "Ma", "MA", "mà", "mả", "mã", "má", "mạ", "Mai", "mă", "mâ", "Quý I", "Quý II", "Quý III", "va", "wa",
    "xa", "ya", "za",
]  # fmt: skip


@pytest.mark.parametrize("in_order", [PROVINCES, PEOPLE, SYLLABLES], ids=["provinces", "people", "syllables"])
def test_sorting_is_that_of_the_browser(in_order: list[str]) -> None:
    shuffled = list(in_order)
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == in_order


def test_there_are_63_provinces_in_the_sorting_table() -> None:
    assert len(set(PROVINCES)) == 63


def test_sorting_does_not_depend_on_the_unicode_form() -> None:
    decomposed = [unicodedata.normalize("NFD", name) for name in reversed(PROVINCES)]
    assert [unicodedata.normalize("NFC", name) for name in sorted(decomposed, key=sort_key)] == PROVINCES


@pytest.mark.parametrize(
    ("in_order", "why"),
    [
        (["da", "Ðak Lak", "Đắk Lắk", "e"], "eth stands for đ"),
        (["Müller", "Mun"], "a foreign mark is a difference after the letter"),
        (["zz", "Журнал"], "other alphabets follow"),
        (["", "a"], "nothing comes first"),
    ],
)
def test_sorting_of_foreign_characters(in_order: list[str], why: str) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=sort_key) == in_order, why


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường băng", "duong bang"),
        ("ĐẮK LẮK", "dak lak"),
        ("Ðắk Lắk", "dak lak"),
        (unicodedata.normalize("NFD", "Thừa Thiên Huế"), "thua thien hue"),
        ("Bà Rịa – Vũng Tàu", "ba ria - vung tau"),
        ("NĐ–CP", "nd-cp"),
        ("một — hai ‑ ba − bốn", "mot - hai - ba - bon"),
        ("8\u00a0đối tượng", "8 doi tuong"),
        ("Quý II/2022", "quy ii/2022"),
        ("café", "cafe"),
        ("", ""),
    ],
)
def test_folding_drops_marks_case_and_kinds_of_dash(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folded_provinces_stay_distinct() -> None:
    assert len({fold(name) for name in PROVINCES}) == 63


@pytest.mark.parametrize(
    ("typed", "placed"),
    [
        ("hoà", "hòa"),
        ("hoá", "hóa"),
        ("thuý", "thúy"),
        ("uỷ", "ủy"),
        ("tuỳ", "tùy"),
        ("luỹ", "lũy"),
        ("khoẻ", "khỏe"),
        ("loè", "lòe"),
        ("hoạ", "họa"),
        ("HOÀ", "HÒA"),
        ("Thuỷ", "Thủy"),
        ("UỶ BAN", "ỦY BAN"),
        ("văn hoá, uỷ ban.", "văn hóa, ủy ban."),
        ("hoà2", "hòa2"),
        ("hòan", "hoàn"),
        ("ngòai", "ngoài"),
        ("họăc", "hoặc"),
        ("thủyên", "thuyển"),
        ("hùynh", "huỳnh"),
        ("qúy", "quý"),
        ("qủa", "quả"),
        ("qúyên", "quyến"),
        (unicodedata.normalize("NFD", "hoà"), "hòa"),
    ],
)
def test_a_tone_moves_to_its_one_place(typed: str, placed: str) -> None:
    assert place_tones(typed) == placed


@pytest.mark.parametrize(
    "word",
    [
        "hòa", "HÒA", "thúy", "ủy", "khỏe", "oa", "uy", "quý", "Quý", "quỳ", "Quỷ", "quà", "quả", "già", "gìn",
        "giá", "múa", "cửa", "nghĩa", "hoàn", "toán", "hoặc", "xoăn", "thuyền", "tuyết", "khuỷu", "khuya",
        "huýt", "huỳnh", "ngoài", "ngoáy", "loét",
    ],
)  # fmt: skip
def test_a_tone_in_its_place_stays(word: str) -> None:
    assert place_tones(word) == word


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Đắk Lắk", "dak-lak"),
        ("Ðắk Lắk", "dak-lak"),
        (unicodedata.normalize("NFD", "Đắk Lắk"), "dak-lak"),
        ("Thừa Thiên Huế", "thua-thien-hue"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("03/2019/NĐ-CP", "03-2019-nd-cp"),
        ("03/2019/NĐ–CP", "03-2019-nd-cp"),
        ("Võ Ngọc An", "vo-ngoc-an"),
        ("…", ""),
    ],
)
def test_slugs_are_plain_ascii(text: str, made: str) -> None:
    assert slug(text) == made


@pytest.mark.parametrize(
    ("found", "choices", "nearest"),
    [
        ("giao bang", ["kiem-tra", "giao-ban"], "giao-ban"),
        ("gia lai", ["Gia Lai", "Lai Châu"], "Gia Lai"),
        ("Gia-Lai", ["Gia Lai", "Lai Châu"], "Gia Lai"),
        (" ha  noi ", ["Hà Nam", "Hà Nội"], "Hà Nội"),
        ("Đắc Lắc", ["Đắk Nông", "Đắk Lắk"], "Đắk Lắk"),
        ("quater", ["quarter", "half", "year"], "quarter"),
        ("lai chau", ["Lai Chậu", "Lai Châu"], "Lai Chậu"),
        ("Quảng", ["Cần Thơ"], None),
        ("xyz", ["Hà Nam", "Hà Nội"], None),
        ("", ["Hà Nam"], None),
        ("Hà Nam", [], None),
    ],
)
def test_a_guess_is_the_nearest_choice_or_none(found: str, choices: list[str], nearest: str | None) -> None:
    assert guess(found, choices) == nearest

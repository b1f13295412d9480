"""Characters that are not what they seem: a text that is called sound has none, in any line."""

from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.characters import is_sound, strays_in
from giaoban.vietnamese import nfc

WORD = st.sampled_from(
    "giao ban Đại tá lực lượng – “nóng” quÃ½ Ã¡n hoÃ Â° Tr­êng c«ng t¸c boä ñoäi ï»¿ o\u200b о Ð × € €â áâ".split(" ")
)
LINE = st.one_of(
    st.lists(WORD, max_size=6).map(" ".join), st.text("aáâÃĂŒ\x80\x9f\xa0\xad\u2013\u2122\u20ac\u0131ñ ", max_size=6)
)


@settings(max_examples=500, deadline=None)
@given(st.lists(LINE, max_size=4).map("\n".join).map(nfc))
def test_a_text_that_is_called_sound_has_no_stray(text: str) -> None:
    """It is asked of the whole text at once, since most are."""
    assert not (is_sound(text) and any(map(strays_in, text.split("\n"))))


def test_most_texts_are_sound() -> None:
    assert is_sound("Giao ban quý II/2022 – “nóng” … 19.620 lượt;\nBộ đội Biên phòng, án.\n\n")

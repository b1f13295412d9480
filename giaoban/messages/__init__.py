"""Every message of the program, in both languages: the one place where a problem's text is written."""

from giaoban.messages.archive import ARCHIVE
from giaoban.messages.fields import BODY, FIELDS, VALUES
from giaoban.messages.files import FILES
from giaoban.messages.media import MEDIA
from giaoban.messages.message import Message
from giaoban.messages.numbers import DATES, NUMBERS
from giaoban.messages.release import RELEASES
from giaoban.messages.texts import CHARACTERS, YAML
from giaoban.messages.warnings import WARNINGS

MESSAGES: dict[str, Message] = (
    FILES | CHARACTERS | YAML | FIELDS | NUMBERS | DATES | VALUES | BODY | MEDIA | ARCHIVE | RELEASES | WARNINGS
)
GUESS_VI, GUESS_EN = "có phải là “{guess}”?", "did you mean “{guess}”?"


def is_warning(code: str) -> bool:
    return MESSAGES[code].severity == "warning" if code in MESSAGES else False

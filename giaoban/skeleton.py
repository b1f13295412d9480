"""A new record to begin with: what is known filled in, and every other key a comment that says what it is for."""

import msgspec

from giaoban.field_texts import FIELD_TEXTS
from giaoban.periods import Period
from giaoban.schema import RecordForm
from giaoban.vocabulary import Vocabulary

OFFERED = (
    *("session", "host", "forces", "chair", "people", "legal_bases", "topics", "lead", "figures"),
    *("shortcomings", "discussion", "conclusions", "tasks", "photos", "source", "inferred", "note"),
)
"""The keys that a skeleton offers, as comments; the guide lists the others."""
FIGURE = """# figures:
#   - indicator: tin-trao-doi
#     value: 370
#     quote: trao đổi 370 tin
"""
INTRODUCTION = """# Dòng mở đầu bằng # là ghi chú, không hiện lên trang. Mục nào dùng thì bỏ dấu #, không dùng thì xóa.
# Nguồn không nói thì bỏ hẳn mục đó. Viết xong, chạy: python build.py check
"""
BODY = """
## Bối cảnh

Viết bằng lời của mình: họp trong hoàn cảnh nào, để làm gì.

## Kết quả

Kể việc đã làm, theo từng lĩnh vực. Số liệu ghi ở figures thì không kể lại.
"""


class Answers(msgspec.Struct, frozen=True):
    """What is known of a meeting before its record is written, as it was typed; "" for what is not known."""

    province: str
    kind: str
    period: str
    date: str
    title: str = ""


def name_of(kind: str, period: Period | None, date: str, first_kind: str) -> str:
    """The file name of a record: its period for the common kind of meeting, else the period and the kind."""
    when = period.key if period else date
    return when if kind == first_kind else f"{when}-{kind}"


def title_of(kind: str, period: Period | None, province: str, vocabulary: Vocabulary) -> str:
    label = next(term.label.vi for term in vocabulary.config.kinds if term.slug == kind)
    return f"{label} {period.words} {province}" if period else f"{label} {province}"


def skeleton(answers: Answers, period: Period | None) -> str:
    """The whole file."""
    known = {
        "title": answers.title,
        "kind": answers.kind,
        "province": answers.province,
        **({period.kind: answers.period} if period else {}),
        **({"date": answers.date} if answers.date else {}),
    }
    parts = ["---\n", INTRODUCTION]
    parts += [f"{_comment(key)}{key}: {value}\n" for key, value in known.items()]
    for key in OFFERED:
        example = FIGURE if key == "figures" else f"# {key}: {FIELD_TEXTS[RecordForm][key].example}\n"
        parts.append(f"\n{_comment(key)}{example}")
    return "".join([*parts, "---\n", BODY])


def _comment(key: str) -> str:
    text = FIELD_TEXTS[RecordForm][key]
    return f"# {text.title_vi}: {text.about_vi}\n"

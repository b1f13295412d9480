"""The shape of a message: what is wrong, in both languages, and what to write instead."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Message(NamedTuple):
    """What is wrong, with {params} of the problem; the hint says what to write."""

    severity: Severity
    vi: str
    en: str
    hint_vi: str = ""
    hint_en: str = ""


def error(vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> Message:
    return Message("error", vi, en, hint_vi, hint_en)


def warning(vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> Message:
    return Message("warning", vi, en, hint_vi, hint_en)

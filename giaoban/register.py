"""The register of published identities, content/identities.txt: what keeps an address from being lost or reused.

A line holds an identity, and the period and date of its meeting as they were when it was first registered.
"""

from collections.abc import Callable, Iterable

import msgspec

from giaoban.addresses import IDENTITY
from giaoban.decoding import decode
from giaoban.problems import Problem, Spot
from giaoban.records import Summary
from giaoban.sources import REGISTER, Source

NONE = "-"
HEADER = (
    "# Sổ tên bản ghi đã công bố: tên, kỳ báo cáo, ngày họp. Lệnh `python build.py register` ghi thêm vào đây.\n"
    "# Không xóa dòng nào: tên đã công bố thì địa chỉ của nó phải còn mãi, và không dùng lại cho cuộc họp khác.\n"
)


class Entry(msgspec.Struct, frozen=True):
    identity: str
    period: str
    date: str
    spot: Spot


def read_register(source: Source | None) -> tuple[dict[str, Entry], list[Problem]]:
    """The entries of the register by identity; a site without one has published nothing yet."""
    entries: dict[str, Entry] = {}
    text, problems = decode(REGISTER, source.data) if source else ("", [])
    for number, line in enumerate((text or "").split("\n"), 1):
        words = line.split()
        if not words or line.startswith("#"):
            continue
        spot = Spot(number, 1, max(len(line), 1), line)
        if len(words) != 3 or not IDENTITY.fullmatch(words[0]):
            problems.append(Problem(REGISTER, spot, "register-line"))
        else:
            entries.setdefault(words[0], Entry(words[0], words[1], words[2], spot))
    return entries, problems


def words_of(summary: Summary) -> tuple[str, str]:
    """Period and date of a meeting as the register writes them."""
    return summary.period.key if summary.period else NONE, summary.date.iso if summary.date else NONE


def check_register(
    entries: dict[str, Entry],
    identities: set[str],
    standing: Iterable[tuple[str, Summary, Callable[[], Spot]]],
    aliases: set[str],
) -> list[Problem]:
    """Identities that are gone, and those that stand for another meeting than they were registered for.

    `identities` are those of all record files, `standing` the records without errors that are not withdrawn.
    """
    problems = [
        Problem(REGISTER, entry.spot, "identity-lost", {"found": identity, "register": REGISTER})
        for identity, entry in entries.items()
        if identity not in identities and identity not in aliases
    ]
    for file, summary, spot in standing:
        entry = entries.get(summary.identity)
        if entry and is_another((entry.period, entry.date), words_of(summary)):
            params = {
                "found": summary.identity,
                "before": f"{entry.period} {entry.date}",
                "now": " ".join(words_of(summary)),
            }
            problems.append(Problem(file, spot(), "identity-reused", params))
    return problems


def is_another(before: tuple[str, str], now: tuple[str, str]) -> bool:
    """Whether neither period nor date agrees: a correction changes one of them, another meeting both."""
    known = [pair for pair in zip(before, now, strict=True) if NONE not in pair]
    return bool(known) and not any(one.startswith(other) or other.startswith(one) for one, other in known)


def extended(source: Source | None, summaries: Iterable[Summary]) -> tuple[str, int]:
    """The register with the records that it lacks added, in order, and how many they are."""
    entries, _ = read_register(source)
    text = source.data.decode("utf-8-sig") if source else HEADER
    added = sorted(
        f"{summary.identity} {' '.join(words_of(summary))}\n"
        for summary in summaries
        if summary.identity not in entries
    )
    ending = "" if not text or text.endswith("\n") else "\n"
    return text + ending + "".join(added), len(added)

"""Decides which pages to render: pure, from what is planned, what was written before and what lies on disk."""

from collections.abc import Iterable

import msgspec


class Stamp(msgspec.Struct, frozen=True):
    """What a directory listing says of a file: its size in bytes and its times in nanoseconds."""

    size: int
    modified: int
    changed: int = 0


class Written(msgspec.Struct, frozen=True):
    """A file that a build wrote: the page's fingerprint, the SHA-256 of the bytes, and the file's stamp."""

    fingerprint: str
    checksum: str
    stamp: Stamp


class Decision(msgspec.Struct, frozen=True):
    """What a build has to do, with the reason for each page that is rendered.

    `put_off` names the files that lag behind the content until a full build.
    """

    render: dict[str, str]
    remove: tuple[str, ...]
    kept: int
    foreign: tuple[str, ...]
    put_off: tuple[str, ...] = ()


def decide(
    planned: dict[str, str],
    ledger: dict[str, Written],
    present: dict[str, Stamp],
    full: bool = False,
    may_lag: frozenset[str] = frozenset(),
) -> Decision:
    """What to render and what to remove.

    `planned` maps each page's path to its fingerprint, `ledger` each path to what was written, `present`
    each file now in the output folder to its stamp. Only files of the ledger are removed; others are foreign.
    A file in `may_lag` stays as it was written last, unless the build is full.
    """
    render, put_off = {}, []
    for path, fingerprint in planned.items():
        reason = _reason(fingerprint, ledger.get(path), present.get(path), full)
        if reason == "changed" and path in may_lag:
            put_off.append(path)
        elif reason:
            render[path] = reason
    return Decision(
        render=render,
        remove=tuple(sorted(path for path in ledger if path not in planned)),
        kept=len(planned) - len(render),
        foreign=tuple(sorted(_foreign(present, planned, ledger))),
        put_off=tuple(put_off),
    )


def _reason(fingerprint: str, written: Written | None, stamp: Stamp | None, full: bool) -> str:
    if written is None:
        return "new"
    if full:
        return "full"
    if stamp is None:
        return "missing"
    if (stamp.size, stamp.modified) != (written.stamp.size, written.stamp.modified):
        return "altered"
    return "changed" if written.fingerprint != fingerprint else ""


def _foreign(present: Iterable[str], planned: dict[str, str], ledger: dict[str, Written]) -> Iterable[str]:
    return (path for path in present if path not in planned and path not in ledger)

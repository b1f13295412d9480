"""One writer at a time: who writes to a destination, since when, and what to do after one that was killed.

The lock is SQLite's own: it works on every system and goes with the process, however that ends. So a lock that is
held is never stale, and age decides nothing, for a clock may be wrong. Locks of another computer may not reach this
one through a network share; therefore the owner's note stays until the work is done, and that of another computer
is believed until someone says --break-lock.
"""

import getpass
import os
import platform
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from giaoban.problems import NOWHERE, Problem

WORK, LOCK, NOTE = ".publish", "lock.sqlite", "owner.json"
PUBLISH, ROLLBACK = "publish", "rollback"


class Owner(msgspec.Struct, frozen=True):
    """Who writes to a destination; `release` is the release that is being put there or made current."""

    command: str
    host: str
    process: int
    user: str
    since: float
    release: str = ""


class Busy(Exception):
    """Someone else writes to the destination, or may."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def me(command: str, release: str) -> Owner:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "?"
    return Owner(command, platform.node(), os.getpid(), user, time.time(), release)


def left_behind(folder: Path) -> Owner | None:
    """The note of whoever writes to the destination, or was killed at it."""
    try:
        return msgspec.json.decode((folder / WORK / NOTE).read_bytes(), type=Owner)
    except (OSError, msgspec.MsgspecError):
        return None


def busy_with(folder: Path, break_lock: bool = False) -> Problem | None:
    """Whether someone writes to the destination now; nothing is written to find out."""
    if not (folder / WORK / LOCK).exists():
        return None
    try:
        with _locked(folder):
            return _abandoned(folder, break_lock)
    except Busy as busy:
        return busy.problem


@contextmanager
def sole_writer(folder: Path, break_lock: bool) -> Iterator[Owner | None]:
    """Holds the destination for one command, with the note of one that was killed; raises Busy if it cannot be had.

    The command's own note goes at its end; after an error it stays until what was begun has been taken back.
    """
    (folder / WORK).mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        problem = _abandoned(folder, break_lock)
        if problem:
            raise Busy(problem)
        yield left_behind(folder)
        remove_note(folder)


def remove_note(folder: Path) -> None:
    (folder / WORK / NOTE).unlink(missing_ok=True)


def leave_note(folder: Path, owner: Owner) -> None:
    """Says on the disk what is about to happen, so that the next command can complete it or take it back."""
    note = folder / WORK / NOTE
    near = note.with_suffix(".part")
    with near.open("wb") as file:
        file.write(msgspec.json.encode(owner))
        file.flush()
        os.fsync(file.fileno())
    os.replace(near, note)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with closing(sqlite3.connect(folder / WORK / LOCK, isolation_level=None, timeout=0)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise Busy(_problem("release-running", folder, left_behind(folder))) from None
        yield


def _abandoned(folder: Path, break_lock: bool) -> Problem | None:
    owner = left_behind(folder)
    if owner is None or owner.host == platform.node() or break_lock:
        return None
    return _problem("release-abandoned", folder, owner)


def _problem(code: str, folder: Path, owner: Owner | None) -> Problem:
    if owner is None:
        return Problem(str(folder), NOWHERE, code, {"owner": "?", "since": "?", "age": "?"})
    seconds = max(0, int(time.time() - owner.since))
    since = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(owner.since))
    age = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    who = f"{owner.command}, {owner.user}@{owner.host}, {owner.process}"
    return Problem(str(folder), NOWHERE, code, {"owner": who, "since": since, "age": age})

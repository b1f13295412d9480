"""Compiled templates, kept for the next process in the cache folder of the user who builds.

They are code that runs unjudged, so they lie in no site, where others may write: only in a folder that is this user's
alone. Whatever is wrong with the folder or with what lies there, a build goes on and compiles.
"""

import contextlib
import importlib.util
import marshal
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import jinja2
import msgspec
from jinja2.bccache import Bucket

from giaoban.problems import Problem
from giaoban.program import generator_digest
from giaoban.sources import checksum, value_digest
from giaoban.theme import template_digests

OLDEST, MOST = 30 * 24 * 3600, 500
"""Whatever was kept for more seconds than these is made anew, as is the oldest of more entries than these."""
SUM = len(checksum(b""))


def folder_of_compiled(*outside: Path) -> str:
    """The folder to keep compiled templates in, made if need be; "" where there is none that is this user's alone.

    It never lies in one of the folders `outside`.
    """
    try:
        folder = Path(os.path.realpath(_caches()), "giaoban")
        if any(folder.is_relative_to(os.path.realpath(each)) for each in outside):
            return ""
        above = next(each for each in folder.parents if each.exists())
        # Where root builds with the home of another user, nothing is left there.
        if not folder.exists() and _is_own(above.stat()):
            folder.mkdir(0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except (OSError, RuntimeError):
        return ""
    return str(folder) if stat.S_ISDIR(status.st_mode) and _is_own_alone(status) else ""


def compiled_in(folder: str) -> "Compiled | None":
    """What is kept in such a folder; None if there is none."""
    return Compiled(folder) if folder else None


def _caches() -> Path:
    """The folder of all caches of this user; RuntimeError if there is none."""
    named = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else "")
    if named and os.path.isabs(named):
        return Path(named)
    return Path.home() / {"win32": "AppData/Local", "darwin": "Library/Caches"}.get(sys.platform, ".cache")


def _is_own(status: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def _is_own_alone(status: os.stat_result) -> bool:
    """Whether nobody else can have written there; what Windows keeps of a user is that user's alone."""
    return _is_own(status) and (os.name != "posix" or not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


class Compiled(jinja2.BytecodeCache):
    """What was made of templates by this very program, each entry in a file named after all that it was made from.

    An entry is of its template's name and text, of the program with its rules for templates, of its libraries and of
    Python; it begins with its own checksum, for a torn one could bring Python down.
    """

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.program = generator_digest(), sys.implementation.cache_tag, importlib.util.MAGIC_NUMBER

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """The code of a template, where it is known."""
        bucket = Bucket(environment, self._entry("code", name, filename, source), "")
        data = self._read(bucket.key)
        if data:
            bucket.code = marshal.loads(data)
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        self._write(bucket.key, marshal.dumps(bucket.code))

    def digests(self, texts: dict[str, str]) -> tuple[dict[str, str], list[Problem]]:
        """What `template_digests` says of the templates, which are parsed only where it is not known."""
        entry = self._entry("digests", sorted(texts.items()))
        data = self._read(entry)
        if data:
            return msgspec.msgpack.decode(data, type=dict[str, str]), []
        digests, problems = template_digests(texts)
        if not problems:
            self._write(entry, msgspec.msgpack.encode(digests))
            self._tidy()
        return digests, problems

    def _entry(self, *made_from: object) -> str:
        return value_digest((self.program, made_from))

    def _read(self, entry: str) -> bytes:
        """What was kept under this name; b"" if that is nothing, or not as it was written, or another's."""
        try:
            with open(self.folder / entry, "rb") as file:
                found = file.read() if _is_own_alone(os.fstat(file.fileno())) else b""
        except OSError:
            return b""
        return found[SUM:] if found[:SUM] == _sum(entry, found[SUM:]) else b""

    def _write(self, entry: str, data: bytes) -> None:
        with contextlib.suppress(OSError), self._replacing(entry) as descriptor, open(descriptor, "wb") as file:
            file.write(_sum(entry, data) + data)

    @contextlib.contextmanager
    def _replacing(self, entry: str) -> Iterator[int]:
        """An open file that takes the place of the entry once it is whole."""
        descriptor, path = tempfile.mkstemp(dir=self.folder)
        try:
            yield descriptor
            os.replace(path, self.folder / entry)
        except BaseException:
            os.unlink(path)
            raise

    def _tidy(self) -> None:
        """Removes what is old, or too much: entries of former programs and texts are never asked for again."""
        with contextlib.suppress(OSError):
            kept = sorted(((entry.stat().st_mtime, entry.path) for entry in os.scandir(self.folder)), reverse=True)
            for number, (written, path) in enumerate(kept):
                if number >= MOST or written < time.time() - OLDEST:
                    os.unlink(path)


def _sum(entry: str, data: bytes) -> bytes:
    return checksum(entry.encode() + data).encode()

"""Puts the files of a release together: links those that the release before has, copies the others, trusts neither.

Every file is read once and its SHA-256 compared with what it must be: a linked one where it lies in the release
before, a copied one on its way from the output folder. Files of the output folder are never linked, for builds write
there.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import msgspec

THREADS = 4
BATCH = 1000
CHUNK = 1 << 20
BLOCK = 4096
"""What a file or folder takes on a disk at least, and in steps of which."""
MARGIN = 1 << 20


class Parcel(msgspec.Struct, frozen=True):
    """A file of the release: its path and SHA-256, and where it may be had: from a release before, from the output."""

    path: str
    checksum: str
    size: int
    former: Path | None
    source: Path | None


class Placed(msgspec.Struct, frozen=True):
    """What became of a parcel: whether a file was found that is as it must be, and whether the former one was not."""

    path: str
    placed: bool
    damaged: bool


def needed_room(parcels: Iterable[Parcel], linking: bool) -> int:
    """The bytes that a release will take; files that are linked take none."""
    parcels = tuple(parcels)
    folders = {parcel.path.rpartition("/")[0] for parcel in parcels}
    copied = (each.size for each in parcels if not (linking and each.former))
    size = sum(-(-size // BLOCK) * BLOCK for size in copied) + len(folders) * BLOCK
    return size + size // 20 + MARGIN


def room(folder: Path) -> int:
    """The free bytes of the disk that a folder lies on, or would lie on; none if it has no room for more names."""
    while not folder.exists():
        folder = folder.parent
    if hasattr(os, "statvfs"):
        status = os.statvfs(folder)
        if status.f_files and not status.f_favail:
            return 0
    return shutil.disk_usage(folder).free


def file_checksum(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def place_all(parcels: list[Parcel], stage: Path, stamp: int, progress: Callable[[int], None]) -> Iterator[Placed]:
    """Places every parcel below `stage`; new files take the time `stamp`, linked ones keep theirs."""
    for folder in sorted({parcel.path.rpartition("/")[0] for parcel in parcels}):
        (stage / folder).mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(THREADS) as pool:
        for start in range(0, len(parcels), BATCH):
            batch = parcels[start : start + BATCH]
            yield from pool.map(lambda parcel: _place(parcel, stage / parcel.path, stamp), batch)
            progress(start + len(batch))


def _place(parcel: Parcel, target: Path, stamp: int) -> Placed:
    damaged = False
    if parcel.former:
        if _is(parcel.former, parcel.checksum):
            _link(parcel.former, target)
            return Placed(parcel.path, True, False)
        damaged = True
    copied = parcel.source is not None and _copy(parcel.source, target) == parcel.checksum
    if copied:
        os.utime(target, ns=(stamp, stamp))
    return Placed(parcel.path, copied, damaged)


def _is(file: Path, checksum: str) -> bool:
    try:
        return not file.is_symlink() and file_checksum(file) == checksum
    except OSError:
        return False


def _link(former: Path, target: Path) -> None:
    """A hard link; a copy where the file system has none, or has as many of one file as it allows."""
    try:
        os.link(former, target)
    except (OSError, NotImplementedError):
        target.unlink(missing_ok=True)
        shutil.copyfile(former, target)
        status = former.stat()
        os.utime(target, ns=(status.st_mtime_ns, status.st_mtime_ns))


def _copy(source: Path, target: Path) -> str:
    """Copies a file; the SHA-256 of the bytes that were written, "" if the file is gone."""
    total = hashlib.sha256()
    try:
        data = source.open("rb")
    except FileNotFoundError:
        return ""
    with data, target.open("wb") as copy:
        while block := data.read(CHUNK):
            total.update(block)
            copy.write(block)
        settle(copy)
    return total.hexdigest()


def settle(file: BinaryIO) -> None:
    """Waits until a file is on the disk, where the system cannot be asked to do so for all files at once."""
    if not hasattr(os, "sync"):
        file.flush()
        os.fsync(file.fileno())


def write_file(target: Path, data: bytes, stamp: int) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        file.write(data)
        settle(file)
    os.utime(target, ns=(stamp, stamp))


def checksums_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, hidden ones included; "" for a link, which is not followed."""
    paths = list(_paths(folder))
    with ThreadPoolExecutor(THREADS) as pool:
        return dict(zip(paths, pool.map(lambda path: _found(folder / path), paths), strict=True))


def _paths(folder: Path) -> Iterator[str]:
    pending = [""]
    while pending:
        here = pending.pop()
        for entry in os.scandir(folder / here):
            path = f"{here}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                pending.append(f"{path}/")
            else:
                yield path


def _found(file: Path) -> str:
    """The SHA-256 of a file, "" for whatever cannot be read as one."""
    try:
        return "" if file.is_symlink() or not file.is_file() else file_checksum(file)
    except OSError:
        return ""

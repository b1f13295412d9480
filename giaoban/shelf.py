"""The folder that readers are served from: releases side by side, one of them current.

releases/0012-3fa9c1d20b7e/   one whole release, never written to again
current                       a link to one of them; where links cannot be made, that release's folder itself
.publish/                     the lock, and what an unfinished command left behind
"""

import os
import shutil
import time
from pathlib import Path

import msgspec

from giaoban import addresses
from giaoban.manifest import MANIFEST, read_manifest
from giaoban.releases import ID, Release, ReleasedRecord, number_of
from giaoban.shelf_lock import LOCK, NOTE, PUBLISH, WORK, Owner, left_behind
from giaoban.sources import checksum

RELEASES, CURRENT = "releases", "current"
PATIENCE = 10.0
"""Seconds in which a folder may be renamed after all: on Windows a reader's open file holds it up."""


class Shelf(msgspec.Struct, frozen=True):
    """What lies at a destination: the ids of the releases in order, and which of them readers see."""

    folder: Path
    ids: tuple[str, ...] = ()
    current: str = ""
    standing: bool = False
    """Whether the current release's folder stands in the place of the link."""

    def place(self, name: str) -> Path:
        standing = self.standing and name == self.current
        return self.folder / CURRENT if standing else self.folder / RELEASES / name

    @property
    def newest(self) -> str:
        return self.ids[-1] if self.ids else ""


class ReleasedRecords(msgspec.Struct, frozen=True):
    """The file that lists the records of a release."""

    format: str
    release: str
    records: tuple[ReleasedRecord, ...]


class Standing(msgspec.Struct, frozen=True):
    """A release as it lies on the shelf: its head, its records, and the SHA-256 of its files and of its manifest."""

    release: Release
    records: tuple[ReleasedRecord, ...]
    checksums: dict[str, str]
    manifest: str


def foreign_entry(folder: Path) -> str:
    """Something at a destination that no release put there, "" if it is free or ours."""
    if not folder.exists():
        return ""
    if not folder.is_dir():
        return folder.name
    names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    if RELEASES in names or (folder / WORK).is_dir():
        return ""
    return next((name for name in names if name != CURRENT or not _id_of(folder / CURRENT)), "")


def read_shelf(folder: Path) -> Shelf:
    """What lies at a destination once what a killed command left is put right, whether or not it is yet."""
    try:
        names = {entry.name for entry in os.scandir(folder / RELEASES) if entry.is_dir() and ID.fullmatch(entry.name)}
    except FileNotFoundError:
        names = set()
    current, standing = _current(folder)
    owner = left_behind(folder)
    if owner and not current and owner.release in names:
        current = owner.release
    if owner and owner.command == PUBLISH and owner.release != current:
        names.discard(owner.release)
    if standing:
        names.add(current)
    return Shelf(folder, tuple(sorted(names, key=number_of)), current if current in names else "", standing)


def _current(folder: Path) -> tuple[str, bool]:
    """The id of the current release, and whether its folder stands there itself."""
    link = folder / CURRENT
    if link.is_symlink():
        return Path(os.readlink(link)).name, False
    found = _id_of(link)
    return found, bool(found)


def _id_of(place: Path) -> str:
    head = read_head(place)
    return head.id if head else ""


def read_head(place: Path) -> Release | None:
    """The head of the release in a folder; None if there is none that can be read."""
    try:
        return msgspec.json.decode((place / addresses.RELEASE_HEAD).read_bytes(), type=Release)
    except (OSError, msgspec.MsgspecError):
        return None


def read_checksums(place: Path) -> tuple[dict[str, str], str]:
    """What the manifest of a release lists, and its own SHA-256; nothing if it cannot be read."""
    try:
        data = (place / MANIFEST).read_bytes()
    except OSError:
        return {}, ""
    return read_manifest(data.decode("utf-8", "replace"))[0], checksum(data)


def read_standing(place: Path) -> tuple[Standing | None, str]:
    """A release on the shelf; or None and the file of it that is missing or not what the manifest says."""
    checksums, manifest = read_checksums(place)
    if not checksums:
        return None, MANIFEST
    files = {}
    for path in (addresses.RELEASE_HEAD, addresses.RELEASED_RECORDS):
        try:
            files[path] = (place / path).read_bytes()
        except OSError:
            return None, path
        if checksum(files[path]) != checksums.get(path):
            return None, path
    release = msgspec.json.decode(files[addresses.RELEASE_HEAD], type=Release)
    listed = msgspec.json.decode(files[addresses.RELEASED_RECORDS], type=ReleasedRecords)
    return Standing(release, listed.records, checksums, manifest), ""


def put_right(folder: Path, owner: Owner | None) -> Shelf:
    """Completes or takes back what a killed command began; only for who holds the lock."""
    shelf = read_shelf(folder)
    work = folder / WORK
    if owner and owner.release and shelf.current == owner.release and not _current(folder)[0]:
        rename(folder / RELEASES / owner.release, folder / CURRENT)
    if owner and owner.command == PUBLISH and owner.release and owner.release != shelf.current:
        discard(folder, folder / RELEASES / owner.release)
    for entry in work.iterdir() if work.is_dir() else ():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name not in (LOCK, NOTE):
            entry.unlink()
    return read_shelf(folder)


def switch(shelf: Shelf, name: str) -> Shelf:
    """Makes a release the current one. With a link there is no moment without one; see `_stand` for the other way."""
    link = shelf.folder / CURRENT
    if os.name != "nt" and not shelf.standing:
        new = shelf.folder / WORK / CURRENT
        new.unlink(missing_ok=True)
        try:
            os.symlink(f"{RELEASES}/{name}", new, target_is_directory=True)
        except (OSError, NotImplementedError):
            pass
        else:
            os.replace(new, link)
            sync_folder(shelf.folder)
            return read_shelf(shelf.folder)
    _stand(shelf, name)
    return read_shelf(shelf.folder)


def _stand(shelf: Shelf, name: str) -> None:
    """Puts the release's folder where the link would be: two renames, between which readers find nothing."""
    link, former = shelf.folder / CURRENT, shelf.folder / RELEASES / shelf.current
    if shelf.standing:
        rename(link, former)
    try:
        rename(shelf.folder / RELEASES / name, link)
    except OSError:
        if shelf.standing:
            rename(former, link)
        raise
    sync_folder(shelf.folder)


def rename(source: Path, target: Path) -> None:
    """Renames a folder; while a reader's open file forbids it, as on Windows, it is tried again."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            os.rename(source, target)
            return
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def discard(folder: Path, place: Path) -> None:
    """Removes a release that readers do not see; it leaves the shelf in one step, whatever happens then."""
    going = folder / WORK / f"old-{place.name}"
    shutil.rmtree(going, ignore_errors=True)
    if place.exists():
        rename(place, going)
        shutil.rmtree(going, ignore_errors=True)


def prune(shelf: Shelf, keep: int, before: str) -> tuple[str, ...]:
    """Removes the oldest releases beyond `keep`; the current one and the one before it always stay."""
    spare = [name for name in shelf.ids if name not in (shelf.current, before)]
    gone = tuple(spare[: max(0, len(shelf.ids) - keep)])
    for name in gone:
        discard(shelf.folder, shelf.place(name))
    return gone


def sync_folder(folder: Path) -> None:
    """Waits until the entries of a folder are on the disk, where the system can be asked for that."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_everything() -> None:
    if hasattr(os, "sync"):
        os.sync()

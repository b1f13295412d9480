"""The folder in which pages wait until all of them are rendered, and their commit to the output."""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from giaoban.bounds import inside, refuse_elsewhere
from giaoban.ledger import Stamp, Written
from giaoban.sources import checksum


def digests_on_disk(output: Path, ledger: dict[str, Written], present: dict[str, Stamp]) -> dict[str, Stamp]:
    """After a commit that was cut short: what is present, where only files with the right bytes keep their stamp."""
    checked = {}
    for path, stamp in present.items():
        written = ledger.get(path)
        intact = written is not None and checksum((output / path).read_bytes()) == written.checksum
        checked[path] = written.stamp if intact and written else Stamp(stamp.size, -1)
    return checked


@contextlib.contextmanager
def staging(stage: Path) -> Iterator[Path]:
    """The folder that pages wait in until all of them are rendered; it is gone afterwards, whatever happens."""
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def stage_page(stage: Path, path: str, data: bytes) -> Stamp:
    """Puts the bytes of a page into the stage; the stamp of its file, which it keeps where it is moved."""
    refuse_elsewhere(path)
    target = f"{stage}/{path}"
    try:
        _write(target, data)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _write(target, data)
    return _stamp(target)


def _write(target: str, data: bytes) -> None:
    with open(target, "wb", buffering=0) as file:
        written = file.write(data)
        while written < len(data):
            written += file.write(data[written:])


def _stamp(target: str | Path) -> Stamp:
    status = os.stat(target)
    return Stamp(status.st_size, status.st_mtime_ns)


def commit(stage: Path, output: Path, pages: dict[str, Written], remove: Iterable[str]) -> dict[str, Written]:
    """Moves the staged `pages` into `output` and removes what is no longer planned.

    A file that has a page's bytes already is left as it is. Returns what the ledger must know.
    """
    written = {}
    moved = _move_new_folders(stage, output)
    for path, page in pages.items():
        if path.partition("/")[0] in moved:
            written[path] = page
            continue
        target = inside(output, path)
        if not _same(target, stage / path):
            _move(stage / path, target)
        written[path] = Written(page.fingerprint, page.checksum, _stamp(target))
    for path in remove:
        target = inside(output, path)
        target.unlink(missing_ok=True)
        _remove_empty(output, target.parent)
    return written


def _move_new_folders(stage: Path, output: Path) -> set[str]:
    """Moves the staged folders that the output lacks whole, which is one step for thousands of files."""
    moved = set()
    output.mkdir(parents=True, exist_ok=True)
    for entry in list(os.scandir(stage)):
        target = output / entry.name
        if entry.is_dir() and not os.path.lexists(target):
            with contextlib.suppress(OSError):  # The output lies on another file system.
                os.rename(entry.path, target)
                moved.add(entry.name)
    return moved


def _same(target: Path, staged: Path) -> bool:
    try:
        return target.stat().st_size == staged.stat().st_size and target.read_bytes() == staged.read_bytes()
    except OSError:
        return False


def _move(staged: Path, target: Path) -> None:
    """Puts a staged file in its place in one step, also where the output lies on another file system."""
    try:
        os.replace(staged, target)
    except FileNotFoundError:
        if target.parent.is_dir():
            raise
        target.parent.mkdir(parents=True, exist_ok=True)
        _move(staged, target)
    except OSError:
        near = target.with_name(f".{target.name}.part")
        try:
            shutil.copyfile(staged, near)
            os.replace(near, target)
        finally:
            near.unlink(missing_ok=True)


def _remove_empty(output: Path, folder: Path) -> None:
    while folder != output:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent

"""Tells when a site's files change, whichever way an editor saves them."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from watchfiles import Change, watch

from giaoban import disk
from giaoban.ledger import Stamp

FOLDERS = ("content", "templates")
QUIET = 20
"""Milliseconds without a change after which a save is over."""
TICK = 200
"""Milliseconds after which the configuration is looked at, and whoever listens may do something else."""
POLL = 1000
"""Milliseconds between two looks at every file, where the system tells nothing, as on network shares."""
RETURN = 0.2
"""Seconds that a deleted file has to come back: many editors save by putting a new file in its place."""
PASSING = ("~", ".tmp", ".swp", ".swx", ".part", ".bak")
SAVED = (".md", ".yaml", ".html", ".xml", ".css", ".js", ".txt")


def changes(site: Path, polling: bool) -> Iterator[bool]:
    """Yields at every tick whether anything changed since the last yield; the first is true, once watching has begun.

    A change while the caller is at work is told at the next yield. Where the system cannot watch so many
    folders, OSError says so.
    """
    while True:
        before = _top(site)
        try:
            begun = False
            for changed in _watch(site, polling):
                _await_return(changed)
                now = _top(site)
                yield not begun or bool(changed) or now != before
                if now[1:] != before[1:]:
                    break
                begun, before = True, now
        except FileNotFoundError:  # A folder went while it was about to be watched.
            time.sleep(RETURN)


def _watch(site: Path, polling: bool) -> Iterator[set[tuple[Change, str]]]:
    return watch(
        *(path for path in _folders(site) if path.is_dir()),
        watch_filter=_matters,
        step=QUIET,
        rust_timeout=TICK,
        yield_on_timeout=True,
        force_polling=polling or None,
        poll_delay_ms=POLL,
    )


def _folders(site: Path) -> list[Path]:
    """Where a build reads: the site's own folders, and the templates that a site may leave to the project."""
    return [*(site / name for name in FOLDERS), *([disk.PROJECT / "templates"] if site != disk.PROJECT else [])]


def _top(site: Path) -> tuple[Stamp | None, *tuple[tuple[int, int] | None, ...]]:
    """The configuration's stamp, and which folders there are: one that is put in another's place is watched anew."""
    return disk.stamp(site, "site_config.yaml"), *map(_identity, _folders(site))


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _matters(_: Change, path: str) -> bool:
    name = os.path.basename(path)
    return not (name.startswith(disk.IGNORED) or name.endswith(PASSING))


def _await_return(changed: set[tuple[Change, str]]) -> None:
    gone = [path for change, path in changed if change is Change.deleted and path.endswith(SAVED)]
    patience = time.monotonic() + RETURN
    while time.monotonic() < patience and not all(map(os.path.exists, gone)):
        time.sleep(0.01)

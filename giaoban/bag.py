"""Packs the sources and the published site into a BagIt package (RFC 8493) that any archive can check."""

import datetime
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import bagit

SOURCES = ("site_config.yaml", "content", "templates")
CHECKSUMS = ["sha256", "sha512"]


def write_bag(site: Path, output: Path, target: Path, title: str, address: str) -> int:
    """Writes the package into `target`, which is empty or not there yet, checks it, and returns its files.

    The payload has the site's sources under sources/ and the published tree, with its data, under site/. Equal content
    gives an equal package, but for the day of packing; SOURCE_DATE_EPOCH (reproducible-builds.org) sets that too.
    """
    logging.getLogger("bagit").setLevel(logging.WARNING)
    for name in SOURCES:
        for file in _files(site / name):
            _copy(file, target / "sources" / file.relative_to(site))
    for file in _files(output):
        _copy(file, target / "site" / file.relative_to(output))
    info = {
        "Source-Organization": title,
        "Bagging-Date": packing_day().isoformat(),
        "External-Description": "sources/: site_config.yaml, content, templates; site/: published site; "
        "site/du-lieu/: data as CSV, XLSX, JSON and SQLite",
        **({"External-Identifier": address} if address else {}),
    }
    bag = bagit.make_bag(str(target), info, checksums=CHECKSUMS)
    bag.validate()
    return sum(1 for _ in bag.payload_files())


def packing_day() -> datetime.date:
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    return (datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if seconds.isdecimal() else now).date()


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or every file below the folder; hidden files are passed over."""
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)

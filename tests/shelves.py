"""A destination on disk: releases as readers, archivists and administrators see them."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from harness import Run, Site, report_of, run_command

MANIFEST = "sha256sums.txt"

Q1 = "content/records/quang-tri/2024-q1.md"
Q1_PAGE = "tinh/quang-tri/2024-q1.html"
REPORTS = Path(__file__).parent / "reports"
RELEASE_ID = re.compile(r"\b\d{4}-[0-9a-f]{12}\b")
TIMES = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\+07:00)?|\d+:\d\d:\d\d")


class Destination:
    """A folder that a site is published to."""

    def __init__(self, site: Site, root: Path) -> None:
        self.site = site
        self.root = root
        self.current = root / "current"

    def publish(self, *options: str) -> Run:
        run = self.site.run("publish", str(self.root), *options)
        return Run(run.code, self._settled(run.stdout), self._settled(run.stderr))

    def published(self, *options: str) -> "Destination":
        run = self.publish("--yes", *options)
        assert run.code == 0, run.stderr
        return self

    def command(self, name: str, *arguments: str) -> Run:
        run = run_command(name, str(self.root), *arguments)
        return Run(run.code, self._settled(run.stdout), self._settled(run.stderr))

    def _settled(self, text: str) -> str:
        return text.replace(str(self.root), "DEST")

    def ids(self) -> list[str]:
        return sorted(each.name for each in (self.root / "releases").iterdir())

    def current_id(self) -> str:
        return str(self.head()["id"])

    def head(self) -> dict[str, Any]:
        return dict(json.loads((self.current / "phat-hanh/phat-hanh.json").read_text("utf-8")))

    def changes(self) -> dict[str, Any]:
        """What the current release says that it changed."""
        return dict(json.loads((self.current / f"phat-hanh/{self.head()['number']:04}.json").read_text("utf-8")))

    def records(self) -> dict[str, dict[str, Any]]:
        listed = json.loads((self.current / "phat-hanh/ban-ghi.json").read_text("utf-8"))["records"]
        return {record["id"]: record for record in listed}


def changed(destination: Destination, kind: str) -> list[str]:
    return [record["id"] for record in destination.changes()["records"][kind]]


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder that may have to be compared with another time."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() or file.is_symlink())
    return {
        file.relative_to(folder).as_posix(): str(file.readlink()).encode() if file.is_symlink() else file.read_bytes()
        for file in files
    }


def checksums_in(folder: Path) -> dict[str, str]:
    """What the manifest in a folder says, read without the program's help."""
    lines = (folder / MANIFEST).read_text("utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def sound(folder: Path) -> bool:
    """Whether a release holds exactly what its manifest says, found without the program's help."""
    found = {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and file.name != MANIFEST
    }
    return found == checksums_in(folder)


def check_report(run: Run, name: str, accept: bool) -> None:
    """The report must be the expected one, and the command have failed."""
    expected = REPORTS / f"{name}.vi.txt"
    report = TIMES.sub("…", report_of(run))
    report = RELEASE_ID.sub("ID", report)
    if accept:
        expected.write_text(report, encoding="utf-8", newline="\n")
    assert report == expected.read_text(encoding="utf-8")


def replace_file(place: Path, path: str, data: bytes) -> None:
    """Writes a file of a release and puts its digest into the manifest."""
    (place / path).write_bytes(data)
    checksums = checksums_in(place) | {path: hashlib.sha256(data).hexdigest()}
    (place / MANIFEST).write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(checksums.items())))

"""A site in a folder: built by the program's front door, then compared with what is expected of it."""

import io
import os
import re
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from giaoban import plan
from giaoban.cli import main
from giaoban.disk import RECENT
from giaoban.plan_downloads import Sizes

PROJECT = Path(__file__).resolve().parent.parent
OWN_FILES = ("site_config.yaml", "content/provinces.yaml", "content/indicators.yaml")
"""The files that a case takes from the project where it has none of its own."""

MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
ASSETS = re.compile(r"static/[0-9a-f]{12}/")
SECONDS = re.compile(r"\d+\.\d (giây|s)$", re.MULTILINE)
FIRST_BUILD = (
    "Không có sổ ghi của lần dựng trước: dựng lại toàn bộ.\n",
    "No ledger of an earlier build: building everything.\n",
)


@dataclass(frozen=True)
class Run:
    """What one command gave: its exit code, and what it printed."""

    code: int
    stdout: str
    stderr: str


def run_command(*arguments: str) -> Run:
    """Runs a command as `build.py` would."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(arguments))
    return Run(code, out.getvalue(), err.getvalue())


def cut(monkeypatch: pytest.MonkeyPatch, sizes: Sizes) -> None:
    """Cuts downloads as those of a larger archive are."""
    for name in ("downloads", "plan_downloads"):
        monkeypatch.setattr(f"giaoban.plan.{name}", partial(getattr(plan, name), sizes=sizes))


class Site:
    """A site on disk, with its output folder; every path is relative to the site."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "output"

    @classmethod
    def of_case(cls, case: Path, root: Path) -> "Site":
        """A copy of the files of a case, completed by the project's own."""
        site = cls(root)
        site.load(case)
        return site

    def load(self, case: Path) -> None:
        """Puts the case's files in place of what was there, except what builds wrote."""
        self.root.mkdir(parents=True, exist_ok=True)
        for entry in self.root.iterdir():
            if entry.name not in ("output", ".build"):
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        shutil.copytree(case / "site", self.root, dirs_exist_ok=True)
        absent = case / "absent.txt"
        left_out = absent.read_text(encoding="utf-8").split() if absent.exists() else []
        self.complete(left_out)

    def complete(self, left_out: Collection[str] = ()) -> "Site":
        """Gives the site the project's own file for each that it lacks."""
        for file in OWN_FILES:
            if file not in left_out and not (self.root / file).exists():
                self.write(file, (PROJECT / file).read_bytes())
        return self

    def write(self, file: str, content: str | bytes) -> None:
        target = self.root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

    def read(self, file: str) -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def replace(self, file: str, old: str, new: str) -> None:
        """Edits a file; what is to be replaced must stand in it once."""
        text = self.read(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def delete(self, file: str) -> None:
        (self.root / file).unlink()

    def move(self, file: str, to: str) -> None:
        self.write(to, (self.root / file).read_bytes())
        self.delete(file)

    def run(self, *arguments: str) -> Run:
        """Runs a command on this site as `build.py` would."""
        run = run_command(*arguments, "--site", str(self.root))
        return Run(run.code, self._settled(run.stdout), self._settled(run.stderr))

    def build(self, *options: str) -> Run:
        return self.run("build", *options)

    def settle(self) -> None:
        """Waits until another change of any file would have another time, as there is time between people's edits."""
        time.sleep(1.5 * RECENT / 1e9)

    def _settled(self, text: str) -> str:
        """What was printed, without what differs from run to run."""
        text = text.replace(f"{self.root}{os.sep}", "").replace(str(self.root), ".")
        return SECONDS.sub(r"… \1", text)

    def pages(self) -> dict[str, bytes]:
        """The bytes of every file in the output folder."""
        return {path: (self.output / path).read_bytes() for path in self.paths()}

    def paths(self) -> Iterator[str]:
        for file in sorted(self.output.rglob("*")):
            if file.is_file():
                yield file.relative_to(self.output).as_posix()

    def times(self) -> dict[str, int]:
        """When each file in the output folder was last written."""
        return {path: (self.output / path).stat().st_mtime_ns for path in self.paths()}

    def page(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")


def report_of(run: Run) -> str:
    """The problems that a run reported."""
    report = run.stderr
    for line in FIRST_BUILD:
        report = report.removeprefix(line)
    return report


def main_of(page: str) -> str:
    """The page's <main>; of a page without one, all of it."""
    found = MAIN.search(page)
    return whole_of(found[0] if found else page)


def whole_of(page: str) -> str:
    """The page, a line for each of its lines that hold something, without the digests of its assets."""
    lines = (line.strip() for line in ASSETS.sub("static/…/", page).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"

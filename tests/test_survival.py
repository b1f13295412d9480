"""What builds and publishes survive: being killed, a full disk, lost rights, vanishing files, company, odd clocks."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from harness import PROJECT, Site
from shelves import Destination, files_of, sound

from giaoban import shelf, survey

Q1 = "content/records/quang-tri/2024-q1.md"
NOBODY = 65534
COMMAND = [sys.executable, "-X", "dev", "-W", "error", str(PROJECT / "build.py")]
ROOT = pytest.mark.skipif(os.geteuid() != 0 and os.environ.get("CI") != "true", reason="only root can mount a disk")


def edit(site: Site, number: int) -> None:
    """Gives the record another text, and every other time the style sheet."""
    text = (PROJECT / "tests/cases/every-kind-of-page/site" / Q1).read_text("utf-8")
    site.write(Q1, text.replace("**370 tin**", f"{number} tin"))
    style = (PROJECT / "templates/static/site.css").read_text("utf-8")
    site.write("templates/static/site.css", style + "/**/" * (number % 4 // 2))


def clean_build(site: Site) -> dict[str, bytes]:
    """What a build of the same site from nothing gives."""
    fresh = Site(site.root.with_name("clean"))
    shutil.rmtree(fresh.root, ignore_errors=True)
    shutil.copytree(site.root, fresh.root, ignore=shutil.ignore_patterns("output", ".build"))
    assert fresh.build().code == 0
    return fresh.pages()


class Killer:
    """Kills a command at random: at one of the things it does to files, or at any moment of its run."""

    def __init__(self, folder: Path, kills: int, *options: str) -> None:
        self.start = [sys.executable, str(Path(__file__).with_name("killed.py"))]
        self.folder, self.options = str(folder), options
        self.steps, self.seconds = 0, 0.0
        self.chance = random.Random(kills)

    def learn(self, *command: str) -> None:
        """Lets the command run, to know how many steps it takes and how long."""
        started = time.monotonic()
        run = subprocess.run(
            [*self.start, "0", self.folder, *self.options, *command], check=True, capture_output=True, text=True
        )
        self.seconds = time.monotonic() - started
        self.steps = int(run.stdout.split()[-1])

    def kill(self, turn: int, *command: str) -> bool:
        """Whether the command was killed before it ended."""
        if turn % 2:
            at = str(self.chance.randint(1, self.steps))
            run = subprocess.run([*self.start, at, self.folder, *self.options, *command], capture_output=True)
            return run.returncode == -9
        with subprocess.Popen(
            [*self.start, "-1", self.folder, *self.options, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            try:
                process.communicate(timeout=self.chance.uniform(self.seconds / 4, self.seconds))
            except subprocess.TimeoutExpired:
                process.kill()
        return process.returncode == -9


def test_a_build_that_is_killed_is_completed_by_the_next(small_site: Site, kills: int) -> None:
    clean = {}
    for number in range(4):
        edit(small_site, number)
        clean[number] = clean_build(small_site)
    killer = Killer(small_site.root, kills)
    command = ("build", "--site", str(small_site.root), "--jobs", "1")
    assert small_site.build().code == 0
    edit(small_site, 2)
    killer.learn(*command)
    killed = 0
    for turn in range(kills):
        number = turn % 4
        edit(small_site, number)
        killed += killer.kill(turn, *command)
        run = small_site.build()
        assert (run.code, run.stderr) == (0, ""), f"turn {turn}"
        assert small_site.pages() == clean[number], f"turn {turn}"
    assert killed >= kills // 4


@pytest.mark.parametrize("way", ["link", "rename"])
def test_a_publish_that_is_killed_loses_no_release_and_shows_none_by_halves(
    way: str, small_site: Site, tmp_path: Path, kills: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Destination(small_site, tmp_path / "noi-doc").published()
    killer = Killer(target.root, kills, *(["--rename"] if way == "rename" else []))
    if way == "rename":
        monkeypatch.setattr(os, "symlink", refuse)
        shutil.rmtree(target.root)
        target.published()
    command = ("publish", str(target.root), "--yes", "--keep", "4", "--site", str(small_site.root), "--jobs", "1")
    edit(small_site, 2)
    killer.learn(*command)
    killed = 0
    for turn in range(kills):
        before = released(target)
        edit(small_site, turn + 2)
        killed += killer.kill(turn, *command)
        left = released(target)
        assert before[-3:] == [name for name in left if name in before][-3:], f"turn {turn}"
        if way == "link" or target.current.exists():
            assert target.current_id() in (before[-1], *left[-1:])
        assert all(sound(place) for name in left if (place := target.root / "releases" / name).exists())
        run = target.publish("--yes")
        assert run.code == 0, f"turn {turn}: {run.stderr}"
        assert f"{turn + 2} tin" in (target.current / "tinh/quang-tri/2024-q1.html").read_text("utf-8")
        assert sound(target.current.resolve()), f"turn {turn}"
        assert released(target)[-1] == target.current_id()
        assert [entry.name for entry in (target.root / ".publish").iterdir()] == ["lock.sqlite"]
    assert killed >= kills // 4


def refuse(*_: object, **__: object) -> None:
    raise OSError("links are not supported")


def released(target: Destination) -> list[str]:
    """The releases that the program knows of, in their order."""
    return list(shelf.read_shelf(target.root).ids)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@ROOT
@pytest.mark.parametrize("foreseen", [True, False], ids=["foreseen", "unforeseen"])
def test_a_disk_that_is_full_costs_no_release(
    foreseen: bool, small_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "dia", 8) as disk:
        target = Destination(small_site, disk / "noi-doc").published()
        before = files_of(target.root)
        (disk / "khac").write_bytes(b"x" * (shutil.disk_usage(disk).free - 300_000))
        edit(small_site, 2)
        if not foreseen:
            monkeypatch.setattr(survey, "room", lambda _: 1 << 40)
        run = target.publish("--yes")
        assert run.code == 1
        assert ("[release-disk-full]" if foreseen else "No space left on device") in run.stderr
        assert {path: data for path, data in files_of(target.root).items() if ".publish/lock" not in path} == {
            path: data for path, data in before.items() if ".publish/lock" not in path
        }
        assert target.command("verify").code == 0
        (disk / "khac").unlink()
        target.published()
        assert target.head()["number"] == 2


@ROOT
def test_a_build_to_a_full_disk_is_completed_once_there_is_room(small_site: Site, tmp_path: Path) -> None:
    assert small_site.build().code == 0
    with small_disk(tmp_path / "dia", 1) as disk:
        run = small_site.build("--output", str(disk / "ra"))
        assert run.code == 1
        assert "No space left on device" in run.stderr
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        assert small_site.build("--output", str(disk / "ra")).code == 0
        assert files_of(disk / "ra") == small_site.pages()


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Whatever runs inside may write where a plain user may, who owns what lies in `folder`."""
    if os.geteuid() != 0:
        yield
        return
    for parent in folder.parents:
        if parent.owner() == "root" and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o011)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_without_the_right_to_write_nothing_is_lost(small_site: Site, tmp_path: Path) -> None:
    target = Destination(small_site, tmp_path / "noi-doc").published()
    before = files_of(target.root)
    edit(small_site, 2)
    closed = (target.root, target.root / "releases", target.root / ".publish")
    with as_nobody(tmp_path):
        for folder in closed:
            folder.chmod(0o555)
            run = target.publish("--yes")
            assert run.code == 1, folder
            assert "Traceback" not in run.stderr
            folder.chmod(0o755)
            assert files_of(target.root) == before
        target.published()
    assert target.head()["number"] == 2
    assert sound(target.current.resolve())


def test_a_release_that_cannot_be_removed_is_no_reason_to_lose_the_new_one(small_site: Site, tmp_path: Path) -> None:
    target = Destination(small_site, tmp_path / "noi-doc").published().published("--again")
    edit(small_site, 2)
    with as_nobody(tmp_path):
        (target.root / "releases" / target.ids()[0] / "tinh").chmod(0o555)
        target.publish("--yes", "--keep", "2")
        assert target.head()["number"] == 3
        assert sound(target.current.resolve())
        for folder in target.root.rglob("tinh"):
            folder.chmod(0o755)
        target.published("--again", "--keep", "2")
    assert [name[:4] for name in released(target)] == ["0003", "0004"]
    assert [entry.name for entry in (target.root / ".publish").iterdir()] == ["lock.sqlite"]


@contextmanager
def meanwhile(work: Callable[[], None]) -> Iterator[None]:
    """Does the work again and again until what is inside has ended."""
    ended = threading.Event()

    def repeat() -> None:
        while not ended.is_set():
            work()

    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def test_records_that_vanish_while_they_are_read_are_told_and_nothing_is_spoilt(small_site: Site) -> None:
    assert small_site.build().code == 0
    files = [*sorted((small_site.root / "content/records").rglob("*.md")), small_site.root / "site_config.yaml"]
    texts = {file: file.read_bytes() for file in files}
    pages = small_site.pages()

    def vanish() -> None:
        for file, text in texts.items():
            file.unlink()
            time.sleep(0.002)
            file.write_bytes(text)

    codes = set()
    with meanwhile(vanish):
        for _ in range(12):
            run = small_site.build()
            codes.add(run.code)
            assert "Traceback" not in run.stderr
    assert codes <= {0, 1}
    assert small_site.build().code == 0
    assert small_site.pages() == pages


def test_output_files_that_vanish_while_they_are_copied_are_never_missed(small_site: Site, tmp_path: Path) -> None:
    target = Destination(small_site, tmp_path / "noi-doc").published()
    pages = [small_site.output / path for path in small_site.paths() if path.startswith("tinh/")]

    def vanish() -> None:
        for page in pages:
            page.unlink(missing_ok=True)
        time.sleep(0.01)

    with meanwhile(vanish):
        for number in range(6):
            edit(small_site, number)
            run = target.publish("--yes")
            assert run.code in (0, 1)
            assert "Traceback" not in run.stderr
            assert sound(target.current.resolve())
    target.published("--again")
    assert sound(target.current.resolve())


def test_of_publishes_at_once_each_is_whole_or_told_to_wait(small_site: Site, tmp_path: Path) -> None:
    """Two editors with a copy of the site each, and one of them twice."""
    target = Destination(small_site, tmp_path / "noi-doc").published()
    other = Site(tmp_path / "ban-sao")
    shutil.copytree(small_site.root, other.root)
    told = set()
    for number in range(3):
        edit(small_site, 2 * number)
        edit(other, 2 * number + 1)
        commands = [
            [*COMMAND, "publish", str(target.root), "--yes", "--again", "--site", str(site.root)]
            for site in (small_site, other, small_site)
        ]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        running = [subprocess.Popen(each, text=True, **pipes) for each in commands]
        for process in running:
            _, errors = process.communicate(timeout=120)
            assert process.returncode in (0, 1), errors
            if process.returncode:
                assert "[release-running]" in errors or "[release-moved]" in errors, errors
                told.add(process.returncode)
        numbers = [int(name[:4]) for name in target.ids()]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(sound(target.root / "releases" / name) for name in target.ids())
        assert target.current_id() == target.ids()[-1]
    assert target.command("verify").code == 0


@pytest.mark.parametrize("years", [-30, 30])
def test_a_clock_that_jumps_hides_no_edit(
    years: int, small_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Destination(small_site, tmp_path / "noi-doc").published()
    shift = years * 31_557_600
    now, nanoseconds = time.time, time.time_ns
    monkeypatch.setattr(time, "time", lambda: now() + shift)
    monkeypatch.setattr(time, "time_ns", lambda: nanoseconds() + shift * 1_000_000_000)
    for number in range(2, 5):
        edit(small_site, number)
        target.published()
        assert f"{number} tin" in (target.current / "tinh/quang-tri/2024-q1.html").read_text("utf-8")
    monkeypatch.undo()
    edit(small_site, 9)
    target.published()
    assert [int(name[:4]) for name in target.ids()] == [1, 2, 3, 4, 5]
    assert target.head()["number"] == 5

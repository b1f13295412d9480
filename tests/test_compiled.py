"""Compiled templates are kept for the next process: only where nobody else can write, and never to a build's harm."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import PROJECT, SECONDS, Site

from giaoban import compiled

DAY = 24 * 3600
COUNTING = """
import sys
import jinja2
from giaoban import compiled
from giaoban.cli import main

names, compile = [], jinja2.Environment.compile
def count(environment, source, name, filename):
    names.append(name)
    return compile(environment, source, name, filename)
jinja2.Environment.compile = count
compiled.generator_digest = lambda: sys.argv[1]
code = main(["build", "--full", "--jobs", "1", "--site", sys.argv[2]])
print(len(names))
sys.exit(code)
"""


class Process:
    """One build in a process of its own: its exit code, what it reported, how many templates it compiled."""

    def __init__(self, site: Site, program: str = "") -> None:
        command = [sys.executable, "-W", "error", "-c", COUNTING, program, str(site.root)]
        run = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
        self.code, self.report = run.returncode, SECONDS.sub("", run.stderr)
        assert self.code < 2, self.report
        self.compiled = int(run.stdout.split()[-1])


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of the user, in which ours is to be made."""
    folder = tmp_path / "caches"
    folder.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def entries(caches: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (caches / "giaoban").iterdir()}


def test_a_template_is_compiled_once(small_site: Site, caches: Path) -> None:
    assert Process(small_site).compiled > 20
    pages, kept = small_site.pages(), entries(caches)
    assert Process(small_site).compiled == 0
    small_site.write("templates/article.html", (PROJECT / "templates/article.html").read_text("utf-8") + "\n")
    assert Process(small_site).compiled == 1
    small_site.delete("templates/article.html")
    assert Process(small_site).compiled == 0
    assert small_site.pages() == pages
    assert entries(caches).items() > kept.items()


def test_what_another_program_compiled_is_not_used(small_site: Site, caches: Path) -> None:
    """The rules for templates are the program's, and are applied when a template is parsed."""
    first = Process(small_site)
    assert Process(small_site, "another").compiled == first.compiled


def test_nothing_of_it_lies_in_the_site(small_site: Site, caches: Path) -> None:
    before = {file for file in small_site.root.rglob("*") if file.is_file()}
    assert Process(small_site).code == 0
    after = {file for file in small_site.root.rglob("*") if file.is_file() and small_site.output not in file.parents}
    assert {file.name for file in after - before} == {"lock.sqlite", "state.sqlite", "search.sqlite", "sight.msgpack"}
    assert (caches / "giaoban").stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in (caches / "giaoban").iterdir()} == {0o600}


@pytest.mark.parametrize("spoilt", ["empty", "torn", "garbage", "another entry", "writable by others", "a folder"])
def test_what_is_not_as_it_was_written_is_made_again(spoilt: str, small_site: Site, caches: Path) -> None:
    first, pages, kept = Process(small_site), small_site.pages(), entries(caches)
    other = next(iter(kept.values()))
    for name, data in kept.items():
        file = caches / "giaoban" / name
        if spoilt == "writable by others":
            file.chmod(0o666)
        elif spoilt == "a folder":
            file.unlink()
            file.mkdir()
        else:
            file.write_bytes(
                {"empty": b"", "torn": data[:-9], "garbage": b"\xff" * 999, "another entry": other}[spoilt]
            )
    again = Process(small_site)
    assert first.compiled - again.compiled <= (spoilt == "another entry"), "one of them is itself"
    assert (again.code, small_site.pages()) == (0, pages)
    if spoilt != "a folder":
        assert entries(caches) == kept
        assert Process(small_site).compiled == 0


def writable(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o770)


def linked(folder: Path) -> None:
    folder.with_name("elsewhere").mkdir(0o700)
    folder.symlink_to("elsewhere")


def another_users(folder: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    folder.mkdir(0o700)
    os.chown(folder, 65534, 65534)


def home_of_another(folder: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    os.chown(folder.parent, 65534, 65534)


@pytest.mark.parametrize("spoil", [writable, linked, another_users, home_of_another, Path.touch])
def test_a_folder_that_is_not_this_users_alone_is_not_used(
    spoil: Callable[[Path], None], small_site: Site, caches: Path
) -> None:
    spoil(caches / "giaoban")
    first, again = Process(small_site), Process(small_site)
    assert (again.code, again.compiled) == (0, first.compiled)
    assert [file for file in caches.rglob("*") if file.is_file() and file.name != "giaoban"] == []


@pytest.mark.parametrize("place", ["caches", "output/caches", ""])
def test_no_folder_is_made_in_a_site_or_its_output(
    place: str, small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(small_site.root / place))
    assert Process(small_site).code == 0
    assert list(small_site.root.rglob("giaoban")) == []


def test_without_a_folder_to_write_to_a_build_goes_on(small_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert (Process(small_site).code, Process(small_site).compiled > 0) == (0, True)


def test_where_caches_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    for platform, place in {"linux": ".cache", "darwin": "Library/Caches", "win32": "Local"}.items():
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setenv("XDG_CACHE_HOME", "" if platform == "win32" else "not/absolute")
        assert compiled.folder_of_compiled(tmp_path / "site") == str(tmp_path / place / "giaoban")
        assert (tmp_path / place / "giaoban").is_dir()


def test_a_kept_template_tells_of_its_faults_as_before(small_site: Site, caches: Path) -> None:
    small_site.write("templates/article.html", '{% extends "base.html" %}\n{% block main %}\n  {{ page.none }}\n')
    small_site.write("templates/article.html", small_site.read("templates/article.html") + "{% endblock %}\n")
    first, again = Process(small_site), Process(small_site)
    assert "templates/article.html:3:3: lỗi[template-broken]" in first.report
    assert (again.code, again.report, again.compiled) == (1, first.report, 0)


def test_a_template_that_breaks_the_rules_is_refused_each_time(small_site: Site, caches: Path) -> None:
    assert Process(small_site).code == 0
    kept = entries(caches)
    small_site.write("templates/article.html", "{{ page.__class__ }}")
    first, again = Process(small_site), Process(small_site)
    assert "templates/article.html:1:1: lỗi[template-broken]" in first.report
    assert (first.code, again.code, again.report) == (1, 1, first.report)
    assert entries(caches) == kept


def test_the_folder_stays_small(small_site: Site, caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each theme that was not seen before is an occasion to look what lies there."""
    assert small_site.build().code == 0
    folder = caches / "giaoban"
    for name, age in {"of-a-former-program": 40, "left-by-a-killed-build": 31, "of-yesterday": 1}.items():
        (folder / name).touch()
        os.utime(folder / name, times=(time.time() - age * DAY,) * 2)
    small_site.write("templates/article.html", (PROJECT / "templates/article.html").read_text("utf-8") + "\n")
    assert small_site.build().code == 0
    left = entries(caches)
    assert {"of-a-former-program", "left-by-a-killed-build", "of-yesterday"} & left.keys() == {"of-yesterday"}
    monkeypatch.setattr(compiled, "MOST", 5)
    small_site.delete("templates/article.html")
    small_site.write("templates/home.html", (PROJECT / "templates/home.html").read_text("utf-8") + "\n")
    assert small_site.build().code == 0
    assert len(entries(caches)) < len(left)
    assert "of-yesterday" not in entries(caches)

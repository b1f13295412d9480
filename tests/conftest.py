"""What all tests share."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness import OWN_FILES, PROJECT, Site, cut
from hypothesis import HealthCheck, settings
from shelves import Destination

from giaoban.plan_downloads import Sizes

# How fast the machine is at the moment says nothing about the program.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the program gives into the expected files")
    parser.addoption("--kills", type=int, default=6, help="how often builds and publishes are killed; also seeds where")
    parser.addoption("--mutations", type=int, default=1000, help="how many mutated files the readers are tried on")
    parser.addoption("--records", type=int, default=30, help="the size of the archive that is edited at random")
    parser.addoption("--edits", type=int, default=5, help="how often it is edited")


@pytest.fixture(scope="session", autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is written to the home of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patches:
        patches.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture
def records(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--records"))


@pytest.fixture
def edits(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--edits"))


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written and not compared."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def small_site(tmp_path: Path) -> Site:
    """A site with few provinces and one page of every kind, not built yet."""
    case = Path(__file__).parent / "cases" / "every-kind-of-page"
    return Site.of_case(case, tmp_path / "site")


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often a command is to be killed at random points."""
    return int(request.config.getoption("--kills"))


CASES = Path(__file__).parent / "cases"


def gather(root: Path) -> Site:
    """The project's own archive and the records of all cases that describe none of their own; the first stays."""
    site = copy_of_own(root)
    for case in sorted(CASES.iterdir(), key=lambda case: (case.name != "photos-and-attachments", case.name)):
        if not any((case / "site" / file).exists() for file in OWN_FILES):
            for file in sorted((case / "site").rglob("*")):
                path = file.relative_to(case / "site").as_posix()
                if file.is_file() and not (root / path).exists():
                    site.write(path, file.read_bytes())
    return site


def copy_of_own(root: Path) -> Site:
    site = Site(root)
    for file in (PROJECT / "site_config.yaml", *sorted((PROJECT / "content").rglob("*"))):
        if file.is_file():
            site.write(file.relative_to(PROJECT).as_posix(), file.read_bytes())
    return site


def built(site: Site) -> Site:
    run = site.build()
    assert run.code == 0, run.stderr
    return site


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own archive, built."""
    return built(copy_of_own(tmp_path_factory.mktemp("own") / "site"))


@pytest.fixture(scope="session")
def every_record(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The records of all cases in one archive, built."""
    return built(gather(tmp_path_factory.mktemp("every") / "site"))


@pytest.fixture(scope="session")
def every_record_in_english(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = gather(tmp_path_factory.mktemp("english") / "site")
    site.replace("site_config.yaml", "language: vi", "language: en")
    return built(site)


@pytest.fixture(scope="session")
def small_pages(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The records of all cases, where lists are cut after every second line, and tables by every year."""
    site = gather(tmp_path_factory.mktemp("small") / "site")
    site.replace("site_config.yaml", "page_size: 100", "page_size: 2")
    with pytest.MonkeyPatch.context() as patches:
        cut(patches, Sizes(archive=0, group=0))
        return built(site)


CHECKERS = PROJECT / ".venv" / "node" / "node_modules"
NEEDED = {
    "browser": (Path("/usr/bin/chromedriver"), "Chromium and its driver are not installed"),
    "nginx": (Path("/usr/sbin/nginx"), "nginx is not installed"),
    "checkers": (CHECKERS, "the page checkers are not installed"),
    "apache": (Path("/usr/sbin/apache2"), "Apache is not installed"),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without what a test needs it is skipped on a person's machine, and fails where all of it must be there."""
    for mark, (file, reason) in NEEDED.items():
        if mark in item.keywords and not file.exists() and os.environ.get("CI") != "true":
            pytest.skip(reason)


@pytest.fixture(scope="session")
def checkers() -> Path:
    """The folder of the checkers that npm installed."""
    return CHECKERS


OLDEST_NODE = (18, 19)


@pytest.fixture(scope="session")
def node(checkers: Path) -> Callable[..., str]:
    """Runs a checker written for Node.js: its name and arguments go in, what it complains of comes out."""
    version = subprocess.run(["node", "--version"], capture_output=True, encoding="utf-8", check=True).stdout
    found = tuple(int(number) for number in version.strip().lstrip("v").split("."))
    if found < OLDEST_NODE and os.environ.get("CI") != "true":
        pytest.skip(f"Node.js {version.strip()} is too old for the page checkers")

    def run(name: str, *arguments: str) -> str:
        command = [str(checkers / ".bin" / name), *arguments]
        ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        complaints = ended.stdout + ended.stderr
        assert complaints or ended.returncode == 0, f"{name} ended with {ended.returncode}"
        return complaints

    return run


@pytest.fixture
def target(small_site: Site, tmp_path: Path) -> Destination:
    """A place to publish the small site to; nothing lies there yet."""
    return Destination(small_site, tmp_path / "noi-doc")

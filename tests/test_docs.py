"""What the documents say must be so: commands, modules, tests, links, locks."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from harness import PROJECT

from giaoban.cli import commands

DOCUMENTS = ("README.md", "SECURITY.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)


def read(file: str) -> str:
    return (PROJECT / file).read_text(encoding="utf-8")


def test_readme_begins_with_the_two_commands() -> None:
    beginning = "\n".join(read("README.md").splitlines()[:40])
    assert "make site" in beginning
    assert "make test" in beginning


def invariants() -> Iterator[tuple[str, str]]:
    """(what always holds, the tests that hold it) for each line of the table in ARCHITECTURE.md."""
    section = read("ARCHITECTURE.md").split("## Invariants")[1].split("\n## ")[0]
    for line in section.splitlines()[4:]:
        if line.startswith("|"):
            _, what, tests, _ = line.split("|")
            yield what.strip(), tests.strip()


def threats() -> Iterator[tuple[str, str]]:
    """(threat, the tests that hold it) for each line of the table in SECURITY.md."""
    for line in read("SECURITY.md").splitlines():
        if line.startswith("| ") and not line.startswith("| threat"):
            _, threat, _, tests, _ = line.split("|")
            yield threat.strip(), tests.strip()


def functions_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("what", "tests"), [*invariants(), *threats()])
def test_every_invariant_and_threat_names_the_test_that_holds_it(what: str, tests: str) -> None:
    named = re.findall(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`", tests)
    assert named, what
    for file, name in named:
        assert name in functions_in(PROJECT / file)


def test_every_threat_that_may_be_expected_is_listed() -> None:
    text = read("SECURITY.md").casefold()
    for word in (
        "javascript:",
        "data:",
        "svg",
        "template",
        "slug",
        "links on the disk",
        "yaml",
        "zip",
        "picture",
        "formula",
    ):
        assert word in text
    assert len(list(threats())) > 15


def test_the_changelog_has_a_place_for_what_is_new() -> None:
    assert "\n## Unreleased\n" in read("CHANGELOG.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    assert [link for link in LINK.findall(read(document)) if not (PROJECT / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_in_the_documents_exist(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", read(document), re.MULTILINE)) <= targets
    options = set(re.findall(r"`[^`\n]*build\.py[^`\n]*?(--[a-z-]+)[^`\n]*`", read(document)))
    assert options <= known_options()


def known_options() -> set[str]:
    pages = [CliRunner().invoke(commands, [*command, "--help"]).output for command in ([], ["build"], ["check"])]
    return set(re.findall(r"--[a-z-]+", "\n".join(pages)))


def test_the_locks_agree_and_hold_every_requirement() -> None:
    """What is tested is what runs: the test lock holds the other one, version for version."""
    runtime, test = (dict(PINNED.findall(read(lock))) for lock in ("requirements.lock", "requirements-test.lock"))
    assert runtime.items() <= test.items()
    project = tomllib.loads(read("pyproject.toml"))["project"]
    for lock, requirements in ((runtime, project["dependencies"]), (test, project["optional-dependencies"]["test"])):
        assert {re.split("[>=<]", each)[0] for each in requirements} <= lock.keys()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock", "tools/package-lock.json"])
def test_the_locks_name_no_host(lock: str) -> None:
    assert re.findall(r"://|--(?:index|extra|find)\S*", read(lock)) == []


def test_make_prints_what_it_can_do() -> None:
    """Each target that a person may type has a line of help."""
    makefile = read("Makefile")
    typed = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert typed == set(re.findall(r"^([a-z]+):[^#\n]*## \S", makefile, re.MULTILINE))

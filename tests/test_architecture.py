"""The shape of the program: layers, the pure core, frozen values, sizes."""

import ast
import dataclasses
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pydantic
import pytest
from harness import PROJECT
from jinja2 import meta, nodes

from giaoban.theme import make_environment

PACKAGE = PROJECT / "giaoban"
SHELL = {
    "outcome",
    "disk",
    "stage",
    "setting",
    "program",
    "compiled",
    "sight",
    "figure_store",
    "state",
    "search.store",
    "media",
    "workers",
    "search.indexing",
    "checking",
    "amending",
    "writing",
    "pipeline",
    "bag",
    "terminal",
    "authoring",
    "site_options",
    "shelf_lock",
    "shelf",
    "staging",
    "verification",
    "survey",
    "publish",
    "publishing",
    "cli",
    "bounds",
    "interrupts",
    "preview",
    "preview.server",
    "preview.watch",
}
"""The modules that may touch files, the clock, the environment or the terminal."""

OUTSIDE = {
    *("asyncio", "concurrent", "fileinput", "getpass", "glob", "http", "io", "locale", "logging", "multiprocessing"),
    *("os", "pathlib", "platform", "random", "secrets", "shutil", "signal", "socket", "sqlite3", "subprocess", "sys"),
    *("tempfile", "threading", "time", "urllib", "uuid"),
}
IN_MEMORY = {"workbook": {"io"}}
"""What a module of the core may import all the same, for buffers in memory."""

CALLS = {"open", "print", "input", "eval", "exec", "compile", "__import__"}
CLOCK = {"now", "today", "utcnow", "fromtimestamp"}
UNSAFE_READERS = {"pickle", "marshal", "shelve", "dill"}
READS_OWN_CODE = {"compiled": {"marshal"}}
"""What reads such, from a folder where nobody but the user who builds can write."""
YAML_TYPES = {"load", "load_all", "safe_load", "safe_load_all", "full_load", "full_load_all", "unsafe_load"}
MACHINE_PATH = re.compile(r"/(?:home|root|tmp|usr|opt|var|work|mnt)/|[A-Z]:\\\\")


def module_of(file: Path) -> str:
    """The name of a module inside the package: "views.common", or "views" for a folder's __init__.py."""
    return ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


FILES = {
    module_of(file): file for file in sorted(PACKAGE.rglob("*.py")) if file.parent != PACKAGE or file.stem != "__init__"
}
TREES = {module: ast.parse(file.read_text(encoding="utf-8")) for module, file in FILES.items()}


def layers() -> list[str]:
    """The modules in the order of their layers, as ARCHITECTURE.md lists them."""
    text = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    section = text.split("## Modules")[1].split("\n## ")[0]
    return re.findall(r"^\| `([a-z_.]+)` \|", section, re.MULTILINE)


LAYERS = layers()


def imports_of(module: str) -> Iterator[str]:
    """Every module that `module` imports, in full; also those imported inside functions."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner.removeprefix("giaoban.") in FILES else str(node.module)


def calls_of(module: str) -> Iterator[tuple[str, str]]:
    """(what is called, on what) for each call in a module."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, ""
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, ast.unparse(node.func.value)


def test_every_module_has_its_layer() -> None:
    assert sorted(LAYERS) == sorted(FILES)


@pytest.mark.parametrize("module", FILES)
def test_a_module_imports_only_from_the_layers_before_it(module: str) -> None:
    own = {name.removeprefix("giaoban.") for name in imports_of(module) if name.startswith("giaoban.")}
    assert own <= set(LAYERS[: LAYERS.index(module)])


@pytest.mark.parametrize("module", sorted(FILES.keys() - SHELL))
def test_the_core_touches_nothing_outside(module: str) -> None:
    assert {name.split(".")[0] for name in imports_of(module)} & OUTSIDE <= IN_MEMORY.get(module, set())
    assert {call for call, on in calls_of(module) if not on} & CALLS == set()
    assert [f"{on}.{call}" for call, on in calls_of(module) if call in CLOCK] == []


@pytest.mark.parametrize("module", FILES)
def test_nothing_is_read_by_a_reader_that_guesses_or_runs_code(module: str) -> None:
    assert set(imports_of(module)) & UNSAFE_READERS == READS_OWN_CODE.get(module, set())
    assert [call for call, on in calls_of(module) if on == "yaml" and call in YAML_TYPES] == []


@pytest.mark.parametrize("module", FILES)
def test_a_module_says_what_it_does_in_at_most_300_lines(module: str) -> None:
    length = FILES[module].read_text(encoding="utf-8").count("\n")
    assert ast.get_docstring(TREES[module])
    assert length <= 300


@pytest.mark.parametrize("module", FILES)
def test_no_function_is_longer_than_60_lines(module: str) -> None:
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= 60
    }
    assert long == {}


@pytest.mark.parametrize("module", FILES)
def test_there_is_no_global_state_and_no_assertion(module: str) -> None:
    kinds = (ast.Global, ast.Nonlocal, ast.Assert)
    assert [ast.unparse(node) for node in ast.walk(TREES[module]) if isinstance(node, kinds)] == []


@pytest.mark.parametrize("module", FILES)
def test_every_value_is_frozen(module: str) -> None:
    names = vars(importlib.import_module(f"giaoban.{module}")).values()
    for kind in (each for each in names if isinstance(each, type) and each.__module__ == f"giaoban.{module}"):
        if issubclass(kind, msgspec.Struct):
            assert kind.__struct_config__.frozen, kind
        if dataclasses.is_dataclass(kind):
            assert kind.__dataclass_params__.frozen, kind
        if issubclass(kind, pydantic.BaseModel):
            assert kind.model_config.get("frozen"), kind


@pytest.mark.parametrize("module", FILES)
def test_no_path_of_a_machine_stands_in_the_program(module: str) -> None:
    assert MACHINE_PATH.findall(FILES[module].read_text(encoding="utf-8")) == []


def test_the_entry_has_no_logic() -> None:
    assert len((PROJECT / "build.py").read_text(encoding="utf-8").splitlines()) <= 15


def test_templates_see_only_page_and_site() -> None:
    folder = PROJECT / "templates"
    texts = {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for pattern in ("*.html", "*.xml")
        for file in sorted(folder.rglob(pattern))
    }
    environment = make_environment(texts)
    for name, text in texts.items():
        tree = environment.parse(text)
        macros = {macro.name for macro in tree.find_all(nodes.Macro)}
        macros |= {macro for each in tree.find_all(nodes.FromImport) for macro in each.names}
        assert meta.find_undeclared_variables(tree) - macros <= {"page", "site"}, name

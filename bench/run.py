"""Times the build against itself: `python bench/run.py N [--hugo] [--rounds R]` prints a table of one run.

Clean build, nothing changed, one body edited, one province changed, one record added, one deleted, one template
edited, one configuration value edited; and the floor: reading all inputs and writing as many bytes to as many files.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus import PROJECT, write_site

BUILD = [sys.executable, str(PROJECT / "build.py"), "build"]


class Sample:
    """One timed command: wall seconds, CPU seconds of all its processes, peak memory of the largest, in MB."""

    def __init__(self, command: list[str]) -> None:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        _, errors = process.communicate()
        self.wall = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.memory = after.ru_maxrss / 1024
        if process.returncode:
            raise SystemExit(errors.decode("utf-8", "replace"))


def build(site: Path, *options: str) -> Callable[[], list[str]]:
    return lambda: [*BUILD, "--site", str(site), *options]


def edits(site: Path) -> dict[str, Callable[[int], None]]:
    """What is done before each timed build; the number of the round makes every edit a new one."""
    records = sorted((site / "content" / "records").rglob("*.md"))
    record, other, doomed = records[len(records) // 2], records[len(records) // 3], records[-1]
    moved = site / "content" / "records" / "ha-noi"

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
        (moved.parent / record.parent.name / f"them-{number}.md").unlink(missing_ok=True)
        if doomed.exists():
            doomed.unlink()

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


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", type=int)
    options.add_argument("--rounds", type=int, default=3)
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as folder:
        site = Path(folder) / "site"
        write_site(arguments.count, site)
        time.sleep(2.5)
        samples: dict[str, list[Sample]] = {"clean build": []}
        for _ in range(arguments.rounds):
            shutil.rmtree(site / "output", ignore_errors=True)
            shutil.rmtree(site / ".build", ignore_errors=True)
            samples["clean build"].append(Sample(build(site)()))
        subprocess.run(build(site)(), check=True, capture_output=True)
        for number in range(arguments.rounds):
            for name, edit in edits(site).items():
                edit(number)
                samples.setdefault(name, []).append(Sample(build(site)()))
        seconds, count, size = floor(site, Path(folder) / "floor")
    clean = statistics.median(sample.wall for sample in samples["clean build"])
    print(f"{arguments.count} records, {count} files, {size / 1e6:.0f} MB; floor {seconds:.2f} s")
    print("| build | wall s | CPU s | peak MB of one process | of the clean build |\n|---|---|---|---|---|")
    for name, runs in samples.items():
        wall, cpu = (statistics.median(getattr(run, field) for run in runs) for field in ("wall", "cpu"))
        memory = max(run.memory for run in runs)
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {wall / clean:.3f} |")


if __name__ == "__main__":
    main()

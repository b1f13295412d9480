"""Times publishing against the build it begins with: `python bench/publish.py N [--rounds R]` prints a table.

The first release, the same again, a release after one body was edited, and checking and rolling back; beside them the
build alone after nothing changed, which every publish includes.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import PROJECT, write_site
from run import Sample, edits

ENTRY = [sys.executable, str(PROJECT / "build.py")]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", type=int)
    options.add_argument("--rounds", type=int, default=3)
    arguments = options.parse_args()
    samples: dict[str, list[Sample]] = {}
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as folder:
        site = Path(folder) / "site"
        write_site(arguments.count, site)
        time.sleep(2.5)
        edit = edits(site)["one body edited"]
        commands = {
            "build, nothing changed": ["build", "--site", str(site)],
            "first release": ["publish", "DEST", "--yes", "--site", str(site)],
            "the same again": ["publish", "DEST", "--yes", "--again", "--site", str(site)],
            "one body edited": ["publish", "DEST", "--yes", "--site", str(site)],
            "verify": ["verify", "DEST"],
            "rollback": ["rollback", "DEST"],
        }
        subprocess.run([*ENTRY, "build", "--site", str(site)], check=True, capture_output=True)
        for number in range(arguments.rounds):
            target = str(Path(folder) / f"releases-{number}")
            for name, command in commands.items():
                if name == "one body edited":
                    edit(number)
                    subprocess.run([*ENTRY, "build", "--site", str(site)], check=True, capture_output=True)
                words = [target if word == "DEST" else word for word in command]
                samples.setdefault(name, []).append(Sample([*ENTRY, *words]))
    build = statistics.median(sample.cpu for sample in samples["build, nothing changed"])
    print("| command | wall s | CPU s | peak MB of one process | CPU of the build |\n|---|---|---|---|---|")
    for name, runs in samples.items():
        wall, cpu = (statistics.median(getattr(run, field) for run in runs) for field in ("wall", "cpu"))
        memory = max(run.memory for run in runs)
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {cpu / build:.2f} |")


if __name__ == "__main__":
    main()

"""Runs a command and measures it with all the processes that it starts."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

EVERY = 0.1
"""Seconds between two looks at the memory."""


class Sample:
    """One timed command: wall seconds, CPU seconds and the highest memory of all its processes together, in MB."""

    def __init__(self, command: list[str], folder: Path | None = None) -> None:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        watch = Watch(process.pid)
        _, errors = process.communicate()
        self.wall = time.perf_counter() - started
        self.memory = watch.stop()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if process.returncode:
            raise SystemExit(errors.decode("utf-8", "replace"))


class Watch:
    """Looks again and again at the memory of a process and of all below it; a page that several share counts once."""

    def __init__(self, root: int) -> None:
        self.root, self.most, self.ended = root, 0, threading.Event()
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def _look(self) -> None:
        while not self.ended.wait(EVERY):
            self.most = max(self.most, sum(map(_proportional, _tree(self.root))))

    def stop(self) -> float:
        self.ended.set()
        self.thread.join()
        return self.most / 1024


def _tree(root: int) -> Iterator[int]:
    parents: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdecimal():
            try:
                parent = int(Path("/proc", name, "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(name))
    pending = [root]
    while pending:
        here = pending.pop()
        yield here
        pending += parents.get(here, ())


def _proportional(process: int) -> int:
    """The proportional set size of a process in KB, 0 once it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().split("\n")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)

"""Runs a command and kills it with SIGKILL at the Nth thing it does to a file: `killed.py N FOLDER [--rename] …`.

An audit hook hears what it does, so no step is left out and none is named here; files of FOLDER count. With N = 0 the
command runs to its end, and the number of steps is printed last. With --rename links cannot be made, as on a share.
"""

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from giaoban.cli import main

HEARD = ("open", "os.", "shutil.", "sqlite3.connect")


def refuse(*_: object, **__: object) -> None:
    raise OSError("links are not supported")


def run() -> int:
    at, folder, *command = sys.argv[1:]
    if command[0] == "--rename":
        os.symlink = refuse
        command = command[1:]
    steps = 0

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        names = (os.fsdecode(each) for each in arguments if isinstance(each, str | bytes | os.PathLike))
        if event.startswith(HEARD) and any(folder in name for name in names):
            steps += 1
            if steps == int(at):
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)
    code = main(command)
    if at == "0":
        print(steps)
    return code


if __name__ == "__main__":
    sys.exit(run())

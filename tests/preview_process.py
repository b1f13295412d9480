"""`build.py serve` as a process of its own, on a port that the system gives."""

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from harness import PROJECT, Site

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class PreviewProcess:
    """A running preview of a site; what it prints is gathered line by line."""

    def __init__(self, site: Site, *options: str, port: int | None = None) -> None:
        self.site = site
        command = [sys.executable, str(PROJECT / "build.py"), "serve", "--site", str(site.root)]
        self.process = subprocess.Popen(
            [*command, "--port", str(port or free_port()), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
            # A shell starts its background jobs deaf to Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        self.lines: list[str] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def __enter__(self) -> Self:
        self.wait_for(lambda: bool(self.address) and self.builds > 0)
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(PATIENCE)
            finally:
                self.process.kill()
        self.reader.join(PATIENCE)
        if self.process.stdout:
            self.process.stdout.close()

    @property
    def address(self) -> str:
        found = re.search(r"http://127\.0\.0\.1:\d+/", "\n".join(self.lines))
        return found[0] if found else ""

    @property
    def port(self) -> int:
        return int(self.address.split(":")[2].strip("/"))

    @property
    def builds(self) -> int:
        """How many builds it told of."""
        return sum(line.endswith((" giây", " s")) for line in self.lines)

    def wait_for(self, holds: Callable[[], bool]) -> None:
        limit = time.monotonic() + PATIENCE
        while not holds():
            alive = self.process.poll() is None
            if time.monotonic() > limit or not alive:
                raise AssertionError("\n".join(["the preview ended" if not alive else "too slow", *self.lines]))
            time.sleep(0.01)

    def interrupt(self, how: signal.Signals = signal.SIGINT) -> int:
        """Presses Ctrl-C; the exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of an answer; the path is sent as it stands."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
            return response.status, {name.lower(): value for name, value in response.getheaders()}, text
        finally:
            connection.close()

    def page(self, path: str = "") -> str:
        return self.ask(f"/{path}")[2]


def files_below(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*"))

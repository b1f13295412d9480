"""Readers of a real web server, while releases are published: whole releases only, nothing missing, nothing torn."""

import hashlib
import http.client
import random
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urljoin

import pytest
from harness import PROJECT, Site
from shelves import Destination, checksums_in

Q1 = "content/records/quang-tri/2024-q1.md"
PUBLISHES, READERS = 50, 3
NAMED = re.compile(r"<(?:link|script|img|source)\b[^>]*?\b(?:href|src|srcset)=\"([^\"\s]+)[^\"]*\"")
IN_STYLE = re.compile(r"url\(\"?([^\")]+)\"?\)")
FILES = (".css", ".js", ".svg", ".woff2", ".jpg", ".png", ".webp")
SETTING = """daemon off; worker_processes 2; pid {folder}/pid; error_log {folder}/error.log; {user}
events {{ worker_connections 256; }}
http {{
  access_log off; default_type application/octet-stream; types {{ text/html html; text/css css; }}
  {temporary}
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""
TEMPORARY = ("client_body_temp_path", "proxy_temp_path", "fastcgi_temp_path", "uwsgi_temp_path", "scgi_temp_path")


@contextmanager
def nginx(root: Path, folder: Path) -> Iterator[int]:
    """Serves a folder on a port of this machine."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir()
    user = "user root;" if Path("/root").owner() == "root" and folder.owner() == "root" else ""
    temporary = " ".join(f"{name} {folder}/{name};" for name in TEMPORARY)
    setting = SETTING.format(folder=folder, root=root, port=port, user=user, temporary=temporary)
    (folder / "nginx.conf").write_text(setting)
    command = ["/usr/sbin/nginx", "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            for _ in range(100):
                with closing(socket.socket()) as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield port
        finally:
            process.terminate()


class Reader(threading.Thread):
    """Opens pages at random, each with all the files that it names, and notes the digests of what came."""

    def __init__(self, port: int, pages: list[str], seed: int) -> None:
        super().__init__()
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.pages, self.chance = pages, random.Random(seed)
        self.ended = threading.Event()
        self.faults: list[str] = []
        self.seen: set[tuple[tuple[str, str], ...]] = set()

    def run(self) -> None:
        with closing(self.connection):
            while not self.ended.is_set():
                self.open(self.chance.choice(self.pages))

    def open(self, page: str) -> None:
        found = {page: self.get(page)}
        pending = [urljoin(page, name) for name in NAMED.findall(found[page].decode("utf-8", "replace"))]
        # A reader on a slow line: the files come well after the page, perhaps from a later release.
        time.sleep(self.chance.choice((0, 0, 0.3)))
        while pending:
            path = pending.pop()
            if path not in found and path.endswith(FILES):
                found[path] = self.get(path)
                if path.endswith(".css"):
                    names = IN_STYLE.findall(found[path].decode("utf-8"))
                    pending += [urljoin(path, name) for name in names if not name.startswith("data:")]
        self.seen.add(tuple((path, hashlib.sha256(data).hexdigest()) for path, data in found.items()))

    def get(self, path: str) -> bytes:
        self.connection.request("GET", f"/{path}")
        answer = self.connection.getresponse()
        data = answer.read()
        if answer.status != 200:
            self.faults.append(f"{answer.status} {path}")
        return data


@pytest.mark.nginx
def test_readers_under_load_see_only_whole_releases(small_site: Site, tmp_path: Path) -> None:
    target = Destination(small_site, tmp_path / "noi-doc").published()
    pages = [path for path in checksums_in(target.current) if path.endswith(".html") and path != "404.html"]
    record = small_site.read(Q1)
    style = (PROJECT / "templates/static/site.css").read_text("utf-8")
    with nginx(target.current, tmp_path / "nginx") as port:
        readers = [Reader(port, pages, seed) for seed in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            for number in range(PUBLISHES):
                small_site.write(Q1, record.replace("**370 tin**", f"{number:02} tin"))
                small_site.write("templates/static/site.css", f"{style}/* {number // 3:02} */")
                target.published()
        finally:
            for reader in readers:
                reader.ended.set()
            for reader in readers:
                reader.join()
    assert [fault for reader in readers for fault in reader.faults] == []
    releases = [set(checksums_in(place).items()) for place in (target.root / "releases").iterdir()]
    assert len(releases) == PUBLISHES + 1
    seen = set().union(*(reader.seen for reader in readers))
    mixed = [view for view in seen if not any(set(view) <= release for release in releases)]
    assert mixed == []
    assert len(seen) > PUBLISHES
    assert {len(view) > 1 for view in seen} == {True}

"""The samples of docs/serving/ in real web servers: every file of the archive, headers, 304, 404, a sub-folder."""

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import CASES
from harness import PROJECT, Site
from preview_process import free_port

from giaoban.headers import COMMON, FOREVER, TYPES, headers_of

SAMPLES = PROJECT / "docs" / "serving"
ROOT = "/srv/giao-ban/current"
MODULES = ("mpm_event", "authz_core", "authz_host", "alias", "deflate", "dir", "filter", "headers", "mime")
MODULES_FOLDER = Path("/usr/lib/apache2/modules")


@dataclass
class Served:
    """An archive behind a web server: where its releases lie, and where it answers."""

    site: Site
    destination: Path
    port: int
    base: str

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, self.base + path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            response = connection.getresponse()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        finally:
            connection.close()

    def publish(self, name: str) -> Path:
        """Copies the output beside the releases that there are and switches to it in one step."""
        release = self.destination / name
        shutil.copytree(self.site.output, release)
        following = self.destination / "following"
        following.symlink_to(name)
        following.replace(self.destination / "current")
        return release


def sample(name: str, destination: Path, port: int) -> str:
    """A sample as it stands, but for the place of the archive and the port."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert ROOT in text
    return text.replace(ROOT, str(destination / "current")).replace("listen 80;", f"listen 127.0.0.1:{port};")


def nginx(name: str, destination: Path, port: int, folder: Path) -> list[str]:
    (folder / "sample.conf").write_text(sample(name, destination, port), encoding="utf-8")
    include = "include sample.conf;"
    if name == "nginx-subfolder.conf":
        include = f"server {{ listen 127.0.0.1:{port}; root {folder}/nothing; {include} }}"
    temporary = "".join(
        f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        ("user root;\n" if os.geteuid() == 0 else "")
        + f"daemon off;\nworker_processes 1;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}\n{include}\n}}\n",
        encoding="utf-8",
    )
    return ["/usr/sbin/nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


def apache(name: str, destination: Path, port: int, folder: Path) -> list[str]:
    text = sample(name, destination, port).replace("<VirtualHost *:80>", f"<VirtualHost 127.0.0.1:{port}>")
    modules = "".join(f"LoadModule {each}_module {MODULES_FOLDER}/mod_{each}.so\n" for each in MODULES)
    (folder / "apache.conf").write_text(
        f"ServerRoot {folder}\nServerName localhost\nPidFile {folder}/pid\nErrorLog {folder}/error.log\n"
        f"DefaultRuntimeDir {folder}\nListen 127.0.0.1:{port}\n{modules}"
        "TypesConfig /dev/null\n<Directory />\nRequire all denied\n</Directory>\n" + text,
        encoding="utf-8",
    )
    return ["/usr/sbin/apache2", "-D", "FOREGROUND", "-f", str(folder / "apache.conf")]


def wait_for(port: int, server: subprocess.Popen[bytes], folder: Path) -> None:
    limit = time.monotonic() + 20
    while time.monotonic() < limit and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError((folder / "stderr").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a page and a file of every kind, whose base_url is https://luutru.example.vn/giao-ban/."""
    site = Site.of_case(CASES / "every-kind-of-page", tmp_path_factory.mktemp("archive") / "site")
    photos = CASES / "photos-and-attachments" / "site"
    for file in photos.rglob("*"):
        if file.is_file():
            site.write(file.relative_to(photos).as_posix().replace("2024-q1", "2024-anh"), file.read_bytes())
    run = site.build()
    assert run.code == 0, run.stderr
    return site


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((nginx, "nginx.conf", "/"), marks=pytest.mark.nginx, id="nginx"),
        pytest.param((nginx, "nginx-subfolder.conf", "/giao-ban/"), marks=pytest.mark.nginx, id="nginx-subfolder"),
        pytest.param((apache, "apache.conf", "/"), marks=pytest.mark.apache, id="apache"),
    ],
)
def served(request: pytest.FixtureRequest, archive: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    start, name, base = request.param
    folder, port = tmp_path_factory.mktemp(name), free_port()
    destination = folder / "releases"
    destination.mkdir()
    (folder / "nothing").mkdir()
    served = Served(archive, destination, port, base)
    served.publish("1")
    with (folder / "stderr").open("wb") as errors:
        server = subprocess.Popen(start(name, destination, port, folder), stderr=errors)
    try:
        wait_for(port, server, folder)
        yield served
    finally:
        server.terminate()
        server.wait(20)


def test_every_file_of_the_archive_comes_with_its_headers(served: Served) -> None:
    for path in served.site.paths():
        status, headers, body = served.ask(path)
        assert (path, status) == (path, 200)
        assert body == (served.site.output / path).read_bytes()
        expected = {name.lower(): value for name, value in headers_of(path).items()}
        found = {name: headers.get(name, "").replace(";charset", "; charset") for name in expected}
        assert (path, found) == (path, expected)


def test_what_is_named_by_its_content_is_kept_for_ever(served: Served) -> None:
    (style,) = (path for path in served.site.paths() if path.endswith("/site.css"))
    assert served.ask(style)[1]["cache-control"] == FOREVER
    status, headers, _ = served.ask(style.replace("site.css", "missing.css"))
    assert (status, headers["cache-control"]) == (404, "no-cache")


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_an_unchanged_page_is_not_sent_again(served: Served, encoding: str) -> None:
    accept = {"Accept_Encoding": encoding} if encoding else {}
    status, headers, _ = served.ask("tinh/quang-tri.html", **accept)
    assert status == 200
    again = served.ask("tinh/quang-tri.html", If_None_Match=headers["etag"], **accept)
    assert (again[0], again[2]) == (304, b"")
    assert again[1]["cache-control"] == "no-cache"
    assert served.ask("tinh/quang-tri.html", If_Modified_Since=headers["last-modified"], **accept)[0] == 304
    assert served.ask("tinh/quang-tri.html", If_None_Match='"another"', **accept)[0] == 200


@pytest.mark.parametrize("suffix", ["html", "css", "js", "csv", "json", "md", "xml"])
def test_text_is_compressed(served: Served, suffix: str) -> None:
    path = max(
        (path for path in served.site.paths() if path.endswith(f".{suffix}")),
        key=lambda path: (served.site.output / path).stat().st_size,
    )
    _, headers, body = served.ask(path, Accept_Encoding="gzip")
    data = (served.site.output / path).read_bytes()
    assert headers["content-encoding"] == "gzip"
    assert "accept-encoding" in headers["vary"].lower()
    assert gzip.decompress(body) == data
    assert len(body) < len(data)


@pytest.mark.parametrize("suffix", ["jpg", "webp", "xlsx", "woff2", "pdf"])
def test_what_is_compressed_already_is_sent_as_it_is(served: Served, suffix: str) -> None:
    path = next(path for path in served.site.paths() if path.endswith(f".{suffix}"))
    assert "content-encoding" not in served.ask(path, Accept_Encoding="gzip")[1]


@pytest.mark.parametrize("path", ["khong-co.html", "a/b/c/d.html", "tinh/khong-co/", "static/khong-co.css", "a%20b"])
def test_a_missing_page_is_told_at_any_depth(served: Served, path: str) -> None:
    status, headers, body = served.ask(path)
    assert status == 404
    assert headers["content-type"].replace(";charset", "; charset") == "text/html; charset=utf-8"
    assert headers["content-security-policy"] == COMMON["Content-Security-Policy"]
    text = body.decode()
    assert "Địa chỉ này không có trang nào" in text
    assert 'href="/giao-ban/index.html"' in text
    assert re.search(r'href="/giao-ban/static/[0-9a-f]{12}/site\.css"', text)


def test_a_folder_leads_to_its_page_and_is_never_listed(served: Served) -> None:
    assert served.ask("tinh/")[2] == (served.site.output / "tinh/index.html").read_bytes()
    status, headers, _ = served.ask("tinh")
    assert status == 301
    assert headers["location"].removeprefix(f"http://127.0.0.1:{served.port}") == f"{served.base}tinh/"
    status, _, body = served.ask("media/")
    assert status in (403, 404)
    assert "Địa chỉ này không có trang nào" in body.decode()


@pytest.mark.parametrize(
    "path",
    [
        *(".hidden", ".git/config", "tinh/.hidden", "%2ehidden", "../1/index.html", "%2e%2e/secret.txt"),
        *("..%2fsecret.txt", "..%5csecret.txt", "link.html", "folder/secret.txt", "static../secret.txt"),
    ],
)
def test_nothing_hidden_and_nothing_outside_is_served(served: Served, path: str) -> None:
    (served.destination / "secret.txt").write_text("SECRET", encoding="utf-8")
    release = served.destination / "1"
    for file in (".hidden", ".git/config", "tinh/.hidden"):
        (release / file).parent.mkdir(exist_ok=True)
        (release / file).write_text("SECRET", encoding="utf-8")
    for link, target in (("link.html", "secret.txt"), ("folder", ".")):
        (release / link).unlink(missing_ok=True)
        (release / link).symlink_to(served.destination / target)
    status, _, body = served.ask(path)
    assert status in (400, 403, 404)
    assert b"SECRET" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(served: Served, method: str) -> None:
    assert served.ask("index.html", method, Content_Length="0")[0] in (403, 405)


def test_a_new_release_is_served_from_the_switch_on(served: Served) -> None:
    old = served.ask("index.html")
    page = served.site.output / "index.html"
    before = page.read_bytes()
    try:
        page.write_bytes(before.replace(b"Kho th", b"Kho m"))
        served.publish("2")
        new = served.ask("index.html", If_None_Match=old[1]["etag"])
        assert (new[0], new[2]) == (200, page.read_bytes())
    finally:
        page.write_bytes(before)
        (served.destination / "following").symlink_to("1")
        (served.destination / "following").replace(served.destination / "current")


def test_the_samples_name_the_type_of_every_file_that_the_output_may_hold() -> None:
    for name, line in (
        ("nginx.conf", r"^ +([a-z]+/\S+) ([a-z0-9 ]+);$"),
        ("nginx-subfolder.conf", r"^ +([a-z]+/\S+) ([a-z0-9 ]+);$"),
        ("apache.conf", r"^ +AddType (\S+) ([a-z0-9 ]+)$"),
    ):
        text = (SAMPLES / name).read_text(encoding="utf-8")
        types = {ending: kind for kind, endings in re.findall(line, text, re.MULTILINE) for ending in endings.split()}
        assert types == TYPES


def test_the_sample_for_iis_says_the_same_as_the_others() -> None:
    """IIS runs on Windows alone; what can be held here is that its file is sound and says the same."""
    root = ET.parse(SAMPLES / "web.config").getroot()
    server = root.find("system.webServer")
    assert server is not None
    types = {each.attrib["fileExtension"]: each.attrib["mimeType"] for each in server.iter("mimeMap")}
    assert types == {f".{ending}": headers_of(f".{ending}")["Content-Type"].replace("; ", ";") for ending in TYPES}
    added = {each.attrib["name"]: each.attrib["value"] for each in server.findall("httpProtocol/customHeaders/add")}
    expected = headers_of("index.html")
    assert added == {name: expected[name] for name in expected if name not in ("Content-Type", "Cache-Control")}
    caches = [each.attrib["cacheControlCustom"] for each in root.iter("clientCache")]
    assert caches == ["no-cache", FOREVER]
    (missing,) = server.findall("httpErrors/error[@statusCode='404']")
    assert missing.attrib["path"].endswith("404.html")
    (listing,) = server.findall("directoryBrowse")
    assert listing.attrib["enabled"] == "false"

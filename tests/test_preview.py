"""The preview over http: what it serves, to whom, what it does with every kind of edit, and how it ends."""

import os
import re
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import CASES
from harness import Site
from preview_process import PreviewProcess, files_below, free_port

from giaoban.headers import COMMON, POLICY
from giaoban.preview.watch import changes
from giaoban.state import sole_build

RECORD = "content/records/quang-tri/2024-q1.md"
PAGE = "giao-ban/tinh/quang-tri/2024-q1.html"


@pytest.fixture
def preview(small_site: Site) -> Iterator[PreviewProcess]:
    with PreviewProcess(small_site) as process:
        yield process


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PreviewProcess]:
    """A preview that many tests share; each leaves the site as it was."""
    site = Site.of_case(CASES / "every-kind-of-page", tmp_path_factory.mktemp("standing") / "site")
    with PreviewProcess(site) as process:
        yield process


@pytest.fixture
def sound(standing: PreviewProcess) -> Iterator[PreviewProcess]:
    """The standing preview, whose site is mended afterwards."""
    before = {file: (standing.site.root / file).read_bytes() for file in files_of(standing.site)}
    yield standing
    for file in set(files_of(standing.site)) - set(before):
        standing.site.delete(file)
    for file, data in before.items():
        standing.site.write(file, data)
    standing.wait_for(lambda: "lỗi" not in standing.page(PAGE) and "370 tin" in standing.page(PAGE))


def files_of(site: Site) -> list[str]:
    folders = (site.root / "content", site.root / "templates")
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    config = [site.root / "site_config.yaml"] if (site.root / "site_config.yaml").exists() else []
    return [file.relative_to(site.root).as_posix() for file in (*files, *config)]


def test_pages_come_with_the_headers_of_a_web_server(standing: PreviewProcess) -> None:
    status, headers, page = standing.ask(f"/{PAGE}")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-cache"
    assert {name: headers[name.lower()] for name in COMMON} == COMMON
    assert POLICY in re.sub(r" 'sha256-[^']+'", "", page)
    assert standing.ask(f"/{PAGE}", If_None_Match=headers["etag"])[0] == 304
    (style,) = re.findall(r'href="([^"]*static/[0-9a-f]{12}/site\.css)"', page)
    status, headers, _ = standing.ask(f"/giao-ban/{style.removeprefix('../../')}")
    assert (status, headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"


def test_it_serves_where_the_archive_will_stand(standing: PreviewProcess) -> None:
    """The site's base_url ends in /giao-ban/: absolute links of the missing page lead where they will lead."""
    assert standing.ask("/")[0:2][1]["location"] == "/giao-ban/"
    assert standing.ask("/giao-ban/tinh")[1]["location"] == "/giao-ban/tinh/"
    assert standing.ask("/giao-ban/tinh/")[2] == standing.page("giao-ban/tinh/index.html")
    for path in ("/giao-ban/khong-co.html", "/giao-ban/a/b/c/", "/khong/co"):
        status, _, page = standing.ask(path)
        assert status == 404
        assert "Địa chỉ này không có trang nào" in page
        assert 'href="/giao-ban/index.html"' in page


def test_nothing_of_the_preview_is_written_to_the_output(standing: PreviewProcess) -> None:
    assert "/_preview/preview.js" in standing.page(PAGE)
    assert not any(b"_preview" in data for path, data in standing.site.pages().items() if path.endswith(".html"))


@pytest.mark.parametrize("host", ["giaoban.example", "127.0.0.1", "127.0.0.1:1", "localhost.example:{port}", ""])
def test_another_host_name_is_turned_away(standing: PreviewProcess, host: str) -> None:
    """What a page elsewhere reaches once it has pointed its own name at this machine (DNS rebinding)."""
    status, _, text = standing.ask(f"/{PAGE}", Host=host.format(port=standing.port))
    assert (status, text) == (421, "421 Misdirected Request\n")


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_its_own_names_are_served(standing: PreviewProcess, host: str) -> None:
    assert standing.ask(f"/{PAGE}", Host=host.format(port=standing.port))[0] == 200


def test_it_listens_to_this_machine_alone(standing: PreviewProcess) -> None:
    own = {address[4][0] for address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in own - {"127.0.0.1"}:
        with pytest.raises(OSError, match=r"refused|timed out"), socket.create_connection((address, standing.port), 1):
            pass


@pytest.mark.parametrize(
    "path",
    [
        *("/../site_config.yaml", "/giao-ban/../../site_config.yaml", "/giao-ban/..%2f..%2fsite_config.yaml"),
        *("/giao-ban/%2e%2e/%2e%2e/site_config.yaml", "/giao-ban//etc/passwd", "/giao-ban/%2fetc/passwd"),
        *(
            "/giao-ban/..\\..\\site_config.yaml",
            "/giao-ban/..%5csite_config.yaml",
            "/giao-ban/%00",
            "/giao-ban/.hidden",
        ),
        *("/giao-ban/link.txt", "/giao-ban/folder/site_config.yaml", "/_preview/server.py", "/_preview/../page.py"),
        *("/giao-ban/" + "x" * 5000, "/_preview/%2e%2e/cli.py"),
    ],
)
def test_no_path_leaves_the_output(standing: PreviewProcess, path: str) -> None:
    output = standing.site.output
    (output / ".hidden").write_text("title:", encoding="utf-8")
    (output / "link.txt").symlink_to(standing.site.root / "site_config.yaml")
    (output / "folder").symlink_to(standing.site.root)
    status, _, text = standing.ask(path)
    for name in (".hidden", "link.txt", "folder"):
        (output / name).unlink()
    assert status == 404
    assert not re.search(r"^title:|^root:|^import ", text, re.MULTILINE)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_only_reads(standing: PreviewProcess, method: str) -> None:
    assert standing.ask(f"/{PAGE}", method)[0] == 405


def test_faults_appear_with_their_line_and_go_when_mended(sound: PreviewProcess) -> None:
    good = sound.site.pages()
    sound.site.replace(RECORD, "quarter: I/2024", "quarter: VI/2024")
    sound.wait_for(lambda: "không có quý VI" in sound.page(PAGE))
    page = sound.page(PAGE)
    assert '<p class="error">content/records/quang-tri/2024-q1.md:5:10: lỗi[quarter-unknown]' in page
    assert "<pre>    5 | quarter: VI/2024\n      |          ^^" in page
    assert "370 tin" in page
    assert sound.site.pages() == good
    assert "không có quý VI" in sound.page("giao-ban/index.html")
    sound.site.replace(RECORD, "quarter: VI/2024", "quarter: I/2024")
    sound.wait_for(lambda: "không có quý VI" not in sound.page(PAGE))
    assert "370 tin" in sound.page(PAGE)


BROKEN: dict[str, tuple[Callable[[Site], None], str]] = {
    "a template": (lambda site: site.write("templates/record.html", "{% if %}"), "templates/record.html:1:1: lỗi"),
    "a name in a template": (lambda site: site.write("templates/record.html", "{{ page.x }}"), "record.html:1:1: lỗi"),
    "the configuration": (lambda site: site.write("site_config.yaml", "title: ["), "site_config.yaml:1:"),
    "no configuration": (lambda site: site.delete("site_config.yaml"), "site_config.yaml: lỗi[file-missing]"),
    "an article": (lambda site: site.write("content/pages/gioi-thieu.md", "x"), "content/pages/gioi-thieu.md:1:1: lỗi"),
    "a locale": (lambda site: site.write("templates/locales/vi.yaml", "a: b"), "templates/locales/vi.yaml: lỗi"),
    "the folder of records": (lambda site: (site.root / "content").rename(site.root / "x"), "provinces.yaml: lỗi"),
    "a script in a name": (
        lambda site: site.replace(RECORD, "kind: giao-ban", "kind: <script>alert(1)</script>"),
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ),
}


@pytest.mark.parametrize(("spoil", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_the_last_good_page_stays_whatever_breaks(
    sound: PreviewProcess, tmp_path: Path, spoil: Callable[[Site], None], message: str
) -> None:
    good = sound.site.pages()
    spoil(sound.site)
    sound.wait_for(lambda: message in sound.page(PAGE))
    assert "370 tin" in sound.page(PAGE)
    assert "<script>alert" not in sound.page(PAGE)
    assert sound.site.pages() == good


def test_folders_that_are_put_aside_and_back(sound: PreviewProcess) -> None:
    content, aside = sound.site.root / "content", sound.site.root / "aside"
    content.rename(aside)
    sound.wait_for(lambda: "provinces.yaml: lỗi" in sound.page(PAGE))
    aside.rename(content)
    sound.wait_for(lambda: "lỗi" not in sound.page(PAGE))
    sound.site.replace(RECORD, "**370 tin**", "**371 tin**")
    sound.wait_for(lambda: "371 tin" in sound.page(PAGE))


def test_a_folder_that_is_renamed(sound: PreviewProcess) -> None:
    folder = sound.site.root / "content/records"
    (folder / "quang-binh").rename(folder / "hue" / "quang-binh")
    sound.wait_for(lambda: "lỗi[file-place]" in sound.page(PAGE))
    (folder / "hue" / "quang-binh").rename(folder / "quang-binh")
    sound.wait_for(lambda: "lỗi[file-place]" not in sound.page(PAGE))


def test_new_templates_of_the_site_are_watched(sound: PreviewProcess) -> None:
    sound.site.write("templates/not_found.html", '{% extends "base.html" %}{% block main %}Không thấy gì{% endblock %}')
    sound.wait_for(lambda: "Không thấy gì" in sound.page("giao-ban/404.html"))
    sound.site.delete("templates/not_found.html")
    sound.wait_for(lambda: "Không thấy gì" not in sound.page("giao-ban/404.html"))


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_line_endings(sound: PreviewProcess, newline: str) -> None:
    text = sound.site.read(RECORD).replace("**370 tin**", "**371 tin**")
    sound.site.write(RECORD, text.replace("\n", newline))
    sound.wait_for(lambda: "371 tin" in sound.page(PAGE))


def test_a_site_that_never_was_sound_shows_its_faults(small_site: Site) -> None:
    small_site.replace(RECORD, "quarter: I/2024", "quarter: VI/2024")
    with PreviewProcess(small_site) as preview:
        status, headers, page = preview.ask("/")
        assert status == 404
        assert "không có quý VI" in page
        assert headers["content-security-policy"] == COMMON["Content-Security-Policy"]
        small_site.replace(RECORD, "quarter: VI/2024", "quarter: I/2024")
        preview.wait_for(lambda: preview.ask(f"/{PAGE}")[0] == 200)


def test_polling_sees_changes_too(small_site: Site) -> None:
    with PreviewProcess(small_site, "--poll") as preview:
        small_site.replace(RECORD, "**370 tin**", "**371 tin**")
        preview.wait_for(lambda: "371 tin" in preview.page(PAGE))


def test_edits_during_a_build_are_not_missed(small_site: Site) -> None:
    """Whoever is told of a change is slow, as a large build is; the edits meanwhile are told next."""
    ticks = changes(small_site.root.resolve(), polling=False)
    assert next(ticks)
    for file in (RECORD, "site_config.yaml", "content/records/hue/2024-q1.md"):
        small_site.write(file, small_site.read(file) + "\n")
        assert any(next(ticks) for _ in range(20))
    small_site.write(RECORD, small_site.read(RECORD) + "\n")
    time.sleep(1)
    assert next(ticks)
    assert not any(next(ticks) for _ in range(3))
    ticks.close()


def test_a_taken_port_falls_to_the_next(small_site: Site) -> None:
    port = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with PreviewProcess(small_site, port=port) as preview:
            assert preview.port > port
            assert f"Cổng {port} đang có chương trình khác dùng: chuyển sang cổng {preview.port}." in preview.lines


def test_a_build_at_the_same_time_is_waited_for(sound: PreviewProcess) -> None:
    with sole_build(sound.site.root / ".build"):
        sound.site.replace(RECORD, "**370 tin**", "**371 tin**")
        time.sleep(1)
        assert "370 tin" in sound.page(PAGE)
    sound.wait_for(lambda: "371 tin" in sound.page(PAGE))


def children_of(process: int) -> list[str]:
    return [
        line for task in Path(f"/proc/{process}/task").iterdir() for line in (task / "children").read_text().split()
    ]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_leaves_nothing_behind(preview: PreviewProcess, how: signal.Signals) -> None:
    waiting = threading.Thread(target=ask_for_changes, args=(preview,))
    waiting.start()
    time.sleep(0.3)
    began = time.monotonic()
    assert preview.interrupt(how) == 130
    assert time.monotonic() - began < 5
    waiting.join()
    assert not any("Traceback" in line for line in preview.lines)
    leftover = set(files_below(preview.site.root / ".build")) - {
        "state.sqlite",
        "lock.sqlite",
        "search.sqlite",
        "sight.msgpack",
    }
    assert {file for file in leftover if not file.startswith(("media", "search"))} == set()
    assert [path for path in files_below(preview.site.root) if path.endswith(".part")] == []
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.1", preview.port), 1):
        pass


def ask_for_changes(preview: PreviewProcess) -> None:
    (version,) = re.findall(r'data-version="(\d+)"', preview.page(PAGE))
    assert preview.ask(f"/_preview/wait.js?since={version}")[2] == ""


def test_ctrl_c_in_the_middle_of_a_build_leaves_the_output_whole(small_site: Site) -> None:
    """Either all pages are there or none: a commit that has begun is finished first."""
    for moment in (0.7, 1.0, 1.3, 1.6, 2.0):
        process = PreviewProcess(small_site)
        time.sleep(moment)
        code = process.interrupt()
        process.__exit__()
        assert code in (130, -signal.SIGINT), "\n".join(process.lines)
        assert not any("giaoban" in line for line in process.lines), "\n".join(process.lines)
        assert not small_site.output.exists() or (small_site.output / "index.html").exists()
        assert not (small_site.root / ".build" / "stage").exists()
        assert children_gone(process)
    assert small_site.build().code == 0


def children_gone(process: PreviewProcess) -> bool:
    """Its session holds nobody any more."""
    try:
        os.killpg(process.process.pid, 0)
    except ProcessLookupError:
        return True
    return False

"""Content is data: whatever is written in it, nothing runs, and nothing outside the site is read or written.

SECURITY.md lists the threats, each with the tests that hold it.
"""

import base64
import csv
import hashlib
import html
import io
import json
import os
import re
import shutil
import sqlite3
import time
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from conftest import CASES, copy_of_own
from harness import Site
from hostile import LINKS, MARKDOWN, SCRIPTS, TEXTS, WEB_ADDRESSES, hostile_site
from PIL import Image, PngImagePlugin
from reading import Page, targets

from giaoban.body import BodyConverter
from giaoban.enclosures import DOCUMENTS, PICTURES
from giaoban.headers import POLICY
from giaoban.theme import make_environment

RECORD = "content/records/quang-tri/2024-q1.md"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose every text is an attack, built: for content is data, and no text is refused for its words."""
    site = Site(tmp_path_factory.mktemp("hostile") / "site")
    hostile_site(site)
    run = site.build()
    assert run.code == 0, run.stderr
    return site


def pages_of(site: Site, *suffixes: str) -> Iterator[tuple[str, str]]:
    for path in site.paths():
        if path.endswith(suffixes):
            yield path, site.page(path)


# What browsers run


def test_no_text_becomes_markup(hostile: Site) -> None:
    """No script but our own, no handler, no style, no frame; what was typed stands there as it was typed."""
    paths = set(hostile.paths())
    for path, text in pages_of(hostile, ".html"):
        assert Page(text).inline == [], path
        scripts = [each for each in re.findall(r"<script\b([^>]*)>", text) if "application/ld+json" not in each]
        sources = [re.fullmatch(r' defer src="([^"?]+)(?:\?v=[0-9a-f]+)?"', each) for each in scripts]
        for source in sources:
            assert source, (path, scripts)
            link = source[1].removeprefix("/giao-ban/")
            assert next(targets("index.html" if path == "404.html" else path, [link]))[1] in paths, (path, link)
    assert re.findall(r"<(?:iframe|object|embed|base|style|math|video|audio|frame|applet)\b", text, re.I) == [], path
    record = html.unescape(hostile.page("tinh/quang-tri/x-0.html"))
    assert record.count(TEXTS[0]) > 30


@pytest.mark.parametrize("text", [*MARKDOWN, *SCRIPTS])
def test_markdown_gives_only_harmless_markup(text: str) -> None:
    """Also where a fault stops the build: what is converted is safe by itself."""
    body, _ = BodyConverter().convert("content/pages/x.md", tuple(text.split("\n")), text, 1)
    allowed = r"</?(?:p|h2|ul|ol|li|blockquote|pre|hr|br|em|strong|code)(?: id=\"[a-z0-9-]+\")?>"
    rest = re.sub(allowed, "", body.html)
    links = re.findall(r'<a(?: href="([^"]*)")?(?: title="[^"]*")?>', rest)
    assert all(re.match(r"(?:https?://|mailto:)", html.unescape(href)) for href in links if href)
    assert not re.search(r"<(?!/?a\b)", rest)


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_could_run_or_leave_is_reported(small_site: Site, link: str) -> None:
    small_site.write("content/pages/gioi-thieu.md", f"---\ntitle: x\n---\n[x]({link.replace(' ', '')})\n")
    run = small_site.run("check", "--format", "json")
    codes = {each["code"] for each in json.loads(run.stdout)["problems"]}
    assert codes & {"link-unsafe", "link-not-md", "link-broken", "character-invisible", "control-character"}, codes


@pytest.mark.parametrize("address", WEB_ADDRESSES)
def test_an_address_of_the_web_is_http_with_a_host(small_site: Site, address: str) -> None:
    small_site.write(
        RECORD,
        small_site.read(RECORD).replace("---\n", f"---\nvideos: {{caption: x, url: {json.dumps(address)}}}\n", 1),
    )
    run = small_site.run("check", "--format", "json")
    faults = [each for each in json.loads(run.stdout)["problems"] if each["line"] == 2]
    assert {each["severity"] for each in faults} == {"error"}
    small_site.replace(
        "site_config.yaml", "base_url: https://luutru.example.vn/giao-ban", f"base_url: {json.dumps(address)}"
    )
    assert "site_config.yaml:4:" in small_site.run("check").stderr


def test_every_page_carries_the_policy(hostile: Site) -> None:
    for path, text in pages_of(hostile, ".html"):
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
        data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        hashes = [f" 'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in data]
        assert policy.replace("".join(hashes), "") == POLICY, path
        assert text.index("Content-Security-Policy") < text.index("<title"), path
    for forbidden in ("unsafe", "*", "http:", "https:", "data:", "blob:"):
        assert forbidden not in POLICY


def test_machines_read_what_was_written(hostile: Site) -> None:
    """JSON-LD, JSON and XML keep their shape; no text ends its element, and no line break begins a header."""
    for path, text in pages_of(hostile, ".html"):
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
            assert "<" not in data, path
            json.loads(data)
    titles = {
        entry.text for entry in ET.fromstring(hostile.page("feed.xml")).iter("{http://www.w3.org/2005/Atom}title")
    }
    assert any(each and "<script>" in each for each in titles)
    for path, text in pages_of(hostile, ".xml"):
        root = ET.fromstring(text)
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text), path
        for element in root.iter():
            assert element.tag.split("}")[-1] not in ("script", "img", "svg"), path
    for _, text in pages_of(hostile, ".json"):
        json.loads(text)


def test_every_link_of_the_hostile_site_stays_inside(hostile: Site) -> None:
    paths = set(hostile.paths())
    for path, text in pages_of(hostile, ".html"):
        links = (
            [link.removeprefix("/giao-ban/") for link in Page(text).links] if path == "404.html" else Page(text).links
        )
        for link, target, _ in targets(path, links):
            assert target in paths or f"{target}/index.html" in paths, (path, link)


# What templates could do


READS = (
    "{% include '/etc/passwd' %}",
    "{% include '../../site_config.yaml' %}",
    "{% import 'os' as os %}",
    "{% extends '/etc/passwd' %}",
    "{{ page.__class__ }}",
    "{{ page['__class__'] }}",
    "{{ page['__cl' ~ 'ass__'] }}",
    "{{ page|attr('__class__') }}",
    "{{ [page]|map(attribute='__class__')|first ~ '' }}",
    "{{ [page]|map(attribute='title.__class__')|first ~ '' }}",
    "{{ [page]|selectattr('__class__')|list }}",
    "{{ [page]|sum(attribute='__class__') }}",
    "{{ page.title.format }}",
    "{{ page.title['format_map'](page) }}",
    "{{ self._TemplateReference__context }}",
    "{{ namespace.__init__.__globals__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{{ cycler.__init__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ ''.join.__self__ }}",
    "{{ (1).__class__.mro() }}",
)


@pytest.mark.parametrize("template", READS)
def test_no_template_reads_the_disk(small_site: Site, template: str) -> None:
    """Nor does one reach the program behind a value, and through it the disk."""
    small_site.write("templates/article.html", template)
    run = small_site.build()
    assert run.code == 1
    assert re.search(r"^\S+: lỗi\[template-(?:broken|missing)\]", run.stderr, re.MULTILINE), run.stderr
    assert "root:" not in run.stderr


class Holder:
    secret = "SECRET"

    def __str__(self) -> str:
        return "<b>"


def test_a_text_of_a_template_is_filled_with_texts_alone() -> None:
    environment = make_environment({"x": "{{ '{x.secret}'.format(x=page) }}", "y": "{{ '{0} {1}'.format(page, 5) }}"})
    with pytest.raises(AttributeError, match="secret"):
        environment.get_template("x").render(page=Holder())
    assert environment.get_template("y").render(page=Holder()) == "&lt;b&gt; 5"


def test_content_is_never_a_template(hostile: Site) -> None:
    text = "".join(text for _, text in pages_of(hostile, ".html"))
    assert "{{ 7*7 }}" in html.unescape(text)
    assert "49" not in html.unescape(hostile.page("tinh/quang-tri/x-44.html")).split("{{ 7*7 }}")[1][:20]


# What leaves the site


def link_out(place: str) -> Callable[[Site, Path], None]:
    """Puts a link to a file or folder outside where the site has one of its own."""

    def spoil(site: Site, outside: Path) -> None:
        target = site.root / place
        secret = outside / Path(place).name
        if target.is_dir():
            shutil.move(target, secret)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            secret.write_bytes(target.read_bytes() if target.exists() else b"SECRET")
            target.unlink(missing_ok=True)
        target.symlink_to(secret)

    return spoil


LINKED = (
    *("site_config.yaml", "content", "content/provinces.yaml", "content/indicators.yaml", "content/pages"),
    *("content/records", "content/records/quang-tri", RECORD, "content/pages/gioi-thieu.md", "templates"),
    *("templates/static/them.txt", "templates/record.html", "templates/locales/vi.yaml", "content/media/quang-tri"),
    *("content/media/quang-tri/hoi-nghi.jpg", "content/media/quang-tri/bien-ban.pdf", "output", ".build"),
)


@pytest.mark.parametrize("place", LINKED)
def test_no_link_leads_out_of_the_site(tmp_path: Path, place: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    site = Site.of_case(CASES / "photos-and-attachments", tmp_path / "site")
    site.write("content/pages/gioi-thieu.md", "---\ntitle: x\n---\n")
    for folder in ("templates", "output", ".build"):
        (site.root / folder).mkdir(exist_ok=True)
    link_out(place)(site, outside)
    before = contents(outside)
    run = site.build()
    assert run.code == 1, run.stdout
    assert "symlink-outside" in run.stderr or "liên kết dẫn ra ngoài" in run.stderr
    assert contents(outside) == before
    assert not list(site.output.rglob("*"))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("place", ["tinh", "state.sqlite"])
def test_nothing_is_written_through_a_link(small_site: Site, tmp_path: Path, place: str) -> None:
    """Where a page or the state would be written, somebody put a link to elsewhere."""
    assert small_site.build().code == 0
    target = small_site.output / place if place == "tinh" else small_site.root / ".build" / place
    outside = tmp_path / "outside"
    shutil.move(target, outside)
    target.symlink_to(outside)
    before = contents(outside) if outside.is_dir() else outside.read_bytes()
    small_site.replace(RECORD, "**370 tin**", "**371 tin**")
    run = small_site.build()
    assert (run.code, "liên kết dẫn ra ngoài" in run.stderr) == (1, True)
    assert (contents(outside) if outside.is_dir() else outside.read_bytes()) == before


def test_a_ledger_that_owns_files_elsewhere_removes_none(small_site: Site, tmp_path: Path) -> None:
    assert small_site.build().code == 0
    precious = tmp_path / "quý.txt"
    precious.write_text("quý", encoding="utf-8")
    with sqlite3.connect(small_site.root / ".build" / "state.sqlite") as state:
        for path in ("../../quý.txt", str(precious)):
            state.execute("INSERT INTO written VALUES (?,?,?,?,?,?)", (str(small_site.output), path, "x", "x", 1, 1))
    state.close()
    small_site.build()
    assert precious.read_text(encoding="utf-8") == "quý"


SLUGS = {
    "site_config.yaml": ("slug: giao-ban,", "slug: {},"),
    "content/indicators.yaml": ("slug: tin-trao-doi", "slug: {}"),
    "content/provinces.yaml": ("slug: quang-binh", "slug: {}"),
}


@pytest.mark.parametrize("slug", ["../../lac", "/lac", "..", "a/b", "a\\b", "C:x", "A", "ấ", "a b", "a.html", "%2e%2e"])
@pytest.mark.parametrize("file", SLUGS)
def test_no_slug_leads_out_of_the_output(small_site: Site, tmp_path: Path, file: str, slug: str) -> None:
    old, new = SLUGS[file]
    text = small_site.read(file)
    small_site.write(file, text.replace(old, new.format(json.dumps(slug)), 1))
    run = small_site.build()
    assert run.code == 1
    assert "lỗi[slug-unusable]" in run.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


@pytest.mark.parametrize(
    "file",
    [
        *("../../../etc/passwd", "/etc/passwd", "..", ".", "quang-tri/../../provinces.yaml", "a\\b.jpg", "C:x.jpg"),
        *("quang-tri/.an.jpg", "x.svg", "x.html", "x.htm", "x.js", "x.xhtml", "x.svgz", "x.hta", "x.exe", "x.jpg.html"),
        *("x.xml", "x.mht", "x.swf", "x.php", "con.jpg\n", "x.JPG", "x.pdf ", "x.pdf%00.jpg", "http://x.vn/a.jpg"),
    ],
)
@pytest.mark.parametrize("field", ["photos: {caption: x, file: §}", "attachments: {title: x, file: §}"])
def test_no_file_is_enclosed_that_a_browser_would_run(small_site: Site, field: str, file: str) -> None:
    line = field.replace("§", json.dumps(file))
    small_site.write("content/media/x.html", "<script>alert(1)</script>")
    small_site.write(RECORD, small_site.read(RECORD).replace("---\n", f"---\n{line}\n", 1))
    run = small_site.build()
    assert run.code == 1
    assert re.search(
        rf"^{RECORD}:2:\d+: lỗi\[(?:media-name|media-missing|photo-kind|attachment-kind|control-)",
        run.stderr,
        re.MULTILINE,
    )
    assert not {"svg", "svgz", "html", "htm", "xhtml", "xml", "js", "mht"} & {*PICTURES, *DOCUMENTS}


# What fills the memory


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


BOMBS = {
    "YAML aliases": lambda site: site.write(RECORD, f"---\n{bomb(9)}\n---\n"),
    "YAML aliases in the configuration": lambda site: site.write("site_config.yaml", bomb(9)),
    "YAML merge keys": lambda site: site.write(RECORD, "---\na: &a {b: c}\nd: {<<: *a}\n---\n"),
    "YAML tags": lambda site: site.write(RECORD, "---\ntitle: !!python/object/apply:os.system [id]\n---\n"),
    "YAML depth": lambda site: site.write(RECORD, "---\na: " + "[" * 9000 + "\n---\n"),
    "brackets": lambda site: large(site, "[" * 300_000),
    "backticks": lambda site: large(site, " ".join("`" * n for n in range(1, 900))),
    "comments": lambda site: large(site, "<!--" * 100_000),
    "quotations": lambda site: large(site, ">" * 100_000 + " x"),
    "digits": lambda site: site.replace(RECORD, "quarter: I/2024", "quarter: " + "9" * 15_000),
}


def large(site: Site, body: str) -> None:
    site.write("site_config.yaml", site.read("site_config.yaml").replace("file_size: 20.000", "file_size: 1.000.000"))
    site.write(RECORD, site.read(RECORD) + "\n" + body + "\n")


@pytest.mark.parametrize("spoil", BOMBS.values(), ids=BOMBS.keys())
def test_a_small_file_does_not_keep_the_program_busy(small_site: Site, spoil: Callable[[Site], None]) -> None:
    spoil(small_site)
    before = time.process_time()
    run = small_site.run("check", "--jobs", "1")
    assert run.code in (0, 1), run.stderr
    assert "Traceback" not in run.stderr
    assert time.process_time() - before < 30


def png_bomb() -> bytes:
    """A picture of 400 million pixels in half a megabyte."""
    data = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(data, "PNG")
    return data.getvalue()


def png_with_long_text() -> bytes:
    """A picture whose remarks unpack to 200 megabytes."""
    remarks = PngImagePlugin.PngInfo()
    remarks.add_text("x", "y" * 200_000_000, zip=True)
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, "PNG", pnginfo=remarks)
    return data.getvalue()


@pytest.mark.parametrize(("make", "code"), [(png_bomb, "photo-too-large"), (png_with_long_text, "photo-broken")])
def test_a_picture_does_not_fill_the_memory(small_site: Site, make: Callable[[], bytes], code: str) -> None:
    small_site.write("content/media/bom.png", make())
    small_site.write(RECORD, small_site.read(RECORD).replace("---\n", "---\nphotos: {caption: x, file: bom.png}\n", 1))
    run = small_site.build()
    assert (run.code, f"lỗi[{code}]" in run.stderr) == (1, True), run.stderr


def test_an_archive_file_is_never_unpacked(small_site: Site) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("../../lac.txt", b"\0" * 50_000_000)
    small_site.write("content/media/bom.zip", packed.getvalue())
    small_site.write(
        RECORD, small_site.read(RECORD).replace("---\n", "---\nattachments: {title: x, file: bom.zip}\n", 1)
    )
    assert small_site.build().code == 0
    assert small_site.pages()["media/bom.zip"] == packed.getvalue()
    assert sum(map(len, small_site.pages().values())) < 20_000_000


# What spreadsheets run


def test_no_cell_of_a_download_is_a_formula(hostile: Site) -> None:
    found = set()
    for path in hostile.paths():
        if path.endswith(".csv"):
            rows = list(csv.reader(io.StringIO((hostile.output / path).read_text("utf-8-sig"), newline="")))
            for cell in (cell for row in rows for cell in row):
                assert not re.search(r"\A[=+@\t\r\n]|\A-(?!\d+(?:\.\d+)?\Z)|[;\t\r\n][=+\-@]", cell), (path, cell)
                found.add(cell)
        elif path.endswith(".xlsx"):
            for sheet in openpyxl.load_workbook(hostile.output / path).worksheets:
                for row in sheet.iter_rows():
                    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row), path
    assert any(cell.startswith("'=cmd") for cell in found)


# What tells of the editor's machine


def test_no_secret_and_no_path_of_the_machine_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built in a telling folder, by a telling user, with a telling environment; packed files are unpacked first."""
    telling = "tkcanbo7391"
    monkeypatch.setenv("USER", telling)
    monkeypatch.setenv("GIAOBAN_TOKEN", f"mật-khẩu-{telling}")
    site = copy_of_own(tmp_path / telling / "site")
    photos = CASES / "photos-and-attachments" / "site"
    for file in photos.rglob("*"):
        if file.is_file():
            site.write(file.relative_to(photos).as_posix(), file.read_bytes())
    assert site.build().code == 0
    bag = tmp_path / "bag"
    assert site.run("bag", str(bag)).code == 0
    words = [telling.encode(), str(tmp_path).encode(), str(Path.home()).encode() + b"/", os.uname().nodename.encode()]
    kinds = set()
    for folder in (site.output, bag):
        for file in folder.rglob("*"):
            if file.is_file():
                kinds.add(file.suffix)
                for data in unpacked(file):
                    assert [word for word in words if len(word) > 5 and word in data] == [], file
    assert {".html", ".xlsx", ".sqlite", ".jpg", ".webp", ".json", ".md", ".js"} <= kinds


def unpacked(file: Path) -> Iterator[bytes]:
    yield file.read_bytes()
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as packed:
            for name in packed.namelist():
                yield name.encode() + packed.read(name)


@pytest.mark.parametrize("text", ["\\e[2J\\e]0;x\\a", "\\x9b31m", "\\u202etxt", "\\u2066x"])
def test_a_report_sends_nothing_to_the_terminal_but_text(small_site: Site, text: str) -> None:
    for key in ("title", "kind", "province", "quarter", "chair", "topics"):
        small_site.write(
            f"content/records/quang-tri/{key}.md", f'---\n{key}: "{text}"\n"{text}": x\n---\n[x]({text})\n'
        )
    run = small_site.run("check")
    assert run.code == 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", run.stderr)

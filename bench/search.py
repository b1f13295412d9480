"""Measures the search on N records: `python bench/search.py N [--site DIR] [--queries Q]`.

Indexing, one edit, the size of the index; then in Chromium, over http with compression: what is loaded and how long it
takes until a cold page shows results, and how long warm queries take. Record pages are not rendered.
Five records of the site are edited.
"""

import argparse
import functools
import gzip
import http.server
import random
import re
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from corpus import PROJECT, write_site
from selenium import webdriver

sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from chromium import chromium  # noqa: E402

from giaoban import disk, pipeline  # noqa: E402
from giaoban.pipeline import Request, read_site  # noqa: E402
from giaoban.plan_search import plan_search  # noqa: E402
from giaoban.render import Renderer, order_of  # noqa: E402
from giaoban.search.indexing import Indexed  # noqa: E402
from giaoban.search.store import SearchStore  # noqa: E402
from giaoban.state import State  # noqa: E402

FIND = """
const done = arguments[1], typed = arguments[0], began = performance.now();
const query = giaoban.readQuery(typed, window.aliases);
(async function () {
  const found = await giaoban.find(window.index, query);
  const ranked = await giaoban.rank(window.index, query, found, found.bits, "khop");
  const numbers = await giaoban.confirm(window.index, query, ranked, "khop");
  await window.index.rows(Array.from(numbers.subarray(0, 10)));
  done([performance.now() - began, numbers.length]);
})();
"""
OPEN = """
const data = document.getElementById("search").dataset, size = { version: data.version };
for (const name of ["records", "places", "files", "rows"]) size[name] = Number(data[name]);
window.index = giaoban.openIndex(size);
window.aliases = giaoban.readAliases(giaoban.vocabulary.aliases);
"""
LOADED = """
const shown = performance.getEntriesByName("giaoban-results")[0];
if (!shown) return null;
const before = performance.getEntriesByType("resource").filter((entry) => entry.startTime < shown.startTime);
return [shown.startTime, before.reduce((sum, entry) => sum + entry.transferSize, 0), before.length];
"""


class Compressed(http.server.SimpleHTTPRequestHandler):
    """Serves files with gzip, as a web server does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        data = packed(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass


@functools.lru_cache(None)
def packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6)


class Bench:
    """A site whose records are parsed."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.request = Request(site, site / "output", 2)
        self.inputs = disk.read_inputs(site)
        found, problems = read_site(self.inputs)
        if found is None:
            raise SystemExit(str(problems))
        self.parts = found
        self.state = State(site / ".build" / "state.sqlite")

    def parse(self) -> None:
        self.inputs = disk.read_inputs(self.site)
        self.known = pipeline.parse_records(self.request, self.inputs, self.parts.vocabulary, self.state, quiet)

    def index(self) -> tuple[float, Indexed]:
        started = time.perf_counter()
        indexed = pipeline.index_search(self.request, self.known, self.parts.vocabulary, self.state, quiet)
        return time.perf_counter() - started, indexed

    def render(self, indexed: Indexed, folder: Path) -> None:
        """The pages of the search alone, and the assets."""
        renderer = Renderer(self.parts.templates, self.parts.edition)
        with closing(SearchStore(self.site / pipeline.SEARCH_STORE)) as store:
            for page in plan_search(indexed.records, indexed.layout, indexed.digests):
                disk.stage_page(folder, page.path, renderer.render(order_of(page), self.state.record, store.text))
        pipeline.stage_assets(pipeline.plan_assets(self.parts.edition, self.inputs.templates), self.inputs, folder)


def quiet(*_: object) -> None:
    pass


def edit(site: Path, records: list[Path], number: int) -> Path:
    file = records[number * len(records) // 7]
    file.write_text(file.read_text("utf-8") + f"\nĐoạn thêm lần {number} về đường băng dã chiến.\n", "utf-8")
    return file


def queries(records: list[Path], count: int) -> list[str]:
    """Words and phrases of random records, half of them without marks."""
    chance = random.Random(5)
    found = []
    while len(found) < count:
        text = chance.choice(records).read_text("utf-8").split("\n---\n", 1)[1]
        line = chance.choice([each for each in text.split("\n") if len(each) > 80])
        words = re.findall(r"[^\W\d_]+", line.split("**")[0])
        length = chance.randint(1, 4)
        start = chance.randint(0, max(0, len(words) - length))
        found.append(" ".join(words[start : start + length] if chance.random() < 0.5 else chance.sample(words, length)))
    return found


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressed, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def cold(browser: webdriver.Chrome, address: str, asked: list[str]) -> Iterator[tuple[float, int, int]]:
    """For each query on a page with nothing cached: milliseconds, bytes and files until the first results."""
    browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    for query in asked:
        for _ in range(2):
            browser.get("about:blank")
            browser.get(f"{address}tim-kiem.html?q={query}")
            while (found := browser.execute_script(LOADED)) is None:
                time.sleep(0.05)
        yield found


def browse(folder: Path, asked: list[str]) -> None:
    with served(folder) as address, tempfile.TemporaryDirectory() as profile, chromium(Path(profile)) as browser:
        first = list(cold(browser, address, asked[:15]))
        browser.execute_script(OPEN)
        for query in asked:
            browser.execute_async_script(FIND, query)
        warm = [browser.execute_async_script(FIND, query)[0] for query in asked]
    times = sorted(each[0] for each in first)
    print(f"| first results on a cold page, median and worst | {statistics.median(times):.0f} ms, {times[-1]:.0f} ms |")
    sizes = sorted(each[1] for each in first)
    print(
        f"| loaded before them, median and most | {statistics.median(sizes) / 1e3:.0f} kB, {sizes[-1] / 1e3:.0f} kB |"
    )
    print(f"| files loaded before them, most | {max(each[2] for each in first)} |")
    warm.sort()
    print(f"| warm query, median and 95 % | {warm[len(warm) // 2]:.1f} ms, {warm[len(warm) * 95 // 100]:.1f} ms |")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", type=int)
    options.add_argument("--site", type=Path)
    options.add_argument("--queries", type=int, default=200)
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = arguments.site or Path(folder) / "site"
        if not arguments.site:
            write_site(arguments.count, site)
        bench = Bench(site)
        started = time.perf_counter()
        bench.parse()
        parsed = time.perf_counter() - started
        (site / pipeline.SEARCH_STORE).unlink(missing_ok=True)
        full, indexed = bench.index()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        records = sorted((site / "content" / "records").rglob("*.md"))
        edits = []
        for number in range(5):
            edit(site, records, number)
            bench.parse()
            seconds, indexed = bench.index()
            edits.append(seconds)
        output = Path(folder) / "output"
        bench.render(indexed, output)
        sizes = [file.stat().st_size for file in (output / "tim-kiem").rglob("*.js")]
        print(f"{indexed.records} records; {indexed.layout}")
        print("| what | measured |\n|---|---|")
        print(f"| parsing | {parsed:.1f} s |\n| full index | {full:.1f} s, peak {memory:.0f} MB |")
        print(f"| one record edited, median | {statistics.median(edits):.2f} s |")
        print(f"| index on disk | {sum(sizes) / 1e6:.1f} MB in {len(sizes)} files, largest {max(sizes) / 1e3:.0f} kB |")
        browse(output, queries(records, arguments.queries))


if __name__ == "__main__":
    main()

"""Measures and checks the search on N records: `python bench/search.py N [--queries Q] [--folder DIR]`.

The records are those of bench/records.py. Measured: indexing all, indexing one that changed, the size of the index;
then in Chromium, over http with compression: what is loaded and how long it takes until a cold page shows results, how
long warm queries take, and for how long the page is busy at a stretch. Checked: every record that holds all the words
of a query is found, and of phrases the first result holds the phrase itself.
"""

import argparse
import functools
import gc
import gzip
import http.server
import random
import re
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
from selenium import webdriver

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from chromium import chromium  # noqa: E402
from search_site import own_vocabulary  # noqa: E402

from bench.archive import Archive  # noqa: E402
from bench.records import records  # noqa: E402
from giaoban.addresses import RECORDS  # noqa: E402
from giaoban.records import Record  # noqa: E402
from giaoban.search.texts import record_texts  # noqa: E402
from giaoban.vietnamese import fold  # noqa: E402
from giaoban.views.record_data import record_document  # noqa: E402
from giaoban.vocabulary import Vocabulary  # noqa: E402

WORD = re.compile(r"[^\W\d_]+|[0-9]+(?:[.,/:–-][0-9]+)*")
FIND = """
const done = arguments[1], typed = arguments[0], began = performance.now();
const query = giaoban.readQuery(typed, window.aliases);
(async function () {
  const found = await giaoban.find(window.index, query);
  const ranked = await giaoban.rank(window.index, query, found, found.bits, "khop");
  const { numbers: first, further } = await giaoban.confirm(window.index, query, found, ranked, "khop");
  const numbers = (further && await further()) || first;
  await window.index.rows(Array.from(numbers.subarray(0, 10)));
  done([performance.now() - began, Array.from(numbers)]);
})();
"""
OPEN = """
const data = document.getElementById("search").dataset, size = { listing: data.listing };
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
WATCH = """
window.busy = [0];
new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.busy.push(entry.duration)))
  .observe({ type: "longtask", buffered: true });
"""
TYPE = """
const [text, done] = arguments, box = document.getElementById("query");
box.value = text;
box.dispatchEvent(new Event("input"));
setTimeout(done, 700);
"""


class Compressed(http.server.SimpleHTTPRequestHandler):
    """Serves files with gzip, as a web server does."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def __init__(self, *arguments: Any, archive: Archive, **options: Any) -> None:
        self.archive = archive
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.is_file():
            data = packed(file)
        elif self.path.startswith("/tinh/") and file.suffix == ".json":
            data = packed_record(self.archive, self.path[6:-5])
        else:
            self.send_error(404)
            return
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


@functools.lru_cache(None)
def packed_record(archive: Archive, identity: str) -> bytes:
    """The record as the build would have written it."""
    with closing(archive.opened()) as state:
        document = record_document(state.record(f"{RECORDS}{identity}.md"), "")
    return gzip.compress(msgspec.json.Encoder(decimal_format="number").encode(document), 6)


@contextmanager
def served(archive: Archive) -> Iterator[str]:
    handler = functools.partial(Compressed, directory=str(archive.output), archive=archive)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def lines_of(record: Record, vocabulary: Vocabulary) -> list[list[str]]:
    """The words of each line that may be quoted from a record, cut as plainly as can be."""
    texts = record_texts(record, vocabulary)
    return [WORD.findall(line.lower()) for line in (*texts.head, *texts.shown)]


class Query(msgspec.Struct):
    """What is typed, and the numbers of the records that hold its words, and of those that hold it as a phrase."""

    words: list[str]
    phrase: bool
    toned: bool
    holding: set[int] = msgspec.field(default_factory=set)
    saying: set[int] = msgspec.field(default_factory=set)

    @property
    def typed(self) -> str:
        text = " ".join(self.words)
        return text if self.toned else fold(text)


def make_queries(chosen: list[Record], vocabulary: Vocabulary, chance: random.Random) -> list[Query]:
    """One query from the words of each record: half of them phrases, half without marks."""
    made = []
    for record in chosen:
        line = chance.choice([line for line in lines_of(record, vocabulary) if len(line) > 8])
        phrase, length = chance.random() < 0.5, chance.randint(1, 5)
        start = chance.randint(0, len(line) - length)
        words = line[start : start + length] if phrase else chance.sample(line, length)
        made.append(Query(words, phrase and length > 1, chance.random() < 0.5))
    return made


def note_answers(queries: list[Query], record: Record, number: int, vocabulary: Vocabulary) -> None:
    """Notes for which queries a record is an answer."""
    lines = lines_of(record, vocabulary)
    words = {fold(word) for line in lines for word in line}
    text = "\n".join(f" {' '.join(line)} " for line in lines)
    folded = fold(text)
    for query in queries:
        if words.issuperset(map(fold, query.words)):
            query.holding.add(number)
            typed = query.typed
            if f" {typed} " in (text if query.toned and typed != fold(typed) else folded):
                query.saying.add(number)


def cold(browser: webdriver.Chrome, address: str, queries: list[Query]) -> Iterator[tuple[float, int, int]]:
    """For each query on a page with nothing cached: milliseconds, bytes and files until the first results."""
    browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    for query in queries:
        for _ in range(2):
            browser.get("about:blank")
            browser.get(f"{address}tim-kiem.html?q={query.typed}")
            while (found := browser.execute_script(LOADED)) is None:
                time.sleep(0.05)
            time.sleep(0.3)
        yield found


def report(name: str, values: list[float], unit: str) -> None:
    values = sorted(values)
    middle, high, most = values[len(values) // 2], values[len(values) * 95 // 100], values[-1]
    print(f"| {name}: median, 95 %, most | {middle:.1f} {unit}, {high:.1f} {unit}, {most:.1f} {unit} |", flush=True)


def browse(archive: Archive, queries: list[Query]) -> None:
    with served(archive) as address, tempfile.TemporaryDirectory() as profile, chromium(Path(profile)) as browser:
        busy: list[float] = []
        first = []
        for found in cold(browser, address, queries[:20]):
            first.append(found)
            busy.append(max(browser.execute_script("return window.busy")))
        report("first results on a cold page", [each[0] for each in first], "ms")
        report("loaded before them", [each[1] / 1e3 for each in first], "kB")
        report("files before them", [float(each[2]) for each in first], "")
        report("busy at a stretch, cold", busy, "ms")
        busy = []
        for query in queries[:40]:
            browser.execute_script("window.busy = [0]")
            browser.execute_async_script(TYPE, query.typed)
            busy.append(max(browser.execute_script("return window.busy")))
        report("busy at a stretch, warm page", busy, "ms")
        browser.execute_script(OPEN)
        answers = [browser.execute_async_script(FIND, query.typed)[1] for query in queries]
        report("warm query", [browser.execute_async_script(FIND, query.typed)[0] for query in queries], "ms")
    check(queries, answers)


def check(queries: list[Query], answers: list[list[int]]) -> None:
    missed = [query for query, numbers in zip(queries, answers, strict=True) if query.holding - set(numbers)]
    phrases = [(query, numbers) for query, numbers in zip(queries, answers, strict=True) if query.phrase]
    other = [query for query, numbers in phrases if numbers[:1] and numbers[0] not in query.saying]
    print(f"| queries that miss a record | {len(missed)} of {len(queries)} {[each.typed for each in missed[:5]]} |")
    print(
        f"| phrases whose first result lacks it | {len(other)} of {len(phrases)} {[each.typed for each in other[:9]]} |"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", type=int)
    options.add_argument("--queries", type=int, default=200)
    options.add_argument("--folder", type=Path, help="where to work; an index that is there is used")
    arguments = options.parse_args()
    gc.disable()
    with tempfile.TemporaryDirectory() as temporary:
        measure(arguments.count, arguments.queries, arguments.folder or Path(temporary))


def measure(count: int, queried: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    archive, vocabulary = Archive(folder), own_vocabulary()
    archive.fill(records(count, vocabulary))
    before = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time()
    seconds, indexed = archive.index()
    after = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time()
    children = sum(after[0][:2]) - sum(before[0][:2])
    memory = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"{indexed.records} records; {indexed.layout}\n| what | measured |\n|---|---|")
    print(f"| full index | {seconds:.1f} s, CPU {after[1] - before[1]:.1f} + {children:.1f} s |")
    print(f"| memory of the main process, of a worker | {memory[0]:.0f} MB, {memory[1]:.0f} MB |")
    chance = random.Random(5)
    numbers = archive.numbers()
    chosen = [archive.record(identity) for identity in chance.sample(sorted(numbers), min(count, queried))]
    edits = []
    for record in chosen[:5]:
        archive.remember([msgspec.structs.replace(record, lead=f"{record.lead} Sửa đường băng dã chiến.")])
        seconds, indexed = archive.index()
        edits.append(seconds)
        archive.remember([record])
        archive.index()
    report("one record edited", edits, "s")
    archive.write(indexed)
    sizes = [file.stat().st_size for file in (archive.output / "tim-kiem").rglob("*.js")]
    print(f"| index on disk | {sum(sizes) / 1e6:.1f} MB in {len(sizes)} files, largest {max(sizes) / 1e3:.0f} kB |")
    queries = make_queries(chosen, vocabulary, chance)
    for identity, number in numbers.items():
        note_answers(queries, archive.record(identity), number, vocabulary)
    browse(archive, queries)


if __name__ == "__main__":
    main()

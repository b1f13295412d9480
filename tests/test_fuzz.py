"""No file may give a traceback, a hang, or a record that says what the file does not, or less than it says.

`--mutations 20000` tries more; what was found once is pinned in FOUND.
"""

import html
import re
import time
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from harness import OWN_FILES, PROJECT, Site
from hypothesis import HealthCheck, Phase, given, settings
from mutations import mutated

from giaoban.body import BodyConverter
from giaoban.dates import PartialDate
from giaoban.messages import is_warning
from giaoban.parse import Parsed, parse_article, parse_record
from giaoban.problems import Problem
from giaoban.records import LegalBasis, Record
from giaoban.register import read_register
from giaoban.report import as_json, write_report
from giaoban.site_files import read_vocabulary
from giaoban.sources import Source
from giaoban.values import SCALES, Quantity
from giaoban.vocabulary import Vocabulary

HERE = Path(__file__).parent
OWN = sorted((PROJECT / "content" / "records").rglob("*.md"))
VALID = [file.read_bytes() for file in (*OWN, *sorted((HERE / "cases").glob("*/site/content/records/*/*.md")))]
PAGES = [file.read_bytes() for file in sorted((PROJECT / "content" / "pages").glob("*.md"))]
SITE_FILES = [Source(file, (PROJECT / file).read_bytes()) for file in OWN_FILES]
SLOWEST = 5.0
"""Seconds of CPU after which a file counts as one that hangs."""

FROM_VOCABULARY = frozenset(
    """identity slug kind unit level covers session time force role indicator stage direction field digest headings body
    derived period against""".split()
)
"""What a record says in words of the vocabulary, or what follows from the rest."""
LOOKED_UP = frozenset(
    """kind province covers level quarter half year months years date session forces force role indicator stage
    direction
    against parts_complete bridge accessed time status accept inferred field legal_bases number shortcomings""".split()
)
"""Keys whose values are read into something else than their text."""

FOUND = {
    "opened twice, so that the keys stand in the body": b"---\n---\ntitle: A\nkind: giao-ban\nprovince: Gia Lai\n---\n",
    "dated by a source that has no date": b"---\ntitle: A\nkind: giao-ban\nprovince: Gia Lai\nsource: B\n---\n",
    "a unit that is no more, without a period": b"---\ntitle: A\nkind: giao-ban\nprovince: Gia Lai\n"
    b"covers: [binh-dinh]\ndate: 11/7/2025\n---\n",
}
"""Files that once gave a traceback or were read wrongly, cut short."""


@cache
def vocabulary() -> Vocabulary:
    read, problems = read_vocabulary(*SITE_FILES)
    assert read is not None, problems
    return read


@cache
def converter() -> BodyConverter:
    return BodyConverter()


def tries(share: float, request: pytest.FixtureRequest) -> settings:
    """So many examples, always the same ones unless more are asked for than in every run."""
    asked = int(request.config.getoption("--mutations"))
    return settings(
        max_examples=max(int(asked * share), 10),
        deadline=None,
        database=None,
        derandomize=asked <= 1000,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )


def test_a_record_says_what_its_file_says(request: pytest.FixtureRequest) -> None:
    @tries(0.8, request)
    @given(mutated(VALID))
    def check(data: bytes) -> None:
        check_record(data)

    check()


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_once_stays_right(name: str) -> None:
    check_record(FOUND[name])


@pytest.mark.parametrize("number", range(len(VALID)))
def test_an_unchanged_record_says_what_its_file_says(number: int) -> None:
    """The measure itself: it finds no fault where there is none."""
    check_record(VALID[number])


def test_a_value_that_a_file_does_not_state_is_noticed() -> None:
    """The measure itself: it would find a fault."""
    data = OWN[0].read_bytes()
    record = parse(data).record
    assert record is not None
    other = msgspec.structs.replace(record.figures[0], quantity=Quantity("370", Decimal(371), "exact"))
    for wrong in (
        {"title": "Giao ban quý I/2022"},
        {"tasks": record.tasks[1:]},
        {"figures": (other,)},
        {"body": "<p>Khác hẳn.</p>"},
    ):
        with pytest.raises(AssertionError):
            check_said(msgspec.structs.replace(record, **wrong), data)


def test_a_page_is_read_without_a_traceback(request: pytest.FixtureRequest) -> None:
    @tries(0.1, request)
    @given(mutated(PAGES))
    def check(data: bytes) -> None:
        parsed = parse_article(Source("content/pages/trang.md", data), converter())
        check_problems(list(parsed.problems), data)
        assert parsed.article or parsed.problems

    check()


def test_the_files_of_a_site_are_read_without_a_traceback(request: pytest.FixtureRequest) -> None:
    @tries(0.02, request)
    @given(mutated([source.data for source in SITE_FILES[::2]]))
    def check(data: bytes) -> None:
        for number, source in enumerate(SITE_FILES):
            if number != 1:
                files = [*SITE_FILES]
                files[number] = Source(source.file, data)
                read, problems = read_vocabulary(*files)
                check_problems([each for each in problems if each.file == source.file], data)
                assert read or problems

    check()


def test_a_register_is_read_without_a_traceback(request: pytest.FixtureRequest) -> None:
    @tries(0.05, request)
    @given(mutated([b"# ten\ngia-lai/2022-q2 2022-q2 2022-07-27\nquang-tri/2024-q1 - 2024-04\n"]))
    def check(data: bytes) -> None:
        check_problems(read_register(Source("content/identities.txt", data))[1], data)

    check()


def parse(data: bytes) -> Parsed:
    folder = re.search(rb"province: *([^\n]*)", data)
    slug = vocabulary().provinces.slug_of(folder[1].decode("utf-8", "replace").strip()) if folder else None
    return parse_record(Source(f"content/records/{slug or 'gia-lai'}/x.md", data), vocabulary(), converter())


def check_record(data: bytes) -> None:
    began = time.process_time()
    parsed = parse(data)
    assert time.process_time() - began < SLOWEST
    check_problems(list(parsed.problems), data)
    assert (parsed.record is None) == any(not is_warning(problem.code) for problem in parsed.problems)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(parsed), type=Parsed) == parsed
    if parsed.record:
        check_said(parsed.record, data)


def check_problems(problems: list[Problem], data: bytes) -> None:
    """Every problem can be told, and its place is one of the file's."""
    for language in ("vi", "en"):
        write_report(problems, language)
        as_json(problems, language)
    last = max(len(re.split(rb"\r\n|\r|\n", data)), data.count(b"\n\0") + 1)
    for problem in problems:
        spot = problem.spot
        assert 0 <= spot.line <= last, problem
        assert not spot.excerpt or 1 <= spot.column <= len(spot.excerpt) + 1, problem


def check_said(record: Record, data: bytes) -> None:
    """The record holds nothing but what PyYAML, reading all as text, finds in the file, and all of that."""
    text = unicodedata.normalize("NFC", data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    front, body = re.split(r"(?m)^---[^\S\n]*$\n?", text, maxsplit=2)[1:]
    root = yaml.load(front, Loader=yaml.CBaseLoader)
    written = {plain(leaf) for _, leaf in leaves(root)} | {plain(key) for key in keys(root)}
    pieces = {part.strip() for leaf in written for part in leaf.split(",", 1)} | written
    said = set()
    for value in values(record):
        if isinstance(value, Quantity):
            said.add(check_quantity(value, written))
        elif isinstance(value, PartialDate):
            assert plain(value.printed) in written, value
            assert {value.year, value.month or value.year, value.day or value.year} <= numbers(value.printed), value
        else:
            assert plain(value) in pieces, value
            said.add(plain(value))
    for path, leaf in leaves(root):
        if not LOOKED_UP & set(path) and plain(leaf) not in said and path[0] != "figures":
            assert all(part.strip() in said for part in plain(leaf).split(",", 1)), (path, leaf)
    assert words(html.unescape(re.sub("<[^>]*>", " ", record.body))) <= words(html.unescape(body))


def check_quantity(quantity: Quantity, written: set[str]) -> str:
    """The number is that of its digits, by the plainest reading; returns the text that states it."""
    stated = [leaf for leaf in written if leaf.startswith(plain(quantity.printed))]
    assert stated, quantity
    digits = re.search(r"[0-9][0-9.,]*", quantity.printed)
    power = sum(SCALES[word] for word in quantity.printed.lower().split() if word in SCALES)
    if quantity.number is not None:
        assert digits is not None
        assert quantity.number == Decimal(digits[0].replace(".", "").replace(",", ".")) * 10**power, quantity
    else:
        assert digits is None, quantity
    return plain(quantity.printed)


def plain(text: str) -> str:
    return " ".join(text.replace("–", "-").split())


def numbers(text: str) -> set[int]:
    return {int(digits) for digits in re.findall(r"\d+", text)}


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text))


def leaves(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for item in node:
            yield from leaves(item, path)
    else:
        yield path, node


def keys(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from keys(child)


def values(node: Any) -> Iterator[Any]:
    """Every text, quantity and date of a record that is its editors' own."""
    if isinstance(node, (Quantity, PartialDate)) or (isinstance(node, str) and node):
        yield node
    elif isinstance(node, LegalBasis) and node.slug in {basis.slug for basis in vocabulary().config.legal_bases}:
        yield from [node.note] if node.note else []
    elif isinstance(node, msgspec.Struct):
        for name in node.__struct_fields__:
            if name not in FROM_VOCABULARY:
                yield from values(getattr(node, name))
    elif isinstance(node, tuple):
        for item in node:
            yield from values(item)


def test_a_site_with_mutated_records_is_built_or_left_alone(small_site: Site, request: pytest.FixtureRequest) -> None:
    """By the public door: with an error nothing is written, and no number stands on the page that the file lacks."""
    assert small_site.build().code == 0
    file = "content/records/gia-lai/thu.md"

    @tries(0.005, request)
    @given(mutated([OWN[0].read_bytes(), OWN[-1].read_bytes()]))
    def check(data: bytes) -> None:
        before = small_site.times()
        small_site.write(file, data)
        run = small_site.build("--jobs", "1")
        assert run.code in (0, 1), run.stderr
        if run.code:
            assert small_site.times() == before
        else:
            shown = re.findall(r'<td class="number">([^<]*)</td>', small_site.page("tinh/gia-lai/thu.html"))
            stated = {each.replace(".", "") for each in re.findall(r"[0-9][0-9.,]*", data.decode("utf-8-sig"))}
            for number in (each for cell in shown for each in re.findall(r"[0-9][0-9.,]*", html.unescape(cell))):
                assert {number.replace(".", ""), number.replace(".", "").lstrip("0")} & stated, number

    check()

"""The index holds every word of every record, and after any edit it is the one that a clean build would write."""

import itertools
import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from zlib import crc32

import pytest
import yaml
from harness import PROJECT
from search_site import own_vocabulary, update

from bench.corpus import write_site
from giaoban.body import BodyConverter
from giaoban.disk import read_source
from giaoban.parse import parse_record
from giaoban.records import Record
from giaoban.search.aliases import read_aliases
from giaoban.search.document import Content, Facet, ResultRow, SearchDocument, read_document
from giaoban.search.entries import Entry
from giaoban.search.files import TERMS, file_names
from giaoban.search.indexing import collect
from giaoban.search.layout import layout_of, place_records
from giaoban.search.lines import Lines, lines_by_key
from giaoban.search.lists import Collector
from giaoban.search.pairs import SPELLINGS, slot_of
from giaoban.search.spellings import read_word, spelling_file
from giaoban.search.store import SearchStore
from giaoban.search.terms import TermReader
from giaoban.search.texts import Texts
from giaoban.vietnamese import fold
from giaoban.vocabulary import Vocabulary

Documents = dict[str, SearchDocument]


def made(identity: str, words: str, day: int = 100) -> SearchDocument:
    texts = Texts((words.split()[0],), (words,), ())
    row = ResultRow(identity, words, "", "", "", "", "", words)
    return SearchDocument(identity, day, Content(texts, (Facet("loai", "giao-ban"),)), row)


def many(count: int) -> Documents:
    chance = random.Random(7)
    words = [first + second + "ừ" for first, second in itertools.product("bcdghklmnpqrstvx", repeat=2)]
    return {f"x/{number}": made(f"x/{number}", " ".join(chance.sample(words, 30)), number) for number in range(count)}


def texts(store: SearchStore) -> dict[str, str]:
    return {name: store.text(name) for name in store.digests()}


@pytest.fixture
def store(tmp_path: Path) -> Iterable[SearchStore]:
    opened = SearchStore(tmp_path / "search.sqlite")
    yield opened
    opened.close()


def edit(documents: Documents) -> Documents:
    return documents | {"x/5": made("x/5", "mới bbừ bcừ")}


def add(documents: Documents) -> Documents:
    return documents | {"x/new": made("x/new", "mới bbừ bcừ")}


def rename(documents: Documents) -> Documents:
    renamed = {identity: each for identity, each in documents.items() if identity != "x/5"}
    return renamed | {"x/five": made("x/five", documents["x/5"].row.text)}


def delete(documents: Documents) -> Documents:
    return {identity: each for identity, each in documents.items() if identity != "x/5"}


def withdraw_all(documents: Documents) -> Documents:
    return {}


def grow(documents: Documents) -> Documents:
    return documents | many(2 * len(documents))


def edit_some(documents: Documents) -> Documents:
    return delete(add(documents)) | {"x/6": made("x/6", "bdừ"), "x/7": made("x/7", "bgừ bhừ")}


EDITS = (edit, add, rename, delete, edit_some, grow, withdraw_all)


@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
@pytest.mark.parametrize("count", [8, 300])
def test_an_index_after_an_edit_is_that_of_a_clean_build(
    store: SearchStore, tmp_path: Path, count: int, change: Callable[[Documents], Documents]
) -> None:
    documents = many(count)
    update(store, documents)
    update(store, change(documents))
    clean = SearchStore(tmp_path / "clean.sqlite")
    update(clean, change(documents))
    assert texts(store) == texts(clean)
    assert store.digests() == clean.digests()
    clean.close()


@pytest.mark.parametrize("seed", range(5))
def test_any_row_of_edits_leaves_the_index_of_a_clean_build(store: SearchStore, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    documents = {identity: each for identity, each in many(260).items() if chance.random() < 0.9}
    update(store, documents)
    for step in range(8):
        for _ in range(chance.randint(1, 4)):
            identity, other = f"x/{chance.randint(0, 300)}", f"x/{chance.randint(0, 300)}"
            kept = documents.pop(identity, None)
            if chance.random() < 0.7:
                text = kept.row.text if kept and chance.random() < 0.5 else f"sửa bbừ lần {step}"
                documents[other] = made(other, text, chance.randint(1, 9000))
        update(store, documents)
    clean = SearchStore(tmp_path / "clean.sqlite")
    update(clean, documents)
    assert texts(store) == texts(clean)
    clean.close()


def test_an_edit_and_its_undoing_leave_nothing_behind(store: SearchStore) -> None:
    documents = many(300)
    update(store, documents)
    before = texts(store)
    update(store, edit_some(documents))
    assert texts(store) != before
    update(store, documents)
    assert texts(store) == before


def changed_files(store: SearchStore, documents: Documents) -> set[str]:
    before = store.digests()
    update(store, documents)
    after = store.digests()
    return {name for name in before | after if before.get(name) != after.get(name)}


def test_an_edit_writes_only_the_files_that_it_touches(store: SearchStore) -> None:
    documents = many(3000)
    update(store, documents)
    text = documents["x/5"].row.text
    edited = documents | {"x/5": made("x/5", text.rpartition(" ")[0] + " mới", documents["x/5"].day)}
    changed = changed_files(store, edited)
    assert {re.sub("[0-9]+", "", name) for name in changed} == {"tu/", "cap/", "dong/", "tu-dien"}
    assert len(changed) <= 2 + 4, "two words and two pairs"


def test_nothing_changes_without_an_edit(store: SearchStore) -> None:
    update(store, many(300))
    assert changed_files(store, many(300)) == set()


def test_another_vocabulary_means_another_index(store: SearchStore) -> None:
    update(store, many(8))
    before = store.digests()
    with store.connection:
        store.connection.execute("UPDATE basis SET context = 'another'")
        store.connection.execute("UPDATE files SET text = 'stale', digest = ''")
    update(store, many(8))
    assert store.digests() == before


def test_a_store_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "search.sqlite"
    file.write_bytes(b"no database")
    store = SearchStore(file)
    update(store, many(8))
    assert set(store.digests()) == set(file_names(layout_of(8)))
    store.close()


@pytest.fixture
def vocabulary() -> Vocabulary:
    return own_vocabulary()


CODES = {"accept", "bridge", "half", "indicator", "inferred", "kind", "parts_complete", "province", "time"}
"""Keys whose values are marks for the program, or are kept in another form."""


def texts_in(value: object, key: str = "") -> Iterable[str]:
    """What editors wrote as values."""
    if isinstance(value, dict):
        for inner, each in value.items():
            yield from (inner,) if key == "parts" else ()
            yield from texts_in(each, inner) if inner not in CODES else ()
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each, key)
    elif value != "nêu nhưng không ghi nội dung":
        yield str(value)


MARKUP = re.compile(r"\]\([^)]*\)|\]:.*|^ *[0-9]+\. ", re.MULTILINE)
"""Addresses of links, and the numbers of lists."""


def written_words(text: str) -> set[str]:
    """The words of a record's file, found as plainly as can be."""
    _, front, body = text.replace("\r", "").removeprefix("\ufeff").split("---\n", 2)
    said = [*texts_in(yaml.load(front, yaml.BaseLoader)), MARKUP.sub(" ", body)]
    return set(re.findall(r"[a-z]+|[0-9]+", fold(" ".join(said))))


def records_of(site: Path) -> Iterable[tuple[Record, str]]:
    """The records of a site that can be searched, and the text of their files."""
    converter = BodyConverter()
    for file in sorted((site / "content" / "records").rglob("*.md")):
        source, _ = read_source(site, file.relative_to(site).as_posix())
        assert source is not None
        record = parse_record(source, own_vocabulary(), converter).record
        if record and not record.withdrawn:
            yield record, file.read_text(encoding="utf-8")


def test_every_word_of_every_record_is_found(tmp_path: Path) -> None:
    write_site(20, tmp_path / "corpus")
    cases = [case / "site" for case in sorted((PROJECT / "tests" / "cases").iterdir())]
    found = [each for site in (PROJECT, tmp_path / "corpus", *cases) for each in records_of(site)]
    assert len(found) > 60
    reader = TermReader(read_aliases(own_vocabulary()), layout_of(60))
    for record, text in found:
        collector = Collector(reader)
        collector.add(0, read_document(record, own_vocabulary()).content)
        keys = {term.partition("\t")[0] for term in collector.lists().terms}
        assert set(map(respelled, written_words(text))) - keys == set(), record.identity


def respelled(word: str) -> str:
    """The key of a word in which "i" and "y" are one."""
    return re.sub(r"^(h|k|l|m|s|t|qu)i$", r"\1y", word)


def test_every_list_is_found_in_its_file(store: SearchStore) -> None:
    documents = many(300)
    layout = update(store, documents)
    places = place_records(documents, layout.places)
    entries = {entry.key: entry for entry in entries_of(store)}
    for identity, document in documents.items():
        for word in document.row.text.split():
            assert places[identity] in entries[fold(word)].spelled[word]


def entries_of(store: SearchStore) -> Iterable[Entry]:
    layout, lines = layout_of(len(store.listed())), Lines(store.text)
    for name in store.digests():
        if name.startswith(TERMS):
            for key, line in lines_by_key(store.text(name)).items():
                yield read_word(line, lambda spelling, key=key: lines[spelling_file(key, spelling, layout)][spelling])


@pytest.mark.parametrize(
    ("identity", "terms"),
    [
        (
            "gia-lai/2022-q2",
            {"võ ngọc", "=q-2 2022", "quý 2", "q 2", "27/7", "=nd 3", "370", "gialai"},
        ),
        ("quang-nam/2020-tong-ket", {"quảng nam", "đà nẵng", "tổng kết", "năm 2020"}),
        ("kien-giang/2022-kiem-tra-6-thang", {"an giang", "=h-1 2022", "11.000", "hải quan", "kiểm tra"}),
        ("lai-chau/2024-q3", {"=q-3 2024", "biên phòng", "=bdbp"}),
    ],
)
def test_a_record_is_found_by_what_it_is_about(identity: str, terms: set[str], vocabulary: Vocabulary) -> None:
    (record,) = (each for each, _ in records_of(PROJECT) if each.identity == identity)
    layout = layout_of(5)
    lists = collect([(0, read_document(record, vocabulary).content)], TermReader(read_aliases(vocabulary), layout))
    found = {each for written in lists.terms for each in written.split("\t")}
    pairs = {slot // SPELLINGS for slot in lists.pairs}
    written = {term: slot_of(crc32(fold(term).encode()), layout.files, 0) // SPELLINGS for term in terms - found}
    assert {term for term, pair in written.items() if pair not in pairs} == set()


def test_a_record_counts_for_its_filters(vocabulary: Vocabulary) -> None:
    (record,) = (each for each, _ in records_of(PROJECT) if each.identity == "gia-lai/2022-q2")
    facets = read_document(record, vocabulary).content.facets
    assert {facet.name for facet in facets} == {"don-vi", "ky", "loai", "luc-luong", "chu-tri", "chi-tieu", "chu-de"}
    assert Facet("don-vi", "gia-lai.1") in facets
    assert Facet("ky", "2022-q2", "quý II/2022") in facets
    assert Facet("chu-tri", "vo-ngoc-thanh", "Võ Ngọc Thành") in facets

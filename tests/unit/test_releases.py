"""What is decided about releases: changes, refusals, carried files, the manifest's text."""

import msgspec
import pytest

from giaoban.manifest import compare, problems_of, read_manifest, write_manifest
from giaoban.release_changes import Changes, compare_files, compare_records
from giaoban.release_checks import check_release, is_another_archive
from giaoban.releases import (
    CARRIED,
    FORMAT,
    WITHDRAWN,
    Release,
    ReleasedRecord,
    carried_files,
    number_of,
    release_id,
    site_checksum,
    site_files,
)

A, B, C = "a" * 64, "b" * 64, "c" * 64


def record(name: str, **fields: object) -> ReleasedRecord:
    made = {"title": name, "period": "2024-q1", "date": "2024-04-09", "page": A, "source": f"{name} {A}"}
    return ReleasedRecord(**{"id": name, "address": f"tinh/{name}.html", **made, **fields})


OLD = record("x/1")
CHANGES = {
    "nothing": ([OLD], [OLD], {}),
    "added": ([], [OLD], {"added": ["x/1"]}),
    "changed": ([OLD], [record("x/1", source=B)], {"changed": ["x/1"]}),
    "shown anew": ([OLD], [record("x/1", page=B)], {"shown_anew": ["x/1"]}),
    "withdrawn": ([OLD], [record("x/1", status=WITHDRAWN, source="")], {"withdrawn": ["x/1"]}),
    "withdrawn from the first": ([], [record("x/1", status=WITHDRAWN)], {"withdrawn": ["x/1"]}),
    "restored": ([record("x/1", status=WITHDRAWN)], [OLD], {"restored": ["x/1"]}),
    "renamed": ([OLD], [record("x/2", aliases=("x/1",))], {"renamed": ["x/2"]}),
    "renamed and withdrawn": ([OLD], [record("x/2", aliases=("x/1",), status=WITHDRAWN)], {"withdrawn": ["x/2"]}),
    "alias added": ([OLD], [record("x/1", aliases=("x/0",), source=B)], {"changed": ["x/1"]}),
    "alias of a record that stays": ([OLD], [OLD, record("x/2", aliases=("x/1",))], {"added": ["x/2"]}),
}


@pytest.mark.parametrize(("before", "now", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_what_happened_to_records(
    before: list[ReleasedRecord], now: list[ReleasedRecord], expected: dict[str, list[str]]
) -> None:
    changes = compare_records(before, now)
    found = {name: [each.id for each in getattr(changes, name)] for name in Changes.__struct_fields__}
    assert {name: ids for name, ids in found.items() if ids} == expected


ANOTHER = {"period": "2023-q3", "date": "2023-10-05"}
REFUSALS = {
    "kept": ([OLD], [OLD], []),
    "corrected date": ([OLD], [record("x/1", date="2024-04-10")], []),
    "date that was not known": ([record("x/1", date="2024-04")], [record("x/1", period="-")], []),
    "withdrawn": ([OLD], [record("x/1", status=WITHDRAWN, **ANOTHER)], []),
    "lost": ([OLD], [record("x/9", **ANOTHER)], [("release-record-lost", "x/1")]),
    "renamed": ([OLD], [record("x/2", source=OLD.source, **ANOTHER)], [("release-renamed", "x/1")]),
    "renamed and edited": ([OLD], [record("x/2")], [("release-renamed", "x/1")]),
    "renamed with alias": ([OLD], [record("x/2", aliases=("x/1",))], []),
    "same meeting in another province": ([OLD], [record("y/2")], [("release-record-lost", "x/1")]),
    "reused": ([OLD], [record("x/1", **ANOTHER)], [("release-identity-reused", "x/1")]),
    "alias of another meeting": (
        [OLD],
        [record("x/2", aliases=("x/1",), **ANOTHER)],
        [("release-identity-reused", "x/1")],
    ),
    "former name lost": ([record("x/1", aliases=("x/0",))], [OLD], [("release-record-lost", "x/0")]),
    "former name is a record of another meeting": (
        [record("x/1", aliases=("x/0",))],
        [OLD, record("x/0", **ANOTHER)],
        [("release-identity-reused", "x/0")],
    ),
    "record and former name lost": ([record("x/1", aliases=("x/0",))], [], [("release-record-lost", "x/1")]),
    "tombstone lost": ([record("x/1", status=WITHDRAWN, source="")], [], [("release-record-lost", "x/1")]),
    "address": ([record("x/1", address="cu/x/1.html")], [OLD], [("release-address-lost", "x/1")]),
}


@pytest.mark.parametrize(("before", "now", "expected"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_is_refused(
    before: list[ReleasedRecord], now: list[ReleasedRecord], expected: list[tuple[str, str]]
) -> None:
    files = [f"tinh/{name}.html" for each in now for name in each.names]
    problems = check_release(before, tuple(now), files)
    assert [(problem.code, problem.params["found"]) for problem in problems] == expected


def test_an_archive_that_shares_no_name_is_another() -> None:
    assert is_another_archive([OLD], (record("y/1"),))
    assert not is_another_archive([OLD], (record("x/2", aliases=("x/1",)),))
    assert not is_another_archive([], (OLD,))


def test_a_manifest_is_read_as_it_was_written() -> None:
    checksums = {"b/z.html": B, "a.html": A, "tên có dấu cách.html": C}
    text = write_manifest(checksums)
    assert text.splitlines()[0] == f"{A}  a.html"
    assert read_manifest(text) == (checksums, [])
    from_windows = "\ufeff" + text.replace("\n", "\r\n").replace(f"{A}  ", f"{A.upper()} *")
    assert read_manifest(from_windows) == (checksums, [])


@pytest.mark.parametrize(
    "line",
    [
        f"{A}  ../a.html",
        f"{A}  /etc/passwd",
        f"{A}  a//b.html",
        f"{A}  a/./b.html",
        f"{A}  a\\b.html",
        f"{A}  C:a.html",
        f"{A}  ",
        f"{A} a.html",
        f"{A[:-1]}  a.html",
        "x",
    ],
)
def test_a_line_that_is_none_or_leads_outside_is_a_problem(line: str) -> None:
    checksums, problems = read_manifest(f"{B}  b.html\n{line}\n")
    assert checksums == {"b.html": B}
    assert [(problem.code, problem.spot.line) for problem in problems] == [("manifest-line", 2)]


def test_a_path_that_stands_twice_is_a_problem() -> None:
    assert [problem.spot.line for problem in read_manifest(f"{A}  a\n{B}  a\n")[1]] == [2]


def test_differences_are_told_apart() -> None:
    differences = compare({"a": A, "b": B, "c": C}, {"a": A, "b": A, "d": C, "sha256sums.txt": C})
    assert (differences.missing, differences.altered, differences.foreign) == (("c",), ("b",), ("d",))
    assert [(each.code, each.file) for each in problems_of(differences)] == [
        ("copy-missing", "c"),
        ("copy-altered", "b"),
        ("copy-foreign", "d"),
    ]
    assert not compare({"a": A}, {"a": A})


def test_files_are_counted() -> None:
    changes = compare_files({"a": A, "b": B, "c": C}, {"a": A, "b": C, "d": A, "e": A})
    assert (changes.added, changes.changed, changes.removed, changes.kept) == (2, 1, 1, 1)


def test_an_id_says_number_and_content() -> None:
    site = site_checksum({"a.html": A})
    assert release_id(12, site) == f"0012-{site[:12]}"
    assert number_of(release_id(12345, site)) == 12345
    assert [number_of(name) for name in ("current", "12-abc", f"0012-{'g' * 12}")] == [0, 0, 0]


def test_what_releases_add_is_no_part_of_the_site() -> None:
    files = {"a.html": A, "phat-hanh/index.html": B, "static/0123456789ab/site.css": C}
    assert site_files(files, ["static/0123456789ab/site.css"]) == {"a.html": A}


def head(number: int, carried: dict[str, int]) -> Release:
    return msgspec.convert(
        {
            **dict.fromkeys(("id", "title", "base_url", "program", "published", "site"), ""),
            **dict.fromkeys(("records", "withdrawn", "files", "size"), 0),
            "format": FORMAT,
            "number": number,
            "since": None,
            "history": [],
            "carried": carried,
        },
        Release,
    )


def test_versioned_files_stay_for_some_releases() -> None:
    old, older, gone = (f"static/{digit * 12}/site.css" for digit in "012")
    there = ["a.html", old, older, gone, "static/333333333333/site.css"]
    before = head(20, {older: 21 - CARRIED, gone: 20 - CARRIED})
    assert carried_files(21, before, there, ["static/333333333333/site.css"]) == {old: 20, older: 21 - CARRIED}
    assert carried_files(1, None, there, []) == {}

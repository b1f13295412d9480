"""Taking a release back, and the list of releases."""

import re

from shelves import MANIFEST, Q1, Destination, changed, check_report


def test_rollback_gives_readers_the_release_before_or_the_one_named(target: Destination) -> None:
    for _ in range(3):
        target.published("--again")
    first, second, third = target.ids()
    run = target.command("rollback")
    assert (run.code, run.stdout) == (0, f"Bản được đọc nay là {second}\n")
    assert target.command("rollback", "3").stdout == f"Bản được đọc nay là {third}\n"
    assert target.command("rollback", first).stdout == f"Bản được đọc nay là {first}\n"
    assert target.command("rollback", "0001", "--lang", "en").stdout == f"Readers have {first} already\n"
    assert target.ids() == [first, second, third]


def test_rollback_knows_no_release_that_is_not_there(target: Destination, accept: bool) -> None:
    target.published()
    run = target.command("rollback", "7")
    assert run.code == 1
    check_report(run, "rollback-unknown", accept)
    run = target.command("rollback")
    check_report(run, "rollback-none-before", accept)
    assert run.code == 1


def test_rollback_does_not_give_readers_a_damaged_release(target: Destination) -> None:
    target.published().published("--again")
    (target.root / "releases" / target.ids()[0] / MANIFEST).unlink()
    run = target.command("rollback")
    assert (run.code, "[manifest-missing]" in run.stderr) == (1, True)
    assert target.head()["number"] == 2


def test_after_a_rollback_the_next_release_owes_readers_what_they_saw(target: Destination) -> None:
    """A record that was in a release taken back was published all the same; the history keeps every release."""
    target.published()
    target.site.write("content/records/quang-tri/moi.md", target.site.read(Q1).replace("I/2024", "III/2024"))
    target.published()
    assert target.command("rollback").code == 0
    target.site.delete("content/records/quang-tri/moi.md")
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    run = target.publish("--yes")
    assert (run.code, "[release-record-lost]" in run.stderr) == (1, True)
    target.site.write("content/records/quang-tri/moi.md", target.site.read(Q1).replace("I/2024", "III/2024"))
    target.published()
    assert changed(target, "added") == ["quang-tri/moi"]
    assert target.changes()["since"]["id"].startswith("0001-")
    assert [(each["number"], each["since"][:4]) for each in target.head()["history"]] == [
        (1, ""),
        (2, "0001"),
        (3, "0001"),
    ]


def test_releases_are_listed_with_the_current_one_marked(target: Destination) -> None:
    assert target.root.mkdir() is None
    assert target.command("releases").stdout == "Chưa có bản phát hành nào trong DEST.\n"
    target.published().published("--again")
    assert target.command("rollback").code == 0
    lines = target.command("releases", "--lang", "en").stdout.splitlines()
    assert [line[:6] for line in lines] == ["* 0001", "  0002"]
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d  6 records, \d+ files, [\d.]+ [kM]B; \+6 ~0 -1$", lines[0])

"""Publishing by the front door: what readers get, what is refused, what can be taken back, what is proved."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from harness import PROJECT, Run, Site
from shelves import (
    MANIFEST,
    Q1,
    Q1_PAGE,
    Destination,
    changed,
    check_report,
    checksums_in,
    files_of,
    replace_file,
    sound,
)

from giaoban import publishing, shelf, shelf_lock
from giaoban.shelf_lock import Owner


@pytest.fixture
def site(small_site: Site) -> Site:
    return small_site


def withdraw(site: Site, file: str) -> None:
    head, body = site.read(file).split("\n---\n", 1)
    site.write(file, f"{head}\nstatus: withdrawn\nreason: Nguồn đã rút bài.\n---\n{body}")


def test_a_release_holds_the_site_its_manifest_and_its_history(target: Destination) -> None:
    target.published()
    built = target.site.pages()
    built.pop("phat-hanh/index.html")
    released = files_of(target.current)
    assert {path: released[path] for path in built} == built
    assert released.keys() - built.keys() == {
        MANIFEST,
        *(f"phat-hanh/{name}" for name in ("index.html", "phat-hanh.json", "ban-ghi.json", "0001.json")),
    }
    assert sound(target.current.resolve())
    assert os.readlink(target.current) == f"releases/{target.current_id()}"
    assert re.fullmatch(r"0001-[0-9a-f]{12}", target.current_id())


def test_sha256sum_accepts_the_manifest_of_a_copy(target: Destination, tmp_path: Path) -> None:
    target.published()
    shutil.copytree(target.current, tmp_path / "copy")
    command = ["sha256sum", "--check", "--strict", "--quiet", MANIFEST]
    assert subprocess.run(command, cwd=tmp_path / "copy", capture_output=True).returncode == 0
    (tmp_path / "copy" / "index.html").write_text("khác")
    assert subprocess.run(command, cwd=tmp_path / "copy", capture_output=True).returncode == 1


def test_what_changes_is_shown_before_it_is_asked(target: Destination) -> None:
    target.published()
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    withdraw(target.site, "content/records/hue/2024-q1.md")
    target.site.write("content/records/quang-tri/moi.md", target.site.read(Q1).replace("27/4/2024", "28/4/2024"))
    run = target.publish("--dry-run")
    assert run.code == 0
    lines = run.stdout.splitlines()
    assert re.fullmatch(r"DEST: 0001-[0-9a-f]{12} → 0002-[0-9a-f]{12}", lines[0])
    assert lines[1].startswith("Bản ghi: 1 thêm, 1 sửa, 0 đổi tên, 1 rút, 0 công bố lại; ")
    assert [line[:4] + line[4:].split()[0] for line in lines[2:5]] == [
        "  + quang-tri/moi",
        "  ~ quang-tri/2024-q1",
        "  - hue/2024-q1",
    ]
    assert lines[5].startswith("Tệp: ")
    assert lines[6] == "Chỉ xem trước; không ghi gì vào DEST."
    assert target.head()["number"] == 1


def answer(target: Destination, text: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    return target.publish()


@pytest.mark.parametrize("text", ["c\n", "có\n", "Y\n", "yes\n"])
def test_it_is_published_once_someone_says_so(text: str, target: Destination, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer(target, text, monkeypatch).code == 0
    assert target.head()["number"] == 1


@pytest.mark.parametrize("text", ["\n", "k\n", "không\n", ""])
def test_nothing_is_published_without_a_yes(text: str, target: Destination, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer(target, text, monkeypatch).code == 130
    assert not target.root.exists()


def test_the_same_content_is_not_published_twice_unless_asked(target: Destination) -> None:
    target.published()
    before = files_of(target.root)
    run = target.publish("--yes")
    assert (run.code, run.stdout.startswith("Không có gì mới: 0001-")) == (0, True)
    assert files_of(target.root) == before
    first = target.current_id()
    target.published("--again")
    assert target.current_id() == first.replace("0001-", "0002-")


def test_each_release_says_what_happened_to_records_with_their_digests(target: Destination) -> None:
    site = target.site
    target.published()
    before = target.records()
    assert target.changes()["since"] is None
    assert changed(target, "added") == sorted(name for name in before if name != "hue/2024-q2")
    assert changed(target, "withdrawn") == ["hue/2024-q2"]

    site.replace(Q1, "**370 tin**", "nhiều tin")
    withdraw(site, "content/records/hue/2024-q1.md")
    site.move("content/records/quang-tri/2024-q2.md", "content/records/quang-tri/quy-hai.md")
    head, body = site.read("content/records/quang-tri/quy-hai.md").split("\n---\n", 1)
    site.write("content/records/quang-tri/quy-hai.md", f"{head}\naliases: [quang-tri/2024-q2]\n---\n{body}")
    first_manifest = (target.current / MANIFEST).read_bytes()
    target.published()
    assert changed(target, "changed") == ["quang-tri/2024-q1"]
    assert changed(target, "withdrawn") == ["hue/2024-q1"]
    assert [(each["id"], each["formerly"]) for each in target.changes()["records"]["renamed"]] == [
        ("quang-tri/quy-hai", "quang-tri/2024-q2")
    ]
    assert changed(target, "added") == []
    change = target.changes()["records"]["changed"][0]
    files = checksums_in(target.current)
    assert change["source"] == {"before": before["quang-tri/2024-q1"]["source"], "now": files[Q1_PAGE[:-5] + ".md"]}
    assert change["page"] == {"before": before["quang-tri/2024-q1"]["page"], "now": files[Q1_PAGE]}
    assert target.changes()["since"]["manifest"] == hashlib.sha256(first_manifest).hexdigest()

    site.replace("content/records/hue/2024-q1.md", "\nstatus: withdrawn\nreason: Nguồn đã rút bài.\n", "\n")
    target.published()
    assert changed(target, "restored") == ["hue/2024-q1"]
    assert [each["number"] for each in target.head()["history"]] == [1, 2, 3]
    listed = {f"{number:04}.json" for number in (1, 2, 3)}
    assert listed <= {each.name for each in (target.current / "phat-hanh").iterdir()}


def test_a_page_that_changes_without_its_record_is_listed_too(target: Destination) -> None:
    target.published()
    template = (PROJECT / "templates/record.html").read_text("utf-8")
    target.site.write("templates/record.html", template.replace("</h1>", "</h1><!-- -->"))
    target.published()
    living = [name for name, record in target.records().items() if record.get("status") != "withdrawn"]
    assert changed(target, "shown_anew") == living
    assert changed(target, "changed") == []


def test_the_page_about_a_release_shows_what_its_files_say(target: Destination) -> None:
    target.published()
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    target.published()
    page = (target.current / "phat-hanh/index.html").read_text("utf-8")
    change = target.changes()["records"]["changed"][0]
    for shown in (
        *change["source"].values(),
        *change["page"].values(),
        *(each["id"] for each in target.head()["history"]),
    ):
        assert shown in page
    assert 'href="../tinh/quang-tri/2024-q1.html"' in page
    links = re.findall(r'(?:href|src)="([^"#:]+)"', page)
    assert [link for link in links if not (target.current / "phat-hanh" / link).exists()] == []


def test_two_releases_of_the_same_content_differ_in_what_tells_about_them_only(
    target: Destination, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773300000")
    target.published()
    other = Destination(target.site, tmp_path / "noi-khac").published()
    assert files_of(other.current) == files_of(target.current)
    assert "2026-03-12T14:20:00+07:00" in (other.current / "phat-hanh/phat-hanh.json").read_text("utf-8")
    target.published("--again")
    before = checksums_in(other.current)
    now = checksums_in(target.current)
    assert {path for path in now if now.get(path) != before.get(path)} == {
        f"phat-hanh/{name}" for name in ("0002.json", "phat-hanh.json", "ban-ghi.json", "index.html")
    }


def test_unchanged_files_are_linked_and_never_to_the_output(target: Destination) -> None:
    target.published()
    first = target.current.resolve()
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    target.published()
    now = target.current.resolve()
    same = [path for path, digest in checksums_in(now).items() if checksums_in(first).get(path) == digest]
    assert len(same) > 50
    assert all((now / path).samefile(first / path) for path in same)
    assert not any((now / path).samefile(target.site.output / path) for path in same if path in target.site.paths())


def test_without_links_files_are_copied(target: Destination, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    target.published()
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    target.published()
    assert sound(target.current.resolve())


def test_an_altered_file_of_the_release_before_is_not_carried_over(target: Destination, accept: bool) -> None:
    target.published()
    page = target.current / "tinh/quang-tri/2024-q2.html"
    whole = page.read_bytes()
    page.write_bytes(whole.replace(b"tin", b"tun"))
    (target.current / "index.html").unlink()
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    run = target.publish("--yes")
    check_report(run, "publish-heals", accept)
    assert run.code == 0
    assert page.read_bytes() == whole
    assert sound(target.current.resolve())


def test_an_output_file_that_was_tampered_with_is_not_published(target: Destination, accept: bool) -> None:
    """Size and time tell the build nothing; the bytes are held against what the build wrote."""
    assert target.site.build().code == 0
    page = target.site.output / Q1_PAGE
    status = page.stat()
    page.write_bytes(page.read_bytes().replace(b"370", b"073"))
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    run = target.publish("--yes")
    check_report(run, "publish-output-altered", accept)
    assert run.code == 1
    assert target.ids() == []
    assert not target.current.exists()
    assert target.site.build("--full").code == 0
    target.published()
    assert sound(target.current.resolve())


def test_a_foreign_file_in_the_output_is_not_published(target: Destination) -> None:
    assert target.site.build().code == 0
    (target.site.output / "ghi-chu.txt").write_text("riêng")
    run = target.publish("--yes")
    assert run.code == 0
    assert "[file-foreign]" in run.stderr
    assert not (target.current / "ghi-chu.txt").exists()


def test_a_page_from_before_finds_its_versioned_files_after(target: Destination) -> None:
    target.published()
    style = next(path for path in checksums_in(target.current) if path.endswith("/site.css"))
    text = (PROJECT / "templates/static/site.css").read_text("utf-8")
    for number in range(11):
        target.site.write("templates/static/site.css", f"{text}/* {number} */")
        target.published()
        kept = style in checksums_in(target.current)
        assert kept == (number < 10), number
    assert target.command("verify").code == 0


def gone(site: Site) -> None:
    site.delete("content/records/hue/2024-q1.md")


LINK = "(../records/quang-tri/2024-q1.md)"


def renamed(site: Site) -> None:
    site.replace("content/pages/gioi-thieu.md", LINK, LINK.replace("2024-q1", "quy-mot"))
    site.move(Q1, "content/records/quang-tri/quy-mot.md")


def renamed_and_edited(site: Site) -> None:
    renamed(site)
    site.replace("content/records/quang-tri/quy-mot.md", "**370 tin**", "nhiều tin")


def reused(site: Site) -> None:
    text = site.read(Q1)
    text = text.replace("quarter: I/2024", "quarter: III/2023").replace("/2024\n", "/2023\n", 1)
    site.write(Q1, re.sub(r"^date: .*$", "date: 5/10/2023", text, flags=re.MULTILINE))


def titled(site: Site) -> None:
    site.replace("site_config.yaml", "vi: Kho thử", "vi: Kho khác")


def unlike(site: Site) -> None:
    for file in sorted((site.root / "content/records").rglob("*.md")):
        file.unlink()
    site.replace("content/pages/gioi-thieu.md", LINK, LINK.replace("2024-q1", "mot-cuoc"))
    site.write(
        "content/records/quang-tri/mot-cuoc.md",
        "---\ntitle: Một cuộc\nkind: giao-ban\nprovince: Quảng Trị\ndate: 3/3/2023\nforces: [công an, quân sự]\n"
        "source: Báo\n---\nNội dung.\n",
    )


REFUSED: dict[str, Callable[[Site], None]] = {
    "publish-record-lost": gone,
    "publish-renamed": renamed,
    "publish-renamed-and-edited": renamed_and_edited,
    "publish-identity-reused": reused,
    "publish-other-title": titled,
    "publish-other-records": unlike,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_cost_readers_something_is_refused(name: str, target: Destination, accept: bool) -> None:
    target.published()
    before = files_of(target.root)
    REFUSED[name](target.site)
    run = target.publish("--yes")
    check_report(run, name, accept)
    assert run.code == 1
    assert files_of(target.root) == before


def test_an_archive_may_take_a_new_title(target: Destination) -> None:
    target.published()
    titled(target.site)
    target.published("--renamed")
    assert target.head()["title"] == "Kho khác"
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    target.published()


def test_an_address_that_a_release_served_must_stay(target: Destination, accept: bool) -> None:
    """As after a program that gives records other addresses."""
    target.published()
    place = target.current.resolve()
    records = place / "phat-hanh/ban-ghi.json"
    text = records.read_text("utf-8").replace("tinh/quang-tri/2024-q1.html", "cu/quang-tri/2024-q1.html")
    replace_file(place, "phat-hanh/ban-ghi.json", text.encode())
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    run = target.publish("--yes")
    check_report(run, "publish-address-lost", accept)
    assert run.code == 1


def test_a_release_whose_records_cannot_be_trusted_is_no_ground_to_publish_on(
    target: Destination, accept: bool
) -> None:
    target.published()
    records = target.current / "phat-hanh/ban-ghi.json"
    records.write_text(records.read_text("utf-8").replace("hue/2024-q1", "hue/2024-q9"), "utf-8")
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    run = target.publish("--yes")
    check_report(run, "publish-damaged", accept)
    assert run.code == 1


@pytest.mark.parametrize("inside", ["output/web", "content/web", ".build/web", "", ".."])
def test_a_destination_inside_the_site_is_wrong_usage(inside: str, site: Site) -> None:
    assert site.run("publish", str(site.root / inside), "--yes").code == 2


def test_a_folder_with_other_things_in_it_is_refused(target: Destination, accept: bool) -> None:
    target.root.mkdir()
    (target.root / "bao-cao.docx").write_bytes(b"x")
    run = target.publish("--yes")
    check_report(run, "publish-folder-foreign", accept)
    assert (run.code, list(files_of(target.root))) == (1, ["bao-cao.docx"])


def test_a_file_in_the_place_of_the_folder_is_refused(target: Destination) -> None:
    target.root.write_text("tệp")
    assert target.publish("--yes").code == 1
    assert target.root.read_text() == "tệp"


def test_a_second_publish_is_told_who_runs_the_first(target: Destination, accept: bool) -> None:
    target.published()
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    owner = Owner("publish", "may-chu", 4711, "quan-tri", 1_773_300_000.0)
    with shelf_lock.sole_writer(target.root, break_lock=False):
        shelf_lock.leave_note(target.root, owner)
        before = files_of(target.root)
        run = target.publish("--yes", "--break-lock")
        check_report(run, "publish-running", accept)
        assert run.code == 1
        assert target.command("rollback").code == 1
        assert files_of(target.root) == before
    target.published()


def test_what_another_computer_left_undone_is_believed_until_told_otherwise(target: Destination, accept: bool) -> None:
    target.published()
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    shelf_lock.leave_note(target.root, Owner("publish", "may-khac", 4711, "quan-tri", 1_773_300_000.0))
    run = target.publish("--yes")
    check_report(run, "publish-abandoned", accept)
    assert run.code == 1
    target.published("--break-lock")


def test_a_disk_with_too_little_room_is_refused(
    target: Destination, accept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(target.site.root)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=150_000))
    run = target.publish("--yes")
    run = Run(run.code, "", re.sub(r"cần [\d,]+ MB", "cần … MB", run.stderr))
    check_report(run, "publish-disk-full", accept)
    assert run.code == 1
    assert not target.root.exists()


def test_a_destination_that_changes_while_an_answer_is_awaited_is_left_alone(
    target: Destination, accept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.published()
    target.site.replace(Q1, "**370 tin**", "nhiều tin")

    def publish_meanwhile(_: str) -> bool:
        (target.root / "releases/0002-000000000000").mkdir()
        return True

    monkeypatch.setattr(publishing, "confirmed", publish_meanwhile)
    run = target.publish()
    check_report(run, "publish-moved", accept)
    assert (run.code, target.head()["number"]) == (1, 1)


def test_releases_are_ordered_by_number_though_the_clock_goes_back(
    target: Destination, accept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773300000")
    target.published()
    page = (target.current / Q1_PAGE).stat().st_mtime
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "946684800")
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    run = target.publish("--yes")
    check_report(run, "publish-clock", accept)
    assert run.code == 0
    assert (target.current / Q1_PAGE).stat().st_mtime == page + 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4102444800")
    target.published("--again")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    target.published("--again")
    assert [name[:4] for name in target.ids()] == ["0001", "0002", "0003", "0004"]
    assert target.head()["number"] == 4
    assert target.command("rollback").code == 0
    assert target.head()["number"] == 3


def test_keep_removes_the_oldest_and_never_what_readers_may_be_in(target: Destination) -> None:
    for number in range(4):
        target.site.replace(Q1, "**370 tin**" if number == 0 else f"nhiều tin {number - 1}", f"nhiều tin {number}")
        target.published()
    first = target.ids()[0]
    assert target.command("rollback", first).code == 0
    target.site.replace(Q1, "nhiều tin 3", "nhiều tin 4")
    run = target.publish("--yes", "--keep", "1")
    assert run.code == 0
    assert target.ids() == [first, target.current_id()]
    assert target.current_id().startswith("0005-")
    assert "Đã bỏ bản cũ: 0002-" in run.stdout
    assert [each["number"] for each in target.head()["history"]] == [1, 2, 3, 4, 5]
    assert target.command("verify").code == 0


def test_an_earlier_file_that_is_lost_is_told_and_left_out(target: Destination, accept: bool) -> None:
    target.published()
    (target.current / "phat-hanh/0001.json").unlink()
    target.site.replace(Q1, "**370 tin**", "nhiều tin")
    run = target.publish("--yes")
    check_report(run, "publish-lost", accept)
    assert run.code == 0
    assert sound(target.current.resolve())


@pytest.fixture
def no_symlinks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A share on which links cannot be made, as from Windows."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("links are not supported")

    monkeypatch.setattr(os, "symlink", refuse)


@pytest.mark.usefixtures("no_symlinks")
def test_where_links_cannot_be_made_the_folder_itself_is_renamed(target: Destination) -> None:
    target.published().published("--again").published("--again")
    assert not target.current.is_symlink()
    assert target.head()["number"] == 3
    assert [name[:4] for name in target.ids()] == ["0001", "0002"]
    assert [line[:6] for line in target.command("releases").stdout.splitlines()] == ["  0001", "  0002", "* 0003"]
    assert target.command("verify").code == 0
    assert target.command("rollback").code == 0
    assert target.head()["number"] == 2
    target.published("--again", "--keep", "2")
    assert target.head()["number"] == 4
    assert [name[:4] for name in target.ids()] == ["0002"]


@pytest.mark.usefixtures("no_symlinks")
def test_a_publish_killed_between_the_two_renames_is_completed_by_the_next(target: Destination) -> None:
    target.published().published("--again")
    second = target.current_id()
    shelf_lock.leave_note(target.root, shelf_lock.me(shelf_lock.PUBLISH, second))
    target.current.rename(target.root / "releases" / second)
    assert [line[:6] for line in target.command("releases").stdout.splitlines()] == ["  0001", "* 0002"]
    run = target.publish("--yes")
    assert (run.code, run.stdout.startswith("Không có gì mới: 0002-")) == (0, True)
    assert target.current_id() == second
    assert sound(target.current)


def test_what_a_killed_publish_put_beside_the_others_was_never_a_release(target: Destination) -> None:
    target.published()
    first = target.current.resolve()
    unfinished = first.with_name("0002-000000000000")
    shutil.copytree(first, unfinished)
    shelf_lock.leave_note(target.root, shelf_lock.me(shelf_lock.PUBLISH, unfinished.name))
    assert len(target.command("releases").stdout.splitlines()) == 1
    assert target.command("rollback", "2").code == 1
    assert not unfinished.exists()
    assert target.current.resolve() == first


def test_problems_come_as_json_for_tools(target: Destination) -> None:
    target.published()
    gone(target.site)
    run = target.publish("--yes", "--format", "json")
    assert run.code == 1
    assert [each["code"] for each in json.loads(run.stdout)["problems"]] == ["release-record-lost"]
    run = target.publish("--yes", "--format", "json", "--lang", "en")
    assert "is published and is gone" in json.loads(run.stdout)["problems"][0]["message"]


def test_the_head_can_be_read_by_the_program_and_by_people(target: Destination) -> None:
    target.published()
    head = target.head()
    assert head["files"] == len(list(target.site.paths())) - 1
    sizes = {path: len(data) for path, data in target.site.pages().items() if path != "phat-hanh/index.html"}
    assert head["size"] == sum(sizes.values())
    assert msgspec.json.decode(json.dumps(head), type=shelf.Release).number == 1

"""Verifying a release: every file that is missing, altered or foreign is named, and so is a manifest that is wrong."""

import shutil
from pathlib import Path

from harness import Site
from shelves import MANIFEST, Q1_PAGE, Destination, check_report, replace_file


def test_verify_names_every_missing_altered_and_foreign_file(target: Destination, accept: bool, tmp_path: Path) -> None:
    target.published()
    copy = tmp_path / "ban-chep"
    shutil.copytree(target.current, copy)
    assert Destination(target.site, copy).command("verify").code == 0
    page = copy / Q1_PAGE
    data = bytearray(page.read_bytes())
    data[100] ^= 1
    page.write_bytes(data)
    (copy / "tinh/quang-tri/2024-q2.html").unlink()
    (copy / "tinh/quang-tri/.an.html").write_text("lạ")
    (copy / "la.html").write_text("lạ")
    (copy / "index.html").unlink()
    (copy / "index.html").symlink_to(target.site.output / "index.html")
    run = Destination(target.site, copy).command("verify")
    check_report(run, "verify-names-files", accept)
    assert run.code == 1


def test_verify_sees_a_manifest_that_was_changed_along_with_a_file(target: Destination, accept: bool) -> None:
    target.published()
    page = (target.current / Q1_PAGE).read_bytes()
    replace_file(target.current.resolve(), Q1_PAGE, page.replace(b"370", b"073"))
    run = target.command("verify")
    check_report(run, "verify-manifest-altered", accept)
    assert run.code == 1


def test_verify_reports_lines_that_are_none(target: Destination, accept: bool) -> None:
    target.published()
    manifest = target.current / MANIFEST
    spoilt = f"{'0' * 64}  ../ngoai.html\nkhông phải\n"
    manifest.write_text(spoilt + manifest.read_text("utf-8"), "utf-8")
    run = target.command("verify")
    check_report(run, "verify-manifest-line", accept)
    assert run.code == 1


def test_verify_of_what_is_no_release(tmp_path: Path, small_site: Site, accept: bool) -> None:
    run = Destination(small_site, tmp_path / "site").command("verify")
    check_report(run, "verify-no-manifest", accept)
    assert run.code == 1

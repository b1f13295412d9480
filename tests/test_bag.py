"""A BagIt package holds the sources and the site, and its checksums hold."""

import shutil
from pathlib import Path

import bagit
import pytest
from harness import Site


def test_a_package_holds_sources_and_site_and_is_valid(small_site: Site, tmp_path: Path) -> None:
    run = small_site.run("bag", str(tmp_path / "goi"))
    assert run.code == 0, run.stderr
    bag = bagit.Bag(str(tmp_path / "goi"))
    bag.validate()
    payload = set(bag.payload_entries())
    assert {f"data/site/{path}" for path in small_site.paths()} <= payload
    assert {"data/sources/site_config.yaml", "data/sources/content/records/quang-tri/2024-q1.md"} <= payload
    page = tmp_path / "goi/data/site/index.html"
    page.write_bytes(page.read_bytes() + b" ")
    with pytest.raises(bagit.BagValidationError):
        bag.validate()


def test_equal_content_gives_an_equal_package(
    small_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1567641600")
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    packages = []
    for name in ("first", "second"):
        shutil.rmtree(small_site.root / ".build", ignore_errors=True)
        shutil.rmtree(small_site.output, ignore_errors=True)
        assert small_site.run("bag", str(tmp_path / name)).code == 0
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        packages.append({path.relative_to(tmp_path / name): path.read_bytes() for path in files})
    assert packages[0] == packages[1]
    assert b"Bagging-Date: 2019-09-05" in packages[0][Path("bag-info.txt")]
    assert {f"data/site/du-lieu/{name}" for name in ("so-lieu.csv", "so-lieu.xlsx", "so-lieu.json", "kho.sqlite")} <= {
        path.as_posix() for path in packages[0]
    }


def test_a_faulty_archive_is_not_packed(small_site: Site, tmp_path: Path) -> None:
    small_site.replace("content/records/quang-tri/2024-q1.md", "quarter: I/2024", "quarter: VI/2024")
    assert small_site.run("bag", str(tmp_path / "goi")).code == 1
    assert not (tmp_path / "goi").exists()


@pytest.mark.parametrize("target", ["output/goi", "content/goi", "content"])
def test_a_package_is_not_written_over_anything(small_site: Site, target: str) -> None:
    assert small_site.run("bag", str(small_site.root / target)).code == 2

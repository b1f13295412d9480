"""A BagIt package holds the sources and the site, and its checksums hold."""

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


def test_a_faulty_archive_is_not_packed(small_site: Site, tmp_path: Path) -> None:
    small_site.replace("content/records/quang-tri/2024-q1.md", "quarter: I/2024", "quarter: VI/2024")
    assert small_site.run("bag", str(tmp_path / "goi")).code == 1
    assert not (tmp_path / "goi").exists()


@pytest.mark.parametrize("target", ["output/goi", "content/goi", "content"])
def test_a_package_is_not_written_over_anything(small_site: Site, target: str) -> None:
    assert small_site.run("bag", str(small_site.root / target)).code == 2

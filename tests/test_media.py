"""Photos and attachments: what is published of them, and what is made again after a change."""

import io
import re
import shutil
from pathlib import Path

import pytest
from harness import Site
from PIL import ExifTags, Image

CASE = Path(__file__).parent / "cases" / "photos-and-attachments"
RECORD = "content/records/quang-tri/2024-q1.md"
PHOTO = "content/media/quang-tri/hoi-nghi.jpg"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.of_case(CASE, tmp_path / "site")
    assert site.build().code == 0
    return site


def published(site: Site) -> list[str]:
    """The files below media/, without the digests in the addresses of photos."""
    paths = (path.removeprefix("media/quang-tri/") for path in site.paths() if path.startswith("media/"))
    return [re.sub(r"-[0-9a-f]{8}(-\d+\.)", r"\1", path) for path in paths]


def picture_at(site: Site, name: str, ending: str) -> Path:
    """The published photo of that name, whatever its digest."""
    return next((site.output / "media/quang-tri").glob(f"{name}-????????-{ending}"))


def test_photos_come_in_sizes_no_larger_than_they_are_and_unused_files_do_not_come(site: Site) -> None:
    assert published(site) == [
        "bien-ban.pdf",
        *("hoi-nghi-480.jpg", "hoi-nghi-480.webp", "hoi-nghi-800.jpg", "hoi-nghi-800.webp"),
        *("so-do-300.jpg", "so-do-300.webp"),
    ]


@pytest.mark.parametrize("suffix", ["jpg", "webp"])
def test_a_published_photo_holds_nothing_but_its_pixels(site: Site, suffix: str) -> None:
    with Image.open(site.root / PHOTO) as original:
        assert original.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    with Image.open(picture_at(site, "hoi-nghi", f"480.{suffix}")) as picture:
        assert dict(picture.getexif()) == {}
        assert {"exif", "icc_profile", "xmp", "comment"} & picture.info.keys() == set()


def test_a_photo_taken_upright_stands_upright(site: Site) -> None:
    """The camera lay on its side: the red corner, stored at the left, belongs at the right."""
    with Image.open(picture_at(site, "hoi-nghi", "480.jpg")) as picture:
        assert picture.size == (480, 720)
        red, _, blue = picture.convert("RGB").getpixel((460, 20))
        assert red > 150 > 80 > blue


def test_transparent_parts_become_white(site: Site) -> None:
    with Image.open(picture_at(site, "so-do", "300.jpg")) as picture:
        assert min(picture.convert("RGB").getpixel((10, 10))) > 120


def test_an_attachment_is_published_byte_for_byte(site: Site) -> None:
    attached = (site.output / "media/quang-tri/bien-ban.pdf").read_bytes()
    assert attached == (site.root / "content/media/quang-tri/bien-ban.pdf").read_bytes()


def test_a_second_build_makes_nothing_again(site: Site) -> None:
    kept = {file: file.stat().st_mtime_ns for file in (site.root / ".build" / "media").rglob("*.jpg")}
    before = site.times()
    assert ": 0 ghi mới" in site.build().stdout
    assert site.times() == before
    assert {file: file.stat().st_mtime_ns for file in (site.root / ".build" / "media").rglob("*.jpg")} == kept


def test_a_changed_photo_changes_its_copies_and_nothing_else(site: Site) -> None:
    before = site.times()
    bytes_ = io.BytesIO()
    Image.new("RGB", (800, 1200), "navy").save(bytes_, "JPEG")
    site.write(PHOTO, bytes_.getvalue())
    assert site.build().code == 0
    written = {path for path, time in site.times().items() if before.get(path) != time}
    copies = {path for path in site.paths() if "hoi-nghi" in path}
    assert written == copies | {"tinh/quang-tri/2024-q1.html"}


def test_lost_copies_are_made_again(site: Site) -> None:
    before = site.pages()
    shutil.rmtree(site.root / ".build" / "media")
    shutil.rmtree(site.output / "media")
    assert site.build().code == 0
    assert site.pages() == before


def test_a_photo_that_goes_missing_is_a_fault_and_a_withdrawn_record_publishes_none(site: Site) -> None:
    site.delete(PHOTO)
    assert "[media-missing]" in site.build().stderr
    site.replace(RECORD, "kind: giao-ban", "status: withdrawn\nreason: Nhập nhầm\nkind: giao-ban")
    assert site.build().code == 0
    assert published(site) == []

"""Makes the pictures that README.md shows: `python tools/screenshots.py`, with Chromium and the test libraries."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests"), str(PROJECT / "bench")]

from chromium import start  # noqa: E402
from corpus import write_site  # noqa: E402

from giaoban.cli import main  # noqa: E402

WIDTH, HEIGHT, SHOWN = 1100, 800, 420


def shoot(page: Path, target: Path) -> None:
    """The top of a page, made small."""
    with tempfile.TemporaryDirectory() as profile:
        browser = start(Path(profile))
        browser.set_window_size(WIDTH, HEIGHT)
        browser.get(page.as_uri())
        picture = Image.open(io.BytesIO(browser.get_screenshot_as_png()))
        browser.quit()
    small = picture.resize((SHOWN, round(picture.height * SHOWN / picture.width)), Image.Resampling.LANCZOS)
    small.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(target, optimize=True)


def shoot_all() -> None:
    images = PROJECT / "docs" / "images"
    images.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        output, filled = Path(folder) / "output", Path(folder) / "filled"
        main(["build", "--site", str(PROJECT), "--output", str(output)])
        shoot(output / "tinh" / "gia-lai" / "2022-q2.html", images / "record.png")
        write_site(700, filled)
        main(["build", "--site", str(filled)])
        shoot(filled / "output" / "bao-phu.html", images / "coverage.png")


if __name__ == "__main__":
    shoot_all()

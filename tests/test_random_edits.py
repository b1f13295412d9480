"""Edits in a random sequence, as an archive lives through them: after each, the output is that of a clean build.

`pytest --records 2000 --edits 200 tests/test_random_edits.py` is the test at its full size.
"""

import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import PROJECT, Run, Site
from search_site import own_vocabulary

sys.path.append(str(PROJECT / "bench"))

from corpus import write_site

SEEDS = (20190905, 3)
"""The seeds of the sequences; one that found a fault stays here."""

Edit = Callable[[random.Random, Site, Path], None]


def rewrite(site: Site, record: Path, old: str, new: str) -> None:
    """Puts `new` in place of the rest of the first line that begins with `old`."""
    lines = record.read_text(encoding="utf-8").split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith(old))
    lines[place] = old + new
    site.write(str(record.relative_to(site.root)), "\n".join(lines))


def append(chance: random.Random, site: Site, record: Path) -> None:
    added = chance.choice(["Thêm một câu.", "## Mục mới", "- một\n- hai", "x" * 2000])
    site.write(str(record.relative_to(site.root)), f"{record.read_text(encoding='utf-8')}\n{added}\n")


def save_again(chance: random.Random, site: Site, record: Path) -> None:
    site.write(str(record.relative_to(site.root)), record.read_bytes())


def change_title(chance: random.Random, site: Site, record: Path) -> None:
    rewrite(site, record, "title: ", f"Hội nghị số {chance.randrange(1000)}")


def change_chair(chance: random.Random, site: Site, record: Path) -> None:
    rewrite(site, record, "chair: ", f"Người thứ {chance.choice(['nhất', 'hai', 'ba'])}, Chủ tịch UBND tỉnh")


def change_figure(chance: random.Random, site: Site, record: Path) -> None:
    rewrite(site, record, "    value: ", str(chance.randrange(900)))


def change_date(chance: random.Random, site: Site, record: Path) -> None:
    day, month = chance.randrange(1, 28), chance.randrange(1, 12)
    if month > 6 and record.parent.name not in own_vocabulary().provinces.eras[1].units:
        month -= 6  # A unit that was merged on 1 July 2025 meets no more.
    rewrite(site, record, "date: ", f"{day}/{month}/2025")


def withdraw(chance: random.Random, site: Site, record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    if "status:" not in text:
        changed = text.replace("kind: giao-ban\n", "kind: giao-ban\nstatus: thu hồi\nreason: Nhập nhầm.\n", 1)
        site.write(str(record.relative_to(site.root)), changed)


def add(chance: random.Random, site: Site, record: Path) -> None:
    shutil.copy(record, record.with_name(f"them-{chance.randrange(10**6)}.md"))


def delete(chance: random.Random, site: Site, record: Path) -> None:
    record.unlink()


def move(chance: random.Random, site: Site, record: Path) -> None:
    record.rename(record.with_name(f"doi-ten-{chance.randrange(10**6)}.md"))


def change_configuration(chance: random.Random, site: Site, record: Path) -> None:
    rewrite(site, site.root / "site_config.yaml", "  vi: Kho", f" lưu trữ số {chance.randrange(1000)}")


def touch_output(chance: random.Random, site: Site, record: Path) -> None:
    paths = sorted(path for path in site.paths() if path.endswith(".html"))
    site.write(f"output/{chance.choice(paths)}", "hỏng")


EDITS: tuple[Edit, ...] = (
    *(append, append, append, save_again, change_title, change_chair, change_figure, change_date),
    *(withdraw, add, delete, move, change_configuration, touch_output),
)


def warnings_of(run: Run) -> list[str]:
    """The first line of each warning, which says where it stands."""
    return [line for line in run.stderr.split("\n") if "cảnh báo[" in line]


@pytest.mark.parametrize("seed", SEEDS)
def test_after_edits_in_any_sequence_the_output_is_that_of_a_clean_build(
    seed: int, records: int, edits: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    write_site(records, tmp_path / "site")
    site, clean = Site(tmp_path / "site"), Site(tmp_path / "clean")
    site.settle()
    assert site.build().code == 0
    for number in range(edits):
        edit = chance.choice(EDITS)
        for _ in range(chance.choice([1, 1, 2])):
            edit(chance, site, chance.choice(sorted((site.root / "content" / "records").rglob("*.md"))))
        site.settle()
        built = site.build()
        assert built.code == 0, built.stderr
        shutil.rmtree(clean.root, ignore_errors=True)
        shutil.copytree(site.root, clean.root, ignore=shutil.ignore_patterns("output", ".build"))
        afresh = clean.build()
        assert afresh.code == 0
        assert warnings_of(built) == warnings_of(afresh), f"edit {number}: {edit.__name__}"
        differing = {path for path, _ in site.pages().items() ^ clean.pages().items()}
        assert differing == set(), f"edit {number}: {edit.__name__}"

"""Keeps reading and writing within a folder, whatever links or names lie in it."""

import os
from pathlib import Path

OUTSIDE = "liên kết dẫn ra ngoài / a link that leads elsewhere"


def leads_out(root: Path, path: str) -> bool:
    """Whether `path` below `root` lies elsewhere once all links on its way are followed."""
    return not Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root))


def inside(root: Path, path: str) -> Path:
    """`path` below `root`; ValueError if its very name leads elsewhere."""
    refuse_elsewhere(path)
    return root / path


def refuse_elsewhere(path: str) -> None:
    """ValueError if the very name of `path` leads out of a folder that it is to lie in."""
    if path.startswith("/") or ".." in path.replace("\\", "/").split("/"):
        raise ValueError(f"{path!r} leads out of its folder")


def refuse_link(folder: Path) -> None:
    """OSError if `folder`, or anything right below it, is a link: what is written there would land elsewhere."""
    below = list(os.scandir(folder)) if folder.is_dir() else []
    for each in (folder, *(Path(entry.path) for entry in below if entry.is_symlink())):
        if each.is_symlink():
            raise OSError(None, OUTSIDE, str(each))


def refuse_way_out(root: Path, path: str) -> None:
    """OSError if a link below `root` leads elsewhere."""
    if leads_out(root, path):
        raise OSError(None, OUTSIDE, path)

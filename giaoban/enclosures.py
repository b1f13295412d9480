"""The photos and attachments that a record names: where their files lie, and what may be published."""

import re
from collections.abc import Iterator

import msgspec

from giaoban.nodes import Document
from giaoban.problems import Problem, Spot
from giaoban.schema import RecordForm

MEDIA = "content/media/"
SAFE = re.compile(r"(?:[a-z0-9]+(?:[-_][a-z0-9]+)*/)*[a-z0-9]+(?:[-_][a-z0-9]+)*\.[a-z0-9]+")
"""Paths that are addresses as they stand, on every system; with them no path leads out of the folder."""

PICTURES = ("jpg", "jpeg", "png", "webp")
DOCUMENTS = {
    "pdf": "PDF",
    "doc": "Word",
    "docx": "Word",
    "xls": "Excel",
    "xlsx": "Excel",
    "pptx": "PowerPoint",
    "odt": "OpenDocument",
    "ods": "OpenDocument",
    "csv": "CSV",
    "txt": "TXT",
    "zip": "ZIP",
    "mp3": "MP3",
    "mp4": "MP4",
}
"""What may be attached, with its name; nothing that a browser would run, so neither SVG nor HTML;
pictures are left to photos, which publish no place or device that a file holds."""


class Enclosure(msgspec.Struct, frozen=True):
    """A file that a record encloses: its path under content/media/, as what, and where the record names it."""

    file: str
    photo: bool
    spot: Spot


class Rendition(msgspec.Struct, frozen=True):
    """A photo made smaller: the copy's width and height, and the file that holds it."""

    width: int
    height: int
    suffix: str
    stored: str
    digest: str


class Medium(msgspec.Struct, frozen=True):
    """An enclosed file as found on disk: its bytes' digest and number; of a photo, what was made of it.

    `rights` is what the file itself says of its author and copyright; the copies leave it out with all else.
    """

    file: str
    photo: bool
    digest: str
    size: int
    rights: str = ""
    renditions: tuple[Rendition, ...] = ()


def read_enclosures(form: RecordForm, document: Document) -> tuple[tuple[Enclosure, ...], list[Problem]]:
    """The files that a record encloses, and those whose names or kinds are refused."""
    enclosures, problems = [], []
    for field, number, file in _named(form):
        spot = document.at((field, number, "file"))
        photo = field == "photos"
        code = _refusal(file, photo)
        if code:
            allowed = ", ".join(PICTURES if photo else DOCUMENTS)
            problems.append(Problem(document.file, spot, code, {"found": file, "allowed": allowed}))
        else:
            enclosures.append(Enclosure(file, photo, spot))
    return tuple(enclosures), problems


def _named(form: RecordForm) -> Iterator[tuple[str, int, str]]:
    for number, photo in enumerate(form.photos):
        if photo.file:
            yield "photos", number, photo.file
    for number, attachment in enumerate(form.attachments):
        yield "attachments", number, attachment.file


def _refusal(file: str, photo: bool) -> str:
    if not SAFE.fullmatch(file):
        return "media-name"
    ending = file.rpartition(".")[2]
    if ending not in (PICTURES if photo else DOCUMENTS):
        return "photo-kind" if photo else "attachment-kind"
    return ""

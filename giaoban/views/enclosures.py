"""A record's photos, in the sizes that were made of them, and its attachments with kind and size."""

import msgspec

from giaoban import addresses, formats
from giaoban.enclosures import DOCUMENTS, Medium
from giaoban.records import Record
from giaoban.views.common import Link, Reading

SIZES = "(min-width: 44rem) 22rem, 100vw"
SHOWN = 960
"""The width of the copy for browsers that know no srcset, where the photo has one."""


class PictureView(msgspec.Struct, frozen=True):
    """The copies of a photo: one for all, sets to choose from, and its shape, which keeps its place on the page."""

    src: str
    jpeg_set: str
    webp_set: str
    sizes: str
    width: int
    height: int


class PhotoView(msgspec.Struct, frozen=True):
    """A photo with its caption; `picture` is None where the archive holds no file."""

    caption: str
    credit: str
    rights: str
    note: str
    picture: PictureView | None


class AttachmentView(msgspec.Struct, frozen=True):
    link: Link
    detail: str


def photo_views(record: Record, media: tuple[Medium, ...], root: str, reading: Reading) -> tuple[PhotoView, ...]:
    known = {medium.file: medium for medium in media if medium.photo}
    views = []
    for photo in record.photos:
        medium = known.get(photo.file)
        rights = medium.rights if medium and medium.rights not in photo.credit else ""
        views.append(
            PhotoView(
                caption=photo.caption,
                credit=photo.credit,
                rights=reading.text("record.rights", rights=rights) if rights else "",
                note=photo.note,
                picture=_picture(medium, root) if medium else None,
            )
        )
    return tuple(views)


def _picture(medium: Medium, root: str) -> PictureView:
    shown = max((each for each in medium.renditions if each.width <= SHOWN), key=lambda each: each.width, default=None)
    shown = shown or medium.renditions[0]
    return PictureView(
        src=root + addresses.picture(medium.file, medium.digest, shown.width, "jpg"),
        jpeg_set=_set(medium, "jpg", root),
        webp_set=_set(medium, "webp", root),
        sizes=SIZES,
        width=shown.width,
        height=shown.height,
    )


def _set(medium: Medium, suffix: str, root: str) -> str:
    return ", ".join(
        f"{root}{addresses.picture(medium.file, medium.digest, each.width, suffix)} {each.width}w"
        for each in medium.renditions
        if each.suffix == suffix
    )


def attachment_views(
    record: Record, media: tuple[Medium, ...], root: str, reading: Reading
) -> tuple[AttachmentView, ...]:
    known = {medium.file: medium for medium in media if not medium.photo}
    views = []
    for attachment in record.attachments:
        medium = known[attachment.file]
        kind = DOCUMENTS[attachment.file.rpartition(".")[2]]
        link = Link(root + addresses.attachment(attachment.file), attachment.title)
        views.append(AttachmentView(link, f"{kind}, {formats.file_size(medium.size, reading.language)}"))
    return tuple(views)

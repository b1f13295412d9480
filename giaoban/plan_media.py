"""Which files stand behind the records' photos and attachments: only what a record names is published."""

from collections.abc import Iterable, Iterator

from giaoban import addresses
from giaoban.enclosures import MEDIA, Medium
from giaoban.inputs import AssetInputs
from giaoban.pages import ASSET, Page


def plan_media(media: Iterable[Medium]) -> Iterator[Page]:
    """The photos' smaller copies and the attachments, each once; the photos' originals stay unpublished."""
    for medium in dict.fromkeys(media):
        if not medium.photo:
            inputs = AssetInputs(MEDIA + medium.file, medium.digest)
            yield Page(addresses.attachment(medium.file), ASSET, inputs, MEDIA + medium.file)
        for each in medium.renditions:
            address = addresses.picture(medium.file, medium.digest, each.width, each.suffix)
            yield Page(address, ASSET, AssetInputs(each.stored, each.digest), MEDIA + medium.file)

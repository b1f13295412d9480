"""Reads the enclosed files and makes photos smaller, each once: what was made is kept by the digest of its content."""

import contextlib
import io
import re
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from PIL import ExifTags, Image, ImageCms, ImageOps
from PIL import __version__ as pillow_version

from giaoban import disk
from giaoban.bounds import leads_out
from giaoban.enclosures import MEDIA, Medium, Rendition
from giaoban.ledger import Stamp
from giaoban.setting import setting_of
from giaoban.sources import digest
from giaoban.stage import stage_page

WIDTHS = (480, 960, 1600)
MOST_PIXELS = 64_000_000
FORMATS = {"jpg": ("JPEG", {"quality": 82, "optimize": True, "progressive": True}), "webp": ("WEBP", {"quality": 80})}
RULES = f"1 {WIDTHS} {MOST_PIXELS} {FORMATS} {pillow_version}"
"""What else the copies depend on besides the photo's bytes."""


class Found(msgspec.Struct, frozen=True):
    """What is known of an enclosed file: the medium, or the code of what is wrong with it."""

    file: str
    stamp: Stamp
    medium: Medium | None = None
    code: str = ""
    params: dict[str, str] = {}


class MediaJob(msgspec.Struct, frozen=True):
    site: str
    limit: int


Spread = Callable[[list[tuple[str, bool]]], Iterable[Found]]


def known_media(site: Path, limit: int) -> dict[str, Found]:
    """What the last build knew of each enclosed file; nothing, if that cannot be read or was under another limit."""
    with contextlib.suppress(OSError, msgspec.DecodeError):
        rules, found = msgspec.json.decode(_memory(site).read_bytes(), type=tuple[str, dict[str, Found]])
        if rules == f"{RULES} {limit}":
            return found
    return {}


def remember_media(site: Path, limit: int, found: dict[str, Found]) -> None:
    memory = _memory(site)
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_bytes(msgspec.json.encode((f"{RULES} {limit}", found)))


def key_of(file: str, photo: bool) -> str:
    """The same file may be a photo of one record and an attachment of another."""
    return f"{'photo' if photo else 'attachment'} {file}"


def _memory(site: Path) -> Path:
    return site / disk.BUILD / "media" / "known.json"


def current(site: Path, found: Found) -> bool:
    """Whether what is known of a file still holds: it did not change, and the copies made of it are there."""
    copies = found.medium.renditions if found.medium else ()
    unchanged = disk.stamp(site, MEDIA + found.file) == found.stamp
    return unchanged and all(disk.stamp(site, each.stored) for each in copies)


def examine(job: bytes, files: list[tuple[str, bool]]) -> list[Found]:
    """Reads enclosed files; of each photo makes the copies that are not kept already."""
    order = setting_of(_order, job)
    return [_examine(Path(order.site), file, photo, order.limit) for file, photo in files]


def _order(job: bytes) -> MediaJob:
    return msgspec.msgpack.decode(job, type=MediaJob)


def _examine(site: Path, file: str, photo: bool, limit: int) -> Found:
    stamp = disk.stamp(site, MEDIA + file)
    if stamp is None:
        return Found(file, Stamp(-1, 0), code="media-missing", params={"found": file})
    if leads_out(site, MEDIA + file):
        return Found(file, stamp, code="symlink-outside")
    source, problems = disk.read_source(site, MEDIA + file, limit)
    if source is None:
        return Found(file, stamp, code=problems[0].code, params=problems[0].params)
    name = digest(source.data)
    medium = Medium(file, photo, name, len(source.data))
    if not photo:
        return Found(file, stamp, medium)
    folder = f".build/media/{digest(f'{name} {RULES}'.encode())}"
    try:
        rights, renditions = _renditions(site, folder, source.data)
    except TooManyPixels as error:
        return Found(file, stamp, code="photo-too-large", params={"found": str(error), "limit": str(MOST_PIXELS)})
    except Exception as error:  # A decoder meets broken bytes with errors of almost any kind.
        return Found(
            file, stamp, code="photo-broken", params={"found": file, "detail": str(error).split(" <")[0] or repr(error)}
        )
    return Found(file, stamp, msgspec.structs.replace(medium, rights=rights, renditions=renditions))


class TooManyPixels(Exception):
    """A picture that would fill the memory when decoded, small as its file may be."""


def _renditions(site: Path, folder: str, data: bytes) -> tuple[str, tuple[Rendition, ...]]:
    described = site / folder / "renditions.json"
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(described.read_bytes(), type=tuple[str, tuple[Rendition, ...]])
    picture, rights = _decoded(data)
    made = []
    for width in sorted({min(width, picture.width) for width in WIDTHS}):
        height = max(1, round(picture.height * width / picture.width))
        smaller = picture.resize((width, height), Image.Resampling.LANCZOS) if width < picture.width else picture
        for suffix, (name, options) in FORMATS.items():
            target = io.BytesIO()
            smaller.save(target, name, **options)
            stored = f"{folder}/{width}.{suffix}"
            stage_page(site, stored, target.getvalue())
            made.append(Rendition(width, height, suffix, stored, digest(target.getvalue())))
    described.write_bytes(msgspec.json.encode((rights, made)))
    return rights, tuple(made)


def _decoded(data: bytes) -> tuple[Image.Image, str]:
    """The picture, upright, in sRGB and on white, and what its file says of its rights."""
    formats = ("JPEG", "PNG", "WEBP")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=formats) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise TooManyPixels(opened.width * opened.height)
                opened.verify()
        except Image.DecompressionBombError as error:
            raise TooManyPixels(re.sub(r"^\D*(\d+).*", r"\1", str(error))) from None
        with Image.open(io.BytesIO(data), formats=formats) as opened:
            exif = opened.getexif()
            rights = [str(exif.get(tag, "")).strip("\0 ") for tag in (ExifTags.Base.Artist, ExifTags.Base.Copyright)]
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            return _on_white(_in_srgb(upright)), ", ".join(dict.fromkeys(filter(None, rights)))


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return converted or picture
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture without transparency and without anything but its pixels."""
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        picture = Image.new("RGB", layer.size, "white")
        picture.paste(layer, mask=layer.getchannel("A"))
    plain = picture.convert("RGB")
    plain.info.clear()
    return plain

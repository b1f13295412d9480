"""What the disk holds, as values: one frozen source for each file that the build reads."""

import hashlib

import msgspec

REGISTER = "content/identities.txt"
"""The register of published identities, see register.py."""


class Source(msgspec.Struct, frozen=True):
    """A file's bytes under its path relative to the site, with forward slashes."""

    file: str
    data: bytes


def digest(data: bytes) -> str:
    """A short, stable name for some bytes: 128 bits of BLAKE2b in hexadecimal."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def checksum(data: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal, as manifests give it."""
    return hashlib.sha256(data).hexdigest()


def value_digest(value: object) -> str:
    """The digest of a frozen value, by its canonical msgpack form."""
    return digest(msgspec.msgpack.encode(value))

"""The program as it runs: what its output depends on besides the site."""

import functools
import hashlib
import platform
from importlib.metadata import version
from pathlib import Path

LIBRARIES = "Jinja2 MarkupSafe Markdown PyYAML python-slugify pydantic nh3 msgspec pillow XlsxWriter".split()


@functools.lru_cache(1)
def generator_digest() -> str:
    """The digest of this program, as it was when first asked for, and of the libraries that shape its output."""
    total = hashlib.blake2b(platform.python_version().encode(), digest_size=16)
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        total.update(file.name.encode() + file.read_bytes())
    for library in LIBRARIES:
        total.update(f"{library} {version(library)}".encode())
    return total.hexdigest()

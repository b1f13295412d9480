"""How the archive is to be served: the HTTP headers of every address, for the preview and for docs/serving/."""

import re

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; script-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
"""The Content-Security-Policy that every page carries itself, also where no server sends one."""

COMMON = {
    "Content-Security-Policy": f"{POLICY}; media-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer. A page cannot forbid by itself to be framed, and an attached recording, which the browser
shows in a page of its own making, must be allowed to play itself."""

NAMED_BY_CONTENT = re.compile(r"(?:^|/)static/[0-9a-f]{12}/")
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
"""Kept by the browser, and asked about each time: an unchanged page costs one short answer, 304."""

TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "csv": "text/csv",
    "md": "text/markdown",
    "txt": "text/plain",
    "xml": "application/xml",
    "json": "application/json",
    "svg": "image/svg+xml",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sqlite": "application/vnd.sqlite3",
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
"""The type of each kind of file in the output, by its ending."""

UNKNOWN = "application/octet-stream"
IN_UTF_8 = ("text/", "application/xml", "application/json")


def content_type(path: str) -> str:
    """The type of the file at `path`, of a text with its encoding."""
    kind = TYPES.get(path.rpartition(".")[2], UNKNOWN)
    return f"{kind}; charset=utf-8" if kind.startswith(IN_UTF_8) else kind


def headers_of(path: str) -> dict[str, str]:
    """All headers of the file at `path` but those that its server makes from its bytes."""
    cache = FOREVER if NAMED_BY_CONTENT.search(path) else ASK_AGAIN
    return {**COMMON, "Cache-Control": cache, "Content-Type": content_type(path)}

"""The static files of a theme: what pages refer to as it is."""

from collections import defaultdict

from giaoban.sources import Source, digest, value_digest

STATIC = "templates/static/"
SCRIPT = ".js"


def static_files(theme: tuple[Source, ...]) -> tuple[Source, ...]:
    """The static files in the order of their names; the scripts of a folder, `search/*.js`, are one, `search.js`.

    So a page that needs many parts asks for one file, which counts on a network share most of all.
    """
    files, parts = list[Source](), defaultdict[str, list[bytes]](list)
    for source in sorted((each for each in theme if each.file.startswith(STATIC)), key=lambda each: each.file):
        folder, inside, _ = source.file.removeprefix(STATIC).rpartition("/")
        if inside and source.file.endswith(SCRIPT):
            parts[STATIC + folder + SCRIPT].append(source.data)
        else:
            files.append(source)
    files += (Source(file, b"".join(data)) for file, data in parts.items())
    return tuple(sorted(files, key=lambda each: each.file))


def assets_folder(static: tuple[Source, ...]) -> str:
    """The folder in which the static files are served, named after their content, so that pages and assets match."""
    return f"static/{digest(b''.join(value_digest(source).encode() for source in static))[:12]}"

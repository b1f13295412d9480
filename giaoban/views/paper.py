"""What paper needs beside a link: where it leads, since nobody can follow it there."""

import posixpath
import re

INTERNAL = re.compile(r'<a href="(?![a-z][a-z0-9+.-]*:)([^"#]+)(#[^"]*)?"', re.IGNORECASE)


def spelt_out(body: str, address: str) -> str:
    """The body of the page at `address`, whose links to other pages say their addresses within the archive."""

    def spell(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(address), match[1]))
        return f'{match[0]} data-at="{path}{match[2] or ""}"'

    return INTERNAL.sub(spell, body)

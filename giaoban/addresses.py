"""Where each page lives. Addresses are permanent: change nothing here without leaving the old one working."""

import re

from giaoban.periods import Period

IDENTITY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME = 100
"""Bytes of a folder or file name: a name of 255 is legal on disk, but not with .html at its end."""
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
"""Names that Windows keeps for devices, whatever their suffix."""
RECORDS = "content/records/"
PAGES = "content/pages/"

UNKNOWN_YEAR = "khong-ro-nam"

HOME = "index.html"
PROVINCES = "tinh/index.html"
TIMES = "thoi-gian/index.html"
COVERAGE = "bao-phu.html"
MEDIA = "media/"
INDICATORS = "chi-tieu/index.html"
DATA = "du-lieu/index.html"
PACKAGE = "du-lieu/datapackage.json"
DATABASE = "du-lieu/kho.sqlite"
SITEMAP = "sitemap.xml"
OPENSEARCH = "opensearch.xml"
SEARCH = "tim-kiem.html"
RELEASES = "phat-hanh/"
RELEASE = "phat-hanh/index.html"
RELEASE_HEAD = "phat-hanh/phat-hanh.json"
RELEASED_RECORDS = "phat-hanh/ban-ghi.json"
VERSIONED = re.compile(
    r"static/[0-9a-f]{12}/|tim-kiem/.+-[0-9a-f]{6,8}\.js$|media/.+-[0-9a-f]{8}-[0-9]+\.(?:jpg|webp)$"
)
SHORT_DIGEST = 8
SEARCH_DIGEST = 6
"""How many digits the files of the search have: a large index has thousands, and the listing all of their digits."""


def identity_of(file: str) -> str:
    """The identity of the record in `file`: its path under content/records/ without .md."""
    return file.removeprefix(RECORDS).removesuffix(".md")


def name_fault(identity: str) -> str:
    """The code of what keeps an identity from being an address; "" if nothing does."""
    parts = identity.split("/")
    if len(parts) != 2:
        return "file-place"
    if not IDENTITY.fullmatch(identity):
        return "file-name"
    if any(part in RESERVED for part in parts):
        return "file-name-reserved"
    return "file-name-long" if any(len(part) > LONGEST_NAME for part in parts) else ""


def record(identity: str) -> str:
    return f"tinh/{identity}.html"


def province(slug: str) -> str:
    return f"tinh/{slug}.html"


def year(number: int) -> str:
    return f"thoi-gian/{number}.html"


def coverage_span(first: int, last: int) -> str:
    """The coverage of a span of years that is not the newest, whose page is COVERAGE."""
    return f"bao-phu-{first}-{last}.html"


def compendium(of: str | int) -> str:
    """The printable compendium of a year or of a province, given its number or slug.

    It has a folder of its own: beside a province's records it could take the address of one.
    """
    return f"tap/{of}.html"


def record_data(identity: str, suffix: str) -> str:
    """A record as a file to download: "md" as its editors wrote it, "json" as the archive read it."""
    return f"tinh/{identity}.{suffix}"


def picture(file: str, digest: str, width: int, suffix: str) -> str:
    """A photo made `width` pixels wide, given its path under content/media/ and a digest of it."""
    return f"{MEDIA}{file.rpartition('.')[0]}-{digest[:SHORT_DIGEST]}-{width}.{suffix}"


def attachment(file: str) -> str:
    return f"{MEDIA}{file}"


def meeting_days(number: int) -> str:
    """The meetings held in a year, by day."""
    return f"thoi-gian/{number}/ngay-hop.html"


def period(value: Period) -> str:
    """The page of the meetings that report on this very period."""
    if value.kind == "years":
        return f"thoi-gian/{value.from_year}-{value.to_year}.html"
    names = {
        "quarter": f"q{value.to_month // 3}",
        "half": f"h{value.to_month // 6}",
        "year": "ca-nam",
        "months": f"t{value.from_month}-{value.to_month}",
    }
    return f"thoi-gian/{value.from_year}/{names[value.kind]}.html"


def group(folder: str, slug: str = "index") -> str:
    """A page of people (chu-tri), forces (luc-luong), topics (chu-de), legal bases (can-cu) or kinds (loai)."""
    return f"{folder}/{slug}.html"


def indicator(slug: str) -> str:
    return f"chi-tieu/{slug}.html"


def indicator_year(slug: str, year: int) -> str:
    """An indicator's values of one year, 0 for those without one."""
    return f"chi-tieu/{slug}/{year or UNKNOWN_YEAR}.html"


def download(name: str, suffix: str) -> str:
    return f"du-lieu/{name}.{suffix}"


def cut_name(name: str, year: int, quarter: int) -> str:
    """The name of a table's part: of a year, or of a quarter; both are below 0 for the whole."""
    if year < 0:
        return name
    return f"{name}-{year or UNKNOWN_YEAR}" + (f"-q{quarter}" if quarter > 0 else "")


def feed(province: str = "") -> str:
    """The Atom feed of a province, or of the whole archive."""
    return f"tinh/{province}/feed.xml" if province else "feed.xml"


def page(slug: str) -> str:
    return f"{slug}.html"


def search_file(name: str, digest: str) -> str:
    """A file of the search index, by its name there ("tu/12") and the beginning of a digest of what it holds."""
    return f"tim-kiem/{name}-{digest[:SEARCH_DIGEST]}.js"


def part(address: str, number: int) -> str:
    """Part `number`, from 1, of a long list that begins at `address`."""
    return address if number == 1 else f"{address.removesuffix('.html')}-trang-{number}.html"


def address_of_file(file: str) -> str:
    """The page made from a file under content/; empty for any other file."""
    if file.startswith(RECORDS):
        return record(identity_of(file))
    if file.startswith(PAGES):
        return page(file.removeprefix(PAGES).removesuffix(".md"))
    return ""


def base_path(base_url: str) -> str:
    """Where on its server an archive at `base_url` begins: "/giao-ban/"; "/" if it has no full address."""
    return "/" + base_url.partition("://")[2].partition("/")[2]


def root_of(address: str) -> str:
    """What leads from the page at `address` to the top of the site: "", "../" or "../../"."""
    return "../" * address.count("/")


def relative(source: str, target: str) -> str:
    """The link from page `source` to page `target`, which names its file."""
    here, there = source.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])


def is_versioned(path: str) -> bool:
    """Whether the address changes whenever the file does, so that a page and such a file always belong together."""
    return VERSIONED.match(path) is not None


def changes(release: int) -> str:
    """The file that lists what a release changed."""
    return f"{RELEASES}{release:04}.json"

"""Where each page lives. Addresses are permanent: change nothing here without leaving the old one working."""

import re

from giaoban.periods import Period

IDENTITY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
RECORDS = "content/records/"
PAGES = "content/pages/"

HOME = "index.html"
PROVINCES = "tinh/index.html"
TIMES = "thoi-gian/index.html"
COVERAGE = "bao-phu.html"
SEARCH = "tim-kiem.html"


def identity_of(file: str) -> str:
    """The identity of the record in `file`: its path under content/records/ without .md."""
    return file.removeprefix(RECORDS).removesuffix(".md")


def record(identity: str) -> str:
    return f"tinh/{identity}.html"


def province(slug: str) -> str:
    return f"tinh/{slug}.html"


def year(number: int) -> str:
    return f"thoi-gian/{number}.html"


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


def page(slug: str) -> str:
    return f"{slug}.html"


def search_file(name: str) -> str:
    """A file of the search index, by its name there: "tu/12"."""
    return f"tim-kiem/{name}.js"


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

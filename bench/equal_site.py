"""Writes the site of a corpus once more for Hugo, with equal pages: `python bench/equal_site.py SITE DIR`.

A page for each record, province, quarter, year, person, force, topic, legal basis and kind, lists in parts of the same
length, feeds and a sitemap. Records are found by Hugo's taxonomies; the texts of bodies are the same files' texts.
"""

import json
import shutil
import sys
from pathlib import Path

import yaml

LAYOUTS = Path(__file__).resolve().parent / "layouts"
TAXONOMIES = ("province", "quarter", "year", "person", "force", "topic", "base", "kind")
PLURALS = {"person": "people"}
CONFIGURATION = {
    "baseURL": "https://luutru.example.vn/giao-ban/",
    "locale": "vi",
    "title": "Kho lưu trữ giao ban Nghị định 03",
    "uglyURLs": True,
    "pagination": {"pagerSize": 100, "disableAliases": True},
    "outputs": {kind: ["html"] for kind in ("section", "taxonomy", "term")} | {"home": ["html", "rss"]},
    "services": {"rss": {"limit": 50}},
    "taxonomies": {each: PLURALS.get(each, f"{each}s") for each in TAXONOMIES},
}


def write_equal_site(site: Path, target: Path) -> None:
    """Hugo's site of the records in `site`."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(LAYOUTS, target / "layouts")
    menu = [{"name": name, "pageRef": f"/{name}"} for name in CONFIGURATION["taxonomies"].values()]
    (target / "hugo.json").write_text(json.dumps(CONFIGURATION | {"menus": {"main": menu}}), "utf-8")
    with_feeds = {"title": "provinces", "cascade": {"outputs": ["html", "rss"]}}
    provinces = target / "content" / "provinces" / "_index.md"
    provinces.parent.mkdir(parents=True)
    provinces.write_text(json.dumps(with_feeds), "utf-8")
    for file in sorted((site / "content" / "records").rglob("*.md")):
        copy = target / "content" / "tinh" / file.relative_to(site / "content" / "records")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(equal_record(file.read_text("utf-8")), "utf-8")


def equal_record(text: str) -> str:
    """A record of the corpus under the names that Hugo's templates ask for."""
    _, front, body = text.split("---\n", 2)
    record = yaml.load(front, Loader=yaml.CBaseLoader)
    day, month, year = record["date"].split("/")
    chair = record["chair"].split(",")[0]
    told = {
        "title": record["title"],
        "date": f"{year}-{int(month):02}-{int(day):02}",
        "unit": record["province"],
        "provinces": [record["province"]],
        "quarters": [record["quarter"].replace("/", " ")],
        "years": [record["quarter"].split("/")[1]],
        "people": [chair, *(person["name"] for person in record["people"])],
        "forces": record["forces"],
        "topics": record["topics"],
        "bases": [base.replace("/", " ") for base in record["legal_bases"]],
        "kinds": [record["kind"]],
        **{key: record[key] for key in ("session", "chair", "lead", "figures", "conclusions", "source")},
    }
    return f"---\n{yaml.dump(told, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)}---\n{body}"


if __name__ == "__main__":
    write_equal_site(Path(sys.argv[1]), Path(sys.argv[2]))

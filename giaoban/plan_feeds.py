"""Decides which feeds and sitemaps there are. All of them need absolute addresses."""

from collections.abc import Collection, Iterable, Iterator

from giaoban import addresses
from giaoban.data_inputs import FeedInputs, OpenSearchInputs, SitemapInputs
from giaoban.index import Index, day_of
from giaoban.inputs import Row
from giaoban.pages import Page
from giaoban.vocabulary import Vocabulary

ENTRIES = 30
MOST_ADDRESSES = 50_000
"""How many addresses one sitemap may hold, by sitemaps.org."""

UNLISTED = {"alias", "tombstone", "not_found"}


def plan_feeds(index: Index, vocabulary: Vocabulary, pages: Collection[Page]) -> Iterator[Page]:
    """The feeds, the OpenSearch description, the sitemap of `pages` and the search; nothing without a base address."""
    if not vocabulary.config.base_url:
        return
    yield Page(addresses.feed(), "feed.xml", FeedInputs("", _dated(index.rows)))
    rows_of: dict[str, list[Row]] = {}
    for (slug, _), rows in index.by_unit.items():
        rows_of.setdefault(slug, []).extend(rows)
    for slug, held in rows_of.items():
        newest = sorted(held, key=lambda row: (day_of(row), row.identity), reverse=True)
        yield Page(addresses.feed(slug), "feed.xml", FeedInputs(slug, _dated(newest)))
    searched = (addresses.SEARCH,) if vocabulary.config.features.search else ()
    if searched:
        yield Page(addresses.OPENSEARCH, "opensearch.xml", OpenSearchInputs(addresses.SEARCH))
    listed = (page.path for page in pages if page.path.endswith(".html") and page.view not in UNLISTED)
    yield from sitemaps((*listed, *searched), MOST_ADDRESSES)


def _dated(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The newest meetings; one without any date cannot stand in a feed."""
    return tuple(row for row in rows if row.date or row.period)[:ENTRIES]


def sitemaps(listed: tuple[str, ...], size: int) -> Iterator[Page]:
    """One sitemap, or an index of several if there are too many addresses for one."""
    if len(listed) <= size:
        yield Page(addresses.SITEMAP, "sitemap.xml", SitemapInputs(listed, False))
        return
    names: list[str] = []
    for start in range(0, len(listed), size):
        names.append(f"sitemap-{len(names) + 1}.xml")
        yield Page(names[-1], "sitemap.xml", SitemapInputs(listed[start : start + size], False))
    yield Page(addresses.SITEMAP, "sitemap.xml", SitemapInputs(tuple(names), True))

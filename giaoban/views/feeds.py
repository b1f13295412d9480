"""The views of feeds, sitemaps and the OpenSearch description, all with absolute addresses."""

import msgspec

from giaoban import addresses
from giaoban.data_inputs import FeedInputs, OpenSearchInputs, SitemapInputs
from giaoban.index import day_of
from giaoban.inputs import Row
from giaoban.views.common import Reading


class EntryView(msgspec.Struct, frozen=True):
    """A meeting in a feed. There is no clock: what Atom calls updated is the day of the meeting."""

    address: str
    title: str
    updated: str
    summary: str
    kind: str


class FeedPage(msgspec.Struct, frozen=True):
    address: str
    home: str
    title: str
    updated: str
    entries: tuple[EntryView, ...]


NEVER = "2019-09-05T00:00:00+07:00"
"""The day of Decree 03/2019/NĐ-CP, for a feed without entries."""


def feed_view(address: str, inputs: FeedInputs, reading: Reading) -> FeedPage:
    config = reading.vocabulary.config
    entries = tuple(_entry(row, reading) for row in inputs.rows)
    title, home = config.title.of(reading.language), ""
    if inputs.province:
        title = f"{reading.vocabulary.provinces.latest(inputs.province).name} — {title}"
        home = addresses.province(inputs.province)
    return FeedPage(
        address=config.base_url + address,
        home=config.base_url + home,
        title=title,
        updated=max((entry.updated for entry in entries), default=NEVER),
        entries=entries,
    )


def _entry(row: Row, reading: Reading) -> EntryView:
    facts = [reading.unit(row.unit), row.locality, reading.period(row.period) if row.period else ""]
    facts.append(reading.date(row.date) if row.date else "")
    return EntryView(
        address=reading.vocabulary.config.base_url + addresses.record(row.identity),
        title=row.title,
        updated=f"{day_of(row).isoformat()}T00:00:00+07:00",
        summary=", ".join(filter(None, facts)),
        kind=reading.term("kinds", row.kind),
    )


class SitemapPage(msgspec.Struct, frozen=True):
    index: bool
    addresses: tuple[str, ...]


def sitemap_view(address: str, inputs: SitemapInputs, reading: Reading) -> SitemapPage:
    base = reading.vocabulary.config.base_url
    return SitemapPage(inputs.index, tuple(base + each for each in inputs.addresses))


class OpenSearchPage(msgspec.Struct, frozen=True):
    name: str
    description: str
    template: str


def opensearch_view(address: str, inputs: OpenSearchInputs, reading: Reading) -> OpenSearchPage:
    config = reading.vocabulary.config
    name = config.title.of(reading.language)
    description = reading.text("opensearch.description", title=name)
    return OpenSearchPage(name[:16], description, f"{config.base_url}{inputs.search}?q={{searchTerms}}")

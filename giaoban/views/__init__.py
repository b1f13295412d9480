"""Turns a page's inputs into what its template shows: strings and links, so that templates only place them."""

from collections.abc import Callable
from typing import Any

from giaoban import data_inputs, inputs, release_changes
from giaoban.views import (
    compendium,
    coverage,
    downloads,
    feeds,
    groups,
    home,
    indicators,
    provinces,
    record,
    record_data,
    release,
    search,
    times,
)
from giaoban.views.common import Reading, labels_of, site_context

__all__ = ["VIEWS", "Reading", "labels_of", "site_context"]

VIEWS: dict[str, tuple[Callable[[str, Any, Reading], Any], type]] = {
    "home": (home.home_view, inputs.HomeInputs),
    "provinces": (provinces.provinces_view, inputs.ProvincesInputs),
    "province": (provinces.province_view, inputs.ProvinceInputs),
    "coverage": (coverage.coverage_view, inputs.CoverageInputs),
    "record": (record.record_view, inputs.RecordInputs),
    "record_data": (record_data.record_data_view, inputs.RecordDataInputs),
    "tombstone": (record.tombstone_view, inputs.RecordInputs),
    "alias": (record.alias_view, inputs.AliasInputs),
    "times": (times.times_view, inputs.TimesInputs),
    "year": (times.year_view, inputs.YearInputs),
    "period": (times.period_view, inputs.PeriodInputs),
    "days": (times.days_view, inputs.DaysInputs),
    "group_index": (groups.group_index_view, inputs.GroupIndexInputs),
    "group": (groups.group_view, inputs.GroupInputs),
    "article": (groups.article_view, inputs.ArticleInputs),
    "compendium": (compendium.compendium_view, inputs.CompendiumInputs),
    "indicators": (indicators.indicators_view, data_inputs.IndicatorsInputs),
    "indicator": (indicators.indicator_view, data_inputs.IndicatorInputs),
    "indicator_year": (indicators.indicator_year_view, data_inputs.IndicatorYearInputs),
    "csv": (downloads.csv_view, data_inputs.ExportInputs),
    "json": (downloads.json_view, data_inputs.ExportInputs),
    "xlsx": (downloads.xlsx_view, data_inputs.ExportInputs),
    "database": (downloads.database_view, data_inputs.DatabaseInputs),
    "package": (downloads.package_view, data_inputs.PackageInputs),
    "data": (downloads.data_view, data_inputs.DataInputs),
    "data_parts": (downloads.data_parts_view, data_inputs.DataPartsInputs),
    "feed.xml": (feeds.feed_view, data_inputs.FeedInputs),
    "sitemap.xml": (feeds.sitemap_view, data_inputs.SitemapInputs),
    "opensearch.xml": (feeds.opensearch_view, data_inputs.OpenSearchInputs),
    "release": (release.release_view, release_changes.ReleaseInputs),
    "not_found": (groups.not_found_view, inputs.NotFoundInputs),
    "search": (search.search_view, inputs.SearchInputs),
    "search_vocabulary": (search.search_vocabulary_view, inputs.SearchVocabularyInputs),
    "search_listing": (search.search_listing_view, inputs.SearchListingInputs),
    "search_file": (search.search_file_view, inputs.SearchFileInputs),
}

"""Turns a page's inputs into what its template shows: strings and links, so that templates only place them."""

from collections.abc import Callable
from typing import Any

from giaoban import inputs
from giaoban.views import coverage, groups, home, provinces, record, search, times
from giaoban.views.common import Reading, site_context

__all__ = ["VIEWS", "Reading", "site_context"]

VIEWS: dict[str, tuple[Callable[[str, Any, Reading], Any], type]] = {
    "home": (home.home_view, inputs.HomeInputs),
    "provinces": (provinces.provinces_view, inputs.ProvincesInputs),
    "province": (provinces.province_view, inputs.ProvinceInputs),
    "coverage": (coverage.coverage_view, inputs.CoverageInputs),
    "record": (record.record_view, inputs.RecordInputs),
    "tombstone": (record.tombstone_view, inputs.RecordInputs),
    "alias": (record.alias_view, inputs.AliasInputs),
    "times": (times.times_view, inputs.TimesInputs),
    "year": (times.year_view, inputs.YearInputs),
    "period": (times.period_view, inputs.PeriodInputs),
    "days": (times.days_view, inputs.DaysInputs),
    "group_index": (groups.group_index_view, inputs.GroupIndexInputs),
    "group": (groups.group_view, inputs.GroupInputs),
    "article": (groups.article_view, inputs.ArticleInputs),
    "not_found": (groups.not_found_view, inputs.NotFoundInputs),
    "search": (search.search_view, inputs.SearchInputs),
    "search_vocabulary": (search.search_vocabulary_view, inputs.SearchVocabularyInputs),
    "search_file": (search.search_file_view, inputs.SearchFileInputs),
}

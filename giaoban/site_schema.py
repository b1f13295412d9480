"""What may be written in site_config.yaml, provinces.yaml, indicators.yaml and a page's front matter."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from giaoban import periods
from giaoban.fields import (
    Count,
    Day,
    Name,
    Names,
    Size,
    Slug,
    Strict,
    Text,
    Texts,
    WebAddress,
    YesNo,
    many,
    period,
    some,
)
from giaoban.schema import LegalBasisForm, closed

UNIT_TYPES = {"tinh": "tinh", "thanh-pho": "thanh-pho"}
LANGUAGES = {"vi": "vi", "en": "en"}


class LabelForm(Strict):
    vi: Text
    en: Text


Label = Annotated[
    LabelForm,
    BeforeValidator(
        lambda value: {"vi": value, "en": value} if isinstance(value, str) else value,
        json_schema_input_type=LabelForm | str,
    ),
]


class TermForm(Strict):
    slug: Slug
    label: Label
    spellings: Texts = ()


class DatedNameForm(Strict):
    """A name that a force bore for a time; both days are inclusive."""

    name: Name
    spellings: Names = ()
    start: Day | None = Field(None, alias="from")
    until: Day | None = None


class ForceTermForm(TermForm):
    names: many(DatedNameForm) = ()


class CoverageForm(Strict):
    start: period(periods.read_quarter) = Field(alias="from")


class LimitsForm(Strict):
    page_size: Size = 100
    file_size: Size = 1_000_000
    media_size: Size = 50_000_000


class FeaturesForm(Strict):
    exports: YesNo = True
    charts: YesNo = True
    search: YesNo = True


class ConfigForm(Strict):
    title: Label
    description: Label
    language: closed(LANGUAGES)
    base_url: WebAddress = ""
    forces: some(ForceTermForm)
    kinds: some(TermForm)
    stages: many(TermForm)
    legal_bases: many(LegalBasisForm) = ()
    coverage: CoverageForm | None = None
    limits: LimitsForm = LimitsForm()
    features: FeaturesForm = FeaturesForm()


class FormerNameForm(Strict):
    name: Text
    type: closed(UNIT_TYPES)
    until: Day


class UnitForm(Strict):
    slug: Slug
    name: Text
    type: closed(UNIT_TYPES)
    code: Text
    aliases: Texts = ()
    successor: Text = ""
    predecessors: Texts = ()
    former: FormerNameForm | None = None


class EraForm(Strict):
    start: Day | None = Field(None, alias="from")
    until: Day | None = None
    units: some(UnitForm)


class ProvincesForm(Strict):
    eras: some(EraForm)


class CategoryForm(Strict):
    slug: Slug
    label: Label


class IndicatorForm(Strict):
    slug: Slug
    label: Label
    unit: Label
    category: Text
    additive: YesNo
    definition: Label | None = None


class IndicatorsForm(Strict):
    categories: some(CategoryForm)
    indicators: some(IndicatorForm)


class PageForm(Strict):
    title: Label
    order: Count = 0
    description: Text = ""

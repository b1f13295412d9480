"""Title, description and example of every field that may be written, by the form that holds it."""

from pydantic import BaseModel

from giaoban import schema, site_schema
from giaoban.field_texts import parts, site
from giaoban.field_texts.field_text import FieldText
from giaoban.field_texts.record import RECORD

FIELD_TEXTS: dict[type[BaseModel], dict[str, FieldText]] = {
    schema.RecordForm: RECORD,
    schema.PersonForm: parts.PERSON,
    schema.StatementForm: parts.STATEMENT,
    schema.ChangeForm: parts.CHANGE,
    schema.ForceForm: parts.FORCE,
    schema.FigureForm: parts.FIGURE,
    schema.VenueForm: parts.VENUE,
    schema.LegalBasisForm: parts.LEGAL_BASIS,
    schema.PhotoForm: parts.PHOTO,
    schema.VideoForm: parts.VIDEO,
    schema.AttachmentForm: parts.ATTACHMENT,
    schema.PublicationForm: parts.PUBLICATION,
    schema.CorrectionForm: parts.CORRECTION,
    schema.InferenceForm: parts.INFERENCE,
    site_schema.LabelForm: site.LABEL,
    site_schema.TermForm: site.TERM,
    site_schema.ForceTermForm: site.FORCE_TERM,
    site_schema.DatedNameForm: site.DATED_NAME,
    site_schema.CoverageForm: site.COVERAGE,
    site_schema.LimitsForm: site.LIMITS,
    site_schema.FeaturesForm: site.FEATURES,
    site_schema.ConfigForm: site.CONFIG,
    site_schema.FormerNameForm: site.FORMER_NAME,
    site_schema.UnitForm: site.UNIT,
    site_schema.EraForm: site.ERA,
    site_schema.ProvincesForm: site.PROVINCES,
    site_schema.CategoryForm: site.CATEGORY,
    site_schema.IndicatorForm: site.INDICATOR,
    site_schema.IndicatorsForm: site.INDICATORS,
    site_schema.PageForm: site.PAGE,
}

PERIOD = FieldText(
    "Kỳ báo cáo",
    "Period",
    "Quý, 6 tháng, năm, một số tháng hoặc nhiều năm được báo cáo.",
    "The quarter, half-year, year, months or years reported on.",
    "II/2022",
)
"""Told of any of the five keys for periods, where it is not known yet which."""

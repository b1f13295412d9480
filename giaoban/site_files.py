"""Reads the files that describe the archive itself into the vocabulary that records are held against."""

import datetime
import functools
from typing import Any

from giaoban.decoding import decode, plain_spaces
from giaoban.frontmatter import read_yaml
from giaoban.nodes import Document
from giaoban.problems import NOWHERE, Problem, listed
from giaoban.records import LegalBasis
from giaoban.schema import LegalBasisForm
from giaoban.site_schema import (
    ConfigForm,
    EraForm,
    ForceTermForm,
    IndicatorsForm,
    LabelForm,
    ProvincesForm,
    TermForm,
    UnitForm,
)
from giaoban.sources import Source
from giaoban.validation import Form, validate
from giaoban.vietnamese import guess, slug
from giaoban.vocabulary import (
    Config,
    DatedName,
    Era,
    Features,
    FormerName,
    Indicator,
    Label,
    Limits,
    Provinces,
    Term,
    UnitEntry,
    Vocabulary,
    spelling_keys,
)


@functools.lru_cache(1)
def read_vocabulary(config: Source, provinces: Source, indicators: Source) -> tuple[Vocabulary | None, list[Problem]]:
    """The vocabulary of a site, or what is wrong with its three files."""
    config_form, config_document, problems = _read(ConfigForm, config)
    provinces_form, provinces_document, found = _read(ProvincesForm, provinces)
    problems += found
    indicators_form, indicators_document, found = _read(IndicatorsForm, indicators)
    problems += found
    if config_form:
        problems += _twice(config_document, "kinds", config_form.kinds)
        problems += _twice(config_document, "forces", config_form.forces)
        problems += _twice(config_document, "stages", config_form.stages)
    if provinces_form:
        problems += _lineage(provinces_form, provinces_document)
    if indicators_form:
        problems += _categories(indicators_form, indicators_document)
        problems += _twice(indicators_document, "indicators", indicators_form.indicators)
    if problems or not (config_form and provinces_form and indicators_form):
        return None, problems
    return (
        Vocabulary(
            config=_config(config_form),
            provinces=_provinces(provinces_form),
            categories=tuple(Term(each.slug, _label(each.label)) for each in indicators_form.categories),
            indicators={
                each.slug: Indicator(
                    each.slug,
                    _label(each.label),
                    _label(each.unit),
                    each.category,
                    each.additive,
                    _label(each.definition),
                )
                for each in indicators_form.indicators
            },
        ),
        [],
    )


def _read(form: type[Form], source: Source) -> tuple[Form | None, Document, list[Problem]]:
    text, problems = decode(source.file, source.data)
    if text is None or not text.strip():
        problems = problems or [Problem(source.file, NOWHERE, "file-empty")]
        return None, _empty(source.file), problems
    lines = text.split("\n")
    problems += plain_spaces(source.file, lines, 0, len(lines))
    document, found = read_yaml(source.file, tuple(lines), "\n".join(lines), 1)
    if not document.root.pairs:
        return None, document, listed([*problems, *found]) or [Problem(source.file, NOWHERE, "file-empty")]
    value, sound, more = validate(form, document)
    return value, sound, listed([*problems, *found, *more])


def _empty(file: str) -> Document:
    return read_yaml(file, (), "{}", 1)[0]


def _label(form: LabelForm | None) -> Label:
    return Label(form.vi, form.en) if form else Label("", "")


def _term(form: TermForm) -> Term:
    return Term(form.slug, _label(form.label), form.spellings)


def _force(form: ForceTermForm) -> Term:
    dated = tuple(
        DatedName(
            (name.name, *name.spellings),
            name.start.first_day if name.start else None,
            name.until.last_day if name.until else None,
        )
        for name in form.names
    )
    return Term(form.slug, _label(form.label), form.spellings, dated)


def legal_basis(form: LegalBasisForm) -> LegalBasis:
    """A legal basis; its slug holds the issuer too, since "413/QĐ-UBND" exists in every province and year."""
    number = form.number.replace("–", "-").replace("—", "-")
    local = "UBND" in number
    return LegalBasis(
        slug=slug(f"{number} {form.issuer}" if local else number),
        number=number,
        date=form.date,
        issuer=form.issuer,
        title=form.title,
        note=form.note,
    )


def _config(form: ConfigForm) -> Config:
    return Config(
        title=_label(form.title),
        description=_label(form.description),
        language="en" if form.language == "en" else "vi",
        base_url=form.base_url.rstrip("/") + "/" if form.base_url else "",
        forces=tuple(map(_force, form.forces)),
        kinds=tuple(map(_term, form.kinds)),
        stages=tuple(map(_term, form.stages)),
        legal_bases=tuple(map(legal_basis, form.legal_bases)),
        coverage_from=form.coverage.start if form.coverage else None,
        limits=Limits(form.limits.page_size, form.limits.file_size, form.limits.media_size),
        features=Features(form.features.exports, form.features.charts, form.features.search),
    )


def _provinces(form: ProvincesForm) -> Provinces:
    eras = tuple(_era(era) for era in form.eras)
    spellings: dict[str, str] = {}
    for era in eras:
        for unit in era.units.values():
            former = (unit.former.name,) if unit.former else ()
            for spelling in (unit.slug, unit.name, *unit.aliases, *former):
                spellings |= dict.fromkeys(sorted(spelling_keys(spelling)), unit.slug)
    return Provinces(eras, spellings)


def _era(form: EraForm) -> Era:
    return Era(
        first_day=form.start.first_day if form.start else datetime.date.min,
        last_day=form.until.last_day if form.until else datetime.date.max,
        units={unit.slug: _unit(unit) for unit in form.units},
    )


def _unit(form: UnitForm) -> UnitEntry:
    former = form.former
    return UnitEntry(
        slug=form.slug,
        name=form.name,
        type=form.type,
        code=form.code,
        aliases=form.aliases,
        successor=form.successor,
        predecessors=form.predecessors,
        former=FormerName(former.name, former.type, former.until.last_day) if former else None,
    )


def _twice(document: Document, key: str, terms: tuple[Any, ...]) -> list[Problem]:
    """A slug that an earlier item of the list has already."""
    seen: set[str] = set()
    problems = []
    for number, term in enumerate(terms):
        if term.slug in seen:
            spot = document.at((key, number, "slug"))
            problems.append(Problem(document.file, spot, "slug-duplicate", {"found": term.slug}))
        seen.add(term.slug)
    return problems


def _lineage(form: ProvincesForm, document: Document) -> list[Problem]:
    """Eras follow each other without a gap; successors exist in the next era, predecessors in the one before."""
    problems = []
    slugs = [[unit.slug for unit in era.units] for era in form.eras]
    for number, era in enumerate(form.eras):
        ended = form.eras[number - 1].until if number else None
        began = era.start.first_day if era.start else None
        if number and (ended is None or began != ended.last_day + datetime.timedelta(1)):
            problems.append(Problem(document.file, document.at(("eras", number, "from")), "era-order"))
        for place, unit in enumerate(era.units):
            if number + 1 < len(slugs) and not unit.successor and unit.slug not in slugs[number + 1]:
                spot = document.at(("eras", number, "units", place, "slug"))
                problems.append(Problem(document.file, spot, "successor-missing", {"found": unit.slug}))
            later = slugs[number + 1] if number + 1 < len(slugs) else []
            earlier = slugs[number - 1] if number else []
            wrong = [("successor", name, later) for name in [unit.successor] if name and name not in later]
            wrong += [("predecessors", name, earlier) for name in unit.predecessors if name not in earlier]
            for key, name, choices in wrong:
                spot = document.at(("eras", number, "units", place, key))
                params = {"found": name, "guess": guess(name, choices) or ""}
                problems.append(Problem(document.file, spot, "province-unknown", params))
    return problems


def _categories(form: IndicatorsForm, document: Document) -> list[Problem]:
    known = [category.slug for category in form.categories]
    return [
        Problem(
            document.file,
            document.at(("indicators", number, "category")),
            "category-unknown",
            {"found": indicator.category, "guess": guess(indicator.category, known) or ""},
        )
        for number, indicator in enumerate(form.indicators)
        if indicator.category not in known
    ]

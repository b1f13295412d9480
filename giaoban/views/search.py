"""The views of the search: its page, the words that a query may use, and the files of the index."""

import msgspec

from giaoban.inputs import SearchFileInputs, SearchInputs, SearchListingInputs, SearchVocabularyInputs
from giaoban.search.aliases import Alias, read_aliases
from giaoban.search.files import LISTING, ROWS, listing_text, script
from giaoban.search.rows import rows_text
from giaoban.views.common import Frame, Reading, frame
from giaoban.views.coverage import era_title


class SearchPage(Frame, frozen=True, kw_only=True):
    """The search: how large the index is, the files that list its files, hold its words, and the days of all places."""

    records: int
    places: int
    files: int
    rows: int
    listing: str
    vocabulary: str
    days: str


def search_view(address: str, inputs: SearchInputs, reading: Reading) -> SearchPage:
    return SearchPage(
        **frame(address, reading, reading.text("search.title")),
        records=inputs.records,
        places=inputs.places,
        files=inputs.files,
        rows=inputs.rows,
        listing=inputs.listing,
        vocabulary=inputs.vocabulary,
        days=inputs.days,
    )


class UnitName(msgspec.Struct, frozen=True, array_like=True):
    """A unit as a filter shows it: its name, its era, and the slug of the unit that it is now."""

    name: str
    era: str
    now: str


class SearchVocabulary(msgspec.Struct, frozen=True):
    """What the browser must know of the archive's words; labels are named like filters, measures like figures.

    `exports` says whether every record is there as JSON.
    """

    language: str
    texts: dict[str, str]
    aliases: list[Alias]
    units: dict[str, UnitName]
    labels: dict[str, dict[str, str]]
    measures: dict[str, str]
    exports: bool


def search_vocabulary_view(address: str, inputs: SearchVocabularyInputs, reading: Reading) -> bytes:
    vocabulary, language = reading.vocabulary, reading.language
    texts = {
        key.removeprefix("search."): text for key, text in reading.edition.texts.items() if key.startswith("search.")
    }
    value = SearchVocabulary(
        language=language,
        texts=texts,
        aliases=read_aliases(vocabulary).listed(),
        units=_units(reading),
        labels={
            "loai": {term.slug: term.label.of(language) for term in vocabulary.config.kinds},
            "luc-luong": {term.slug: term.label.of(language) for term in vocabulary.config.forces},
            "chi-tieu": {slug: each.label.of(language) for slug, each in vocabulary.indicators.items()},
        },
        measures={slug: each.unit.of(language) for slug, each in vocabulary.indicators.items()},
        exports=vocabulary.config.features.exports,
    )
    return b"giaoban.vocabulary = " + msgspec.json.encode(value) + b";\n"


def _units(reading: Reading) -> dict[str, UnitName]:
    eras = reading.vocabulary.provinces.eras
    units = {}
    for number, era in enumerate(eras):
        for unit in era.units.values():
            now = unit.slug
            for later in range(number, len(eras) - 1):
                now = eras[later].units[now].successor or now
            title = era_title(era.first_day, era.last_day, reading)
            units[f"{unit.slug}.{number + 1}"] = UnitName(unit.name, title, now)
    return units


def search_listing_view(address: str, inputs: SearchListingInputs, reading: Reading) -> bytes:
    return script(LISTING, listing_text(inputs.digests)).encode()


def search_file_view(address: str, inputs: SearchFileInputs, reading: Reading) -> bytes:
    text = reading.index(inputs.name)
    return script(inputs.name, rows_text(text) if inputs.name.startswith(ROWS) else text).encode()

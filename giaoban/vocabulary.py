"""The words a record may use: provinces by era, indicators, kinds, forces, stages and legal bases."""

import datetime
import functools
import re
from collections.abc import Iterable

import msgspec

from giaoban.formats import Language
from giaoban.periods import Period
from giaoban.records import LegalBasis, Unit
from giaoban.vietnamese import fold, nfc, place_tones

PREFIX = re.compile(r"^(tỉnh|tinh|thànhphố|thanhpho|tp)(?=.)")


class Label(msgspec.Struct, frozen=True):
    """A text in both languages of the interface."""

    vi: str
    en: str

    def of(self, language: str) -> str:
        return self.en if language == "en" else self.vi


class DatedName(msgspec.Struct, frozen=True):
    """Spellings of a name that a force bore for a time; both days are inclusive."""

    spellings: tuple[str, ...]
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None


class Term(msgspec.Struct, frozen=True):
    """A kind of meeting, a force or a stage of a case."""

    slug: str
    label: Label
    spellings: tuple[str, ...] = ()
    dated: tuple[DatedName, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        dated = (spelling for name in self.dated for spelling in name.spellings)
        return (self.label.vi, *self.spellings, *dated, self.slug)


class Indicator(msgspec.Struct, frozen=True):
    slug: str
    label: Label
    unit: Label
    category: str
    additive: bool
    definition: Label = Label("", "")


class FormerName(msgspec.Struct, frozen=True):
    name: str
    type: str
    until: datetime.date


class UnitEntry(msgspec.Struct, frozen=True):
    """A provincial unit as one era knew it; `code` is that era's GSO code and is never a key."""

    slug: str
    name: str
    type: str
    code: str
    aliases: tuple[str, ...] = ()
    successor: str = ""
    predecessors: tuple[str, ...] = ()
    former: FormerName | None = None


class Era(msgspec.Struct, frozen=True):
    """A time in which the list of provincial units did not change; both ends are inclusive."""

    first_day: datetime.date
    last_day: datetime.date
    units: dict[str, UnitEntry]


class Provinces(msgspec.Struct, frozen=True):
    eras: tuple[Era, ...]
    spellings: dict[str, str]

    def slug_of(self, spelling: str) -> str | None:
        """The slug of a name, a known spelling or a slug, with or without "tỉnh" or "thành phố"."""
        key = spelling_key(spelling)
        return self.spellings.get(key) or self.spellings.get(PREFIX.sub("", key))

    def era_of(self, day: datetime.date) -> int:
        """The number of the era that `day` lies in; a day before the first era belongs to the first."""
        last = len(self.eras) - 1
        return next((number for number, era in enumerate(self.eras) if day <= era.last_day), last)

    def unit(self, slug: str, day: datetime.date) -> Unit | None:
        """The unit called `slug` that was in force on `day`, under the name it had then."""
        era = self.era_of(day)
        entry = self.eras[era].units.get(slug)
        if entry is None:
            return None
        if entry.former and day <= entry.former.until:
            return Unit(slug, era, entry.former.name, entry.former.type)
        return Unit(slug, era, entry.name, entry.type)

    def last_unit(self, slug: str, day: datetime.date) -> Unit | None:
        """The unit called `slug` that was in force on `day`, or was so last before it."""
        last = next((era.last_day for era in reversed(self.eras) if slug in era.units and era.last_day < day), None)
        return self.unit(slug, day) or (self.unit(slug, last) if last else None)

    def latest(self, slug: str) -> UnitEntry:
        """The entry of `slug` in the last era that has it."""
        return next(era.units[slug] for era in reversed(self.eras) if slug in era.units)

    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.name for era in self.eras for entry in era.units.values()))


@functools.lru_cache(4096)
def spelling_key(text: str) -> str:
    """What two spellings of one name share: case, spaces, punctuation and tone placement do not count.

    A text of nothing but signs, as "%", keeps them.
    """
    letters = re.sub(r"[\W_]", "", place_tones(nfc(text).replace("Ð", "Đ").replace("ð", "đ")).casefold())
    return letters or text.strip()


@functools.lru_cache(4096)
def spelling_keys(text: str) -> frozenset[str]:
    """The keys that find a name: its own, and the one without any tone or mark.

    A text with marks must have the right ones ("hải quân" is not "hải quan"); one without any may have none.
    """
    return frozenset({spelling_key(text), spelling_key(fold(text))})


def same_spelling(written: str, name: str) -> bool:
    return spells_one(written, (name,))


def spells_one(written: str, names: Iterable[str]) -> bool:
    """Whether a text spells one of the names."""
    key = spelling_key(written)
    return any(key in spelling_keys(name) for name in names)


class Limits(msgspec.Struct, frozen=True):
    page_size: int
    file_size: int
    media_size: int


class Features(msgspec.Struct, frozen=True):
    """What a site may do without."""

    exports: bool
    charts: bool
    search: bool


class Config(msgspec.Struct, frozen=True):
    """site_config.yaml, read."""

    title: Label
    description: Label
    language: Language
    base_url: str
    forces: tuple[Term, ...]
    kinds: tuple[Term, ...]
    stages: tuple[Term, ...]
    legal_bases: tuple[LegalBasis, ...]
    coverage_from: Period | None
    limits: Limits
    features: Features


class Vocabulary(msgspec.Struct, frozen=True):
    """All that parsing a record may look up; its digest is part of every parsed record's cache key."""

    config: Config
    provinces: Provinces
    categories: tuple[Term, ...]
    indicators: dict[str, Indicator]

    def term(self, field: str, text: str) -> Term | None:
        """The term of `field` (kinds, forces or stages) that `text` names by slug, label or spelling."""
        terms: tuple[Term, ...] = getattr(self.config, field)
        return next((term for term in terms if spells_one(text, term.names)), None)

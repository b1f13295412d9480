"""The types of fields that schemas are made of: each reads one text and says what is wrong with it."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from giaoban import dates, values
from giaoban.addresses import name_fault
from giaoban.characters import Stray, stray_in_word, unseen_in
from giaoban.dates import PartialDate
from giaoban.periods import Period
from giaoban.values import BadValue, Quantity
from giaoban.vietnamese import guess, slug
from giaoban.vocabulary import Vocabulary, same_spelling

T = TypeVar("T")
NOTHING = ("", "null", "Null", "NULL", "~")
"""What YAML has for no value; here it would stand on the page as a word."""
LONGEST = 200
"""How many characters a number, a date or a word of a list may have."""
KEPT = 1 << 12
"""So many short texts are kept with what they were read as: most stand in many records."""
MOST_DIGITS = 18
"""No figure has more, and what is computed from two of them stays exact."""


WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'/?#\\][^\s<>\"'\\]*")
"""A host must follow: an address without one is read as another by some programs."""


def many(item: Any) -> Any:
    """A list of items, in which a list of one may be written as its item."""
    return Annotated[tuple[item, ...], BeforeValidator(as_list, json_schema_input_type=tuple[item, ...] | item)]


def some(item: Any) -> Any:
    """The same with at least one item."""
    return Annotated[many(item), AfterValidator(_not_empty)]


def _not_empty(items: tuple[T, ...]) -> tuple[T, ...]:
    if not items:
        raise fault("list-empty")
    return items


class Strict(BaseModel):
    """A mapping in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def fault(code: str, **params: Any) -> PydanticCustomError:
    return PydanticCustomError(code, "see messages.py", params)


def text(value: object) -> str:
    """A text that is not empty, spaces around it removed."""
    found = _filled(value)
    refuse(unseen_in(str(value)))
    return found


def _filled(value: object) -> str:
    if not isinstance(value, str):
        raise fault("text-expected", found="")
    found = value.strip()
    if found in NOTHING:
        raise fault("value-empty", found="")
    return found


def refuse(stray: Stray | None) -> None:
    if stray:
        raise fault(stray.code, **stray.params, offset=stray.offset, length=stray.length)


def name(value: object) -> str:
    """A text whose every character must be right, since it is searched for, sorted and compared."""
    if isinstance(value, str):
        refuse(stray_in_word(value))
    return _filled(value)


def word(value: object) -> str:
    """A short text that is read or looked up: a number, a date, a word of a list."""
    return _word(value) if isinstance(value, str) else _filled(value)


@lru_cache(KEPT)
def _word(value: str) -> str:
    found = name(value)
    if len(found) > LONGEST:
        raise fault("value-long", found=f"{found[:20]}…", size=len(found), limit=LONGEST)
    return found


def reads(read: Callable[[str], T]) -> Callable[[Any], T]:
    """A validator from a reader of values.py."""
    read = lru_cache(KEPT)(read)

    def validate(value: Any) -> T:
        found = word(value)
        try:
            return read(found)
        except BadValue as bad:
            raise fault(bad.code, **{"found": found, **bad.params}, offset=bad.offset, length=bad.length) from bad

    return validate


def read_figure(text: str) -> Quantity:
    quantity = values.read_quantity(text)
    size = sum(sign.isdigit() for sign in quantity.printed)
    if size > MOST_DIGITS:
        raise BadValue("number-long", quantity.printed, size=str(size), limit=str(MOST_DIGITS))
    return quantity


def as_list(value: Any) -> Any:
    """Lets a list of one be written as its item."""
    return value if isinstance(value, list) else [value]


def _vocabulary(info: ValidationInfo) -> Vocabulary:
    if not isinstance(info.context, Vocabulary):
        raise TypeError("this form is validated with a vocabulary")
    return info.context


def _province(value: Any, info: ValidationInfo) -> str:
    found = word(value)
    vocabulary = _vocabulary(info)
    slug = vocabulary.provinces.slug_of(found)
    if slug is None:
        raise fault("province-unknown", found=found, guess=guess(found, vocabulary.provinces.names()) or "")
    return slug


def _indicator(value: Any, info: ValidationInfo) -> str:
    found = word(value)
    vocabulary = _vocabulary(info)
    if found not in vocabulary.indicators:
        raise fault("indicator-unknown", found=found, guess=guess(found, vocabulary.indicators) or "")
    return found


def term(field: str) -> Callable[[Any, ValidationInfo], str]:
    """A validator for a word listed in site_config.yaml under `field`."""

    def validate(value: Any, info: ValidationInfo) -> str:
        found = word(value)
        vocabulary = _vocabulary(info)
        known = vocabulary.term(field, found)
        if known is None:
            labels = {term.label.vi: term.slug for term in getattr(vocabulary.config, field)}
            choices = labels | {slug: slug for slug in labels.values()}
            meant = _as_list(field, found, vocabulary) or guess(found, choices)
            raise fault("term-unknown", found=found, field=field, guess=meant or "", choices=", ".join(labels))
        return known.slug

    return validate


def _as_list(field: str, found: str, vocabulary: Vocabulary) -> str:
    """The list that was meant by words without brackets around them; "" if they are no terms."""
    words = [part.strip() for part in re.split("[,;]", found.strip("[]"))]
    return f"[{', '.join(words)}]" if len(words) > 1 and all(vocabulary.term(field, each) for each in words) else ""


def choice(choices: dict[str, str]) -> Callable[[Any], str]:
    """A validator for a closed list: `choices` maps what may be written to what it stands for."""

    def validate(value: Any) -> str:
        found = word(value)
        slug = next((slug for word, slug in choices.items() if same_spelling(found, word)), None)
        if slug is None:
            legal = ", ".join(word for word in choices if word not in choices.values() or choices[word] == word)
            raise fault("choice-unknown", found=found, choices=legal, guess=guess(found, choices) or "")
        return slug

    return validate


def _web_address(value: Any) -> str:
    found = text(value)
    if not WEB_ADDRESS.fullmatch(found):
        raise fault("address-unsafe", found=found)
    return found


def _not_zero(number: int) -> int:
    if not number:
        raise fault("count-zero", found=number)
    return number


def _slug(value: Any) -> str:
    found = word(value)
    if name_fault(f"x/{found}"):
        raise fault("slug-unusable", found=found, guess=slug(found))
    return found


TEXT_SCHEMA = {"type": "string", "minLength": 1}
SLUG_SCHEMA = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}

Text = Annotated[str, PlainValidator(text), WithJsonSchema(TEXT_SCHEMA)]
Name = Annotated[str, PlainValidator(name), WithJsonSchema(TEXT_SCHEMA)]
Slug = Annotated[str, PlainValidator(_slug), WithJsonSchema(SLUG_SCHEMA)]
WebAddress = Annotated[str, PlainValidator(_web_address), WithJsonSchema({"type": "string", "format": "uri"})]
Texts = many(Text)
Names = many(Name)
NUMBER_SCHEMA = {"type": ["string", "number"]}
Amount = Annotated[Quantity, PlainValidator(reads(read_figure)), WithJsonSchema(NUMBER_SCHEMA)]
Count = Annotated[int, PlainValidator(reads(values.read_count)), WithJsonSchema(NUMBER_SCHEMA)]
Size = Annotated[Count, AfterValidator(_not_zero)]
Day = Annotated[PartialDate, PlainValidator(reads(dates.read_date)), WithJsonSchema(NUMBER_SCHEMA)]
Time = Annotated[str, PlainValidator(reads(values.read_time)), WithJsonSchema(TEXT_SCHEMA)]
Session = Annotated[str, PlainValidator(reads(values.read_session)), WithJsonSchema({"enum": list(values.SESSIONS)})]
YesNo = Annotated[
    bool, PlainValidator(reads(values.read_yes_no)), WithJsonSchema({"enum": [*values.ANSWERS, True, False]})
]


def period(read: Callable[[str], Period]) -> Any:
    return Annotated[Period, PlainValidator(reads(read)), WithJsonSchema(NUMBER_SCHEMA)]


Province = Annotated[str, PlainValidator(_province), WithJsonSchema(TEXT_SCHEMA)]
IndicatorSlug = Annotated[str, PlainValidator(_indicator), WithJsonSchema(TEXT_SCHEMA)]

"""What a record's page says of itself to programs: JSON-LD by schema.org, Dublin Core, citation elements."""

import base64
import hashlib
from typing import Any

import msgspec

from giaoban import addresses
from giaoban.dates import PartialDate
from giaoban.records import Record, Unit
from giaoban.views.common import Reading

ESCAPED = "\\u003c"
"""How "<" is written inside a script element, so that no text can end it."""


class Meta(msgspec.Struct, frozen=True):
    name: str
    content: str


class Metadata(msgspec.Struct, frozen=True):
    """Meta elements, and one JSON-LD document that stands as it is in a script element of type data."""

    elements: tuple[Meta, ...]
    linked_data: str

    @property
    def digest(self) -> str:
        """What a content policy calls the document by; no policy stops data, but checkers take it for a script."""
        return "sha256-" + base64.b64encode(hashlib.sha256(self.linked_data.encode()).digest()).decode()


def metadata_of(record: Record, reading: Reading) -> Metadata:
    document = msgspec.json.encode(_event(record, reading)).decode()
    return Metadata(tuple(_elements(record, reading)), document.replace("<", ESCAPED))


def _event(record: Record, reading: Reading) -> dict[str, Any]:
    """The meeting as https://schema.org/Event; addresses only where the archive has a base address."""
    base = reading.vocabulary.config.base_url
    address = base + addresses.record(record.identity) if base else ""
    language = reading.language
    indicators = dict.fromkeys(figure.indicator for figure in record.figures)
    labels = [reading.vocabulary.indicators[slug].label.of(language) for slug in indicators]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address,
        "url": address,
        "identifier": record.identity,
        "name": record.title,
        "description": record.lead,
        "inLanguage": "vi",
        "startDate": record.date.iso if record.date else "",
        "eventAttendanceMode": _attendance(record),
        "location": _location(record, reading),
        "organizer": [{"@type": "Organization", "name": host} for host in record.hosts or _forces(record, reading)],
        "attendee": [
            {"@type": "Person", "name": person.name, "jobTitle": ", ".join(person.positions)}
            for person in (*record.chair, *record.people)
        ],
        "about": [
            *(_area(unit, reading) for unit in record.covers),
            *(
                {"@type": "Thing", "name": name}
                for name in dict.fromkeys((*_period(record, reading), *record.topics, *labels))
            ),
        ],
        "isBasedOn": [_source(source.publisher, source.title, source.url, source.date) for source in record.sources],
    }
    return _filled(found)


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if each}


def _attendance(record: Record) -> str:
    mixed = record.kind == "giao-ban-truc-tuyen" or any(venue.bridge for venue in record.venues)
    return "https://schema.org/" + ("MixedEventAttendanceMode" if mixed else "OfflineEventAttendanceMode")


def _span(record: Record) -> str:
    period = record.period
    return f"{period.first_day.isoformat()}/{period.last_day.isoformat()}" if period else ""


def _forces(record: Record, reading: Reading) -> list[str]:
    return [force.printed or reading.term("forces", force.slug) for force in record.forces]


def _period(record: Record, reading: Reading) -> list[str]:
    return [reading.period(record.period)] if record.period else []


def _location(record: Record, reading: Reading) -> list[dict[str, Any]]:
    area = _area(record.unit, reading)
    return [{"@type": "Place", "name": venue.name, "containedInPlace": area} for venue in record.venues] or [area]


def _area(unit: Unit, reading: Reading) -> dict[str, Any]:
    return {
        "@type": "AdministrativeArea",
        "name": reading.unit(unit),
        "containedInPlace": {"@type": "Country", "name": "Việt Nam"},
    }


def _source(publisher: str, title: str, url: str, date: PartialDate | None) -> dict[str, Any]:
    return _filled(
        {
            "@type": "CreativeWork",
            "name": title or publisher,
            "publisher": {"@type": "Organization", "name": publisher},
            "url": url,
            "datePublished": date.iso if date else "",
        }
    )


def _elements(record: Record, reading: Reading) -> list[Meta]:
    """Dublin Core by RFC 5013, and the citation elements that reference managers read."""
    base = reading.vocabulary.config.base_url
    title = reading.vocabulary.config.title.of(reading.language)
    identifier = base + addresses.record(record.identity) if base else record.identity
    elements = [
        Meta("DC.title", record.title),
        Meta("DC.type", "Event"),
        Meta("DC.language", "vi"),
        Meta("DC.identifier", identifier),
        Meta("DC.publisher", title),
        Meta("DC.coverage", reading.unit(record.unit)),
        Meta("DC.coverage", _span(record)),
        Meta("DC.date", record.date.iso if record.date else ""),
        Meta("DC.description", record.lead),
        *(Meta("DC.subject", topic) for topic in record.topics),
        *(Meta("DC.contributor", person.name) for person in record.chair),
        *(Meta("DC.source", source.url or source.publisher) for source in record.sources),
        Meta("citation_title", record.title),
        Meta("citation_publication_date", record.date.iso.replace("-", "/") if record.date else ""),
        Meta("citation_author", title),
        Meta("citation_publisher", title),
        Meta("citation_language", "vi"),
        Meta("citation_public_url", identifier if base else ""),
    ]
    return [element for element in elements if element.content]

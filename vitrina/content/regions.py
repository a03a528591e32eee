"""The bundled regions: the countries of ISO 3166-1 with their names in CLDR, and subdivisions of some of them.

Countries have points on the map; ``docs/make_points.py`` makes them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from vitrina import defaults
from vitrina.languages.locales import locale_of_language, territory_name
from vitrina.model import Term
from vitrina.problems import Location

REGIONS: Final = "regions"
"""The name of the vocabulary."""

_LOCATION = Location(f"i18n/vocabularies/{REGIONS}.yml")


def bundled_regions(languages: Sequence[str]) -> Mapping[str, Term]:
    """Return the regions in ``regions.json`` of the package by id, with the names of countries in ``languages``.

    The file names its sources. A country that CLDR has no name for in a language has no label in it.
    """
    file = defaults.vocabularies() / f"{REGIONS}.json"
    if not file.is_file():
        return {}
    data = json.loads(file.read_bytes())
    known_to_cldr = {language: locale for language in languages if (locale := locale_of_language(language))}
    points = {identifier: (latitude, longitude) for identifier, (latitude, longitude) in data["points"].items()}
    terms = {
        identifier: Term(
            id=identifier,
            location=_LOCATION,
            labels=_names(code, known_to_cldr),
            codes={"iso": code},
            point=points.get(identifier),
        )
        for identifier, code in data["countries"].items()
    }
    for identifier, known in data["subdivisions"].items():
        terms[identifier] = Term(
            id=identifier,
            location=_LOCATION,
            labels=known["labels"],
            parent=known["parent"],
            codes={"iso": known["code"]} if known["code"] else {},
        )
    return terms


def _names(code: str, locales: Mapping[str, str]) -> dict[str, str]:
    return {
        language: name for language, locale in locales.items() if (name := territory_name(locale, code)) is not None
    }

"""The model: what a showcase is, as frozen values that every later stage reads and none changes.

``None`` and empty collections mean that the author left something out, never "not computed yet".
Mappings are plain dictionaries typed as ``Mapping``: a ``MappingProxyType`` does not travel to worker processes.
"""

from vitrina.model.entries import HOME, OVERVIEW, PARTNERS, Entry, Kind, Site, Version
from vitrina.model.facts import (
    FACETS,
    NEUTRAL,
    Direction,
    Facet,
    Facts,
    Image,
    LocalText,
    Partner,
    Result,
    Term,
    Vocabulary,
)
from vitrina.model.settings import Config, Language, Organisation

__all__ = [
    "FACETS",
    "HOME",
    "NEUTRAL",
    "OVERVIEW",
    "PARTNERS",
    "Config",
    "Direction",
    "Entry",
    "Facet",
    "Facts",
    "Image",
    "Kind",
    "Language",
    "LocalText",
    "Organisation",
    "Partner",
    "Result",
    "Site",
    "Term",
    "Version",
    "Vocabulary",
]

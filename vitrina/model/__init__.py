"""The model of a site: frozen values, built from the content and read by all later stages.

``None`` and empty collections mean that the author left something out, never "not computed yet". Mappings are
dictionaries typed as ``Mapping``, because a ``MappingProxyType`` cannot be pickled for worker processes. A ``Site`` has
a ``Config`` and entries; an ``Entry`` has versions and ``Facts``. The values of facts are in ``fact_values``; their
declarations, ``Fact`` and ``Facet``, are part of the ``Config``.
"""

from vitrina.model.entries import Entry, Hidden, Site, TranslationSource, Version
from vitrina.model.fact_values import (
    NEUTRAL,
    Code,
    Direction,
    EmailAddress,
    FileReference,
    Image,
    LocalText,
    Outline,
    Partner,
    PhoneNumber,
    Point,
    Quantity,
    Record,
    Result,
    Ring,
    Term,
    Vocabulary,
    WebAddress,
)
from vitrina.model.facts import Facet, Fact, FactGroup, Facts, Use, facets_of, vocabularies_of
from vitrina.model.languages import Language, LanguageData, LetterOrder
from vitrina.model.pictures import PictureFile, PictureSettings
from vitrina.model.sections import HOME, OVERVIEW, PARTNERS, Section, SectionType
from vitrina.model.settings import Config, Organisation
from vitrina.model.word_rules import WordRules

__all__ = [
    "HOME",
    "NEUTRAL",
    "OVERVIEW",
    "PARTNERS",
    "Code",
    "Config",
    "Direction",
    "EmailAddress",
    "Entry",
    "Facet",
    "Fact",
    "FactGroup",
    "Facts",
    "FileReference",
    "Hidden",
    "Image",
    "Language",
    "LanguageData",
    "LetterOrder",
    "LocalText",
    "Organisation",
    "Outline",
    "Partner",
    "PhoneNumber",
    "PictureFile",
    "PictureSettings",
    "Point",
    "Quantity",
    "Record",
    "Result",
    "Ring",
    "Section",
    "SectionType",
    "Site",
    "Term",
    "TranslationSource",
    "Use",
    "Version",
    "Vocabulary",
    "WebAddress",
    "WordRules",
    "facets_of",
    "vocabularies_of",
]

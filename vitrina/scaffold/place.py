"""What there is already where something new is made: a site with its languages and terms, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from vitrina import defaults
from vitrina.content.config import read_config
from vitrina.content.loading import schema_context_of
from vitrina.content.vocabularies import read_vocabularies
from vitrina.contract.documents import document_keys
from vitrina.contract.facts import FACTS
from vitrina.contract.keys import SchemaContext
from vitrina.contract.languages import is_language_code
from vitrina.model import Config, Kind, Vocabulary, facets_of
from vitrina.problems import Message, Problems, say
from vitrina.reporting.translator import Translator
from vitrina.scaffold.site import NewLanguages
from vitrina.values.suggestions import did_you_mean
from vitrina.values.urls import is_identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A site, and the translator of the person who adds to it."""

    config: Config
    vocabularies: dict[str, Vocabulary]
    translator: Translator

    @classmethod
    def read(cls, source: Path, translator: Translator) -> Place | None:
        """Return the site in ``source``, or ``None`` where there is none; what is wrong in it is for a check to say."""
        problems = Problems()
        config = read_config(source, None, problems)
        if config is None:
            return None
        vocabularies = read_vocabularies(source, defaults.folder(), config.facets, config.languages, problems)
        return cls(config=config, vocabularies=vocabularies, translator=translator)

    def schema_context(self, language: str) -> SchemaContext:
        """Return what a document in ``language`` may refer to, explained in the person's own language."""
        context = schema_context_of(self.config, self.vocabularies)
        return replace(context, own=language, tell=self.translator.plain)

    def usual_language(self, spoken: str) -> str:
        """Return the language in which somebody who speaks ``spoken`` writes for this site."""
        return spoken if spoken in self.config.written_languages else self.config.default_language

    def unknown_language(self, language: str) -> Message:
        """Return the sentence that the site does not have ``language``."""
        known = ", ".join(self.config.written_languages)
        return say("“{language}” is not one of the site's languages: {known}.", language=language, known=known)


def packaged_surroundings(languages: Iterable[str], translator: Translator) -> SchemaContext:
    """Return what a document may refer to where there is no site yet: what comes with the package."""
    package = defaults.folder()
    known = tuple(languages)
    vocabularies = read_vocabularies(package, package, facets_of(FACTS[Kind.PROJECT]), known, Problems())
    return SchemaContext(
        languages=known,
        vocabularies=vocabularies,
        documents=document_keys(FACTS),
        own=translator.language,
        tell=translator.plain,
    )


def languages_of_new_site(wanted: str | None, spoken: str) -> NewLanguages | Message:
    """Return the languages of a new site: those of the list ``wanted``, else all that the package speaks.

    A language that the package has no labels of terms for is a draft at first.
    """
    packaged = sorted(file.stem for file in (defaults.folder() / "i18n").glob("*.po"))
    codes = (
        [code.strip() for code in wanted.split(",")]
        if wanted is not None
        else sorted(packaged, key=lambda code: code != spoken)
    )
    for code in codes:
        if not is_language_code(code):
            otherwise = say("Use codes such as {codes}, with commas between them.", codes=", ".join(packaged))
            return did_you_mean(code.lower(), packaged, otherwise)
    published = tuple(dict.fromkeys(code for code in codes if code in packaged))
    if not published:
        return say("One of the languages has to be: {languages}.", languages=", ".join(packaged))
    return NewLanguages(
        published=published, drafts=tuple(dict.fromkeys(code for code in codes if code not in packaged))
    )


def wrong_id(identifier: str) -> Message | None:
    """Return why ``identifier`` cannot be the name of a new folder, if it cannot."""
    if is_identifier(identifier):
        return None
    return say(
        "“{value}” cannot be an id. An id has small letters a to z, digits and single hyphens.", value=identifier
    )

"""The site to which files are added, or the defaults of the package where there is none yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from vitrina import defaults
from vitrina.content.config import read_config
from vitrina.content.loading import NO_DATA, DocumentReader, schema_context_of
from vitrina.content.term_use import offered_terms
from vitrina.content.vocabularies import read_vocabularies
from vitrina.contract.documents import document_keys
from vitrina.contract.facts import FACTS
from vitrina.contract.keys import SchemaContext
from vitrina.languages.catalogues import ENGLISH
from vitrina.languages.locales import codes_by_name
from vitrina.model import Config, Vocabulary, sections, vocabularies_of
from vitrina.outputs.registry import PURPOSES, REQUIRED
from vitrina.problems import Message, Problems, say
from vitrina.reading.sources import find_sources
from vitrina.reporting.translator import Translator
from vitrina.scaffold.languages import is_packaged, packaged_languages
from vitrina.scaffold.site import NewLanguages
from vitrina.values.language_tags import canonical_tag, is_language_tag
from vitrina.values.suggestions import did_you_mean
from vitrina.values.urls import is_identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingSite:
    """A site, and the translator of the user who adds to it."""

    source: Path
    config: Config
    vocabularies: dict[str, Vocabulary]
    translator: Translator

    @classmethod
    def read(cls, source: Path, translator: Translator) -> ExistingSite | None:
        """Return the site in ``source``, or ``None`` where there is none; its problems are not reported here."""
        problems = Problems()
        config = read_config(source, None, problems)
        if config is None:
            return None
        vocabularies = read_vocabularies(source, config.vocabularies, config.written_languages, problems)
        return cls(source=source, config=config, vocabularies=vocabularies, translator=translator)

    def schema_context(self, language: str) -> SchemaContext:
        """Return the schema context of a document in ``language``, with messages in the user's language."""
        context = schema_context_of(self.config, self.vocabularies)
        return replace(
            context,
            outputs=PURPOSES,
            required_outputs=REQUIRED,
            offered=_offered(self.source, self.config, self.vocabularies),
            language=language,
            translate=self.translator.plain,
        )

    def default_language(self, preferred: str) -> str:
        """Return the language of new documents: ``preferred`` if the site has it, else the site's default."""
        return preferred if preferred in self.config.written_languages else self.config.default_language

    def unknown_language(self, language: str) -> Message:
        """Return the message that the site does not have ``language``."""
        known = tuple(self.config.written_languages)
        return say("“{language}” is not one of the site's languages: {known}.", language=language, known=known)


def _offered(source: Path, config: Config, vocabularies: dict[str, Vocabulary]) -> dict[str, frozenset[str]]:
    """Return the terms that the site uses, as far as its documents with facts can be read."""
    sources = find_sources(source, config, Problems())
    having = {section for section, facts in config.facts.items() if any(vocabularies_of(facts))}
    chosen = replace(sources, documents=tuple(file for file in sources.documents if file.section in having))
    context = schema_context_of(config, vocabularies)
    reader = DocumentReader(sources=chosen, schema_context=context, data=NO_DATA, with_bodies=False)
    documents = reader.read_all(1, Problems())
    return offered_terms(config.facts, ((one.source.section, one.facts) for one in documents), vocabularies)


def packaged_context(languages: Iterable[str], translator: Translator) -> SchemaContext:
    """Return the schema context of a new site: the vocabularies and facts of the package."""
    known = tuple(languages)
    nowhere = defaults.vocabularies()
    vocabularies = read_vocabularies(nowhere, vocabularies_of(FACTS[sections.PROJECTS]), known, Problems())
    return SchemaContext(
        languages=known,
        vocabularies=vocabularies,
        documents=document_keys(FACTS),
        outputs=PURPOSES,
        required_outputs=REQUIRED,
        language=translator.language,
        translate=translator.plain,
    )


def languages_of_new_site(wanted: str | None, spoken: str) -> NewLanguages | Message:
    """Return the languages of a new site: those of the list ``wanted``, else ``spoken``, the user's, and English.

    The first is published, and others in which the package has all strings; the rest are drafts.
    """
    codes = [spoken, ENGLISH] if wanted is None else [canonical_tag(code.strip()) for code in wanted.split(",")]
    for code in codes:
        if not is_language_tag(code):
            some = tuple(sorted(packaged_languages()))
            otherwise = say("Use codes such as {codes}, with commas between them.", codes=some)
            return did_you_mean(code.casefold(), codes_by_name(), otherwise)
    first, *others = dict.fromkeys(codes)
    return NewLanguages(
        published=(first, *filter(is_packaged, others)),
        drafts=tuple(code for code in others if not is_packaged(code)),
    )


def invalid_id(identifier: str) -> Message | None:
    """Return a message if ``identifier`` is not a valid id."""
    if is_identifier(identifier):
        return None
    return say(
        "“{value}” cannot be an id. An id has small letters a to z, digits and single hyphens.", value=identifier
    )

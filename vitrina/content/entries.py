"""Building an entry from its documents: the original, inherited facts, published versions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from vitrina.content.agreement import check_agreement
from vitrina.content.documents import Document
from vitrina.content.omissions import check_omissions
from vitrina.content.publication import Publication, hidden
from vitrina.contract.facts import FUNDER
from vitrina.contract.keys import DocumentKeys
from vitrina.contract.programme_facts import funders_of
from vitrina.model import Config, Entry, Facts, TranslationSource, Version
from vitrina.problems import Location, Problems, say


def build_entry(
    documents: Sequence[Document],
    config: Config,
    keys: DocumentKeys,
    attachments: tuple[str, ...],
    publication: Publication,
    problems: Problems,
    unread: Collection[str] = (),
) -> Entry | None:
    """Return the entry with these ``documents`` (at least one); ``None`` where it has no original.

    ``keys`` are those of its kind of document, ``unread`` the languages of further documents that could not be read:
    where one of these may be the original, nothing is said about the others that depends on it. The facts of the entry
    are those of the original; who contributes is a funder, too.
    """
    by_language = {document.source.language: document for document in documents}
    _check_translated_from(by_language, unread, problems)
    original = original_of(by_language, config.written_languages, problems if not unread else Problems())
    is_certain = original is not None and (not unread or _is_original(original, documents))
    original = original or (documents[0] if unread else None)
    if original is None:
        return None
    if is_certain:
        _check_required(original, config, problems)
        check_omissions(original, by_language, tuple(config.written_languages), problems)
        for document in documents:
            if document is not original:
                check_agreement(original, document, keys.facts, problems)
    versions = {
        language: version_of(by_language[language], original, by_language, publication)
        for language in config.languages
        if language in by_language and publication.shows(by_language[language], original)
    }
    source = original.source
    return Entry(
        section=source.section,
        id=source.id,
        original=source.language,
        versions=versions,
        facts=_with_funders(original.facts),
        attachments=attachments,
    )


def _with_funders(facts: Facts) -> Facts:
    """Return ``facts`` with the funders of the contributions among the funders, so that they are counted as such."""
    named = funders_of(facts)
    if not named:
        return facts
    known = facts.get(FUNDER, ())
    return Facts({**facts.by_key, FUNDER.key: tuple(dict.fromkeys((*known, *named)))})


def _check_required(original: Document, config: Config, problems: Problems) -> None:
    """Report the facts that the site requires and ``original`` does not have; a draft may still be without."""
    for fact in config.facts[original.source.section]:
        if fact.is_required and not original.draft and fact.key not in original.locations:
            hint = say("Add a line “{key}: …”.", key=fact.key)
            message = say("“{key}” is missing; this site requires it.", key=fact.key)
            problems.error(Location(original.source.path, 1), "missing-fact", message, hint)


def original_of(by_language: Mapping[str, Document], languages: Iterable[str], problems: Problems) -> Document | None:
    """Return the version without ``translated_from``; of several, the one with facts, else the first one.

    If every version has ``translated_from``, report it and return ``None``.
    """
    candidates = [
        by_language[language]
        for language in languages
        if language in by_language and by_language[language].translated_from is None
    ]
    if not candidates:
        first = next(iter(by_language.values()))
        hint = say("Delete “translated_from” in the version that was written first.")
        message = say("Every version says that it is a translation; one of them has to be the original.")
        problems.error(
            first.locations.get("translated_from", Location(first.source.path)), "no-original", message, hint
        )
        return None
    return next((document for document in candidates if document.has_facts), candidates[0])


def _is_original(document: Document, documents: Iterable[Document]) -> bool:
    """Tell whether ``document`` is the original whatever there is besides: it has facts, or others name it."""
    sources = (other.translated_from.language for other in documents if other.translated_from is not None)
    return document.has_facts or document.source.language in sources


def _check_translated_from(by_language: Mapping[str, Document], unread: Collection[str], problems: Problems) -> None:
    for document in by_language.values():
        made_from = document.translated_from
        if made_from is not None and made_from.language not in by_language and made_from.language not in unread:
            message = say("There is no version in “{language}” beside this one.", language=made_from.language)
            hint = say("Name the version that this one was translated from, or add that version.")
            problems.error(document.locations["translated_from"], "missing-version", message, hint)


def made_from(document: Document, by_language: Mapping[str, Document]) -> TranslationSource | None:
    """Return the source of a translation, if its front matter names a revision and that version exists."""
    source = document.translated_from
    if source is None or source.token is None or source.language not in by_language:
        return None
    there = by_language[source.language]
    return TranslationSource(
        language=source.language,
        token=source.token,
        path=there.source.path,
        title=there.title,
        summary=there.summary,
    )


def version_of(
    document: Document, original: Document, by_language: Mapping[str, Document], publication: Publication
) -> Version:
    """Return the version of ``document``, which inherits from ``original`` what it does not say itself."""
    return Version(
        language=document.source.language,
        path=document.source.path,
        title=document.title,
        slug=document.slug or document.source.id.rpartition("/")[2],
        summary=document.summary,
        date=document.date or original.date,
        updated=document.updated or original.updated,
        image=document.image or original.image,
        made_from=made_from(document, by_language),
        is_unread=document.machine_translated,
        hidden=hidden(document, original, publication.today),
    )

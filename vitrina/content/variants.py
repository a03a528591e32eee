"""Variants: other forms of a text in its own language, such as one in easy language; only where they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from vitrina.content.agreement import check_agreement
from vitrina.content.documents import Document
from vitrina.content.entries import made_from, version_of
from vitrina.content.publication import Publication, hidden
from vitrina.contract.documents import NOT_TRANSLATED, SLUG
from vitrina.contract.keys import DocumentKeys
from vitrina.model import Entry, Version
from vitrina.problems import Location, Problems, say

_OF_THE_TEXT = (SLUG.name, NOT_TRANSLATED.name)
"""Keys that a variant has no use for."""


def with_variants(
    entry: Entry,
    variants: Iterable[Document],
    texts: Mapping[str, Document],
    keys: DocumentKeys,
    publication: Publication,
    problems: Problems,
) -> Entry:
    """Return ``entry`` with the ``variants`` of its ``texts`` (by language) that are published; report mistakes."""
    original = texts[entry.original]
    found: dict[str, list[Version]] = defaultdict(list)
    for document in variants:
        _check(document, original, keys, problems)
        text = texts.get(document.source.language)
        if text is not None and entry.versions.get(text.source.language) and publication.shows(document, text):
            found[text.source.language].append(_variant(document, text, original, texts, publication))
    return replace(entry, variants={language: tuple(versions) for language, versions in sorted(found.items())})


def check_texts(
    variants: Iterable[Document], texts: Mapping[str, Document], unread: Iterable[str], problems: Problems
) -> None:
    """Report the ``variants`` of which the text itself is not among ``texts`` nor ``unread``."""
    for document in variants:
        if document.source.language not in {*texts, *unread}:
            path = document.source.path.removesuffix(f".{document.source.variant}.md") + ".md"
            hint = say("Write the text itself, too, or rename this file to {path}.", path=path)
            message = say("This is a variant of a text, and the text itself, {path}, is not there.", path=path)
            problems.error(Location(document.source.path), "variant-without-text", message, hint)


def _check(document: Document, original: Document, keys: DocumentKeys, problems: Problems) -> None:
    check_agreement(original, document, keys.facts, problems)
    for key in _OF_THE_TEXT:
        if key in document.locations:
            message = say("“{key}” has no effect in a variant of a text.", key=key)
            problems.error(document.locations[key], "key-of-the-text", message, say("Delete the line."))


def _variant(
    document: Document, text: Document, original: Document, texts: Mapping[str, Document], publication: Publication
) -> Version:
    version = version_of(document, original, texts, publication)
    return replace(
        version,
        slug=text.slug or text.source.id.rpartition("/")[2],
        image=document.image or text.image or original.image,
        made_from=made_from(document, texts),
        hidden=hidden(document, text, publication.today) or hidden(text, original, publication.today),
        variant=document.source.variant,
    )


def divided(documents: Iterable[Document]) -> tuple[list[Document], list[Document]]:
    """Return the texts and the variants among ``documents``."""
    return [one for one in documents if not one.source.variant], [one for one in documents if one.source.variant]


def slugs_of(entry: Entry, versions: Mapping[str, Version]) -> Iterator[tuple[str, tuple[Version, ...]]]:
    """Yield the variants of ``entry`` by language with the slugs of its new ``versions``."""
    for language, variants in entry.variants.items():
        yield language, tuple(replace(variant, slug=versions[language].slug) for variant in variants)

"""The names of documents: ``index.sv.md`` tells a language, ``index.sv.easy.md`` a variant of the text in it, too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TypeAlias

from vitrina.model import Config
from vitrina.problems import Location, Problem, Problems, say
from vitrina.reading.language_files import repeated_file
from vitrina.values.language_tags import canonical_tag
from vitrina.values.suggestions import did_you_mean

NameOfText: TypeAlias = tuple[str, str]
"""The language of a text, and its variant; nothing for the text itself."""

_DOCUMENT = re.compile(r"index\.(?P<language>[^.]+)(?:\.(?P<variant>[^.]+))?\.md")


def is_document(name: str) -> bool:
    """Tell whether a file of this ``name`` is one that people write."""
    return name.lower().endswith((".md", ".markdown"))


def names_of_texts(
    names: Iterable[str], prefix: str, config: Config, problems: Problems
) -> dict[str, NameOfText | None]:
    """Return what the ``names`` of the documents in the folder at ``prefix`` tell; ``None`` for those with a problem.

    That has a name which tells nothing, and a second document of the same language and variant.
    """
    found: dict[str, NameOfText | None] = {}
    written: dict[NameOfText, str] = {}
    for name in names:
        text = _name_of_text(name, f"{prefix}/{name}", config, problems)
        if text is not None and written.setdefault(text, name) != name:
            problems.add(repeated_file(f"{prefix}/{name}", written[text]))
            text = None
        found[name] = text
    return found


def _name_of_text(name: str, path: str, config: Config, problems: Problems) -> NameOfText | None:
    match, languages = _DOCUMENT.fullmatch(name), config.written_languages
    if match is None:
        hint = say("A document is called index.LANGUAGE.md, for instance index.sv.md.")
        message = say("The file's name does not tell its language.")
        problems.error(Location(path), "misnamed-document", message, hint)
        return None
    language, variant = canonical_tag(match["language"]), (match["variant"] or "").lower()
    if match["language"].lower() in config.variants and canonical_tag(variant or "x") in languages:
        hint = say("Rename it to “{name}”.", name=f"index.{match['variant']}.{match['language']}.md")
        message = say("In a file's name, the language comes before the variant.")
        problems.error(Location(path), "misnamed-document", message, hint)
        return None
    if language not in languages:
        message = say("“{language}” is not one of the site's languages.", language=match["language"])
        hint = say("The languages are listed in content/site.yml: {known}.", known=tuple(languages))
        problems.error(Location(path), "unknown-language", message, hint)
        return None
    if variant and variant not in config.variants:
        problems.add(_unknown_variant(path, variant, config.variants))
        return None
    return language, variant


def _unknown_variant(path: str, variant: str, known: Collection[str]) -> Problem:
    otherwise = say(
        "Variants are {known}; further ones are declared under “variants” in content/site.yml.", known=tuple(known)
    )
    message = say("“{variant}” is not one of the site's variants of texts.", variant=variant)
    return Problem(Location(path), "unknown-variant", message, did_you_mean(variant, list(known), otherwise))

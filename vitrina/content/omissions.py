"""Checks of ``not_translated``, the languages that an entry is left out of on purpose."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from vitrina.content.documents import Document
from vitrina.problems import Location, Problems, say
from vitrina.values.suggestions import did_you_mean

KEY = "not_translated"


def check_omissions(
    original: Document, by_language: Mapping[str, Document], languages: Collection[str], problems: Problems
) -> None:
    """Report invalid languages in ``not_translated``, and the key in a translation."""
    for document in by_language.values():
        if document is not original and KEY in document.locations:
            message = say("“{key}” belongs to the original, {path}.", key=KEY, path=original.source.path)
            hint = say("Move the line there; it holds for all languages.")
            problems.error(document.locations[KEY], "omission-outside-original", message, hint)
    for language, location in original.not_translated.items():
        if language not in languages:
            _report_unknown(language, location, original, languages, problems)
        elif language == original.source.language:
            message = say("“{language}” is the language of the original itself.", language=language)
            problems.error(location, "unknown-language", message, say("Delete it here."))
        elif language in by_language:
            path = by_language[language].source.path
            message = say("“{language}” is left out on purpose, and yet {path} is there.", language=language, path=path)
            hint = say("Delete “{language}” here, or that file.", language=language)
            problems.error(location, "translated-after-all", message, hint)


def _report_unknown(
    language: str, location: Location, original: Document, languages: Collection[str], problems: Problems
) -> None:
    others = [code for code in languages if code != original.source.language]
    known = tuple(others)
    message = say(
        "“{language}” is not one of the site's languages: {known}.", language=language, known=tuple(languages)
    )
    hint = did_you_mean(
        language.lower(), others, say("Name another of the site's languages: {languages}.", languages=known)
    )
    problems.error(location, "unknown-language", message, hint)

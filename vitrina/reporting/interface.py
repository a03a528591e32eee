"""Which language the engine speaks to the person who runs it, and the translator that has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from vitrina.languages.catalogues import load_catalogue
from vitrina.languages.direction import direction_of_language
from vitrina.problems import Problems
from vitrina.reporting.translator import IN_ENGLISH, Translator

ENGLISH = "en"
"""The language of the msgids: it is always spoken."""

_NO_LANGUAGE = ("", "C", "POSIX")


def spoken_languages(folders: Mapping[str, Path]) -> list[str]:
    """Return the languages that have a catalogue in one of ``folders``, and English."""
    return sorted({ENGLISH, *(file.stem for folder in folders.values() for file in folder.glob("*.po"))})


def language_of(environment: Mapping[str, str], spoken: list[str]) -> str:
    """Return the language that the environment asks for, as gettext reads it.

    The locale is the first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that says anything. ``LANGUAGE`` may name
    languages that are preferred, and does not count where the locale has no language (``C``).
    """
    locale = next(filter(None, (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if locale.partition(".")[0] in _NO_LANGUAGE:
        return ENGLISH
    wanted = [*environment.get("LANGUAGE", "").split(":"), locale]
    return next((code for name in wanted for code in _codes(name) if code in spoken), ENGLISH)


def load_translator(language: str, folders: Mapping[str, Path]) -> Translator:
    """Return the translator of ``language``; what is wrong with a catalogue is for the build to say."""
    if language == ENGLISH:
        return IN_ENGLISH
    strings = load_catalogue(language, dict(folders), Problems())
    return Translator(strings, direction_of_language(language) == "rtl", language)


def _codes(name: str) -> Iterator[str]:
    """Yield the codes that the locale ``name`` can mean, the most exact first: ``pt_BR.UTF-8`` is pt-BR or pt."""
    tag = name.partition(".")[0].partition("@")[0].replace("_", "-")
    yield tag
    yield tag.partition("-")[0].lower()

"""``content/site.yml``: the few settings of a site, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from vitrina.fields import Reader
from vitrina.forms import read_forms
from vitrina.locales.direction import direction_of_language
from vitrina.locales.formats import is_known_locale
from vitrina.model import Config, Language, LocalText, Organisation
from vitrina.problems import Message, Place, Problems, say
from vitrina.reading import read_yaml
from vitrina.strictyaml import Fields
from vitrina.urls import is_identifier

PATH = "content/site.yml"

NUMBERING_SYSTEMS = ("latn", "arab")
"""CLDR numbering systems that a language may choose: 0-9 or ٠-٩."""

_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]")


def read_config(source: Path, base_url: str | None, problems: Problems) -> Config | None:
    """Return the settings of the site in the folder ``source``, or ``None`` where they cannot be used at all.

    ``base_url`` (an address that was checked before, ending in a slash) wins over the file's.
    """
    file = source / PATH
    if not file.is_file():
        hint = say(
            "A site needs the folder content/ with a file site.yml; --source names the folder that holds content/."
        )
        problems.error(Place(PATH), "no-site", say("There is no file content/site.yml."), hint)
        return None
    fields = read_yaml(file, PATH, problems)
    return None if fields is None else _config(fields, base_url, problems)


def normal_base_url(url: str) -> str | None:
    """Return ``url`` with a slash at its end, or ``None`` unless it is an http(s) address without query or fragment."""
    if not url.isascii() or re.search(r"[\s\\\"'<>`{}|^]", url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = parts.netloc.removesuffix(f":{port}") if port is not None else parts.netloc
    if parts.scheme not in ("http", "https") or parts.query or parts.fragment or not _HOST.fullmatch(host):
        return None
    if any(segment in (".", "..") for segment in parts.path.split("/")) or "//" in parts.path:
        return None
    return url if url.endswith("/") else f"{url}/"


def _config(fields: Fields, base_url: str | None, problems: Problems) -> Config | None:
    languages = _languages(Reader(fields, problems), problems)
    reader = Reader(fields, problems, languages)
    reader.mapping("languages")
    title = reader.local_text("title")
    if title is None:
        reader.error(
            "title",
            "missing-key",
            say("“{key}” is missing.", key="title"),
            say("Give the site a title in each language."),
        )
    default = reader.text("default_language") or next(iter(languages), "")
    if languages and default not in languages:
        message = say("“{language}” is not one of the site's languages.", language=default)
        reader.error("default_language", "unknown-language", message, _known(languages))
    config = Config(
        title=title or LocalText({"": ""}),
        description=reader.local_text("description"),
        base_url=_base_url(reader, base_url),
        default_language=default,
        languages=languages,
        organisation=_organisation(reader.mapping("organisation")),
        menu=_pages(reader, "menu"),
        footer=_pages(reader, "footer"),
        theme=reader.identifier("theme") or "default",
        forms=read_forms(reader.mapping("forms")),
    )
    reader.finish()
    return config if languages and default in languages else None


def _languages(reader: Reader, problems: Problems) -> dict[str, Language]:
    chosen = reader.mapping("languages")
    if chosen is None or not chosen.keys:
        hint = say("List them as in “languages: {example}”.", example="{sv: {}, ar: {}, pl: {}, lv: {}}")
        reader.error("languages", "missing-key", say("“{key}” is missing.", key="languages"), hint)
        return {}
    languages = {}
    for code in chosen.keys:
        language = _language(chosen, code, problems)
        if language is not None:
            languages[code] = language
    return languages


def _language(chosen: Reader, code: str, problems: Problems) -> Language | None:
    if not _LANGUAGE_CODE.fullmatch(code) or code != code.lower() or not is_known_locale(code.replace("-", "_")):
        hint = say("Use a code such as sv, ar, pl or lv; a country goes into “locale”.")
        chosen.error(
            code, "unknown-language", say("“{code}” is not a language code that is known here.", code=code), hint
        )
        return None
    settings = chosen.mapping(code)
    reader = settings if settings is not None else Reader(Fields({}, {}, chosen.place(code)), problems)
    locale = reader.text("locale") or code.replace("-", "_")
    if not is_known_locale(locale) or locale.replace("-", "_").partition("_")[0] != code.partition("-")[0]:
        hint = say("A locale is the language and a country, for instance “ar_PS” or “sv_FI”.")
        reader.error(
            "locale", "unknown-locale", say("“{locale}” is not a locale of {code}.", locale=locale, code=code), hint
        )
        locale = code.replace("-", "_")
    numbering = reader.text("numbering") or NUMBERING_SYSTEMS[0]
    if numbering not in NUMBERING_SYSTEMS:
        hint = say("Use latn (0–9) or arab (٠–٩).")
        reader.error(
            "numbering",
            "unknown-numbering",
            say("“{value}” is not a numbering system known here.", value=numbering),
            hint,
        )
    fallback = tuple(
        language
        for language, place in reader.distinct_texts("fallback").items()
        if _is_fallback(language, code, chosen, place, problems)
    )
    reader.finish()
    return Language(
        code=code,
        locale=locale.replace("-", "_"),
        direction=direction_of_language(code),
        numbering=numbering,
        fallback=fallback,
    )


def _is_fallback(language: str, code: str, chosen: Reader, place: Place, problems: Problems) -> bool:
    if language in chosen.keys and language != code:
        return True
    message = say("“{language}” cannot stand in for “{code}”.", language=language, code=code)
    problems.error(
        place,
        "unknown-language",
        message,
        say("It can be: {languages}.", languages=", ".join(key for key in chosen.keys if key != code)),
    )
    return False


def _base_url(reader: Reader, chosen: str | None) -> str:
    written = reader.text("base_url") if chosen else reader.required_text("base_url")
    if written is None or chosen:
        return chosen or "http://localhost/"
    normal = normal_base_url(written)
    if normal is None:
        hint = say("Write the full address, for instance https://example.org/showcase/")
        reader.error("base_url", "not-an-address", say("“{value}” is not the address of a site.", value=written), hint)
    return normal or "http://localhost/"


def _organisation(reader: Reader | None) -> Organisation | None:
    if reader is None:
        return None
    name, email, url = reader.local_text("name"), reader.text("email"), reader.text("url")
    reader.finish()
    if name is None:
        reader.error("name", "missing-key", say("“{key}” is missing.", key="name"), say("Say who is behind the site."))
        return None
    if email is not None and not re.fullmatch(r"[^@\s<>\"'&?#%]+@[^@\s<>\"'&?#%]+\.[^@\s<>\"'&?#%]+", email):
        reader.error("email", "not-an-email", say("“{value}” is not an e-mail address.", value=email))
    if url is not None and normal_base_url(url) is None:
        reader.error("url", "not-an-address", say("“{value}” is not the address of a site.", value=url))
    return Organisation(name=name, email=email, url=url)


def _pages(reader: Reader, key: str) -> Mapping[str, Place]:
    values = reader.distinct_texts(key)
    for value in values:
        if not is_identifier(value):
            reader.error(key, "not-an-id", say("“{value}” cannot be an id.", value=value))
    return values


def _known(languages: Iterable[str]) -> Message:
    return say("The site's languages are: {languages}.", languages=", ".join(languages))

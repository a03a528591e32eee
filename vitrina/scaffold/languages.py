"""A new language: an entry in ``site.yml`` as a draft, and an empty catalogue."""

from __future__ import annotations

import io
import re
from gettext import c2py

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

from vitrina import defaults
from vitrina.content.config import PATH
from vitrina.languages.catalogues import ENGLISH, is_english, visitors_template
from vitrina.languages.direction import readable_languages
from vitrina.languages.locales import NEUTRAL_LOCALE, locale_of_language
from vitrina.problems import Message, Problems, say
from vitrina.reading.yaml import MappingNode, parse
from vitrina.scaffold.values import Scaffold

_LANGUAGES = re.compile(r"languages[ \t]*:[ \t]*(?P<value>[^#\n]*?)[ \t]*(?:#.*)?\n?")
_DRAFT = "{draft: true}"


def new_language(code: str, site: str, catalogue: str) -> Scaffold | Message:
    """Add the language ``code`` to ``site``, the content of ``site.yml``; return a message if that is not possible.

    A language without a packaged catalogue gets an untranslated one at the path ``catalogue``.
    """
    changed = _with_language(site, code)
    if changed is None:
        line = f"{code}: {_DRAFT}"
        return say("The languages in {path} are laid out unusually. Add this line there: {line}", path=PATH, line=line)
    new = {} if is_packaged(code) else {catalogue: empty_catalogue(code)}
    return Scaffold(new=new, changed={PATH: changed}, advice=steps_for_draft(code))


def first_steps(code: str) -> tuple[Message, ...]:
    """Return what a language needs that comes neither with the package nor with CLDR."""
    strings = say(
        "Translate the strings of the interface in {path}, with Poedit for instance.", path=catalogue_path(code)
    )
    names = say(
        "CLDR does not have “{language}”: write its own name into {path}, and, for dates and numbers, the locale of a "
        "language that writes them alike: “{example}”.",
        language=code,
        path=PATH,
        example="{name: …, locale: …}",
    )
    return (
        *(() if is_packaged(code) else (strings,)),
        *(() if locale_of_language(code) else (names,)),
    )


def steps_for_draft(code: str) -> tuple[Message, ...]:
    """Return the steps before a language can be published."""
    return (
        *first_steps(code),
        say("Give the terms in i18n/vocabularies a label in “{language}”.", language=code),
        say("Translate pages: “vitrina new translation ID {language}”.", language=code),
        say(
            "“vitrina status” shows what is missing. When enough is translated, delete “draft: true” in {path}.",
            path=PATH,
        ),
    )


def catalogue_path(code: str) -> str:
    """Return the path of the catalogue of a language."""
    return f"i18n/{code}.po"


def is_packaged(code: str) -> bool:
    """Tell whether the package contains a catalogue that serves the language, or it is English."""
    return is_english(code) or not packaged_languages().isdisjoint(readable_languages(code))


def packaged_languages() -> frozenset[str]:
    """Return the languages in which the package has all strings that visitors read; English needs no catalogue."""
    return frozenset((ENGLISH, *(file.stem for file in visitors_template(defaults.folder()).parent.glob("*.po"))))


def empty_catalogue(code: str) -> str:
    """Return a catalogue for ``code`` with the strings that visitors read, untranslated."""
    with visitors_template(defaults.folder()).open("rb") as opened:
        known = read_po(opened)
    catalog = Catalog(locale=locale_of_language(code), project="Vitrina", fuzzy=False)
    catalog.mime_headers = [("Plural-Forms", plural_forms(code))]  # as many empty forms as the head announces
    for message in known:
        if message.id:
            catalog.add(message.id, flags=message.flags, user_comments=message.user_comments)
    written = io.BytesIO()
    write_po(written, catalog, width=0, include_lineno=False, sort_by_file=True, omit_header=True)
    head = [
        'msgid ""',
        'msgstr ""',
        f'"Language: {code}\\n"',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        f'"Plural-Forms: {plural_forms(code)};\\n"',
        "",
        "",
    ]
    return "\n".join(head) + written.getvalue().decode()


def plural_forms(code: str) -> str:
    """Return the ``Plural-Forms`` header of ``code`` for gettext, without the final semicolon.

    The forms are those of CLDR for whole numbers. Babel's table of common headers is preferred if it makes the same
    distinctions, because CLDR's rules also have conditions for fractions. A language that CLDR does not have has those
    of English.
    """
    locale = locale_of_language(code) or NEUTRAL_LOCALE
    rule = Locale.parse(locale).plural_form
    usual = get_plural(locale)
    forms = c2py(usual.plural_expr)
    pairs = {(rule(number), forms(number)) for number in range(1_200)}
    agrees = len(pairs) == len({category for category, _ in pairs}) == len({form for _, form in pairs})
    return f"nplurals={usual.num_plurals}; plural={usual.plural_expr}" if agrees else to_gettext(rule).rstrip(";")


def _with_language(text: str, code: str) -> str | None:
    """Return ``text`` with one more language; ``None`` if parsing the result shows any other difference."""
    lines = text.splitlines(keepends=True)
    start = next((number for number, line in enumerate(lines) if _LANGUAGES.fullmatch(line)), None)
    if start is None:
        return None
    found = _LANGUAGES.fullmatch(lines[start])
    value = found["value"] if found else ""
    if value.endswith("}"):
        inside = value[:-1].rstrip()
        separator = "" if inside == "{" else ", "
        lines[start] = lines[start].replace(value, f"{inside}{separator}{code}: {_DRAFT}}}", 1)
    elif not value:
        end = _end_of_block(lines, start)
        indent = re.match(r"[ \t]*", lines[start + 1])[0] if start + 1 < end else "  "  # type: ignore[index]
        if not lines[end - 1].endswith("\n"):
            lines[end - 1] += "\n"
        lines.insert(end, f"{indent}{code}: {_DRAFT}\n")
    changed = "".join(lines)
    return changed if _languages_of(changed) == [*_languages_of(text), code] else None


def _end_of_block(lines: list[str], start: int) -> int:
    """Return the index of the line after the indented block that follows the line ``start``."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and line[0] not in " \t#":
            break
        if line.strip() and line[0] in " \t":
            end = number + 1
    return end


def _languages_of(text: str) -> list[str]:
    problems = Problems()
    fields = parse(text.replace("\r\n", "\n"), PATH, problems)
    if fields is None or problems.errors:
        return []
    languages = fields.values.get("languages")
    return list(languages.values) if isinstance(languages, MappingNode) else []

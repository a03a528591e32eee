"""The commands ``new``, ``init`` and ``schema``: check the arguments, write files, print the next steps."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from vitrina.content.config import PATH, read_config
from vitrina.content.entries import original_of
from vitrina.contract.keys import SchemaContext
from vitrina.contract.reference import reference
from vitrina.contract.schemas import SECTIONS, json_schema, subjects_of
from vitrina.disk.source import write_sources
from vitrina.disk.writing import reason_of
from vitrina.languages.locales import codes_by_name
from vitrina.model import sections
from vitrina.problems import Message, Problems, say
from vitrina.reading.language_files import file_of_language
from vitrina.reporting.report import BUILT, CONTENT_PROBLEMS
from vitrina.reporting.terminal import NO_DAY, invalid_source, print_problems, usage_error
from vitrina.reporting.translator import Translator
from vitrina.scaffold import editors
from vitrina.scaffold.documents import new_document, new_translation, new_variant, title_from
from vitrina.scaffold.existing_site import ExistingSite, invalid_id, languages_of_new_site, packaged_context
from vitrina.scaffold.languages import catalogue_path, new_language
from vitrina.scaffold.site import new_site
from vitrina.scaffold.values import Scaffold
from vitrina.translations.coverage import Content, read_content
from vitrina.translations.marking import find_entry
from vitrina.values.clock import today
from vitrina.values.language_tags import is_language_tag
from vitrina.values.suggestions import nearest


def make_document(args: argparse.Namespace, translator: Translator) -> int:
    """Create a project, a news post, a page, or an entry of a section that the site declares."""
    site = ExistingSite.read(Path(args.source), translator)
    if site is None:
        return _no_site(args, translator)
    language, day = args.language or site.default_language(translator.language), today()
    section, identifier = _section_and_id(args)
    if wrong := _wrong_id(site, section, identifier):
        return usage_error(translator, "ID", wrong)
    if language not in site.config.written_languages:
        return usage_error(translator, "--language", site.unknown_language(language))
    if day is None:
        return usage_error(translator, *NO_DAY)
    if os.path.exists(Path(args.source) / "content" / section / identifier):  # noqa: PTH110 - Path raises without permission
        return usage_error(translator, "ID", _taken(section, identifier))
    title = args.title or title_from(identifier)
    document = new_document(section, identifier, title, site.schema_context(language), day)
    return _make(Path(args.source), document, translator)


def _section_and_id(args: argparse.Namespace) -> tuple[str, str]:
    """Return the section and the id of a new document; the id of an entry of a further section names both."""
    if args.what in SECTIONS:
        return SECTIONS[args.what], args.id
    section, _, identifier = args.id.strip("/").removeprefix("content/").partition("/")
    return section, identifier


def _wrong_id(site: ExistingSite, section: str, identifier: str) -> Message | None:
    if section not in site.config.sections:
        return _unknown_section(section, site)
    parts = identifier.split("/") if section == sections.PAGES else [identifier]  # pages can lie in each other
    return next((wrong for part in parts if (wrong := invalid_id(part))), None)


def _unknown_section(section: str, site: ExistingSite) -> Message:
    known = list(site.config.sections)
    near = nearest(section, known)
    if near is not None:
        return say("The site has no section “{section}”. Did you mean “{near}”?", section=section, near=near)
    return say("The site has no section “{section}”; it has: {known}.", section=section, known=known)


def _taken(section: str, identifier: str) -> Message:
    return say(
        "There is a folder content/{section}/{id} already. For another language: vitrina new translation "
        "{section}/{id} LANG",
        section=section,
        id=identifier,
    )


def make_translation(args: argparse.Namespace, translator: Translator) -> int:
    """Create a translation of an existing entry, or a variant of its text in a language."""
    site = ExistingSite.read(Path(args.source), translator)
    content = None if site is None else read_content(Path(args.source), Problems())
    if site is None or content is None:
        return _no_site(args, translator)
    found = find_entry(content, args.id)
    if isinstance(found, Message):
        return usage_error(translator, "ID", found)
    return _make_text(args, found, content, site, translator)


def _make_text(
    args: argparse.Namespace, found: tuple[str, str], content: Content, site: ExistingSite, translator: Translator
) -> int:
    source, problems = Path(args.source), Problems()
    language, _, variant = args.language.partition(".")
    if language not in content.languages:
        return usage_error(translator, "LANG", site.unknown_language(language))
    there = content.variants.get(found, {}).get((language, variant)) or content.entries[found].get(args.language)
    if there is not None:
        return usage_error(translator, "new", _kept(there.source.path))
    if variant:
        return _made(source, _variant(content, found, args.language, site), translator)
    original = original_of(content.entries[found], content.languages, problems)
    if original is None:
        print_problems(problems, source, translator)
        return CONTENT_PROBLEMS
    return _make(source, new_translation(original, site.schema_context(language)), translator)


def _variant(content: Content, found: tuple[str, str], tag: str, site: ExistingSite) -> Scaffold | Message:
    """Return a new variant of a text, ``sv.easy``, or why there can be none."""
    language, _, variant = tag.partition(".")
    text, known = content.entries[found].get(language), tuple(site.config.variants)
    if variant not in known:
        return say("“{variant}” is not one of the site's variants of texts: {known}.", variant=variant, known=known)
    if text is None:
        return say("{name} has no version in “{language}” yet.", name="/".join(found), language=language)
    return new_variant(text, variant, site.schema_context(language))


def make_language(args: argparse.Namespace, translator: Translator) -> int:
    """Add a language to the site, as a draft."""
    source = Path(args.source)
    site = ExistingSite.read(source, translator)
    if site is None:
        return _no_site(args, translator)
    if not is_language_tag(args.language):
        near = nearest(args.language.casefold(), names := codes_by_name())
        message = say("“{code}” is not a language code that is known here.", code=args.language)
        if near is not None:
            message = say(
                "“{code}” is not a language code. Did you mean “{near}”?", code=args.language, near=names[near]
            )
        return usage_error(translator, "LANG", message)
    if args.language in site.config.written_languages:
        return usage_error(
            translator, "LANG", say("The site has the language “{language}” already.", language=args.language)
        )
    settings = (source / PATH).read_bytes().decode("utf-8-sig")
    name = file_of_language(source / "i18n", "i18n", args.language, ".po", Problems())
    scaffold = new_language(args.language, settings, f"i18n/{name}" if name else catalogue_path(args.language))
    return _made(source, scaffold, translator)


def _made(source: Path, scaffold: Scaffold | Message, translator: Translator) -> int:
    if isinstance(scaffold, Message):
        return usage_error(translator, "LANG", scaffold)
    return _make(source, scaffold, translator)


def make_site(args: argparse.Namespace, translator: Translator) -> int:
    """Create a site."""
    folder, day = Path(args.folder or args.source), today()
    languages = languages_of_new_site(args.languages, translator.language)
    if isinstance(languages, Message):
        return usage_error(translator, "--languages", languages)
    if day is None:
        return usage_error(translator, *NO_DAY)
    title = args.title or folder.resolve().name
    schema_context = packaged_context(languages.published, translator)
    return _make(folder, new_site(title, languages, schema_context, day), translator)


def show_schema(args: argparse.Namespace, translator: Translator) -> int:
    """Print a schema or a reference, or write the files for editors."""
    site = ExistingSite.read(Path(args.source), translator)
    schema_context = packaged_context((), translator) if site is None else site.schema_context(translator.language)
    known = subjects_of(schema_context)
    if args.subject is not None and args.subject not in known:
        near = nearest(args.subject.lower(), known)
        return usage_error(
            translator,
            "WHAT",
            say("There is no schema “{name}”; there are: {known}.", name=args.subject, known=known)
            if near is None
            else say("There is no schema “{name}”. Did you mean “{near}”?", name=args.subject, near=near),
        )
    if args.editor:
        return _write_for_editors(Path(args.source), schema_context, translator) if site else _no_site(args, translator)
    if args.format == "markdown":
        subjects = [args.subject] if args.subject else known
        print("\n".join(reference(subject, schema_context) for subject in subjects), end="")
        return BUILT
    if args.subject is None:
        return usage_error(translator, "WHAT", say("say which schema you want: {names}.", names=known))
    print(json.dumps(json_schema(args.subject, schema_context), ensure_ascii=False, indent=2))
    return BUILT


def _write_for_editors(source: Path, schema_context: SchemaContext, translator: Translator) -> int:
    files = editors.generated_files(schema_context)
    settings = source / editors.SETTINGS
    if not os.path.lexists(settings):
        files[editors.SETTINGS] = editors.settings(schema_context)
    try:
        write_sources(source, files)
    except OSError as error:
        return _not_written(error, translator)
    for path in files:
        print(path)
    return BUILT


def _make(folder: Path, scaffold: Scaffold, translator: Translator) -> int:
    """Write the files of ``scaffold``, unless one exists, and print the next steps."""
    taken = [path for path in scaffold.new if os.path.lexists(folder / path)]
    if taken:
        return usage_error(translator, "new", _kept(taken[0]))
    try:
        write_sources(folder, {**scaffold.new, **scaffold.changed})
    except OSError as error:
        return _not_written(error, translator)
    for path in (*scaffold.new, *scaffold.changed):
        print((folder / path).as_posix())
    print()
    for number, step in enumerate(scaffold.advice, start=1):
        print(f"{number}. {translator.translate(step)}")
    return BUILT


def _kept(path: str) -> Message:
    return say("there is a file {path} already, and it is kept as it is.", path=path)


def _not_written(error: OSError, translator: Translator) -> int:
    return usage_error(translator, str(error.filename or "new"), reason_of(error))


def _no_site(args: argparse.Namespace, translator: Translator) -> int:
    if wrong := invalid_source(Path(args.source)):
        return usage_error(translator, *wrong)

    problems = Problems()
    read_config(Path(args.source), None, problems)
    print_problems(problems, Path(args.source), translator)
    return CONTENT_PROBLEMS

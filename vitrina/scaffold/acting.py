"""What ``new``, ``init`` and ``schema`` do: find out what is wanted and what is there, make it, say what comes next."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from vitrina.content.config import PATH, read_config
from vitrina.content.entries import original_of
from vitrina.contract.keys import SchemaContext
from vitrina.contract.languages import is_language_code
from vitrina.contract.reference import reference
from vitrina.contract.schemas import Subject, json_schema
from vitrina.disk.source import write_sources
from vitrina.model import Kind
from vitrina.problems import Message, Problems, say
from vitrina.reporting.report import BUILT, CONTENT_PROBLEMS
from vitrina.reporting.terminal import invalid_source, print_problems, usage_error
from vitrina.reporting.translator import Translator
from vitrina.scaffold import editors
from vitrina.scaffold.documents import new_document, new_translation, title_from
from vitrina.scaffold.languages import new_language
from vitrina.scaffold.place import Place, languages_of_new_site, packaged_surroundings, wrong_id
from vitrina.scaffold.site import new_site
from vitrina.scaffold.values import Scaffold
from vitrina.translations.coverage import read_content
from vitrina.translations.marking import find_entry
from vitrina.values.clock import today

_NO_DAY = say("this is not a number of seconds since 1970.")


def make_document(chosen: argparse.Namespace, translator: Translator) -> int:
    """Make a project, a news post or a page."""
    place = Place.read(Path(chosen.source), translator)
    if place is None:
        return _no_site(chosen, translator)
    language, day = chosen.language or place.usual_language(translator.language), today()
    if wrong := wrong_id(chosen.id):
        return usage_error(translator, "ID", wrong)
    if language not in place.config.written_languages:
        return usage_error(translator, "--language", place.unknown_language(language))
    if day is None:
        return usage_error(translator, "SOURCE_DATE_EPOCH", _NO_DAY)
    kind = Subject(chosen.what).kind
    assert kind is not None, chosen.what
    if (Path(chosen.source) / "content" / kind / chosen.id).exists():
        return usage_error(translator, "ID", _taken(kind, chosen.id))
    title = chosen.title or title_from(chosen.id)
    return _make(
        Path(chosen.source), new_document(kind, chosen.id, title, place.schema_context(language), day), translator
    )


def _taken(kind: Kind, identifier: str) -> Message:
    return say(
        "There is a folder content/{kind}/{id} already. For another language: vitrina new translation {kind}/{id} LANG",
        kind=kind,
        id=identifier,
    )


def make_translation(chosen: argparse.Namespace, translator: Translator) -> int:
    """Make a translation of what there is."""
    source, problems = Path(chosen.source), Problems()
    place = Place.read(source, translator)
    content = None if place is None else read_content(source, problems)
    if place is None or content is None:
        return _no_site(chosen, translator)
    found = find_entry(content, chosen.id)
    if isinstance(found, Message):
        return usage_error(translator, "ID", found)
    if chosen.language not in content.languages:
        return usage_error(translator, "LANG", place.unknown_language(chosen.language))
    original = original_of(content.entries[found], content.languages, problems)
    if original is None:
        print_problems(problems, source, translator)
        return CONTENT_PROBLEMS
    return _make(source, new_translation(original, place.schema_context(chosen.language)), translator)


def make_language(chosen: argparse.Namespace, translator: Translator) -> int:
    """Add a language to the site."""
    source = Path(chosen.source)
    place = Place.read(source, translator)
    if place is None:
        return _no_site(chosen, translator)
    if not is_language_code(chosen.language):
        message = say("“{code}” is not a language code that is known here.", code=chosen.language)
        return usage_error(translator, "LANG", message)
    if chosen.language in place.config.written_languages:
        return usage_error(
            translator, "LANG", say("The site has the language “{language}” already.", language=chosen.language)
        )
    site = (source / PATH).read_bytes().decode("utf-8-sig")
    scaffold = new_language(chosen.language, site)
    return (
        usage_error(translator, "LANG", scaffold)
        if isinstance(scaffold, Message)
        else _make(source, scaffold, translator)
    )


def make_site(chosen: argparse.Namespace, translator: Translator) -> int:
    """Make a whole site."""
    folder, day = Path(chosen.folder or chosen.source), today()
    languages = languages_of_new_site(chosen.languages, translator.language)
    if isinstance(languages, Message):
        return usage_error(translator, "--languages", languages)
    if day is None:
        return usage_error(translator, "SOURCE_DATE_EPOCH", _NO_DAY)
    title = chosen.title or folder.resolve().name
    schema_context = packaged_surroundings(languages.published, translator)
    return _make(folder, new_site(title, languages, schema_context, day), translator)


def show_schema(chosen: argparse.Namespace, translator: Translator) -> int:
    """Print a schema or a reference, or write what editors need."""
    place = Place.read(Path(chosen.source), translator)
    schema_context = (
        packaged_surroundings((), translator) if place is None else place.schema_context(translator.language)
    )
    if chosen.editor:
        return (
            _write_for_editors(Path(chosen.source), schema_context, translator)
            if place
            else _no_site(chosen, translator)
        )
    if chosen.format == "markdown":
        subjects = [Subject(chosen.subject)] if chosen.subject else list(Subject)
        print("\n".join(reference(subject, schema_context) for subject in subjects), end="")
        return BUILT
    if chosen.subject is None:
        return usage_error(translator, "WHAT", say("say which schema you want: {names}.", names=", ".join(Subject)))
    print(json.dumps(json_schema(Subject(chosen.subject), schema_context), ensure_ascii=False, indent=2))
    return BUILT


def _write_for_editors(source: Path, schema_context: SchemaContext, translator: Translator) -> int:
    files = editors.made_files(schema_context)
    settings = source / editors.SETTINGS
    if not settings.exists():
        files[editors.SETTINGS] = editors.settings()
    try:
        write_sources(source, files)
    except OSError as error:
        return _not_written(error, translator)
    for path in files:
        print(path)
    return BUILT


def _make(folder: Path, scaffold: Scaffold, translator: Translator) -> int:
    """Write what ``scaffold`` has, unless something is in its place, and say what to do next."""
    taken = [path for path in scaffold.new if (folder / path).exists() or (folder / path).is_symlink()]
    if taken:
        message = say("there is a file {path} already, and it is kept as it is.", path=taken[0])
        return usage_error(translator, "new", message)
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


def _not_written(error: OSError, translator: Translator) -> int:
    reason = error.strerror or type(error).__name__
    return usage_error(
        translator, str(error.filename or "new"), say("This cannot be written ({reason}).", reason=reason)
    )


def _no_site(chosen: argparse.Namespace, translator: Translator) -> int:
    if wrong := invalid_source(Path(chosen.source)):
        return usage_error(translator, *wrong)

    problems = Problems()
    read_config(Path(chosen.source), None, problems)
    print_problems(problems, Path(chosen.source), translator)
    return CONTENT_PROBLEMS

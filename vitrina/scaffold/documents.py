"""New projects, news posts and pages, and new translations of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from vitrina.content.documents import Document
from vitrina.contract import documents as contract
from vitrina.contract.document_shapes import TranslatedFrom
from vitrina.contract.keys import Key, SchemaContext
from vitrina.model import sections
from vitrina.problems import Message, say
from vitrina.scaffold.values import Scaffold, comment, explained, offered_terms, yaml_text
from vitrina.values.revisions import token_of

_OF_TRANSLATIONS = (contract.TRANSLATED_FROM, contract.MACHINE_TRANSLATED)

_OFF_AND_ON = say(
    "A line that begins with # is not used. To use it, delete the sign and the space after it, and put in your value."
)
_FACTS = say("What follows is true in every language. It is written here once, and the translations inherit it.")
_BODY = say("Write the text below this line, in Markdown. What is between these signs is not published.")
_TRANSLATE = say("Replace the text below by the translation. Facts are inherited: they need no lines here.")

_WRITE_ANEW = say("Write the text below anew in this form. Facts are inherited: they need no lines here.")


def path_of(kind: str, identifier: str, language: str) -> str:
    """Return the path of the document of an entry in ``language``."""
    return f"content/{kind}/{identifier}/index.{language}.md"


def title_from(identifier: str) -> str:
    """Return a provisional title: ``Moc kobiet`` for ``moc-kobiet``, ``Team`` for ``about/team``."""
    return identifier.rpartition("/")[2].replace("-", " ").capitalize()


def new_document(kind: str, identifier: str, title: str, schema_context: SchemaContext, today: date) -> Scaffold:
    """Return a document of ``kind`` in the language ``schema_context.language``, with a comment for each key.

    It is a draft, so that it is not published by mistake; a news post has the date ``today``.
    """
    given = {contract.TITLE: yaml_text(title), contract.DRAFT: "true"}
    if kind == sections.NEWS:
        given[contract.DATE] = today.isoformat()
    lines = ["---", *comment(schema_context.translate(_OFF_AND_ON)), ""]
    for key in contract.PROSE:
        if key not in _OF_TRANSLATIONS:
            lines += _explained(key, given, schema_context)
    facts = schema_context.documents[kind].facts
    if facts:
        lines += [*comment(schema_context.translate(_FACTS)), ""]
    for key in facts:
        if _has_values(key, schema_context):
            lines += _explained(key, given, schema_context)
    lines += ["---", "", f"<!-- {schema_context.translate(_BODY)} -->", ""]
    path = path_of(kind, identifier, schema_context.language)
    advice = [
        say("Open {path}, fill in the title, the summary and the facts, and write the text.", path=path)
        if facts
        else say("Open {path}, fill in the title and the summary, and write the text.", path=path),
        say("When it is ready, delete the line “draft: true”, and run “vitrina check”."),
    ]
    if kind == sections.PAGES:
        advice.append(say("Name the page under “menu” or “footer” in content/site.yml, so that visitors find it."))
    return Scaffold(new={path: "\n".join(lines)}, advice=tuple(advice))


def _has_values(key: Key[object], schema_context: SchemaContext) -> bool:
    """Tell whether any value of ``key`` would be valid: the site may have no terms yet that it needs."""
    has_terms = not key.shape.vocabulary or bool(offered_terms(key, schema_context))
    return has_terms and all(_has_values(inner, schema_context) for inner in key.shape.inner if inner.is_required)


def _explained(key: Key[object], given: dict[Key[object], str], schema_context: SchemaContext) -> Iterator[str]:
    yield from explained(key, schema_context, given.get(key))
    yield ""


def new_translation(original: Document, schema_context: SchemaContext) -> Scaffold:
    """Return a translation into ``schema_context.language`` that contains the text of ``original``, to be replaced.

    It is a draft, with the revision token of the original and without facts.
    """
    path = path_of(original.source.section, original.source.id, schema_context.language)
    steps: tuple[Message, ...] = (
        say("Open {path} and translate the title, the summary and the text.", path=path),
        say("When it is ready, delete the line “draft: true”, and run “vitrina check”."),
        say("If the original changes meanwhile, “vitrina status” names the paragraphs."),
    )
    return Scaffold(new={path: _text_made_from(original, _TRANSLATE, schema_context, contract.SLUG)}, advice=steps)


def new_variant(text: Document, variant: str, schema_context: SchemaContext) -> Scaffold:
    """Return the ``variant`` of ``text`` in its language, a draft that contains the text, to be written anew."""
    path = path_of(text.source.section, text.source.id, f"{text.source.language}.{variant}")
    steps: tuple[Message, ...] = (
        say("Open {path} and write the title, the summary and the text anew, for those who read this form.", path=path),
        say("When it is ready, delete the line “draft: true”, and run “vitrina check”."),
        say("If the original changes meanwhile, “vitrina status” names the paragraphs."),
    )
    return Scaffold(new={path: _text_made_from(text, _WRITE_ANEW, schema_context)}, advice=steps)


def _text_made_from(original: Document, comment: Message, schema_context: SchemaContext, *further: Key[Any]) -> str:
    source = original.source
    made_from = TranslatedFrom(language=source.language, token=token_of(original.wording))
    given: dict[Key[object], str] = {
        contract.TITLE: yaml_text(original.title),
        contract.TRANSLATED_FROM: f"{made_from.language} {made_from.token}",
        contract.DRAFT: "true",
    }
    if original.summary:
        given[contract.SUMMARY] = yaml_text(original.summary)
    lines = ["---"]
    for key in contract.PROSE:
        if key in given or key in (*further, contract.MACHINE_TRANSLATED):
            lines += _explained(key, given, schema_context)
    text = original.body.strip("\n")
    lines += ["---", "", f"<!-- {schema_context.translate(comment)} -->", "", text, ""]
    return "\n".join(lines)

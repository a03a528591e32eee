"""The documentation of the content contract in Markdown: a table for each kind of file."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.contract.keys import Keys, SchemaContext
from vitrina.contract.schemas import Subject, files_of, keys_of, title_of
from vitrina.problems import say

_HEADINGS = (say("Key"), say("What it is for"), say("How it is written"), say("Example"))


def reference(subject: str, schema_context: SchemaContext) -> str:
    """Return the tables of the keys of ``subject``."""
    keys, translate = keys_of(subject, schema_context), schema_context.translate
    lines = [f"## {translate(title_of(subject))}", "", f"`{files_of(subject, schema_context)}`", ""]
    if subject == Subject.VOCABULARY:
        lines += [translate(say("Below each id:")), ""]
    if subject == Subject.FACTS:
        lines += [
            translate(
                say(
                    "Below the key of each fact under “facts”, or under its section in “sections”; “groups” has "
                    "headings of rows by their ids:"
                )
            ),
            "",
        ]
    lines += _table(keys, schema_context)
    for inner, names in _inner_mappings(keys).items():
        lines += ["", translate(say("Inside “{key}”:", key=tuple(names))), "", *_table(inner, schema_context)]
    if subject == Subject.SITE:
        lines += ["", translate(say("The kinds of output:")), "", *_outputs(schema_context)]
    return "\n".join(lines) + "\n"


def _outputs(schema_context: SchemaContext) -> Iterator[str]:
    translate = schema_context.translate
    yield _row(translate(say("Kind of output")), translate(say("What it is")), translate(say("Can be switched off")))
    yield "| --- | --- | --- |"
    for name, purpose in sorted(schema_context.outputs.items()):
        is_required = name in schema_context.required_outputs
        yield _row(f"`{name}`", translate(purpose), translate(say("no")) if is_required else translate(say("yes")))


def _inner_mappings(keys: Keys) -> dict[Keys, list[str]]:
    """Return the nested mappings in the values of ``keys``, at any depth, each with the keys that contain it."""
    found: dict[Keys, list[str]] = {}
    for key in keys:
        if key.shape.inner:
            found.setdefault(key.shape.inner, []).append(key.name)
            for inner, names in _inner_mappings(key.shape.inner).items():
                found.setdefault(inner, []).extend(names)
    return found


def _table(keys: Keys, schema_context: SchemaContext) -> Iterator[str]:
    translate = schema_context.translate
    yield _row(*(translate(heading) for heading in _HEADINGS))
    yield "| --- | --- | --- | --- |"
    for key in keys:
        purpose = schema_context.purpose_of(key)
        if key.is_required:
            purpose = translate(say("{purpose} Required.", purpose=purpose))
        yield _row(f"`{key.name}`", purpose, schema_context.form_of(key.shape), f"`{key.name}: {key.example}`")


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

"""Marking a translation as up to date: rewriting the line ``translated_from`` of its front matter and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vitrina.content.documents import Document
from vitrina.content.entries import original_of
from vitrina.problems import Message, Problems, say
from vitrina.reading.yaml import MappingNode, Node, SequenceNode, parse
from vitrina.translations.coverage import Content
from vitrina.values.revisions import token_of
from vitrina.values.suggestions import nearest

KEY = "translated_from"

_LINE_STARTS = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_FENCE = re.compile("\ufeff?---[ \t]*[\r\n]*")
_TITLE = re.compile(r"""(["']?)title\1[ \t]*:""")
_KEY_LINE = re.compile(
    rf"""(?P<key>(["']?){KEY}\2[ \t]*:)(?P<space>[ \t]*?)"""
    r"""(?P<value>"[^"]*"|'[^']*'|[^\s"'#](?:[^#\r\n]*[^\s#])?)?(?P<rest>[ \t]*(?:(?<=[ \t])\#[^\r\n]*)?[\r\n]*)"""
)


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation, and the version that it was made from."""

    document: Document
    source: Document

    @property
    def value(self) -> str:
        """The value of ``translated_from``: the language and the present token of the source."""
        return f"{self.source.source.language} {token_of(self.source.wording)}"


def find_entry(content: Content, name: str) -> tuple[str, str] | Message:
    """Return kind and id of the entry ``name``, an id or kind/id (``projects/warnik``), or why there is none."""
    kind, slash, identifier = name.strip("/").removeprefix("content/").partition("/")
    if kind not in content.sections:  # an id, perhaps of a page inside another one
        slash, identifier = "", name.strip("/")
    found = [key for key in content.entries if key[1] == identifier and (not slash or key[0] == kind)]
    if len(found) == 1:
        return found[0]
    if found:
        names = tuple(f"{key[0]}/{key[1]}" for key in found)
        return say("“{name}” is the id of several entries; name one of: {names}.", name=name, names=names)
    near = nearest(name, {f"{key[0]}/{key[1]}" if slash else key[1] for key in content.entries})
    if near is not None:
        return say("There is no project, news post or page “{name}”. Did you mean “{near}”?", name=name, near=near)
    return say("There is no project, news post or page “{name}”. “vitrina status” lists all of them.", name=name)


def find_translation(
    content: Content, key: tuple[str, str], language: str, problems: Problems
) -> Translation | Message:
    """Return the translation of the entry ``key`` into ``language``, or why there is none to mark.

    Its source is the version that ``translated_from`` names, or else the original.
    """
    by_language, name = content.entries[key], f"{key[0]}/{key[1]}"
    own, _, variant = language.partition(".")
    if own not in content.languages:
        known = tuple(content.languages)
        return say("“{language}” is not one of the site's languages: {known}.", language=own, known=known)
    translation = content.variants.get(key, {}).get((own, variant)) if variant else by_language.get(language)
    if translation is None:
        path = f"content/{name}/index.{language}.md"
        return say(
            "{name} has no version in “{language}”; it would be {path}.", name=name, language=language, path=path
        )
    original = by_language.get(own) if variant else original_of(by_language, content.languages, problems)
    if original is translation or original is None:
        return say("The version of {name} in “{language}” is the original itself.", name=name, language=language)
    named = translation.translated_from
    return Translation(translation, by_language.get(named.language, original) if named else original)


def with_translated_from(data: bytes, value: str) -> bytes | None:
    """Return the file ``data`` with ``translated_from: value`` and otherwise unchanged.

    The line keeps its position, comment and line end; a missing line is inserted below the title. The result is parsed
    again: ``None`` where anything but ``translated_from`` would have another value.
    """
    lines = _LINE_STARTS.split(data.decode())
    fences = [number for number, line in enumerate(lines) if _FENCE.fullmatch(line)][:2]
    if len(fences) < 2 or fences[0] != 0:
        return None
    front = lines[1 : fences[1]]
    changed = _rewritten(front, value) if any(map(_KEY_LINE.match, front)) else _inserted(front, value)
    before, after = _values(front), _values(changed)
    if before is None or after != {**before, KEY: value}:
        return None
    return "".join((lines[0], *changed, *lines[fences[1] :])).encode()


def _rewritten(front: list[str], value: str) -> list[str]:
    matches = ((line, _KEY_LINE.fullmatch(line)) for line in front)
    return [
        f"{found['key']}{found['space'] or ' '}{value}{found['rest']}" if found else line for line, found in matches
    ]


def _inserted(front: list[str], value: str) -> list[str]:
    """Return the lines with a new one below the title, which may have indented continuation lines."""
    start = next((number for number, line in enumerate(front) if _TITLE.match(line)), None)
    if start is None:
        return front
    end = start + 1
    for number in range(end, len(front)):
        if front[number].strip() and front[number][0] not in " \t":
            break
        end = number + 1 if front[number].strip() else end
    line_end = front[start][len(front[start].rstrip("\r\n")) :]
    return [*front[:end], f"{KEY}: {value}{line_end}", *front[end:]]


def _values(front: list[str]) -> Mapping[str, object] | None:
    """Return the values of the front matter without locations, ``None`` where it is invalid."""
    problems = Problems()
    fields = parse("".join(front).replace("\r\n", "\n").replace("\r", "\n"), "", problems)
    if fields is None or problems.errors:
        return None
    return {key: _value(node) for key, node in fields.values.items()}


def _value(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {key: _value(inner) for key, inner in node.values.items()}
    return [_value(item) for item in node.items] if isinstance(node, SequenceNode) else node.value

"""Changing keys of a front matter, and nothing else: other lines, comments, line ends and the text stay as they are.

The result is parsed again, and returned only if the other keys have the values that they had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from vitrina.importers.yaml_values import Yaml, flow, lines_of, node_of, yaml_of
from vitrina.problems import Location, Problems
from vitrina.reading.front_matter import parts_of
from vitrina.reading.yaml import MappingNode, parse

_FENCE = re.compile("\ufeff?---[ \t]*[\r\n]*")
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Edit:
    """The new ``value`` of a key, ``None`` to delete it; a new key stands behind the nearest one of ``after``."""

    value: Yaml | None
    after: Sequence[str] = ()


def front_of(text: str, path: str = "", problems: Problems | None = None) -> MappingNode | None:
    """Return the front matter of the document ``text``, ``None`` where it has none that can be read."""
    parts = parts_of(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    return None if parts is None else parse(parts[0], path, Problems() if problems is None else problems, 2)


def with_edits(text: str, edits: Mapping[str, Edit]) -> str | None:
    """Return the document ``text`` with these ``edits`` by key; ``None`` where they cannot be made without harm."""
    before = front_of(text)
    lines = [line for line in _LINES.findall(text) if line]
    fences = [number for number, line in enumerate(lines) if _FENCE.fullmatch(line)][:2]
    if before is None or len(fences) < 2 or fences[0] != 0:
        return None
    ending = lines[0][len(lines[0].rstrip("\r\n")) :]
    front = [line.rstrip("\r\n") for line in lines[1 : fences[1]]]
    for key, edit in edits.items():
        changed = _edited(front, key, edit)
        if changed is None:
            return None
        front = changed
    result = "".join((lines[0], *(f"{line}{ending}" for line in front), *lines[fences[1] :]))
    result = result if _has_even_ends(lines[1 : fences[1]], ending) else _with_ends(lines, fences[1], front, ending)
    after = front_of(result)
    kept = {key: yaml_of(node) for key, node in before.values.items() if key not in edits}
    if after is None or {key: yaml_of(node) for key, node in after.values.items() if key not in edits} != kept:
        return None
    here = Location(path="")
    wanted = {key: node_of(edit.value, here) for key, edit in edits.items() if edit.value is not None}
    there = {key: flow(yaml_of(after.values[key])) for key in edits if key in after.values}
    return result if there == {key: flow(yaml_of(node)) for key, node in wanted.items()} else None


def _has_even_ends(lines: Sequence[str], ending: str) -> bool:
    return all(line[len(line.rstrip("\r\n")) :] == ending for line in lines)


def _with_ends(lines: Sequence[str], last: int, front: Sequence[str], ending: str) -> str:
    """Return the document where line ends are mixed: lines that stay keep theirs."""
    known = {line.rstrip("\r\n"): line for line in lines[1:last]}
    return "".join((lines[0], *(known.get(line, f"{line}{ending}") for line in front), *lines[last:]))


def _edited(front: list[str], key: str, edit: Edit) -> list[str] | None:
    fields = parse("\n".join(front), "", Problems())
    if fields is None:
        return None
    new = [] if edit.value is None else lines_of(key, edit.value)
    if key not in fields.keys:
        place = _place(front, fields, key, edit.after)
        return [*front[:place], *new, *front[place:]]
    start, end = _span(front, fields, key)
    comments = list(_comments(front[start:end]))
    behind = [text for line, text in comments if line == 0 and len(new) == 1]
    above = [text for line, text in comments if line > 0 or len(new) != 1]
    if behind:
        new = [f"{new[0]}  {behind[0]}"]
    return [*front[:start], *above, *new, *front[end:]]


def _span(front: Sequence[str], fields: MappingNode, key: str) -> tuple[int, int]:
    """Return the lines of ``key`` with its value: up to the comments and empty lines that stand above the next key."""
    start = fields.keys[key].line - 1
    following = [location.line - 1 for location in fields.keys.values() if location.line - 1 > start]
    end = min(following, default=len(front))
    while end > start + 1 and (not front[end - 1].strip() or front[end - 1].startswith("#")):
        end -= 1
    return start, end


def _place(front: Sequence[str], fields: MappingNode, key: str, after: Sequence[str]) -> int:
    """Return the line before which a new ``key`` stands: behind its example in a comment, or behind its neighbour."""
    example = next((number for number, line in enumerate(front) if re.match(rf"# ?{re.escape(key)}:", line)), None)
    if example is not None:
        return example + 1
    neighbour = next((name for name in reversed(after) if name in fields.keys), None)
    if neighbour is None:
        return len(front)
    return _span(front, fields, neighbour)[1]


def _comments(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the comments inside ``lines``, a key and its value, each with the number of its line."""
    text = "\n".join(lines)
    if "#" not in text:
        return
    position = 0
    tokens = [
        token for token in yaml.scan(text, Loader=yaml.SafeLoader) if token.end_mark.index > token.start_mark.index
    ]
    spans = [(token.start_mark.index, token.end_mark.index) for token in tokens]
    for start, end in (*spans, (len(text), len(text))):
        gap = text[position:start]
        for match in re.finditer(r"#[^\n]*", gap):
            yield text.count("\n", 0, position + match.start()), match[0]
        position = max(position, end)

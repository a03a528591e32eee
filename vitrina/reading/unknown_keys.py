"""Keys of a mapping that nothing has read, each with the known key that is most similar."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from vitrina.problems import Message, Problems, say
from vitrina.reading.yaml import MappingNode, ScalarNode
from vitrina.reading.yaml_hints import quoted
from vitrina.values.suggestions import MOST_SUGGESTIONS, is_near, most_similar

_MOST_LISTED = 8
"""The number of keys that a hint lists; of more, it names the most similar ones."""

_SIMILAR = 3


def report_unknown_keys(
    fields: MappingNode,
    read: Collection[str],
    known: Iterable[str],
    elsewhere: Mapping[str, Message],
    problems: Problems,
    languages: Collection[str] = (),
) -> None:
    """Report the keys of ``fields`` that are not ``read``.

    Besides these, ``known`` ones may be suggested; ``elsewhere`` has the message for keys of another file. Of lines for
    ``languages`` below a key without a value, the first is told for all of them.
    """
    known = {*read, *known}
    missing = known - set(fields.keys)
    unknown = 0
    for before, (key, location) in zip(["", *fields.keys], fields.keys.items(), strict=False):
        if key in read or (key in languages and before in languages and before not in read):
            continue
        if key in elsewhere:
            problems.error(location, "misplaced-key", elsewhere[key], say("Delete the line."))
            continue
        unknown += 1
        name = key.lower().replace("-", "_")
        hint = _torn(fields, before, key, languages)
        if hint is None and unknown <= MOST_SUGGESTIONS:
            hint = _hint(name, missing, known)
        problems.error(location, "unknown-key", say("“{key}” is not a key that is known here.", key=key), hint)


def _torn(fields: MappingNode, before: str, key: str, languages: Collection[str]) -> Message | None:
    """Return a hint for a ``key`` that is a part of what stands under the key ``before`` it."""
    above, value = fields.values.get(before), fields.values[key]
    if not isinstance(above, ScalarNode) or not isinstance(value, ScalarNode):
        return None
    if key in languages and above.is_empty:
        return say("If the line belongs to the one above, indent it: {line}", line=f"  {key}: {value.value}")
    if value.is_empty and not above.quoted and above.value and above.location.line == value.location.line:
        example = f"{before}: {quoted(f'{above.value}, {key}')}"
        return say("If it belongs to the text before the comma, put both in quotes: {example}", example=example)
    return None


def _hint(name: str, missing: Collection[str], known: Collection[str]) -> Message:
    """Return a hint with the key that was meant, with all ``known`` ones, or with the most similar of many."""
    similar = most_similar(name, known, _SIMILAR)
    near = next((key for key in similar if key in missing and is_near(name, key)), None)
    if near is not None:
        return say("Did you mean “{near}”?", near=near)
    if len(known) <= _MOST_LISTED or not similar:
        return say("Known here: {keys}.", keys=sorted(known))
    return say("The most similar keys that are known here: {keys}.", keys=similar)

"""Keys of a mapping that nothing has read, each with the known key that is most similar."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from vitrina.problems import Message, Problems, say
from vitrina.reading.yaml import MappingNode
from vitrina.values.suggestions import MOST_SUGGESTIONS, is_near, most_similar

_MOST_LISTED = 8
"""The number of keys that a hint lists; of more, it names the most similar ones."""

_SIMILAR = 3


def report_unknown_keys(
    fields: MappingNode,
    read: Collection[str],
    known: Collection[str],
    elsewhere: Mapping[str, Message],
    problems: Problems,
) -> None:
    """Report the keys of ``fields`` that are not ``read``.

    ``known`` are those that may be suggested; ``elsewhere`` has the message for keys of another file.
    """
    missing = set(known) - set(fields.keys)
    unknown = 0
    for key, location in fields.keys.items():
        if key in read:
            continue
        if key in elsewhere:
            problems.error(location, "misplaced-key", elsewhere[key], say("Delete the line."))
            continue
        unknown += 1
        name = key.lower().replace("-", "_")
        hint = _hint(name, missing, known) if unknown <= MOST_SUGGESTIONS else None
        problems.error(location, "unknown-key", say("“{key}” is not a key that is known here.", key=key), hint)


def _hint(name: str, missing: Collection[str], known: Collection[str]) -> Message:
    """Return a hint with the key that was meant, with all ``known`` ones, or with the most similar of many."""
    similar = most_similar(name, known, _SIMILAR)
    near = next((key for key in similar if key in missing and is_near(name, key)), None)
    if near is not None:
        return say("Did you mean “{near}”?", near=near)
    if len(known) <= _MOST_LISTED or not similar:
        return say("Known here: {keys}.", keys=sorted(known))
    return say("The most similar keys that are known here: {keys}.", keys=similar)

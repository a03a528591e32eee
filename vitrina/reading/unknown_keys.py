"""Keys of a mapping that nothing has read, each with the known key that is most similar."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from vitrina.problems import Message, Problems, say
from vitrina.reading.yaml import MappingNode
from vitrina.values.suggestions import MOST_SUGGESTIONS, did_you_mean


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
    others = say("Known here: {keys}.", keys=tuple(sorted(known)))
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
        hint = did_you_mean(name, missing, others) if unknown <= MOST_SUGGESTIONS else others
        problems.error(location, "unknown-key", say("“{key}” is not a key that is known here.", key=key), hint)

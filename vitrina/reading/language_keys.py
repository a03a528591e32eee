"""Keys that are codes of languages, which are read in any case and with ``_`` or ``-``."""

from __future__ import annotations

from collections.abc import Collection

from vitrina.problems import Problems, say
from vitrina.reading.yaml import MappingNode
from vitrina.values.language_tags import canonical_tag


def with_canonical_keys(fields: MappingNode, problems: Problems, known: Collection[str] | None = None) -> MappingNode:
    """Return ``fields`` with the canonical form of the keys that are codes of languages; repeated ones are reported.

    With ``known``, only keys that are one of these languages change: messages name the others as they were written.
    """
    tags = {key: canonical_tag(key) for key in fields.keys}
    if all(key == tag or (known is not None and tag not in known) for key, tag in tags.items()):
        return fields
    values, keys = {}, {}
    written: dict[str, str] = {}
    for key, location in fields.keys.items():
        name = tags[key] if known is None or tags[key] in known else key
        if name in written:
            message = say("“{code}” and “{other}” are the same language.", code=key, other=written[name])
            problems.error(location, "repeated-language", message, say("Delete one of the two."))
        else:
            values[name], keys[name], written[name] = fields.values[key], location, key
    return MappingNode(values, keys, fields.location)

"""A value of YAML as a text on one line, without invisible characters."""

from __future__ import annotations

import re

from vitrina.problems import Problems, say
from vitrina.reading.yaml import Node, ScalarNode
from vitrina.values.characters import is_control, is_legible


def plain_text(key: str, node: Node, problems: Problems) -> str | None:
    """Return the text of ``node``, the value of ``key``; ``None`` where it is empty or, reported, not legible."""
    if not isinstance(node, ScalarNode):
        message = say("“{key}” needs a single text here.", key=key)
        hint = say("If the text holds brackets, braces or a colon, put it in quotes.")
        problems.error(node.location, "wrong-shape", message, hint)
        return None
    # A fast path for nearly all values.
    if node.value.isprintable() and "  " not in node.value and (node.value.isascii() or is_legible(node.value)):
        return node.value.strip(" ") or None
    odd = next(filter(is_control, node.value), None)
    if odd is not None or not is_legible(node.value.strip(" \t\n")):
        message = say("“{key}” has invisible characters only.", key=key)
        if odd is not None:
            message = say("“{key}” holds the invisible character {code}.", key=key, code=f"U+{ord(odd):04X}")
        problems.error(node.location, "control-character", message, say("Delete it and type the text again."))
        return None
    return re.sub(r"[ \t\n]+", " ", node.value).strip(" ") or None

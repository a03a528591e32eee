"""What is wrong between brackets and braces: one that is missing, and what is between two values."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from vitrina.problems import say
from vitrina.reading.yaml_hints import Slip

_CLOSING = {"[": "]", "{": "}"}
_NO_COMMA = re.compile(r"""(?:(?<=["'0-9]) +|; *)(?=[A-Za-z][\w-]*: )""")
"""Between two pairs, where it is certain that the first one ends: after other words, the next may belong to them."""


def slips_between_brackets(line: str, number: int, column: int) -> Iterator[Slip]:
    """Yield the slip on ``line``, the one with this ``number``, on which brackets open in ``column``."""
    opening, rest = line[column : column + 1], line[column:]
    closing = _CLOSING.get(opening)
    if closing is None:
        return
    if closing not in rest:
        message = say("The bracket “{bracket}” that opens here is never closed.", bracket=opening)
        hint = say("Close it: {line}", line=f"{line.strip()}{closing}")
    elif (missing := _NO_COMMA.search(rest)) and _can_be_read(corrected := _NO_COMMA.sub(", ", rest)):
        message = say("A comma is missing here.")
        hint = say("Write: {corrected}", corrected=f"{line[:column].lstrip()}{corrected.rstrip()}")
        column += missing.start()
    else:
        message = say("What is between these brackets cannot be read.")
        hint = say(
            "Put a comma between two values, and each text with a colon, a bracket or a comma in quotes: {example}",
            example=f'{opening}"A: B", C{closing}' if opening == "[" else '{sv: "A: B", pl: C}',
        )
    yield Slip(line=number, column=column, message=message, hint=hint)


def _can_be_read(text: str) -> bool:
    try:
        return any(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError:
        return False

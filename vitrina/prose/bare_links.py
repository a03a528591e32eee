"""Addresses that stand in a text without any marks of a link, as GitHub finds them (GFM 0.29, 6.9)."""

from __future__ import annotations

import re
from typing import Final

from vitrina.prose.marks import without_marks

WEB: Final = r"(?<![^\W_])(?:https?://|www\.)[^\s<]{1,2000}"
MAIL: Final = r"(?<![\w.+-])[a-zA-Z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)+(?<![-_])(?![-_])"

_HOST = re.compile(r"(?:https?://|www\.)((?:[\w-]+\.)*[\w-]+)", re.IGNORECASE)
_PUNCTUATION = "?!.,:*_~'\"”’“»،؛؟…"
_LONGEST_ENTITY = 33


def trimmed(address: str) -> str | None:
    """Return what of ``address`` belongs to it: no punctuation of the sentence; ``None`` where it has no host."""
    end, surplus = len(address), address.count(")") - address.count("(")
    while end:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last == ";" and (begin := _begin_of_entity(address, end)) is not None:
            end = begin + 1
        elif last not in _PUNCTUATION:
            break
        end -= 1
    host = _HOST.match(without_marks(address[:end]))
    if host is None or ("." not in host[1] and not address.lower().startswith("http")):
        return None
    return None if "_" in "".join(host[1].rsplit(".", 2)[-2:]) else address[:end]


def _begin_of_entity(address: str, end: int) -> int | None:
    begin = address.rfind("&", max(0, end - _LONGEST_ENTITY), end)
    return begin if begin >= 0 and address[begin + 1 : end - 1].isalnum() else None

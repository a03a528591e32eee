"""Language tags (BCP 47, RFC 5646): in whatever case and with ``_`` or ``-`` they are written, they have one form here.

The canonical form has a language in small letters, a script with one capital letter, a country in capital letters and
everything else in small letters: ``pt-BR``, ``zh-Hant``, ``sr-Latn``, ``de-1996``, ``es-419``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

LONGEST: Final = 35
"""The largest number of characters, which RFC 5646 asks programs to support at least."""

_TAG: Final = re.compile(
    "[a-z]{2,3}(?:-[a-z]{3}){0,3}"  # a language, and extended ones
    "(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"  # a script, a country or area
    "(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    "(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"  # extensions, private use
)


def is_language_tag(text: str) -> bool:
    """Tell whether ``text`` is a well-formed tag in any spelling; there need be no such language."""
    return _canonical(text) is not None


def tag_of_text(written: str) -> str:
    """Return the tag of a language, and behind a dot the variant of the text that is meant (``sv.easy``), if any."""
    language, dot, variant = written.partition(".")
    return canonical_tag(language) + dot + variant.lower()


def canonical_tag(text: str) -> str:
    """Return the canonical form of a tag; a ``text`` that is none stays as it is, for messages about it."""
    return _canonical(text) or text


def main_subtags(tag: str) -> tuple[str, ...]:
    """Return the subtags of a canonical ``tag`` without extensions: language, script, country, variants."""
    subtags = tag.split("-")
    return tuple(subtags[: next((place for place, subtag in enumerate(subtags) if len(subtag) == 1), len(subtags))])


def broader_tags(tag: str) -> tuple[str, ...]:
    """Return a canonical ``tag`` and the more general ones, as in RFC 4647: ``zh-Hant-TW``, ``zh-Hant``, ``zh``."""
    subtags = main_subtags(tag)
    broader = ("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))
    return tuple(dict.fromkeys((tag, *broader)))


@lru_cache(maxsize=4096)
def _canonical(text: str) -> str | None:
    tag = text.replace("_", "-").lower()
    if not text.isascii() or len(text) > LONGEST or _TAG.fullmatch(tag) is None:
        return None
    language, *others = main_subtags(tag)
    if len(set(others)) < len(others):  # RFC 5646 2.2.5: no variant twice
        return None
    head = "-".join((language, *map(_cased, others)))
    return head + tag[len(head) :]


def _cased(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag

"""What a translation was made from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationSource:
    """The wording that a translation was made from, and the document that holds what became of it: maybe a draft.

    ``language`` and ``token`` are what the translation says; ``path``, ``title`` and ``summary`` are the document's.
    """

    language: str
    token: str
    path: str
    title: str
    summary: str | None

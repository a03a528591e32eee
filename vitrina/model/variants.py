"""Variants of texts: other forms of a text in its own language, such as one in easy language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vitrina.model.fact_values import LocalText

EASY: Final = "easy"
SIGN: Final = "sign"

VARIANTS: Mapping[str, LocalText | None] = {EASY: None, SIGN: None}
"""The variants that every site can have; without a name of the site's, they have that of the catalogues."""

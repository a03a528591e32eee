"""Texts in templates: with a language and a direction, as they were written and as they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from vitrina.model import Direction


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its own language (BCP 47; empty for names and numbers, which have none) and direction.

    ``value`` is what was written, for data; as a string it is what visitors see, ``shown`` if that differs.
    """

    value: str
    language: str
    direction: Direction
    shown: str = ""

    def __str__(self) -> str:
        return self.shown or self.value

    @property
    def plain(self) -> str:
        """The text for attributes and the like: in its order, with the spaces as written."""
        return self.value if self.direction == "ltr" else str(self)

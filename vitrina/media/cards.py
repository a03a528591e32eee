"""Cards: what a link shows where it is passed on, for pages without a picture of their own."""

from __future__ import annotations

from dataclasses import dataclass

from vitrina.disk.inputs import InputFile
from vitrina.model import Direction
from vitrina.values.fingerprints import fingerprint

CARD_SIZE = (1200, 630)
"""Width and height in pixels, as the services ask for (1.91 to 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStyle:
    """How a theme draws cards: colours (``#rrggbb``), and fonts, the first of which that has the letters is taken.

    ``digest`` is that of the fonts.
    """

    background: str
    text: str
    accent: str
    fonts: tuple[InputFile, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is on a card: a title in a language and direction, and below it who publishes."""

    title: str
    publisher: str
    language: str
    direction: Direction
    style: CardStyle

    @property
    def key(self) -> str:
        """What is different for cards with different bytes, with one version of Pillow."""
        style = self.style
        colours = (style.background, style.text, style.accent)
        return fingerprint((self.title, self.publisher, self.language, self.direction, colours, style.digest))

    @property
    def name(self) -> str:
        """The name of its file. Services remember a picture by its address: another card has another name."""
        return f"card-{self.key[:10]}.png"

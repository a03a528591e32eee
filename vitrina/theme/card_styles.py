"""How a theme draws cards: the colours in its ``theme.yml``, and the fonts in its folder ``cards/``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from vitrina.disk.inputs import InputFile
from vitrina.media.cards import CardStyle
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.values.fingerprints import digest_of, fingerprint

FOLDER = "cards"
COLOURS: Mapping[str, str] = {"background": "#12302e", "text": "#ffffff", "accent": "#ff9f84"}
"""The colours that a theme can choose, and those of one that does not."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FONTS = (".ttf", ".otf")


def read_colours(reader: FieldReader) -> dict[str, str]:
    """Return the colours under the key ``cards`` of a ``theme.yml``; report what is none."""
    colours, found = reader.mapping("cards"), {}
    if colours is None:
        return {}
    for key in COLOURS:
        colour = colours.text(key)
        if colour is not None and _COLOUR.fullmatch(colour):
            found[key] = colour.lower()
        elif colour is not None:
            hint = say("Write “#” and six digits (0 to 9, a to f), in quotes: {example}", example=f'{key}: "#12302e"')
            colours.error(key, "not-a-colour", say("“{value}” is not a colour.", value=colour), hint)
    colours.finish()
    return found


def card_style(layers: Iterable[Path], colours: Mapping[str, str]) -> CardStyle | None:
    """Return how the theme in ``layers``, the strongest first, draws cards; it draws none where it has no font."""
    fonts: dict[str, InputFile] = {}  # by content: a copy of a theme over the packaged one has the same fonts again
    for layer in layers:
        for file in _fonts_in(layer):
            fonts.setdefault(digest_of(_content(file)), file)
    if not fonts:
        return None
    return CardStyle(**{**COLOURS, **colours}, fonts=tuple(fonts.values()), digest=fingerprint(list(fonts)))


def _fonts_in(layer: Path) -> Iterator[InputFile]:
    with suppress(OSError):
        for file in sorted((layer / FOLDER).iterdir()):
            if file.name.lower().endswith(_FONTS) and not file.name.startswith("."):
                yield InputFile(layer.parent.parent, f"themes/{layer.name}/{FOLDER}/{file.name}")


def _content(file: InputFile) -> bytes:
    try:
        return file.read()
    except OSError:
        return b""  # drawing says so

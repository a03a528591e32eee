"""Drawing cards: words in the right shapes and order by HarfBuzz and FriBidi, which Pillow brings along (Raqm)."""

from __future__ import annotations

import io
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFont

from vitrina.disk.inputs import InputFile
from vitrina.media.cards import CARD_SIZE, Card
from vitrina.media.problems import UnusablePictureError
from vitrina.problems import Location, Problem, say

_WIDTH, _HEIGHT = CARD_SIZE
_FRAME, _MARGIN = 36, 92
_TOP, _SHELF, _PUBLISHER = 72, 492, 556
"""Where the title begins and ends, and the line that the publisher stands on, in pixels from above."""

_ROOM = _WIDTH - 2 * _MARGIN
_SIZES = (92, 80, 70, 62, 54, 48)
_SIZE_OF_PUBLISHER = 36
_LEADING = 1.34
_SHADES = 8
"""Of the letters: as many as smooth edges need, and few enough for a small file."""

_NO_CHARACTER = "\U0010ffff"
_UNSEEN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
_BREAKS = re.compile(r"[ \0-\x1f\x7f-\x9f\u2028\u2029]+")
"""Where lines may end; of all but the space, FriBidi would make paragraphs."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font file in the sizes that were asked for, and the characters that were looked up in it."""

    data: bytes
    _sizes: dict[int, ImageFont.FreeTypeFont] = field(default_factory=dict)
    _known: dict[str, bool] = field(default_factory=dict)

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the font in a size in pixels; raise ``OSError`` where the file is no font."""
        if size not in self._sizes:
            self._sizes[size] = ImageFont.truetype(io.BytesIO(self.data), size, layout_engine=ImageFont.Layout.RAQM)
        return self._sizes[size]

    def has(self, character: str) -> bool:
        """Tell whether the font has a shape for ``character``, or none is needed."""
        if character not in self._known:
            self._known[character] = unicodedata.category(character) in _UNSEEN or (
                self._shape(character) != self._shape(_NO_CHARACTER)
            )
        return self._known[character]

    def _shape(self, character: str) -> bytes:
        mask = self.at(_SIZE_OF_PUBLISHER).getmask(character)
        return bytes(mask) + bytes(mask.size)


def typeface_in(file: InputFile) -> Typeface:
    """Return the typeface in a file.

    Raise ``OSError`` where it cannot be read, ``UnusablePictureError`` where there is none in it.
    """
    typeface = Typeface(file.read())
    try:
        typeface.at(_SIZE_OF_PUBLISHER)
    except OSError as error:
        message = say("There is no font in the file “{name}”.", name=file.path.rpartition("/")[2])
        hint = say("Put a TrueType or OpenType font there (.ttf, .otf), or delete the file.")
        raise UnusablePictureError(Problem(Location(file.path), "not-a-font", message, hint)) from error
    return typeface


def typeface_for(text: str, typefaces: Sequence[Typeface]) -> Typeface | None:
    """Return the first of the ``typefaces`` that has the most characters of ``text``; none where all lack half."""
    best = max(typefaces, key=lambda typeface: sum(map(typeface.has, text)), default=None)
    return None if best is None or sum(map(best.has, text)) * 2 < len(text) else best


def missing_letters(text: str, typefaces: Sequence[Typeface]) -> str:
    """Return the letters and digits of ``text`` that the best of the ``typefaces`` does not have."""
    best = typeface_for(text, typefaces)
    return "".join(letter for letter in text if letter.isalnum() and (best is None or not best.has(letter)))


def drawn(card: Card, typefaces: Sequence[Typeface]) -> bytes:
    """Return ``card`` as a PNG with a palette; characters that no typeface has are left out."""
    letters = Image.new("L", CARD_SIZE)
    canvas = ImageDraw.Draw(letters)
    typeface = typeface_for(card.title, typefaces)
    if typeface is not None:
        _Writer(canvas, card, typeface).title()
    typeface = typeface_for(card.publisher, typefaces)
    if typeface is not None:
        _Writer(canvas, card, typeface).publisher()
    image = letters.point([value * (_SHADES - 1) // 255 for value in range(256)])
    image.putpalette(_palette(card))
    shapes = ImageDraw.Draw(image)
    corner = (_FRAME, _FRAME, _WIDTH - 1 - _FRAME, _HEIGHT - 1 - _FRAME)
    shapes.rounded_rectangle(corner, radius=18, outline=_SHADES, width=4)
    shapes.rectangle((_FRAME, _SHELF, _WIDTH - 1 - _FRAME, _SHELF + 3), fill=_SHADES)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", bits=4, compress_type=zlib.Z_RLE)
    return buffer.getvalue()


def _palette(card: Card) -> list[int]:
    """Return the colours of an image: from the background to the letters, then the accent."""
    ground, ink, accent = (_rgb(colour) for colour in (card.style.background, card.style.text, card.style.accent))
    shades = [
        round(below + (above - below) * shade / (_SHADES - 1))
        for shade in range(_SHADES)
        for below, above in zip(ground, ink, strict=True)
    ]
    return [*shades, *accent]


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


@dataclass(frozen=True, slots=True)
class _Writer:
    canvas: ImageDraw.ImageDraw
    card: Card
    typeface: Typeface

    def title(self) -> None:
        """Write the title as large as there is room for it, and half-way between the frame and the shelf."""
        size, lines = _set(self._known(self.card.title), self.typeface)
        leading = size * _LEADING
        first = _TOP + (_SHELF - _TOP - leading * len(lines)) / 2 + size
        for number, line in enumerate(lines):
            self._write(line, size, round(first + number * leading))

    def publisher(self) -> None:
        """Write who publishes on one line."""
        pieces = _pieces(self._known(self.card.publisher))
        room, font = _ROOM - 2 * _SIZE_OF_PUBLISHER, self.typeface.at(_SIZE_OF_PUBLISHER)
        lines = _measured(pieces, self.typeface, _SIZE_OF_PUBLISHER).lines(room)
        line, *more = [part for line in lines for part in _cut(line, font, room)]
        self._write(f"{line} …" if more else line, _SIZE_OF_PUBLISHER, _PUBLISHER)

    def _known(self, text: str) -> str:
        return "".join(filter(self.typeface.has, _BREAKS.sub(" ", text)))

    def _write(self, line: str, size: int, baseline: int) -> None:
        is_rtl = self.card.direction == "rtl"
        self.canvas.text(
            (_WIDTH - _MARGIN if is_rtl else _MARGIN, baseline),
            line,
            fill=255,
            font=self.typeface.at(size),
            anchor="rs" if is_rtl else "ls",
            direction=self.card.direction,
            language=self.card.language,
        )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a text, behind which a line may end: a word, or a character of a script that is written without."""

    text: str
    ends_word: bool


def _pieces(text: str) -> list[_Piece]:
    pieces = []
    for word in _BREAKS.split(text.strip()):
        wide = [unicodedata.east_asian_width(character) in "WF" for character in word]
        begin = 0
        for end in range(1, len(word)):
            if wide[end] and wide[end - 1]:
                pieces.append(_Piece(word[begin:end], ends_word=False))
                begin = end
        pieces.append(_Piece(word[begin:], ends_word=True))
    return pieces


@dataclass(frozen=True, slots=True)
class _Measured:
    """Pieces with their widths in one size. What letters of neighbouring words do to each other is not in them."""

    pieces: Sequence[_Piece]
    widths: Sequence[float]
    space: float

    def lines(self, room: float) -> list[str]:
        """Return the lines of this width; a piece that is wider is a line of its own."""
        lines, used = [""], 0.0
        for piece, width in zip(self.pieces, self.widths, strict=True):
            if lines[-1] and used + width > room:
                lines[-1] = lines[-1].rstrip(" ")
                lines.append("")
                used = 0.0
            lines[-1] += f"{piece.text} " if piece.ends_word else piece.text
            used += width + (self.space if piece.ends_word else 0)
        return [*lines[:-1], lines[-1].rstrip(" ")]


def _measured(pieces: Sequence[_Piece], typeface: Typeface, size: int) -> _Measured:
    font = typeface.at(size)
    return _Measured(pieces, [font.getlength(piece.text) for piece in pieces], font.getlength(" "))


def _set(text: str, typeface: Typeface) -> tuple[int, list[str]]:
    """Return the size and the lines of a title, of about the same length; a title that is too long ends in “…”."""
    measured = _measured(_pieces(text), typeface, _SIZES[0])
    for size in _SIZES:  # letters are as wide as they are large, nearly enough
        room = _ROOM * _SIZES[0] / size
        lines = measured.lines(room)
        if len(lines) <= _most_lines(size) and max(measured.widths) <= room:
            return size, _balanced(measured, lines, room)
    size, font = _SIZES[-1], typeface.at(_SIZES[-1])
    lines = [part for line in measured.lines(_ROOM * _SIZES[0] / size) for part in _cut(line, font, _ROOM)]
    shown = lines[: _most_lines(size)]
    return size, lines if lines == shown else [*shown[:-1], f"{shown[-1].rpartition(' ')[0]} …"]


def _most_lines(size: int) -> int:
    return int((_SHELF - _TOP) / (size * _LEADING))


def _balanced(measured: _Measured, lines: list[str], room: float) -> list[str]:
    for part in (0.9, 0.8, 0.7, 0.6):
        narrower = measured.lines(room * part)
        if len(narrower) > len(lines) or max(measured.widths) > room * part:
            break
        lines = narrower
    return lines


def _cut(line: str, font: ImageFont.FreeTypeFont, room: float) -> Iterator[str]:
    """Yield the parts of a word that is wider than the ``room``, or a line as it is."""
    begin = 0
    for end in range(1, len(line) if font.getlength(line) > room else 0):
        if font.getlength(line[begin : end + 1]) > room and not unicodedata.combining(line[end]):
            yield line[begin:end]
            begin = end
    yield line[begin:]

"""Making the bytes of renditions and cards: from the store where they were made before, else anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vitrina.disk.inputs import InputFile
from vitrina.media.cards import Card, CardStyle
from vitrina.media.renditions import Rendition
from vitrina.media.store import NO_STORE, PictureStore
from vitrina.model.pictures import PictureFile
from vitrina.values.fingerprints import digest_of, fingerprint

if TYPE_CHECKING:
    from vitrina.media.card_drawing import Typeface
    from vitrina.media.decoding import DecodedPicture

_CODE = Path(__file__).parent


class PictureMaker(Protocol):
    """Makes what is published of pictures.

    Its methods raise ``UnusablePictureError`` where there is no picture in a file, or no font, and ``OSError`` where it
    cannot be read.
    """

    def rendition(self, file: InputFile, picture: PictureFile, rendition: Rendition) -> bytes:
        """Return the bytes of ``rendition`` of the ``picture`` in a file."""
        ...

    def card(self, card: Card) -> bytes:
        """Return the bytes of ``card``."""
        ...


def key_of(picture: PictureFile, rendition: Rendition) -> str:
    """Return what is different for renditions with different bytes, with one version of Pillow."""
    made_from = (rendition.format, rendition.size, rendition.full, rendition.quality)
    return fingerprint((picture.digest, *made_from, *(rendition.box or ())))


@dataclass(slots=True)
class _LastPicture:
    """The picture that was decoded last: its renditions follow each other."""

    digest: str = ""
    size: tuple[int, int] = (0, 0)
    picture: DecodedPicture | None = None

    def decoded(self, file: InputFile, picture: PictureFile, size: tuple[int, int]) -> tuple[str, DecodedPicture]:
        """Return the picture in ``file`` in this ``size``, and the digest of the bytes that it comes from."""
        from vitrina.media.decoding import decoded

        if self.picture is None or (self.digest, self.size) != (picture.digest, size):
            self.picture = None  # two of them are never in memory
            data = file.read()
            self.picture, self.digest, self.size = decoded(data, file.path, size), digest_of(data), size
        return self.digest, self.picture


@dataclass(slots=True)
class _LastTypefaces:
    """The typefaces that were read last: cards of a site have the same ones."""

    digest: str = ""
    typefaces: Sequence[Typeface] = ()

    def of(self, style: CardStyle) -> Sequence[Typeface]:
        from vitrina.media.card_drawing import typeface_in

        if self.digest != style.digest:
            self.typefaces = tuple(map(typeface_in, style.fonts))
            self.digest = style.digest
        return self.typefaces


@dataclass(frozen=True, slots=True)
class Encoder:
    """Makes pictures, and keeps them in a ``store``. It is a ``PictureMaker``."""

    store: PictureStore = NO_STORE
    _last: _LastPicture = field(default_factory=_LastPicture)
    _typefaces: _LastTypefaces = field(default_factory=_LastTypefaces)

    def rendition(self, file: InputFile, picture: PictureFile, rendition: Rendition) -> bytes:
        """Return the bytes of ``rendition``."""
        from vitrina.media.encoding import encoded

        key = _key_in_store(key_of(picture, rendition))
        known = self.store.load(key)
        if known is not None:
            return known
        origin, seen = self._last.decoded(file, picture, rendition.full)
        made = encoded(seen, rendition, file.path)
        if origin == picture.digest:  # otherwise it was changed since it was looked at, and the next build sees that
            self.store.keep(key, made)
        return made

    def card(self, card: Card) -> bytes:
        """Return the bytes of ``card``."""
        key = _key_in_store(card.key)
        made = self.store.load(key)
        if made is None:
            from vitrina.media.card_drawing import drawn

            made = drawn(card, self._typefaces.of(card.style))
            self.store.keep(key, made)
        return made


@dataclass(frozen=True, slots=True)
class Decoder:
    """Finds out whether pictures can be made, and makes none. It is a ``PictureMaker``."""

    store: PictureStore = NO_STORE
    _last: _LastPicture = field(default_factory=_LastPicture)
    _typefaces: _LastTypefaces = field(default_factory=_LastTypefaces)

    def rendition(self, file: InputFile, picture: PictureFile, rendition: Rendition) -> bytes:
        """Return nothing; raise what encoding would."""
        if self.store.load(_key_in_store(key_of(picture, rendition))) is None:
            self._last.decoded(file, picture, rendition.full)
        return b""

    def card(self, card: Card) -> bytes:
        """Return nothing; raise what drawing would."""
        self._typefaces.of(card.style)
        return b""


def _key_in_store(key: str) -> str:
    import PIL

    return fingerprint((PIL.__version__, code_digest(_CODE), key))


@cache
def code_digest(folder: Path) -> str:
    """Return the digest of the modules in ``folder``: others may make other bytes, or leave out more of what is told.

    It is that of the modules that this process runs, whatever is installed in the meantime.
    """
    return digest_of(b"\0".join(file.read_bytes() for file in sorted(folder.glob("*.py"))))

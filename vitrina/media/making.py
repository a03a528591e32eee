"""Making the bytes of renditions: from the store where they were made before, else from the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from vitrina.disk.inputs import InputFile
from vitrina.media.renditions import Rendition
from vitrina.media.store import NO_STORE, PictureStore
from vitrina.model.pictures import PictureFile
from vitrina.values.fingerprints import digest_of, fingerprint

if TYPE_CHECKING:
    from vitrina.media.decoding import DecodedPicture

_CODE = Path(__file__).parent

MakePicture = Callable[[InputFile, PictureFile, Rendition], bytes]
"""Returns the bytes of a rendition of the picture in a file; raises ``UnusablePictureError`` where there is none in it,
``OSError`` where it cannot be read."""


def key_of(picture: PictureFile, rendition: Rendition) -> str:
    """Return what is different for renditions with different bytes, with one version of Pillow."""
    made_from = (rendition.format, rendition.size, rendition.full, rendition.quality)
    return fingerprint((picture.digest, *made_from))


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


@dataclass(frozen=True, slots=True)
class Encoder:
    """Makes renditions, and keeps them in a ``store``. Call it as ``MakePicture``."""

    store: PictureStore = NO_STORE
    _last: _LastPicture = field(default_factory=_LastPicture)

    def __call__(self, file: InputFile, picture: PictureFile, rendition: Rendition) -> bytes:
        """Return the bytes of ``rendition``."""
        from vitrina.media.encoding import encoded

        key = _key_in_store(picture, rendition)
        known = self.store.load(key)
        if known is not None:
            return known
        origin, seen = self._last.decoded(file, picture, rendition.full)
        made = encoded(seen, rendition, file.path)
        if origin == picture.digest:  # otherwise it was changed since it was looked at, and the next build sees that
            self.store.keep(key, made)
        return made


@dataclass(frozen=True, slots=True)
class Decoder:
    """Finds out whether renditions can be made, and makes none. Call it as ``MakePicture``."""

    store: PictureStore = NO_STORE
    _last: _LastPicture = field(default_factory=_LastPicture)

    def __call__(self, file: InputFile, picture: PictureFile, rendition: Rendition) -> bytes:
        """Return nothing; raise what encoding would."""
        if self.store.load(_key_in_store(picture, rendition)) is None:
            self._last.decoded(file, picture, rendition.full)
        return b""


def _key_in_store(picture: PictureFile, rendition: Rendition) -> str:
    import PIL

    return fingerprint((PIL.__version__, code_digest(_CODE), key_of(picture, rendition)))


@cache
def code_digest(folder: Path) -> str:
    """Return the digest of the modules in ``folder``: others may make other bytes, or leave out more of what is told.

    It is that of the modules that this process runs, whatever is installed in the meantime.
    """
    return digest_of(b"\0".join(file.read_bytes() for file in sorted(folder.glob("*.py"))))

"""What a PDF says of itself: whether it has a title and a language, as screen readers and search engines ask it.

Only files that are simple enough to be read with certainty are judged: objects that are written out, or lie in
compressed object streams (ISO 32000-1, 7.5). Of encrypted ones, and wherever something is missing, nothing is known.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 50_000_000
"""Bytes of a file that is read."""

_MOST_INSIDE = 4_000_000
"""Bytes of one object stream when it is no longer compressed."""

_PIECE = 1 << 16
"""Bytes that are decompressed at a time: what follows the end of a stream would be copied otherwise, to the last."""

_REFERENCE = rb"\s+(\d{1,10})\s+\d{1,5}\s+R\b"
_ROOT, _INFO, _METADATA = (re.compile(name + _REFERENCE) for name in (rb"/Root", rb"/Info", rb"/Metadata"))
_LONGEST = 500
"""Bytes of the dictionary of an object stream, before and behind its kind."""

_NUMBERS = re.compile(rb"/N\s+(\d{1,10})"), re.compile(rb"/First\s+(\d{1,10})")
_TITLE = re.compile(rb"/Title\s*(?:\((?!\s*\))|<(?![<>\s]))")
_LANGUAGE = re.compile(rb"/Lang\s*(?:\((?!\s*\))|<(?![<>\s]))")
_XMP_TITLE = re.compile(rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*>\s*[^<\s]")


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """Whether a PDF has a title and a language."""

    has_title: bool
    has_language: bool


def read_pdf(data: bytes) -> PdfFacts | None:
    """Return what the PDF in ``data`` says of itself; ``None`` where that is not known."""
    if not data.startswith(b"%PDF-") or b"/Encrypt" in data:
        return None
    roots = _ROOT.findall(data)
    catalog = _object(data, roots[-1]) if roots else None
    if catalog is None:
        return None
    infos, metadata = _INFO.findall(data), _METADATA.search(catalog)
    info = _object(data, infos[-1]) if infos else b""
    xmp = _object(data, metadata[1]) if metadata else b""
    if info is None or xmp is None or b"/Filter" in xmp.partition(b"stream")[0]:
        return None
    has_title = _TITLE.search(info) is not None or _XMP_TITLE.search(xmp) is not None
    return PdfFacts(has_title, _LANGUAGE.search(catalog) is not None)


def _object(data: bytes, number: bytes) -> bytes | None:
    """Return the newest object with this ``number``, up to its end; ``None`` where it is not there."""
    begins = [found.end() for found in re.finditer(rb"(?<!\d)" + number + rb"\s+\d{1,5}\s+obj\b", data)]
    if begins:
        end = data.find(b"endobj", begins[-1])
        return data[begins[-1] : end] if end >= 0 else None
    found = None
    for objects in _streams(data):
        found = objects.get(int(number), found)
    return found


def _streams(data: bytes) -> Iterator[dict[int, bytes]]:
    """Yield the objects in each object stream by their numbers."""
    for found in re.finditer(rb"/ObjStm\b", data):
        begin = data.rfind(b"obj", max(0, found.start() - _LONGEST), found.start())
        end = data.find(b"stream", found.end(), found.end() + _LONGEST)
        head = data[begin:end] if 0 <= begin < end else b""
        count, first = (pattern.search(head) for pattern in _NUMBERS)
        if count is None or first is None or b"/FlateDecode" not in head or b"/DecodeParms" in head:
            continue
        begin = end + len(b"stream\r\n" if data[end : end + 7] == b"stream\r" else b"stream\n")
        try:
            inside = _decompressed(data, begin)
        except zlib.error:
            continue
        yield _objects_in(inside, int(count[1]), int(first[1]))


def _decompressed(data: bytes, begin: int) -> bytes:
    """Return what is compressed in ``data`` from ``begin`` on, as far as it is read."""
    decompressor, inside = zlib.decompressobj(), b""
    while begin < len(data) and not decompressor.eof and len(inside) < _MOST_INSIDE:
        inside += decompressor.decompress(data[begin : begin + _PIECE], _MOST_INSIDE - len(inside))
        begin += _PIECE
    return inside


def _objects_in(inside: bytes, count: int, first: int) -> dict[int, bytes]:
    words = inside[:first].split()[: 2 * count]
    if not all(word.isdigit() for word in words):
        return {}
    pairs = list(zip(map(int, words[::2]), map(int, words[1::2]), strict=False))
    ends = [offset for _, offset in pairs[1:]] + [len(inside)]
    return {number: inside[first + offset : first + end] for (number, offset), end in zip(pairs, ends, strict=True)}

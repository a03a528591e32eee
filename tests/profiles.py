"""Colour profiles (ICC) of the kinds that photographs and print files have, made here from their published numbers."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence

from tests.pictures import SECRET

Colour = tuple[int, ...]

_D50 = (0.9642, 1.0, 0.8249)
_HEADER = 128
_EVENLY = bytes(range(256))


def _fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _curve(decoded: Callable[[float], float]) -> bytes:
    values = [round(decoded(number / 1023) * 65535) for number in range(1024)]
    return b"curv" + bytes(4) + struct.pack(">I1024H", len(values), *values)


def _profile(kind: bytes, colours: bytes, between: bytes, tags: Mapping[bytes, bytes], name: str = SECRET) -> bytes:
    """Return a profile of version 2, with a ``name`` that is anybody's, as those that programs make have one."""
    name_and_end = name.encode() + b"\0"
    described = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(name_and_end)) + name_and_end + bytes(78),
        b"cprt": b"text" + bytes(4) + name_and_end,
        b"wtpt": b"XYZ " + bytes(4) + _fixed(*_D50),
        **tags,
    }
    table, data = struct.pack(">I", len(described)), b""
    for tag, value in described.items():
        data += bytes(-len(data) % 4)
        table += tag + struct.pack(">II", _HEADER + 4 + 12 * len(described) + len(data), len(value))
        data += value
    header = (
        bytes(8) + struct.pack(">I", 0x02400000) + kind + colours + between + struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    )
    header += b"acsp" + bytes(28) + _fixed(*_D50)
    whole = header.ljust(_HEADER, b"\0") + table + data
    return struct.pack(">I", len(whole)) + whole[4:]


def _of_primaries(decoded: Callable[[float], float], *primaries: Sequence[float], name: str = SECRET) -> bytes:
    names = (b"rXYZ", b"gXYZ", b"bXYZ")
    tags = {tag: b"XYZ " + bytes(4) + _fixed(*primary) for tag, primary in zip(names, primaries, strict=True)}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _curve(decoded))
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags, name)


def _as_srgb(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _of_inks(paper_and_inks: Mapping[Colour, tuple[float, float, float]]) -> bytes:
    """Return a profile in which each mixture of full inks has a colour (L*a*b*), and the others lie between them."""
    mixtures = [(c, m, y, k) for c in (0, 1) for m in (0, 1) for y in (0, 1) for k in (0, 1)]
    colours = [paper_and_inks.get(mixture, (0.0, 0.0, 0.0)) for mixture in mixtures]
    numbers = bytes(round(n) for light, a, b in colours for n in (light * 2.55, a + 128, b + 128))
    table = bytes([4, 3, 2, 0]) + _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1) + _EVENLY * 4 + numbers + _EVENLY * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"A2B0": b"mft1" + bytes(4) + table})


DISPLAY_P3 = _of_primaries(
    _as_srgb, (0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)
)
ADOBE_RGB = _of_primaries(
    lambda value: value**2.19921875,
    (0.60974, 0.31111, 0.01947),
    (0.20528, 0.62567, 0.06087),
    (0.14919, 0.06322, 0.74457),
)
LINEAR_SRGB = _of_primaries(
    lambda value: value,
    *((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)),
    name="GIMP built-in Linear sRGB",
)
GREY = _profile(b"mntr", b"GRAY", b"XYZ ", {b"kTRC": _curve(lambda value: value**1.8)})
INKS = _of_inks(
    {(0, 0, 0, 0): (100, 0, 0), (1, 0, 0, 0): (55, -37, -50), (0, 1, 0, 0): (48, 74, -3), (0, 0, 0, 1): (16, 0, 0)}
)

"""The keys of ``pictures`` in ``site.yml``: in which widths and formats the site has its pictures."""

from __future__ import annotations

from collections.abc import Sequence

from vitrina.contract import shapes
from vitrina.contract.described_pictures import choices
from vitrina.contract.keys import Key, Keys, SchemaContext, Shape, read_keys, schema_of
from vitrina.model.pictures import ALT, AVIF, CONSENT, WEBP, PictureSettings
from vitrina.problems import say
from vitrina.reading.fields import FieldReader

_NARROWEST, _WIDEST = 16, 4096
_MOST_WIDTHS = 8
_KNOWN_FORMATS = (WEBP, AVIF)


def _read_widths(reader: FieldReader, key: str, _: SchemaContext) -> tuple[int, ...] | None:
    widths: list[int] = []
    for written, location in reader.distinct_texts(key).items():
        width = int(written) if written.isascii() and written.isdigit() and len(written) <= len(str(_WIDEST)) else 0
        if _NARROWEST <= width <= _WIDEST and len(widths) < _MOST_WIDTHS:
            widths.append(width)
        else:
            message = say("“{value}” is not a width of pictures.", value=written)
            hint = say(
                "Write up to {most} numbers of pixels from {narrowest} to {widest}.",
                most=_MOST_WIDTHS,
                narrowest=_NARROWEST,
                widest=_WIDEST,
            )
            reader.error_at(location, "not-a-width", message, hint)
    return tuple(sorted({*widths})) or None


def _read_formats(reader: FieldReader, key: str, _: SchemaContext) -> Sequence[str] | None:
    formats = []
    for written, location in reader.distinct_texts(key, str.lower).items():
        if written in _KNOWN_FORMATS:
            formats.append(written)
        else:
            message = say("“{value}” is not a format that pictures are made in.", value=written)
            hint = say("It can be one of: {known}.", known=_KNOWN_FORMATS)
            reader.error_at(location, "unknown-picture-format", message, hint)
    return sorted(formats) if reader.has_value(key) else None  # AVIF is smaller, so it comes first


def _read_quality(reader: FieldReader, key: str, _: SchemaContext) -> int | None:
    quality = reader.whole_number(key)
    if quality is None or 1 <= quality <= 100:
        return quality
    message = say("“{value}” is not a quality.", value=quality)
    reader.error(key, "not-a-quality", message, say("Write a number from 1 to 100, for instance 80."))
    return None


WIDTHS = Key(
    name="widths",
    shape=Shape(
        read=_read_widths,
        schema=lambda _: shapes.one_or_several(
            {"type": "integer", "minimum": _NARROWEST, "maximum": _WIDEST}, _MOST_WIDTHS
        ),
        form=say("Widths in pixels."),
    ),
    purpose=say("The widths that browsers choose from; no picture is published wider than the largest."),
    example="[480, 960, 1600]",
)
FORMATS = Key(
    name="formats",
    shape=Shape(
        read=_read_formats,
        schema=lambda _: shapes.one_or_several({"enum": list(_KNOWN_FORMATS)}),
        form=say("“webp”, “avif”, or both."),
    ),
    purpose=say("The formats besides the picture's own; AVIF is smaller, and takes three times as long to make."),
    example="[webp, avif]",
)
QUALITY = Key(
    name="quality",
    shape=Shape(
        read=_read_quality,
        schema=lambda _: {"type": "integer", "minimum": 1, "maximum": 100},
        form=say("A number from 1 to 100."),
    ),
    purpose=say("How much of a photograph is kept; more needs more bytes."),
    example="80",
)
REQUIRES = Key(
    name="requires",
    shape=choices(ALT, CONSENT),
    purpose=say(
        "What a picture has to have: with “alt”, one without it is an error; with “consent”, one that shows people is "
        "published only if they agreed."
    ),
    example="[alt, consent]",
)
KEYS: Keys = (WIDTHS, FORMATS, QUALITY, REQUIRES)


def _read(reader: FieldReader, key: str, schema_context: SchemaContext) -> PictureSettings | None:
    inner = reader.mapping(key)
    if inner is None:
        return None
    values, standard = read_keys(KEYS, inner, schema_context), PictureSettings()
    inner.finish()
    formats = values[FORMATS]
    return PictureSettings(
        widths=values[WIDTHS] or standard.widths,
        formats=standard.formats if formats is None else tuple(formats),
        quality=values[QUALITY] or standard.quality,
        requires=values[REQUIRES] or (),
    )


PICTURES = Key(
    name="pictures",
    shape=Shape(
        read=_read,
        schema=lambda given: schema_of(KEYS, given),
        form=say("Lines for {keys}.", keys=tuple(key.name for key in KEYS)),
        inner=KEYS,
    ),
    purpose=say("In which widths and formats the site has its pictures."),
    example="{widths: [480, 960, 1600], formats: [webp, avif]}",
)

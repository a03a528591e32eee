"""Pictures as pages show them: their addresses, sizes and renditions."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from vitrina.media.renditions import fallback, renditions
from vitrina.model import LocalText
from vitrina.model.pictures import ALT
from vitrina.prose import ShownPicture, Words
from vitrina.reading.paths import STATIC
from vitrina.views import addresses
from vitrina.views.localiser import Localiser
from vitrina.views.view_context import ViewContext


def described_picture(view_context: ViewContext, place: str, language: str) -> ShownPicture:
    """Return the picture at ``place`` in ``content`` for a text in ``language``, with what is said of it."""
    site = view_context.site
    if place in site.withheld:
        return ShownPicture(url="", is_withheld=True)
    image, needs_alt = site.described.get(place), ALT in site.config.pictures.requires
    shown = replace(shown_picture(view_context, place), needs_alt=needs_alt)
    if image is None:
        return shown
    localiser = view_context.localisers[language]
    return replace(
        shown,
        alt=_words(localiser, image.alt),
        caption=_words(localiser, image.caption),
        credit=_words(localiser, image.credit),
        is_decorative=image.is_decorative,
    )


def _words(localiser: Localiser, local: LocalText | None) -> Words | None:
    if local is None:
        return None
    text = localiser.text(local)
    if text.language in ("", localiser.code):
        return Words(text.value, is_written_elsewhere=True)
    return Words(text.value, text.language, text.direction, is_written_elsewhere=True)


def shown_picture(view_context: ViewContext, place: str) -> ShownPicture:
    """Return the picture at ``place`` in ``content``; nothing but its address where no more is known."""
    static = place.removeprefix(f"{STATIC}/")
    url = view_context.link(static if static != place else addresses.file(place))
    picture = view_context.site.pictures.get(place)
    if picture is None or not picture.width:
        return ShownPicture(url=url)
    if picture.is_drawing or static != place:
        return ShownPicture(url=url, width=picture.width, height=picture.height)
    folder, _, name = place.rpartition("/")
    settings = view_context.site.config.pictures
    last = fallback(name, picture, settings)
    sources, thumbnail = [], url
    for image_format, of_format in groupby(renditions(name, picture, settings), lambda rendition: rendition.format):
        links = [(f"{addresses.file(folder)}/{rendition.name}", rendition.width) for rendition in of_format]
        srcset = ", ".join(f"{view_context.link(address)} {width}w" for address, width in links)
        sources.append((f"image/{image_format.lower()}", srcset))
        thumbnail = view_context.link(links[0][0])
    return ShownPicture(url=url, width=last.width, height=last.height, sources=tuple(sources), thumbnail=thumbnail)

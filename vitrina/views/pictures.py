"""Pictures as pages show them: their addresses, sizes and renditions."""

from __future__ import annotations

from itertools import groupby

from vitrina.media.renditions import fallback, renditions
from vitrina.prose import ShownPicture
from vitrina.reading.paths import STATIC
from vitrina.views import addresses
from vitrina.views.view_context import ViewContext


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

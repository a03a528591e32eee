"""Pictures, those beside documents in several widths and formats: none is published as its file is.

A file may say where a photograph was taken, and by whom. So even the one in the picture's own format is made anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from vitrina.disk.inputs import InputFile
from vitrina.media.making import key_of
from vitrina.media.renditions import Rendition, fallback, renditions, shared, whole
from vitrina.model import Config, PictureFile, Site
from vitrina.outputs.kinds import FileContext, FileKind, OutputKind, Planned
from vitrina.outputs.social_cards import shared_places
from vitrina.problems import say
from vitrina.reading.paths import CONTENT, STATIC
from vitrina.views import addresses
from vitrina.views.targets import Target

_PICTURE = "picture"


def is_made_anew(site: Site, place: str) -> bool:
    """Tell whether the file at ``place`` in ``content`` is a picture that is not published as it is."""
    picture = site.pictures.get(place)
    return picture is not None and not picture.is_drawing


def _all(name: str, picture: PictureFile, config: Config) -> Sequence[Rendition]:
    """Return the renditions of a picture; the last one is for links, where the picture serves for those."""
    for_links = shared(name, picture, config.pictures)
    own = (fallback(name, picture, config.pictures), *renditions(name, picture, config.pictures))
    return own if for_links is None else (*own, for_links)


def _plan(given: FileContext) -> Iterator[Planned]:
    site = given.view_context.site
    if not site.pictures:
        return
    for name in given.static:
        place = f"{STATIC}/{name}"
        if is_made_anew(site, place):
            yield Planned(path=name, origin=f"{CONTENT}/{place}", target=Target(kind=_PICTURE, id=place, number=0))
    in_links = shared_places(given.view_context)
    for place in filter(partial(is_made_anew, site), site.files):
        folder, _, name = place.rpartition("/")
        for number, rendition in enumerate(_all(name, site.pictures[place], site.config)):
            if rendition.box is not None and place not in in_links:
                continue
            yield Planned(
                path=f"{addresses.file(folder)}/{rendition.name}",
                origin=f"{CONTENT}/{place}",
                target=Target(kind=_PICTURE, id=place, number=number),
            )


def _found(given: FileContext, target: Target) -> tuple[PictureFile, Rendition]:
    site = given.view_context.site
    picture, name = site.pictures[target.id], target.id.rpartition("/")[2]
    if target.id.startswith(f"{STATIC}/"):
        return picture, whole(name, picture)
    return picture, _all(name, picture, site.config)[target.number]


def _content(given: FileContext, target: Target) -> bytes:
    return given.pictures.rendition(InputFile(given.source, f"{CONTENT}/{target.id}"), *_found(given, target))


PICTURES = OutputKind(
    name="pictures",
    purpose=say("The pictures, in several sizes."),
    files=(
        FileKind(
            name=_PICTURE,
            plan=_plan,
            content=_content,
            digest=lambda given, target: key_of(*_found(given, target)),
            group=lambda target: target.id,
            weight=20,
            is_picture=True,
            is_referred_to=True,
        ),
    ),
    is_required=True,
)

"""Files to which texts link: what the links say of them, and what plays or shows those that are pictures."""

from __future__ import annotations

from vitrina.contract.document_shapes import PICTURES
from vitrina.problems import say
from vitrina.prose import Captions, LinkedFile, LinkProblem, Player, ShownTarget
from vitrina.reading.file_kinds import SOUNDS, VIDEOS, captions_of, ending_of
from vitrina.reading.paths import FILES
from vitrina.views import addresses
from vitrina.views.localiser import Localiser
from vitrina.views.view_context import ViewContext


def linked(view_context: ViewContext, localiser: Localiser, address: str, url: str) -> ShownTarget:
    """Return the link of the page to ``address``, with kind and size where it is a file."""
    size = _size_of(view_context, address)
    if size is None or address.removeprefix(f"{FILES}/") in view_context.site.pictures:  # which are made ready anew
        return url
    kind = ending_of(address).upper()
    note = localiser.file_note(kind, size)
    return LinkedFile(
        url=url,
        kind=kind,
        size=localiser.file_size(size).value,
        note=note.value,
        language=note.language,
        direction=note.direction,
    )


def shown(
    view_context: ViewContext, localiser: Localiser, languages: tuple[str, str], address: str, url: str
) -> ShownTarget | LinkProblem:
    """Return what shows or plays the file at ``address``, where a picture is meant to be.

    ``localiser`` is that of the text, ``languages`` are those of the page and of the original.
    """
    ending, name = ending_of(address), address.rpartition("/")[2]
    if ending in VIDEOS or ending in SOUNDS:
        size = _size_of(view_context, address)
        page, original = languages
        captions = _captions(view_context, (page, localiser.code), address, original)
        return Player(
            url=url,
            address=view_context.absolute(address),
            element="video" if ending in VIDEOS else "audio",
            name=name,
            note=ending.upper() if size is None else localiser.file_note(ending.upper(), size).value,
            captions=captions,
            has_own_captions=bool(captions) and captions[0].language in (page, localiser.code),
        )
    if f".{ending}" in PICTURES or not ending:
        return url
    message = say("“{file}” is not a picture.", file=name)
    hint = say("Save a video as MP4 and sound as MP3, or link to the file without “!”: [What it is]({name})", name=name)
    return LinkProblem("not-a-picture", message, hint)


def _size_of(view_context: ViewContext, address: str) -> int | None:
    """Return the size of a file beside a document, or of a document in ``static``; ``None`` for any other address."""
    site = view_context.site
    if address.startswith(f"{FILES}/"):
        return site.files.get(address.removeprefix(f"{FILES}/"))
    return site.downloads.get(address)


def _captions(view_context: ViewContext, first: tuple[str, str], address: str, original: str) -> tuple[Captions, ...]:
    """Return the captions of the video at ``address``: those in the ``first`` languages, then the others.

    Where the name of a file with captions tells no language, it is that of the ``original``.
    """
    localiser = view_context.localisers[first[0]]
    known = captions_of(address, map(addresses.file, view_context.site.files))
    by_language = {language or original: there for language, there in sorted(known.items())}
    order = sorted(by_language, key=lambda language: ([*first, language].index(language), language))
    return tuple(
        Captions(
            url=view_context.link(by_language[language]),
            language=language,
            name=localiser.own_name_of_language(language).value,
        )
        for language in order
    )

"""What a link shows where it is passed on: the picture of its page, or a card that is drawn for it."""

from __future__ import annotations

from vitrina.media.cards import CARD_SIZE, Card
from vitrina.media.renditions import Rendition, shared
from vitrina.model import HOME, Entry, Version
from vitrina.views import addresses, kinds
from vitrina.views.editions import ShownVersion
from vitrina.views.frame_values import SocialCardView
from vitrina.views.view_context import ViewContext

ASKED_FOR = "social_card"
"""What the templates call it: where none names it, none is made."""


def social_card_view(view_context: ViewContext, language: str, about: ShownVersion | None) -> SocialCardView | None:
    """Return what a link to a page in ``language`` shows, which is ``about`` a version of an entry, or about none.

    That is the picture of that version, or of the home page for one about none; else a drawn card.
    """
    if not view_context.has(kinds.CARD):
        return None
    about = about or view_context.editions[language].pages.get(HOME)
    own = None if about is None else shared_picture(view_context, about.entry, about.version)
    if own is not None:
        place, rendition = own
        alt = view_context.site.described[place].alt
        return SocialCardView(
            url=view_context.absolute(f"{addresses.file(place).rpartition('/')[0]}/{rendition.name}"),
            width=rendition.width,
            height=rendition.height,
            alt="" if alt is None else view_context.localisers[language].text(alt).plain,
        )
    if about is not None and about.entry.is_home:
        about = None
    card = drawn_card(view_context, language, about)
    if card is None:
        return None
    width, height = CARD_SIZE
    url = view_context.absolute(card_address(view_context, language, about, card))
    return SocialCardView(url=url, width=width, height=height)


def shared_picture(view_context: ViewContext, entry: Entry, version: Version) -> tuple[str, Rendition] | None:
    """Return where the picture of a version lies, and how links show it; ``None`` where they may not, or cannot."""
    site = view_context.site
    place = f"{entry.section}/{entry.id}/{version.image.file}" if version.image is not None else ""
    picture = site.pictures.get(place)
    if picture is None or place in site.withheld or place in site.not_shared:
        return None
    rendition = shared(place.rpartition("/")[2], picture, site.config.pictures)
    return None if rendition is None else (place, rendition)


def drawn_card(view_context: ViewContext, language: str, about: ShownVersion | None) -> Card | None:
    """Return the card of a version, or of the site in ``language``; ``None`` where the theme draws none."""
    style, config = view_context.offered.card_style, view_context.site.config
    if style is None:
        return None
    localiser = view_context.localisers[language if about is None else about.version.language]
    site = localiser.text(config.title)
    below = localiser.text(config.organisation.name).plain if config.organisation is not None else ""
    if about is not None:
        title, below = localiser.own(about.version.title), below or site.plain
    else:
        title, below = site, below if below != site.plain else ""
        below = below or (localiser.text(config.description).plain if config.description is not None else "")
    return Card(
        title=title.plain,
        publisher=below,
        language=title.language or localiser.code,
        direction=title.direction,
        style=style,
    )


def card_address(view_context: ViewContext, language: str, about: ShownVersion | None, card: Card) -> str:
    """Return the address of a drawn ``card``: beside the page that it is for, or the home page."""
    if about is None:
        return f"{addresses.home(language)}{card.name}"
    version = about.version
    return f"{view_context.address_in(about.entry, version, version.language)}{card.name}"

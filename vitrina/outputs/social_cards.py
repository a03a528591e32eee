"""What links show where they are passed on: cards, drawn for pages without a picture that serves.

The pictures of pages are cut to the same shape with their other renditions (see ``pictures``).
"""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.media.cards import Card
from vitrina.model import HOME
from vitrina.outputs.kinds import SETTINGS, FileContext, FileKind, OutputKind, Planned
from vitrina.problems import say
from vitrina.views import kinds
from vitrina.views.editions import ShownVersion
from vitrina.views.social_cards import ASKED_FOR, card_address, drawn_card, shared_picture
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext


def are_asked_for(view_context: ViewContext) -> bool:
    """Tell whether the site has cards, and templates that name them."""
    return view_context.has(kinds.CARD) and any(
        view_context.asks(kind, ASKED_FOR) for kind in view_context.offered.pages
    )


def shared_places(view_context: ViewContext) -> frozenset[str]:
    """Return the paths in ``content`` of the pictures that links show."""
    if not are_asked_for(view_context):
        return frozenset()
    found = (shared_picture(view_context, about.entry, about.version) for about in _versions(view_context))
    return frozenset(own[0] for own in found if own is not None)


def _versions(view_context: ViewContext) -> Iterator[ShownVersion]:
    """Yield the versions of entries that have pages."""
    for entry in view_context.site.all_entries():
        for language, version in entry.versions.items():
            if view_context.entry_address(entry, version, language) is not None:
                yield ShownVersion(entry, version)


def cards_of(view_context: ViewContext) -> Iterator[tuple[Target, Card]]:
    """Yield the cards that are drawn: that of each language, and those of versions without a picture that serves."""
    if not are_asked_for(view_context):
        return
    for language, edition in view_context.editions.items():
        home = edition.pages.get(HOME)
        if home is None or shared_picture(view_context, home.entry, home.version) is None:
            yield from _card(view_context, Target(kind=kinds.CARD, language=language), None)
    for about in _versions(view_context):
        entry, version = about.entry, about.version
        if not entry.is_home and shared_picture(view_context, entry, version) is None:
            target = Target(kind=kinds.CARD, language=version.language, id=entry.id, section=entry.section)
            yield from _card(view_context, target, about)


def _card(view_context: ViewContext, target: Target, about: ShownVersion | None) -> Iterator[tuple[Target, Card]]:
    card = drawn_card(view_context, target.language, about)
    if card is not None:
        yield target, card


def _about(view_context: ViewContext, target: Target) -> ShownVersion | None:
    if not target.id:
        return None
    entry = view_context.site.entries(target.section)[target.id]
    return ShownVersion(entry, entry.versions[target.language])


def _found(given: FileContext, target: Target) -> Card:
    card = drawn_card(given.view_context, target.language, _about(given.view_context, target))
    assert card is not None, target
    return card


def _plan(given: FileContext) -> Iterator[Planned]:
    for target, card in cards_of(given.view_context):
        about = _about(given.view_context, target)
        path = card_address(given.view_context, target.language, about, card)
        yield Planned(path=path, origin=SETTINGS if about is None else about.version.path, target=target)


CARDS = OutputKind(
    name="cards",
    purpose=say("The pictures that links show where they are passed on."),
    files=(
        FileKind(
            name=kinds.CARD,
            plan=_plan,
            content=lambda given, target: given.pictures.card(_found(given, target)),
            digest=lambda given, target: _found(given, target).key,
            is_referred_to=True,
        ),
    ),
)

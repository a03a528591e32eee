"""Variants of texts as visitors see them: what they are called, and where they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from vitrina.model import HOME
from vitrina.model.variants import EASY, SIGN
from vitrina.problems import Message, for_visitors
from vitrina.views import kinds
from vitrina.views.editions import ShownVersion
from vitrina.views.frame_values import SwitchEntry
from vitrina.views.localiser import Localiser
from vitrina.views.targets import Target
from vitrina.views.texts import Text
from vitrina.views.values import Link
from vitrina.views.view_context import ViewContext

_NAMES: Mapping[str, Message] = {
    # Translators: another form of a text, behind the name of its language: "English – easy language".
    EASY: for_visitors("easy language"),
    # Translators: another form of a text, as a video: "English – sign language".
    SIGN: for_visitors("sign language"),
}


def name_of_variant(view_context: ViewContext, localiser: Localiser, variant: str) -> Text:
    """Return what a variant is called: the name that the site gives it, or that of the catalogues."""
    own = view_context.site.config.variants[variant]
    return localiser.gettext(_NAMES[variant].msgid) if own is None else localiser.text(own)


def full_text(target: Target) -> Target:
    """Return the page with the text itself of which that of ``target`` is a variant."""
    kind = kinds.HOME if target.kind == kinds.PAGE and target.id == HOME and target.variant else target.kind
    return replace(target, kind=kind, id="" if kind == kinds.HOME else target.id, variant="")


def variant_links(view_context: ViewContext, language: str, shown: ShownVersion) -> tuple[Link, ...]:
    """Return links from the text itself to its variants, called as in ``language``."""
    if shown.version.variant:
        return ()
    localiser, found = view_context.localisers[language], []
    for variant in shown.entry.variants.get(shown.version.language, ()):
        url = view_context.link(view_context.address_in(shown.entry, variant, variant.language))
        name = name_of_variant(view_context, localiser, variant.variant)
        found.append(Link(text=name, url=url, hreflang=variant.language))
    return tuple(found)


def switch_of_variants(view_context: ViewContext, target: Target, language: str) -> Iterator[SwitchEntry]:
    """Yield the entries of the language switch for the variants of the text of ``target`` in ``language``."""
    full = full_text(target).in_language(language)
    shown = view_context.shown_by(replace(full, kind=kinds.PAGE, id=HOME) if full.kind == kinds.HOME else full)
    if shown is None or not shown.entry.variants:
        return
    localiser = view_context.localisers[language]
    name = localiser.own_name_of_language(language)
    for variant in shown.entry.variants.get(language, ()):
        what = name_of_variant(view_context, localiser, variant.variant)
        yield SwitchEntry(
            language=language,
            name=replace(name, value=f"{name.value} – {what.value}"),
            url=view_context.link(view_context.address_in(shown.entry, variant, language)),
            state="available",
            variant=variant.variant,
        )

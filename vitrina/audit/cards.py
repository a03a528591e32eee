"""Checks of cards: letters that no font of the theme has, so that they are missing there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from vitrina.audit.checked_site import CheckedSite
from vitrina.media.problems import UnusablePictureError
from vitrina.outputs.social_cards import cards_of
from vitrina.problems import Location, Problem, Severity, say
from vitrina.theme.card_styles import FOLDER

_MOST = 20
"""How many letters are named."""


def letters_without_font(checked: CheckedSite) -> Iterator[Problem]:
    """Yield a problem for each language on whose cards letters are missing; files without a font are told elsewhere."""
    style = checked.view_context.offered.card_style
    if style is None:
        return
    from vitrina.media.card_drawing import missing_letters, typeface_in

    texts: dict[str, set[str]] = defaultdict(set)
    for target, card in cards_of(checked.view_context):
        texts[target.language] |= {card.title, card.publisher}
    try:
        typefaces = [typeface_in(file) for file in style.fonts]
    except (OSError, UnusablePictureError):
        return
    folder = f"themes/{checked.theme.layers[0].name}/{FOLDER}"
    for language, written in texts.items():
        missing = sorted({letter for text in written for letter in missing_letters(text, typefaces)})
        if missing:
            letters = "".join(missing[:_MOST])
            message = say(
                "On the cards in “{language}”, these letters are missing: {letters}", language=language, letters=letters
            )
            hint = say("Put a font that has them, and the Latin ones, into that folder (.ttf or .otf).")
            yield Problem(Location(folder), "missing-letters", message, hint, Severity.WARNING)

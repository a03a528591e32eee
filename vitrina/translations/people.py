"""The pictures that show people, as ``vitrina status`` lists them, with what they agreed to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vitrina.content.picture_notes import ConsentState, PictureOfPeople
from vitrina.problems import Message, say, visible
from vitrina.reporting.translator import Translator

_STATES: Mapping[ConsentState, Message] = {
    ConsentState.GIVEN: say("agreed"),
    ConsentState.ENDS_SOON: say("agreed, ends soon"),
    ConsentState.EXPIRED: say("ended"),
    ConsentState.NOT_FOR_WEB: say("not for the web"),
    ConsentState.MISSING: say("nothing written down"),
}


def people_as_text(people: Iterable[tuple[PictureOfPeople, ConsentState]], translator: Translator) -> str:
    """Return a line for each of these pictures, below a heading; who agreed is not in it."""
    lines = [translator.translate(say("Pictures of people:"))]
    for picture, state in people:
        agreed = translator.translate(_STATES[state])
        ends = "" if picture.ends is None else f" ({picture.ends.isoformat()})"
        lines.append(f"  {visible(picture.place)}  {translator.isolated(f'{agreed}{ends}')}")
    return "\n".join(lines)

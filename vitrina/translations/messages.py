"""Translatable messages of the translation status: states, kinds and changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vitrina.contract.section_facts import TITLES
from vitrina.languages.direction import readable_languages
from vitrina.model import NEUTRAL, LocalText, Section, sections
from vitrina.problems import Message, say
from vitrina.translations.coverage import STRINGS, TERMS
from vitrina.translations.states import State
from vitrina.values.revisions import Part, What

STATES: Mapping[State, Message] = {
    # Translators: these ten are states of a translation, each a cell of a table.
    State.ORIGINAL: say("original"),
    State.CURRENT: say("up to date"),
    State.BEHIND: say("behind"),
    State.UNMARKED: say("unmarked"),
    State.MACHINE: say("machine translated"),
    State.DRAFT: say("draft"),
    State.SCHEDULED: say("scheduled"),
    State.EXPIRED: say("expired"),
    State.MISSING: say("missing"),
    State.ON_PURPOSE: say("on purpose"),
}

MEANINGS: Mapping[State, Message] = {
    State.ORIGINAL: say("the version that the others were made from"),
    State.CURRENT: say("says what its original says"),
    State.BEHIND: say("the original has changed since"),
    State.UNMARKED: say("it is not known which text it was made from"),
    State.MACHINE: say("a machine made it, and nobody has read it yet"),
    State.DRAFT: say("is there, but is not published"),
    State.SCHEDULED: say("is published on its day"),
    State.EXPIRED: say("is not published any more"),
    State.MISSING: say("there is no such version"),
    State.ON_PURPOSE: say("there is none, and none is wanted"),
}

WHAT_TO_DO: Mapping[State, Message] = {
    State.BEHIND: say("When the translation follows it again: {command}", command="vitrina translated ID LANG"),
    State.UNMARKED: say("If it says what the original says: {command}", command="vitrina translated ID LANG"),
    State.MISSING: say("If none is wanted, write into the original: {line}", line="not_translated: [LANG]"),
}
"""What a writer can do about a version in this state."""

_COVERED: Mapping[str, Message] = {
    sections.PROJECTS: say("projects"),
    sections.NEWS: say("news"),
    sections.PAGES: say("pages"),
    STRINGS: say("interface strings"),
    TERMS: say("term labels"),
}


def covered(sections_of_site: Mapping[str, Section]) -> Iterator[tuple[str, Message | LocalText]]:
    """Yield what is covered by name, with its name for people: the sections, then strings and labels.

    The name of a section that the site declares is its title.
    """
    for name, section in sections_of_site.items():
        standard = _COVERED.get(name)
        yield name, standard or section.title or TITLES.get(section.type) or LocalText({NEUTRAL: name})
    yield from ((name, _COVERED[name]) for name in (STRINGS, TERMS))


def name_in(name: Message | LocalText, language: str) -> Message:
    """Return the ``name`` of what is covered for readers of ``language``."""
    if isinstance(name, Message):
        return name
    return Message("{name}", {"name": name.best(readable_languages(language))[1]})


CHANGES: Mapping[tuple[What, Part], Message] = {
    ("changed", "title"): say("title changed"),
    ("added", "title"): say("title changed"),  # a title that was empty
    ("removed", "title"): say("title changed"),
    ("changed", "summary"): say("summary changed"),
    ("added", "summary"): say("summary added"),
    ("removed", "summary"): say("summary removed"),
    ("changed", "text"): say("paragraph changed"),
    ("added", "text"): say("paragraph added"),
    ("removed", "text"): say("paragraph removed"),
}

UNKNOWN_CHANGES = say("Something has changed; “translated_from” does not tell which paragraph.")
"""For a translation that is behind, with a token without block hashes."""

"""Notes: the texts of pages that the settings show on many other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vitrina.model import sections
from vitrina.model.notes import Note, Placement
from vitrina.outputs.entries import body_html
from vitrina.problems import Problems
from vitrina.views import kinds
from vitrina.views.page_values import NoteView
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext

_NONE: Mapping[str, tuple[NoteView, ...]] = {placement.value: () for placement in Placement}
_TAG = re.compile(r"<[a-z][^<>]*>")
_PLACE = re.compile(r' (id="|href="#)')


def notes_on(view_context: ViewContext, here: Target, problems: Problems) -> Mapping[str, tuple[NoteView, ...]]:
    """Return the notes on the page ``here`` by placement; problems in their prose go into ``problems``.

    A note is left out on its own page, and in a language that has no version of it.
    """
    if not view_context.site.config.notes:
        return _NONE
    views: dict[str, tuple[NoteView, ...]] = {}
    notes = [note for note in view_context.site.config.notes if _stands_on(note, here)]
    for placement in Placement:
        placed = (note for note in notes if note.placement is placement)
        views[placement.value] = tuple(_views(view_context, placed, here, problems))
    return views


def _stands_on(note: Note, here: Target) -> bool:
    is_own_page = here.kind == kinds.PAGE and here.id == note.page
    return not is_own_page and (not note.on or here.kind in note.on)


def _views(view_context: ViewContext, notes: Iterator[Note], here: Target, problems: Problems) -> Iterator[NoteView]:
    edition, localiser = view_context.editions[here.language], view_context.localisers[here.language]
    for note in notes:
        shown = edition.find(sections.PAGES, note.page)
        if shown is not None:
            title = localiser.written_in(shown.version.title, shown.version.language)
            prefix = f"note-{note.page.replace('/', '-')}-"
            yield NoteView(
                id=note.page,
                title=title,
                body=_apart(body_html(view_context, edition, shown, problems), prefix),
                language=title.language,
                direction=title.direction,
                url=view_context.entry_link(shown.entry, shown.version, here.language),
            )


def _apart(html: str, prefix: str) -> str:
    """Return ``html`` with ``prefix`` before its ids, and in links to them: the page can have the same headings."""
    return _TAG.sub(lambda tag: _PLACE.sub(lambda place: f" {place[1]}{prefix}", tag[0]), html)

"""Checking the files beside documents that are published: no other kinds than known ones, nothing active."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from vitrina.disk.inputs import InputFile
from vitrina.problems import Location, Message, Problem, say
from vitrina.reading.active_content import START, active_in_svg, active_in_xml, active_start, is_markup
from vitrina.reading.file_kinds import ALLOWED, WITH_MACROS, ending_of, is_active
from vitrina.reading.text import unreadable


def refused(source: Path, path: str, more: Collection[str]) -> Problem | None:
    """Return why the file at ``path`` below ``source`` cannot be published; ``more`` are endings that the site allows.

    ``None`` where it can be.
    """
    return _problem_of(InputFile(source, path), more)


def _problem_of(file: InputFile, more: Collection[str]) -> Problem | None:
    ending = ending_of(file.path)
    return _problem_of_kind(file, ending, more) or _problem_of_content(file, ending, more)


def _problem_of_kind(file: InputFile, ending: str, more: Collection[str]) -> Problem | None:
    if is_active(file.path):
        hint = say(
            "Delete it, or save its content as a PDF or a picture. What the site itself needs belongs in a theme."
        )
        return _refused(file, say("A file of this kind can run a program, so it is not published."), hint)
    if ending in ALLOWED or ending in more:
        return None
    if ending in WITH_MACROS:
        hint = say(
            "Save it without macros. If visitors need them, add a line “attachments: [{ending}]” to content/site.yml.",
            ending=ending,
        )
        return _refused(file, say("A file of this kind can have macros, so it is not published."), hint)
    hint = (
        say("Save it as a PDF, or add a line “attachments: [{ending}]” to content/site.yml.", ending=ending)
        if ending
        else say("Add the ending of its kind to the name, such as .pdf, or delete it.")
    )
    return _refused(file, say("Files of this kind are not published beside a document."), hint)


def _problem_of_content(file: InputFile, ending: str, more: Collection[str]) -> Problem | None:
    try:
        start = file.start(START)
        is_xml = ending in more and ending not in ALLOWED and is_markup(start)
        check = active_in_svg if ending == "svg" else active_in_xml if is_xml else None
        reason = None if check is None else check(file.read())
    except OSError as error:
        return unreadable(file.path, error)
    if reason is not None:
        hint = say("It is not published so. Save it as “plain SVG” or PNG, or delete that part of it.")
        return _refused(file, reason, hint)
    if check is None and active_start(start):
        hint = say("Open it, and save it again as what its ending says, or delete it.")
        return _refused(file, say("The file begins like a web page or a program, so it is not published."), hint)
    return None


def _refused(file: InputFile, message: Message, hint: Message) -> Problem:
    return Problem(Location(file.path), "attachment-refused", message, hint)

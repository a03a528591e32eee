"""Checks of documents to read: PDFs without a title or a language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from vitrina.audit.checked_site import CheckedSite
from vitrina.audit.pdf_facts import LARGEST, read_pdf
from vitrina.disk.inputs import InputFile
from vitrina.problems import Location, Problem, Severity, say


def incomplete_pdfs(checked: CheckedSite) -> Iterator[Problem]:
    """Yield the published PDFs that do not say what they are called, or in which language they are."""
    for planned in checked.plan:
        file = checked.contents[planned.path]
        if not isinstance(file, InputFile) or not planned.path.lower().endswith(".pdf"):
            continue
        known = None
        with suppress(OSError):  # rendering has said so
            known = read_pdf(file.read()) if file.size() <= LARGEST else None
        if known is None or (known.has_title and known.has_language):
            continue
        message = (
            say("The PDF does not say in which language it is.")
            if known.has_title
            else say("The PDF has no title.")
            if known.has_language
            else say("The PDF has no title, and does not say in which language it is.")
        )
        hint = say(
            "Fill in what is missing in the program that it comes from, and save it as a PDF again: browsers show the "
            "title, and screen readers need the language."
        )
        yield Problem(Location(planned.origin), "incomplete-pdf", message, hint, Severity.NOTE)

"""Errors in templates, told apart from bugs of the engine, as problems with their line."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from vitrina.problems import Location, Problem, say
from vitrina.theme import jinja_filters, limits, once, sandbox, strings
from vitrina.theme.environment import Theme
from vitrina.theme.limits import ForbiddenActionError, ForbiddenTemplateError

TEMPLATE_ERRORS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)
"""What an expression in a template can raise; whether it did is decided by where it was raised."""


_TEMPLATES_PASS_THROUGH = {
    str(Path(module.__file__ or "")) for module in (jinja_filters, limits, once, sandbox, strings)
}
"""Modules in which an expression of a template fails because of its values."""


_LEAVE_OUT = say("Leave it out. The README describes what a template may do, under “Themes”.")
_LESS = say("Show less on the page, or use fewer loops. The README describes the limits, under “Themes”.")


def problem_of(error: Exception, theme: Theme) -> Problem:
    """Return an error in a template as a problem; raise anything that did not come from a template again."""
    folders = theme.template_folders()
    file, line = _where(error, folders)
    if isinstance(error, TemplateNotFound):
        location = Location(f"{_shown(folders[0])}/{error.name}") if file is None else Location(file, line)
        hint = say("Add the template, or correct its name where it is asked for.")
        return Problem(
            location, "missing-template", say("The template {name} is missing.", name=error.name or "?"), hint
        )
    if file is None:
        raise error
    if isinstance(error, ForbiddenTemplateError | ForbiddenActionError):
        location, reason = Location(file, line), error.reason
        hint = _LESS if error.is_limit else _LEAVE_OUT
        return Problem(location, "template-limit" if error.is_limit else "unsafe-template", reason, hint)
    if isinstance(error, RecursionError):
        message = say("Templates or macros call each other endlessly here.")
        return Problem(Location(file, line), "template-error", message, _LESS)
    hint = say("Correct this line; vitrina/views/values.py and frame_values.py describe what a template can read.")
    what = error.message if isinstance(error, TemplateSyntaxError) else str(error)
    return Problem(Location(file, line), "template-error", say("The template fails: {reason}", reason=what), hint)


def _where(error: Exception, folders: Sequence[Path]) -> tuple[str | None, int]:
    """Return the template and the line in which ``error`` arose, or ``None`` where it arose in the engine."""
    if isinstance(error, TemplateSyntaxError):
        return _shown(Path(error.filename or error.name or "?")), error.lineno
    frames = list(traceback.walk_tb(error.__traceback__))
    engine = str(Path(__file__).parent.parent)
    for frame, line in reversed(frames):
        file = frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in folders):
            return _shown(Path(file)), line
        if file.startswith(engine) and file not in _TEMPLATES_PASS_THROUGH and not isinstance(error, TemplateError):
            return None, 0
    return None, 0


def _shown(file: Path) -> str:
    """Return the path from ``themes`` on, which is how people know it."""
    parts = file.parts
    position = len(parts) - 1 - parts[::-1].index("themes") if "themes" in parts else len(parts) - 1
    return "/".join(parts[position:])

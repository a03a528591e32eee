"""The ledger: what each file of the site was made from at the last build, so that the next one can tell what is stale.

Everything in it is a digest of a value. A page is made from its context (everything that its template reads), from the
templates that it can reach, and from the strings of its language; from bodies only as far as they are in its context.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from vitrina.problems import Problem
from vitrina.state.records import Record, Records

UNKNOWN = ""
"""Stands for the digest of a body that somebody saved while its page was being made: the next build makes it anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """What edits of bodies have changed since a ledger was kept whole; ``base`` is that one's ``build``.

    A large site's ledger has megabytes; an edit changes a few lines of it, and only these are kept.
    """

    base: str
    bodies: Mapping[str, str]
    pages: Records
    manifest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A build: what it read (``skeleton`` and ``bodies`` as in the survey), what it made, what was wrong with the rest.

    ``languages`` has the digest of each language's strings and settings, ``templates`` for each page's template the
    digests of all that it can reach. ``manifest`` is the digest of the output's manifest as the build left it.
    ``edits`` are those that the ledger has seen since it was kept whole. ``build`` is the digest of all that was read
    then; what else was kept of that build has it, too: where one was killed and kept a part, parts do not go together.
    """

    build: str
    skeleton: Mapping[str, str]
    bodies: Mapping[str, str]
    languages: Mapping[str, str]
    templates: Mapping[str, Mapping[str, str]]
    pages: Records
    problems: tuple[Problem, ...]
    manifest: str
    edits: Edits | None = None

    def all_problems(self) -> list[Problem]:
        """Return what was wrong anywhere."""
        return [*self.problems, *self.pages.problems()]

    def after(self, edits: Edits) -> Ledger:
        """Return the ledger after ``edits``."""
        return replace(
            self,
            bodies={**self.bodies, **edits.bodies},
            pages=self.pages.renewed(edits.pages),
            manifest=edits.manifest,
            edits=edits,
        )

    def edits_since(self, before: Ledger, bodies: Iterable[str], files: Iterable[str]) -> Edits:
        """Return all edits since the ledger was kept whole.

        ``before`` is it as it was before the last of them, which changed these ``bodies`` and these ``files``.
        """
        known = before.edits or Edits(base=before.build, bodies={}, pages=Records({}), manifest="")
        return Edits(
            base=known.base,
            bodies={**known.bodies, **{path: self.bodies[path] for path in bodies}},
            pages=known.pages.renewed(self.pages.of(files)),
            manifest=self.manifest,
        )


class Cause(StrEnum):
    """Why a file was written, or that it was not."""

    NEW = "new"
    FORGOTTEN = "forgotten"
    ENGINE = "engine"
    BODY = "body"
    FACTS = "facts"
    TEMPLATE = "template"
    STRINGS = "strings"
    FILE = "file"
    MISSING = "missing"
    EDITED = "edited"
    CURRENT = "current"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause, and the files that people wrote (or the templates) that it lies in, as far as that is known."""

    cause: Cause
    files: tuple[str, ...] = ()


def is_same(old: Ledger, new: Ledger, path: str, now: Record) -> bool:
    """Tell whether the file at ``path`` is made from what it was made from last time."""
    before = old.pages.get(path)
    return (
        before is not None
        and (before.context, before.template, before.language) == (now.context, now.template, now.language)
        and (not now.template or old.templates.get(now.template) == new.templates[now.template])
        and (not now.language or old.languages.get(now.language) == new.languages[now.language])
    )


def reason(
    old: Ledger | None,
    new: Ledger,
    path: str,
    there: Mapping[str, str],
    owned: Collection[str],
    *,
    is_same_engine: bool,
) -> Reason:
    """Return why the file at ``path`` was or was not written; ``there`` are the digests of what stood in the output.

    ``owned`` are the paths that an earlier build wrote. ``old`` is ``None`` where nothing is remembered of it.
    """
    now = new.pages[path]
    if there.get(path) == now.content:
        return Reason(Cause.CURRENT)
    if path not in owned and path not in there:
        return Reason(Cause.NEW, (now.origin,))
    if path not in there:
        return Reason(Cause.MISSING)
    if old is None or path not in old.pages:
        return Reason(Cause.FORGOTTEN if is_same_engine else Cause.ENGINE)
    if old.pages[path].content == now.content:
        return Reason(Cause.EDITED)
    return _what_changed(old, new, path)


def _what_changed(old: Ledger, new: Ledger, path: str) -> Reason:
    before, now = old.pages[path], new.pages[path]
    bodies = tuple(body for body in now.bodies if old.bodies.get(body) != new.bodies.get(body))
    if not now.template:
        return Reason(Cause.BODY, bodies) if bodies else Reason(Cause.FILE, (now.origin,))
    templates = _differences(old.templates.get(now.template, {}), new.templates[now.template])
    if before.context != now.context and bodies and old.skeleton == new.skeleton:
        return Reason(Cause.BODY, bodies)
    if templates and before.context == now.context:
        return Reason(Cause.TEMPLATE, templates)
    if old.languages.get(now.language) != new.languages[now.language] and before.context == now.context:
        return Reason(Cause.STRINGS, _of_language(_differences(old.skeleton, new.skeleton), now.language))
    changed = _differences(old.skeleton, new.skeleton)
    return Reason(Cause.FACTS, tuple(dict.fromkeys((*bodies, *templates, *changed))))


def _of_language(files: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(file for file in files if file.endswith((f"/{language}.po", "/site.yml")))


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))

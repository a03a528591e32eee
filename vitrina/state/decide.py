"""What a build has to make, and why: decided once, as values, before anything is made.

A build does nothing where all inputs and all files of the site are as they were. Where nothing but bodies has changed,
the site is remembered, and only the pages are made that show one of those bodies, or are not as they should be in the
output. Otherwise the site is loaded anew, the context of every page is computed, and ``page_reason`` says of each page
whether and why it is made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vitrina.state.build_record import BuildRecord, PageRecord
from vitrina.state.input_scan import changed_bodies
from vitrina.state.look import Seen
from vitrina.values.language_tags import broader_tags, canonical_tag


class Cause(StrEnum):
    """Why a file is written, or that it is not."""

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


CURRENT = Reason(Cause.CURRENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be made: everything that ``page_reason`` finds stale (``is_whole``), or these ``pages``, with reasons.

    ``bodies`` are the documents whose bodies have changed. ``has_obsolete`` says that an earlier build wrote files that
    are none of the site any more.
    """

    is_whole: bool = False
    pages: Mapping[str, Reason] = field(default_factory=dict)
    bodies: tuple[str, ...] = ()
    has_obsolete: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether all files are as they should be."""
        return not (self.is_whole or self.pages or self.bodies or self.has_obsolete)


EVERYTHING = Work(is_whole=True)


def decide(last: BuildRecord | None, seen: Seen, today: date) -> Work:
    """Return what is to be made after the ``last`` build, of which nothing may be known, where this was ``seen``.

    A site that would be another one ``today``, because an event has become a past one, is loaded anew.
    """
    if last is None or not last.holds_on(today):
        return EVERYTHING
    bodies = changed_bodies(last.inputs, seen.inputs.files)
    if bodies is None:
        return EVERYTHING
    changed = frozenset(bodies)
    pages: dict[str, Reason] = {}
    for path, page in last.pages.items():
        if changed and page.bodies and (of_page := changed.intersection(page.documents())):
            pages[path] = Reason(Cause.BODY, tuple(sorted(of_page)))
        elif (digest := seen.output.there.get(path)) != page.content:
            pages[path] = Reason(Cause.MISSING if digest is None else Cause.EDITED)
    return Work(pages=pages, bodies=bodies, has_obsolete=not seen.manifest.digests.keys() <= last.pages.keys())


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a whole build compares each page with, and what it has learnt of all pages together.

    ``last`` is the build before, ``languages`` and ``templates`` are as in a build record, of this build. ``there``
    are the digests of the files in the output, ``owned`` the paths that an earlier build wrote. ``inputs`` are those
    that are not as they were, ``decided`` the reasons that are known before anything is made.
    """

    last: BuildRecord | None
    languages: Mapping[str, str]
    templates: Mapping[str, Mapping[str, str]]
    there: Mapping[str, str]
    owned: Collection[str]
    inputs: frozenset[str]
    decided: Mapping[str, Reason] = field(default_factory=dict)
    is_of_another_engine: bool = False

    def page_reason(self, now: PageRecord) -> Reason:
        """Return why the page with the record ``now`` (of which ``content`` is not known yet) is to be made.

        The cause is ``CURRENT`` where it is made from what it was made from, and stands in the output as it became.
        """
        there = self.there.get(now.path)
        before = self.last.pages.get(now.path) if self.last is not None else None
        if before is None or self.last is None:
            if there is None:
                is_new = now.path not in self.owned
                return Reason(Cause.NEW, (now.origin,)) if is_new else Reason(Cause.MISSING)
            return Reason(Cause.ENGINE if self.is_of_another_engine else Cause.FORGOTTEN)
        if self._is_made_from_the_same(before, now):
            if there == before.content:
                return CURRENT
            return Reason(Cause.MISSING if there is None else Cause.EDITED)
        if now.path in self.decided:
            return self.decided[now.path]
        return self._what_changed(self.last, before, now) if there is not None else Reason(Cause.MISSING)

    def _is_made_from_the_same(self, before: PageRecord, now: PageRecord) -> bool:
        return (
            (before.context, before.template, before.language) == (now.context, now.template, now.language)
            and not self._changed_templates(now)
            and not self._has_other_strings(now)
        )

    def _changed_templates(self, now: PageRecord) -> tuple[str, ...]:
        if not now.template or self.last is None:
            return ()
        old, new = self.last.templates.get(now.template, {}), self.templates[now.template]
        return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))

    def _has_other_strings(self, now: PageRecord) -> bool:
        if not now.template or self.last is None:
            return False
        return self.last.languages.get(now.language) != self.languages[now.language]

    def _what_changed(self, last: BuildRecord, before: PageRecord, now: PageRecord) -> Reason:
        bodies = tuple(path for path in now.documents() if path in self.inputs and _has_body(last, path))
        if not now.template:
            return Reason(Cause.BODY, bodies) if bodies else Reason(Cause.FILE, (now.origin,))
        templates = self._changed_templates(now)
        if before.context == now.context:
            if templates:
                return Reason(Cause.TEMPLATE, templates)
            strings = tuple(path for path in sorted(self.inputs) if _has_strings(path, now.language))
            return Reason(Cause.STRINGS, strings)
        return Reason(Cause.FACTS, tuple(dict.fromkeys((*bodies, *templates, *sorted(self.inputs)))))


def _has_strings(path: str, language: str) -> bool:
    """Tell whether the file at ``path`` has strings or settings of ``language``."""
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    is_of_language = ending in ("po", "yml") and canonical_tag(stem) in broader_tags(language)
    return path.endswith("/site.yml") or is_of_language


def _has_body(last: BuildRecord, path: str) -> bool:
    known = last.inputs.get(path)
    return known is not None and known.body != ""

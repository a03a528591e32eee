"""What is known of the last build: what it read, and what each file of the site was made from and became.

Everything in it is a digest of a value. A page is made from its context (everything that its template reads), from the
templates that it can reach, and from the strings of its language; from bodies only as far as they are in its context.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from vitrina.disk.stamps import Stamp
from vitrina.problems import Problem


class InputRecord(NamedTuple):
    """A file that a build read: its stamp, and the digests of its metadata and of its body.

    Of a document, the metadata is the front matter; of any other file, all of it, and ``body`` is empty.
    """

    stamp: Stamp
    metadata: str
    body: str = ""


class PageRecord(NamedTuple):
    """What a file of the site was made from, what it became (``content``, a digest) and what was wrong with it.

    ``stamp`` is that of the file in the output. ``context`` is the digest of a page's context, of the file that is
    copied, or of the data of a file for machines; ``template`` the page's template (empty for other files); ``bodies``
    are the documents whose bodies it shows or compares, a line each. ``problems`` and ``planned`` are pickles of the
    problems and of the planned file.
    """

    path: str
    stamp: Stamp
    content: str
    context: str
    template: str = ""
    language: str = ""
    origin: str = ""
    bodies: str = ""
    problems: bytes = b""
    planned: bytes = b""

    def documents(self) -> tuple[str, ...]:
        """Return the documents whose bodies the file shows or compares."""
        return tuple(self.bodies.split("\n")) if self.bodies else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRecord:
    """A build: the ``inputs`` that it read and the ``pages`` that it made, by path, in the order of the plan.

    ``build`` identifies the build that loaded the site, so that parts of two builds are never put together.
    ``languages`` has the digest of each language's strings and settings, ``templates`` for each page's template the
    digests of all that it can reach; ``problems`` is a pickle of what was wrong with anything but the pages.
    ``days`` are the first and the last day (ISO 8601) with the same coming events; empty where that has no end.
    """

    build: str
    inputs: Mapping[str, InputRecord]
    pages: Mapping[str, PageRecord]
    languages: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: bytes = b""
    days: tuple[str, str] = ("", "")

    def holds_on(self, today: date) -> bool:
        """Tell whether the site would be the same ``today``."""
        first, last = self.days
        return (not first or first <= today.isoformat()) and (not last or today.isoformat() <= last)

    def all_problems(self) -> Iterator[Problem]:
        """Yield everything that was wrong: with the site, and with each page."""
        for pickled in (self.problems, *(page.problems for page in self.pages.values())):
            yield from unpickled(pickled)


def unpickled(problems: bytes) -> tuple[Problem, ...]:
    """Return the problems in a pickle; none of an empty one."""
    found: tuple[Problem, ...] = pickle.loads(problems) if problems else ()
    return found

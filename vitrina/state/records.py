"""Records: what each file of a site was made from, what it became, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, KeysView, Mapping
from dataclasses import dataclass
from operator import attrgetter

from vitrina.problems import Problem
from vitrina.values.lazy_mapping import LazyMapping

Row = tuple[str, str, str, str, str, tuple[str, ...], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a file of the site was made from, what it became (``content``, a digest) and what was wrong with it.

    ``context`` is the digest of a page's context, of the file that is copied, or of what an export says; ``template``
    the page's template (empty for other files); ``bodies`` are the documents whose bodies it shows or compares.
    """

    content: str
    context: str
    origin: str
    template: str = ""
    language: str = ""
    bodies: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


_ROW = attrgetter("content", "context", "origin", "template", "language", "bodies", "problems")


class Records(LazyMapping[Record]):
    """The records of a site's files by path, in the order of the plan.

    They are kept as rows of plain values, because a build reads ten thousand of them to make anew a handful.
    """

    __slots__ = ("_rows",)

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self._rows = dict(rows)
        super().__init__(self._rows, self._record)

    def _record(self, path: str) -> Record:
        content, context, origin, template, language, bodies, problems = self._rows[path]
        return Record(
            content=content,
            context=context,
            origin=origin,
            template=template,
            language=language,
            bodies=bodies,
            problems=problems,
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Take the records apart for a pickle."""
        return Records, (self._rows,)

    def keys(self) -> KeysView[str]:
        """Return the paths, as a set that is quick to compare with another one."""
        return self._rows.keys()

    def renewed(self, made: Records) -> Records:
        """Return these records with those of files that were ``made`` anew."""
        return Records({**self._rows, **made._rows})

    def of(self, paths: Iterable[str]) -> Records:
        """Return the records of the files at ``paths``."""
        return Records({path: self._rows[path] for path in paths})

    def contents(self) -> dict[str, str]:
        """Return the digests of what the files became, by path."""
        return {path: row[0] for path, row in self._rows.items()}

    def problems(self) -> Iterator[Problem]:
        """Yield what was wrong with the files."""
        for row in self._rows.values():
            yield from row[6]

    def stale(self, there: Mapping[str, str], changed: Collection[str]) -> tuple[str, ...]:
        """Return the files that are not as they should be, if nothing has changed but some bodies.

        ``there`` are the digests of the files that stand in the output, ``changed`` the documents of those bodies.
        """
        affected = frozenset(changed)
        return tuple(
            path
            for path, row in self._rows.items()
            if there.get(path) != row[0] or (affected and not affected.isdisjoint(row[5]))
        )


def records_of(records: Mapping[str, Record]) -> Records:
    """Return the records of files by path, as they are kept."""
    return Records({path: _ROW(record) for path, record in records.items()})

"""What stands in an output folder, found out by several processes where that pays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from vitrina.disk.output import Output
from vitrina.disk.stamps import Noted
from vitrina.publish.conflicts import Standing, standing
from vitrina.workers import begun, processors

READING_TOGETHER_PAYS_FROM = 500
"""Files of the site of which nothing is noted. Fewer have been read before another process has started."""

ASKING_TOGETHER_PAYS_FROM = 2_500
"""Files of the site, noted or not. The system has told of fewer before another process has started."""

_AT_A_TIME = 512


def inspect(output: Output, wanted: Collection[str], noted: Mapping[str, Noted], jobs: int | None) -> Standing:
    """Return what stands in ``output`` of the files ``wanted``, as ``standing`` does.

    ``jobs`` is how many processes to use; ``None`` leaves it to the engine.
    """
    with inspection(output, wanted, noted, jobs) as inspected:
        return inspected()


@contextmanager
def inspection(
    output: Output, wanted: Collection[str], noted: Mapping[str, Noted], jobs: int | None
) -> Iterator[Callable[[], Standing]]:
    """Let other processes begin with ``inspect``; the value is what joins them and returns what was found."""
    is_long = len(wanted) >= ASKING_TOGETHER_PAYS_FROM or len(wanted) - len(noted) >= READING_TOGETHER_PAYS_FROM
    together = (jobs or processors()) if is_long else 1
    portions = _portions(sorted(wanted))
    with begun(lambda number: standing(output, portions[number], noted), len(portions), together) as shared:
        yield lambda: _joined(portions, shared.finish(), noted)


def _joined(
    portions: Sequence[Sequence[str]], found: Sequence[Standing | None], noted: Mapping[str, Noted]
) -> Standing:
    there: dict[str, str] = {}
    seen: dict[str, Noted] = {}
    for paths, part in zip(portions, found, strict=True):
        if part is None:
            for path in paths:
                known = seen[path] = noted[path]
                there[path] = known[1][0]
        else:
            seen |= part.seen
            there |= part.there
    return Standing(there, seen, sum(part.misses for part in found if part is not None))


def _portions(paths: Sequence[str]) -> list[Sequence[str]]:
    return [paths[first : first + _AT_A_TIME] for first in range(0, len(paths), _AT_A_TIME)]

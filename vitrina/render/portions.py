"""The portions in which processes take the files of a plan, and what they weigh."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from vitrina.outputs.kinds import Planned
from vitrina.outputs.registry import FILE_KINDS
from vitrina.values.progress import Progress

_FILES_AT_A_TIME = 32


def chunks_of(plan: Sequence[Planned], numbers: Iterable[int]) -> list[Sequence[int]]:
    """Return the numbers of files of the ``plan`` in the portions that a process takes at a time.

    Files that are made together are made by one process; they come first, because they take longest. Files about one
    project are made one after another, because they share what is made of it.
    """
    together: dict[tuple[str, str], list[int]] = {}
    about: dict[str, list[int]] = {}
    for number in numbers:
        planned = plan[number]
        target = planned.target
        group = None if planned.is_page else FILE_KINDS[target.kind].group
        if group is not None:
            together.setdefault((target.kind, group(target)), []).append(number)
        else:
            about.setdefault(target.id, []).append(number)
    others = [number for about_one in about.values() for number in about_one]
    firsts = range(0, len(others), _FILES_AT_A_TIME)
    return [*together.values(), *(others[first : first + _FILES_AT_A_TIME] for first in firsts)]


def work_on(plan: Sequence[Planned], numbers: Iterable[int]) -> int:
    """Return the number of pages that take about as long to make as the files with these ``numbers``."""
    planned = (plan[number] for number in numbers)
    return sum(1 if file.is_page else FILE_KINDS[file.target.kind].weight for file in planned)


def told(progress: Progress, plan: Sequence[Planned], chunks: Sequence[Sequence[int]]) -> Callable[[int], None]:
    """Return what is to be called with the number of each portion that is done, and tells ``progress`` of it."""
    of_pictures = [_is_of_a_picture(plan[chunk[0]]) for chunk in chunks]
    files, pictures = sum(map(len, chunks)), sum(of_pictures)
    done = made = 0

    def tell(portion: int) -> None:
        nonlocal done, made
        done += len(chunks[portion])
        made += of_pictures[portion]
        if of_pictures[portion]:
            progress.pictures(made, pictures)
        progress.files(done, files)

    return tell


def _is_of_a_picture(planned: Planned) -> bool:
    return not planned.is_page and FILE_KINDS[planned.target.kind].is_picture

"""What keeps a file from being published as a picture."""

from __future__ import annotations

from vitrina.problems import Problem


class UnusablePictureError(Exception):
    """A file cannot be published as a picture; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

"""Tools that some tests need and ``make test`` installs: without one, such a test is skipped, and fails in CI."""

from __future__ import annotations

import os

import pytest

NO = ("", "0", "false")


def are_required() -> bool:
    """Tell whether a missing tool is a failure: ``REQUIRE_TOOLS=1`` says so, and ``CI=true`` where nothing is said."""
    return os.environ.get("REQUIRE_TOOLS", os.environ.get("CI", "")).lower() not in NO


def require(is_there: object, what: str) -> None:
    """Skip the test unless ``is_there``; fail where tools are required."""
    __tracebackhide__ = True
    if is_there:
        return
    told = f"{what}: “make test” installs it"
    if are_required():
        pytest.fail(f"{told} (REQUIRE_TOOLS)", pytrace=False)
    pytest.skip(told)

"""What pytest needs to know before it reads the tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden",
        action="store_true",
        help="write what the golden cases build now over what they expect; read the difference afterwards",
    )


def pytest_configure(config: pytest.Config) -> None:
    os.environ["LANGUAGE"] = "en"  # messages of the command line, whatever this machine speaks
    for of_github in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"):
        os.environ.pop(of_github, None)
    if config.getoption("--refresh-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--refresh-golden in CI would let every golden case pass; refresh at home and commit.")


@pytest.fixture(scope="session", autouse=True)
def _cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or fills the cache of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VITRINA_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield

"""What pytest needs to know before it reads the tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.comparing import explained
from tests.depth import DEPTH
from tests.sites import SMALL_PACKAGE, write
from vitrina import defaults

# No deadline: the first example often loads tables, and a busy machine is no fault. In CI every run tries the same.
settings.register_profile(
    "vitrina",
    deadline=None,
    derandomize=bool(os.environ.get("CI")) and DEPTH == 1,
    max_examples=100 * DEPTH,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("vitrina")


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


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Let two trees of files that are not equal be told by their first differences, wherever they are compared."""
    return explained(left, right) if op == "==" else None


_FOLDER, _VOCABULARIES = defaults.folder, defaults.vocabularies

LONGEST = (
    *(
        "test_workflow.py",
        "test_incremental.py",
        "test_wheel.py",
        "test_saves_during_builds.py",
        "test_theme_sandbox.py",
    ),
    *("test_determinism.py", "test_external.py", "test_state.py", "test_trees.py", "test_growth_of_files.py"),
    *("test_check.py", "test_scaffold.py", "test_safe_writing.py", "test_outputs.py", "test_search.py"),
)
"""The files that take longest begin first, so that two workers end together."""

BROWSER = (
    *("browser/test_access.py", "browser/test_conditions.py", "browser/test_layout.py"),
    *("browser/test_search_reference.py", "browser/test_display.py", "browser/test_journeys.py"),
)
"""Those with a browser follow all others, because it leaves an event loop running in its process (asyncio)."""

TIMED = "browser/test_lighthouse.py"
"""It comes last: its scores are lower beside another browser."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    tests = Path(__file__).parent

    def place(item: pytest.Item) -> tuple[bool, bool, int]:
        name = item.path.relative_to(tests).as_posix()
        first = BROWSER if name.startswith("browser/") else LONGEST
        return name == TIMED, first is BROWSER, first.index(name) if name in first else len(first)

    items.sort(key=place)


@pytest.fixture(scope="session", autouse=True)
def _cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or fills the cache of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VITRINA_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def _package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("package"), SMALL_PACKAGE)


@pytest.fixture(scope="module")
def small_package(_package: Path) -> Iterator[None]:
    """Let a package of a few terms and empty catalogues stand in for the real one, for sites that need no more of it.

    Processes that a test starts have the real one; ``real_package`` gives it to the test itself.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(defaults, "folder", lambda: _package)
        patch.setattr(defaults, "vocabularies", lambda: _package / "i18n/vocabularies")
        yield


@pytest.fixture
def real_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one test of a module with the small package have the real one."""
    monkeypatch.setattr(defaults, "folder", _FOLDER)
    monkeypatch.setattr(defaults, "vocabularies", _VOCABULARIES)

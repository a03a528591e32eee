"""A tool that is missing: a test that needs it is skipped at home, and fails where it should have been installed."""

from __future__ import annotations

import pytest

from tests.required import require


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REQUIRE_TOOLS", "CI"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "variables", [{}, {"CI": "false"}, {"REQUIRE_TOOLS": ""}, {"CI": "true", "REQUIRE_TOOLS": "0"}]
)
def test_at_home_a_missing_tool_is_a_skip(variables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(pytest.skip.Exception, match="node is missing: “make test” installs it"):
        require(None, "node is missing")


@pytest.mark.parametrize("variables", [{"CI": "true"}, {"REQUIRE_TOOLS": "1"}, {"CI": "", "REQUIRE_TOOLS": "1"}])
def test_in_ci_a_missing_tool_is_a_failure(variables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(pytest.fail.Exception, match="node is missing"):
        require(None, "node is missing")


def test_what_is_there_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    require("/usr/bin/node", "node is missing")

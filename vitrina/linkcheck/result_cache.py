"""What earlier checks found out, kept in the user's cache folder; it can be deleted, or damaged, at any time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vitrina.disk.cache import keep_notes, kept_notes
from vitrina.linkcheck.values import VALID, CheckResult, Failure, LinkState

KIND = "links"
"""The beginning of the name of the file."""

_VERSION = 1


@dataclass(frozen=True, slots=True)
class CachedResult:
    """What was found out about an address, and when."""

    result: CheckResult
    found: datetime

    def is_valid(self, now: datetime) -> bool:
        """Tell whether the result is still believed; one from the future is not."""
        return self.found <= now < self.found + VALID[self.result.state]


def load_results(source: Path, now: datetime) -> dict[str, CachedResult]:
    """Return the results for the site in ``source`` that are still believed, by address."""
    content = kept_notes(source, KIND)
    try:
        document = json.loads(content or b"{}")
    except (ValueError, RecursionError):
        return {}
    answers = document.get("answers") if isinstance(document, dict) and document.get("version") == _VERSION else None
    if not isinstance(answers, dict):
        return {}
    cached = {address: result for address, entry in answers.items() if (result := _read(entry)) is not None}
    return {address: result for address, result in cached.items() if result.is_valid(now)}


def save_results(source: Path, results: Mapping[str, CachedResult]) -> None:
    """Keep ``results``; where that cannot be done, the next check asks again."""
    document = {"version": _VERSION, "answers": {address: _entry(results[address]) for address in sorted(results)}}
    keep_notes(source, KIND, json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n")


def _entry(cached: CachedResult) -> dict[str, str]:
    result = cached.result
    entry = {"given": cached.found.isoformat(timespec="seconds"), "outcome": result.state.value}
    entry |= {"reason": result.reason.value, "detail": result.detail} if result.reason is not None else {}
    return entry | ({"moved_to": result.moved_to} if result.moved_to is not None else {})


def _read(entry: object) -> CachedResult | None:
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        return None
    try:
        found = datetime.fromisoformat(entry["given"]).astimezone(UTC)
        result = CheckResult(
            state=LinkState(entry["outcome"]),
            reason=Failure(entry["reason"]) if "reason" in entry else None,
            detail=entry.get("detail", ""),
            moved_to=entry.get("moved_to"),
        )
    except (KeyError, ValueError, OverflowError):
        return None
    is_whole = (result.state is LinkState.ALIVE) == (result.reason is None)
    return CachedResult(result, found) if is_whole else None

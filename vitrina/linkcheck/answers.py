"""What earlier checks found out, kept in the site's own folder; it can be deleted, or spoiled, at any time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vitrina.disk.source import keep_in_source, kept_in_source
from vitrina.linkcheck.values import VALID, CheckResult, Failure, LinkState

NAME = "links.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer and when it was given."""

    answer: CheckResult
    given: datetime

    def is_valid(self, now: datetime) -> bool:
        """Tell whether the answer is still believed; one from the future is not."""
        return self.given <= now < self.given + VALID[self.answer.state]


def recall(source: Path, now: datetime) -> dict[str, Remembered]:
    """Return the answers that are still believed, by address; none where nothing can be read."""
    content = kept_in_source(source, NAME)
    try:
        document = json.loads(content or b"{}")
    except (ValueError, RecursionError):
        return {}
    answers = document.get("answers") if isinstance(document, dict) and document.get("version") == _VERSION else None
    if not isinstance(answers, dict):
        return {}
    found = {address: remembered for address, entry in answers.items() if (remembered := _read(entry)) is not None}
    return {address: remembered for address, remembered in found.items() if remembered.is_valid(now)}


def remember(source: Path, answers: Mapping[str, Remembered]) -> None:
    """Keep ``answers``; where the folder cannot be written to, the next check asks again."""
    document = {"version": _VERSION, "answers": {address: _entry(answers[address]) for address in sorted(answers)}}
    keep_in_source(source, NAME, json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n")


def _entry(remembered: Remembered) -> dict[str, str]:
    answer = remembered.answer
    entry = {"given": remembered.given.isoformat(timespec="seconds"), "outcome": answer.state.value}
    entry |= {"reason": answer.reason.value, "detail": answer.detail} if answer.reason is not None else {}
    return entry | ({"moved_to": answer.moved_to} if answer.moved_to is not None else {})


def _read(entry: object) -> Remembered | None:
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        return None
    try:
        given = datetime.fromisoformat(entry["given"]).astimezone(UTC)
        answer = CheckResult(
            state=LinkState(entry["outcome"]),
            reason=Failure(entry["reason"]) if "reason" in entry else None,
            detail=entry.get("detail", ""),
            moved_to=entry.get("moved_to"),
        )
    except (KeyError, ValueError, OverflowError):
        return None
    is_whole = (answer.state is LinkState.ALIVE) == (answer.reason is None)
    return Remembered(answer, given) if is_whole else None

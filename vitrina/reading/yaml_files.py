"""Reading files of data that people wrote: YAML, or a problem that says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from vitrina.problems import Problems
from vitrina.reading.text import read_text
from vitrina.reading.yaml import MappingNode, parse


def read_yaml(file: Path, path: str, problems: Problems) -> MappingNode | None:
    """Return the mapping in the YAML file ``file``, or ``None`` with the reason in ``problems``."""
    text = read_text(file, path, problems)
    return None if text is None else parse(text, path, problems)

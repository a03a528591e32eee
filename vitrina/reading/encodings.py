"""Text in UTF-8, and what to say where a file is saved in another encoding; nothing is ever converted by a guess."""

from __future__ import annotations

import codecs
import re

from vitrina.problems import Location, Problems, say

_OTHER_UNICODE = {
    "UTF-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
    "UTF-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}
_OF_OFFICE_PROGRAMS = {"ar": "Windows-1256", "lv": "Windows-1257", "pl": "Windows-1250"}
"""The code page that office programs used for a language before UTF-8; elsewhere it is Windows-1252."""

_LANGUAGE_IN_NAME = re.compile(r"(?:^|[./])(?P<language>[a-z]{2})\.(?:md|po)$")


def decode(data: bytes, path: str, problems: Problems) -> str | None:
    r"""Return ``data`` as text with line ends as ``\n`` and no byte-order mark; ``None`` where it is not UTF-8."""
    unicode = _other_unicode(data)
    if unicode is not None:
        message = say("The file is saved as {encoding}, not as UTF-8.", encoding=unicode)
        problems.error(Location(path, 1), "not-utf-8", message, say("Save the file anew with the encoding “UTF-8”."))
        return None
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        _report_old_encoding(data, error.start, path, problems)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _other_unicode(data: bytes) -> str | None:
    for name, marks in _OTHER_UNICODE.items():
        if data.startswith(marks):
            return name
    start = data[:200]
    zeros = start.count(0)
    return "UTF-16" if zeros and zeros * 3 >= len(start) else None


def _report_old_encoding(data: bytes, position: int, path: str, problems: Problems) -> None:
    """Say which line is not UTF-8 and, as the test of a supposition, how it would read in the likely code page."""
    line = data.count(b"\n", 0, position) + 1
    first = data.rfind(b"\n", 0, position) + 1
    last = data.find(b"\n", position)
    match = _LANGUAGE_IN_NAME.search(path)
    encoding = _OF_OFFICE_PROGRAMS.get(match["language"] if match else "", "Windows-1252")
    read = data[first : last if last >= 0 else len(data)].decode(encoding, errors="replace").strip()
    message = say("The file is not saved as UTF-8 text.")
    hint = say(
        "Save the file anew with the encoding “UTF-8”. It may be {encoding}; then this line says: {line}",
        encoding=encoding,
        line=read,
    )
    problems.error(Location(path, line), "not-utf-8", message, hint)

"""The output of ``--explain``: why each file was or was not written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vitrina.problems import Message, say, visible
from vitrina.reporting.translator import Translator
from vitrina.state.decide import Cause, Reason
from vitrina.values.urls import file_of

MOST_FILES = 5
"""The largest number of changed files named for one page."""


def explanation_lines(reasons: Mapping[str, Reason], asked: str, output: str, translator: Translator) -> Iterator[str]:
    """Yield a line for each file that was written or removed, or for the file ``asked`` only.

    ``asked`` is empty, an address, or a path in the output, with or without the ``output`` folder before it.
    """
    if asked:
        path = path_of(asked, output)
        reason = reasons.get(path)
        sentence = say("this is no file of the site.") if reason is None else sentence_of(reason)
        yield f"{visible(path)}: {translator.translate(sentence)}"
        return
    for path, reason in sorted(reasons.items()):
        if reason.cause is not Cause.CURRENT:
            yield f"{visible(path)}: {translator.translate(sentence_of(reason))}"


def path_of(asked: str, output: str) -> str:
    """Return the path in the output for a path or an address."""
    path = asked.replace("\\", "/").removeprefix("./").removeprefix(f"{output.removeprefix('./')}/").lstrip("/")
    return file_of(path) if not path.rpartition("/")[2] else path


def sentence_of(reason: Reason) -> Message:
    """Return the sentence for a reason."""
    named = (*reason.files[:MOST_FILES], *(["…"] if len(reason.files) > MOST_FILES else []))
    sentence = _SENTENCES[reason.cause]
    return Message(sentence.msgid, {"files": named}) if "{files}" in sentence.msgid else sentence


_SENTENCES = {
    Cause.CURRENT: say("not written: nothing that it is made from has changed."),
    Cause.NEW: say("written: it is new."),
    Cause.FORGOTTEN: say("written: the state of the build that wrote it is missing."),
    Cause.ENGINE: say("written: Vitrina or one of its libraries is another version."),
    Cause.BODY: say("written: a text that it shows changed ({files})."),
    Cause.FACTS: say("written: a title, a fact or a setting that it shows changed ({files})."),
    Cause.TEMPLATE: say("written: its templates changed ({files})."),
    Cause.STRINGS: say("written: the strings of its language changed ({files})."),
    Cause.FILE: say("written: what it is made from changed ({files})."),
    Cause.MISSING: say("written: it was missing in the output."),
    Cause.EDITED: say("written: it had been changed in the output."),
    Cause.REMOVED: say("removed: it no longer belongs to the site."),
}

"""The words that a body needs in its own language, beside its text."""

from __future__ import annotations

from vitrina.languages.number_words import words_of_dates
from vitrina.prose import Labels
from vitrina.views.localiser import Localiser


def prose_labels(strings: Localiser) -> Labels:
    """Return the labels of a body in the language of ``strings``."""
    callouts = {
        "note": strings.gettext("Note"),
        "tip": strings.gettext("Tip"),
        "important": strings.gettext("Important"),
        "warning": strings.gettext("Warning"),
        "caution": strings.gettext("Caution"),
    }
    return Labels(
        back=strings.gettext("Back to the text at note {number}").value,
        table=strings.gettext("Table").value,
        done=strings.gettext("done").value,
        to_do=strings.gettext("to do").value,
        callouts={kind: title.value for kind, title in callouts.items()},
        foreign={
            kind: {"lang": title.language, "dir": title.direction}
            for kind, title in callouts.items()
            if title.language != strings.code
        },
        numbering=strings.language.numbering,
        dates=words_of_dates(strings.language.locale, strings.language.data.year_words),
        direction=strings.language.direction,
    )

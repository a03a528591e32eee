"""The words that a body needs in its own language, beside its text."""

from __future__ import annotations

from vitrina.languages.direction import isolate
from vitrina.languages.number_words import words_of_dates
from vitrina.problems import for_visitors
from vitrina.prose import Labels
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text
from vitrina.views.view_context import ViewContext

WATCH = for_visitors("Watch the video on {provider}")
NOTICE = for_visitors("If you play this video, {provider} receives data about you, such as your IP address.")


def prose_labels(view_context: ViewContext, language: str) -> Labels:
    """Return the labels of a body in ``language``."""
    known = view_context.cache.labels.get(language)
    if known is None:
        known = _labels(view_context.localisers[language], view_context.site.config.embeds)
        view_context.cache.labels[language] = known
    return known


def _labels(strings: Localiser, embeds: tuple[str, ...]) -> Labels:
    callouts = {
        "note": strings.gettext("Note"),
        "tip": strings.gettext("Tip"),
        "important": strings.gettext("Important"),
        "warning": strings.gettext("Warning"),
        "caution": strings.gettext("Caution"),
    }
    videos = {"watch": strings.gettext(WATCH.msgid), "video": strings.gettext(NOTICE.msgid)} if embeds else {}
    return Labels(
        back=strings.gettext("Back to the text at note {number}").value,
        table=strings.gettext("Table").value,
        done=strings.gettext("done").value,
        to_do=strings.gettext("to do").value,
        callouts={kind: title.value for kind, title in callouts.items()},
        foreign={
            kind: {"lang": title.language, "dir": title.direction}
            for kind, title in {**callouts, **videos}.items()
            if title.language != strings.code
        },
        embeds=embeds,
        **{name: text.value.replace("{provider}", _gap(text)) for name, text in videos.items()},
        numbering=strings.language.numbering,
        credit=strings.gettext("Picture: %(credit)s").value.replace("%(credit)s", "{credit}"),
        dates=words_of_dates(strings.language.locale, strings.language.data.year_words),
        direction=strings.language.direction,
        no_break=strings.no_break,
    )


def _gap(text: Text) -> str:
    """Return the gap for the name of a provider in ``text``, which may run the other way."""
    return isolate("{provider}", "ltr") if text.direction == "rtl" else "{provider}"

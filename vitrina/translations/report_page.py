"""The translation status as an HTML file without scripts and external resources (``vitrina status --html``).

Its templates are part of this package, not of a theme: the report is for writers and looks the same for every site.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from vitrina import __version__
from vitrina.languages.direction import direction_of_language
from vitrina.languages.locales import NEUTRAL_LOCALE, locale_of_language
from vitrina.model import Language, LocalText
from vitrina.problems import visible
from vitrina.reporting.translator import Translator
from vitrina.theme.environment import Theme, make_environment
from vitrina.translations.coverage import Coverage, Share
from vitrina.translations.messages import CHANGES, MEANINGS, STATES, UNKNOWN_CHANGES, covered
from vitrina.translations.passages import ChangedPassage, Passage
from vitrina.translations.report_values import (
    ChangeView,
    CoverageView,
    EntryView,
    PassageView,
    ReportView,
    ShareView,
    StateView,
    VersionView,
)
from vitrina.translations.states import EntryStatus, State, VersionStatus
from vitrina.views.localiser import Localiser

GENERATOR = "vitrina status"
"""The content of ``<meta name="generator">``, followed by the version."""

SIGNS: Mapping[State, str] = {
    State.ORIGINAL: "★",
    State.CURRENT: "✓",
    State.BEHIND: "!",
    State.UNMARKED: "?",
    State.MACHINE: "⚙",
    State.DRAFT: "…",
    State.SCHEDULED: "⧗",
    State.EXPIRED: "⊘",
    State.MISSING: "×",
    State.ON_PURPOSE: "–",
}
"""A symbol for each state, beside its name, so that colour is not the only difference (WCAG 1.4.1)."""

_OWN = re.compile(rb'<meta name="generator" content="' + GENERATOR.encode() + rb' [^"<>]*">')
_HEAD = 1000


def is_report(content: bytes) -> bool:
    """Tell whether ``content`` is a report of any version of Vitrina."""
    return _OWN.search(content[:_HEAD]) is not None


def as_page(coverage: Coverage, source: str, translator: Translator) -> bytes:
    """Return ``coverage`` as a page in the language of ``translator``; its commands name the folder ``source``."""
    language = translator.language
    localiser = Localiser(
        Language(
            code=language,
            locale=locale_of_language(language) or NEUTRAL_LOCALE,
            direction=direction_of_language(language),
        ),
        translator.strings,
    )
    environment = make_environment(Theme(layers=(Path(__file__).parent,), assets={}), localiser)
    report = _report(coverage, "" if source == "." else f" --source {shlex.quote(source)}", localiser)
    return environment.get_template("report.html").render(report=report).encode()


def _report(coverage: Coverage, options: str, localiser: Localiser) -> ReportView:
    entries = tuple(row for entry in coverage.entries for row in _rows(entry, options, localiser))
    versions = [version for entry in entries for version in entry.versions if version is not None]
    todo = {state.value: tuple(version for version in versions if version.state is state) for state in State}
    return ReportView(
        direction=localiser.language.direction,
        language=localiser.code,
        generator=f"{GENERATOR} {__version__}",
        site=localiser.text(coverage.title),
        codes=tuple((code, localiser.name_of_language(code)) for code in coverage.languages),
        entries=entries,
        states={state.value: _state(state, len(todo[state]), localiser) for state in State if todo[state]},
        todo=todo,
        coverage=tuple(
            CoverageView(
                name=localiser.text(name)
                if isinstance(name, LocalText)
                else localiser.own(name.text(localiser.strings.gettext)),
                shares=tuple(_share(coverage.shares[language][key], localiser) for language in coverage.languages),
            )
            for key, name in covered(coverage.sections)
        ),
        unknown_changes=localiser.strings.gettext(UNKNOWN_CHANGES.msgid),
    )


def _state(state: State, count: int, localiser: Localiser) -> StateView:
    return StateView(
        key=state.value.replace(" ", "-"),
        sign=SIGNS[state],
        word=localiser.strings.gettext(STATES[state].msgid),
        meaning=localiser.strings.gettext(MEANINGS[state].msgid),
        count=count,
    )


def _share(share: Share, localiser: Localiser) -> ShareView:
    percent = share.percent
    return ShareView(done=share.done, total=share.total, percent=percent, percent_text=localiser.percent(percent))


def _rows(entry: EntryStatus, options: str, localiser: Localiser) -> Iterator[EntryView]:
    """Yield the row of an entry, and one for each variant of its texts."""
    name = visible(f"{entry.section}/{entry.id}")
    title = localiser.written_in(entry.title, entry.original)
    for variant, versions in {"": entry.versions, **entry.variants}.items():
        yield EntryView(
            name=f"{name} {variant}".rstrip(),
            title=title,
            versions=tuple(
                _version(entry, f"{language}.{variant}".rstrip("."), versions[language], options, localiser)
                if language in versions
                else None
                for language in entry.versions
            ),
        )


def _version(entry: EntryStatus, tag: str, version: VersionStatus, options: str, localiser: Localiser) -> VersionView:
    """Return a version; behind its language, ``tag`` has the variant, as commands do."""
    name, language = visible(f"{entry.section}/{entry.id}"), tag.partition(".")[0]
    return VersionView(
        anchor=re.sub(r"[^\w-]", "-", f"{name}-{tag}"),
        title=localiser.written_in(entry.title, entry.original),
        language=localiser.name_of_language(language),
        code=tag,
        state=version.state,
        path=visible(version.path),
        original_path=visible(entry.path),
        command=f"vitrina translated {name} {tag}{options}",
        line=f"not_translated: [{language}]",
        made_from=localiser.name_of_language(version.made_from) if version.made_from else None,
        changes=tuple(
            _change(change, version.made_from or entry.original, language, localiser) for change in version.changes
        ),
    )


def _change(change: ChangedPassage, made_from: str, language: str, localiser: Localiser) -> ChangeView:
    return ChangeView(
        what=change.what,
        words=localiser.strings.gettext(CHANGES[change.what, change.part].msgid),
        original=_passage(change.original, made_from, localiser),
        translation=_passage(change.translation, language, localiser),
    )


def _passage(passage: Passage | None, language: str, localiser: Localiser) -> PassageView | None:
    if passage is None:
        return None
    return PassageView(localiser.written_in(passage.text, language), str(passage.location))

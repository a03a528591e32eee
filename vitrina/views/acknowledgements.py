"""How the funders of projects are acknowledged, as they prescribe it: logos of one height, wording in its language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from vitrina.contract import funders
from vitrina.contract.facts import FUNDER
from vitrina.contract.keys import Key
from vitrina.languages.catalogues import ENGLISH
from vitrina.model import Config, Facts, LocalText, Term
from vitrina.views.values import Text
from vitrina.views.view_context import ViewContext

_LOWEST = 10
"""The height of logos in millimetres if no funder asks for more."""

_PIXELS_OF_A_MILLIMETRE = 96 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoView:
    """A logo: ``dark_url`` is the one for dark pages, where there is one; ``height`` is in pixels of CSS."""

    url: str
    dark_url: str | None
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementView:
    """What a funder wants said: ``statement`` stands beside the logo, ``url`` leads to the funder's own site."""

    id: str
    name: Text
    url: str | None
    logo: LogoView | None
    statement: Text | None
    programme: Text | None
    sentence: Text | None
    disclaimer: Text | None


def acknowledgements(
    view_context: ViewContext, language: str, projects: Iterable[Facts], *, in_news: bool = False
) -> tuple[AcknowledgementView, ...]:
    """Return how the funders of projects with these facts are acknowledged on a page in ``language``."""
    vocabulary = view_context.site.vocabulary(FUNDER)
    named = (funder for facts in projects for funder in facts.get(FUNDER, ()))
    found = {term.id: term for funder in named if (term := funders.acknowledged(vocabulary, funder)) is not None}
    terms = [term for term in found.values() if funders.is_shown(term, view_context.today)]
    if in_news:
        terms = [term for term in terms if funders.value_of(term, funders.IN_NEWS) is not False]
    terms.sort(key=_place)
    height = max((funders.value_of(term, funders.LOGO_HEIGHT) or _LOWEST for term in terms), default=_LOWEST)
    return tuple(_view(view_context, language, term, ceil(height * _PIXELS_OF_A_MILLIMETRE)) for term in terms)


def _place(term: Term) -> tuple[bool, int]:
    place = funders.value_of(term, funders.PLACE)
    return place is None, place or 0


def _in_order(wording: LocalText, config: Config) -> LocalText:
    """Return ``wording`` with the languages first that visitors may read where their own is missing."""
    first = (config.default_language, ENGLISH, *config.languages)
    known = wording.versions
    return LocalText({**{language: known[language] for language in first if language in known}, **known})


def _view(view_context: ViewContext, language: str, term: Term, height: int) -> AcknowledgementView:
    localiser = view_context.localisers[language]

    def text(key: Key[LocalText]) -> Text | None:
        wording = funders.value_of(term, key)
        return None if wording is None else localiser.text(_in_order(wording, view_context.site.config))

    return AcknowledgementView(
        id=term.id,
        name=localiser.term(term),
        url=term.url,
        logo=_logo(view_context, text(funders.LOGO), text(funders.LOGO_DARK), height),
        statement=text(funders.STATEMENT),
        programme=text(funders.PROGRAMME),
        sentence=text(funders.SENTENCE),
        disclaimer=text(funders.DISCLAIMER),
    )


def _logo(view_context: ViewContext, logo: Text | None, dark: Text | None, height: int) -> LogoView | None:
    """Return the logo with the one for dark pages, unless that has words in another language."""
    if logo is None:
        return None
    if dark is not None and logo.language and dark.language not in ("", logo.language):
        dark = None
    dark_url = None if dark is None else view_context.link(dark.value)
    return LogoView(url=view_context.link(logo.value), dark_url=dark_url, height=height)

"""The values of the frame around every page, in the same contract with theme authors as ``vitrina.views.values``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vitrina.model import Direction
from vitrina.views.page_values import FormView
from vitrina.views.values import Link, Text

SwitchState = Literal["current", "available", "fallback", "missing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same page in another language (or ``x-default``), for search engines; ``url`` is absolute."""

    hreflang: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchEntry:
    """A language in the language switch.

    ``state`` tells whether the page is there: ``fallback`` means that its frame is, with the text in another
    language; ``missing`` that ``url`` leads to that language's home page instead, or to the page in the language of
    the ``original``, which is called ``original_name``. A ``variant`` is another form of the text in that language.
    """

    language: str
    name: Text
    url: str | None
    state: SwitchState
    original: str = ""
    original_name: Text | None = None
    variant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEditions:
    """A page in all languages: what each of its versions says of the others. No template reads this.

    ``versions`` are the addresses of those with a text of their own, by language; ``switch`` has the entries of the
    language switch by language and variant, as the other languages' pages show them.
    """

    versions: Mapping[str, str]
    alternates: tuple[Alternate, ...]
    switch: Mapping[tuple[str, str], SwitchEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuLink(Link):
    """An item of a menu, with those of the level below it; a heading of such items has no ``url``.

    The item of a page below the current one in the menu, or in the folders of pages, is current, too.
    """

    items: tuple[MenuLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The site in one language. ``assets`` maps a file of the theme's ``static/`` to its address.

    ``form_origins`` are the places that forms are sent to, for the Content-Security-Policy; ``search_url`` is the page
    that answers ``?q=…`` by a script, where the theme has one.
    """

    title: Text
    description: Text | None
    home: Link | None
    chooser_url: str | None
    menu: tuple[MenuLink, ...]
    footer: tuple[MenuLink, ...]
    organisation: Text | None
    organisation_url: str | None
    email: str | None
    feed_url: str | None
    assets: Mapping[str, str]
    preferences_url: str | None
    newsletter: FormView | None
    form_origins: tuple[str, ...]
    search_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialCardView:
    """The picture that a link to a page shows where it is passed on (Open Graph); ``url`` is absolute.

    ``alt`` says what a photograph shows; a drawn card shows the title.
    """

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The frame of a page: who and where it is.

    ``text_language`` tells that a text is shown through fallback, ``hidden`` why only the preview shows it.
    """

    kind: str
    language: str
    direction: Direction
    title: Text
    description: str
    url: str
    canonical: str
    alternates: tuple[Alternate, ...]
    switch: tuple[SwitchEntry, ...]
    breadcrumbs: tuple[Link, ...]
    text_language: Text | None = None
    hidden: Text | None = None
    social_card: SocialCardView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageView:
    """A language in the chooser and on the page for addresses that lead nowhere, with all words in that language."""

    language: str
    direction: Direction
    name: Text
    url: str | None
    site_title: str
    description: str
    not_found: Text
    not_found_advice: Text
    home_label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView(LanguageView):
    """What the page for addresses that lead nowhere offers in a language: the search, and where the menu leads."""

    search_url: str | None
    search_label: Text
    search_button: Text
    nearest_label: Text
    links: tuple[Link, ...]

"""Links in prose: what a writer points at (a document, a file beside it, a place on the page) and where it is."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from vitrina.model import Entry, Version, sections
from vitrina.problems import Message, say
from vitrina.prose import HEADING_IDS, LinkProblem, ShownPicture, ShownTarget
from vitrina.reading.file_names import meant
from vitrina.reading.paths import STATIC
from vitrina.values.language_tags import tag_of_text
from vitrina.views import addresses
from vitrina.views.editions import Edition
from vitrina.views.linked_files import linked, shown
from vitrina.views.pictures import described_picture
from vitrina.views.view_context import ViewContext

SAFE_SCHEMES = ("http", "https", "mailto", "tel")

_MAIL = re.compile(r"[^@\s/]+@[^@\s/]+\.[^@\s/.]{2,}")

_DOCUMENT = re.compile(
    r"(?P<section>[a-z0-9-]+)/(?P<id>[^/]+|(?:[a-z0-9-]+/)+[a-z0-9-]+)(?:/index\.(?P<language>[^./]+(?:\.[^./]+)?)\.md)?/?"
)


@dataclass(frozen=True, slots=True)
class ProseLinks:
    """Resolves the links in ``version`` of ``entry`` for the visitors of ``edition``. Call it with the link."""

    view_context: ViewContext
    edition: Edition
    entry: Entry
    version: Version

    def __call__(self, written: str, is_picture: bool) -> ShownTarget | LinkProblem:
        """Return the link as the page needs it, with what is known of a file, or why it leads nowhere."""
        try:
            parts = urlsplit(written)
        except ValueError:
            return _not_an_address(written)
        if parts.scheme or written.startswith("//"):
            return self._external(written, parts.scheme.lower(), is_picture)
        if not parts.path:
            return self._on_this_page(written, parts.fragment)
        path = unquote(parts.path)
        if path.startswith("/"):
            return self._shown(path.lstrip("/"), _tail(parts.query, parts.fragment), is_picture)
        picture = self._picture(path, is_picture=is_picture)
        return picture or self._in_content(written, parts, is_picture)

    def _in_content(self, written: str, parts: SplitResult, is_picture: bool) -> ShownTarget | LinkProblem:
        path, fragment = unquote(parts.path), parts.fragment
        target = self._target(path)
        if not target:
            return self._dead(written, path) if target is None else self.view_context.link("")
        fragment = _heading(fragment) if target.endswith("/") else fragment
        return self._shown(target, _tail(parts.query, fragment), is_picture)

    def _shown(self, address: str, tail: str, is_picture: bool) -> ShownTarget | LinkProblem:
        """Return what leads to ``address``, or shows what is there where a picture is meant to be."""
        url = self.view_context.link(address) + tail
        localiser = self.view_context.localisers[self.version.language]
        if is_picture:
            languages = self.edition.language.code, self.entry.original
            return shown(self.view_context, localiser, languages, address, url)
        return linked(self.view_context, localiser, address, url)

    def _dead(self, written: str, path: str) -> LinkProblem:
        named = document_named(self.entry, path)
        is_of_a_section = named is not None and named[0] in self.view_context.sections
        if named is not None and is_of_a_section and not self.view_context.has_pages_of(named[0]):
            message = say("The link “{link}” leads to a page that the site does not have.", link=written)
            hint = say("“outputs” in content/site.yml switches such pages off, or the theme has no template for them.")
            return LinkProblem("dead-link", message, hint)
        return LinkProblem(
            "dead-link", say("The link “{link}” leads nowhere.", link=written), self._meant(written, path)
        )

    def _meant(self, written: str, path: str) -> Message:
        """Return a hint with what a dead link was most likely meant to be."""
        if _MAIL.fullmatch(path):
            return say("Write the address with “mailto:” before it: {link}", link=f"mailto:{path}")
        if written.lower().startswith("www."):
            return say("Write the address with “https://” before it: {link}", link=f"https://{written}")
        near = meant(path, self.entry.attachments)
        if near is not None:
            return say("The file is called “{name}”.", name=near)
        return say(
            "Write the path of a file in content/, for instance ../my-project/index.{language}.md.",
            language=self.version.language,
        )

    def _external(self, written: str, scheme: str, is_picture: bool) -> str | LinkProblem:
        if is_picture:
            message = say("The picture “{link}” is on another site.", link=written)
            hint = say("Save it beside the document and name the file; visitors are not sent to third parties.")
            return LinkProblem("external-picture", message, hint)
        if scheme not in SAFE_SCHEMES:
            message = say("The link “{link}” is of a kind that is not allowed.", link=written)
            hint = say("Links begin with https://, http://, mailto: or tel:, or name a file of the site.")
            return LinkProblem("unsafe-link", message, hint)
        return written.replace(" ", "%20")

    def _on_this_page(self, written: str, fragment: str) -> str | LinkProblem:
        if not fragment:
            return _not_an_address(written)
        return f"#{quote(_heading(unquote(fragment)))}"

    def _target(self, path: str) -> str | None:
        """Return the address of what the relative ``path`` names in ``content/``.

        What belongs to a document that could not be read has the empty one, which leads anywhere: the reason is a
        problem already.
        """
        place = _place_in_content(self.entry, path)
        named = document_named(self.entry, path)
        if named is not None and named[0] in self.view_context.sections:
            return self._document(*named)
        if place.startswith(f"{STATIC}/"):
            return place.removeprefix(f"{STATIC}/")
        return addresses.file(place) if place in self.view_context.site.files else None

    def _picture(self, path: str, *, is_picture: bool) -> ShownPicture | None:
        place, site = _place_in_content(self.entry, path), self.view_context.site
        is_known = place in site.withheld or (is_picture and place in site.pictures)
        return described_picture(self.view_context, place, self.version.language) if is_known else None

    def _document(self, section: str, identifier: str, language: str | None) -> str | None:
        """Return the address of a document.

        A link to a document in the text's own language means the entry; it leads to what the visitor's edition shows.
        """
        shown = self.edition.find(section, identifier)
        if shown is not None and language in (None, self.version.language, self.edition.language.code):
            return self.view_context.entry_address(shown.entry, shown.version, self.edition.language.code)
        site = self.view_context.site
        entry = site.entries(section).get(identifier)
        if entry is None:
            return "" if (section, identifier) in site.unread_entries else None
        if language is not None and "." in language:
            return self._variant(entry, *language.split("."))
        if language is not None and language not in entry.versions:
            return "" if (section, identifier, language) in site.unread else None
        version = entry.versions[language] if language is not None else entry.main_version
        return self.view_context.entry_address(entry, version, version.language)

    def _variant(self, entry: Entry, language: str, name: str) -> str | None:
        variant = entry.variant(language, name)
        return None if variant is None else self.view_context.entry_address(entry, variant, language)


def document_named(entry: Entry, path: str) -> tuple[str, str, str | None] | None:
    """Return section, id and, where it is said, language of the document that ``path`` names, seen from ``entry``.

    A variant stands behind the language: ``sv.easy``.
    """
    match = _DOCUMENT.fullmatch(_place_in_content(entry, path))
    if match is None or ("/" in match["id"] and match["section"] != sections.PAGES):  # only pages lie in each other
        return None
    language = match["language"]
    return match["section"], match["id"], None if language is None else tag_of_text(language)


def _place_in_content(entry: Entry, path: str) -> str:
    return posixpath.normpath(posixpath.join(f"{entry.section}/{entry.id}", path))


def _heading(fragment: str) -> str:
    return fragment if not fragment or fragment.startswith(HEADING_IDS) else HEADING_IDS + fragment


def _tail(query: str, fragment: str) -> str:
    return (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _not_an_address(written: str) -> LinkProblem:
    return LinkProblem(
        "dead-link",
        say("The link “{link}” leads nowhere.", link=written),
        say("Write an address or the path of a file between the round brackets."),
    )

"""A project's permanent address: every language that shows the project, and what there is to cite and to pass on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vitrina.model import Entry
from vitrina.outputs.citations import citation_files
from vitrina.outputs.kinds import OutputKind
from vitrina.problems import Problems, say
from vitrina.views import addresses, kinds
from vitrina.views.editions import ShownVersion
from vitrina.views.frame import page_view
from vitrina.views.frame_values import SocialCardView
from vitrina.views.localiser import Localiser
from vitrina.views.page_values import PermanentView, VersionView, VersionWords
from vitrina.views.sharing import citation_view, mail, services
from vitrina.views.social_cards import ASKED_FOR, social_card_view
from vitrina.views.targets import Target
from vitrina.views.values import Context
from vitrina.views.view_context import PageKind, ViewContext


def permanent_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the page at a project's permanent address.

    Search engines are told that the page is the same as the project's own: a link to it counts for that.
    """
    entry = view_context.site.projects[target.id]
    version = entry.versions.get(target.language) or entry.main_version
    title = view_context.localisers[target.language].written_in(version.title, version.language)
    page = page_view(view_context, target, title)
    canonical = view_context.absolute(view_context.address_in(entry, version, version.language))
    permanent = view_context.absolute(addresses.permanent(entry.id))
    sharing = PermanentView(
        permanent=permanent,
        qr_code=view_context.codes.of(permanent),
        files=citation_files(view_context, entry.id),
        mail=mail("", title.plain, permanent),
        services=services(permanent),
    )
    versions = tuple(_versions(view_context, entry))
    page = replace(page, canonical=canonical, social_card=_card(view_context, target, ShownVersion(entry, version)))
    return {"page": page, "versions": versions, "sharing": sharing}


def _card(view_context: ViewContext, target: Target, about: ShownVersion) -> SocialCardView | None:
    is_asked_for = view_context.asks(target.kind, ASKED_FOR)
    return social_card_view(view_context, target.language, about) if is_asked_for else None


def _versions(view_context: ViewContext, entry: Entry) -> Iterator[VersionView]:
    for language, edition in view_context.editions.items():
        shown, localiser = edition.find(entry.section, entry.id), view_context.localisers[language]
        url = None if shown is None else view_context.entry_link(entry, shown.version, language)
        if shown is None or url is None:
            continue
        is_own = shown.version.language == language
        yield VersionView(
            language=language,
            direction=localiser.language.direction,
            name=localiser.own_name_of_language(language),
            title=localiser.written_in(shown.version.title, shown.version.language),
            url=url,
            note=None if is_own else localiser.gettext("text in another language"),
            citation=citation_view(view_context, localiser, shown),
            words=_words(localiser),
        )


def _words(localiser: Localiser) -> VersionWords:
    return VersionWords(
        copy_text=localiser.gettext("Copy the text"),
        copy_address=localiser.gettext("Copy the address"),
        copied=localiser.gettext("Copied"),
        # Translators: a link that opens a message by e-mail.
        mail=localiser.gettext("E-mail"),
        reference_managers=localiser.gettext("For reference managers"),
        share=localiser.gettext("Pass it on"),
    )


def _targets(view_context: ViewContext, language: str) -> Iterator[Target]:
    return (Target(kind=kinds.PERMANENT, language=language, id=project) for project in view_context.site.projects)


PERMANENT = OutputKind(
    name="permanent",
    purpose=say("A permanent address for each project."),
    pages=(
        PageKind(
            name=kinds.PERMANENT,
            address=lambda _, target: addresses.permanent(target.id),
            context=permanent_context,
            is_indexed=False,
            is_for_all_languages=True,
        ),
    ),
    targets=_targets,
    needs=(kinds.PROJECT,),
)

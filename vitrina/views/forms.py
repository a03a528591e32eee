"""What visitors can send in, and the replies that were published."""

from __future__ import annotations

from collections.abc import Mapping

from vitrina.model import sections
from vitrina.model.forms import Form
from vitrina.values.urls import origin_of
from vitrina.views import kinds
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.page_values import FormView, ReplyView
from vitrina.views.sharing import mail
from vitrina.views.values import Link
from vitrina.views.view_context import ViewContext


def reply_form(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> FormView | None:
    """Return the form to reply to a post, if the site has one; the message tells which post is meant."""
    forms = view_context.site.config.forms
    if forms is None or forms.reply is None:
        return None
    url = view_context.absolute(view_context.address_in(shown.entry, shown.version, edition.language.code))
    localiser = view_context.localisers[edition.language.code]
    title = localiser.written_in(shown.version.title, shown.version.language)
    subject = localiser.gettext("Reply to “{title}”", title=title)
    message = mail(forms.reply.email or "", subject.value, f"{url}\r\n\r\n")
    return _form(view_context, edition, forms.reply, message, {"page": url})


def newsletter_form(view_context: ViewContext, edition: Edition) -> FormView | None:
    """Return the form to subscribe to the newsletter, if the site has one."""
    forms = view_context.site.config.forms
    if forms is None or forms.newsletter is None:
        return None
    subject = view_context.localisers[edition.language.code].gettext("I would like to have the newsletter")
    return _form(view_context, edition, forms.newsletter, mail(forms.newsletter.email or "", subject.value, ""), {})


def form_origins(view_context: ViewContext) -> tuple[str, ...]:
    """Return the origins that forms are sent to, for the Content-Security-Policy."""
    forms = view_context.site.config.forms or ()
    return tuple(sorted({origin_of(form.action) for form in forms if form.action is not None}))


def reply_views(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> tuple[ReplyView, ...]:
    """Return the published replies to a post, oldest first, each in the language that it was written in."""
    localiser = view_context.localisers[edition.language.code]
    return tuple(
        ReplyView(
            name=localiser.written_in(reply.name, ""),
            date=localiser.date(reply.date),
            paragraphs=tuple(localiser.written_in(paragraph, reply.language) for paragraph in reply.paragraphs),
        )
        for reply in view_context.site.replies.get(shown.entry.id, ())
    )


def _form(
    view_context: ViewContext, edition: Edition, form: Form, message: str, ours: Mapping[str, str]
) -> FormView | None:
    privacy = _privacy(view_context, edition)
    if privacy is None:
        return None
    return FormView(
        action=form.action,
        mail=None if form.email is None else message,
        name_field=form.name_field,
        email_field=form.email_field,
        text_field=form.text_field,
        hidden={**ours, **form.hidden},
        privacy=privacy,
    )


def _privacy(view_context: ViewContext, edition: Edition) -> Link | None:
    """Return a link to the page about privacy: as this edition shows it, else in the language that it has."""
    forms = view_context.site.config.forms
    entry = view_context.site.pages.get(forms.privacy) if forms is not None else None
    if entry is None or not view_context.has(kinds.PAGE):
        return None  # without it, nobody could agree to anything
    shown = edition.find(sections.PAGES, entry.id)
    version = shown.version if shown is not None else entry.main_version
    language = edition.language.code if shown is not None else version.language
    return Link(
        text=view_context.localisers[edition.language.code].written_in(version.title, version.language),
        url=view_context.entry_link(entry, version, language),
        hreflang=version.language,
    )

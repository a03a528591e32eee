"""``forms`` in ``site.yml``: where replies and subscriptions go, read and checked."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from vitrina.fields import Reader
from vitrina.participation import Form, Forms
from vitrina.problems import say

_FIELD = re.compile(r"[A-Za-z_][\w.:\[\]-]*", re.ASCII)
_EMAIL = re.compile(r"[^@\s<>\"'&?#%,;]+@[^@\s<>\"'&?#%,;]+\.[^@\s<>\"'&?#%,;]+")


def read_forms(reader: Reader | None) -> Forms | None:
    """Return the forms that the mapping ``forms`` describes; ``None`` where there is none that can be used."""
    if reader is None:
        return None
    reply, newsletter = _form(reader.mapping("reply")), _form(reader.mapping("newsletter"))
    privacy = reader.identifier("privacy")
    reader.finish()
    if privacy is None and "privacy" not in reader.keys:
        hint = say("Name the page that tells what becomes of what visitors send in, for instance “privacy: privacy”.")
        reader.error("privacy", "missing-key", say("“{key}” is missing.", key="privacy"), hint)
    if privacy is None:
        return None
    return Forms(privacy=privacy, privacy_place=reader.place("privacy"), reply=reply, newsletter=newsletter)


def origin_of(action: str) -> str:
    """Return scheme, host and port of an address: what a Content-Security-Policy names."""
    parts = urlsplit(action)
    return f"{parts.scheme}://{parts.netloc}"


def _form(reader: Reader | None) -> Form | None:
    if reader is None:
        return None
    action, email = reader.text("action"), reader.text("email")
    standard = Form()
    form = Form(
        action=action,
        email=email,
        name_field=_field(reader, "name_field") or standard.name_field,
        email_field=_field(reader, "email_field") or standard.email_field,
        text_field=_field(reader, "text_field") or standard.text_field,
        hidden=_hidden(reader.mapping("hidden")),
    )
    reader.finish()
    if (action is None) == (email is None):
        hint = say("A form is sent to an address on the web (“action: https://…”) or by mail (“email: …”).")
        message = say("A form needs either “action” or “email”.")
        reader.error("email" if email is not None else "action", "form-without-address", message, hint)
        return None
    if action is not None and not _is_secure(action):
        hint = say("Write the full address that your provider gives you; it begins with https://")
        reader.error("action", "not-an-address", say("“{value}” is not an address for a form.", value=action), hint)
        return None
    if email is not None and not _EMAIL.fullmatch(email):
        reader.error("email", "not-an-email", say("“{value}” is not an e-mail address.", value=email))
        return None
    return form


def _is_secure(action: str) -> bool:
    """Tell whether ``action`` is an ``https`` address; what a visitor writes never travels in the open."""
    if not action.isascii() or re.search(r"[\s\\\"'<>`{}|^;,]", action):
        return False
    try:
        parts = urlsplit(action)
        is_valid = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return is_valid and parts.scheme == "https" and re.fullmatch(r"[A-Za-z0-9.:-]+", parts.netloc) is not None


def _field(reader: Reader, key: str) -> str | None:
    value = reader.text(key)
    if value is None or _FIELD.fullmatch(value):
        return value
    hint = say("Copy it from the form that your provider offers; it is the value of “name”.")
    reader.error(key, "not-a-field", say("“{value}” cannot be the name of a form's field.", value=value), hint)
    return None


def _hidden(reader: Reader | None) -> dict[str, str]:
    if reader is None:
        return {}
    values = {name: reader.text(name) or "" for name in reader.keys}
    for name in values:
        if not _FIELD.fullmatch(name):
            message = say("“{value}” cannot be the name of a form's field.", value=name)
            reader.error(name, "not-a-field", message)
    return values

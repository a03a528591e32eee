"""The keys of ``forms`` in ``site.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from vitrina.contract import shapes
from vitrina.contract.keys import JsonSchema, Key, SchemaContext, Shape, read_keys, schema_of
from vitrina.model.forms import Form, Forms
from vitrina.problems import say
from vitrina.reading.fields import FieldReader

_FIELD = re.compile(r"[A-Za-z_][\w.:\[\]-]*", re.ASCII)


def _read_action(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    action = reader.text(key)
    if action is None or _is_secure(action):
        return action
    hint = say("Write the full address that your provider gives you; it begins with https://")
    reader.error(key, "not-an-address", say("“{value}” is not an address for a form.", value=action), hint)
    return None


def _is_secure(action: str) -> bool:
    """Tell whether ``action`` is an ``https`` URL, so that the data of visitors are encrypted."""
    if not action.isascii() or re.search(r"[\s\\\"'<>`{}|^;,]", action):
        return False
    try:
        parts = urlsplit(action)
        is_valid = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return is_valid and parts.scheme == "https" and re.fullmatch(r"[A-Za-z0-9.:-]+", parts.netloc) is not None


def _read_field(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    value = reader.text(key)
    if value is not None and not _FIELD.fullmatch(value):
        _report_field(reader, key, value)
        return None
    return value


def _read_hidden(reader: FieldReader, key: str, _: SchemaContext) -> Mapping[str, str]:
    inner = reader.mapping(key)
    if inner is None:
        return {}
    values = {name: inner.text(name) or "" for name in inner.keys}
    for name in values:
        if not _FIELD.fullmatch(name):
            _report_field(inner, name, name)
    return values


def _report_field(reader: FieldReader, key: str, value: str) -> None:
    hint = say("Copy it from the form that your provider offers; it is the value of “name”.")
    reader.error(key, "not-a-field", say("“{value}” cannot be the name of a form's field.", value=value), hint)


_FIELD_NAME: Shape[str] = Shape(
    read=_read_field,
    schema=lambda _: {"type": "string"},
    form=say("The name of a field, as the provider's form has it."),
)

ACTION = Key(
    name="action",
    shape=Shape(
        read=_read_action,
        schema=lambda _: {"type": "string", "pattern": "^[hH][tT][tT][pP][sS]://\\S+$"},
        form=say("A full address that begins with https://"),
    ),
    purpose=say("Where the form is sent to: the address that a provider of forms or lists gave you."),
    example="https://forms.example.org/f/1234",
)
MAIL = Key(
    name="email",
    shape=shapes.EMAIL,
    purpose=say("Instead of an address on the web: the form opens a mail to this address."),
    example="info@example.org",
)
NAME_FIELD = Key(
    name="name_field", shape=_FIELD_NAME, purpose=say("What the provider calls the visitor's name."), example="name"
)
EMAIL_FIELD = Key(
    name="email_field", shape=_FIELD_NAME, purpose=say("What the provider calls the visitor's mail."), example="email"
)
TEXT_FIELD = Key(
    name="text_field", shape=_FIELD_NAME, purpose=say("What the provider calls the text."), example="message"
)
HIDDEN = Key(
    name="hidden",
    shape=Shape(
        read=_read_hidden,
        schema=lambda given: {"type": "object", "additionalProperties": shapes.TEXT.schema(given)},
        form=say("A value for each name."),
    ),
    purpose=say("Fields that the provider wants besides, which visitors do not see."),
    example="{list: news}",
)
_FORM = (ACTION, MAIL, NAME_FIELD, EMAIL_FIELD, TEXT_FIELD, HIDDEN)


def _read_form(reader: FieldReader, key: str, schema_context: SchemaContext) -> Form | None:
    inner = reader.mapping(key)
    if inner is None:
        return None
    values = read_keys(_FORM, inner, schema_context)
    inner.finish()
    if (ACTION.name in inner.keys) == (MAIL.name in inner.keys):
        hint = say("A form is sent to an address on the web (“action: https://…”) or by mail (“email: …”).")
        inner.error(MAIL.name, "form-without-address", say("A form needs either “action” or “email”."), hint)
        return None
    if values[ACTION] is None and values[MAIL] is None:
        return None
    standard = Form()
    return Form(
        action=values[ACTION],
        email=values[MAIL],
        name_field=values[NAME_FIELD] or standard.name_field,
        email_field=values[EMAIL_FIELD] or standard.email_field,
        text_field=values[TEXT_FIELD] or standard.text_field,
        hidden=values[HIDDEN] or {},
    )


def _form_schema(schema_context: SchemaContext) -> JsonSchema:
    return {**schema_of(_FORM, schema_context), "oneOf": [{"required": [ACTION.name]}, {"required": [MAIL.name]}]}


_FORM_SHAPE: Shape[Form] = Shape(
    read=_read_form, schema=_form_schema, form=say("Lines for {keys}.", keys="action, email"), inner=_FORM
)
REPLY = Key(
    name="reply",
    shape=_FORM_SHAPE,
    purpose=say("Visitors can reply to news posts."),
    example="{email: info@example.org}",
)
NEWSLETTER = Key(
    name="newsletter",
    shape=_FORM_SHAPE,
    purpose=say("Visitors can ask for a newsletter."),
    example="{action: https://lists.example.org/subscribe}",
)
PRIVACY = Key(
    name="privacy",
    shape=shapes.IDENTIFIER,
    purpose=say("The page that explains how the visitors' data are used."),
    example="privacy",
    is_required=True,
    advice=say("Name the page that explains how the visitors' data are used, for instance “privacy: privacy”."),
)
_FORMS = (REPLY, NEWSLETTER, PRIVACY)


def _read_forms(reader: FieldReader, key: str, schema_context: SchemaContext) -> Forms | None:
    inner = reader.mapping(key)
    if inner is None:
        return None
    values = read_keys(_FORMS, inner, schema_context)
    inner.finish()
    privacy = values[PRIVACY]
    if privacy is None:
        return None
    location = inner.location(PRIVACY.name)
    return Forms(privacy=privacy, privacy_location=location, reply=values[REPLY], newsletter=values[NEWSLETTER])


FORMS: Shape[Forms] = Shape(
    read=_read_forms,
    schema=lambda given: schema_of(_FORMS, given),
    form=say("Lines for {keys}.", keys=tuple(key.name for key in _FORMS)),
    inner=_FORMS,
)

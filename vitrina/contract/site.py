"""The keys of ``content/site.yml``."""

from __future__ import annotations

import re
from dataclasses import replace
from zoneinfo import available_timezones

from vitrina.contract import shapes
from vitrina.contract.embeds import EMBEDS
from vitrina.contract.forms import FORMS as FORMS_OF_THE_SITE
from vitrina.contract.keys import Key, Keys, SchemaContext, Shape, read_keys, schema_of
from vitrina.contract.languages import LANGUAGES as SETTINGS_BY_LANGUAGE
from vitrina.contract.menus import MENU as MENU_OF_THE_SITE
from vitrina.contract.notes import NOTES as NOTES_OF_THE_SITE
from vitrina.contract.outputs import OUTPUTS as OUTPUTS_OF_THE_SITE
from vitrina.contract.pictures import PICTURES
from vitrina.contract.sections import SECTIONS as SECTIONS_OF_THE_SITE
from vitrina.contract.variants import VARIANTS_OF_TEXTS
from vitrina.model import Organisation
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.reading.file_kinds import is_active
from vitrina.values.language_tags import canonical_tag
from vitrina.values.suggestions import did_you_mean
from vitrina.values.urls import normal_base_url, suggest_web_address

PLACEHOLDER = "https://example.org/"
"""The address that a new site has, to be replaced."""

ENDING = "[a-z0-9][a-z0-9_-]*"


def _read_address(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    written = reader.text(key)
    normal = None if written is None else normal_base_url(written)
    if written is not None and normal is None:
        example = normal_base_url(suggest_web_address(written)) or "https://example.org/showcase/"
        hint = say("Write the full address, for instance {example}", example=example)
        reader.error(key, "not-an-address", say("“{value}” is not the address of a site.", value=written), hint)
    return normal


ADDRESS: Shape[str] = Shape(
    read=_read_address,
    schema=lambda _: {"type": "string", "pattern": "^[hH][tT][tT][pP][sS]?://[^\\s?#]+$"},
    form=say("A full address: {example}", example="https://example.org/showcase/"),
)


def _read_url(reader: FieldReader, key: str, schema_context: SchemaContext) -> str | None:
    """Return a URL as it was written: unlike the base URL, it need not end with a slash."""
    return reader.text(key) if _read_address(reader, key, schema_context) is not None else None


def _read_default_language(reader: FieldReader, key: str, schema_context: SchemaContext) -> str | None:
    written = reader.text(key)
    default = None if written is None else canonical_tag(written)
    if default is None or default in schema_context.languages or not schema_context.languages:
        return default
    message = say("“{language}” is not one of the site's languages.", language=default)
    hint = say("The site's languages are: {languages}.", languages=tuple(schema_context.languages))
    reader.error(key, "unknown-language", message, hint)
    return None


def _read_attachments(reader: FieldReader, key: str, _: SchemaContext) -> tuple[str, ...] | None:
    """Return endings of files in small letters, without the dot."""
    endings = []
    for written, location in reader.distinct_texts(key).items():
        ending = written.lower().removeprefix(".")
        if re.fullmatch(ENDING, ending) is None:
            hint = say("Write the letters after the dot, for instance “gpx”.")
            reader.error_at(
                location, "not-an-ending", say("“{value}” is not the ending of a file.", value=written), hint
            )
        elif is_active(f"x.{ending}"):
            message = say("Files that end in .{ending} can run a program, so they are never published.", ending=ending)
            reader.error_at(location, "active-ending", message, say("Delete it from the list."))
        else:
            endings.append(ending)
    return tuple(endings) if reader.has_value(key) else None


def _read_time_zone(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
    written = reader.text(key)
    if written is None or written in (known := available_timezones()):
        return written
    some = say("Write the continent and a large city, for instance “{example}”.", example="Europe/Stockholm")
    message = say("“{value}” is not a time zone.", value=written)
    reader.error(key, "unknown-time-zone", message, did_you_mean(written.replace(" ", "_"), sorted(known), some))
    return None


ORGANISATION_NAME = Key(
    name="name",
    shape=shapes.LOCAL_TEXT,
    purpose=say("Who is behind the site."),
    example="{sv: …, pl: …}",
    is_required=True,
    advice=say("Say who is behind the site."),
)
ORGANISATION_EMAIL = Key(
    name="email", shape=shapes.EMAIL, purpose=say("Where visitors can write."), example="info@example.org"
)
ORGANISATION_URL = Key(
    name="url",
    shape=replace(ADDRESS, read=_read_url),
    purpose=say("The organisation's own site."),
    example="https://example.org/",
)
_ORGANISATION = (ORGANISATION_NAME, ORGANISATION_EMAIL, ORGANISATION_URL)


def _read_organisation(reader: FieldReader, key: str, schema_context: SchemaContext) -> Organisation | None:
    inner = reader.mapping(key)
    if inner is None:
        return None
    values = read_keys(_ORGANISATION, inner, schema_context)
    inner.finish()
    name = values[ORGANISATION_NAME]
    return Organisation(name=name, email=values[ORGANISATION_EMAIL], url=values[ORGANISATION_URL]) if name else None


TITLE = Key(
    name="title",
    shape=shapes.LOCAL_TEXT,
    purpose=say("The name of the site: in the header, in browser tabs and in shared links."),
    example="{sv: …, pl: …}",
    is_required=True,
    advice=say("Give the site a title in each language."),
)
DESCRIPTION = Key(
    name="description",
    shape=shapes.LOCAL_TEXT,
    purpose=say("One sentence about the site, about 120 characters: search engines and feeds show it."),
    example="{sv: …, pl: …}",
)
BASE_URL = Key(
    name="base_url",
    shape=ADDRESS,
    purpose=say("Where the site is published."),
    example="https://example.org/showcase/",
    is_required=True,
)
DEFAULT_LANGUAGE = Key(
    name="default_language",
    shape=Shape(
        read=_read_default_language,
        schema=shapes.language_schema,
        form=say("One of the site's languages."),
    ),
    purpose=say("What visitors get whose own language is not known; without it, the first language."),
    example="sv",
)
LANGUAGES = Key(
    name="languages",
    shape=SETTINGS_BY_LANGUAGE,
    purpose=say("The languages of the site, in the order in which the language switch shows them."),
    example="{sv: {}, ar: {locale: ar_PS}, pl: {}, lv: {fallback: [sv, pl]}}",
    is_required=True,
    advice=say("List them as in “languages: {example}”.", example="{sv: {}, ar: {}, pl: {}, lv: {}}"),
)
ORGANISATION = Key(
    name="organisation",
    shape=Shape(
        read=_read_organisation,
        schema=lambda given: schema_of(_ORGANISATION, given),
        form=say("Lines for {keys}.", keys=tuple(key.name for key in _ORGANISATION)),
        inner=_ORGANISATION,
    ),
    purpose=say("Who is behind the site."),
    example="{name: …, email: info@example.org}",
)
MENU = Key(
    name="menu",
    shape=MENU_OF_THE_SITE,
    purpose=say(
        "Links in the main menu: “projects”, “news”, “overview”, “partners”, other sections, folders in content/pages, "
        "vocabularies and their terms; without it, everything that the site has."
    ),
    example="[projects, news, {to: about, items: [about/team]}]",
)
FOOTER = Key(
    name="footer",
    shape=MENU_OF_THE_SITE,
    purpose=say("Links at the foot of every page, as in the menu."),
    example="[privacy, accessibility]",
)
THEME = Key(
    name="theme",
    shape=shapes.IDENTIFIER,
    purpose=say("The look of the site: the name of a folder in themes."),
    example="default",
)
FORMS = Key(
    name="forms",
    shape=FORMS_OF_THE_SITE,
    purpose=say("What visitors can send in: replies to posts, and subscriptions."),
    example="{privacy: privacy, reply: {email: info@example.org}}",
)
NOTES = Key(
    name="notes",
    shape=NOTES_OF_THE_SITE,
    purpose=say("Texts of pages that stand on many other pages, such as a grant or an offer of help."),
    example="[{page: grants, at: footer}, {page: help, at: below, on: [project]}]",
)
SECTIONS = Key(
    name="sections",
    shape=SECTIONS_OF_THE_SITE,
    purpose=say("Further kinds of entries, such as events or people, each in a folder of its own in content/."),
    example="{events: {}, workshops: {type: events, title: {sv: Verkstäder, pl: Warsztaty}}}",
)
TIME_ZONE = Key(
    name="time_zone",
    shape=Shape(
        read=_read_time_zone,
        schema=shapes.TEXT.schema,
        form=say("A name of the IANA time zone database."),
    ),
    purpose=say("The time zone of events, so that calendars elsewhere show the right time."),
    example="Europe/Stockholm",
)
OUTPUTS = Key(
    name="outputs",
    shape=OUTPUTS_OF_THE_SITE,
    purpose=say("Which pages and files the site has, and how its lists are divided and sorted."),
    example="{off: [compare], per_page: {projects: 50}}",
)
ATTACHMENTS = Key(
    name="attachments",
    shape=Shape(
        read=_read_attachments,
        schema=lambda _: shapes.one_or_several({"type": "string", "pattern": r"^\.?[A-Za-z0-9][A-Za-z0-9_-]*$"}),
        form=say("The ending of a file, or a list of them."),
    ),
    purpose=say("Kinds of files that may lie beside documents, besides the usual ones; never what can run a program."),
    example="[gpx, kml]",
)

OFFLINE = Key(
    name="offline",
    shape=shapes.FLAG,
    purpose=say("Browsers keep what visitors have read, for reading without a network."),
    example="true",
)

KEYS: Keys = (
    *(TITLE, DESCRIPTION, BASE_URL, DEFAULT_LANGUAGE, LANGUAGES, ORGANISATION),
    *(SECTIONS, VARIANTS_OF_TEXTS, TIME_ZONE, MENU, FOOTER, NOTES, THEME, FORMS, OUTPUTS),
    *(ATTACHMENTS, EMBEDS, PICTURES, OFFLINE),
)
"""The keys of ``site.yml``, in their usual order."""

"""Reading the settings of a site from ``content/site.yml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from vitrina.content.facts import Facts, read_facts
from vitrina.content.languages import check_names, with_data
from vitrina.content.word_rules import read_word_rules
from vitrina.contract import site as contract
from vitrina.contract.embeds import EMBEDS
from vitrina.contract.keys import Keys, SchemaContext, read_keys
from vitrina.contract.pictures import PICTURES
from vitrina.contract.section_facts import ORDERS
from vitrina.contract.variants import VARIANTS_OF_TEXTS
from vitrina.model import NEUTRAL, Config, LocalText, PictureSettings, Section
from vitrina.model.sections import STANDARD_SECTIONS
from vitrina.model.settings import Outputs
from vitrina.model.variants import VARIANTS
from vitrina.problems import Location, Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.text import is_there
from vitrina.reading.yaml import MappingNode, read_yaml
from vitrina.values.suggestions import did_you_mean

PATH = "content/site.yml"

DEFAULT_THEME = "default"
_DATED = ("date", "period", "date and time")
"""The shapes of facts that a list can be sorted by."""

_NOWHERE = "http://localhost/"
"""The placeholder for a missing base URL, which is an error, so that it is never published."""


def read_config(source: Path, base_url: str | None, problems: Problems) -> Config | None:
    """Return the settings of the site in ``source``, or ``None`` where they are missing or unusable.

    ``base_url`` (a valid one, with a trailing slash) overrides that of the file.
    """
    file = source / PATH
    if not is_there(file):
        hint = say(
            "A site needs the folder content/ with a file site.yml; --source names the folder that holds content/."
        )
        problems.error(Location(PATH), "no-site", say("There is no file content/site.yml."), hint)
        return None
    fields = read_yaml(file, PATH, problems)
    return None if fields is None else _config(fields, source, base_url, problems)


def _config(fields: MappingNode, source: Path, base_url: str | None, problems: Problems) -> Config | None:
    alone = FieldReader(fields, problems)
    first = read_keys([contract.LANGUAGES], alone, SchemaContext())
    languages = with_data(first[contract.LANGUAGES] or {}, source, problems)
    published = {code: language for code, language in languages.items() if not language.is_draft}
    reader = FieldReader(fields, problems, languages)
    reader.mapping(contract.LANGUAGES.name)  # read before, but not with this reader
    values = read_keys(_other_keys(base_url), reader, SchemaContext(languages=tuple(published)))
    reader.finish()
    if named := alone.by_language(contract.LANGUAGES.name) if published else None:
        check_names(published.values(), {code: named.location(code) for code in named.keys}, problems)
    if languages and not published:
        message = say("Every language of the site is a draft, so nothing would be published.")
        hint = say("Delete “draft: true” from the language that is ready.")
        problems.error(reader.location(contract.LANGUAGES.name), "no-published-language", message, hint)
    if not published:
        return None
    declared_sections = values[contract.SECTIONS] or STANDARD_SECTIONS
    declared = read_facts(source, tuple(published), tuple(languages), declared_sections, problems)
    _check_orders(declared_sections.values(), declared.facts, problems)
    return Config(
        title=values[contract.TITLE] or LocalText({NEUTRAL: ""}),
        description=values[contract.DESCRIPTION],
        base_url=base_url or values[contract.BASE_URL] or _NOWHERE,
        default_language=values[contract.DEFAULT_LANGUAGE] or next(iter(published)),
        languages=published,
        drafts={code: language for code, language in languages.items() if language.is_draft},
        organisation=values[contract.ORGANISATION],
        menu=values[contract.MENU],
        footer=values[contract.FOOTER],
        theme=values[contract.THEME] or DEFAULT_THEME,
        sections=declared_sections,
        time_zone=values[contract.TIME_ZONE],
        facts=declared.facts,
        groups=declared.groups,
        word_rules=read_word_rules(source, languages, problems),
        forms=values[contract.FORMS],
        notes=values[contract.NOTES] or (),
        outputs=values[contract.OUTPUTS] or Outputs(),
        attachments=values[contract.ATTACHMENTS] or (),
        embeds=values[EMBEDS] or (),
        offline=values[contract.OFFLINE] or False,
        pictures=values[PICTURES] or PictureSettings(),
        variants=values[VARIANTS_OF_TEXTS] or VARIANTS,
    )


def _check_orders(sections: Iterable[Section], facts: Facts, problems: Problems) -> None:
    """Report the orders of lists that are neither a date of the documents nor a fact with a date."""
    for section in sections:
        dated = [fact.key for fact in facts[section.id] if fact.shape in _DATED]
        known = ["title", "date", "updated", *dated]
        name = section.order.removeprefix("-")
        if name not in known and section.order != ORDERS.get(section.type):
            some = say("It can be one of: {known}.", known=tuple(known))
            message = say("“{value}” is not an order of this list.", value=section.order)
            problems.error(section.location, "unknown-order", message, did_you_mean(name.lower(), known, some))


def _other_keys(base_url: str | None) -> Keys:
    """Return all keys except the languages; with a ``base_url`` the key is optional."""
    base = replace(contract.BASE_URL, is_required=base_url is None)
    return tuple(base if key is contract.BASE_URL else key for key in contract.KEYS if key is not contract.LANGUAGES)

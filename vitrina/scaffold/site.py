"""A new site: settings, a home page, a first project, and files for editors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from vitrina.content.config import PATH
from vitrina.contract import site as contract
from vitrina.contract.keys import Key, SchemaContext
from vitrina.model import HOME, sections
from vitrina.problems import say
from vitrina.scaffold import editors
from vitrina.scaffold.documents import new_document, path_of
from vitrina.scaffold.languages import catalogue_path, empty_catalogue, first_steps, is_packaged, steps_for_draft
from vitrina.scaffold.values import Scaffold, comment, explained, yaml_text

FIRST_PROJECT = "my-project"
_IGNORED = "# made anew by every build\n/site/\n/.vitrina/\n"
_HEAD = say("The settings of the whole site.")
_HOME = say("Write here what visitors read first, in Markdown. What is between these signs is not published.")
_FIRST_TITLE = say("My project")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLanguages:
    """The languages of a new site; the first of ``published`` is the language of its first documents."""

    published: tuple[str, ...]
    drafts: tuple[str, ...] = ()


def new_site(title: str, languages: NewLanguages, schema_context: SchemaContext, today: date) -> Scaffold:
    """Return the files of a site ``title`` in ``languages`` with the vocabularies of ``schema_context``."""
    published, drafts = languages.published, languages.drafts
    given = replace(schema_context, languages=(*published, *drafts), language=published[0])
    first = new_document(sections.PROJECTS, FIRST_PROJECT, given.translate(_FIRST_TITLE), given, today)
    home = path_of(sections.PAGES, HOME, given.language)
    new = {
        PATH: _settings(title, languages, given),
        home: f"---\ntitle: {yaml_text(title)}\n---\n\n<!-- {given.translate(_HOME)} -->\n",
        **first.new,
        **{catalogue_path(code): empty_catalogue(code) for code in given.languages if not is_packaged(code)},
        ".gitignore": _IGNORED,
        editors.SETTINGS: editors.settings(given),
        **editors.generated_files(given),
    }
    project = path_of(sections.PROJECTS, FIRST_PROJECT, given.language)
    advice = [
        say("Put the address of your site into {path}, and its title in each language.", path=PATH),
        say("Write your first project in {path}. More: “vitrina new project ID”.", path=project),
        say("“vitrina check” shows what is wrong, “vitrina build” builds the site in the folder “site”."),
    ]
    for code in published:
        advice += first_steps(code)
    for code in drafts:
        advice += steps_for_draft(code)
    return Scaffold(new=new, advice=tuple(advice))


def _settings(title: str, languages: NewLanguages, given: SchemaContext) -> str:
    settings = {**dict.fromkeys(languages.published, "{}"), **dict.fromkeys(languages.drafts, "{draft: true}")}
    values: Mapping[Key[object], str] = {
        contract.TITLE: yaml_text(title),
        contract.BASE_URL: contract.PLACEHOLDER,
        contract.DEFAULT_LANGUAGE: languages.published[0],
        contract.LANGUAGES: "".join(f"\n  {code}: {setting}" for code, setting in settings.items()),
        contract.MENU: "[projects]",
    }
    lines = [*comment(given.translate(_HEAD)), ""]
    for key in contract.KEYS:
        lines += [*explained(key, given, values.get(key)), ""]
    return "\n".join(lines).replace(": \n", ":\n")

"""Documents: a source read, its front matter as typed values with their places, and its body as text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vitrina.edtf import PartialDate
from vitrina.fields import Reader
from vitrina.model import FACETS, Facts, Image, Kind, LocalText, Partner, Result, Vocabulary
from vitrina.problems import Message, Place, Problems, say
from vitrina.reading import read_text
from vitrina.sources import Source
from vitrina.strictyaml import parse
from vitrina.urls import is_slug, suggest_slug
from vitrina.wording import TOKEN, Wording, wording

FACTS_OF_PROJECTS = (
    *(facet.key for facet in FACETS),
    *("town", "period", "cost", "grant", "partners", "number", "results"),
)
"""The front matter keys that only projects have."""

COUNTED = ("target_groups", "activity_types")
"""The vocabularies whose terms a result in numbers can count."""

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""Endings of picture files that every current browser shows."""

_FENCE = re.compile(r"---[ \t]*")
_TRANSLATED_FROM = re.compile(rf"(?P<language>[A-Za-z-]+)(?: (?P<token>{TOKEN}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedFrom:
    """What a translation was made from: a language and, where it is known, the token of that version's wording."""

    language: str
    token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as it was written. ``places`` maps each key of the front matter to where it stands.

    ``not_translated`` holds the languages that the entry is left out of on purpose, each with its place.
    """

    source: Source
    title: str
    summary: str | None
    slug: str | None
    date: PartialDate | None
    updated: PartialDate | None
    draft: bool
    translated_from: TranslatedFrom | None
    not_translated: Mapping[str, Place]
    image: Image | None
    facts: Facts
    places: Mapping[str, Place]
    body: str
    body_line: int

    @property
    def wording(self) -> Wording:
        """What this version says, to be compared with what it said when it was translated."""
        return wording(self.title, self.summary, self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a document may refer to: the site's languages, its vocabularies and the files beside it."""

    languages: Collection[str]
    vocabularies: Mapping[str, Vocabulary]
    attachments: Collection[str]


def read_document(source: Source, surroundings: Surroundings, problems: Problems) -> Document | None:
    """Return the document in ``source``, or ``None`` where it cannot be used; the reasons are in ``problems``."""
    text = read_text(source.file, source.path, problems)
    parts = None if text is None else _split(text, source.path, problems)
    if parts is None:
        return None
    front_matter, body, body_line = parts
    fields = parse(front_matter, source.path, problems, first_line=2)
    if fields is None:
        return None
    reader = Reader(fields, problems, surroundings.languages)
    document = Document(
        source=source,
        title=reader.required_text("title") or "",
        summary=reader.text("summary"),
        slug=_slug(reader),
        date=reader.date("date"),
        updated=reader.date("updated"),
        draft=reader.flag("draft"),
        translated_from=_translated_from(reader, source.language, surroundings.languages),
        not_translated=reader.distinct_texts("not_translated"),
        image=_image(reader, surroundings.attachments),
        facts=_facts(reader, source.kind, surroundings),
        places={key: reader.place(key) for key in reader.keys},
        body=body,
        body_line=body_line,
    )
    reader.finish(elsewhere=_keys_of_other_kinds(source.kind))
    return document


def _split(text: str, path: str, problems: Problems) -> tuple[str, str, int] | None:
    """Return the front matter, the body, and the line on which the body begins."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        hint = say("Begin the file with a line “---”, then “title: …”, then a line “---”, then the text.")
        problems.error(Place(path, 1), "no-front-matter", say("The front matter is missing."), hint)
        return None
    for number, line in enumerate(lines[1:], start=1):
        if _FENCE.fullmatch(line):
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    hint = say("Add a line “---” below the last key; the text comes after it.")
    problems.error(Place(path, 1), "front-matter-not-closed", say("The front matter has no end."), hint)
    return None


def _slug(reader: Reader) -> str | None:
    slug = reader.text("slug")
    if slug is None or is_slug(slug):
        return slug
    suggestion = suggest_slug(slug)
    hint = (
        say("Write for instance “slug: {slug}”.", slug=suggestion)
        if suggestion
        else say("A slug has small letters, digits and single hyphens, such as “my-project”.")
    )
    reader.error("slug", "not-a-slug", say("“{value}” cannot be part of an address.", value=slug), hint)
    return None


def _translated_from(reader: Reader, own: str, languages: Collection[str]) -> TranslatedFrom | None:
    value = reader.text("translated_from")
    if value is None:
        return None
    match = _TRANSLATED_FROM.fullmatch(value)
    if match is None:
        hint = say("Write “translated_from: pl”, say; the command “vitrina translated” adds what stands after it.")
        reader.error("translated_from", "not-a-version", say("“{value}” does not name a version.", value=value), hint)
        return None
    language = match["language"]
    if language not in languages or language == own:
        message = say("A page in “{own}” cannot be translated from “{language}”.", own=own, language=language)
        hint = say("Name another of the site's languages: {languages}.", languages=", ".join(languages))
        reader.error("translated_from", "unknown-language", message, hint)
        return None
    return TranslatedFrom(language=language, token=match["token"])


def _facts(reader: Reader, kind: Kind, surroundings: Surroundings) -> Facts:
    if kind is Kind.POST:
        return Facts(project=reader.identifier("project"))
    if kind is Kind.PAGE:
        return Facts()
    terms = {
        facet.vocabulary: reader.terms(facet.key, surroundings.vocabularies[facet.vocabulary], many=facet.many)
        for facet in FACETS
    }
    return Facts(
        terms={vocabulary: ids for vocabulary, ids in terms.items() if ids},
        town=reader.local_text("town"),
        period=reader.period("period"),
        cost=reader.money("cost"),
        grant=reader.money("grant"),
        partners=tuple(filter(None, map(_partner, reader.mappings("partners")))),
        number=reader.text("number"),
        results=tuple(filter(None, (_result(item, surroundings) for item in reader.mappings("results")))),
    )


def _partner(reader: Reader) -> Partner | None:
    name, town, country = reader.local_text("name"), reader.local_text("town"), reader.text("country")
    reader.finish()
    if name is None:
        reader.error("name", "missing-key", say("“{key}” is missing.", key="name"), say("Give the partner's name."))
        return None
    if country is not None and not re.fullmatch(r"[A-Z]{2}", country):
        hint = say("Write the two capital letters of ISO 3166, for instance NO for Norway.")
        reader.error("country", "not-a-country", say("“{value}” is not the code of a country.", value=country), hint)
        country = None
    return Partner(name=name, town=town, country=country)


def _result(reader: Reader, surroundings: Surroundings) -> Result | None:
    value, label = reader.whole_number("value"), reader.local_text("label")
    counted = [surroundings.vocabularies[vocabulary] for vocabulary in COUNTED]
    term = reader.term_of_any("term", counted)
    reader.finish()
    if value is None and "value" not in reader.keys:
        reader.error("value", "missing-key", say("“{key}” is missing.", key="value"), say("Give the number."))
    if label is None and term is not None:
        label = LocalText(term.labels)
    if label is None and "term" not in reader.keys:
        hint = say("Say what is counted, in each language: “label: {example}”.", example="{sv: kvinnor, pl: kobiet}")
        reader.error("label", "missing-key", say("“{key}” is missing.", key="label"), hint)
    return None if value is None or label is None else Result(value=value, label=label)


def _image(reader: Reader, attachments: Collection[str]) -> Image | None:
    inner = reader.mapping("image") if reader.is_mapping("image") else None
    if inner is None:
        file, alt, credit = reader.text("image"), None, None
        owner, key = reader, "image"
    else:
        file, alt, credit = inner.required_text("file"), inner.local_text("alt"), inner.text("credit")
        inner.finish()
        owner, key = inner, "file"
    if file is not None and file not in attachments:
        hint = say("Put the picture into the same folder as the document; the names have to be the same to the letter.")
        owner.error(key, "missing-file", say("There is no file “{file}” beside this document.", file=file), hint)
    elif file is not None and not file.lower().endswith(PICTURES):
        hint = say("Pictures end in one of: {endings}.", endings=", ".join(PICTURES))
        owner.error(key, "not-a-picture", say("“{file}” is not a picture that browsers show.", file=file), hint)
    return None if file is None else Image(file=file, alt=alt, credit=credit)


def _keys_of_other_kinds(kind: Kind) -> Mapping[str, Message]:
    if kind is Kind.PROJECT:
        return {"project": say("“{key}” ties a news post to a project; a project does not have it.", key="project")}
    of_projects = {key: say("“{key}” is a fact of projects only.", key=key) for key in FACTS_OF_PROJECTS}
    if kind is Kind.PAGE:
        of_projects["project"] = say("“{key}” ties a news post to a project; a page does not have it.", key="project")
    return of_projects

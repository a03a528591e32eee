"""Reading documents: front matter as typed values with locations, and the body as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from vitrina.contract import documents as contract
from vitrina.contract.described_pictures import DescribedPicture
from vitrina.contract.document_shapes import TranslatedFrom
from vitrina.contract.keys import SchemaContext, read_keys
from vitrina.model import Facts, Image
from vitrina.problems import Location, Problems, say
from vitrina.reading.fields import FieldReader
from vitrina.reading.front_matter import is_opened, parts_of
from vitrina.reading.sources import Source
from vitrina.reading.text import read_bytes, text_of
from vitrina.reading.yaml import parse
from vitrina.values.dates import PartialDate
from vitrina.values.revisions import Wording, wording

_KEY = re.compile(r"\s*[a-z_]+:(?:[ \t].*)?\n")
"""What a front matter begins with."""

_TOML = "+++\n"
"""What the front matter of other generators begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document. ``locations`` are those of the front matter keys.

    ``not_translated`` are the languages that are left out on purpose, with their locations; ``has_facts`` tells whether
    the front matter has the key of a fact, with or without a valid value; ``pictures`` are described by file name.
    ``links`` are the paths in ``content/`` to which links and pictures in the body lead, whatever is there.
    """

    source: Source
    title: str
    summary: str | None
    slug: str | None
    date: PartialDate | None
    updated: PartialDate | None
    draft: bool
    publish_on: PartialDate | None
    expires_on: PartialDate | None
    machine_translated: bool
    translated_from: TranslatedFrom | None
    not_translated: Mapping[str, Location]
    image: Image | None
    pictures: Mapping[str, DescribedPicture]
    facts: Facts
    has_facts: bool
    locations: Mapping[str, Location]
    body: str
    body_line: int
    links: tuple[str, ...] = ()

    @property
    def wording(self) -> Wording:
        """The text of this version, to be compared with a revision token."""
        return wording(self.title, self.summary, self.body)


def open_document(source: Source, schema_context: SchemaContext, problems: Problems) -> Document | None:
    """Read the file of ``source`` and return its document (see ``read_document``)."""
    data = read_bytes(source.file, source.path, problems)
    return None if data is None else read_document(source, data, schema_context, problems)


def read_document(source: Source, data: bytes, schema_context: SchemaContext, problems: Problems) -> Document | None:
    """Return the document of ``source`` from ``data``, the content of its file.

    ``None``, with the reasons in ``problems``, where it is unusable.
    """
    text = text_of(data, source.path, problems)
    parts = None if text is None else _split(text, source.path, problems)
    if parts is None:
        return None
    front_matter, body, body_line = parts
    fields = parse(front_matter, source.path, problems, first_line=2)
    if fields is None:
        return None
    reader = FieldReader(fields, problems, schema_context.languages)
    given = replace(schema_context, language=source.language, is_variant=bool(source.variant))
    keys = schema_context.documents[source.section]
    values = read_keys(keys.all, reader, given)
    reader.finish(elsewhere=keys.elsewhere)
    facts = {key.name: value for key in keys.facts if (value := values[key]) is not None and value != ()}
    return Document(
        source=source,
        title=values[contract.TITLE] or "",
        summary=values[contract.SUMMARY],
        slug=values[contract.SLUG],
        date=values[contract.DATE],
        updated=values[contract.UPDATED],
        draft=values[contract.DRAFT] or False,
        publish_on=values[contract.PUBLISH_ON],
        expires_on=values[contract.EXPIRES_ON],
        machine_translated=values[contract.MACHINE_TRANSLATED] or False,
        translated_from=values[contract.TRANSLATED_FROM],
        not_translated=values[contract.NOT_TRANSLATED] or {},
        image=image.image if (image := values[contract.IMAGE]) is not None else None,
        pictures=_described(image, values[contract.PICTURES] or {}),
        facts=Facts(facts),
        has_facts=any(key.name in reader.keys for key in keys.facts),
        locations={key: reader.location(key) for key in reader.keys},
        body=body,
        body_line=body_line,
    )


def _described(
    image: DescribedPicture | None, pictures: Mapping[str, DescribedPicture]
) -> Mapping[str, DescribedPicture]:
    """Return what a document says of pictures by the names of their files."""
    return pictures if image is None else {image.image.file: image, **pictures}


def _split(text: str, path: str, problems: Problems) -> tuple[str, str, int] | None:
    """Return the front matter, the body, and the line on which the body begins."""
    parts = parts_of(text)
    if parts is None and is_opened(text):
        hint = say("Add a line “---” below the last key; the text comes after it.")
        problems.error(Location(path, 1), "front-matter-not-closed", say("The front matter has no end."), hint)
    elif parts is None and text.startswith(_TOML):
        hint = say("Write it in YAML: “title: …” instead of “title = …”, between two lines “---” instead of “+++”.")
        problems.error(Location(path, 1), "no-front-matter", say("The front matter is written in TOML."), hint)
    elif parts is not None and not parts[0].strip() and _KEY.match(parts[1]):
        hint = say("Delete one of the two lines.")
        message = say("There are two lines “---” above the first key.")
        problems.error(Location(path, parts[2] - 1), "no-front-matter", message, hint)
        return None
    elif parts is None:
        hint = say("Begin the file with a line “---”, then “title: …”, then a line “---”, then the text.")
        problems.error(Location(path, 1), "no-front-matter", say("The front matter is missing."), hint)
    return parts

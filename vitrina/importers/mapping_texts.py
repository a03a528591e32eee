"""Writing a mapping for a table, with what is proposed for its columns, for the user to read and to correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from vitrina.contract import documents
from vitrina.contract.columns import ID
from vitrina.contract.keys import SchemaContext
from vitrina.contract.table_mapping import COLUMNS, DATES, FIND_BY, HEADER, KEYS, LANGUAGE, SECTION
from vitrina.importers.cell_values import text_of
from vitrina.importers.proposals import Known, proposed_columns, proposed_dates, proposed_language
from vitrina.importers.site_words import catalogues, words_for_titles, words_of_facts
from vitrina.importers.tables import Heading, Row, Table, is_letter
from vitrina.importers.terms import TermNames
from vitrina.importers.yaml_values import scalar
from vitrina.model import sections
from vitrina.problems import say
from vitrina.scaffold.existing_site import ExistingSite
from vitrina.scaffold.values import comment

_ROWS: Final = 300
_LONGEST_HEADING: Final = 200
"""Characters of a key, of which YAML does not allow many more."""

_EXAMPLES, _LONGEST_EXAMPLE = 3, 40


def proposed_mapping(
    table: Table, header: Row, site: ExistingSite, given: SchemaContext
) -> tuple[str, Mapping[Heading, str | None]]:
    """Return the text of a mapping for ``table``, and what it says of the columns."""
    languages = tuple(site.config.written_languages)
    strings = catalogues(site.source, languages)
    facts = site.config.facts[sections.PROJECTS]
    known = Known(
        facts=facts,
        words=words_of_facts(facts, strings),
        titles=words_for_titles(strings),
        languages=languages,
        terms=TermNames.of(site.vocabularies, {}),
    )
    language = proposed_language(table, languages, site.default_language(site.translator.language))
    columns = proposed_columns(table, header, language, known)
    return "".join(f"{line}\n" for line in _lines(table, header, columns, language, given)), columns


def _lines(
    table: Table, header: Row, columns: Mapping[Heading, str | None], language: str, given: SchemaContext
) -> Iterator[str]:
    values = {
        SECTION.name: sections.PROJECTS,
        LANGUAGE.name: language,
        HEADER.name: str(header.number),
        DATES.name: proposed_dates(table, header),
        FIND_BY.name: _found_by(columns),
    }
    yield from comment(given.translate(say("Which column of {table} is what.", table=table.path)))
    for key in KEYS:
        yield ""
        yield from comment(f"{given.purpose_of(key)} {given.form_of(key.shape)}")
        if key is COLUMNS:
            yield f"{key.name}:"
            yield from _column_lines(table, header, columns)
        else:
            value = values.get(key.name)
            yield f"{key.name}: {value}" if value else f"# {key.name}: {key.example}"


def _found_by(columns: Mapping[Heading, str | None]) -> str:
    names = [name for name in columns.values() if name]
    return next((name for name in (ID, "number") if name in names), documents.TITLE.name)


def _column_lines(table: Table, header: Row, columns: Mapping[Heading, str | None]) -> Iterator[str]:
    texts = [heading.text for heading in columns]
    examples: dict[Heading, list[str]] = {heading: [] for heading in columns}
    for row in islice((row for row in table.rows() if row.number > header.number), _ROWS):
        for heading, found in examples.items():
            text = " ".join(text_of(row.cell(heading.column)).split())
            if text and len(found) < _EXAMPLES and text not in found:
                found.append(text)
    for heading, name in columns.items():
        shown = "; ".join(text[:_LONGEST_EXAMPLE] + "…" * (len(text) > _LONGEST_EXAMPLE) for text in examples[heading])
        yield from (f"  # {line}" for line in [shown] if line)
        is_alone = 0 < len(heading.text) <= _LONGEST_HEADING and texts.count(heading.text) == 1
        is_alone = is_alone and not is_letter(heading.text)
        yield f"  {scalar(heading.text if is_alone else f'[{heading.letter}]')}:{f' {name}' if name else ''}"

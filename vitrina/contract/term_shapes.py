"""The shapes of terms of vocabularies."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import islice

from vitrina.contract.keys import JsonSchema, SchemaContext, Shape
from vitrina.contract.shapes import ID, one_or_several
from vitrina.model import LocalText, Term, Vocabulary
from vitrina.problems import Message, say
from vitrina.reading.fields import FieldReader
from vitrina.values.suggestions import MOST_SUGGESTIONS as MOST_COMPARED
from vitrina.values.suggestions import did_you_mean

MOST_SUGGESTIONS = 8
"""The number of terms in a hint if none is similar to the value."""

_COMMA = re.compile(r"\s*[,;،]\s*")


def file_of(vocabulary: str) -> str:
    """Return the path of a vocabulary, as messages show it."""
    return f"i18n/vocabularies/{vocabulary}.yml"


def terms(vocabulary: str, *, many: bool) -> Shape[tuple[str, ...]]:
    """Return the shape of a term of ``vocabulary`` or, with ``many``, of a list of them."""
    file = file_of(vocabulary)

    def read(reader: FieldReader, key: str, given: SchemaContext) -> tuple[str, ...]:
        return _read_terms(reader, key, given.vocabularies[vocabulary], many=many)

    def schema(given: SchemaContext) -> JsonSchema:
        one = _choice(_terms_of([vocabulary], given), given.language)
        return one_or_several(one, most=None if many else 1)

    form = say("One term of {file} or a list of them.", file=file) if many else say("One term of {file}.", file=file)
    return Shape(read=read, schema=schema, form=form, vocabulary=vocabulary, agrees=_are_the_same)


def term_of_any(vocabularies: Sequence[str]) -> Shape[Term]:
    """Return the shape of a term of the first of ``vocabularies`` that contains it."""

    def read(reader: FieldReader, key: str, given: SchemaContext) -> Term | None:
        known = [given.vocabularies.get(name) or Vocabulary(id=name, terms={}) for name in vocabularies]
        return _read_term(reader, key, known)

    return Shape(
        read=read,
        schema=lambda given: _choice(_terms_of(vocabularies, given), given.language),
        form=say("One term of the vocabularies {names}.", names=tuple(vocabularies)),
    )


def _are_the_same(original: Collection[str], other: Collection[str]) -> bool:
    """Tell whether two lists have the same terms in any order."""
    return set(original) == set(other)


def _read_terms(reader: FieldReader, key: str, vocabulary: Vocabulary, *, many: bool) -> tuple[str, ...]:
    values = reader.distinct_texts(key)
    if not many and len(values) > 1:
        hint = say("Keep the one that fits best, without brackets.")
        reader.error(key, "one-value-only", say("“{key}” can have one value only.", key=key), hint)
    unknown = [value for value in values if value not in vocabulary.terms and vocabulary.is_whole]
    for number, value in enumerate(unknown):
        message = say("“{value}” is not a term of {file}.", value=value, file=file_of(vocabulary.id))
        hint = _hint(value, vocabulary) if number < MOST_COMPARED else _some_terms(vocabulary)
        if many and number < MOST_COMPARED and (several := _several(value, vocabulary)):
            hint = say("Write several terms with commas, in brackets: {example}", example=f"[{', '.join(several)}]")
        reader.error_at(values[value], "unknown-term", message, hint)
    return tuple(value for value in values if value in vocabulary.terms)


def _read_term(reader: FieldReader, key: str, vocabularies: Sequence[Vocabulary]) -> Term | None:
    value = reader.text(key)
    for vocabulary in vocabularies:
        if value is not None and value in vocabulary.terms:
            return vocabulary.terms[value]
    if value is not None and all(vocabulary.is_whole for vocabulary in vocabularies):
        names = tuple(vocabulary.id for vocabulary in vocabularies)
        message = say("“{value}” is not a term of these vocabularies: {names}.", value=value, names=names)
        is_compared = reader.problem_count < MOST_COMPARED  # each result of a project has a reader of its own
        hint = _hint(value, vocabularies[0]) if is_compared else _some_terms(vocabularies[0])
        reader.error(key, "unknown-term", message, hint)
    return None


def _names(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the ids of terms by what they can be called: the id, or a label in any language."""
    names = {label.casefold(): term.id for term in vocabulary.terms.values() for label in term.labels.values()}
    return names | {term.id: term.id for term in vocabulary.terms.values()}


def _several(value: str, vocabulary: Vocabulary) -> list[str]:
    """Return the terms that are meant by a text with commas between them; none where a part is unknown."""
    parts = _COMMA.split(value.casefold())
    names = _names(vocabulary) if len(parts) > 1 else {}
    return [names[part] for part in parts] if names.keys() >= set(parts) else []


def _hint(value: str, vocabulary: Vocabulary) -> Message:
    """Return a hint with the term whose id or label is most similar to ``value``."""
    names = _names(vocabulary)
    if not names:
        return say("The vocabulary is empty: add the term there, with a label in every language.")
    return did_you_mean(value.casefold(), names, _some_terms(vocabulary))


def _some_terms(vocabulary: Vocabulary) -> Message:
    some = sorted(islice(vocabulary.terms, MOST_SUGGESTIONS))
    some += ["…"] if len(vocabulary.terms) > MOST_SUGGESTIONS else []
    return say("Use one of the terms there ({some}), or add this one with its labels.", some=tuple(some))


def _terms_of(names: Sequence[str], given: SchemaContext) -> list[Term]:
    known = [given.vocabularies[name] for name in names if name in given.vocabularies]
    return list({term.id: term for vocabulary in reversed(known) for term in vocabulary.terms.values()}.values())


def _choice(choices: Collection[Term], language: str) -> JsonSchema:
    """Return the schema of a term id, with labels in ``language`` for editors."""
    if not choices:
        return ID
    labels = [LocalText(term.labels or {"": term.id}).best([language])[1] for term in choices]
    ids = [term.id for term in choices]
    return {"enum": ids, "enumDescriptions": labels, "markdownEnumDescriptions": labels}

"""The documents of an entry that a table brings: the original with the facts, and its translations."""

from __future__ import annotations

from collections.abc import Mapping

from vitrina.contract import documents
from vitrina.contract.columns import TEXT
from vitrina.importers.front_matter_edits import front_of
from vitrina.importers.yaml_values import Yaml, lines_of, scalar
from vitrina.reading.front_matter import parts_of
from vitrina.reading.yaml import ScalarNode
from vitrina.scaffold.documents import path_of
from vitrina.values.revisions import token_of, wording


def new_files(
    section: str,
    identifier: str,
    titles: Mapping[str, str],
    texts: Mapping[str, str],
    values: Mapping[str, Yaml],
    original: str | None = None,
) -> dict[str, str]:
    """Return the files of a new entry by path, one for each language of ``titles``; the first is the original.

    ``texts`` has summaries and texts by the names of their columns, ``values`` the facts. ``original`` is the document
    of the first language, if it is there already.
    """
    first, *others = titles
    files = {}
    if original is None:
        original = _document(titles[first], first, texts, values)
        files[path_of(section, identifier, first)] = original
    made_from = f"{first} {_token(original)}"
    for language in others:
        source: dict[str, Yaml] = {documents.TRANSLATED_FROM.name: made_from}
        files[path_of(section, identifier, language)] = _document(titles[language], language, texts, source)
    return files


def _document(title: str, language: str, texts: Mapping[str, str], values: Mapping[str, Yaml]) -> str:
    summary = " ".join(texts.get(f"{documents.SUMMARY.name}_{language}", "").split())
    keys: dict[str, Yaml] = {documents.TITLE.name: scalar(title)}
    if summary:
        keys[documents.SUMMARY.name] = scalar(summary)
    front = [line for key, value in {**keys, **values}.items() for line in lines_of(key, value)]
    body = texts.get(f"{TEXT}_{language}", "").strip()
    return "\n".join(["---", *front, "---", "", *([body, ""] if body else [])])


def _token(document: str) -> str:
    """Return the revision token of a document."""
    front, parts = front_of(document), parts_of(document.removeprefix("\ufeff").replace("\r\n", "\n"))
    values = {} if front is None else {k: n.value for k, n in front.values.items() if isinstance(n, ScalarNode)}
    title, summary = (" ".join(values.get(key.name, "").split()) for key in (documents.TITLE, documents.SUMMARY))
    return token_of(wording(title, summary or None, "" if parts is None else parts[1]))

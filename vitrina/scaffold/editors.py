"""Files for editors: JSON Schemas of everything in YAML, and completion of front matter in Visual Studio Code.

The YAML extension of that editor does not look into Markdown files (redhat-developer/vscode-yaml, issue 207), so keys
and term ids of front matter are offered as snippets, which the editor knows without any extension. The schemas of
front matter are for editors that do look.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from vitrina.contract.keys import Key, SchemaContext
from vitrina.contract.schemas import Subject, json_schema

SETTINGS = ".vscode/settings.json"
_FOLDER = ".vscode/vitrina"
_SPECIAL = re.compile(r"[\\$}|,]")


def made_files(schema_context: SchemaContext) -> dict[str, str]:
    """Return the files that are made anew whenever terms or languages change: schemas and snippets."""
    schemas = {path_of(subject): _json(json_schema(subject, schema_context)) for subject in Subject}
    return {**schemas, ".vscode/vitrina.code-snippets": _json(_snippets(schema_context))}


def settings() -> str:
    """Return the settings that connect an editor with the made files; a person may add to them."""
    return _json(
        {
            "yaml.schemas": {path_of(subject): subject.files for subject in Subject},
            "[markdown]": {
                "editor.wordWrap": "on",
                "editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "on"},
            },
            "files.encoding": "utf8",
            "files.eol": "\n",
            "files.insertFinalNewline": True,
        }
    )


def path_of(subject: Subject) -> str:
    """Return where the schema of ``subject`` lies."""
    return f"{_FOLDER}/{subject}.schema.json"


def _snippets(schema_context: SchemaContext) -> Mapping[str, object]:
    keys = {key.name: key for kind in schema_context.documents.values() for key in kind.all}
    return {name: _snippet(key, schema_context) for name, key in keys.items()}


def _snippet(key: Key[object], schema_context: SchemaContext) -> Mapping[str, object]:
    tell = schema_context.tell
    return {
        "scope": "markdown",
        "prefix": key.name,
        "body": f"{key.name}: {_placeholder(key, schema_context)}",
        "description": f"{tell(key.purpose)} {tell(key.shape.form)}",
    }


def _placeholder(key: Key[object], schema_context: SchemaContext) -> str:
    """Return what the editor lets the writer fill in or choose from."""
    vocabulary = schema_context.vocabularies.get(key.shape.vocabulary)
    if vocabulary is None or not vocabulary.terms:
        return f"${{1:{_SPECIAL.sub(_escaped, key.example)}}}"
    choice = f"${{1|{','.join(vocabulary.terms)}|}}"
    return f"[{choice}]" if key.example.startswith("[") else choice


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match[0] in "\\$}" else match[0]


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

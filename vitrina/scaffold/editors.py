"""Files for editors: JSON Schemas, and snippets for front matter in Visual Studio Code.

The YAML extension of that editor does not support front matter in Markdown files (redhat-developer/vscode-yaml, issue
207), so keys and term ids of front matter are also snippets. The schemas of front matter are for other editors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from vitrina.contract.keys import Key, SchemaContext
from vitrina.contract.schemas import files_of, json_schema, subjects_of
from vitrina.scaffold.values import offered_terms

SETTINGS = ".vscode/settings.json"
_FOLDER = ".vscode/vitrina"
_SPECIAL = re.compile(r"[\\$}|,]")


def generated_files(schema_context: SchemaContext) -> dict[str, str]:
    """Return the schemas and snippets, which depend on the terms and languages of the site."""
    schemas = {path_of(subject): _json(json_schema(subject, schema_context)) for subject in subjects_of(schema_context)}
    return {**schemas, ".vscode/vitrina.code-snippets": _json(_snippets(schema_context))}


def settings(schema_context: SchemaContext) -> str:
    """Return the settings that assign the schemas to files; users may edit them later."""
    return _json(
        {
            "yaml.schemas": {
                path_of(subject): files_of(subject, schema_context) for subject in subjects_of(schema_context)
            },
            "[markdown]": {
                "editor.wordWrap": "on",
                "editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "on"},
            },
            "files.encoding": "utf8",
            "files.eol": "\n",
            "files.insertFinalNewline": True,
        }
    )


def path_of(subject: str) -> str:
    """Return the path of the schema of ``subject``."""
    return f"{_FOLDER}/{subject}.schema.json"


def _snippets(schema_context: SchemaContext) -> Mapping[str, object]:
    keys = {key.name: key for kind in schema_context.documents.values() for key in kind.all}
    return {name: _snippet(key, schema_context) for name, key in keys.items()}


def _snippet(key: Key[object], schema_context: SchemaContext) -> Mapping[str, object]:
    return {
        "scope": "markdown",
        "prefix": key.name,
        "body": f"{key.name}: {_placeholder(key, schema_context)}",
        "description": f"{schema_context.purpose_of(key)} {schema_context.form_of(key.shape)}",
    }


def _placeholder(key: Key[object], schema_context: SchemaContext) -> str:
    """Return the placeholder of a snippet: an example or a choice of terms."""
    terms = offered_terms(key, schema_context)
    if not terms:
        return f"${{1:{_SPECIAL.sub(_escaped, key.example)}}}"
    choice = f"${{1|{','.join(term.id for term in terms)}|}}"
    return f"[{choice}]" if key.example.startswith("[") else choice


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match[0] in "\\$}" else match[0]


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

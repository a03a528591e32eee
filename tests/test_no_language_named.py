"""What differs between languages is data: no module, template, style sheet or script names a single language.

A language is named by a text that is nothing but codes of languages in the box, each with or without further subtags
(``ar``, ``ar_PS``, ``sv pl``). In ``example=`` it is what a writer may write, not what the engine does.
"""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.test_architecture import MODULES, PACKAGE, ROOT, assert_none, parsed
from vitrina.languages.data_files import DATA_FOLDER

CODES = sorted(
    {file.stem for folder in (DATA_FOLDER, DATA_FOLDER / "search") for file in folder.glob("*.yml")} - {"common"}
    | {file.stem for file in (ROOT / "i18n").rglob("*.po")}
)
_CODE = rf"(?:{'|'.join(CODES)})(?:[-_][A-Za-z]{{2,4}})*"
_NAMES = re.compile(rf"{_CODE}(?:\s+{_CODE})*")
_IN_FILES = re.compile(rf"(['\"`]){_CODE}\1|lang[|~^]?=['\"]?{_CODE}\b|:lang\(\s*[^\"\s][^)]*\)")

OTHER_MEANINGS = {
    ("vitrina.languages.catalogues", "en"),  # the language of msgids
    ("vitrina.languages.locales", "en"),  # whose names for other languages writers know, too
    ("vitrina.values.month_names", "en"),  # whose names of months writers use, too
    ("vitrina.theme.language_of_strings", "hr"),  # an element without an end tag
    ("vitrina.prose.extension", "hr"),  # a rule between paragraphs
    ("vitrina.prose.starts", "hr"),  # the same
    ("vitrina.reading.file_kinds", "pl"),  # the ending of files of Perl
    ("vitrina.theme.jinja_filters", "lt"),  # less than
    ("themes/default/static/compare.js", "tr"),  # a row of a table
    ("themes/default/static/scripts/projects.js", "tr"),  # the same
}

FILES = [
    file
    for folder in (PACKAGE, ROOT / "themes/default")
    for file in sorted(folder.rglob("*.*"))
    if file.suffix in (".html", ".xml", ".css", ".js", ".mjs", ".svg") and "bundled" not in file.parts
]


def named_in_module(tree: ast.Module) -> set[str]:
    """Return the texts of a module that name languages, but for examples."""
    keywords = (node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "example")
    examples = {node for keyword in keywords for node in ast.walk(keyword)}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in examples}
    return {text for text in texts if isinstance(text, str) and _NAMES.fullmatch(text)}


def named_in_file(text: str) -> set[str]:
    """Return what names languages in a template, a style sheet or a script."""
    return {found[0].strip("'\"`") for found in _IN_FILES.finditer(text)}


@cache
def named() -> frozenset[tuple[str, str]]:
    """Return the modules and files that name languages, each with what it names."""
    in_modules = {(module, name) for module in MODULES for name in named_in_module(parsed(module))}
    in_files = {
        (file.relative_to(ROOT).as_posix(), name) for file in FILES for name in named_in_file(file.read_text("utf-8"))
    }
    return frozenset(in_modules | in_files)


def test_nothing_names_a_language() -> None:
    assert len(FILES) > 50
    assert_none(f"{where}: {name}" for where, name in sorted(named() - OTHER_MEANINGS))


def test_every_other_meaning_is_used() -> None:
    assert OTHER_MEANINGS - named() == set()


@pytest.mark.parametrize(
    ("code", "is_named"),
    [
        ('if language == "ar": pass', True),
        ('LARGE = frozenset("ar fa ur".split())', True),
        ('locale = "ar_PS"', True),
        ('Key(example="ar")', False),
        ('say("Use a code such as sv, ar, pl or lv.")', False),
        ('{"Arab": 1.1}', False),
    ],
)
def test_what_names_a_language_in_a_module(code: str, is_named: bool) -> None:
    assert bool(named_in_module(ast.parse(code))) is is_named


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        (":lang(ar) { color: red }", True),
        ("p:lang( fa, ar) { color: red }", True),
        ('[lang|="ar"] { color: red }', True),
        ("<p lang=sv>", True),
        ("{% if page.language == 'ar' %}", True),
        ("if (document.documentElement.lang === `pt-PT`)", True),
        (':lang("*-Arab") { color: red }', False),
        ('<html lang="{{ page.language }}">', False),
    ],
)
def test_what_names_a_language_in_a_file(text: str, is_named: bool) -> None:
    assert bool(named_in_file(text)) is is_named

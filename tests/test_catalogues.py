"""The catalogues: complete in every language, with the plurals of CLDR and the gaps of the original."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from vitrina.content.config import read_config
from vitrina.content.vocabularies import read_vocabularies
from vitrina.defaults import folder
from vitrina.languages.catalogues import load_catalogue
from vitrina.problems import Problems

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("sv", "ar", "pl", "lv")
GAP = re.compile(r"%\((\w+)\)s|\{(\w+)\}")

every_language = pytest.mark.parametrize("language", LANGUAGES)


def read(language: str) -> Catalog:
    with (ROOT / f"i18n/{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="module")
def strings() -> dict[str, tuple[str, ...]]:
    """Every string that the engine and the default theme show, with its plural where it has one."""
    with (ROOT / "i18n/babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords={**DEFAULT_KEYWORDS, "say": None})
    forms = [message if isinstance(message, tuple) else (message,) for _, _, message, _, _ in found]
    return {form[0]: form for form in forms}


@every_language
def test_every_string_is_translated_and_none_is_left_over(strings: dict[str, tuple[str, ...]], language: str) -> None:
    catalogue = {
        message.id[0] if message.pluralizable else message.id: message for message in read(language) if message.id
    }
    assert len(strings) > 50
    assert set(catalogue) == set(strings)
    for msgid, message in catalogue.items():
        texts = message.string if message.pluralizable else (message.string,)
        assert all(texts), msgid
        assert not message.fuzzy, msgid
        assert message.pluralizable == (len(strings[msgid]) > 1), msgid


@every_language
def test_translations_have_the_gaps_of_the_original(language: str) -> None:
    """A plural form that stands for one number only (Arabic: none, one, two) may say it in words."""
    for message in read(language):
        if not message.id:
            continue
        wanted = gaps(message.id[0] if message.pluralizable else message.id)
        for form, text in enumerate(message.string if message.pluralizable else (message.string,)):
            in_words = language == "ar" and message.pluralizable and form < 3
            assert gaps(text) == wanted or (in_words and gaps(text) < wanted), (message.id, text)


def gaps(text: str) -> set[str]:
    return {"".join(match) for match in GAP.findall(text)}


@every_language
def test_plural_forms_are_those_of_cldr(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, read(language))
    compiled.seek(0)
    forms = gettext.GNUTranslations(compiled).plural  # type: ignore[attr-defined]
    rule = Locale.parse(language).plural_form
    by_category: dict[str, set[int]] = {}
    for number in range(1000):
        by_category.setdefault(rule(number), set()).add(forms(number))
    assert all(len(indexes) == 1 for indexes in by_category.values()), by_category
    used = [index for indexes in by_category.values() for index in indexes]
    assert sorted(used) == list(range(len(used)))
    assert len(used) == read(language).num_plurals


@pytest.mark.parametrize(
    ("language", "expected"),
    {
        "pl": ["0 projektów", "1 projekt", "2 projekty", "5 projektów", "22 projekty", "112 projektów"],
        "lv": ["0 projektu", "1 projekts", "2 projekti", "5 projekti", "22 projekti", "112 projektu"],
        "ar": ["لا مشاريع", "مشروع واحد", "مشروعان", "5 مشاريع", "22 مشروعاً", "112 مشروعاً"],
        "sv": ["0 projekt", "1 projekt", "2 projekt", "5 projekt", "22 projekt", "112 projekt"],
    }.items(),
)
def test_projects_are_counted_in_good_language(language: str, expected: list[str]) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, read(language))
    compiled.seek(0)
    strings = gettext.GNUTranslations(compiled)
    counted = [
        strings.ngettext("%(number)s project", "%(number)s projects", n) % {"number": n} for n in (0, 1, 2, 5, 22, 112)
    ]
    assert counted == expected


def test_every_packaged_term_has_a_label_in_every_language() -> None:
    problems = Problems()
    config = read_config(ROOT, None, problems)
    assert config is not None
    vocabularies = read_vocabularies(ROOT, folder(), config.facets, config.languages, problems)
    assert list(problems) == []
    for vocabulary in vocabularies.values():
        assert vocabulary.terms
        for term in vocabulary.terms.values():
            assert set(term.labels) >= set(LANGUAGES), term.id


def test_a_rule_for_plurals_that_cannot_be_worked_out_is_told(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=1%(n-1);\\n"\n'
    (tmp_path / "sv.po").write_text(head, "utf-8")
    problems = Problems()
    load_catalogue("sv", {"i18n": tmp_path}, problems)
    assert {problem.code for problem in problems} == {"catalogue-syntax", "no-catalogue"}

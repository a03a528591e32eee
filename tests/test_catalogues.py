"""The catalogues: complete in every language, with the plurals of CLDR and the gaps of the original."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.sites import EMPTY_CATALOGUE, write
from tools.collect_strings import VISITORS, WRITERS, templates, update
from vitrina.content.config import read_config
from vitrina.content.vocabularies import read_vocabularies, vocabulary_names
from vitrina.defaults import folder
from vitrina.languages.catalogues import load_catalogue, visitors_catalogues, writers_catalogues
from vitrina.problems import Problems

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("sv", "ar", "pl", "lv")
FOR_VISITORS_ALONE = ("lt", "et", "he", "fa")
FORMS_IN_WORDS = {"ar": 3, "he": 2}
"""How many of a language's first plural forms stand for one number only."""
GAP = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


FOLDERS = (WRITERS, VISITORS)
CATALOGUES = sorted(str(file.relative_to(ROOT)) for folder in FOLDERS for file in (ROOT / folder).glob("*.po"))
every_catalogue = pytest.mark.parametrize("path", CATALOGUES)


def read(path: str) -> Catalog:
    with (ROOT / path).open("rb") as file:
        return read_po(file, locale=Path(path).stem.replace("-", "_"))


@pytest.fixture(scope="module")
def collected() -> dict[str, Catalog]:
    """Every string that the engine and the default theme show, by the folder of its catalogues."""
    return templates()


def by_msgid(catalog: Catalog) -> dict[str, Message]:
    return {message.id[0] if message.pluralizable else message.id: message for message in catalog if message.id}


def test_there_are_catalogues_for_visitors_in_every_language_and_for_writers_in_ours() -> None:
    assert {f"{folder}/{language}.po" for folder in FOLDERS for language in LANGUAGES} <= set(CATALOGUES)
    assert {f"{VISITORS}/{language}.po" for language in FOR_VISITORS_ALONE} <= set(CATALOGUES)
    assert {path for path in CATALOGUES if Path(path).stem == "en"} == set()  # English is what is translated


@every_catalogue
def test_every_string_is_translated_and_none_is_left_over(collected: dict[str, Catalog], path: str) -> None:
    """A string that changed its catalogue, and one that is no longer shown, are left over: run `make strings`."""
    strings, catalogue = by_msgid(collected[str(Path(path).parent)]), by_msgid(read(path))
    assert len(strings) > 50
    assert set(catalogue) == set(strings)
    for msgid, message in catalogue.items():
        texts = message.string if message.pluralizable else (message.string,)
        assert all(texts), msgid
        assert not message.fuzzy, msgid
        assert message.pluralizable == strings[msgid].pluralizable, msgid


def test_no_string_is_in_both_catalogues(collected: dict[str, Catalog]) -> None:
    visitors, writers = (set(by_msgid(collected[folder])) for folder in (VISITORS, WRITERS))
    assert visitors & writers == set()
    assert {"Skip to the content", "Region", "Below {high}", "Close"} <= visitors
    assert {"The name of the file.", "Where", "“{key}” is missing."} <= writers


def test_the_template_for_new_languages_has_what_visitors_read(collected: dict[str, Catalog]) -> None:
    assert set(by_msgid(read("i18n/visitors/messages.pot"))) == set(by_msgid(collected[VISITORS]))


def test_a_string_that_changes_its_catalogue_keeps_its_translation() -> None:
    visitors, writers = Catalog(), Catalog()
    visitors.add("Home")
    writers.add("Where")
    known = Catalog(locale="pl")
    known.add("Home", "Start")
    known.add("Where", "Gdzie")
    update(known, writers, visitors, list(known))
    assert [(message.id, message.string) for message in known if message.id] == [("Where", "Gdzie")]
    assert not known.obsolete
    new = Catalog(locale="pl")
    old = Catalog(locale="pl")
    old.add("Home", "Start")
    update(new, visitors, writers, list(old))
    assert [(message.id, message.string) for message in new if message.id] == [("Home", "Start")]


@every_catalogue
def test_translations_have_the_gaps_of_the_original(path: str) -> None:
    """A plural form that stands for one number only (Arabic: none, one, two; Hebrew: one, two) may say it in words."""
    for message in read(path):
        if not message.id:
            continue
        wanted = gaps(message.id[0] if message.pluralizable else message.id)
        for form, text in enumerate(message.string if message.pluralizable else (message.string,)):
            in_words = message.pluralizable and form < FORMS_IN_WORDS.get(Path(path).stem, 0)
            assert gaps(text) == wanted or (in_words and gaps(text) < wanted), (message.id, text)


def gaps(text: str) -> set[str]:
    return {"".join(match) for match in GAP.findall(text)}


@pytest.mark.parametrize(
    ("language", "others"),
    {
        # Tanwin stands on the alif, and all imperatives and pronouns address several people.
        "ar": r"\u064b\u0651?\u0627|المموّل"
        r"|(?<![\u0621-\u065f])(اكتب|أضف|احذف|اختر|افتح|ضع|اذكر|عرّف|تقصد|تريد)(?![\u0621-\u065f])",
        "lv": r"(?<!sīk)\b[Dd]atn|pārlūkprogramm|meklētājprogramm|Vitrina (pārskat|autor|fakt)",
        "pl": r"\b[Hh]asł|[Ff]undator|\b[Ll]ink(i|ach|u)\b",
        "sv": r"\b[Ee]tikett|[Ss]idhuvud\w* \(”front|\bni\b|\bera\b|förhandsgransk",
    }.items(),
)
def test_a_thing_has_one_word(language: str, others: str) -> None:
    """The words that were given up for another one, so that the interface calls a thing by one name."""
    assert [text for text in translations(language) if re.search(others, text)] == []


@pytest.mark.parametrize(("language", "marks"), {"ar": "«»", "lv": "„”", "pl": "„”", "sv": "””"}.items())
def test_quotation_marks_are_those_of_the_language(language: str, marks: str) -> None:
    others, (opening, closing) = set("“”„«»‟‹›") - set(marks), marks
    for text in translations(language):
        assert others.isdisjoint(text), text
        count = text.count(closing)
        assert count % 2 == 0 if opening == closing else text.count(opening) == count, text


def translations(language: str) -> list[str]:
    """Return every translation in the catalogues of ``language``, plural forms one by one."""
    catalogues = [read(f"{name}/{language}.po") for name in FOLDERS]
    strings = [message.string for catalogue in catalogues for message in catalogue if message.id]
    return [text for string in strings for text in ((string,) if isinstance(string, str) else string)]


@every_catalogue
def test_plural_forms_are_those_of_cldr(path: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, read(path))
    compiled.seek(0)
    forms = gettext.GNUTranslations(compiled).plural  # type: ignore[attr-defined]
    rule = Locale.parse(Path(path).stem, sep="-").plural_form
    by_category: dict[str, set[int]] = {}
    for number in range(1000):
        by_category.setdefault(rule(number), set()).add(forms(number))
    assert all(len(indexes) == 1 for indexes in by_category.values()), by_category
    used = [index for indexes in by_category.values() for index in indexes]
    assert sorted(used) == list(range(len(used)))
    assert len(used) == read(path).num_plurals


@pytest.mark.parametrize(
    ("language", "expected"),
    {
        "pl": ["0 projektów", "1 projekt", "2 projekty", "5 projektów", "22 projekty", "112 projektów"],
        "lv": ["0 projektu", "1 projekts", "2 projekti", "5 projekti", "22 projekti", "112 projektu"],
        "ar": ["لا مشاريع", "مشروع واحد", "مشروعان", "5 مشاريع", "22 مشروعاً", "112 مشروعاً"],
        "sv": ["0 projekt", "1 projekt", "2 projekt", "5 projekt", "22 projekt", "112 projekt"],
        "lt": ["0 projektų", "1 projektas", "2 projektai", "5 projektai", "22 projektai", "112 projektų"],
        "et": ["0 projekti", "1 projekt", "2 projekti", "5 projekti", "22 projekti", "112 projekti"],
        "he": ["0 פרויקטים", "פרויקט אחד", "שני פרויקטים", "5 פרויקטים", "22 פרויקטים", "112 פרויקטים"],
        "fa": ["0 پروژه", "1 پروژه", "2 پروژه", "5 پروژه", "22 پروژه", "112 پروژه"],
    }.items(),
)
def test_projects_are_counted_in_good_language(language: str, expected: list[str]) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, read(f"{VISITORS}/{language}.po"))
    compiled.seek(0)
    strings = gettext.GNUTranslations(compiled)
    counted = [
        strings.ngettext("%(number)s project", "%(number)s projects", n) % {"number": n} for n in (0, 1, 2, 5, 22, 112)
    ]
    assert counted == expected


def test_every_packaged_term_has_a_label_in_every_language(tmp_path: Path) -> None:
    languages = (*LANGUAGES, *FOR_VISITORS_ALONE)
    problems = Problems()
    vocabularies = read_vocabularies(tmp_path, vocabulary_names(tmp_path), languages, problems)
    assert list(problems) == []
    for vocabulary in vocabularies.values():
        assert vocabulary.terms
        for term in vocabulary.terms.values():
            assert set(term.labels) >= set(languages), term.id


def test_every_term_of_the_demo_site_has_a_label_in_its_languages() -> None:
    problems = Problems()
    config = read_config(ROOT, None, problems)
    assert config is not None
    vocabularies = read_vocabularies(ROOT, config.vocabularies, config.languages, problems)
    assert list(problems) == []
    for vocabulary in vocabularies.values():
        for term in vocabulary.terms.values():
            assert set(term.labels) >= set(LANGUAGES), term.id


def test_a_rule_for_plurals_that_cannot_be_worked_out_is_told(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=1%(n-1);\\n"\n'
    (tmp_path / "sv.po").write_text(head, "utf-8")
    problems = Problems()
    load_catalogue("sv", {"i18n": tmp_path}, problems)
    assert {problem.code for problem in problems} == {"catalogue-syntax"}


def test_a_site_overrides_the_strings_of_visitors_and_of_writers(tmp_path: Path) -> None:
    own = 'msgid "Home"\nmsgstr "Hemma"\n\nmsgid "Where"\nmsgstr "Ställe"\n'
    write(tmp_path, {"i18n/sv.po": EMPTY_CATALOGUE + "\n" + own})
    pages = load_catalogue("sv", visitors_catalogues(tmp_path, folder()), Problems())
    commands = load_catalogue("sv", writers_catalogues(tmp_path, folder()), Problems())
    assert (pages.gettext("Home"), commands.gettext("Where")) == ("Hemma", "Ställe")
    assert (pages.gettext("News"), commands.gettext("News"), commands.gettext("yes")) == ("Nyheter", "Nyheter", "ja")
    assert pages.gettext("yes") == "yes"  # pages do not read what only writers see

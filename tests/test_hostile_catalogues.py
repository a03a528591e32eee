"""A catalogue is text: whatever a stranger writes into one is shown as text, or is a problem of the catalogue."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from tests.sites import build_site, make_site
from vitrina.languages.catalogue_strings import MOST_PLURAL_FORMS

PO = "i18n/sv.po"
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def entry(msgid: str, msgstr: str) -> str:
    return f'{HEAD}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'


WRONG = {
    ("wrong-gaps", "Keep these as they are: %(address)s"): (
        "E-post: %(address)100000000s",
        "E-post: %(address)s %(nope)s",
        "E-post: %(address)r",
        "E-post: %(address)",
        "E-post: %(address).99999999s",
        "E-post: {address}",
        "E-post",
    ),
    ("wrong-markup", "Write text only; markup belongs in the template."): (
        "<script src='https://example.org/x.js'></script>%(address)s",
        "<meta http-equiv=refresh content='0;url=https://example.org/'>%(address)s",
        "<img src=x onerror=alert(1)> %(address)s",
        "%(address)s <!-- ",
        "&lt;b&gt; %(address)s",
        "</a> %(address)s",
    ),
}


@pytest.mark.parametrize(("code", "hint"), WRONG)
def test_a_translation_has_the_placeholders_and_the_markup_of_its_original(
    code: str, hint: str, tmp_path: Path
) -> None:
    for translation in WRONG[code, hint]:
        source = make_site(tmp_path / "source", {PO: entry("E-mail: %(address)s", translation)})
        report = build_site(source)
        found = [(problem.location.path, problem.location.line, problem.code) for problem in report.problems]
        assert found == [(PO, 4, code)], translation
        assert report.problems[0].hint is not None
        assert report.problems[0].hint.text() == hint, translation
        assert report.exit_code == 1
        assert not (source / "site").exists()


def test_formats_of_messages_are_placeholders_too(tmp_path: Path) -> None:
    """In messages for writers, they could show the inside of a value, or fill the memory."""
    for gap in ("{name.__class__}", "{name:>1000000000}", "{name!r}", "{name[0]}", "{nope}"):
        source = make_site(tmp_path / "source", {PO: entry("There is no theme “{name}”.", f"Inget tema {gap}.")})
        assert [problem.code for problem in build_site(source).problems] == ["wrong-gaps"], gap


@pytest.mark.parametrize(
    "header",
    [
        "Plural-Forms: nplurals=999999999; plural=n;",
        "Plural-Forms: nplurals = 13; plural=n;",
        'Plural-Forms: nplu"\n"rals=99999999; plural=n;',
        f"Plural-Forms: nplurals={'9' * 5000}; plural=n;",
        "Plural-Forms: nplurals=2; plural=n;\\nPlural-Forms: nplurals=99999999; plural=n;",
        "Plural-Forms: npl\\urals=99999999; plural=n;",
    ],
)
def test_a_catalogue_has_no_more_plural_forms_than_a_language(header: str, tmp_path: Path) -> None:
    assert str(MOST_PLURAL_FORMS) in told_of(header, tmp_path)


@pytest.mark.parametrize(
    "header",
    [
        "Plural-Forms: NPLURALS=99999999; plural=n;",
        "plural-forms: nplurals=2; nplurals=99999999; plural=n;",
        'Plural-Forms: nplurals=\\"99999999\\"; plural=n;',
        "Plural-Forms: nplurals*=utf-8''99999999; plural=n;",
        "Plural-Forms: nplurals*0=9999; nplurals*1=9999; plural=n;",
        "Plural-Forms: plural=n;\\n nplurals=99999999;",
        "Plural-Forms: plural=n; nplurals=99999999;",
        "Plural-Forms: nplurals=９９９９９９９９; plural=n;",
        "Plural-Forms: nplurals=9999_9999; plural=n;",
    ],
)
def test_the_number_of_plural_forms_is_written_in_one_way(header: str, tmp_path: Path) -> None:
    assert "Plural-Forms" in told_of(header, tmp_path)


def told_of(header: str, folder: Path) -> str:
    """Return the message about a catalogue with such a header; it may not take much memory, nor publish anything."""
    plural = '\nmsgid "%(number)s project"\nmsgid_plural "%(number)s projects"\nmsgstr[0] "%(number)s projekt"\n'
    head = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n{header}\\n"\n'
    source = make_site(folder / "source", {PO: head + plural})
    tracemalloc.start()
    report = build_site(source)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(problem.location.path, problem.code) for problem in report.problems] == [(PO, "catalogue-syntax")]
    assert peak < 50_000_000
    assert not (source / "site").exists()
    return report.problems[0].message.text()


def test_quotation_marks_in_a_string_end_no_attribute(tmp_path: Path) -> None:
    """Nor is there any other way out of the place where a template shows a string."""
    for string in ('\\" onmouseover=\\"alert(1)', "' onmouseover='alert(1)", "a > b", "< b", "100 % & mer"):
        source = make_site(tmp_path / "source", {PO: entry("E-mail: %(address)s", f"{string} %(address)s")})
        assert build_site(source).exit_code == 0, string
        for file in (source / "site").rglob("*.html"):
            assert '" onmouseover=' not in file.read_text("utf-8")


def test_the_strings_of_the_package_are_in_order(tmp_path: Path) -> None:
    assert build_site(make_site(tmp_path)).exit_code == 0

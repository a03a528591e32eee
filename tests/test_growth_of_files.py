"""A file that is eight times as long takes about eight times the steps, whatever is repeated in it.

Steps are calls (``tests.steps``), so that slow machines do not fail. Every family is read as a build reads it, and what
is wrong in it is told with excerpts. A file that is refused at its first fault takes no steps more, which is fine.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest

from tests.sites import (
    BARE_THEME,
    EMPTY_CATALOGUE,
    PAGE,
    POST,
    PROJECT,
    ROOT,
    THEME,
    TODAY,
    VOCABULARY,
    document,
    write,
)
from tests.steps import MOST_GROWTH, growth, steps_of
from vitrina import defaults
from vitrina.content.loading import load_site
from vitrina.languages.catalogues import load_catalogue
from vitrina.model import Language
from vitrina.options import SiteOptions
from vitrina.pipeline import CheckOptions, check
from vitrina.problems import Problems
from vitrina.reporting.formats import text_lines
from vitrina.reporting.report import Report
from vitrina.reporting.translator import Translator, load_translator
from vitrina.theme.environment import Theme, make_environment
from vitrina.theme.errors import TEMPLATE_ERRORS, problem_of
from vitrina.theme.layers import find_theme
from vitrina.views.localiser import Localiser

SIZES = (60, 120, 240, 480)
LARGE_SIZES = (30, 60, 120, 240)
"""Of whole checks, which take longer. The second is beyond the number of names that are compared with valid ones."""

Make = Callable[[int], str]
"""Returns a file with so many of something."""

SITE = "content/site.yml"
CATALOGUE = "i18n/sv.po"
TEMPLATE = f"{THEME}/templates/page.html"

SETTINGS = """\
title: T
base_url: https://example.org/
default_language: sv
languages: {sv: {}}
theme: bare
outputs: {off: [feed, sitemap, search, overview, compare, preferences]}
"""
TINY = {
    **BARE_THEME,
    SITE: SETTINGS,
    PAGE: document("Text.\n"),
    PROJECT: document("Text.\n", region="poland"),
    POST: document("Text.\n", date="2024"),
    CATALOGUE: EMPTY_CATALOGUE,
}
PACKAGE = {
    CATALOGUE: EMPTY_CATALOGUE,
    "i18n/visitors/messages.pot": EMPTY_CATALOGUE,
    VOCABULARY: "poland: {labels: {sv: a}}\n",
    "i18n/vocabularies/target_groups.yml": "women: {labels: {sv: a}}\n",
    "themes/default/static/a.css": "a {}\n",
}


@pytest.fixture(scope="module", autouse=True)
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A package with few terms and strings, so that most steps are those for what is repeated."""
    folder = write(tmp_path_factory.mktemp("package"), PACKAGE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(defaults, "folder", lambda: folder)
        patch.setattr(defaults, "vocabularies", lambda: folder / "i18n/vocabularies")
        yield folder


@cache
def translator() -> Translator:
    return load_translator("sv", {"i18n": ROOT / "i18n"})


def tell(problems: Problems, source: Path) -> None:
    """Print what is wrong, as a command does."""
    report = Report(problems=tuple(problems), is_strict=False)
    "\n".join(text_lines(report, source, translator()))


def load(source: Path) -> None:
    problems = Problems()
    load_site(SiteOptions(source=source, today=TODAY, jobs=1), problems)
    tell(problems, source)


def load_strings(source: Path) -> None:
    problems = Problems()
    load_catalogue("sv", {"i18n": source / "i18n"}, problems)
    tell(problems, source)


def load_theme(source: Path) -> None:
    problems = Problems()
    find_theme(source, defaults.folder(), "bare", problems)
    tell(problems, source)


def make_page(source: Path) -> None:
    theme = Theme(layers=(source / THEME,), assets={})
    localiser = Localiser(Language(code="sv", locale="sv", direction="ltr"), gettext.NullTranslations())
    environment = make_environment(theme, localiser)
    problems = Problems()
    try:
        environment.page("page.html", {"page": {"language": "sv", "title": "a"}})
    except TEMPLATE_ERRORS as error:
        problems.add(problem_of(error, theme))
    tell(problems, source)


def check_all(source: Path) -> None:
    report = check(CheckOptions(source=source, today=TODAY, jobs=1), lambda _done, _total: None)
    tell(Problems(report.problems), source)


def assert_growth(path: str, make: Make, work: Callable[[Path], None], folder: Path) -> None:
    """Check the growth of the steps of ``work`` in a site where the file at ``path`` is what ``make`` returns."""
    sizes = LARGE_SIZES if work is check_all else SIZES
    steps = []
    for size in (1, 1, *sizes):  # the first time, modules are imported and caches are filled
        source = write(folder, {**TINY, path: make(size)})
        steps.append(steps_of(partial(work, source)))
    assert growth(steps[2:], base=steps[1]) <= MOST_GROWTH, steps[1:]


def each(piece: str) -> Make:
    """Return what repeats ``piece``, in which ``{i}`` is the number of the repetition and ``{j}`` the next one."""
    return lambda size: "".join(piece.replace("{i}", str(i)).replace("{j}", str(i + 1)) for i in range(size))


def within(start: str, piece: str, end: str = "") -> Make:
    repeated = each(piece)
    return lambda size: f"{start}{repeated(size)}{end}"


TERM = "t{i}:\n  labels: {sv: a}\n"
VOCABULARIES: dict[str, Make] = {
    "terms": each(TERM),
    "chain of parents": each(TERM + "  parent: t{j}\n"),
    "one parent": each(TERM + "  parent: t0\n"),
    "unknown parents": each(TERM + "  parent: u{i}\n"),
    "one unknown parent": each(TERM + "  parent: unknown\n"),
    "unknown keys of one term": within("a:\n  labels: {sv: a}\n", "  k{i}: x\n"),
    "unknown key of each": each(TERM + "  parnet: x\n"),
    "unknown languages": within("a:\n  labels:\n    sv: a\n", "    x{i}: x\n"),
    "codes": within("a:\n  labels: {sv: a}\n  codes:\n", "    c{i}: x\n"),
    "no labels": each("t{i}: {}\n"),
    "plain values": each("t{i}: x\n"),
    "names that are no ids": each("T {i}: {labels: {sv: a}}\n"),
    "same term": each("a: {labels: {sv: a}}\n"),
    "points": each(TERM + "  point: [53.1, 23.1]\n"),
    "no points": each(TERM + "  point: [x, y]\n"),
    "same labels": each("t{i}: {labels: {sv: the same}}\n"),
    "long label": within("a: {labels: {sv: ", "aö ", "}}\n"),
    "brackets": within("a: ", "["),
    "braces": within("a: ", "{a: "),
    "dashes": within("", "- "),
    "list": within("a: [", "b, ", "]\n"),
    "anchors": each("t{i}: &a{i} x\n"),
    "aliases": each("t{i}: *a\n"),
    "tags": each("t{i}: !x y\n"),
    "escapes": within('a: "', "\\n", '"\n'),
    "open quotation mark": within('a: "', "x\n"),
    "block": within("a: |\n", "  x\n"),
    "comments": each("# x\n"),
    "documents": each("---\na: b\n"),
    "complex keys": each("? a\n"),
    "control characters": each("a: \x07\n"),
    "old line ends": each("a{i}: b\r"),
    "empty lines": within("", "\n", "a b"),
    "tabs": within("a:\n", "\tb: c\n"),
    "odd spaces": each("a{i}:\u00a0b\n"),
}

FRONT = "---\ntitle: A\n"
DOCUMENTS: dict[str, Make] = {
    "unknown keys": within(FRONT, "k{i}: x\n", "---\n"),
    "keys with a slip": within(FRONT, "regoin{i}: x\n", "---\n"),
    "same key": within(FRONT, "summary: x\n", "---\n"),
    "unknown terms on a line": within(FRONT + "region: [", "u{i}, ", "]\n---\n"),
    "unknown terms on lines": within(FRONT + "region:\n", "  - u{i}\n", "---\n"),
    "same term": within(FRONT + "region: [", "poland, ", "]\n---\n"),
    "partners": within(FRONT + "partners:\n", "  - {name: P{i}, country: SE}\n", "---\n"),
    "wrong partners": within(FRONT + "partners:\n", "  - {nam: P{i}, contry: SE}\n", "---\n"),
    "wrong countries": within(FRONT + "partners:\n", "  - {name: P{i}, country: Norway}\n", "---\n"),
    "results": within(FRONT + "results:\n", "  - {value: {i}, label: x}\n", "---\n"),
    "results of unknown terms": within(FRONT + "results:\n", "  - {value: {i}, term: womem{i}}\n", "---\n"),
    "languages": within(FRONT + "town:\n  sv: a\n", "  x{i}: a\n", "---\n"),
    "long summary": within(FRONT + "summary: ", "a <b> & ", "\n---\n"),
    "two directions": within(FRONT + "summary: ", "aشم ", "\n---\n"),
    "long slug": within(FRONT + "slug: " + "a-" * 150, "a-", "a\n---\n"),
    "odd slug": within(FRONT + "slug: ", "Ж ", "\n---\n"),
    "long date": within(FRONT + "date: ", "1", "\n---\n"),
    "long period": within(FRONT + "period: ", "1/", "\n---\n"),
    "long cost": within(FRONT + "cost: ", "1 ", "EUR\n---\n"),
    "long picture": within(FRONT + "image: {file: ", "a/", "b.jpg}\n---\n"),
    "languages left out": within(FRONT + "not_translated: [", "x{i}, ", "]\n---\n"),
    "no end": within(FRONT, "a: b\n"),
    "fences": each("---\n"),
    "colons": within(FRONT + "summary: ", "a: ", "\n---\n"),
    "quotation marks": within(FRONT + "summary: ", '"a" ', "\n---\n"),
}

SETTINGS_OF_SITES: dict[str, Make] = {
    "unknown keys": within(SETTINGS, "k{i}: x\n"),
    "unknown languages": within(SETTINGS.replace("{sv: {}}", "\n  sv: {}"), "  q{i}: {}\n"),
    "fallback": within(SETTINGS.partition("{sv: {}}")[0] + "{sv: {fallback: [", "q{i}, ", "]}}\n"),
    "menu": within(SETTINGS + "menu: [", "p{i}, ", "]\n"),
    "same page": within(SETTINGS + "footer: [", "about, ", "]\n"),
    "attachments": within(SETTINGS + "attachments: [", "e{i}, ", "]\n"),
    "unknown outputs": lambda size: SETTINGS.replace("[feed", each("o{i}, ")(size).join(("[", "feed"))),
    "unknown vocabularies": lambda size: SETTINGS.replace("{off", "{vocabularies: [" + each("o{i}, ")(size) + "], off"),
    "long title": within(SETTINGS.replace("title: T\n", "") + "title: ", "a ", "\n"),
    "long address": within(
        SETTINGS.partition("default")[0].replace(".org/\n", ".org/"), "a/", "\ndefault_language: sv\n"
    ),
    "mail": within(SETTINGS + "organisation: {name: N, email: ", "a.", "@b.se}\n"),
    "hidden fields": within(SETTINGS + "forms:\n  privacy: about\n  reply:\n    hidden:\n", "      h{i}: x\n"),
    "facts": within(SETTINGS + "facts:\n", "  f{i}: {label: x, shape: text}\n"),
    "sections": within(SETTINGS + "sections:\n", "  s{i}: {title: x}\n"),
    "wrong sections": within(SETTINGS + "sections:\n", "  s{i}: {type: t, address: news, order: o}\n"),
    "long order": within(SETTINGS + "sections: {events: {order: ", "a-", "}}\n"),
}

SETTINGS_OF_THEMES: dict[str, Make] = {
    "unknown keys": within("name: a\nstandalone: true\n", "k{i}: x\n"),
    "long name": within("standalone: true\nname: ", "a "),
    "long base": within("extends: ", "a-", "a\n"),
    "list": within("standalone: true\nname: [", "a, ", "]\n"),
    "same key": within("standalone: true\n", "name: a\n"),
}

HEAD = f"{EMPTY_CATALOGUE}\n"
PLURALS = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural='
STRINGS: dict[str, Make] = {
    "strings": within(HEAD, 'msgid "a{i}"\nmsgstr "b"\n\n'),
    "other placeholders": within(HEAD, 'msgid "a{i} %(a)s"\nmsgstr "b"\n\n'),
    "other markup": within(HEAD, 'msgid "a{i}"\nmsgstr "<b>"\n\n'),
    "same string": within(HEAD, 'msgid "a"\nmsgstr "b"\n\n'),
    "lines of a translation": within(HEAD + 'msgid "a"\nmsgstr ""\n', '"b"\n'),
    "lines of an original": within(HEAD + 'msgid ""\n', '"b"\n', 'msgstr "x"\n'),
    "placeholders": within(HEAD + 'msgid "a %(a)s"\nmsgstr "', "%(a)s", '"\n'),
    "tags": within(HEAD + 'msgid "a"\nmsgstr "', "<a ", '"\n'),
    "backslashes": within(HEAD + 'msgid "a"\nmsgstr "', "\\\\", '"\n'),
    "quotation marks": within(HEAD + 'msgid "a"\nmsgstr "', '\\"', '"\n'),
    "comments": within(HEAD, "# x\n", 'msgid "a"\nmsgstr "b"\n'),
    "old strings": within(HEAD, '#~ msgid "a{i}"\n#~ msgstr "b"\n\n'),
    "flags": within(HEAD + "#, ", "fuzzy, ", '\nmsgid "a"\nmsgstr "b"\n'),
    "places": within(HEAD + "#: ", "a.py:1 ", '\nmsgid "a"\nmsgstr "b"\n'),
    "contexts": within(HEAD, 'msgctxt "c{i}"\nmsgid "a"\nmsgstr "b"\n\n'),
    "plurals": within(HEAD, 'msgid "a{i}"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n\n'),
    "forms of a plural": within(HEAD + 'msgid "a"\nmsgid_plural "as"\n', 'msgstr[{i}] "b"\n'),
    "sum in the plural rule": within(PLURALS, "n+", 'n;\\n"\n\n'),
    "choices in the plural rule": within(PLURALS, "n?1:", '0;\\n"\n\n'),
    "signs in the plural rule": within(PLURALS, "!", 'n;\\n"\n\n'),
    "headers": within('msgid ""\nmsgstr ""\n', '"X-{i}: y\\n"\n'),
    "no keyword": within(HEAD, 'msgstring "x"\n'),
    "originals alone": within(HEAD, 'msgid "a{i}"\n'),
    "empty lines": within(HEAD, "\n"),
}

TEMPLATES: dict[str, Make] = {
    "text": each("x\n"),
    "values": each("{{ page.language }}"),
    "open expressions": each("{{ "),
    "open statements": each("{% "),
    "comments": each("{# x #}"),
    "open comments": each("{# "),
    "braces": each("{"),
    "conditions": each("{% if 1 %}x{% endif %}"),
    "open conditions": each("{% if 1 %}\n"),
    "open loops": each("{% for a in [1] %}"),
    "brackets": within("{{ ", "(", "1 }}"),
    "sum": within("{{ ", "1 + ", "1 }}"),
    "attributes": within("{{ page", ".a", " }}"),
    "filters": within("{{ 1", "|string", " }}"),
    "list": within("{{ [", "1, ", "] }}"),
    "variables": each("{% set a{i} = 1 %}\n"),
    "macros": each("{% macro a{i}() %}x{% endmacro %}\n"),
    "blocks": each("{% block a{i} %}x{% endblock %}\n"),
    "arguments": within("{{ dict(", "a{i}=1, ", "a=1) }}"),
    "same arguments": within("{{ dict(", "a=1, ", "a=1) }}"),
    "parameters": within("{% macro m(", "a{i}, ", "a) %}{% endmacro %}"),
    "templates that may be missing": each('{% include "a{i}.html" ignore missing %}'),
    "strings": each('{{ _("a{i}") }}'),
    "comparisons": within("{{ 1 ", "< 1 ", "}}"),
    "texts side by side": within("{{ 1 ", "~ 1 ", "}}"),
    "raw": each("{% raw %}{{{% endraw %}"),
    "spaces": within("{{", " ", "1 }}"),
    "tags": each("<a "),
}

LINK = "---\ntitle: A\n---\n"
CHECKED: dict[str, tuple[str, Make]] = {
    "dead links on a line": (PAGE, within(LINK, "[a](../x{i}/index.sv.md) ")),
    "same dead link": (PAGE, within(LINK, "[a](../x/index.sv.md)\n")),
    "dead anchors": (PAGE, within(LINK, "## h{i}\n\n[a](#x{i})\n\n")),
    "same dead anchor": (PAGE, within(LINK, "[a](#x)\n\n")),
    "same id": (PAGE, within(LINK, "a\n{: #x }\n\n")),
    "headings": (PAGE, within(LINK, "## Same\n\n")),
    "missing pictures": (PAGE, within(LINK, "![a](x{i}.png) ")),
    "links to other sites": (PAGE, within(LINK, "[a](https://x{i}.se/) ")),
    "dead links of a template": (TEMPLATE, each('<a href="/nope{i}/">x</a>\n')),
    "same id in a template": (TEMPLATE, each('<p id="a">x</p>\n')),
    "terms": (VOCABULARY, each(TERM)),
}


@pytest.mark.parametrize("make", VOCABULARIES.values(), ids=VOCABULARIES)
def test_growth_of_vocabularies(make: Make, tmp_path: Path) -> None:
    assert_growth(VOCABULARY, make, load, tmp_path)


@pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS)
def test_growth_of_front_matter(make: Make, tmp_path: Path) -> None:
    assert_growth(PROJECT, make, load, tmp_path)


@pytest.mark.parametrize("make", SETTINGS_OF_SITES.values(), ids=SETTINGS_OF_SITES)
def test_growth_of_the_settings_of_a_site(make: Make, tmp_path: Path) -> None:
    assert_growth(SITE, make, load, tmp_path)


@pytest.mark.parametrize("make", SETTINGS_OF_THEMES.values(), ids=SETTINGS_OF_THEMES)
def test_growth_of_the_settings_of_a_theme(make: Make, tmp_path: Path) -> None:
    assert_growth(f"{THEME}/theme.yml", make, load_theme, tmp_path)


@pytest.mark.parametrize("make", STRINGS.values(), ids=STRINGS)
def test_growth_of_catalogues(make: Make, tmp_path: Path) -> None:
    assert_growth(CATALOGUE, make, load_strings, tmp_path)


@pytest.mark.parametrize("make", TEMPLATES.values(), ids=TEMPLATES)
def test_growth_of_templates(make: Make, tmp_path: Path) -> None:
    assert_growth(TEMPLATE, make, make_page, tmp_path)


@pytest.mark.parametrize(("path", "make"), CHECKED.values(), ids=CHECKED)
def test_growth_of_a_check(path: str, make: Make, tmp_path: Path) -> None:
    assert_growth(path, make, check_all, tmp_path)


@pytest.mark.parametrize("name", ["posts of unknown projects", "projects", "pictures", "static files", "themes"])
def test_growth_of_many_files(name: str, tmp_path: Path) -> None:
    paths = {
        "posts of unknown projects": "content/news/p{i}/index.sv.md",
        "projects": "content/projects/p{i}/index.sv.md",
        "pictures": "content/projects/alpha/{i}.jpg",
        "static files": "content/static/{i}.txt",
        "themes": "themes/t{i}/static/a.css",
    }
    text = document(project="p{i}", date="2024") if "post" in name else document(region="u{i}")
    steps = []
    for size in (1, 1, *LARGE_SIZES):
        files = {paths[name].replace("{i}", str(i)): text.replace("{i}", str(i)) for i in range(size)}
        source = write(tmp_path, {**TINY, **files})
        steps.append(steps_of(partial(load, source)))
    assert growth(steps[2:], base=steps[1]) <= MOST_GROWTH, steps[1:]


def test_the_families_are_a_hundred() -> None:
    tables = (VOCABULARIES, DOCUMENTS, SETTINGS_OF_SITES, SETTINGS_OF_THEMES, STRINGS, TEMPLATES, CHECKED)
    assert sum(map(len, tables)) > 100


def test_what_grows_with_the_square_is_found(tmp_path: Path) -> None:
    def compare_each_with_each(source: Path) -> None:
        words = (source / PAGE).read_text("utf-8").split()
        for _ in words:
            for word in words:
                word.lower()

    with pytest.raises(AssertionError):
        assert_growth(PAGE, within(LINK, "word "), compare_each_with_each, tmp_path)

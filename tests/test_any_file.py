"""Vocabularies, catalogues, themes and settings of any kind end in a site or in problems that have a place."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.sites import PAGE, PROJECT, SITE_YML, THEME, VOCABULARY, document
from tests.workbench import Workbench, anything, builds, encoded, slim_workbench, words

NAMES = st.sampled_from(["poland", "podlaskie", "women", "a", "b", "c", "a-b", "A", "å", "", "a b", "..", "null", "no"])


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with slim_workbench(tmp_path_factory.mktemp("any")) as workbench:
        yield workbench


# YAML

_VALUES = st.one_of(
    words,
    anything,
    NAMES,
    st.sampled_from(
        ["{}", "[]", "[a, b]", "{sv: a, ar: b, pl: c, lv: d}", "{sv: {a: b}}", "[53.13, 23.16]", "[91, 0]"]
    ),
    st.sampled_from(
        ["true", "0", "-1", "999999999999999999", "1e999", ".inf", "|", ">", "''", '"\\ud800"', "&a b", "*a"]
    ),
    st.sampled_from(
        ["https://x.se/", "http://[", "//x", "javascript:x", "https://é.se/ä?#", "a@b.se", "a@", "x" * 300]
    ),
)


def mappings(keys: st.SearchStrategy[str], indent: str) -> st.SearchStrategy[str]:
    """Return lines with ``keys`` and values that may suit them or not."""
    lines = st.lists(st.tuples(keys, _VALUES), max_size=6)
    return lines.map(lambda pairs: "".join(f"{indent}{key}: {value}\n" for key, value in pairs))


TERM_KEYS = st.one_of(st.sampled_from(["labels", "parent", "codes", "point", "url", "label"]), words)
terms = st.lists(st.tuples(st.one_of(NAMES, words), mappings(TERM_KEYS, "  ")), max_size=5).map(
    lambda found: "".join(f"{identifier}:\n{inner}" for identifier, inner in found)
)


@builds
@given(st.one_of(terms.map(encoded), anything.map(encoded), st.binary(max_size=60)), st.sampled_from(["poland", "a"]))
@example(b"a:\n  labels: {sv: a, ar: a, pl: a, lv: a}\n  parent: a\n", "a")
@example(b"a: {labels: {sv: a, ar: a, pl: a, lv: a}, parent: b}\nb: {labels: {sv: b}, parent: a}\n", "a")
@example(b"podlaskie:\n  parent: poland\npoland:\n  parent: podlaskie\n", "poland")
def test_any_vocabulary_is_a_site_or_problems(bench: Workbench, content: bytes, used: str) -> None:
    bench.build({VOCABULARY: content, PROJECT: document(region=f"[{used}, podlaskie]")})


THEME_KEYS = st.one_of(
    st.sampled_from(["name", "extends", "standalone", "version", "description", "author", "cards"]), words
)


@builds
@given(
    st.one_of(mappings(THEME_KEYS, "").map(encoded), anything.map(encoded), st.binary(max_size=60)),
    st.sampled_from(["extends: bare", "standalone: true", "extends: [bare]", ""]),
)
@example(b"extends: other\n", "extends: bare")
@example(b"extends: bare\n", "")
@example(b"extends: ../../x\n", "")
def test_any_settings_of_a_theme_are_a_site_or_problems(bench: Workbench, content: bytes, other: str) -> None:
    bench.build({f"{THEME}/theme.yml": content, "themes/other/theme.yml": f"name: Other\n{other}\n"})


SITE_KEYS = st.sampled_from(
    ["menu", "footer", "notes", "organisation", "forms", "outputs", "attachments", "embeds", "facts", "description"]
)
INNER_KEYS = st.one_of(
    st.sampled_from(["name", "email", "url", "reply", "newsletter", "privacy", "action", "hidden", "off", "per_page"]),
    st.sampled_from(["to", "link", "items", "page", "at", "on"]),
    st.sampled_from(["order", "vocabularies", "projects", "news", "label", "shape", "vocabulary", "alpha", "locale"]),
    words,
)


@builds
@given(st.lists(st.tuples(SITE_KEYS, st.one_of(_VALUES, mappings(INNER_KEYS, "  ").map("\n{}".format))), max_size=5))
def test_any_further_settings_are_a_site_or_problems(bench: Workbench, lines: list[tuple[str, str]]) -> None:
    bench.build({"content/site.yml": encoded(SITE_YML + "".join(f"{key}: {value}\n" for key, value in lines))})


# Catalogues

PO_PIECES = (
    *('msgid "Home"\n', 'msgid ""\n', 'msgid_plural "a"\n', 'msgctxt "menu"\n', 'msgstr "Hem"\n', 'msgstr ""\n'),
    *('msgstr[0] "a"\n', 'msgstr[1] "b"\n', 'msgstr[9999999999] "c"\n', 'msgstr[-1] "c"\n', 'msgstr[x] "c"\n'),
    *('"Plural-Forms: nplurals=2; plural=n>1;\\n"\n', '"Plural-Forms: nplurals=0; plural=0;\\n"\n'),
    *('"Plural-Forms: nplurals=2; plural=n%0;\\n"\n', '"Plural-Forms: nplurals=2; plural=99;\\n"\n'),
    *('"Plural-Forms: nplurals=2; plural=n ? 0\\n"\n', '"Plural-Forms: nplurals=99999; plural=-n;\\n"\n'),
    *('"Content-Type: text/plain; charset=UTF-16\\n"\n', '"Language: tlh\\n"\n', '"POT-Creation-Date: 0\\n"\n'),
    *('"%(a)s %(b)d %s %\\n"\n', '"{a} {a.b!r:>9} {"\n', '"<b onclick=x>&amp;<!--"\n', '"\\x\\n\\\\\\"\n'),
    *("#, fuzzy\n", "#, python-format\n", '#~ msgid "x"\n', "#~ msgstr\n", "#| msgid\n", "#: a.py:1\n", "#. note\n"),
    *("msgid\n", 'msgstr "', "\n", "\n\n", '"\n', "domain x\n", 'msgid "%(number)s project"\n', "#:\n", "#,\n", "#-\n"),
)
catalogues = st.lists(st.one_of(st.sampled_from(PO_PIECES), anything, words), max_size=20).map("".join)
strings = st.tuples(st.sampled_from(["E-mail: %(address)s", "Home", "There is no theme “{name}”."]), anything).map(
    lambda pair: f'msgid "{pair[0]}"\nmsgstr "{pair[1]}"\n'
)
HEADS = st.sampled_from(
    ["", 'msgid ""\nmsgstr ""\n', 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n']
)


@builds
@given(HEADS, st.one_of(catalogues.map(encoded), strings.map(encoded), st.binary(max_size=60)))
@example("", b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=' + b"(" * 5000 + b'n;\\n"\n')
@example("", b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=' + b"n?1:" * 5000 + b'0;\\n"\n')
@example("", b'msgid "a"\nmsgid_plural "b"\n' + b'msgstr[0] "c"\n' * 500)
def test_any_catalogue_is_a_site_or_problems(bench: Workbench, head: str, content: bytes) -> None:
    bench.build({"i18n/pl.po": head.encode() + content})


# Templates

EXPRESSIONS = (
    *(
        "page",
        "page.title",
        "page.language",
        "entry",
        "entry.body",
        "entry.title.value",
        "nothing",
        "loop",
        "self",
        "none",
    ),
    *(
        "1",
        "0",
        "-1",
        "9" * 20,
        "1.5",
        "'a'",
        "'<b>'",
        "[]",
        "[1, 'a']",
        "{}",
        "{'a': 1}",
        "true",
        "range(3)",
        "range(-1)",
    ),
    *(
        "_('Home')",
        "_('%(a)s')",
        "_(page.title)",
        "ngettext('a', 'b', 1)",
        "dict(a=1)",
        "namespace(a=1)",
        "m()",
        "super()",
    ),
    *("page.title|plain", "page|isolate", "page.title|attributes", "'a'|length", "[1]|join", "'a'|int", "1|round(99)"),
    *("page.__class__", "''.format", "'%s' % 1", "cycler", "page['title']", "page[0]", "[1][9]", "'a'[::0]", "1 // 0"),
    *(
        "'a' * 9",
        "[1] + 1",
        "1 < 'a'",
        "not page",
        "page is defined",
        "1 is odd",
        "'a' in 1",
        "-'a'",
        "2 ** 99",
        "1 ~ none",
    ),
)
FILTERS = (
    *(
        "upper",
        "safe",
        "e",
        "string",
        "list",
        "sort",
        "first",
        "last",
        "sum",
        "max",
        "min",
        "unique",
        "reverse",
        "join",
    ),
    *(
        "round",
        "int",
        "float",
        "abs",
        "length",
        "trim",
        "title",
        "tojson",
        "items",
        "map('upper')",
        "map(attribute='a')",
    ),
    *(
        "batch(2)",
        "slice(0)",
        "batch(0)",
        "groupby('a')",
        "select",
        "default(1)",
        "replace('a')",
        "truncate(-1)",
        "nope",
    ),
    *(
        "plain",
        "isolate",
        "attributes",
        "date",
        "number",
        "filesizeformat",
        "indent(-1)",
        "wordcount",
        "urlencode",
        "dictsort",
    ),
)
expressions = st.tuples(st.sampled_from(EXPRESSIONS), st.lists(st.sampled_from(FILTERS), max_size=2)).map(
    lambda made: "|".join([made[0], *made[1]])
)
STATEMENTS = (
    *(
        "for a in {0}",
        "endfor",
        "if {0}",
        "elif {0}",
        "else",
        "endif",
        "set a = {0}",
        "set a",
        "endset",
        "macro m(a={0})",
    ),
    *("endmacro", "call m()", "call(a) m({0})", "endcall", "filter upper", "endfilter", "block b", "endblock", "raw"),
    *("endraw", "trans a={0}", "endtrans", "pluralize", "include 'body.html'", "include {0}", "import 'x.html' as x"),
    *("extends 'body.html'", "extends {0}", "with a={0}", "endwith", "autoescape false", "do {0}", "break", "nope", ""),
)
statements = st.tuples(st.sampled_from(STATEMENTS), expressions).map(lambda made: made[0].format(made[1]))
template_pieces = st.one_of(
    expressions.map("{{{{ {} }}}}".format),
    statements.map("{{% {} %}}".format),
    statements.map("{{%- {} -%}}".format),
    st.sampled_from(
        ["\n", "<p>", "</p>", "{#", "#}", "{{", "}}", "{%", "%}", "<a href='", "'>", "é", "{% block main %}"]
    ),
    st.text(string.printable, max_size=10),
)
templates = st.lists(template_pieces, max_size=12).map("".join)


@builds
@given(st.one_of(templates.map(encoded), st.binary(max_size=60)), st.booleans())
@example(b"{% for a in range(9) recursive %}{{ loop([a]) }}{% endfor %}", True)
@example(b"{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ nothing }}{% endcall %}", True)
@example(b"{{ '\xff' }}", False)
def test_any_template_is_a_site_or_problems(bench: Workbench, content: bytes, extends: bool) -> None:
    start = b'{% extends "body.html" %}{% block main %}' if extends else b""
    end = b"{% endblock %}" if extends else b""
    bench.build({f"{THEME}/templates/page.html": start + content + end, PAGE: document("Text.\n")})

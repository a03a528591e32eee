"""What a theme of a stranger may do: read the values of its pages. It runs no code, and every page comes to an end."""

from __future__ import annotations

import gettext
import re
import time
from pathlib import Path

import pytest
from jinja2 import TemplateError
from jinja2.filters import FILTERS

from tests.sites import BARE_THEME, SMALL, THEME, build_site, explain, found, make_site
from vitrina import defaults
from vitrina.model import Language
from vitrina.theme.environment import TemplateCode, Theme, make_environment
from vitrina.theme.errors import TEMPLATE_ERRORS, problem_of
from vitrina.theme.limits import MOST_STEPS
from vitrina.theme.page_templates import PageTemplates
from vitrina.values.lazy_mapping import LazyMapping
from vitrina.views.localiser import Localiser
from vitrina.views.values import Text

PAGE = f"{THEME}/templates/page.html"
SECONDS = 5
"""Of CPU time for a page with too much work; most are found after less than one."""

CONTEXT = {
    "page": Text("<b>Sida</b>", "sv", "ltr"),
    "list": [Text(str(number), "sv", "ltr") for number in range(3)],
    "names": {"a": 1, "_b": 2},
    "assets": LazyMapping(["a.css"], lambda key: f"/{key}"),
    "html": "<p>" * 1000,
}

REACHES_CODE = """\
{{ cycler.__init__.__globals__.os.popen("touch PWNED").read() }}
{{ joiner.__init__.__globals__ }}
{{ lipsum.__globals__["os"].system("touch PWNED") }}
{{ lipsum() }}
{{ range.__class__ }}
{{ _.__globals__ }}
{{ gettext.__wrapped__ }}
{{ gettext["__globals__"] }}
{{ gettext["__glo" ~ "bals__"] }}
{{ page.__class__.__mro__ }}
{{ page["__class__"] }}
{{ page[["__class", "__"]|join] }}
{{ page|attr("__class__") }}
{{ page|attr("value") }}
{{ "{0.__class__}".format(page) }}
{{ "{a.__class__}".format_map({"a": page}) }}
{{ html.format }}{{ html.format() }}
{{ ("{0.__class__}"|safe).format(page) }}
{{ "%r" % page }}
{{ "%r"|format(page) }}
{{ page|pprint }}
{{ list|map(attribute="__class__")|list }}
{{ list|map(attribute="value.__class__")|join }}
{{ list|map("attr", "__class__")|list }}
{{ list|map("once")|list }}
{{ list|sort(attribute="__class__") }}
{{ list|groupby("__class__") }}
{{ list|selectattr("__class__")|list }}
{{ list|sum(attribute="__class__") }}
{{ list|unique(attribute="__class__")|list }}
{{ (list|map("upper")).gi_frame.f_globals }}
{{ (list|map("upper"))["gi_" ~ "frame"] }}
{{ namespace.mro() }}
{{ namespace(a=1)["__class__"] }}
{{ dict.mro() }}
{{ dict.fromkeys([1]) }}
{{ self._TemplateReference__context }}
{{ self["_TemplateReference__context"] }}
{% for x in list %}{{ loop._iterable }}{% endfor %}
{% for x in list %}{{ loop["_iter" ~ "able"] }}{% endfor %}
{% macro m() %}{{ caller.__call__ }}{% endmacro %}{% call m() %}x{% endcall %}
{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1) }}
{% macro m() %}{{ kwargs }}{% endmacro %}{{ m(a=1) }}
{% macro m() %}{% endmacro %}{{ m._func }}
{% macro m() %}{% endmacro %}{{ m["_func"].__globals__ }}
{% block b %}{{ super.__self__ }}{% endblock %}
{{ undefined_name.__class__ }}
{{ undefined_name.__init__.__globals__ }}
{{ list.append(1) }}
{{ list.clear() }}
{{ list.sort() }}
{{ names.update(a=2) }}
{{ names.pop("a") }}
{{ names.setdefault("c", 1) }}
{{ assets._make }}
{{ assets["_make"]("x") }}
{{ once }}
{{ list|once }}
{{ page.value.encode() }}
{{ page.value.translate({}) }}
{{ "a".maketrans({}) }}
{{ range }}
{{ list|map("upper") }}
{{ assets }}
{{ namespace(a=1) }}
{{ namespace(a=1) ~ "" }}
{{ [namespace(a=1)]|join }}
{{ namespace(a=1)|upper }}
{{ _("%(a)s", a=namespace(a=1)) }}
{{ list|random }}
{% import "macros.html" as m %}{{ m.__loader__ }}
{% import "macros.html" as m %}{{ m._get_default_module }}
{% include "../../../secret.html" %}
{% include "macros.html" without context %}
{% set x = cycler %}
{{ {"a": page.__class__} }}
{% if false %}{{ page.__class__ }}{% endif %}
{{ 5() }}
{{ "a"() }}
{{ names[(1, 2)] }}
{% do list.append(1) %}
{% debug %}
"""

ENDLESS = """\
{{ range(10 ** 12) }}
{{ range(10 ** 12)|list }}
{{ "x" * 10 ** 10 }}
{{ 10 ** 10 * "x" }}
{{ [0] * 10 ** 10 }}
{{ 10 ** (10 ** 10) }}
{{ 7 ** 7 ** 7 ** 7 ** 7 ** 7 }}
{{ "x"|center(10 ** 10) }}
{{ "x".center(10 ** 10) }}
{{ "x".ljust(10 ** 10) }}{{ "x".zfill(10 ** 10) }}
{{ "x".expandtabs(10 ** 10) }}
{{ "%1000000000s" % 1 }}
{{ "%1000000000s"|format(1) }}
{{ "{:1000000000}".format(1) }}
{{ "x"|indent(10 ** 10, true) }}
{{ ("x\\n" * 10000)|indent(10000) }}
{{ ("x" * 100000)|replace("x", "y" * 100000) }}
{{ ("x" * 100000).replace("x", "y" * 100000) }}
{{ ("x" * 10000)|replace("", "y" * 10000) }}
{{ range(100000)|join("y" * 100000) }}
{{ ("y" * 100000).join("x" * 100000) }}
{{ [1]|batch(10 ** 10, 0)|list }}
{{ [1]|slice(10 ** 10)|list }}
{% for x in [1]|slice(10 ** 10) %}{% endfor %}
{{ "x"|wordwrap(1, wrapstring="y" * 10 ** 6) }}
{{ 1.5|round(10 ** 9, "ceil") }}
{{ ("f" * 1000000)|int(base=16) }}
{{ [[1]]|sum(start=[]) }}
{{ [[1] * 300]|tojson(indent=100000) }}
{{ ("<" * 500000 ~ ">" * 500000)|striptags }}{{ ("<!--" * 100000 ~ "-->" * 100000)|striptags }}
{% for a in range(100000) %}{% for b in range(100000) %}{% for c in range(100000) %}{% endfor %}{% endfor %}{% endfor %}
{% for a in range(100000) recursive %}{{ loop(range(100000)) }}{% endfor %}
{% for a in range(100000) %}{% if -1 in range(100000)|list %}{% endif %}{% endfor %}
{% set big = range(100000)|list %}{% for a in range(100000) %}{% if -1 in big %}{% endif %}{% endfor %}
{% set big = range(100000)|list %}{% for a in range(100000) %}{% if big == big[:] %}{% endif %}{% endfor %}
{% set big = range(100000)|list %}{% for a in range(100000) %}{% if 1 is in(big[1:]) %}{% endif %}{% endfor %}
{% set big = range(100000)|list %}{% for a in range(100000) %}{% set x = big|sum %}{% endfor %}
{% set big = range(100000)|list %}{% for a in range(100000) %}{% set x = big|select("in", big)|list %}{% endfor %}
{% set big = "x" * 1000000 %}{% for a in range(100000) %}{{ big }}{% endfor %}
{% set big = "x" * 1000000 %}{% for a in range(100000) %}{{ big|upper|length }}{% endfor %}
{% set big = "x" * 1000000 %}{% for a in range(100000) %}{% set x = big ~ a %}{% endfor %}
{% set big = "x" * 1000000 %}{% for a in range(100000) %}{% set x = big.upper() %}{% endfor %}
{% set big = "x" * 1000000 %}{{ [big] * 100000 }}
{% set big = "x" * 1000000 %}{{ range(100000)|map("replace", "1", big)|join }}
{% set big = "x" * 1000000 %}{{ _("%(a)s" * 1000, a=big) }}
{% set big = "x" * 1000000 %}{{ [page] * 100000 ~ big }}{{ [html] * 10000 ~ big }}
{% set ns = namespace(x="ab") %}{% for a in range(100) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}
{% set ns = namespace(x="ab") %}{% for a in range(100) %}{% set ns.x = ns.x + ns.x %}{% endfor %}
{% set ns = namespace(x=[1]) %}{% for a in range(100) %}{% set ns.x = ns.x + ns.x %}{% endfor %}
{% set ns = namespace(x=[1]) %}{% for a in range(100) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}
{% set ns = namespace(x=(1, 2)) %}{% for a in range(100) %}{% set ns.x = (ns.x, ns.x) %}{% endfor %}{{ {ns.x: 1} }}
{% set ns = namespace(x={}) %}{% for a in range(100) %}{% set ns.x = dict(a=ns.x, b=ns.x) %}{% endfor %}
{% set ns = namespace(x=2) %}{% for a in range(100) %}{% set ns.x = ns.x * ns.x %}{% endfor %}
{% set ns = namespace(x=1) %}{% for a in range(100000) %}{% set ns.x = ns.x - (0 - ns.x) %}{% endfor %}
{% set ns = namespace(x="ab") %}{% for a in range(100) %}{% set ns.x = [ns.x, ns.x]|join %}{% endfor %}
{% set ns = namespace(x="ab") %}{% for a in range(100) %}{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}{% endfor %}
{% macro m(x) %}{{x}}{{x}}{% endmacro %}{% set n = namespace(x=9) %}{% for a in html %}{% set n.x=m(n.x) %}{% endfor %}
{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}
{% macro m(n) %}{% if n %}{% set x = m|once(n - 1, 1) ~ m|once(n - 1, 2) %}{% endif %}{{ n }}{% endmacro %}{{ m(60) }}
{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}
{% macro m(n) %}{% call m(n + 1) %}{{ caller() }}{{ caller() }}{% endcall %}{% endmacro %}{{ m(1) }}
{% block b %}{{ self.b() }}{% endblock %}
{% include "page.html" %}
{% extends "page.html" %}
{% for a in range(100000) %}{% include "macros.html" %}{% include "macros.html" %}{% endfor %}
{% for a in range(100000) %}{% for b in range(10000) %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}{% endfor %}
{% macro m() %}xxx{% endmacro %}{% for a in range(9999) %}{% for b in range(999) %}{{ m() }}{% endfor %}{% endfor %}
{% filter upper %}{% for a in range(100000) %}{{ html }}{% endfor %}{% endfilter %}
"""

TOO_DEEP = {
    "brackets": "\n\n{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "lists": "\n\n{{ " + "[" * 5000 + "]" * 5000 + " }}",
    "not": "\n\n{{ " + "not " * 5000 + "1 }}",
    "minus": "\n\n{{ " + "-" * 5000 + "1 }}",
    "sum": "\n\n{{ " + "1 + " * 20000 + "1 }}",
    "attributes": "\n\n{{ page" + ".a" * 5000 + " }}",
    "choices": "\n\n{{ " + "1 if 0 else " * 5000 + "1 }}",
    "filters": "\n\n{{ 1" + "|string" * 5000 + " }}",
    "digits": "\n\n{{ " + "9" * 5000 + " }}",
    "conditions": "\n\n" + "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "loops": "\n\n" + "{% for a in list %}" * 25 + "{% endfor %}" * 25,
    "conditions of lines": "\n\n" + "{% if 1 %}\n" * 95 + "{% endif %}" * 95,
    "twice": "\n\n{% macro m(a, a) %}{% endmacro %}",
    "twice called": "\n\n{{ dict(a=1, a=2) }}",
    "surrogate": '{{ "\\ud800" }}',
    "large": "x" * 1_000_000,
}


def theme(folder: Path, template: str) -> Theme:
    """Return a theme whose page is ``template``."""
    templates = folder / "themes/mine/templates"
    templates.mkdir(parents=True, exist_ok=True)
    (templates / "page.html").write_text(template, "utf-8")
    (templates / "macros.html").write_text("{% macro m(a) %}{{ a }}{% endmacro %}", "utf-8")
    (folder / "secret.html").write_text("secret", "utf-8")
    return Theme(layers=(folder / "themes/mine",), assets={})


def tried(folder: Path, template: str, store: dict[str, bytes] | None = None) -> str:
    """Return what became of ``template``: the page, or ``line: code: reason``."""
    chosen = theme(folder, template)
    localiser = Localiser(Language(code="sv", locale="sv", direction="ltr"), gettext.NullTranslations())
    environment = make_environment(chosen, localiser, TemplateCode({} if store is None else store))
    try:
        return environment.page("page.html", CONTEXT)
    except TEMPLATE_ERRORS as error:
        problem = problem_of(error, chosen)
        assert problem.location.path in (
            "themes/mine/templates/page.html",
            "themes/mine/templates/../../../secret.html",
        )
        return f"{problem.location.line}: {problem.code}: {problem.message.text()}"


def test_no_template_reaches_code_or_changes_a_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = repr(CONTEXT["names"]), repr(CONTEXT["list"])
    allowed = []
    for template in REACHES_CODE.splitlines():
        outcome = tried(tmp_path, f"\n{template}")
        if not outcome.startswith("2: "):
            allowed.append(f"{template}\n    {outcome}")
    assert allowed == []
    assert (repr(CONTEXT["names"]), repr(CONTEXT["list"])) == before
    assert not (tmp_path / "PWNED").exists()


@pytest.mark.slow
def test_every_page_comes_to_an_end_soon(tmp_path: Path) -> None:
    allowed, slow = [], []
    for template in ENDLESS.splitlines():
        began = time.process_time()
        outcome = tried(tmp_path, f"\n{template}")
        if time.process_time() - began > SECONDS:
            slow.append(template)
        if not outcome.startswith("2: "):
            allowed.append(f"{template}\n    {outcome[:200]}")
    assert allowed == [], "\n".join(allowed)
    assert slow == []


def test_every_page_comes_to_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a tenth of the steps, whatever time they take."""
    monkeypatch.setattr("vitrina.theme.sandbox.MOST_STEPS", MOST_STEPS // 10)
    outcomes = {template: tried(tmp_path, f"\n{template}") for template in ENDLESS.splitlines()}
    assert {template: outcome for template, outcome in outcomes.items() if not outcome.startswith("2: ")} == {}


def test_templates_that_are_too_much_for_the_compiler_are_told_with_their_line(tmp_path: Path) -> None:
    line = {"surrogate": 1, "large": 1}
    wrong = {}
    for name, template in TOO_DEEP.items():
        outcome = tried(tmp_path, template)
        told, _, rest = outcome.partition(": ")
        far = name == "conditions of lines" and int(told) > 3
        if not rest.startswith(("template-limit", "unsafe-template")) or not (far or int(told) == line.get(name, 3)):
            wrong[name] = outcome[:200]
    assert wrong == {}


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("{{ page }} {{ page.value }} {{ page.language|upper }}", "&lt;b&gt;Sida&lt;/b&gt; &lt;b&gt;Sida&lt;/b&gt; SV"),
        ("{{ list|map(attribute='value')|join(', ') }}", "0, 1, 2"),
        ("{{ list|join(', ', attribute='value') }}{{ ', '.join(['a', 'b']) }}", "0, 1, 2a, b"),
        (
            "{% for text in list|sort(attribute='value', reverse=true) %}{{ loop.index }}{{ text }}{% endfor %}",
            "122130",
        ),
        ("{% for a, b in names.items() %}{{ a }}{{ b }}{% endfor %}{{ names['_b'] }}", "a1_b22"),
        ("{{ assets['a.css'] }}{{ assets.get('b', 'no') }}", "/a.cssno"),
        ("{% set ns = namespace(n=0) %}{% for x in list %}{% set ns.n = ns.n + 2 %}{% endfor %}{{ ns.n }}", "6"),
        ("{% for x in list %}{{ loop.cycle('a', 'b') }}{% endfor %}", "aba"),
        ("{{ 'a-b'.split('-')|last }}{{ 'ab'.replace('a', 'c') }}{{ 'ab'.startswith('a') }}", "bcbTrue"),
        ("{% macro m(a, b=2) %}{{ a }}{{ b }}{{ caller() }}{% endmacro %}{% call m(1) %}x{% endcall %}", "12x"),
        ("{% import 'macros.html' as macros %}{{ macros.m('<') }}", "&lt;"),
        ("{% for a in range(3) recursive %}{% if a %}{{ a }}{{ loop([]) }}{% endif %}{% endfor %}", "12"),
        (
            "{{ 7 // 2 }}{{ 7 % 4 }}{{ 2 ** 10 }}{{ '=' * 3 }}{{ [1] + [2] }}{{ (1, 'a') }}",
            "331024===[1, 2](1, &#39;a&#39;)",
        ),
        ("{{ dict(a=1).a }}{{ {'a': 2}.a }}{{ [3, 1]|min }}{{ none }}{{ 1.5 }}", "121None1.5"),
        ("{{ _('Home') }}{% trans a=page.value %}{{ a }}!{% endtrans %}", "Home&lt;b&gt;Sida&lt;/b&gt;!"),
        ("{% block b %}x{% endblock %}{{ self.b() }}", "xx"),
    ],
)
def test_what_a_template_may_do(tmp_path: Path, template: str, page: str) -> None:
    assert tried(tmp_path, template) == page


@pytest.mark.parametrize(
    "value", ["page", "page.value|length", "1", "1.5", "true", "[]", "[page]", "[1, 2]", "{}", "names"]
)
def test_the_name_of_a_template_is_a_text(value: str, tmp_path: Path) -> None:
    statements = ("extends {}", "include {}", "import {} as x", "from {} import x")
    for statement in (f"{{% {statement.format(value)} %}}" for statement in statements):
        line, code, _ = tried(tmp_path, f"\n{statement}").split(": ", 2)
        assert (line, code) in (("2", "missing-template"), ("2", "template-error")), statement


def test_filters_that_are_not_there(tmp_path: Path) -> None:
    missing = {name for name in FILTERS if "No filter" in tried(tmp_path, f"{{{{ 1|{name} }}}}")}
    assert missing == {"attr", "center", "format", "pprint", "random", "urlize", "wordwrap", "xmlattr"}


def test_a_string_to_be_translated_has_no_markup(tmp_path: Path) -> None:
    for template in ("{{ _('<b>Home</b>') }}", "{% trans %}a&nbsp;b{% endtrans %}", "{{ ngettext('a', '<i>b', 2) }}"):
        assert tried(tmp_path, template).startswith("1: unsafe-template: ")


def test_code_that_was_kept_is_that_of_a_template_that_was_looked_at(tmp_path: Path) -> None:
    store: dict[str, bytes] = {}
    for _ in range(2):
        assert tried(tmp_path, "{{ page.__class__ }}", store).startswith("1: unsafe-template")
    assert store == {}
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    for _ in range(2):
        assert tried(tmp_path, endless, store).startswith("1: template-limit")
    assert len(store) == 1


def test_the_steps_of_a_page_are_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a third of the steps, three times: each page begins anew."""
    monkeypatch.setattr("vitrina.theme.sandbox.MOST_STEPS", MOST_STEPS // 10)
    template = "{% for a in range(10000) %}{{ a }}{% endfor %}" * 6
    chosen = theme(tmp_path, template)
    localiser = Localiser(Language(code="sv", locale="sv", direction="ltr"), gettext.NullTranslations())
    environment = make_environment(chosen, localiser)
    assert len({environment.page("page.html", {}) for _ in range(3)}) == 1
    (tmp_path / "themes/mine/templates/other.html").write_text(template * 3, "utf-8")
    with pytest.raises(TemplateError):
        environment.page("other.html", {})


def test_a_hostile_theme_publishes_nothing_and_is_told_once(tmp_path: Path) -> None:
    """Also where it changes only a part of the packaged theme."""
    for base in (None, "{% extends 'base.html' %}{% block main %}\n"):
        for template, code in (
            ("\n{{ page.__class__.__mro__ }}", "unsafe-template"),
            ("\n{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "template-limit"),
        ):
            folder = tmp_path / f"{code}-{base is None}"
            files = {PAGE: template if base is None else base + template.strip() + "{% endblock %}"}
            report = build_site(make_site(folder / "source", files), folder / "site")
            assert found(report) == [(PAGE, 2, code)], explain(report.problems)
            assert not (folder / "site").exists()


@pytest.mark.parametrize("name", ["parts/macros.html", "parts/source.html", "base.html", "project.html"])
def test_a_template_of_the_site_is_watched_wherever_packaged_ones_use_it(tmp_path: Path, name: str) -> None:
    """Imported, included, extended or extending: here with what can be refused only while it runs."""
    path = f"themes/mine/templates/{name}"
    packaged = (defaults.folder() / "themes/default/templates" / name).read_text("utf-8")
    files = {
        **dict.fromkeys(BARE_THEME),
        "content/site.yml": SMALL["content/site.yml"].replace("theme: bare", "theme: mine"),
        "themes/mine/theme.yml": "name: Mine\n",
        path: harmed(packaged, "{% set x = [1][(1, 2)] %}"),
    }
    report = build_site(make_site(tmp_path / "source", files), tmp_path / "site")
    assert {(path, "unsafe-template")} == {(file, code) for file, _, code in found(report)}, explain(report.problems)


def harmed(packaged: str, template: str) -> str:
    """Return a packaged template with ``template`` where it is run: in its macros and blocks, or in all of it."""
    with_macros = re.sub(r"(\{% (?:macro|block) [^%]*%\})", lambda begin: begin[1] + template, packaged)
    return with_macros if with_macros != packaged else template + packaged


def test_only_pages_without_a_template_of_the_site_run_outside_the_sandbox(tmp_path: Path) -> None:
    (tmp_path / "themes/mine/templates/parts").mkdir(parents=True)
    (tmp_path / "themes/mine/templates/parts/Source.html").write_text("mine", "utf-8")
    standard = defaults.folder() / "themes/default"
    localisers = {"sv": Localiser(Language(code="sv", locale="sv", direction="ltr"), gettext.NullTranslations())}
    pages = ("project.html", "partner.html")
    for layers, trusted in (
        ((standard,), pages),
        ((tmp_path / "themes/mine", standard), ("partner.html",)),
        ((tmp_path / "themes/mine",), ()),
    ):
        packaged = standard if standard in layers else None
        code: dict[str, bytes] = {}
        templates = PageTemplates(Theme(layers=layers, assets={}, packaged=packaged), localisers, pages, code, {})
        assert {page for page in pages if templates.is_trusted(page)} == set(trusted)

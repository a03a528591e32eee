"""The house keeps its shape: imports go down only, modules and functions stay small, one module writes to disk."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from vitrina import cli

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "vitrina"

LONGEST_MODULE = 260
LONGEST_FUNCTION = 45

# A module imports from lines above its own only, also for type checking and inside functions. A folder's modules have
# lines of their own below one number. A new module is added on the highest line that its imports allow.
LAYERS: tuple[tuple[str, str], ...] = (
    ("0", "vitrina vitrina.assets vitrina.defaults vitrina.engine vitrina.fences vitrina.fingerprints vitrina.pickles"),
    ("0 lazily", "vitrina.lazily"),
    ("0 more", "vitrina.places vitrina.problems vitrina.provenance vitrina.urls vitrina.wording"),
    ("0 workers", "vitrina.workers"),
    ("0 slips", "vitrina.encodings vitrina.slips"),
    ("0 records", "vitrina.records"),
    ("1", "vitrina.edtf vitrina.excerpts vitrina.files vitrina.ledger vitrina.money vitrina.strictyaml"),
    ("1 more", "vitrina.source_files vitrina.suggestions"),
    ("1 lines", "vitrina.arguments vitrina.catalogue_lines"),
    ("2 participation", "vitrina.participation"),
    ("2 model a", "vitrina.model.facts"),
    ("2 model b", "vitrina.model.settings"),
    ("2 model c", "vitrina.model.entries"),
    ("2 proxies", "vitrina.proxies"),
    ("2", "vitrina.lock vitrina.manifest vitrina.model vitrina.obstacles vitrina.reading vitrina.store vitrina.survey"),
    ("2 figures a", "vitrina.figures vitrina.figures.projection vitrina.figures.scales"),
    ("2 figures b", "vitrina.figures.outlines"),
    ("2 publish", "vitrina.publish"),
    ("2 inspecting", "vitrina.inspecting"),
    ("2 looking", "vitrina.looking"),
    ("2 incremental", "vitrina.incremental"),
    ("2 locales a", "vitrina.locales vitrina.locales.amounts vitrina.locales.collation vitrina.locales.direction"),
    ("2 locales b", "vitrina.locales.formats vitrina.voice"),
    ("2 report", "vitrina.report"),
    ("2 presentation", "vitrina.explanation vitrina.presentation"),
    ("3", "vitrina.catalogs vitrina.fields vitrina.sources"),
    ("3 contract a", "vitrina.contract vitrina.contract.keys"),
    ("3 contract b", "vitrina.contract.shapes"),
    ("3 contract c", "vitrina.contract.choices vitrina.contract.forms vitrina.contract.replies vitrina.contract.terms"),
    ("3 contract d", "vitrina.contract.mappings"),
    ("3 contract e", "vitrina.contract.documents vitrina.contract.languages"),
    ("3 contract f", "vitrina.contract.site"),
    ("3 contract g", "vitrina.contract.schemas"),
    ("3 contract h", "vitrina.contract.reference"),
    ("3 yaml files", "vitrina.yaml_files"),
    ("4", "vitrina.config vitrina.documents vitrina.interface vitrina.replies vitrina.vocabularies"),
    ("5 prose a", "vitrina.prose.values"),
    ("5 prose b", "vitrina.prose.needs vitrina.prose.tree"),
    ("5 prose c", "vitrina.prose.extension"),
    ("5 prose d", "vitrina.prose.quick"),
    ("5 prose e", "vitrina.prose.converter"),
    ("5 prose f", "vitrina.prose.markup"),
    ("5 prose g", "vitrina.prose"),
    ("5 content a", "vitrina.content.agreement vitrina.content.omissions"),
    ("5 content b", "vitrina.content.entries"),
    ("5 content c", "vitrina.content.site"),
    ("5 content d", "vitrina.content"),
    ("6 views a", "vitrina.views vitrina.views.addresses vitrina.views.values"),
    ("6 views page values", "vitrina.views.page_values"),
    (
        "6 views b",
        "vitrina.views.bodies vitrina.views.codes vitrina.views.figure_values vitrina.views.frame_values "
        "vitrina.views.localiser",
    ),
    ("6 views b 2", "vitrina.views.partner_index"),
    ("6 views c", "vitrina.views.editions"),
    ("6 views d", "vitrina.views.showcase"),
    ("6 views e", "vitrina.views.cards vitrina.views.facts vitrina.views.links vitrina.views.targets"),
    ("6 views sharing a", "vitrina.views.citations"),
    ("6 views sharing b", "vitrina.views.sharing"),
    ("6 views sharing c", "vitrina.views.participation"),
    ("6 views f", "vitrina.views.charts vitrina.views.frame vitrina.views.maps vitrina.views.related"),
    ("6 views g", "vitrina.views.aids vitrina.views.entries vitrina.views.timeline vitrina.views.totals"),
    ("6 views g 2", "vitrina.views.lists"),
    ("6 views g 3", "vitrina.views.home vitrina.views.overview vitrina.views.partners"),
    ("6 views h", "vitrina.views.contexts"),
    ("6 search a", "vitrina.search vitrina.search.letters vitrina.search.values"),
    ("6 search b", "vitrina.search.bodies vitrina.search.facets"),
    ("6 search c", "vitrina.search.index vitrina.search.query"),
    ("6 search d", "vitrina.search.files"),
    ("7 macros", "vitrina.macros"),
    ("7 shortcuts", "vitrina.shortcuts"),
    ("7 filters", "vitrina.filters"),
    ("7", "vitrina.closures vitrina.plan vitrina.theme"),
    ("7 theme folders", "vitrina.theme_folders"),
    ("7 kept", "vitrina.kept_plan"),
    ("7 mistakes", "vitrina.mistakes"),
    ("7 exports a", "vitrina.exports vitrina.exports.xml"),
    ("7 exports b", "vitrina.exports.citations vitrina.exports.feed vitrina.exports.sitemap"),
    ("8", "vitrina.render"),
    ("8 press", "vitrina.compiling vitrina.making vitrina.press"),
    ("8 building", "vitrina.building vitrina.verification"),
    ("8 rebuilding", "vitrina.rebuilding"),
    ("8 audit a", "vitrina.audit.evidence vitrina.audit.outline"),
    ("8 audit b", "vitrina.audit.bodies"),
    ("8 audit c", "vitrina.audit.catalogues vitrina.audit.facts vitrina.audit.links vitrina.audit.pictures"),
    ("8 audit d", "vitrina.audit.prose vitrina.audit.terms vitrina.audit.texts"),
    ("8 audit e", "vitrina.audit vitrina.audit.outgoing"),
    ("8 external a", "vitrina.external vitrina.external.addresses vitrina.external.turns vitrina.external.values"),
    ("8 external b", "vitrina.external.exchange vitrina.external.memory vitrina.external.verdicts"),
    ("8 external c", "vitrina.external.asking"),
    ("8 external d", "vitrina.external.rounds"),
    ("8 external e", "vitrina.external.check"),
    ("9", "vitrina.pipeline"),
    ("10", "vitrina.terminal vitrina.today"),
    ("10 translations a", "vitrina.translations vitrina.translations.passages"),
    ("10 translations b", "vitrina.translations.states"),
    ("10 translations c", "vitrina.translations.survey"),
    ("10 translations d", "vitrina.translations.marking vitrina.translations.page_values vitrina.translations.words"),
    ("10 translations e", "vitrina.translations.output vitrina.translations.page"),
    ("10 translations f", "vitrina.translation_commands"),
    ("10 scaffold a", "vitrina.scaffold vitrina.scaffold.values"),
    ("10 scaffold b", "vitrina.scaffold.documents vitrina.scaffold.editors vitrina.scaffold.languages"),
    ("10 scaffold c", "vitrina.scaffold.site"),
    ("10 scaffold d", "vitrina.scaffold.place"),
    ("10 scaffold e", "vitrina.scaffold.acting"),
    ("10 scaffold f", "vitrina.scaffold_commands"),
    ("10 translations g", "vitrina.translations.alignment"),
    ("10 serve a", "vitrina.serve vitrina.serve.answers vitrina.serve.builder vitrina.serve.side_by_side"),
    ("10 serve b", "vitrina.serve.panel vitrina.serve.watching"),
    ("10 serve c", "vitrina.serve.pages"),
    ("10 serve d", "vitrina.serve.preview"),
    ("10 serve e", "vitrina.serve.channel vitrina.serve.handlers"),
    ("10 serve f", "vitrina.serve.server"),
    ("10 serve g", "vitrina.serving_command"),
    ("10 making", "vitrina.making_commands"),
    ("11", "vitrina.cli"),
    ("12", "vitrina.__main__"),
)
TABLE = [name for _, names in LAYERS for name in names.split()]
LINE = {name: number for number, (_, names) in enumerate(LAYERS) for name in names.split()}


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(file): file for file in sorted(PACKAGE.rglob("*.py")) if "bundled" not in file.parts}

every_module = pytest.mark.parametrize("module", list(MODULES))


@cache
def parsed(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports(module: str) -> Iterator[tuple[str, int]]:
    """Yield the modules of the package that ``module`` imports anywhere, with their lines."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names if alias.name.split(".")[0] == "vitrina")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are absolute"
            if node.module and node.module.split(".")[0] == "vitrina":
                for alias in node.names:
                    full = f"{node.module}.{alias.name}"
                    yield full if full in MODULES else node.module, node.lineno


def functions(module: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(parsed(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_module_is_in_the_table_once() -> None:
    assert sorted(TABLE) == sorted(MODULES)


@every_module
def test_imports_go_down_only(module: str) -> None:
    wrong = [
        f"{MODULES[module].relative_to(ROOT)}:{line}: {module} imports {imported}"
        for imported, line in imports(module)
        if LINE[imported] >= LINE[module]
    ]
    assert wrong == []


def test_every_import_of_the_package_is_seen() -> None:
    """The table would hold for nothing if modules were imported by their names as text."""
    dynamic = [
        f"{module}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.Name | ast.Attribute)
        and (node.id if isinstance(node, ast.Name) else node.attr) in ("import_module", "__import__", "exec", "eval")
    ]
    assert dynamic == []


@every_module
def test_a_module_can_be_read_in_one_go(module: str) -> None:
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= LONGEST_MODULE


@every_module
def test_a_function_can_be_read_in_one_go(module: str) -> None:
    long = [
        f"{module}.{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in functions(module)
        if node.end_lineno is not None and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


@every_module
def test_a_bug_is_never_swallowed(module: str) -> None:
    wide = [
        f"{module}:{node.lineno}"
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ExceptHandler)
        and (
            node.type is None
            or {"Exception", "BaseException"} & {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
        )
    ]
    assert wide == []


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}
    assert [module for module in MODULES if drawers & set(module.split("."))] == []


WRITING = frozenset(
    (
        *(
            "write_bytes",
            "write_text",
            "touch",
            "mkdir",
            "rmdir",
            "unlink",
            "rename",
            "symlink_to",
            "hardlink_to",
            "chmod",
        ),
        *("rmtree", "copyfile", "copyfileobj", "copytree", "copy2", "copystat", "makedirs", "removedirs", "truncate"),
        *("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile", "fdopen"),
    )
)
ONLY_OF_OS = frozenset(("remove", "replace", "move", "copy", "link", "symlink", "open"))


def writes(call: ast.Call) -> bool:
    """Tell whether ``call`` can change the disk; ``str.replace`` has two arguments, ``Path.replace`` one."""
    function = call.func
    if isinstance(function, ast.Name):
        return function.id == "open" and not opens_to_read(call, 1)
    if not isinstance(function, ast.Attribute):
        return False
    owner = function.value.id if isinstance(function.value, ast.Name) else ""
    if owner in ("os", "shutil") and function.attr in ONLY_OF_OS:
        return True
    if function.attr == "open":
        return not opens_to_read(call, 0)
    if function.attr == "replace":
        return len(call.args) == 1 and not call.keywords
    return function.attr in WRITING


def opens_to_read(call: ast.Call, position: int) -> bool:
    given = [*call.args[position : position + 1], *(word.value for word in call.keywords if word.arg == "mode")]
    return all(isinstance(mode, ast.Constant) and str(mode.value) in ("r", "rb", "rt") for mode in given)


@every_module
def test_only_two_modules_write_to_disk(module: str) -> None:
    found = [node.lineno for node in ast.walk(parsed(module)) if isinstance(node, ast.Call) and writes(node)]
    assert bool(found) == (module in ("vitrina.files", "vitrina.source_files")), found


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('open("a", "w")', True),
        ('open("a", mode=m)', True),
        ('open("a")', False),
        ('Path("a").open("ab")', True),
        ("a.replace(b)", True),
        ("a.replace(b, c)", False),
        ("os.replace(a, b)", True),
        ("items.remove(a)", False),
        ("os.remove(a)", True),
        ("file.write_text(a)", True),
    ],
)
def test_what_counts_as_writing(code: str, expected: bool) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert writes(call) is expected


CLOCKS = frozenset(
    ("time", "time_ns", "now", "today", "utcnow", "localtime", "gmtime", "ctime", "asctime", "setlocale")
)
KNOWING_THE_TIME = ("vitrina.today", "vitrina.proxies")
"""What only the command line imports, and what decides whether a file has to be read again."""
CHANCE = frozenset(("random", "secrets", "uuid", "locale"))


@every_module
def test_pages_know_no_clock_no_chance_and_no_locale_of_the_process(module: str) -> None:
    """The clocks: the stopwatch of the report, the day of a check, how long a file is at rest: none is in a page."""
    for node in ast.walk(parsed(module)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
        ):
            is_clock = node.func.value.id in ("time", "datetime", "date", "locale") and node.func.attr in CLOCKS
            is_allowed = is_datetime_time(node) or module in KNOWING_THE_TIME
            assert is_allowed or not is_clock, f"{module}:{node.lineno}"
        if isinstance(node, ast.Import):
            assert not CHANCE & {alias.name for alias in node.names}, f"{module}:{node.lineno}"
        if isinstance(node, ast.ImportFrom):
            assert node.module not in CHANCE, f"{module}:{node.lineno}"


def is_datetime_time(call: ast.Call) -> bool:
    """``datetime.time()`` is midnight, not the clock."""
    function = call.func
    assert isinstance(function, ast.Attribute)
    return isinstance(function.value, ast.Name) and function.value.id == "datetime" and function.attr == "time"


@every_module
def test_public_names_are_explained(module: str) -> None:
    def silent(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
        for child in node.body:
            if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and child.name[0] != "_":
                if not ast.get_docstring(child):
                    yield f"{prefix}.{child.name}"
                if isinstance(child, ast.ClassDef):
                    yield from silent(child, f"{prefix}.{child.name}")

    assert ast.get_docstring(parsed(module))
    assert list(silent(parsed(module), module)) == []


def options() -> Iterator[tuple[str, str]]:
    """Yield each command with each of its long options, and with nothing for itself."""
    general = cli._parser()
    for action in general._actions:
        yield from (("", option) for option in action.option_strings if option.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for command, parser in action.choices.items():
                yield command, ""
                for inner in parser._actions:
                    yield from ((command, option) for option in inner.option_strings if option.startswith("--"))


@pytest.mark.parametrize(("command", "option"), [pair for pair in options() if pair[1] != "--help"])
def test_the_readme_names_every_command_and_option(command: str, option: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert re.search(rf"(?<![\w-]){re.escape(option or command)}(?![\w-])", readme)

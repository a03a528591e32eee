"""The house keeps its shape: imports go down only, modules and functions stay small, one module writes to disk."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from vitrina.cli import main as cli

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "vitrina"

LONGEST_MODULE = 260
LONGEST_FUNCTION = 45

ROOT_MODULES = 12
"""Modules that may lie in the root of the package."""

# A package imports only what stands above it, also for type checking and inside functions; its own modules import each
# other in one direction only. A new module needs no line here, a new package needs one.
PACKAGES = (
    "problems",
    "values",
    "defaults",
    "workers",
    "model",
    "disk",
    "options",
    "reading",
    "media",
    "publish",
    "state",
    "languages",
    "prose",
    "contract",
    "content",
    "figures",
    "views",
    "exports",
    "search",
    "theme",
    "outputs",
    "render",
    "reporting",
    "audit",
    "linkcheck",
    "pipeline",
    "translations",
    "scaffold",
    "importers",
    "serve",
    "cli",
    "__main__",
)


def assert_none(violations: Iterable[str]) -> None:
    """Fail if there are ``violations``, and list all of them."""
    __tracebackhide__ = True
    if found := list(violations):
        pytest.fail("\n".join(found), pytrace=False)


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(file): file for file in sorted(PACKAGE.rglob("*.py")) if "bundled" not in file.parts}


def where(module: str, node: ast.stmt | ast.expr | ast.ExceptHandler) -> str:
    return f"{MODULES[module].relative_to(ROOT)}:{node.lineno}"


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


def calls(module: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(parsed(module)) if isinstance(node, ast.Call))


def package_of(module: str) -> str:
    """Return the package (or the module of the root) that ``module`` lies in; the root itself is above all."""
    return [*module.split("."), ""][1]


def test_every_package_is_in_the_list_once() -> None:
    assert sorted(PACKAGES) == sorted({package_of(module) for module in MODULES} - {""})


def test_the_root_has_few_modules() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= ROOT_MODULES


def test_a_package_imports_only_what_stands_above_it() -> None:
    height = {package: number for number, package in enumerate(("", *PACKAGES))}
    wrong = [
        f"{MODULES[module].relative_to(ROOT)}:{line}: {module} imports {imported}"
        for module in MODULES
        for imported, line in imports(module)
        if height[package_of(imported)] > height[package_of(module)]
    ]
    assert_none(wrong)


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module: {imported for imported, _ in imports(module)} - {module} for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_every_import_of_the_package_is_seen() -> None:
    """The table would hold for nothing if modules were imported by their names as text."""
    dynamic = [
        f"{module}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.Name | ast.Attribute)
        and (node.id if isinstance(node, ast.Name) else node.attr) in ("import_module", "__import__", "exec", "eval")
    ]
    assert_none(dynamic)


def test_a_module_can_be_read_in_one_go() -> None:
    lengths = {module: len(file.read_text("utf-8").splitlines()) for module, file in MODULES.items()}
    assert_none(f"{module}: {length} lines" for module, length in lengths.items() if length > LONGEST_MODULE)


def test_a_function_can_be_read_in_one_go() -> None:
    long = [
        f"{where(module, node)}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for module in MODULES
        for node in functions(module)
        if node.end_lineno is not None and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert_none(long)


def test_a_bug_is_never_swallowed() -> None:
    wide = [
        where(module, node)
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ExceptHandler)
        and (
            node.type is None
            or {"Exception", "BaseException"} & {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
        )
    ]
    assert_none(wide)


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}
    assert_none(module for module in MODULES if drawers & set(module.split(".")))


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
        *(
            "rmtree",
            "copyfile",
            "copymode",
            "copyfileobj",
            "copytree",
            "copy2",
            "copystat",
            "makedirs",
            "removedirs",
            "truncate",
        ),
        *("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile", "fdopen"),
    )
)
ONLY_OF_OS = frozenset(
    (
        *("remove", "replace", "move", "copy", "link", "symlink", "open"),
        *("write", "pwrite", "writev", "mkfifo", "mknod", "renames", "fchmod", "utime"),
    )
)
LIBRARIES = frozenset(("sqlite3.connect", "FileLock", "SoftFileLock"))


def writes(call: ast.Call) -> bool:
    """Tell whether ``call`` can change the disk; ``str.replace`` has two arguments, ``Path.replace`` one."""
    function = call.func
    if isinstance(function, ast.Name):
        return function.id in LIBRARIES or (function.id == "open" and not opens_to_read(call, 1))
    if not isinstance(function, ast.Attribute):
        return False
    owner = function.value.id if isinstance(function.value, ast.Name) else ""
    if (owner in ("os", "shutil") and function.attr in ONLY_OF_OS) or f"{owner}.{function.attr}" in LIBRARIES:
        return True
    if function.attr == "open":
        return not opens_to_read(call, 0)
    if function.attr == "replace":
        return len(call.args) == 1 and not call.keywords
    return function.attr in WRITING


def opens_to_read(call: ast.Call, position: int) -> bool:
    given = [*call.args[position : position + 1], *(word.value for word in call.keywords if word.arg == "mode")]
    return all(isinstance(mode, ast.Constant) and str(mode.value) in ("r", "rb", "rt") for mode in given)


def test_only_modules_of_one_package_write_to_disk() -> None:
    calls = {
        module: [
            where(module, node) for node in ast.walk(parsed(module)) if isinstance(node, ast.Call) and writes(node)
        ]
        for module in MODULES
    }
    found = {module: lines for module, lines in calls.items() if lines}
    found.pop("vitrina.workers")  # to its pipes
    kept_for_the_user = {"vitrina.disk.cache", "vitrina.disk.lock", "vitrina.state.database"}
    opens_to_read = {"vitrina.disk.inputs", "vitrina.disk.whole_files", "vitrina.media.opening"}
    writing = {"vitrina.disk.output", "vitrina.disk.source", "vitrina.disk.writing"}
    assert set(found) - opens_to_read == writing | kept_for_the_user, found


NAMED_BY_PATH = frozenset(
    ("write_bytes", "write_text", "touch", "rename", "copyfile", "copytree", "copymode", "fdopen")
)


def test_one_module_fills_files() -> None:
    """Through no link: the others of its package ask it, open nothing themselves but what is theirs alone.

    The output stages in a folder that this very build made, the cache has its key, and both read.
    """
    opening = {
        (module, function.name)
        for module in MODULES
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (ast.unparse(node.func) == "os.open" or (node.func.attr in NAMED_BY_PATH and writes(node)))
    }
    inside = {found for found in opening if found[0] != "vitrina.disk.writing"}
    assert inside == {
        ("vitrina.disk.output", "stage"),
        ("vitrina.disk.whole_files", "read_with_status"),
        ("vitrina.disk.cache", "user_key"),
        ("vitrina.disk.inputs", "_descend"),  # to read
        ("vitrina.disk.inputs", "_open_checked"),
    }


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
        ("os.write(a, b)", True),
        ("sqlite3.connect(a)", True),
        ("FileLock(a)", True),
    ],
)
def test_what_counts_as_writing(code: str, expected: bool) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert writes(call) is expected


CLOCKS = frozenset(
    ("time", "time_ns", "now", "today", "utcnow", "localtime", "gmtime", "ctime", "asctime", "setlocale")
)
KNOWING_THE_TIME = ("vitrina.values.clock", "vitrina.disk.stamps")
"""What only the command line imports, and what decides whether a file has to be read again."""
CHANCE = frozenset(("random", "secrets", "uuid", "locale"))


def test_pages_know_no_clock_no_chance_and_no_locale_of_the_process() -> None:
    """The clocks: the stopwatch of the report, the day of a check, how long a file is at rest: none is in a page."""
    asking = [
        f"{where(module, node)}: {ast.unparse(node)}"
        for module in MODULES
        for node in ast.walk(parsed(module))
        if (isinstance(node, ast.Call) and asks_the_time(node) and module not in KNOWING_THE_TIME)
        or (isinstance(node, ast.Import) and CHANCE & {alias.name for alias in node.names})
        or (isinstance(node, ast.ImportFrom) and node.module in CHANCE)
    ]
    assert_none(asking)


def asks_the_time(call: ast.Call) -> bool:
    function = call.func
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
        return False
    is_clock = function.value.id in ("time", "datetime", "date", "locale") and function.attr in CLOCKS
    return is_clock and not is_datetime_time(call)


def is_datetime_time(call: ast.Call) -> bool:
    """``datetime.time()`` is midnight, not the clock."""
    function = call.func
    assert isinstance(function, ast.Attribute)
    return isinstance(function.value, ast.Name) and function.value.id == "datetime" and function.attr == "time"


def test_public_names_are_explained() -> None:
    def silent(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
        if not ast.get_docstring(node):
            yield prefix
        for child in node.body:
            if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and child.name[0] != "_":
                if isinstance(child, ast.ClassDef):
                    yield from silent(child, f"{prefix}.{child.name}")
                elif not ast.get_docstring(child):
                    yield f"{prefix}.{child.name}"

    assert_none(name for module in MODULES for name in silent(parsed(module), module))


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


def test_the_readme_names_every_command_and_option() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    names = {option or command for command, option in options()} - {"--help"}
    assert len(names) > 20
    assert_none(name for name in sorted(names) if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", readme))

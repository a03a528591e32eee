"""Every code that the engine can give is explained in docs/problems.md and met by a test."""

from __future__ import annotations

import ast
import errno
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.pictures import GIF
from tests.sites import PAGE, ROOT, Files, build_site, document, found, make_site
from vitrina.outputs.kinds import Planned
from vitrina.problems import Problems
from vitrina.reading.yaml import parse
from vitrina.render.plan import check_plan
from vitrina.views.targets import Target

DOCS = ROOT / "docs" / "problems.md"
AT_LEAST = 85
SEVERITIES = ("Error", "Warning", "Note")

_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
_KEBAB = re.compile(r"[a-z]+(-[a-z0-9]+)+")
_HEADING = re.compile(r"### `(?P<code>[^`]+)`")
_FENCED = re.compile(r"^```[a-z]*\n.+?^```$", re.MULTILINE | re.DOTALL)

ALWAYS_CODES = frozenset(("Problem", "LinkProblem", "Flaw", "error", "warning"))
"""Calls whose parameter ``code`` is a problem's; one of another function may be a language's or a currency's."""

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, ast.Module]:
    files = sorted((ROOT / "vitrina").rglob("*.py"))
    return {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text("utf-8")) for file in files}


def positions(trees: Mapping[str, ast.Module]) -> dict[str, set[int]]:
    """Return, for each function, method or class that takes a ``code``, which of the arguments of a call it can be."""
    places: dict[str, set[int]] = {"warn": {1}}  # the method of the problems, handed on as a function
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, _Function):
                names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
                names = names[1:] if names[:1] in (["self"], ["cls"]) else names
            elif isinstance(node, ast.ClassDef):
                names = [
                    field.target.id
                    for field in node.body
                    if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
                ]
            else:
                continue
            if "code" in names:
                places.setdefault(node.name, set()).add(names.index("code"))
    return places


def code_arguments(trees: Mapping[str, ast.Module]) -> Iterator[tuple[str, str, ast.expr]]:
    """Yield where a call is, what it calls, and what it passes as a code."""
    places = positions(trees)
    for path, tree in trees.items():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name | ast.Attribute):
                continue
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            passed = [call.args[at] for at in places.get(name, ()) if at < len(call.args)]
            passed += [keyword.value for keyword in call.keywords if keyword.arg == "code" and name in places]
            for argument in passed:
                yield f"{path}:{call.lineno}", name, argument


def literals(expression: ast.expr) -> list[str]:
    if isinstance(expression, ast.IfExp):
        return literals(expression.body) + literals(expression.orelse)
    return [expression.value] if isinstance(expression, ast.Constant) and isinstance(expression.value, str) else []


def handed_back(trees: Mapping[str, ast.Module]) -> Iterator[str]:
    """Yield the codes that a function returns or yields together with a message."""
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Return | ast.Yield) and isinstance(node.value, ast.Tuple) and node.value.elts:
                yield from filter(_KEBAB.fullmatch, literals(node.value.elts[0]))


def codes_of(trees: Mapping[str, ast.Module]) -> set[str]:
    codes = set(handed_back(trees))
    for _, name, argument in code_arguments(trees):
        pattern = _CODE if name in ALWAYS_CODES else _KEBAB
        codes.update(filter(pattern.fullmatch, literals(argument)))
    return codes


@cache
def codes_of_the_engine() -> set[str]:
    return codes_of(modules())


def entries() -> list[tuple[str, str]]:
    """Return code and text of each entry; a heading inside a fenced example is no heading."""
    found_here: list[tuple[str, list[str]]] = []
    is_code, is_entry = False, False
    for line in DOCS.read_text("utf-8").split("\n"):
        is_code ^= line.startswith("```")
        if not is_code and line.startswith("#"):
            match = _HEADING.fullmatch(line)
            is_entry = match is not None
            if match is not None:
                found_here.append((match["code"], []))
        elif is_entry:
            found_here[-1][1].append(line)
    return [(code, "\n".join(lines)) for code, lines in found_here]


def in_page(body: str) -> Files:
    return {PAGE: document(body)}


def test_the_collector_finds_codes() -> None:
    assert len(codes_of_the_engine()) >= AT_LEAST


def test_the_collector_finds_a_new_call() -> None:
    statements = [
        'problems.error(place, "new-0", message)',
        'self._problems.warning(place, code="new-1", message=message)',
        'yield Problem(place, "new-2", message, hint, Severity.NOTE)',
        'reader.error("key", "new-3" if key else "missing-key", message)',
        'return LinkProblem("new-4", message)',
        'flaws.append(Flaw("new-5", message))',
        'raise self._stop(event, "new-6", message)',
        '_report(problems, path, "new-7", message)',
        'yield "new-8", message, hint',
    ]
    added = {f"{number}.py": ast.parse(f"def new():\n    {code}\n") for number, code in enumerate(statements)}
    assert codes_of({**modules(), **added}) - codes_of_the_engine() == {f"new-{n}" for n in range(len(statements))}


def test_a_code_is_written_out_where_it_is_given() -> None:
    computed = [
        place
        for place, name, argument in code_arguments(modules())
        if name in ALWAYS_CODES and not literals(argument) and ast.unparse(argument).rpartition(".")[2] != "code"
    ]
    assert computed == []


def test_every_code_is_explained_once_and_nothing_else_is() -> None:
    explained = [code for code, _ in entries()]
    assert sorted(explained) == sorted(codes_of_the_engine())


def test_an_entry_has_a_severity_a_sentence_an_example_and_advice() -> None:
    severity = re.compile(rf"\s*\*({'|'.join(SEVERITIES)})\.\* \S")
    incomplete = []
    for code, text in entries():
        before, *after = _FENCED.split(text)
        if not (severity.match(before) and before.strip().endswith(".") and "".join(after).strip()):
            incomplete.append(code)
    assert incomplete == []


def test_every_code_is_met_by_a_test() -> None:
    folder = ROOT / "tests"
    files = [*sorted(folder.glob("*.py")), *sorted(folder.glob("golden/*/transcript.txt"))]
    text = "\n".join(file.read_text("utf-8") for file in files)
    words = set(re.findall(r"(?<=[\"': ])[a-z]+(?:-[a-z0-9]+)*(?=[\"': ])", text))
    assert sorted(codes_of_the_engine() - words) == []


@pytest.mark.parametrize(
    ("code", "files", "place"),
    [
        ("empty-folder", {"content/pages/empty/picture.gif": GIF}, ("content/pages/empty", 0)),
        ("misnamed-file", {"content/pages/about/a\u200b.gif": GIF}, ("content/pages/about/a\u200b.gif", 0)),
        ("too-many-brackets", in_page("[" * 2001), (PAGE, 4)),
        ("too-many-signs", in_page("`a` " * 5001), (PAGE, 4)),
        ("too-many-footnotes", in_page("[^1] " * 1001), (PAGE, 4)),
        ("too-many-lines", in_page("# a\n" * 1001), (PAGE, 1004)),
        ("too-long-text", in_page("a " * 100_001), (PAGE, 4)),
        ("too-deep", in_page(f"{'- ' * 1000}deep\n"), (PAGE, 4)),
        ("unknown-direction", in_page("*text*{: dir=right}\n"), (PAGE, 4)),
        ("duplicate-id", in_page("## A {: #same}\n\n## B {: #same}\n"), (PAGE, 6)),
    ],
)
def test_codes_of_content(code: str, files: Files, place: tuple[str, int], tmp_path: Path) -> None:
    assert found(build_site(make_site(tmp_path, files))) == [(*place, code)]


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> tuple[int, int]:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("vitrina.publish.publish.put_in_place", fail)
    assert found(build_site(make_site(tmp_path))) == [("site", 0, "output-failed")]


def test_the_engines_own_folder_is_not_for_the_site() -> None:
    """No file of ``content/`` gets that far: names with a full stop in front are passed over."""
    problems = Problems()
    check_plan(
        [Planned(path=".vitrina/file", origin="content/static/file", target=Target(kind="static", id=".vitrina/file"))],
        problems,
    )
    assert [problem.code for problem in problems] == ["reserved-name"]


def test_a_character_that_yaml_does_not_have() -> None:
    """Files with one are refused when they are read, with another code."""
    problems = Problems()
    assert parse("title: a\n\nsummary: \ufffe\n", "file.yml", problems) is None
    assert [(problem.code, problem.location.line) for problem in problems] == [("yaml-character", 3)]

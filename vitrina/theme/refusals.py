"""What no template may have, found in its syntax tree before any of it is run.

Names that begin with an underscore, and those of Python's own frames and generators, lead from a value to the
interpreter. As no template has them, no attribute has to be looked at while pages are made, which costs a fifth of a
build.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import AsyncGeneratorType, CodeType, CoroutineType, FrameType, GeneratorType, TracebackType

from jinja2 import meta, nodes

from vitrina.languages.catalogue_strings import MARKUP
from vitrina.problems import Message, say
from vitrina.theme.limits import ForbiddenTemplateError, TemplateTooLargeError

DEEPEST = 80
"""Levels of the syntax tree: Jinja compiles it level by level, and Python has room for a few hundred."""

MOST_LOOPS = 12
"""Loops inside each other: Python has room for twenty."""

STRINGS = frozenset(("_", "gettext", "ngettext", "pgettext", "npgettext"))
"""The functions that translate a string."""

_INTERNAL = frozenset(
    name
    for kind in (AsyncGeneratorType, CodeType, CoroutineType, FrameType, GeneratorType, TracebackType)
    for name in dir(kind)
    if name.partition("_")[0] in ("ag", "co", "cr", "f", "gi", "tb")
) | {"mro"}

_NOT_THERE = frozenset(("cycler", "joiner", "lipsum", "varargs", "kwargs"))
"""Names that Jinja has and templates here have not."""


def is_private(name: str) -> bool:
    """Tell whether no template may ask a value for the attribute ``name``."""
    return name.startswith("_") or name in _INTERNAL


def refuse(tree: nodes.Template, name: str | None, filename: str | None) -> None:
    """Raise ``ForbiddenTemplateError`` for the first thing in ``tree`` that no template may have."""
    undeclared: set[str] | None = None
    for node, depth, loops in _levels(tree):
        if depth > DEEPEST or loops > MOST_LOOPS:
            raise TemplateTooLargeError(nested_too_deeply(), node.lineno, name, filename)
        reason = _reason(node)
        if reason is None and isinstance(node, nodes.Name) and node.name in _NOT_THERE:
            undeclared = undeclared if undeclared is not None else meta.find_undeclared_variables(tree)
            reason = _unsafe(node.name) if node.name in undeclared or node.name.endswith("args") else None
        if reason is not None:
            raise ForbiddenTemplateError(reason, node.lineno, name, filename)


def nested_too_deeply() -> Message:
    """Return what is wrong with a template that has too many levels."""
    return say("The template is nested too deeply here.")


def _levels(tree: nodes.Template) -> Iterator[tuple[nodes.Node, int, int]]:
    """Yield the nodes of ``tree`` with their level and the number of loops around them, without recursion."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, depth, loops = waiting.pop()
        yield node, depth, loops
        inside = loops + isinstance(node, nodes.For)
        waiting += [(child, depth + 1, inside) for child in node.iter_child_nodes()]


def _reason(node: nodes.Node) -> Message | None:
    if isinstance(node, nodes.Getattr) and is_private(node.attr):
        return _unsafe(node.attr)
    if isinstance(node, nodes.Call):
        return _reason_of_call(node)
    if isinstance(node, nodes.Include) and not node.with_context:
        return _unsafe("without context")
    if isinstance(node, nodes.Macro | nodes.CallBlock):
        return _repeated([argument.name for argument in node.args])
    return None


def _reason_of_call(node: nodes.Call) -> Message | None:
    if isinstance(node.node, nodes.Name) and node.node.name in STRINGS:
        for argument in node.args:
            text = argument.value if isinstance(argument, nodes.Const) else None
            markup = MARKUP.search(text) if isinstance(text, str) else None
            if markup is not None:
                return say("This translatable string contains markup: {markup}", markup=markup[0])
    return _repeated([keyword.key for keyword in node.kwargs])


def _repeated(names: list[str]) -> Message | None:
    twice = next((name for name in names if names.count(name) > 1), None)
    return None if twice is None else say("“{name}” is given twice here.", name=twice)


def _unsafe(name: str) -> Message:
    return say("A template may not use “{name}”.", name=name)

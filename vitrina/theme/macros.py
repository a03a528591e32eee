"""Macros that read nothing but their arguments: the same arguments are worked out once in a build, for any theme.

A card stands in many lists, and the frame's menus on every page of their kind. Whether a macro can be remembered is
found out while its template is compiled: it may read its arguments, the strings of the interface and macros of the
same file that can be remembered themselves. Whether a call can is found out from its arguments: texts, numbers and
the frozen values of the views, which are the same as long as they live. Everything else is worked out each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import NoneType
from typing import cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup

MOST = 1 << 13
"""Calls that are remembered in a language; with one more, remembering begins anew."""

STRINGS = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext"})
"""The names of the interface's strings: the same in all templates of a language."""

_READS_MORE = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Block, nodes.CallBlock)
"""What a macro can have in it that reads the context without naming what it reads."""

_ASSIGNING = (nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)

_UNSTEADY = "random"
"""The filter of Jinja that does not give the same result again."""


class Macros:
    """What the macros of a language have made so far."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], tuple[tuple[object, ...], str]] = {}

    def remembering(self, context: Context, name: str, macro: Macro) -> Macro:
        """Return the ``macro`` with this unique name so that it works out the same arguments once."""
        strings = context.environment.globals
        if any(context.resolve_or_missing(string) is not strings.get(string, missing) for string in STRINGS):
            return macro  # a template imports it with strings of its own
        return RememberingMacro(macro, name, self._made)


class RememberingMacro(Macro):
    """A macro that works out the same arguments once, where it is called by ``recall``: with arguments by position."""

    def __init__(self, macro: Macro, key: str, made: dict[tuple[object, ...], tuple[tuple[object, ...], str]]) -> None:
        vars(self).update(vars(macro))
        self._key = key
        self._made = made

    @internalcode
    def recall(self, escaping: EvalContext, values: tuple[object, ...]) -> str:
        """Return what the macro makes of its arguments for a template that escapes what it inserts."""
        identity = _identity(values)
        if identity is None:
            return self(escaping, *values)
        key = (self._key, identity)
        known = self._made.get(key)
        if known is None:
            if len(self._made) >= MOST:
                self._made.clear()
            # the arguments are kept with the result, so that no other ones can ever have their identity
            known = self._made[key] = values, self(escaping, *values)
        return known[1]


class Writer(CodeGenerator):
    """Writes the code of templates as Jinja does, and lets the macros that can be remembered remember."""

    _assigned: Counter[str]
    _unconditional: tuple[nodes.Node, ...]
    _remembered: set[str]
    _read: set[str] | None = None

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write a template."""
        self._assigned = Counter(name for found in node.find_all(_ASSIGNING) for name in _assigned(found))
        self._unconditional = tuple(node.body) if self.name is not None else ()
        self._remembered = set()
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        """Write what a part of a template looks up as it begins."""
        super().enter_frame(frame)
        if self._read is not None:
            self._read |= {name for action, name in frame.symbols.loads.values() if action == "resolve" and name}

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a name."""
        super().visit_Name(node, frame)
        if self._read is not None and frame.symbols.ref(node.name).startswith("l_0_"):  # of the template itself
            self._read.add(node.name)

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> tuple[Frame, MacroRef]:
        """Write the body of a macro."""
        if not isinstance(node, nodes.Macro) or self._read is not None:
            return super().macro_body(node, frame)
        self._read = set()
        inner, reference = super().macro_body(node, frame)
        read, self._read = self._read, None
        is_whole = self._assigned[node.name] == 1 and any(node is part for part in self._unconditional)
        reads_more = any(node.find_all(_READS_MORE)) or any(
            each.name == _UNSTEADY for each in node.find_all(nodes.Filter)
        )
        if is_whole and not reads_more and read <= STRINGS | self._remembered:
            self._remembered.add(node.name)
        return inner, reference

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write what makes a macro of its body."""
        node = macro_ref.node
        if not isinstance(node, nodes.Macro) or self._read is not None or node.name not in self._remembered:
            super().macro_def(macro_ref, frame)
            return
        self.write(f"environment.macros.remembering(context, {f'{self.name}:{node.name}'!r}, ")
        super().macro_def(macro_ref, frame)
        self.write(")")


def _assigned(node: nodes.Node) -> Iterator[str]:
    """Yield the names that ``node`` itself gives to something."""
    match node:
        case nodes.Name(ctx="store") | nodes.Macro():
            yield node.name
        case nodes.Import():
            yield node.target
        case nodes.FromImport():
            yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _identity(values: tuple[object, ...]) -> tuple[object, ...] | None:
    """Return what tells these values from all others that live; ``None`` for those that can change."""
    found: list[object] = []
    for value in values:
        kind = type(value)
        if kind is str:
            found.append(value)
        elif _is_frozen[kind]:
            found.append(id(value))
        elif kind in _PLAIN:
            found.append((kind, value))
        elif kind is tuple:
            inner = _identity(cast(tuple[object, ...], value))
            if inner is None:
                return None
            found.append((kind, inner))
        else:
            return None
    return tuple(found)


_PLAIN = frozenset({int, bool, NoneType, Markup, type(missing)})


class _Frozen(dict[type, bool]):
    """Which classes are frozen dataclasses."""

    def __missing__(self, kind: type) -> bool:
        parameters = vars(kind).get("__dataclass_params__")
        self[kind] = parameters is not None and parameters.frozen
        return self[kind]


_is_frozen = _Frozen()

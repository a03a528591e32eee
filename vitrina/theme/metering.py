"""Templates that count what they do: filters are put into the syntax tree where a template could go on without end.

The rounds of a loop are counted once, before the first; a text of the template that stands in a loop or a macro counts
as often as it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

ROUNDS, CHECKED, JOINED, SPENT = "rounds of a loop", "checked value", "joined texts", "steps"
"""Names of filters that no template can write."""

_CHARACTERS_A_STEP = 64

_Literal = nodes.List | nodes.Tuple | nodes.Dict
_Body = nodes.Template | nodes.Block | nodes.Macro | nodes.CallBlock


def meter(tree: nodes.Template) -> None:
    """Change ``tree`` so that it counts its steps when it is run."""
    _Meter().visit(tree)


class _Meter(NodeTransformer):
    """Puts filters around what takes time or room. The name of each method is Jinja's for a kind of node."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        steps = 1 + _characters(node.body) // _CHARACTERS_A_STEP
        self.generic_visit(node)
        node.iter = _filtered(node.iter, ROUNDS, nodes.Const(steps))
        if node.recursive:
            _count(node.body, steps)
        return node

    def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802
        return self._counted(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802
        return self._counted(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        return self._counted(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        return self._counted(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filtered(nodes.Tuple(node.nodes, "load", lineno=node.lineno), JOINED)

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        return self._checked(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        return self._checked(node) if node.ctx == "load" else node

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        return self._checked(node)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node, CHECKED) if isinstance(node.arg, nodes.Slice) else node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if not isinstance(node.expr, nodes.Const) or any(operand.op in ("in", "notin") for operand in node.ops):
            for operand in node.ops:
                if not _is_constant(operand.expr):
                    operand.expr = _filtered(operand.expr, CHECKED)
        return node

    def _checked(self, node: _Literal) -> nodes.Node:
        if _is_constant(node):
            return node
        self.generic_visit(node)
        return _filtered(node, CHECKED)

    def _counted(self, node: _Body) -> nodes.Node:
        steps = _characters(node.body) // _CHARACTERS_A_STEP
        self.generic_visit(node)
        if steps > 0:
            _count(node.body, steps)
        return node


def _filtered(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    assert isinstance(node, nodes.Expr)
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)


def _count(body: list[nodes.Node], steps: int) -> None:
    body.insert(0, nodes.ExprStmt(_filtered(nodes.Const(steps, lineno=body[0].lineno), SPENT), lineno=body[0].lineno))


def _is_constant(node: nodes.Node) -> bool:
    if isinstance(node, nodes.List | nodes.Tuple):
        return all(isinstance(item, nodes.Const) for item in node.items)
    return isinstance(node, nodes.Const) or (isinstance(node, nodes.Dict) and not node.items)


def _characters(body: Iterable[nodes.Node]) -> int:
    """Return how many characters of text stand in ``body``, without those of loops and macros, which count theirs."""
    total = 0
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.TemplateData):
            total += len(node.data)
        elif isinstance(node, nodes.Const):
            total += len(node.value) if isinstance(node.value, str) else 1
        elif not isinstance(node, nodes.For | nodes.Macro | nodes.Block | nodes.CallBlock):
            total += 1
            waiting += node.iter_child_nodes()
    return total

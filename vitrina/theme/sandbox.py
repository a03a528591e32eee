"""The environment in which all templates run: they read the values that they are given, and nothing else.

``refusals`` has what is refused while a template is compiled. Here is what can be told only while it runs: what it
calls, and how large the values are that it makes. Compiled code is kept only of templates that were not refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import BuiltinMethodType, CodeType, FunctionType, MethodType
from typing import Any

from jinja2 import Environment, Template, Undefined, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Namespace
from markupsafe import Markup

from vitrina.problems import say
from vitrina.theme.jinja_filters import metered_filters, metered_tests, replaced_size
from vitrina.theme.limits import (
    LARGEST,
    LARGEST_NUMBER,
    MOST_STEPS,
    Budget,
    ForbiddenActionError,
    ForbiddenTemplateError,
    TemplateTooLargeError,
    checked,
    shown,
    too_large,
    too_many_steps,
    weight,
)
from vitrina.theme.metering import meter
from vitrina.theme.refusals import is_private, nested_too_deeply, refuse

LARGEST_TEMPLATE = 500_000
"""Characters; the largest template of the default theme has a fiftieth of them."""

_STEPS_OF_A_CALL = 8
_STEPS_OF_AN_INCLUDE = 20

_COMPILED_OR_NOT = (SyntaxError, RecursionError, MemoryError, ValueError, OverflowError)
"""What Jinja's parser, its compiler and Python's raise for a text that is too much for them."""

_METHODS_OF_TEXT = (
    *("capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii", "isdecimal"),
    *("isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "lower", "lstrip", "partition"),
    *("removeprefix", "removesuffix", "replace", "rfind", "rindex", "rpartition", "rsplit", "rstrip", "split"),
    *("splitlines", "startswith", "strip", "swapcase", "title", "upper"),
)
_METHODS: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (str, frozenset(_METHODS_OF_TEXT)),
    (Mapping, frozenset(("get", "items", "keys", "values"))),
    ((list, tuple, range), frozenset(("count", "index"))),
    (LoopContext, frozenset(("changed", "cycle"))),
)
"""The methods that templates may call, by the kind of value."""


class SandboxedTemplates(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with limits. ``page`` makes a page; what it may take begins anew with each."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, **settings: Any) -> None:
        self.budget = Budget()
        super().__init__(finalize=_shown(self.budget), **settings)
        self.filters = dict(metered_filters(self.budget))
        self.tests = dict(metered_tests(self.budget))
        self.globals.clear()
        self._own: frozenset[FunctionType] = frozenset()
        self.allow({"range": safe_range, "dict": _dictionary(self.budget)})
        self.globals["namespace"] = Namespace

    def allow(self, functions: Mapping[str, Any]) -> None:
        """Let templates call ``functions`` by these names."""
        self.globals |= functions
        self._own |= frozenset(functions.values())

    def page(self, name: str, context: Mapping[str, object]) -> str:
        """Return what the template ``name`` makes of ``context``; raise the errors of Jinja and ``limits``."""
        self.budget.begin(MOST_STEPS)
        template = self.get_template(name)
        html = template.render(context)
        try:
            html.encode()
        except UnicodeEncodeError:
            reason = say("A text in this template contains half a character (a surrogate), which cannot be saved.")
            raise ForbiddenTemplateError(reason, 1, name, template.filename) from None
        return html

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """Return the syntax tree of ``source``; raise ``TemplateSyntaxError`` also where it is too deep for Python."""
        try:
            return super().parse(source, name, filename)
        except _COMPILED_OR_NOT:
            line = self._first_line_too_deep(source)
            raise TemplateTooLargeError(nested_too_deeply(), line, name, filename) from None

    def _first_line_too_deep(self, source: str) -> int:
        """Return the first line up to which ``source`` cannot be parsed for its depth, by halving."""
        lines = source.splitlines(keepends=True)
        low, high = 0, len(lines)
        while high - low > 1:
            middle = (low + high) // 2
            try:
                super().parse("".join(lines[:middle]))
                low = middle
            except TemplateSyntaxError:  # it ends too early, and is not too deep
                low = middle
            except _COMPILED_OR_NOT:
                high = middle
        return max(high, 1)

    def compile(  # type: ignore[override] # Jinja's has an overload for its command line
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> CodeType:
        """Return the code of a template; raise ``TemplateSyntaxError`` for one that no page may use."""
        tree = self.parse(source, name, filename) if isinstance(source, str) else source
        refuse(tree, name, filename)
        meter(tree)
        tree.set_environment(self)
        try:
            code = super().compile(tree, name, filename, raw, defer_init)  # type: ignore[call-overload]
        except _COMPILED_OR_NOT:
            raise TemplateTooLargeError(nested_too_deeply(), 1, name, filename) from None
        assert isinstance(code, CodeType)
        return code

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002
        """Return a template, which costs the page some steps."""
        self.budget.take(_STEPS_OF_AN_INCLUDE + weight(name) // 16)
        return super().get_template(name, parent, globals)

    getattr = Environment.getattr
    """Without a look at the name: no template has that of a private attribute, see ``refusals``."""

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item or an attribute of a value; keys are texts and numbers."""
        if argument is not None and not isinstance(argument, str | int | float | slice | Undefined):
            raise ForbiddenActionError(say("A key is a text or a number."))
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a name that was worked out may be asked for."""
        return not is_private(attr) and super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, function: Any, /, *arguments: Any, **named: Any) -> Any:
        """Call ``function``, where that may be called."""
        budget = self.budget
        budget.left -= _STEPS_OF_A_CALL + budget.depth
        if budget.left < 0:
            raise too_many_steps()
        if type(function) is Macro or (type(function) is FunctionType and function in self._own):
            budget.depth += 1
            try:
                return context.call(function, *arguments, **named)
            finally:
                budget.depth -= 1
        return self._call_method(context, function, *arguments, **named)

    def _call_method(self, context: Context, function: Any, /, *arguments: Any, **named: Any) -> Any:
        if isinstance(function, BlockReference | LoopContext | Undefined) or function is Namespace:
            return context.call(function, *arguments, **named)
        owner, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
        is_method = isinstance(function, MethodType | BuiltinMethodType)
        if not is_method or not any(isinstance(owner, kind) and name in names for kind, names in _METHODS):
            called = name or type(function).__name__
            raise ForbiddenActionError(say("A template may not call “{name}”.", name=called))
        for value in (owner, *arguments, *named.values()):
            self.budget.take_for(weight(value))
        if isinstance(owner, str) and name == "join":
            return context.call(self.filters["join"], *arguments, d=owner, **named)
        if isinstance(owner, str) and name == "replace" and replaced_size(owner, *arguments, **named) > LARGEST:
            raise too_large()
        return checked(context.call(function, *arguments, **named), self.budget)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return the result of an operator, where that is not too large."""
        if operator == "%" and isinstance(left, str):
            raise ForbiddenActionError(say("A template may not use “{name}”.", name="%"))
        if operator == "*":
            _check_product(left, right)
        elif operator == "**" and isinstance(left, int) and isinstance(right, int):
            if abs(left).bit_length() * abs(right) > LARGEST_NUMBER.bit_length():
                raise too_large()
        elif operator == "+" and (weight(left) + weight(right)) > LARGEST:
            raise too_large()
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int):
            if not -LARGEST_NUMBER < result < LARGEST_NUMBER:
                raise too_large()
            return result
        return checked(result, self.budget)


def _dictionary(budget: Budget) -> Any:
    def dictionary(**values: object) -> object:
        return checked(values, budget)

    return dictionary


def _check_product(left: Any, right: Any) -> None:
    for values, times in ((left, right), (right, left)):
        if isinstance(values, str | list | tuple) and isinstance(times, int) and weight(values) * times > LARGEST:
            raise too_large()


def _shown(budget: Budget) -> Any:
    """Return what Jinja asks about every value that a template shows."""

    def show(value: Any) -> Any:
        kind = type(value)
        length = len(value) if kind is Markup or kind is str else shown(value)
        budget.left -= 1 + (length >> 4)
        if budget.left < 0:
            raise too_many_steps()
        return value

    return show

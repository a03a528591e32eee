"""Results of projects added up, where they count the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final, TypeAlias

from vitrina.contract.facts import RESULTS
from vitrina.contract.programme_facts import TARGETS
from vitrina.model import Facts, LocalText, Quantity, Use
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.overview_values import ResultSum, ResultsView
from vitrina.views.values import Link
from vitrina.views.view_context import ViewContext

MOST_SUMS: Final = 6
"""Results that are told."""

MOST_PROJECTS: Final = 5
"""Projects that a result leads to."""

_SHARE: Final = re.compile(r"[%‰٪]|\bpercent\b", re.IGNORECASE)
"""What tells that a number is a share: shares of different wholes do not add up."""

Wording: TypeAlias = frozenset[tuple[str, str]]
"""What is counted: its label by language, and its unit, if it has one, by language too."""


_UNIT: Final = "unit "


@dataclass(frozen=True, slots=True)
class _Number:
    """How many of what, in which unit."""

    amount: Decimal
    label: LocalText
    unit: LocalText | None


@dataclass(slots=True)
class _Counted:
    """What is counted, and how many each project has."""

    label: LocalText
    unit: LocalText | None
    by_project: dict[str, Decimal] = field(default_factory=dict)


def results_together(view_context: ViewContext, edition: Edition) -> ResultsView:
    """Return the results that several projects have, those of most projects first; else what each of a few has first.

    Two results count the same if their labels (and units) agree in all languages that the shorter one has.
    """
    found: dict[Wording, _Counted] = {}
    for shown in edition.projects.values():
        for wording, number in _own(view_context, shown.entry.facts).items():
            counted = found.setdefault(wording, _Counted(number.label, number.unit))
            counted.by_project[shown.entry.id] = number.amount
    merged = _merged(found)
    sums = sorted(merged, key=lambda one: (-len(one.by_project), -sum(one.by_project.values())))
    told = [one for one in sums if len(one.by_project) > 1] or _first_of_each(found)
    return ResultsView(
        sums=tuple(_sum(view_context, edition, one) for one in told[:MOST_SUMS]),
        more=len(sums) - len(told[:MOST_SUMS]),
        known=len({project for one in sums for project in one.by_project}),
    )


def _first_of_each(found: Mapping[Wording, _Counted]) -> list[_Counted]:
    """Return the first result of every project, if that does not leave projects out."""
    firsts = {project: one for one in reversed(list(found.values())) for project in one.by_project}
    return [firsts[project] for project in sorted(firsts)] if len(firsts) <= MOST_SUMS else []


def _own(view_context: ViewContext, facts: Facts) -> dict[Wording, _Number]:
    """Return what one project has reached; a result that is one of its targets, too, counts once."""
    config = view_context.site.config
    own: dict[Wording, _Number] = {}
    if config.uses(RESULTS, Use.TABLE):
        _add(own, (_Number(Decimal(one.value), one.label, None) for one in facts.get(RESULTS, ())))
    reached: dict[Wording, _Number] = {}
    if config.uses(TARGETS, Use.TABLE):
        records = [record.values for record in facts.get(TARGETS, ())]
        _add(reached, (_reached(values) for values in records if "value" in values))
    return reached | own


def _reached(values: Mapping[str, Any]) -> _Number:
    return _Number(values["value"], values["what"], values.get("unit"))


def _add(known: dict[Wording, _Number], numbers: Iterable[_Number]) -> None:
    """Add ``numbers`` to those that are ``known``, without shares."""
    for number in numbers:
        wording = _wording(number)
        if not any(_SHARE.search(text) for _, text in wording):
            before = known.get(wording)
            known[wording] = number if before is None else replace(number, amount=before.amount + number.amount)


def _wording(number: _Number) -> Wording:
    units = number.unit.versions if number.unit is not None else {}
    return frozenset(
        (f"{kind}{language}", " ".join(text.split()).casefold())
        for kind, versions in (("", number.label.versions), (_UNIT, units))
        for language, text in versions.items()
    )


def _units(wording: Wording) -> Wording:
    return frozenset(pair for pair in wording if pair[0].startswith(_UNIT))


def _merged(found: Mapping[Wording, _Counted]) -> list[_Counted]:
    """Return what is counted, each thing once; a wording in fewer languages joins the only one that it is a part of."""
    whole: dict[Wording, _Counted] = {}
    for wording in sorted(found, key=lambda wording: (-len(wording), sorted(wording))):
        wider = [other for other in whole if wording < other and _units(wording) == _units(other)]
        if len(wider) != 1:
            whole[wording] = found[wording]
            continue
        known = whole[wider[0]].by_project
        for project, amount in found[wording].by_project.items():
            known[project] = known.get(project, Decimal(0)) + amount
    return list(whole.values())


def _sum(view_context: ViewContext, edition: Edition, counted: _Counted) -> ResultSum:
    localiser = view_context.localisers[edition.language.code]
    total, count = sum(counted.by_project.values(), Decimal(0)), len(counted.by_project)
    number = localiser.number(total)
    if counted.unit is not None:
        number = localiser.quantity(Quantity(total, counted.unit))
    shown = [edition.projects[identifier] for identifier in counted.by_project][:MOST_PROJECTS]
    return ResultSum(
        number=number,
        label=localiser.text(counted.label),
        count=count,
        projects=tuple(_project(view_context, edition, one) for one in shown),
        more=count - len(shown),
    )


def _project(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> Link:
    localiser, version = view_context.localisers[edition.language.code], shown.version
    return Link(
        text=localiser.written_in(version.title, version.language),
        url=view_context.entry_link(shown.entry, version, edition.language.code),
    )

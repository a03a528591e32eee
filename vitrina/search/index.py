"""``search.json``: the data with which the browser filters, sorts, searches and shows what a language has.

``entries`` has columns: ``count`` projects, in the alphabetical order of the language, and then what is in ``groups``,
each with its title and size::

    {
      "format": 2, "count": 1000, "groups": [["News", 12], …], "locale": "sv", "numbering": "latn",
      "rules": {…WordForms.for_browser…}, "words": {…strings…},
      "languages": [["sv", "ltr", "svenska"], …],
      "facets": [{"key": "region", "label": "Region", "values": [["podlaskie", "podlaskie"], …]}, …],
      "orders": {"newest": [4, 0, …], "oldest": […], "cost": […]},
      "costs": [[69419, "EUR"], 0, …],
      "ids": ["", "moc-kobiet", …],
      "bodies": {"files": 20, "url": "search-{file}.json"},
      "entries": {"values": [[0, 7], …], "title": […], …}
    }

A facet's value is its id and its label (with language and direction, where they are not the page's); ``names`` has what
else each value of a facet is called, where there is anything: in other languages, or as its term says. A project's
``values`` are numbers of values, counted through all facets. ``language`` is the number of the text's language,
``place`` has the form of a label; ``facts``, if the site declares some for cards, are lists of labels: the fact's and
those of its values. ``picture`` is an address, or the number of what stands in its place. ``costs`` are a project's
amount and currency, or 0; the facet of costs has no values, as it is a range, ``10000-50000-EUR``. ``ids`` are there if
the site compares projects, empty where the address says the id. Words, labels of facets and ``time`` are such lists
only where they are in another language. Addresses are relative to that of the list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

from vitrina.contract.facts import COST, PERIOD
from vitrina.languages.word_forms import WordForms, word_forms
from vitrina.model import (
    Use,
    sections,
)
from vitrina.search.entries import Group, groups
from vitrina.search.facets import cost_range, facet_views, names_of, values_of
from vitrina.search.strings import interface_words, label_data, text_data
from vitrina.search.texts import searched_texts
from vitrina.search.values import FacetView
from vitrina.views import addresses, cards, kinds
from vitrina.views.editions import Edition, ShownVersion
from vitrina.views.facts import ON_CARDS
from vitrina.views.listings import listed
from vitrina.views.localiser import Localiser
from vitrina.views.targets import Target
from vitrina.views.view_context import ViewContext

FORMAT: Final = 2

_OWN_ORDER: Final = "list"


def index_data(view_context: ViewContext, language: str, files: int) -> dict[str, object]:
    """Return the data of ``language``, with postings in ``files`` files."""
    edition, localiser = view_context.editions[language], view_context.localisers[language]
    views, costs = facet_views(view_context, language), cost_range(view_context, language)
    numbers = {(facet.key, value.id): 0 for facet in views for value in facet.values}
    numbers = {key: number for number, key in enumerate(numbers)}
    settings, found_below = localiser.language, tuple(groups(view_context, language))
    return {
        "format": FORMAT,
        "count": len(edition.projects),
        "groups": [[label_data(group.title, localiser), len(group.entries)] for group in found_below],
        "locale": settings.locale.replace("_", "-"),
        "numbering": settings.numbering,
        "rules": forms_of(view_context, language).for_browser(),
        "words": interface_words(localiser),
        "languages": [_language(localiser, code) for code in view_context.editions],
        "facets": [
            {
                "key": facet.key,
                "label": label_data(facet.label, localiser),
                "values": [[value.id, *text_data(value.text, localiser)] for value in facet.values],
                **_names(view_context, language, facet),
            }
            for facet in views
        ]
        + ([{"key": costs.key, "label": label_data(costs.label, localiser), "values": []}] if costs else []),
        "orders": {**_orders(list(edition.projects.values())), **_own_order(view_context, edition)},
        "costs": _costs(edition.projects.values()) if costs else [],
        "ids": _ids(view_context, edition) if view_context.has(kinds.COMPARE) else [],
        "bodies": {"files": files, "url": "search-{file}.json"},
        "entries": _columns(view_context, edition, numbers, found_below),
    }


def forms_of(view_context: ViewContext, language: str) -> WordForms:
    """Return the forms of words of ``language``, by which the browser and the postings find the same ones."""
    return word_forms(language, view_context.site.config.word_rules.get(language))


def as_bytes(data: Mapping[str, object]) -> bytes:
    """Return ``data`` as JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _language(localiser: Localiser, code: str) -> list[str]:
    own = localiser.own_name_of_language(code)
    return [code, own.direction, localiser.name_of_language(code).value]


def _columns(
    view_context: ViewContext, edition: Edition, numbers: Mapping[tuple[str, str], int], found_below: Sequence[Group]
) -> dict[str, list[object]]:
    localiser = view_context.localisers[edition.language.code]
    languages = list(view_context.editions)
    list_url = view_context.link(addresses.listing(view_context.sections[sections.PROJECTS], localiser.code))
    columns: dict[str, list[object]] = {}
    below = (edition.entry_list(group.section)[one] for group in found_below for one in group.entries)
    for shown in chain(edition.projects.values(), below):
        card = cards.card(view_context, edition, shown)
        picture = card.picture.thumbnail if card.picture else card.shape
        values = values_of(view_context, edition, shown.entry.facts) if shown.entry.section == sections.PROJECTS else ()
        for name, value in (
            ("values", [numbers[key] for key in values]),
            ("title", str(card.title)),
            ("summary", str(card.summary or "")),
            ("language", languages.index(shown.version.language)),
            ("url", _from(list_url, card.url or "")),
            ("picture", picture),
            ("status", card.status_id or ""),
            ("place", text_data(card.place, localiser) if card.place else []),
            ("time", label_data(card.time, localiser) if card.time else ""),
            ("more", searched_texts(view_context, localiser, shown.entry)),
        ):
            columns.setdefault(name, []).append(value)
    if any(
        Use.CARD in fact.uses for fact in view_context.site.config.facts[sections.PROJECTS] if fact.key not in ON_CARDS
    ):
        columns["facts"] = [_card_facts(view_context, edition, shown) for shown in edition.projects.values()]
    return columns


def _from(list_url: str, url: str) -> str:
    """Return ``url`` relative to that of the list, if it is below it or beside it."""
    above = list_url.removesuffix("/").rpartition("/")[0] + "/"
    return url.removeprefix(list_url) if url.startswith(list_url) else f"../{url.removeprefix(above)}"


def _names(view_context: ViewContext, language: str, facet: FacetView) -> dict[str, list[list[str]]]:
    """Return what else the values of a facet are called, where that has other words."""
    fold = forms_of(view_context, language).folding.fold
    names = names_of(view_context, facet.key)
    found = []
    for value in facet.values:
        folded = {fold(name): name for name in reversed((str(value.text), *names.get(value.id, ())))}
        folded.pop(fold(str(value.text)))
        found.append([*folded.values()][::-1])
    return {"names": found} if any(found) else {}


def _card_facts(view_context: ViewContext, edition: Edition, shown: ShownVersion) -> list[list[list[str]]]:
    """Return the facts that the site declares for cards: the label of each, and its values."""
    localiser = view_context.localisers[edition.language.code]
    rows = cards.card(view_context, edition, shown).facts
    return [[text_data(text, localiser) for text in (row.label, *(value.text for value in row.values))] for row in rows]


def _orders(projects: Sequence[ShownVersion]) -> dict[str, list[int]]:
    """Return the projects' numbers in each order except the alphabetical one."""

    def start(number: int) -> int | None:
        period = projects[number].entry.facts[PERIOD]
        return period.start.first_day().toordinal() if period and period.start else None

    def cost(number: int) -> tuple[str, Decimal] | None:
        money = projects[number].entry.facts[COST]
        return (money.currency, -money.amount) if money else None

    dated = {number: day for number in range(len(projects)) if (day := start(number)) is not None}
    priced = {number: key for number in range(len(projects)) if (key := cost(number)) is not None}
    return {
        "newest": _with_rest(sorted(dated, key=lambda number: -dated[number]), len(projects)),
        "oldest": _with_rest(sorted(dated, key=lambda number: dated[number]), len(projects)),
        "cost": _with_rest(sorted(priced, key=lambda number: priced[number]), len(projects)),
    }


def _ids(view_context: ViewContext, edition: Edition) -> list[str]:
    """Return the id of each project; nothing where its address says it."""
    links = ((shown.entry.id, cards.card(view_context, edition, shown).url) for shown in edition.projects.values())
    return ["" if (url or "").endswith(f"/{identifier}/") else identifier for identifier, url in links]


def _costs(projects: Iterable[ShownVersion]) -> list[tuple[float, str] | int]:
    """Return the cost of each project as JSON has it; whole amounts have no decimals."""
    costs = (shown.entry.facts[COST] for shown in projects)
    return [
        (int(cost.amount) if cost.amount == int(cost.amount) else float(cost.amount), cost.currency) if cost else 0
        for cost in costs
    ]


def order_of_list(view_context: ViewContext) -> str:
    """Return the name that the order of the list of projects has for the script."""
    orders = {"title": "title", "-start": "newest", "start": "oldest"}
    return orders.get(view_context.site.config.outputs.order.projects, _OWN_ORDER)


def _own_order(view_context: ViewContext, edition: Edition) -> dict[str, list[int]]:
    """Return the order of the list, if it is none that every site has."""
    if order_of_list(view_context) != _OWN_ORDER:
        return {}
    numbers = {identifier: number for number, identifier in enumerate(edition.projects)}
    target = Target(kind=kinds.PROJECTS, language=edition.language.code)
    return {_OWN_ORDER: [numbers[identifier] for identifier in listed(view_context, target)]}


def _with_rest(sorted_numbers: Iterable[int], count: int) -> list[int]:
    return list(dict.fromkeys((*sorted_numbers, *range(count))))

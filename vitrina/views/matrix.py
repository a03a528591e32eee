"""Two vocabularies as a matrix: how many projects have a term of the one and a term of the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from vitrina.contract.facts import FUNDER, REGION
from vitrina.model import Facet, Use, Vocabulary, sections
from vitrina.views import kinds
from vitrina.views.editions import Edition
from vitrina.views.fact_values import term_link
from vitrina.views.labels import vocabulary_label
from vitrina.views.list_links import filtered_list, parameter_of
from vitrina.views.overview_values import MatrixCell, MatrixRow, MatrixView
from vitrina.views.targets import Target
from vitrina.views.values import Link
from vitrina.views.view_context import ViewContext

MOST_ROWS, MOST_COLUMNS = 8, 6
"""Terms that have a row, and terms that have a column."""

FEWEST: Final = 4
"""Projects that have to have terms of both; with fewer, a matrix says nothing."""

SHADES: Final = 4


def matrix_facets(view_context: ViewContext, edition: Edition) -> tuple[Facet, Facet] | None:
    """Return the facts that have a matrix: the first two with several terms that are declared for charts.

    Places and funders have figures of their own.
    """
    declared = view_context.site.config.facts[sections.PROJECTS]
    found = [
        fact
        for fact in declared
        if isinstance(fact, Facet)
        and fact.has_many
        and {Use.CHART, Use.FACET} <= set(fact.uses)
        and fact.key not in (REGION.key, FUNDER.key)
        and len(_widest(view_context.site.vocabulary(fact), edition.projects_by_term(fact))) > 1
    ]
    return (found[0], found[1]) if len(found) > 1 else None


def matrix(view_context: ViewContext, edition: Edition, facets: tuple[Facet, Facet]) -> MatrixView | None:
    """Return the matrix of two facts, that with more terms as rows; nothing where few projects have both."""
    terms = [_widest(view_context.site.vocabulary(facet), edition.projects_by_term(facet)) for facet in facets]
    order = (0, 1) if len(terms[0]) >= len(terms[1]) else (1, 0)
    (down, across), (rows, columns) = (facets[order[0]], facets[order[1]]), (terms[order[0]], terms[order[1]])
    of_rows, of_columns = (
        {term: frozenset(edition.projects_by_term(facet)[term]) for term in found}
        for facet, found in ((down, rows), (across, columns))
    )
    known = frozenset().union(*of_rows.values()) & frozenset().union(*of_columns.values())
    if len(known) < FEWEST:
        return None
    shown_rows, shown_columns = rows[:MOST_ROWS], columns[:MOST_COLUMNS]
    counts = [[len(of_rows[row] & of_columns[column]) for column in shown_columns] for row in shown_rows]
    most = max(count for line in counts for count in line)
    pairs = [[(down, row, across, column) for column in shown_columns] for row in shown_rows]
    return MatrixView(
        id="matrix",
        rows_name=_name(view_context, edition, down),
        columns_name=_name(view_context, edition, across),
        columns=tuple(term_link(view_context, edition, across, column) for column in shown_columns),
        rows=tuple(
            MatrixRow(
                head=term_link(view_context, edition, down, row),
                cells=tuple(
                    MatrixCell(
                        count=count,
                        url=_both(view_context, edition, pair) if count else None,
                        shade=-(-SHADES * count // most) if most else 0,
                    )
                    for count, pair in zip(line, pairs_of_row, strict=True)
                ),
            )
            for row, line, pairs_of_row in zip(shown_rows, counts, pairs, strict=True)
        ),
        more_rows=len(rows) - len(shown_rows),
        more_columns=len(columns) - len(shown_columns),
        known=len(known),
    )


def _widest(vocabulary: Vocabulary, counted: Mapping[str, Collection[str]]) -> Sequence[str]:
    """Return the terms that are in no other one, those of most projects first; those in it if it is one alone."""
    inside: dict[str | None, list[str]] = {}
    for term in counted:
        line = vocabulary.lineage(term)
        inside.setdefault(line[1] if len(line) > 1 else None, []).append(term)
    found = inside.get(None, [])
    while len(found) == 1 and found[0] in inside:
        found = inside[found[0]]
    return sorted(found, key=lambda term: -len(counted[term]))


def _both(view_context: ViewContext, edition: Edition, pair: tuple[Facet, str, Facet, str]) -> str | None:
    down, row, across, column = pair
    chosen = ((parameter_of(down), row), (parameter_of(across), column))
    return filtered_list(view_context, edition.language.code, chosen)


def _name(view_context: ViewContext, edition: Edition, facet: Facet) -> Link:
    language = edition.language.code
    url = view_context.link_to(Target(kind=kinds.VOCABULARY, language=language, facet=facet.key))
    return Link(text=vocabulary_label(view_context.localisers[language], facet), url=url)

"""Lists of entries that go on over several pages."""

from __future__ import annotations

from collections.abc import Iterator

from vitrina.views import cards, kinds
from vitrina.views.editions import Edition
from vitrina.views.listings import listed, on_page, pages_in, shown_entries
from vitrina.views.targets import Target
from vitrina.views.values import Link, ListView, Pager
from vitrina.views.view_context import ViewContext


def list_view(view_context: ViewContext, edition: Edition, target: Target) -> ListView:
    """Return a page of a list; that of partners has its own rows and no cards."""
    entries = () if target.kind == kinds.PARTNERS else on_page(view_context, target)
    is_last = target.number == pages_in(view_context, target)
    return ListView(
        cards=tuple(cards.card(view_context, edition, shown) for shown in shown_entries(view_context, target, entries)),
        count=len(listed(view_context, target)),
        pager=_pager(view_context, target),
        elsewhere=cards.elsewhere(view_context, edition) if target.kind == kinds.PROJECTS and is_last else (),
    )


def pages_of(view_context: ViewContext, target: Target) -> Iterator[Target]:
    """Yield the pages of a list, of which ``target`` is the first."""
    for number in range(1, pages_in(view_context, target) + 1):
        yield target.on_page(number)


def _pager(view_context: ViewContext, target: Target) -> Pager:
    localiser = view_context.localisers[target.language]
    total = pages_in(view_context, target)

    def url(number: int) -> str:
        link = view_context.link_to(target.on_page(number))
        assert link is not None, target
        return link

    shown = sorted({1, total, *range(max(1, target.number - 2), min(total, target.number + 2) + 1)})
    return Pager(
        number=target.number,
        total=total,
        previous_url=url(target.number - 1) if target.number > 1 else None,
        next_url=url(target.number + 1) if target.number < total else None,
        numbers=tuple(
            Link(text=localiser.number(number), url=url(number), is_current=number == target.number) for number in shown
        ),
    )

"""The keys of ``outputs`` in ``site.yml``: which pages and files there are, and how lists are divided and sorted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from vitrina.contract import shapes
from vitrina.contract.keys import JsonSchema, Key, Keys, SchemaContext, Shape, Value, Values, read_keys, schema_of
from vitrina.model.settings import ListOrder, Outputs, PerPage
from vitrina.problems import Location, say
from vitrina.reading.fields import FieldReader
from vitrina.values.suggestions import did_you_mean


def _read_vocabularies(reader: FieldReader, key: str, _: SchemaContext) -> Mapping[str, Location] | None:
    return reader.distinct_texts(key) if reader.has_value(key) else None


OFF = Key(
    name="off",
    shape=Shape(
        read=lambda reader, key, _: reader.distinct_texts(key),
        schema=lambda given: shapes.one_or_several(_choice(given.outputs.keys() - set(given.required_outputs))),
        form=say("The name of a kind of output, or a list of them."),
    ),
    purpose=say("What the site does not have; nothing links to it either."),
    example="[compare, overview]",
)
VOCABULARIES = Key(
    name="vocabularies",
    shape=Shape(
        read=_read_vocabularies,
        schema=lambda given: shapes.one_or_several(_choice(given.vocabularies)),
        form=say("The name of a vocabulary, or a list of them."),
    ),
    purpose=say("The vocabularies whose terms have pages; without it, all of them."),
    example="[regions, target_groups]",
)

PROJECTS_PER_PAGE = Key(
    name="projects",
    shape=shapes.WHOLE_NUMBER,
    purpose=say("How many projects are on a page of the list of all of them."),
    example="20",
)
NEWS_PER_PAGE = Key(
    name="news", shape=shapes.WHOLE_NUMBER, purpose=say("How many posts are on a page of the news."), example="20"
)
PARTNERS_PER_PAGE = Key(
    name="partners",
    shape=shapes.WHOLE_NUMBER,
    purpose=say("How many partners are on a page of their list."),
    example="100",
)
TERMS_PER_PAGE = Key(
    name="terms",
    shape=shapes.WHOLE_NUMBER,
    purpose=say("How many projects are on a page of a term or of a partner."),
    example="20",
)
_PER_PAGE = (PROJECTS_PER_PAGE, NEWS_PER_PAGE, PARTNERS_PER_PAGE, TERMS_PER_PAGE)


def _choice(names: Collection[str]) -> JsonSchema:
    return {"enum": sorted(names)} if names else {"type": "string"}


def _order(*names: str) -> Shape[str]:
    """Return the shape of the name of an order; with a hyphen before it, it is turned around."""
    choices = tuple(choice for name in names for choice in (name, f"-{name}"))

    def read(reader: FieldReader, key: str, _: SchemaContext) -> str | None:
        written = reader.text(key)
        if written is None or written in choices:
            return written
        some = say("It can be one of: {known}.", known=tuple(choices))
        message = say("“{value}” is not an order of this list.", value=written)
        reader.error(key, "unknown-order", message, did_you_mean(written.lower(), choices, some))
        return None

    form = say("One of {names}; a hyphen turns the order around.", names=tuple(choices))
    return Shape(read=read, schema=lambda _: {"enum": list(choices)}, form=form)


PROJECT_ORDER = Key(
    name="projects",
    shape=_order("title", "start", "end", "date", "updated"),
    purpose=say("The order of projects in lists; those without the date come last."),
    example="-start",
)
NEWS_ORDER = Key(
    name="news",
    shape=_order("title", "date", "updated"),
    purpose=say("The order of posts in lists; those without the date come last."),
    example="-date",
)
_ORDER = (PROJECT_ORDER, NEWS_ORDER)


def _mapping(keys: Keys, build: Callable[[Values], Value]) -> Shape[Value]:
    """Return the shape of a mapping of ``keys``, made into a value by ``build``."""

    def read(reader: FieldReader, key: str, given: SchemaContext) -> Value | None:
        inner = reader.mapping(key)
        if inner is None:
            return None
        values = read_keys(keys, inner, given)
        inner.finish()
        return build(values)

    form = say("Lines for {keys}.", keys=tuple(key.name for key in keys))
    return Shape(read=read, schema=lambda given: schema_of(keys, given), form=form, inner=keys)


def _per_page(values: Values) -> PerPage:
    standard = PerPage()

    def number(key: Key[int], otherwise: int) -> int:
        value = values[key]
        return otherwise if value is None else value

    return PerPage(
        projects=number(PROJECTS_PER_PAGE, standard.projects),
        news=number(NEWS_PER_PAGE, standard.news),
        partners=number(PARTNERS_PER_PAGE, standard.partners),
        terms=number(TERMS_PER_PAGE, standard.terms),
    )


def _list_order(values: Values) -> ListOrder:
    standard = ListOrder()
    return ListOrder(projects=values[PROJECT_ORDER] or standard.projects, news=values[NEWS_ORDER] or standard.news)


PER_PAGE = Key(
    name="per_page",
    shape=_mapping(_PER_PAGE, _per_page),
    purpose=say("How many items are on each page of a list; 0 puts all of them on one page."),
    example="{projects: 20, terms: 0}",
)
ORDER = Key(
    name="order",
    shape=_mapping(_ORDER, _list_order),
    purpose=say("The order of lists."),
    example="{projects: -start}",
)
KEYS: Keys = (OFF, VOCABULARIES, PER_PAGE, ORDER)


def _outputs(values: Values) -> Outputs:
    return Outputs(
        off=values[OFF] or {},
        vocabularies=values[VOCABULARIES],
        per_page=values[PER_PAGE] or PerPage(),
        order=values[ORDER] or ListOrder(),
    )


OUTPUTS: Shape[Outputs] = _mapping(KEYS, _outputs)

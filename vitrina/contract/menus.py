"""The shape of a menu in ``site.yml``: names of pages, or mappings with a label, and a second level."""

from __future__ import annotations

from vitrina.contract import shapes
from vitrina.contract.keys import JsonSchema, Key, SchemaContext, Shape, read_keys, schema_of
from vitrina.model.menus import MenuItem
from vitrina.problems import Location, say
from vitrina.reading.fields import FieldReader

TO = Key(
    name="to",
    shape=shapes.NAME,
    purpose=say("A page of the site: a list, a folder in content/pages, a vocabulary, or a term of one."),
    example="regions/podlaskie",
)
LINK = Key(name="link", shape=shapes.LINK, purpose=say("The address of another site."), example="https://example.org/")
LABEL = Key(
    name="label",
    shape=shapes.LOCAL_TEXT,
    purpose=say("The text of the link, instead of the title of the page."),
    example="{sv: …, pl: …}",
)


def _read_menu(reader: FieldReader, key: str, schema_context: SchemaContext) -> tuple[MenuItem, ...] | None:
    return _items(reader, key, schema_context, is_nested=False) if reader.has_value(key) else None


def _items(reader: FieldReader, key: str, schema_context: SchemaContext, *, is_nested: bool) -> tuple[MenuItem, ...]:
    found: list[MenuItem] = []
    for location, item in reader.items(key):
        if isinstance(item, str):
            read: MenuItem | None = MenuItem(location=location, to=item)
        else:
            read = _item(item, location, schema_context, is_nested=is_nested)
        if read is not None and read.to is not None and read.to in {other.to for other in found}:
            message = say("“{value}” is in “{key}” twice.", value=read.to, key=key)
            reader.error_at(location, "repeated-value", message, say("Delete one of the two."))
        elif read is not None:
            found.append(read)
    return tuple(found)


def _item(reader: FieldReader, location: Location, given: SchemaContext, *, is_nested: bool) -> MenuItem | None:
    known = reader.problem_count
    values = read_keys((TO, LINK, LABEL), reader, given)
    items = () if is_nested else _items(reader, ITEMS.name, given, is_nested=True)
    if is_nested and reader.has_value(ITEMS.name):
        message = say("A menu has two levels; these items would be on a third one.")
        reader.error(ITEMS.name, "menu-item", message, say("List them one level higher."))
    reader.finish()
    link = values[LINK]
    if reader.problem_count != known:
        return None
    if values[TO] is not None and link is not None:
        message = say("This item leads to a page of the site and to another site.")
        reader.error_at(location, "menu-item", message, say("Keep either “to” or “link”."))
    elif values[TO] is None and link is None and not items:
        reader.error_at(
            location, "menu-item", say("This item leads nowhere."), say("Add “to”, “link”, or a list of “items”.")
        )
    elif values[TO] is None and values[LABEL] is None:
        reader.error_at(location, "menu-item", say("This item has no text."), say("Add a “label” in each language."))
    return MenuItem(location=location, to=values[TO], url=link.url if link else None, label=values[LABEL], items=items)


def _schema(schema_context: SchemaContext, *, is_nested: bool) -> JsonSchema:
    keys = (TO, LINK, LABEL) if is_nested else (TO, LINK, LABEL, ITEMS)
    return shapes.one_or_several({"anyOf": [{"type": "string"}, schema_of(keys, schema_context)]})


ITEMS: Key[tuple[MenuItem, ...]] = Key(
    name="items",
    shape=Shape(
        read=_read_menu,
        schema=lambda given: _schema(given, is_nested=True),
        form=say("A list as in the menu itself, without a third level."),
    ),
    purpose=say("The second level of the menu, below this item."),
    example="[about, about/team]",
)

MENU: Shape[tuple[MenuItem, ...]] = Shape(
    read=_read_menu,
    schema=lambda given: _schema(given, is_nested=False),
    form=say("A list of names, or of mappings with “to” or “link”, “label” and “items”."),
    inner=(TO, LINK, LABEL, ITEMS),
)

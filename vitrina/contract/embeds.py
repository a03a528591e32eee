"""The key ``embeds`` of ``site.yml``: the providers whose players visitors may open on pages with videos."""

from __future__ import annotations

from vitrina.contract import shapes
from vitrina.contract.keys import Key, SchemaContext, Shape
from vitrina.problems import say
from vitrina.reading.fields import FieldReader
from vitrina.values.suggestions import did_you_mean
from vitrina.values.videos import HOSTS, PROVIDERS, is_provider


def _read_embeds(reader: FieldReader, key: str, _: SchemaContext) -> tuple[str, ...] | None:
    found = reader.distinct_texts(key, str.lower)
    for name, location in found.items():
        if not is_provider(name):
            some = say(
                "Write {names}, or the host of an instance of PeerTube, such as {example}.",
                names=tuple(PROVIDERS),
                example="tube.example.org",
            )
            hint = did_you_mean(name.removeprefix("www."), {**HOSTS, **{own: own for own in PROVIDERS}}, some)
            message = say("“{value}” is not a provider whose videos can be shown.", value=name)
            reader.error_at(location, "unknown-provider", message, hint)
    return tuple(filter(is_provider, found)) if reader.has_value(key) else None


EMBEDS: Key[tuple[str, ...]] = Key(
    name="embeds",
    shape=Shape(
        read=_read_embeds,
        schema=lambda _: shapes.one_or_several({"type": "string", "pattern": r"^[A-Za-z0-9.-]+$"}),
        form=say("A list of: {names}; or hosts of instances of PeerTube.", names=tuple(PROVIDERS)),
    ),
    purpose=say(
        "The providers whose videos visitors can play on pages of the site, after a click; those of others are links."
    ),
    example="[youtube, vimeo, tube.example.org]",
)

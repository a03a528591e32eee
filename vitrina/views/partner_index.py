"""Partners across projects: which names mean one organisation, and the id that its page has in every language.

Two partners are one where a name of the one equals a name of the other after normalisation (``same_name``) and both say
the same country, or none does. Nothing else is guessed: a partner without a country is not the one that has one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from vitrina.contract.facts import PARTNERS
from vitrina.model import NEUTRAL, Entry, LocalText, Partner
from vitrina.values.urls import is_identifier

_QUOTES_AND_STRETCHERS: Final = re.compile("[\"'`´‘’‚‛“”„‟«»‹›״׳\u0640]")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_LONGEST_SLUG: Final = 80
_DIGEST: Final = 10  # hexadecimal digits: one accidental pair among 100,000 partners has odds of one in 200
# What an id of a name as it stands must not end in, because another id could end so, too: a country, a digest.
_LIKE_AN_ENDING: Final = re.compile(rf"(?:.*-)?(?:[a-z]{{2}}|[0-9a-f]{{{_DIGEST}}})")
# Letters that Unicode does not decompose.
_FOLDED: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th"}
)

Key = tuple[str, str]
"""A normalised name and a country, empty where it is not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A partner of one or several projects: all names and towns that the projects give it, and the projects' ids."""

    id: str
    name: LocalText
    towns: tuple[LocalText, ...]
    country: str | None
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerIndex:
    """Every organisation by its id, and how to find the one that a project means."""

    organisations: Mapping[str, Organisation]
    ids: Mapping[Key, str]

    def find(self, partner: Partner) -> str:
        """Return the id of a partner of one of the projects."""
        return self.ids[next(_keys(partner))]


def index_partners(projects: Mapping[str, Entry]) -> PartnerIndex:
    """Return the organisations that are partners of ``projects``, in the order in which they are first named."""
    groups: dict[Key, list[tuple[str, Partner]]] = {}
    for project, entry in projects.items():
        for partner in entry.facts.get(PARTNERS, ()):
            keys = list(_keys(partner))
            known = list({id(groups[key]): groups[key] for key in keys if key in groups}.values())
            group = known[0] if known else []
            for other in known[1:]:  # this partner's names join what looked like several
                group += other
                groups |= {key: group for key, members in groups.items() if members is other}
            group.append((project, partner))
            groups |= dict.fromkeys(keys, group)
    named: dict[int, Organisation] = {}
    for group in groups.values():
        if id(group) not in named:
            named[id(group)] = _organisation(group)
    return PartnerIndex(
        {organisation.id: organisation for organisation in named.values()},
        {key: named[id(group)].id for key, group in groups.items()},
    )


@lru_cache(maxsize=8192)  # a partner of several projects is looked up for each of them, in each language
def same_name(text: str) -> str:
    """Return the form in which equal names are equal.

    Unicode's NFKC with small letters, without invisible marks (of direction, for instance), quotation marks and the
    Arabic stretcher, with plain hyphens and single spaces. Accents and all other letters count.
    """
    composed = unicodedata.normalize("NFKC", text).casefold()
    visible = "".join(char for char in composed if unicodedata.category(char) != "Cf")
    plain = _DASHES.sub("-", _QUOTES_AND_STRETCHERS.sub("", visible))
    return unicodedata.normalize("NFKC", " ".join(plain.split())) or composed


def partner_id(name: str, country: str | None) -> str:
    """Return the id of the organisation ``name``: a pure function of the two, whatever other organisations there are.

    A plain ASCII name is its own id, with the country behind it: ``newschool-no``. Where letters were replaced or left
    out, or where the name could be mistaken for another one with its ending, a digest makes the id unmistakable:
    ``nordlys-forum`` but ``rigas-domnica-lv-5d0c3f8a21``; a name of Arabic letters is its digest alone,
    ``p-97ac04be13``.
    """
    same = same_name(name)
    decomposed = unicodedata.normalize("NFKD", same.translate(_FOLDED))
    slug = "-".join(re.findall("[a-z0-9]+", "".join(c for c in decomposed if not unicodedata.combining(c))))
    slug = slug[:_LONGEST_SLUG].strip("-")
    ending = f"-{country.lower()}" if country else ""
    is_plain = slug == same.replace(" ", "-") and "-" not in same and not _LIKE_AN_ENDING.fullmatch(slug)
    if is_plain and is_identifier(slug):
        return slug + ending
    digest = hashlib.sha256(f"{same}\n{country or ''}".encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    return f"{slug or 'p'}{ending}-{digest}"


def _keys(partner: Partner) -> Iterator[Key]:
    return ((same_name(text), partner.country or "") for text in partner.name.versions.values())


def _organisation(group: Iterable[tuple[str, Partner]]) -> Organisation:
    members = list(group)
    versions: dict[str, str] = {}
    for _, partner in members:
        for language, text in partner.name.versions.items():
            versions.setdefault(language, text)
    country = members[0][1].country
    return Organisation(
        id=partner_id(_naming(partner.name for _, partner in members), country),
        name=LocalText(versions),
        towns=tuple({tuple(p.town.versions.items()): p.town for _, p in members if p.town is not None}.values()),
        country=country,
        projects=tuple(dict.fromkeys(project for project, _ in members)),
    )


def _naming(names: Iterable[LocalText]) -> str:
    """Return the name that the id is made of: one written for all languages, else the first by language and text."""
    versions = {(language, text) for name in names for language, text in name.versions.items()}
    return min(versions, key=lambda version: (version[0] != NEUTRAL, version[0], same_name(version[1])))[1]

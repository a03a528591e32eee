"""Tables of facts as five organisations have them, declared in ``content/facts.yml`` without a template or a style.

They are organisations of the kinds that Vitrina was made for. What is known of each is which facts it tells of a
project; the labels are in its language, the values are invented. In the expected tables, ``[…]`` is the page of a term,
which the value leads to, ``<…>`` a link to somewhere else; `` / `` stands between values, `` | `` between the parts of
one, ``>`` before what is told first, ``+`` before what has a section of its own, and ``##`` before the heading of a
group.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.sites import Files, build_site, explain, write


@dataclass(frozen=True, kw_only=True)
class Seed:
    """An organisation's site: its language, its declarations, a project, and the table on its page."""

    language: str
    facts: str
    project: str
    table: str
    terms: Mapping[str, str]


COOPERATION = Seed(
    language="sv",
    facts="""\
facts:
  region: {label: Land, heading: Länder}
  counterparts: {shape: list of organisation, label: Samarbetspartner, order: 15, in: [table, search]}
  town: null
  period: {label: År}
  activity_types: {label: Det här görs}
  financed_by: {shape: terms, vocabulary: funders, label: Finansieras av, address: finansiarer, order: 105}
  reached: {shape: list of quantity, label: Resultat i siffror, order: 110}
""",
    project="""\
region: peru
counterparts: [{name: Taller Abierto, town: Arequipa, country: PE}]
period: 2023
status: finished
activity_types: [accounting-advice, fairs, child-support]
target_groups: [mothers, children-0-5]
financed_by: stiftelsen
reached: [23 barn, 8 verkstäder]
""",
    table="""\
> Land: [regions/peru]
> År: 2023
> Status: [statuses/finished]
> Målgrupper: [target-groups/mothers] / [target-groups/children-0-5]
+ Samarbetspartner: Taller Abierto | Arequipa · Peru
Det här görs: [activity-types/accounting-advice] / [activity-types/fairs] / [activity-types/child-support]
Finansieras av: [finansiarer/stiftelsen]
Resultat i siffror: 23 barn / 8 verkstäder
""",
    terms={"funders": "stiftelsen: {labels: Stiftelsen Exempel}\n"},
)
WOMENS_COMMITTEE = Seed(
    language="ar",
    facts="""\
facts:
  carried_out_by: {shape: organisation, label: الجهة المنفذة, order: 5}
  held_at: {shape: place, label: مكان اللقاء, order: 6}
  host: {shape: organisation, label: الجهة المضيفة, order: 7}
  region: {label: المحافظات}
  town: null
  financed_by: {shape: list of text, label: بدعم من, order: 105}
  attended: {shape: quantity, unit: مشاركة, label: عدد المشاركات, order: 110}
""",
    project="""\
carried_out_by: {name: لجنة المرأة, link: "https://example.org/"}
held_at: {name: قاعة البلدية, town: جباليا}
host: جمعية البيت
region: [gaza-north, gaza]
status: ongoing
scope: regional
activity_types: [workshop, networking]
target_groups: women
financed_by: [صندوق المثال]
attended: 30
""",
    table="""\
> المحافظات: [regions/gaza-north] / [regions/gaza]
> الحالة: [statuses/ongoing]
> النطاق: [scopes/regional]
> الأنشطة: [activity-types/workshop] / [activity-types/networking]
+ الجهة المنفذة: <لجنة المرأة>
+ الجهة المضيفة: جمعية البيت
مكان اللقاء: قاعة البلدية | جباليا
الفئات المستهدفة: [target-groups/women]
بدعم من: صندوق المثال
عدد المشاركات: 30 مشاركة
""",
    terms={},
)
_OF_THE_FUND = """\
  support_area: {label: Obszar wsparcia, order: 5}
  town: {label: Siedziba}
  region: {label: Województwo, order: 25}
  period: {label: Czas trwania}
  cost: {label: Koszt projektu}
  grant: {label: Kwota dotacji}
  scope: {label: Zasięg}
  activity_types: {label: Typ działań}
  target_groups: {label: Grupy docelowe}
"""
MIGRANTS = Seed(
    language="pl",
    facts=f"facts:\n{_OF_THE_FUND}  reached: {{shape: list of quantity, label: Rezultaty, order: 110}}\n",
    project="""\
support_area: social-exclusion
town: Suwałki
region: podlaskie
period: 2021-03-01/2023-02-28
status: finished
cost: 51200.00 EUR
grant: 48640.50 EUR
scope: local
activity_types: [counselling, self-advocacy, self-help]
target_groups: [women, migrants]
reached: [312 kobiet, 12 liderek]
""",
    table="""\
> Województwo: [regions/podlaskie]
> Czas trwania: 1 marca 2021 – 28 lutego 2023
> Status: [statuses/finished]
> Koszt projektu: 51 200 €
Obszar wsparcia: [support-areas/social-exclusion]
Siedziba: Suwałki
Kwota dotacji: 48 640,50 €
Zasięg: [scopes/local]
Typ działań: [activity-types/counselling] / [activity-types/self-advocacy] / [activity-types/self-help]
Grupy docelowe: [target-groups/women] / [target-groups/migrants]
Rezultaty: 312 kobiet / 12 liderek
""",
    terms={},
)
NEIGHBOURS = Seed(
    language="lv",
    facts="""\
groups:
  money: Finansējums
facts:
  carried_out_by: {shape: list of organisation, label: Īsteno, order: 5}
  region: {label: Pašvaldības, heading: Pašvaldības}
  town: null
  period: {label: Īstenošanas laiks}
  activity_types: {label: Ko darām}
  target_groups: {label: Kam}
  financed_by: {shape: terms, vocabulary: funders, label: Finansē, address: finansetaji, order: 130, group: money}
  programme: {order: 140, group: money}
  number: {label: Dotācijas numurs, order: 150, group: money}
  reached: {shape: list of quantity, label: Paveikts, order: 110}
""",
    project="""\
carried_out_by: [Biedrība “Ozols”, {name: Biedrība “Krasts”, link: "https://example.org/krasts"}]
region: [marupe, olaine, kekava]
period: ../2025-09
status: ongoing
scope: regional
activity_types: [mentoring, study-visit, community-events]
target_groups: [community-leaders, residents, ngos]
financed_by: fonds
programme: Kopienu programma
number: 2024.LV/PIEM/7
reached: [4 forumi, 6 pasākumi]
""",
    table="""\
> Īstenošanas laiks: beigas: 2025. gada septembris
> Statuss: [statuses/ongoing]
> Mērogs: [scopes/regional]
> Paveikts: 4 forumi / 6 pasākumi
+ Īsteno: Biedrība “Ozols” / <Biedrība “Krasts”>
Pašvaldības: [regions/marupe] / [regions/olaine] / [regions/kekava]
Ko darām: [activity-types/mentoring] / [activity-types/study-visit] / [activity-types/community-events]
Kam: [target-groups/community-leaders] / [target-groups/residents] / [target-groups/ngos]
## Finansējums
Finansē: [finansetaji/fonds]
Programma: Kopienu programma
Dotācijas numurs: 2024.LV/PIEM/7
""",
    terms={"funders": "fonds: {labels: Piemēra fonds}\n"},
)
ACADEMY = Seed(
    language="pl",
    facts=f"""\
facts:
{_OF_THE_FUND}\
  partner: {{shape: list of organisation, label: Partnerzy, order: 105}}
  financed_by: {{shape: terms, vocabulary: funders, label: Źródło finansowania, address: fundusze, order: 115}}
  reached: {{shape: list of quantity, label: Rezultaty, order: 125}}
""",
    project="""\
support_area: social-exclusion
town: Konin
region: wielkopolskie
period: 2022-01-10/2022-11-30
status: finished
cost: 70000.00 EUR
grant: 70000.00 EUR
scope: regional
activity_types: [education, counselling, self-advocacy]
target_groups: [people-at-risk-of-exclusion, public-officials]
partner: [{name: Nyskole, town: Bergen, country: NO}]
financed_by: fundusz
reached: [35 osób z 9 gmin, 6 zadań]
""",
    table="""\
> Województwo: [regions/wielkopolskie]
> Czas trwania: 10 stycznia – 30 listopada 2022
> Status: [statuses/finished]
> Koszt projektu: 70 000 €
+ Partnerzy: Nyskole | Bergen · Norwegia
Obszar wsparcia: [support-areas/social-exclusion]
Siedziba: Konin
Kwota dotacji: 70 000 €
Zasięg: [scopes/regional]
Typ działań: [activity-types/education] / [activity-types/counselling] / [activity-types/self-advocacy]
Grupy docelowe: [target-groups/people-at-risk-of-exclusion] / [target-groups/public-officials]
Źródło finansowania: [fundusze/fundusz]
Rezultaty: 35 osób z 9 gmin / 6 zadań
""",
    terms={"funders": "fundusz: {labels: Fundusz Przykładowy}\n"},
)
SEEDS = {
    "cooperation": COOPERATION,
    "womens-committee": WOMENS_COMMITTEE,
    "migrants": MIGRANTS,
    "neighbours": NEIGHBOURS,
    "academy": ACADEMY,
}


def site_of(seed: Seed) -> Files:
    settings = f"title: Test\nbase_url: https://example.org/\nlanguages: {{{seed.language}: {{}}}}\n"
    return {
        "content/site.yml": settings,
        "content/facts.yml": seed.facts,
        f"content/projects/one/index.{seed.language}.md": f"---\ntitle: Test\n{seed.project}---\nText.\n",
        **{f"i18n/vocabularies/{name}.yml": terms for name, terms in seed.terms.items()},
    }


def table_of(page: HtmlElement) -> Iterator[str]:
    """Yield the lines of the table of facts in the order of the page: the first ones, those apart, the others."""
    for element in page.xpath("//dl//dt | //h3 | //*[@class='vt-story']//section[not(@class)]/h2"):
        if element.tag == "h3":
            yield f"## {element.text_content()}"
            continue
        values = []
        for value in element.itersiblings():
            if value.tag == "dt":
                break
            values += [" | ".join(parts_of(one)) for one in (value.xpath("li") or [value])]
        mark = ">" if element.xpath("ancestor::*[@class='vt-first']") else "+" if element.tag == "h2" else ""
        yield f"{mark} {element.text_content()}: {' / '.join(values)}".strip()


def parts_of(value: HtmlElement) -> Iterator[str]:
    """Yield what a value consists of: itself, and what is in the list below it, or in small letters."""
    for part in (value, *value.xpath(".//li | .//small")):
        link = next(iter(part.xpath("./a/@href")), "")
        if link.startswith("/"):
            yield f"[{link.split('/', 2)[2].removesuffix('/')}]"
            continue
        texts = part.xpath("./text() | ./*[not(self::ul or self::small)]//text()")
        text = " ".join("".join(texts).split())
        yield f"<{text}>" if link else text


@pytest.mark.parametrize("name", SEEDS)
def test_declarations_make_the_table_of_an_organisation(name: str, tmp_path: Path) -> None:
    seed = SEEDS[name]
    source = write(tmp_path, site_of(seed))
    assert explain(build_site(source).problems) == ""
    page = html.fromstring((source / f"site/{seed.language}/projects/one/index.html").read_bytes())
    assert list(table_of(page)) == seed.table.splitlines()

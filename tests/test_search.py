"""Search and facets by the reference: letters, forms of words, what is found in which order, and what is counted."""

from __future__ import annotations

import gzip
import json
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.depth import examples
from tests.search_reference import Choice, items_of, search, spellings
from tests.search_sites import Searched, demo, large_site, searched, showcase_of
from tests.sites import build_site, document, write
from vitrina import defaults
from vitrina.languages.word_forms import word_forms
from vitrina.search.files import SearchFiles, WordsCache
from vitrina.search.postings import PostingsBuilder, file_of, files_for, rules_digest, visible_text
from vitrina.state.engine_digest import engine_digest
from vitrina.state.input_scan import scan_inputs
from vitrina.state.state import WORDS, open_state
from vitrina.values.dates import Period
from vitrina.values.money import Money
from vitrina.views.fact_options import band_of, years_of

LANGUAGES = ("sv", "ar", "pl", "lv")
SWEDISH = word_forms("sv")
every_language = pytest.mark.parametrize("language", LANGUAGES)

LARGEST_INDEX = 120_000
LARGEST_BODIES = 100_000
"""Bytes of a file at a thousand projects, as they travel (gzip)."""


def words_of(text: str) -> list[str]:
    return SWEDISH.folding.words(text)


@cache
def site(language: str) -> Searched:
    return searched(demo(), language)


SHORT = {
    "economic": "economic-empowerment-for-political-action",
    "kaiminu": "kaiminu-kopienu-kopspeks",
    "moc": "moc-kobiet",
    "colectivo": "colectivo-hormigon-armado",
    "warnik": "warnik",
}

# What a visitor types, and what should come of it, best first.
EXPECTED = {
    "sv": {
        "kvinnor": "economic moc colectivo",
        "kvinna": "economic moc colectivo",  # another form of the word
        "kvinnorna": "economic moc colectivo",
        "Białystok": "moc warnik",
        "bialystok": "moc warnik",  # a letter that no Swedish keyboard has
        "ledarakademi": "moc",  # the beginning of a word
        "rådgivning": "moc colectivo warnik",
        "RADGIVNING": "moc colectivo warnik",
        "skoputsare": "colectivo",
        "mässor": "colectivo economic",
        "gaza": "economic",  # a place
        "kekava": "kaiminu",  # a partner's place, without its cedilla
        "2021": "moc warnik",  # a year of the period
        "441": "moc",  # in the text
        "diakonia": "economic",  # a funder
        "hallbara": "colectivo",
        "samarbeten": "warnik kaiminu moc",
        "språkkurs migranter": "moc",  # one in the summary, the other a target group
        "“skoputsare i Bolivia”": "colectivo",
        '"Bolivia skoputsare"': "",
        "skoputsare Białystok": "",  # both are needed
        "xyzzy": "",
    },
    "ar": {
        "نساء": "economic moc colectivo warnik",
        "النساء": "moc economic colectivo warnik",  # with the article
        "للنساء": "moc economic colectivo warnik",  # with a preposition and the article
        "المراة": "economic moc colectivo warnik",  # without its hamza
        "المرأة": "economic moc colectivo warnik",  # women have a plural of their own
        "شئون": "economic moc",  # spelled as in Cairo
        "شؤون": "economic moc",
        "فِلَسْطِين": "economic",  # with vowel marks
        "أحذية": "colectivo",
        "احذيه": "colectivo",
        "٢٠٢١": "moc warnik",
        "ﺍﻟﻨﺴﺎﺀ": "moc economic colectivo warnik",  # presentation forms, as from a PDF file
        "الجمعيـــات": "economic",  # stretched
        "اكاديميه": "warnik moc",
        "غزه": "economic",
        "بولندا": "warnik moc colectivo",
        "والاستشارات": "moc colectivo warnik",
        "«قوة النساء»": "moc colectivo warnik",
        '"النساء قوة"': "",
        "WARNIK": "warnik moc",
    },
    "pl": {
        "kobiet": "moc colectivo warnik",
        "kobieta": "moc colectivo warnik",
        "kobietami": "moc colectivo warnik",
        "poradnictwa": "moc warnik",
        "akademii": "moc warnik",
        "migrantek": "moc",
        "warsztat": "colectivo moc",
        "gminami": "warnik kaiminu moc",
        "boliwijski": "colectivo",
        "wspolpracy": "moc warnik kaiminu",
        "współpraca": "moc warnik kaiminu",
        "kekava": "kaiminu",
        "podlaskie": "moc",
        "buty": "colectivo",
        "czyszczenie butów": "colectivo",
        "2023": "moc kaiminu",
        "„moc kobiet”": "moc colectivo warnik",
        '"kobiet moc"': "",
        "lodz": "",
    },
    "lv": {
        "sievietes": "economic moc warnik",
        "sieviesu": "moc economic warnik",
        "Ķekavā": "kaiminu",
        "kekava": "kaiminu",
        "marupes": "kaiminu",
        "konsultācija": "colectivo moc warnik",
        "konsultacijam": "colectivo moc warnik",
        "akademijas": "warnik moc",
        "kopiena": "kaiminu",
        "Belostokā": "moc warnik",
        "sadarbibas": "warnik economic",
        "bērni": "colectivo warnik",
        "pilotprojekt": "colectivo",  # shown in Swedish
        "Gazas": "economic",
        "2022": "colectivo moc warnik",
        "kooperatīvi": "economic",
        "„sieviešu spēks”": "moc economic warnik",
        '"spēks sieviešu"': "",
    },
}


@pytest.mark.parametrize(("language", "query"), [(code, query) for code in EXPECTED for query in EXPECTED[code]])
def test_what_visitors_look_for(language: str, query: str) -> None:
    assert site(language).find(query) == [SHORT[name] for name in EXPECTED[language][query].split()]


# What a visitor mistypes, and what should come of it.
MISTYPED = {
    "sv": {
        "rådgivnnig": "moc colectivo warnik",  # two letters changed places
        "kvinor": "economic moc colectivo",  # one is missing
        "skoputsrae": "colectivo",
        "Bialystk": "moc warnik",
        "diakkonia": "economic",  # one is too many
        "rödgivningen": "moc colectivo warnik",  # one is another, and the form is not the one in the texts
    },
    "ar": {"الاستشاارت": "moc colectivo warnik", "بولدنا": "warnik moc colectivo"},
    "pl": {"lidreek": "moc colectivo kaiminu", "współprcaa": "moc warnik kaiminu", "kobitea": "moc colectivo warnik"},
    "lv": {"konsultacjia": "colectivo moc warnik", "sadarbbas": "warnik economic", "sievetes": "economic moc"},
}


@pytest.mark.parametrize(("language", "query"), [(code, query) for code in MISTYPED for query in MISTYPED[code]])
def test_what_visitors_mistype(language: str, query: str) -> None:
    found = site(language).result(query)
    assert [site(language).ids[number] for number in found.projects] == [
        SHORT[name] for name in MISTYPED[language][query].split()
    ]
    assert found.similar == tuple(word_forms(language).folding.words(query))


@pytest.mark.parametrize(
    "query",
    [
        "kvinnor",  # there are some
        "kvni",  # four letters are near to too much
        "kivnonr",  # two edits
        "69418",  # another number is no mistyped one
        "“rådgivnnig”",  # what is quoted is meant
    ],
)
def test_what_is_not_mistyped(query: str) -> None:
    assert site("sv").result(query).similar == ()


@pytest.mark.parametrize(
    "query", ["69419", "69 419", "69\u00a0419", "69\u2009419", "69,419", "69.419", "٦٩٬٤١٩", "69419 EUR"]
)
@every_language
def test_an_amount_is_found_in_every_way_of_writing_it(language: str, query: str) -> None:
    assert site(language).find(query.removesuffix(" EUR")) == [SHORT["moc"]]


@pytest.mark.parametrize(("language", "query"), [("ar", "Polska"), ("sv", "بولندا"), ("lv", "Polen"), ("pl", "Polija")])
def test_a_place_is_found_by_its_name_in_any_language(language: str, query: str) -> None:
    assert set(site(language).find(query)) >= {SHORT["moc"], SHORT["warnik"]}


def test_a_term_is_found_by_what_it_is_also_called(tmp_path: Path) -> None:
    source = large_site(tmp_path, 8, "sv", body=5, vocabulary=40)
    file = source / "i18n/vocabularies/regions.yml"
    also = "  also: {en: [Upper Norrland, Norrbotten], ar: نوربوتن}\n"
    file.write_text(file.read_text("utf-8").replace("north:\n", f"north:\n{also}"), "utf-8")
    found = searched(showcase_of(source), "sv")
    assert found.find("norrbotten") == found.find("نوربوتن") == found.find('"upper norrland"')
    assert sorted(found.find("norrbotten")) == sorted(found.find(region=["north"])) != []


class TestGroups:
    @pytest.mark.parametrize(("language", "query"), [("sv", "skoputsare"), ("pl", "liderek"), ("lv", "kopiena")])
    def test_posts_are_found_below_the_projects(self, language: str, query: str) -> None:
        found = site(language)
        (_, size), *_ = found.data["groups"]
        posts, *others = found.result(query).groups
        assert posts
        assert set(posts) <= set(range(found.data["count"], found.data["count"] + size))
        assert all(number >= found.data["count"] + size for group in others for number in group)

    def test_facets_are_of_projects_only(self) -> None:
        found = site("sv")
        assert found.result("skoputsare").groups == found.result("skoputsare", region=["poland"]).groups != ((), ())
        assert found.result("skoputsare", region=["poland"]).projects == ()

    def test_without_a_query_there_is_nothing_below(self) -> None:
        assert site("ar").result("", region=["poland"]).groups == ((), ())

    def test_what_has_no_page_is_not_found(self, tmp_path: Path) -> None:
        """Posts that are switched off, and the home page, whose text is on no page of its own."""
        source = large_site(tmp_path, 2, "sv")
        write(
            source,
            {
                "content/news/hej/index.sv.md": document("Nyord", title="Hej"),
                "content/pages/om/index.sv.md": document("Nyord", title="Om oss"),
                "content/pages/home/index.sv.md": document("Nyord", title="Hem"),
            },
        )
        assert searched(showcase_of(source), "sv").data["groups"] == [["Nyheter", 1], ["Sidor", 1]]
        with (source / "content/site.yml").open("a", encoding="utf-8") as file:
            file.write("outputs: {off: [news]}\n")
        assert searched(showcase_of(source), "sv").data["groups"] == [["Sidor", 1]]


class TestLetters:
    @pytest.mark.parametrize(
        ("written", "folded"),
        [
            ("Åsa Ärla Östersund", "asa arla ostersund"),
            ("Łódź, Żory", "lodz, zory"),
            ("Ķekavas novadā", "kekavas novada"),
            ("Straße ẞ Ærø Œuvre Þór İzmir ı", "strasse ss aero oeuvre thor izmir i"),
            ("ﬁn １２ ½", "fin 12 1⁄2"),
            ("المَرْأة آفاق إدارة ٱلله", "المراه افاق اداره الله"),
            ("شؤون شئون هيئة شيء مستشفى فتـــاة", "شوون شوون هييه شي مستشفي فتاه"),
            ("کی ۱۲ ٣٤", "كي 12 34"),
            ("ﷲ ﻻ", "الله لا"),
            ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
            ("69 419,50 och 1,234,567.8 och 69'419", "69419,50 och 1234567.8 och 69419"),
            ("12,34,567 och 1.5.2021 och 3, 4", "1234567 och 1.5.2021 och 3, 4"),
            ("2021 300, 1.5 300 och 08-123 456 78", "2021 300, 1.5 300 och 08-123456 78"),
        ],
    )
    def test_folding(self, written: str, folded: str) -> None:
        assert word_forms("sv").folding.fold(written) == folded

    def test_words_are_letters_and_digits(self) -> None:
        assert words_of("2023.LV/NVOF/MAC — l’été_x") == ["2023", "lv", "nvof", "mac", "l", "ete", "x"]

    def test_spellings_keep_the_letters(self) -> None:
        assert spellings("A\u030a och ÅR") == ["å", "och", "år"]


class TestQuery:
    def test_words_and_phrases(self) -> None:
        found = items_of('Åre "två ord" „trzy słowa” «أربع كلمات» slut', SWEDISH)
        assert [item.words for item in found] == [
            ("are",),
            ("tva", "ord"),
            ("trzy", "slowa"),
            ("اربع", "كلمات"),
            ("slut",),
        ]
        assert [item.is_phrase for item in found] == [False, True, True, True, False]

    def test_a_quotation_that_does_not_end_is_words(self) -> None:
        assert [item.is_phrase for item in items_of('"två ord', SWEDISH)] == [False, False]

    def test_a_pasted_page_is_cut(self) -> None:
        assert len(items_of("ord " * 5000, SWEDISH)) == 12

    def test_who_writes_a_letter_gets_it_first(self, tmp_path: Path) -> None:
        texts = {"plain": "Far och son", "ring": "Får och lamm"}
        found = searched(showcase_of(small_site(tmp_path, texts)), "sv")
        assert found.find("får") == ["ring", "plain"]
        assert found.find("far") == ["plain", "ring"]

    def test_a_title_comes_before_a_text_and_a_word_before_its_beginning(self, tmp_path: Path) -> None:
        texts = {"a-text": "Alfa", "b-form": "Trädgårdar", "c-exact": "Trädgård", "d-start": "Trädgårdsmästare"}
        source = small_site(tmp_path, texts, bodies={"a-text": "En trädgård."})
        assert searched(showcase_of(source), "sv").find("trädgård") == ["c-exact", "b-form", "d-start", "a-text"]

    def test_orders(self) -> None:
        found = site("sv")
        assert found.find() == found.find(sort="title") == list(found.ids)
        assert found.find(sort="newest")[0] == SHORT["colectivo"]
        assert found.find(sort="oldest")[0] == SHORT["warnik"]
        assert found.find(sort="cost")[:2] == [SHORT["warnik"], SHORT["moc"]]
        assert sorted(found.find(sort="cost")) == sorted(found.ids), "a project without a cost is not lost"
        assert found.find("kommun", sort="title") == [one for one in found.ids if one in found.find("kommun")]

    @every_language
    def test_every_project_is_found_by_every_word_of_its_card(self, language: str) -> None:
        found = site(language)
        entries = found.data["entries"]
        for number, identifier in enumerate(found.ids):
            for word in {*entries["title"][number].split(), *entries["summary"][number].split()}:
                if words_of(word):
                    assert identifier in found.find(word), word


class TestFacets:
    def test_a_parent_brings_its_children_and_values_of_one_facet_add_up(self) -> None:
        found = site("pl")
        assert set(found.find(region=["poland"])) == {SHORT["moc"], SHORT["warnik"]}
        assert set(found.find(region=["podlaskie", "bolivia"])) == {SHORT["moc"], SHORT["colectivo"]}
        assert found.find(region=["podlaskie", "bolivia"], target_groups=["women"]) == [SHORT["moc"]]
        assert found.find(region=["no-such-place"]) == found.find(), "an id that nobody knows says nothing"

    def test_counts_follow_the_other_facets_and_the_query(self) -> None:
        counts = site("sv").counts(region=["poland"])
        assert counts["status", "finished"] == 2
        assert counts["status", "ongoing"] == 0
        assert counts["region", "bolivia"] == 1, "its own facet does not narrow it"
        assert site("sv").counts("skoputsare", region=["poland"])["region", "bolivia"] == 1
        assert site("sv").counts("skoputsare")["region", "poland"] == 0

    @examples(40)
    @given(st.data())
    def test_a_count_is_what_choosing_the_value_brings(self, data: st.DataObject) -> None:
        found = site(data.draw(st.sampled_from(LANGUAGES)))
        facets = {
            facet["key"]: [value[0] for value in facet["values"]] for facet in found.data["facets"] if facet["values"]
        }
        chosen = {
            key: data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=2), label=key)
            for key, ids in facets.items()
            if data.draw(st.booleans())
        }
        query = data.draw(st.sampled_from(["", "kommun", "kobiet", "نساء", "konsultācija"]))
        for (key, identifier), count in found.counts(query, **chosen).items():
            assert count == len(found.find(query, **{**chosen, key: [identifier]}))

    @pytest.mark.parametrize(
        ("money", "band"),
        [
            ("0 EUR", "EUR-0"),
            ("999.99 EUR", "EUR-0"),
            ("1000 EUR", "EUR-1000"),
            ("4999.99 SEK", "SEK-1000"),
            ("5000 SEK", "SEK-5000"),
            ("69419.00 EUR", "EUR-50000"),
            ("69419.00 PLN", "PLN-50000"),
            ("100000 EUR", "EUR-100000"),
            ("999999999999999 EUR", "EUR-500000000000000"),
        ],
    )
    def test_bands_of_costs(self, money: str, band: str) -> None:
        amount = Money.parse(money)
        assert band_of(amount).id == band
        assert band_of(amount).low <= amount.amount < band_of(amount).high

    @pytest.mark.parametrize(
        ("period", "years"),
        [
            ("2021-01-16/2023-01-15", [2021, 2022, 2023]),
            ("2022", [2022]),
            ("2022/..", [2022]),
            ("../2024-10", [2024]),
            ("0001/9999", [1, 9999]),
        ],
    )
    def test_years_of_a_period(self, period: str, years: list[int]) -> None:
        assert sorted(set(years_of(Period.parse(period)))) == years

    def test_a_range_of_costs_is_of_one_currency(self, tmp_path: Path) -> None:
        found = searched(showcase_of(large_site(tmp_path, 60, "sv", body=5, vocabulary=50)), "sv")
        costs = dict(zip(found.ids, found.data["costs"], strict=True))
        expected = {one for one, (amount, currency) in costs.items() if currency == "SEK" and 1e6 <= amount <= 5e6}
        assert set(found.find(cost=["1000000-5000000-SEK"])) == expected != set()
        open_range = {one for one, (amount, currency) in costs.items() if currency == "EUR" and amount <= 4e6}
        assert set(found.find(cost=["-4000000-EUR"])) == open_range
        assert found.find(cost=["--EUR"]) == found.find(cost=["5-XYZ"]) == found.find(), "no range says nothing"
        counts = found.counts(cost=["1000000-5000000-SEK"])
        assert sum(count for (key, _), count in counts.items() if key == "status") == len(expected)

    def test_costs_that_are_not_known_are_counted(self) -> None:
        found = site("sv")
        choice = Choice(values={"cost": ["1-1000000-EUR"]})
        result = search(found.data, found.bodies, choice)
        assert result.unknown == sum(cost == 0 for cost in found.data["costs"])
        assert result.unknown + len(result.projects) == len(found.ids)

    def test_each_currency_is_sorted_by_itself(self, tmp_path: Path) -> None:
        found = searched(showcase_of(large_site(tmp_path, 60, "sv", body=5, vocabulary=50)), "sv")
        order = [found.ids.index(one) for one in found.find(sort="cost")]
        assert order == found.data["orders"]["cost"]
        listed = [(found.data["costs"][number][1], -found.data["costs"][number][0]) for number in order]
        assert listed == sorted(listed)


class TestData:
    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("A [link](https://example.org/hidden) here", "A [link]  here"),
            ('![Alt](pic(1).png "Title")', "![Alt] "),
            ("See <https://example.org/x>, [ref]: no", "See <  [ref]: no"),
            ("[ref]: https://example.org/x 'Title'\nText", " \nText"),
            ("Word <!-- not\nthis --> word {: .lead #id }", "Word   word  "),
            ("a [b] (c) d {e} f", "a [b] (c) d {e} f"),
        ],
    )
    def test_what_a_visitor_sees_of_a_body(self, body: str, expected: str) -> None:
        assert visible_text(body) == expected

    def test_each_word_is_in_the_files_of_its_bases_where_it_is_looked_up(self, tmp_path: Path) -> None:
        found = searched(showcase_of(large_site(tmp_path, 150, "ar", body=60, vocabulary=900)), "ar")
        assert len(found.files) == files_for(150) == 3
        parts = [json.loads(file) for file in found.files]
        assert sum(map(len, parts)) > len(found.bodies) > 300
        for number, part in enumerate(parts):
            assert all(number in {file_of(base, 3) for base in word_forms("ar").bases(word)} for word in part)

    def test_only_the_files_with_other_words_are_made_anew(self) -> None:
        builder = PostingsBuilder(3, word_forms("sv"))
        before, after = builder.of("alla bra cykel alla"), builder.of("alla bra cyklar alla")
        changed = {number for number in range(3) if before[number] != after[number]}
        assert changed == {file_of("cykel", 3)} == {file_of("cyklar", 3)}

    @pytest.mark.parametrize(("files", "language"), [(3, "ar"), (4, "sv")])
    def test_words_that_were_gathered_by_other_rules_are_of_no_use(self, files: int, language: str) -> None:
        assert rules_digest(files, word_forms(language)) != rules_digest(3, word_forms("sv"))

    def test_the_words_of_bodies_that_did_not_change_serve_again(self, tmp_path: Path) -> None:
        """What is kept of earlier builds is used where the input scan says so, and nowhere else."""
        source = large_site(tmp_path, 3, "sv")
        view_context = showcase_of(source)
        first = SearchFiles(view_context, WordsCache())
        expected = first.bodies("sv", 0)
        ((name, words),) = first.made.items()
        seen = scan_inputs(source, source, {})
        path = first.documents("sv")[1]
        kept = {**words, seen.key(path): ("kept 7",)}
        again = SearchFiles(view_context, WordsCache({name: kept}.get, seen))
        assert json.loads(again.bodies("sv", 0))["kept"] == [[1, 7]]
        assert again.made == {}
        assert SearchFiles(view_context, WordsCache({name: kept}.get)).bodies("sv", 0) == expected
        write(source, {path: (source / path).read_text("utf-8") + "\n\nnyord\n"})
        third = SearchFiles(showcase_of(source), WordsCache({name: words}.get, scan_inputs(source, source, {})))
        assert json.loads(third.bodies("sv", 0))["nyord"][0][0] == 1
        assert len(third.made[name].keys() - words.keys()) == 1

    def test_the_words_of_a_language_are_kept_beside_those_of_its_kin(self, tmp_path: Path) -> None:
        """What replaces the words of ``sv`` leaves those of ``sv-fi`` alone."""
        source = large_site(tmp_path, 3, "sv")
        for file in (source / "i18n/vocabularies").iterdir():
            file.write_text(file.read_text("utf-8").replace("{sv: ", "{sv-fi: x, sv: "), "utf-8")
        file = source / "content/site.yml"
        settings = file.read_text("utf-8").replace("{sv: {}}", "{sv-fi: {fallback: [sv]}, sv: {}}")
        for title in ("Ett", "Ett annat"):
            write(
                source, {"content/site.yml": settings, "content/projects/p0001/index.sv.md": document("x", title=title)}
            )
            assert build_site(source).exit_code == 0
            kind = ("None", "False", str(source), str(defaults.folder()), str(source / "site"))
            with closing(open_state(source, kind, engine_digest())) as state:
                kept = [name.rpartition("-")[0] for name in sorted(state.keys(WORDS))]
            assert kept == ["words-sv-FI", "words-sv"]

    def test_what_a_project_adds_lets_a_thousand_be_light(self, tmp_path: Path) -> None:
        """A bound from above: the more projects there are, the more of their words are known already."""
        small, large = (
            len(
                gzip.compress(searched(showcase_of(large_site(tmp_path / str(count), count, "lv", body=5)), "lv").index)
            )
            for count in (60, 120)
        )
        assert large + (1000 - 120) * (large - small) / (120 - 60) < LARGEST_INDEX

    @pytest.mark.slow
    @pytest.mark.parametrize("language", ["ar", "lv"])
    def test_a_thousand_projects_are_light(self, tmp_path: Path, language: str) -> None:
        found = searched(showcase_of(large_site(tmp_path, 1000, language)), language)
        assert len(found.ids) == 1000
        assert len(gzip.compress(found.index)) < LARGEST_INDEX
        assert max(len(gzip.compress(file)) for file in found.files) < LARGEST_BODIES

    @every_language
    def test_a_text_in_another_language_says_so(self, language: str) -> None:
        found = site(language)
        languages = [
            found.data["languages"][number][0] for number in found.data["entries"]["language"][: len(found.ids)]
        ]
        others = {one for one, code in zip(found.ids, languages, strict=True) if code != language}
        assert others == ({SHORT["colectivo"]} if language == "lv" else set())

    @every_language
    def test_counted_words_have_every_form_of_the_language(self, language: str) -> None:
        forms = site(language).data["words"]["projects"]
        assert (
            set(forms)
            == {
                "sv": {"one", "other"},
                "ar": {"zero", "one", "two", "few", "many", "other"},
                "pl": {"one", "few", "many"},
                "lv": {"zero", "one", "other"},
            }[language]
        )


def small_site(folder: Path, titles: dict[str, str], bodies: dict[str, str] | None = None) -> Path:
    """Write a site in Swedish with a project for each title."""
    source = large_site(folder, 0, "sv")
    for identifier, title in titles.items():
        file = source / f"content/projects/{identifier}/index.sv.md"
        file.parent.mkdir(parents=True)
        file.write_text(f"---\ntitle: {title}\n---\n{(bodies or {}).get(identifier, '')}\n", "utf-8")
    return source

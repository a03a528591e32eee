"""The order of words, against CLDR's rules and against an implementation of them: ICU, as Node carries it."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.required import require
from vitrina.content.languages import packaged_data
from vitrina.languages.collation import sort_key
from vitrina.languages.data_files import DATA_FOLDER
from vitrina.model import LetterOrder
from vitrina.problems import Problems

LANGUAGES = ("sv", "ar", "pl", "lv", "en")
ASKED_FOR = ("nb", "da", "uk", "he", "fa", "cs", "hu", "et", "lt", "tr", "es", "de", "fr")
NEARLY = ("cy", "ps", "ur")
"""Their rules go further than those of ``order``: one of a hundred pairs may differ."""

OTHERS = sorted({file.stem for file in DATA_FOLDER.glob("*.yml")} - {*LANGUAGES, *ASKED_FOR, *NEARLY})
# Characters that a text is drawn from: each language's own, what it borrows, and what stands between words.
OWN = "aabcdefghijklmnoprstuvwxyzåäöąćęłńóśźżāčēģīķļņōŗšūž"
FOREIGN = "øæßđðþœéèüñçőűñğışţâêîôûëïÿ"
POOLS = (
    OWN + OWN.upper() + " -'’.,",
    OWN + FOREIGN + FOREIGN.upper() + "aoeuydtlszAOEUYDTLSZ",
    "".join(map(chr, range(32, 127))),
    "aoucelszyAOUCELSZY\u0301\u0308\u030a\u0328\u0323\u0327\u0304\u0302\u030c",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچگکیةىأ\u064b\u064e\u064f\u0650\u0651\u0652\u0670\u0640  -،؟0123٠١٢abC",
    "абвгґдеёжзиійїклмнопрстухъыьэюяαβγδσςωάאבךכABCабв",
    "\u00a0\u2009\u202f\u200b\u200f–—…“”„«»‚‘’€£$%&§°²½№ªº™١１Ａａaz09 ",
)
WORDS = {
    "sv": "Åre Ärla Östersund Zinkgruvan Örebro Ängelholm ånger Anger Wien vind Vind þing thing Lübeck Lybeck Luleå",
    "pl": "Ćmielów Lublin Łódź Zamość Żory Źródło Lądek Ladek cma ćma Nysa Ńysa Świdnik Świat Siedlce ósemka Opole",
    "lv": "Kuldīga Ķekava Liepāja Ļaudona Ādaži Aizkraukle Ygaunija īve iela Jelgava Ņukši Nīca Šķēde Saldus Žīguri",
    "ar": "آفاق إدارة أرض المرأة امرأة بيت تعليم مدرسة مدرست كَتَبَ كتب كُتُب على علي هناء مؤسسة مسؤول شؤون شئون رؤية",
    "en": "résumé resume Resume café cafe naïve naive co-op coop co op Æsir Aesir straße strasse",
    "hu": "csak cukor cz cca ccs ccsak gyár gúny győr ggy lyuk luk lz meggy mege sár sz sssz zs zsák dzs dzseki dz dal",
    "cs": "chata cit cukr hora Chata cHata CHATA hlad ihned cs Čech",
    "nb": "Aa Aas Aabenraa Århus aarhus AArhus aArhus Zaa Aåa Ærø Øre Öre",
    "tr": "ıssız isim İzmir Irak ışık İnsan Isparta iyi Çay Cay",
    "lt": "Ignalina Ygla Ypatia ilgas yla įrašas Įla ėsti ąsotis",
    "uk": "ґанок гай город їжа іній йод Київ Ґалаґан",
    "et": "zoo suur šokk täht õde ära öö üks žanr tee",
    "fa": "آب ابر گل کتاب كتاب پدر چای هوا ه یک يك وقت",
}


@cache
def order_of(language: str) -> LetterOrder:
    problems = Problems()
    data = packaged_data(language, problems)
    assert list(problems) == []
    return data.order


def ordered(words: list[str], language: str) -> list[str]:
    """Return ``words`` in order, whatever order they come in: here, the wrong way round."""
    backwards = words[::-1]
    return sorted(backwards, key=lambda word: sort_key(word, order_of(language)))


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("sv", "and vind Wien wow xylofon übel yla yr zebra åka ä Ärla öl ønske"),
        ("sv", "lada Lada låda läda löda"),
        ("pl", "Ala Ąla Cma Ćma Lublin Łódź Nysa Ńysa Zamość Źródło Żory"),
        ("lv", "Aina Āda Cēsis Čakste ielas Ygaunija īve Jelgava Kuldīga Ķekava Liepāja Ļaudona Saldus Šķēde Žīguri"),
        ("ar", "ابن أرض إرم بيت تعليم على علي مدرسة مدرست Åre Zoo"),
        ("en", "álpha beta étude Östersund zebra Ελλάδα Україна"),
    ],
)
def test_words_stand_in_their_language_s_order(language: str, order: str) -> None:
    assert ordered(order.split(), language) == order.split()


def test_case_decides_last_and_accents_before_it() -> None:
    words = ["resume", "Resume", "résumé", "Résumé", "resumes"]
    assert ordered(words, "en") == words


def test_a_tag_with_a_country_sorts_as_its_language() -> None:
    assert order_of("sv-FI") == order_of("sv") != order_of("en")
    assert order_of("sr-Latn") == order_of("en") != order_of("sr")  # but not one in another script


def test_numbers_and_spaces_come_before_letters() -> None:
    words = ["", " a", "-a", "(a", "€ 5", "10 a", "2 a", "a", "a b", "ab"]
    assert ordered(words, "sv") == words


@given(st.lists(st.text(), min_size=3, max_size=3), st.sampled_from(LANGUAGES))
def test_the_order_is_total(texts: list[str], language: str) -> None:
    one, two, three = sorted(texts, key=lambda text: sort_key(text, order_of(language)))
    assert sort_key(one, order_of(language)) <= sort_key(two, order_of(language)) <= sort_key(three, order_of(language))
    assert (sort_key(one, order_of(language)) == sort_key(two, order_of(language))) == (one == two)


@cache
def icu_is_missing() -> str:
    """Say why ICU cannot be asked; the empty text says that it can."""
    node = shutil.which("node")
    if node is None:
        return "node is not installed"
    version = subprocess.run([node, "-p", "process.versions.cldr"], capture_output=True, text=True, check=True)
    return "" if version.stdout.startswith("48") else f"node has CLDR {version.stdout.strip()}, not 48"


def by_icu(pairs: Sequence[tuple[str, str]], language: str) -> list[int]:
    """Return -1, 0 or 1 for each pair, as ``Intl.Collator`` compares it."""
    script = """
        const {pairs, language} = JSON.parse(require("fs").readFileSync(0, "utf8"));
        const {compare} = new Intl.Collator(language);
        console.log(JSON.stringify(pairs.map(([one, other]) => Math.sign(compare(one, other)))));
    """
    question = json.dumps({"pairs": pairs, "language": language})
    answer = subprocess.run(["node", "-e", script], input=question, capture_output=True, text=True, check=True)
    return list(json.loads(answer.stdout))


def by_key(pairs: Sequence[tuple[str, str]], language: str) -> list[int]:
    """Return the same by the sort keys, without their last level."""
    keys = [(sort_key(one, order_of(language))[:3], sort_key(other, order_of(language))[:3]) for one, other in pairs]
    return [(one > other) - (one < other) for one, other in keys]


def random_pairs(language: str, number: int) -> list[tuple[str, str]]:
    """Return ``number`` pairs from each pool, most of them of two texts that differ little."""
    chance = random.Random(language)
    pairs = []
    for pool in POOLS:
        for _ in range(number):
            one = "".join(chance.choices(pool, k=chance.randint(0, 6)))
            place = chance.randint(0, len(one))
            other = one[:place] + chance.choice(pool) + one[place + chance.randint(0, 1) :]
            if chance.random() < 0.3:
                other = other.swapcase()
            elif chance.random() < 0.3:
                other = "".join(chance.sample(other, len(other)))
            pairs.append((one, other))
    return pairs


def differences(language: str, number: int) -> list[tuple[tuple[str, str], int]]:
    """Return the pairs that ICU orders in another way, with its answer."""
    require(shutil.which("node"), "node")
    if reason := icu_is_missing():
        pytest.skip(reason)
    words = [word for text in WORDS.values() for word in text.split()]
    pairs = [(one, other) for one in words for other in words] + random_pairs(language, number)
    compared = zip(pairs, by_icu(pairs, language), by_key(pairs, language), strict=True)
    return [(pair, icu) for pair, icu, key in compared if icu != key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_icu_agrees(language: str) -> None:
    assert differences(language, 1500) == []


@pytest.mark.parametrize("language", ASKED_FOR)
def test_icu_agrees_on_the_languages_of_neighbours(language: str) -> None:
    assert differences(language, 500) == []


@pytest.mark.parametrize("language", OTHERS)
def test_icu_agrees_on_every_language_with_data(language: str) -> None:
    assert differences(language, 100) == []


@pytest.mark.parametrize("language", NEARLY)
def test_icu_agrees_nearly(language: str) -> None:
    assert len(differences(language, 100)) < 15

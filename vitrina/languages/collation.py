"""Sort keys for the alphabetical order of a language: the Unicode Collation Algorithm with the rules of CLDR 48.

A key has four levels: letters; accents; case and variants; and the text itself, so that different texts never have
equal keys. The tables contain CLDR's root order for European and Arabic scripts and its tailorings for Swedish, Polish,
Latvian and Arabic. All other characters follow, ordered by code point. Standards: UTS #10 (UCA), UTS #35 part 5
(CLDR collation), with CLDR's default for punctuation ("non-ignorable").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple, TypeAlias

SortKey: TypeAlias = tuple[str, str, str, str]
"""Weights of letters, accents and case, and the text. Compare only keys of the same language."""


class _Element(NamedTuple):
    """A collation element; an element with an empty weight is ignored on that level."""

    primary: str
    secondary: str
    tertiary: int


_Table: TypeAlias = Mapping[str, tuple[_Element, ...]]

# CLDR's root order. Capital letters are not listed: they follow their small letter.
_SYMBOLS: Final = (
    "\t\n\v\f\r\x85\u2028\u2029 ‾_‗-‐‒–—―⁓,،؍٫٬;؛⁏:؞!¡?¿؟‽.۔·؝⁕⁖⁘⁙⁚⁛⁜⁝⁞'‹›\"«»()[]{}⁅⁆‖§¶⁋@*⁎⁑٭/\\&⁊#%٪‰؉‱؊"
    "†‡•‣‧⁃⁌⁍′‵‸※‿⁔⁀⁐⁁⁂־׀׃׆`´^¯¨¸°؈؎؏۞۩©®℗℞℮←→↑↓+±÷×<=>¬|¦~−⁒∕⁄√∞≈≤≥"
)
_CURRENCIES: Final = "¤¢$£¥؋₠₡₢₣₤₥₦₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿⃀"
_LATIN: Final = (
    "aⱥⱯɐɑɒbʙƀɓƃcȼƈɕdɖɗƌȡẟeɇⱸǝⱻəɛɘɚɜɝɞʚɤfʩƒgɡɢǥɠʛɣƣhʜƕɦⱨⱶɧiıɪɨɩjȷɉʝɟʄkƙⱪʞlʟƚⱡɫɬɭȴɮƛʎmɱnɴɲƞɳȵŋoɶɔⱺɵɷȣpƥɸⱷqȹʠɋĸ"
    "rʀɍɹɺɻⱹɼɽɾɿʁsʂȿẜẝʃƪʅʆtŧⱦƫƭʈȶʇuʉɥʮʯɯɰʊvʋⱱⱴỽʌwⱳʍxyʏɏƴỿȝzƍƶȥʐʑɀⱬʒƹƺʓþƿƻƨƽƅʔɂʼʾʕʿʡʢʖǀǁǂǃ"
)
_GREEK: Final = "αβγδεϝͷϛζͱηθιϳκλμνξοπϻϟϙρϼσͼͻͽτυφχψωϡͳϸ"
_CYRILLIC: Final = "аәӕбвгғӻҕӷдђҙеєжҗзѕӡиҋійјкқӄҡҟҝлӆљмӎнӊңӈҥњоөпҧҁрҏсҫтҭћуүұѹфхӽӿҳһѡѿѽѻцҵчҷӌҹҽҿџшщъыьҍѣэюяѥѧѫѩѭѯѱѳѵҩӏ"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC: Final = (
    "ءآأٲٱؤإٳئاٮبٻپڀةتثٹٺټٽٿجڃڄچڿڇحخځڂڅدذڈډڊڋڌڍڎڏڐۮرزڑڒړڔڕږڗژڙۯسشښڛڜۺصضڝڞۻطظڟعغڠۼفڡڢڣڤڥڦٯقڧڨكکڪګڬڭڮگڰڱڲڳڴػؼ"
    "لڵڶڷڸمنںڻڼڽڹهھہۃۿەوۄۅۆۇۈۉۊۋۏىيیۍێېۑؽؾؿؠے"
)
_ROOT_VARIANTS: Final = ("'‘’‚‛׳", '"“”„‟״', "гґ")
_FINAL_FORMS: Final = {"ς": "σ", "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}
# Letters that sort as a letter and an accent but have no decomposition in Unicode ("\x01" and "\x02" stand for UCA's
# two accents for variants of a letter), and whether UCA gives them compatibility weights.
_COMPOSED: Final = {
    "ø": ("o\u0338", False), "đ": ("d\u0335", False), "ħ": ("h\u0335", False), "ł": ("l\u0335", False),
    "ŀ": ("l\x01", False), "æ": ("a\x01e", True), "œ": ("o\x01e", True), "ß": ("s\x01s", True), "ð": ("d\x01", True),
    "ſ": ("s\x02", True), "ȸ": ("db", True), "ỻ": ("ll", True), "ƾ": ("ts", True), "ϗ": ("και", True),
}  # fmt: skip
# Accents in order; those without a space between them have equal weights.
_ACCENTS: Final = (
    "\u0332 \u0313 \u0314 \u0301 \u0300 \u0306 \u0302 \u030c \u030a \u0342 \u0308 \u030b \u0303 \u0307 \u0338 \u0327 "
    "\u0328 \u0304 \u030d\u030e\u0312\u0315\u031a\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350\u0351\u0352\u0357"
    "\u035b\u035d\u035e \u0316\u0317\u0318\u0319\u031c\u031d\u031e\u031f\u0320\u0329\u032a\u032b\u032c\u032f\u0333"
    "\u033a\u033b\u033c\u0347\u0348\u0349\u034d\u034e\u0353\u0354\u0355\u0356\u0359\u035a\u035c\u035f\u0362 "
    "\u0336\u0337 \u0335 \u0305 \u0309 \u030f \u0310 \u0311 \u031b \u0321 \u0322 \u0323 \u0324 \u0325 \u0326 \u032d "
    "\u032e \u0330 \u0331 \u0334 \u0339 \u0345 \u0358 \u0360 \u0361 \u064b \u064c \u064d \u064e \u064f \u0650 \u0651 "
    "\u0652 \u0653 \u0654 \u0655 \u065f \u0656 \u0657 \u0658 \u0659 \u065a \u065b \u065c \u065d \u065e \u0670 \x01 \x02"
)
# Ignored on all levels: layout marks of vowel signs, cantillation, tatweel and variation selectors.
_IGNORED: Final = re.compile(r"[\u034f\u0591-\u05af\u05bd\u05c4\u05c5\u0610-\u061a\u0640\u06d6-\u06ed\ufe00-\ufe0f]")

# CLDR's tailorings. "aą": ą is a letter of its own after a. "äæę": æ and ę are accented forms of ä.
_LETTERS: Final = {
    "lv": ("aā", "cč", "eē", "gģ", "iyī", "kķ", "lļ", "nņ", "oō", "rŗ", "sš", "uū", "zž"),
    "pl": ("aą", "cć", "eę", "lł", "nń", "oó", "sś", "zźż"),
    "sv": ("ʖåäö",),  # after the whole Latin alphabet, þ included
}
_VARIANTS: Final[Mapping[str, tuple[Sequence[str], ...]]] = {
    "sv": ("äæę", "öøőœô", "yüű"),
    "ar": (("ء", "أ", "ؤ", "إ", "ئ", "ى\u0655", "ا"),),
}
_VARIANTS_BEFORE: Final = {"ar": ("ةت", "یىي")}  # the last one is the letter, the others sort before it
# In Arabic, vowel marks have weights on the third level, as case does.
_LIGHT_MARKS: Final = {
    "ar": "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u06df\u06e1\u065f\u0656\u0657\u0658\u0659\u065a"
    "\u065b\u065c\u065d\u065e\u0670"
}

# Weights. A level is a string of code points, so these are numbers with room between them.
_SYMBOL, _OTHER_SYMBOL, _CURRENCY, _DIGIT = 0x10, 0x1400, 0x1800, 0x2000
_LEADING_SCRIPT, _LETTER, _OTHER_LETTER = 0x3000, 0x4000, 0xE000
_ROOM = 16  # between two letters
_BEFORE, _COMMON, _ACCENT = 0x10, 0x20, 0x100
_SMALL, _FINAL, _LIGHT = 4, 0x32, 0x100
_CAPITAL = 12  # added to the weight of the small letter
# UCA's third level weights (UTS #10, table of tertiary weights) by Unicode's decomposition type, doubled.
_FORMS: Final = {
    "<wide>": 6, "<compat>": 8, "<font>": 10, "<circle>": 12, "<super>": 0x28, "<sub>": 0x2A, "<noBreak>": 0x36,
    "<square>": 0x38, "<fraction>": 0x3C,
}  # fmt: skip


def sort_key(text: str, language: str) -> SortKey:
    """Return the sort key of ``text`` in ``language``, a BCP 47 tag (``sv``, ``ar-PS``).

    A language without a tailoring has CLDR's root order. Two texts have equal keys only if they are equal.
    """
    language = language.replace("_", "-").partition("-")[0].lower()
    levels = [_weights(cluster, language) for cluster in _clusters(text)]
    return (
        "".join([level[0] for level in levels]),
        "".join([level[1] for level in levels]),
        "".join([level[2] for level in levels]),
        text,
    )


def _clusters(text: str) -> Iterable[str]:
    """Split decomposed ``text`` into characters, each with the combining marks that follow it."""
    if text.isascii():
        return text
    found: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if found and unicodedata.combining(char):
            found[-1] += char
        else:
            found.append(char)
    return found


@lru_cache(maxsize=65536)
def _weights(cluster: str, language: str) -> tuple[str, str, str]:
    """Return the weights of a decomposed character with its marks on the three levels."""
    table = _table(language)
    base, marks = _contract(cluster[0], cluster[1:], table)
    elements = [*_elements(base, language)]
    for mark in marks:
        elements += _elements(mark, language)
    return (
        "".join([element.primary for element in elements]),
        "".join([element.secondary for element in elements]),
        "".join([chr(element.tertiary) for element in elements]),
    )


def _contract(base: str, marks: str, table: _Table) -> tuple[str, str]:
    """Join ``base`` with the marks that form a letter of ``table`` with it, also discontiguous ones (UTS #10, S2.1)."""
    kept = ""
    for mark in marks:
        blocked = kept and unicodedata.combining(kept[-1]) == unicodedata.combining(mark)
        letter = unicodedata.normalize("NFC", base + mark)
        if not blocked and letter.lower() in table:
            base = letter
        else:
            kept += mark
    return base, kept


def _elements(char: str, language: str) -> tuple[_Element, ...]:
    """Return the collation elements of a character: from the table, by its decomposition, or by its category."""
    table = _table(language)
    if char in table:
        return table[char]
    small = char.lower()
    if small != char and small in table:
        return tuple(_capital(element) for element in table[small])
    form, *parts = unicodedata.decomposition(char).split() or [""]
    if form.startswith("<"):
        plain = "".join(chr(int(part, 16)) for part in parts)
        found = [element for part in unicodedata.normalize("NFKD", plain) for element in _elements(part, language)]
        return tuple(_in_form(element, _FORMS.get(form, _SMALL)) for element in found)
    return _by_category(char, small)


def _by_category(char: str, small: str) -> tuple[_Element, ...]:
    digit = unicodedata.decimal(char, None)
    category = unicodedata.category(char)
    if digit is not None:
        return (_letter(chr(_DIGIT + digit)),)
    if category in ("Cc", "Cf") or _IGNORED.match(char):
        return ()
    if unicodedata.combining(char):
        return (_Element("", chr(_ACCENT + 0x200) + char, _SMALL),)
    if category[0] in "PSZ":
        return (_letter(chr(_OTHER_SYMBOL) + char),)
    element = _letter(chr(_OTHER_LETTER) + small)
    return (element if small == char else _capital(element),)


@cache
def _table(language: str) -> _Table:
    """Return the elements of every listed small letter, symbol and mark in ``language``."""
    leading, following = (_ARABIC, "") if language == "ar" else ("", _ARABIC)
    order = (_SYMBOLS, _CURRENCIES, leading, _LATIN + _GREEK + _CYRILLIC + _HEBREW + following)
    table: dict[str, tuple[_Element, ...]] = {}
    for start, letters in zip((_SYMBOL, _CURRENCY, _LEADING_SCRIPT, _LETTER), order, strict=True):
        table |= {letter: (_letter(chr(start + _ROOM * rank)),) for rank, letter in enumerate(letters)}
    for rank, accents in enumerate(_ACCENTS.split(" ")):
        table |= {accent: (_Element("", chr(_ACCENT + rank), _SMALL),) for accent in accents}
    for rank, mark in enumerate(_LIGHT_MARKS.get(language, "")):
        table[mark] = (_Element("", "", _LIGHT + rank),)
    for letter, (parts, compatible) in _COMPOSED.items():
        elements = [element for part in parts for element in table[part]]
        table[letter] = tuple(_in_form(element, _FORMS["<compat>"] if compatible else _SMALL) for element in elements)
    del table["\x01"], table["\x02"]  # in a text they are control characters, which are ignored
    for final, letter in _FINAL_FORMS.items():
        table[final] = tuple(element._replace(tertiary=_FINAL) for element in table[letter])
    return {**table, **_tailored(table, language)}


def _tailored(table: _Table, language: str) -> _Table:
    """Return the entries of ``table`` that the tailoring of ``language`` changes."""
    changed: dict[str, tuple[_Element, ...]] = {}
    for chain in _LETTERS.get(language, ()):
        first = ord(table[chain[0]][0].primary)
        changed |= {letter: (_letter(chr(first + rank)),) for rank, letter in enumerate(chain[1:], 1)}
    known = {**table, **changed}
    for variants in (*_ROOT_VARIANTS, *_VARIANTS.get(language, ())):
        for rank, letter in enumerate(variants[1:], 1):
            changed[letter] = (known[variants[0]][0]._replace(secondary=chr(_COMMON + rank)),)
    for before in _VARIANTS_BEFORE.get(language, ()):
        for rank, letter in enumerate(before[:-1]):
            changed[letter] = (known[before[-1]][0]._replace(secondary=chr(_BEFORE + rank)),)
    if language == "ar":  # CLDR: &ءا<<آ
        alef = changed["ا"][0]
        changed["آ"] = (known["ء"][0], alef._replace(secondary=chr(ord(alef.secondary) + 1)))
    if language == "sv":  # CLDR: &t<<<þ/h
        changed["þ"] = (table["t"][0]._replace(tertiary=_SMALL + 1), table["h"][0])
    return changed


def _letter(primary: str) -> _Element:
    return _Element(primary, chr(_COMMON), _SMALL)


def _capital(element: _Element) -> _Element:
    return element._replace(tertiary=element.tertiary + _CAPITAL) if element.primary else element


def _in_form(element: _Element, form: int) -> _Element:
    """Return ``element`` with the third-level weight ``form``, and with the difference for a capital letter."""
    capital = element.primary and _SMALL + _CAPITAL <= element.tertiary < 0x20
    return element._replace(tertiary=form + _CAPITAL if capital and form <= _FORMS["<circle>"] else form)

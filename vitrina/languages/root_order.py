"""CLDR 48's root order of symbols, letters and accents of European and Arabic scripts (UTS #35 part 5).

Characters that are not listed follow, ordered by code point.
"""

from __future__ import annotations

import re
from typing import Final

# CLDR's root order. Capital letters are not listed: they follow their small letter.
SYMBOLS: Final = (
    "\t\n\v\f\r\x85\u2028\u2029 ‾_‗-‐‒–—―⁓,،؍٫٬;؛⁏:؞!¡?¿؟‽.۔·؝⁕⁖⁘⁙⁚⁛⁜⁝⁞'‹›\"«»()[]{}⁅⁆‖§¶⁋@*⁎⁑٭/\\&⁊#%٪‰؉‱؊"
    "†‡•‣‧⁃⁌⁍′‵‸※‿⁔⁀⁐⁁⁂־׀׃׆`´^¯¨¸°؈؎؏۞۩©®℗℞℮←→↑↓+±÷×<=>¬|¦~−⁒∕⁄√∞≈≤≥"
)
CURRENCIES: Final = "¤¢$£¥؋₠₡₢₣₤₥₦₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿⃀"
LATIN: Final = (
    "aⱥⱯɐɑɒbʙƀɓƃcȼƈɕdɖɗƌȡẟeɇⱸǝⱻəɛɘɚɜɝɞʚɤfʩƒgɡɢǥɠʛɣƣhʜƕɦⱨⱶɧiıɪɨɩjȷɉʝɟʄkƙⱪʞlʟƚⱡɫɬɭȴɮƛʎmɱnɴɲƞɳȵŋoɶɔⱺɵɷȣpƥɸⱷqȹʠɋĸ"
    "rʀɍɹɺɻⱹɼɽɾɿʁsʂȿẜẝʃƪʅʆtŧⱦƫƭʈȶʇuʉɥʮʯɯɰʊvʋⱱⱴỽʌwⱳʍxyʏɏƴỿȝzƍƶȥʐʑɀⱬʒƹƺʓþƿƻƨƽƅʔɂʼʾʕʿʡʢʖǀǁǂǃ"
)
GREEK: Final = "αβγδεϝͷϛζͱηθιϳκλμνξοπϻϟϙρϼσͼͻͽτυφχψωϡͳϸ"
CYRILLIC: Final = "аәӕбвгғӻҕӷдђҙеєжҗзѕӡиҋійјкқӄҡҟҝлӆљмӎнӊңӈҥњоөпҧҁрҏсҫтҭћуүұѹфхӽӿҳһѡѿѽѻцҵчҷӌҹҽҿџшщъыьҍѣэюяѥѧѫѩѭѯѱѳѵҩӏ"
HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
ARABIC: Final = (
    "ءآأٲٱؤإٳئاٮبٻپڀةتثٹٺټٽٿجڃڄچڿڇحخځڂڅدذڈډڊڋڌڍڎڏڐۮرزڑڒړڔڕږڗژڙۯسشښڛڜۺصضڝڞۻطظڟعغڠۼفڡڢڣڤڥڦٯقڧڨكکڪګڬڭڮگڰڱڲڳڴػؼ"
    "لڵڶڷڸمنںڻڼڽڹهھہۃۿەوۄۅۆۇۈۉۊۋۏىيیۍێېۑؽؾؿؠے"
)
VARIANTS: Final = ("'‘’‚‛׳", '"“”„‟״', "гґ")
FINAL_FORMS: Final = {"ς": "σ", "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}
# Letters that sort as a letter and an accent but have no decomposition in Unicode ("\x01" and "\x02" stand for UCA's
# two accents for variants of a letter), and whether UCA gives them compatibility weights.
COMPOSED: Final = {
    "ø": ("o\u0338", False), "đ": ("d\u0335", False), "ħ": ("h\u0335", False), "ł": ("l\u0335", False),
    "ŀ": ("l\x01", False), "æ": ("a\x01e", True), "œ": ("o\x01e", True), "ß": ("s\x01s", True), "ð": ("d\x01", True),
    "ſ": ("s\x02", True), "ȸ": ("db", True), "ỻ": ("ll", True), "ƾ": ("ts", True), "ϗ": ("και", True),
}  # fmt: skip
# Accents in order; those without a space between them have equal weights.
ACCENTS: Final = (
    "\u0332 \u0313 \u0314 \u0301 \u0300 \u0306 \u0302 \u030c \u030a \u0342 \u0308 \u030b \u0303 \u0307 \u0338 \u0327 "
    "\u0328 \u0304 \u030d\u030e\u0312\u0315\u031a\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350\u0351\u0352\u0357"
    "\u035b\u035d\u035e \u0316\u0317\u0318\u0319\u031c\u031d\u031e\u031f\u0320\u0329\u032a\u032b\u032c\u032f\u0333"
    "\u033a\u033b\u033c\u0347\u0348\u0349\u034d\u034e\u0353\u0354\u0355\u0356\u0359\u035a\u035c\u035f\u0362 "
    "\u0336\u0337 \u0335 \u0305 \u0309 \u030f \u0310 \u0311 \u031b \u0321 \u0322 \u0323 \u0324 \u0325 \u0326 \u032d "
    "\u032e \u0330 \u0331 \u0334 \u0339 \u0345 \u0358 \u0360 \u0361 \u064b \u064c \u064d \u064e \u064f \u0650 \u0651 "
    "\u0652 \u0653 \u0654 \u0655 \u065f \u0656 \u0657 \u0658 \u0659 \u065a \u065b \u065c \u065d \u065e \u0670 \x01 \x02"
)
# Ignored on all levels: layout marks of vowel signs, cantillation, tatweel and variation selectors.
IGNORED: Final = re.compile(r"[\u034f\u0591-\u05af\u05bd\u05c4\u05c5\u0610-\u061a\u0640\u06d6-\u06ed\ufe00-\ufe0f]")

SCRIPTS: Final = {"Latn": LATIN, "Grek": GREEK, "Cyrl": CYRILLIC, "Hebr": HEBREW, "Arab": ARABIC}
"""The letters of each script (ISO 15924), in the order of the scripts."""

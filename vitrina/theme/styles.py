"""What style sheets say of languages, put into what browsers understand of the languages of a site.

``:lang("*-Arab")`` is text in the Arabic script: Selectors 4 has it, but not every browser, and a browser knows nothing
of the script of ``fa``. ``var(--digits)`` is the counter style for lists in the digits of a text's language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from vitrina.languages.direction import script_of_language, scripts_of_languages
from vitrina.languages.numbering import LATIN_DIGITS, counter_style_of, digits_of
from vitrina.model import Language

_SCRIPTS = re.compile(rb':lang\(\s*("\*-[A-Z][a-z]{3}"(?:\s*,\s*"\*-[A-Z][a-z]{3}")*)\s*\)')
_SCRIPT = re.compile(rb"[A-Z][a-z]{3}")
_DIGITS = re.compile(rb"var\(\s*--digits\b")
_NOTHING = ":not(*)"


def for_languages(sheet: bytes, languages: Collection[Language]) -> bytes:
    """Return the style ``sheet`` for a site with these ``languages``; unchanged if it says nothing of languages."""
    known = _scripts(languages) if _SCRIPTS.search(sheet) else {}

    def selector(found: re.Match[bytes]) -> bytes:
        return _selector({script.decode() for script in _SCRIPT.findall(found[1])}, known).encode()

    made = _SCRIPTS.sub(selector, sheet)
    rules = "".join(_digits(languages)) if _DIGITS.search(sheet) else ""
    return made + f"\n{rules}\n".encode() if rules else made


def _scripts(languages: Collection[Language]) -> Mapping[str, str]:
    """Return the script of each language of the site, and of the others in CLDR: a text can have words in them."""
    own = {language.code: language.data.script or script_of_language(language.code) for language in languages}
    return {tag.lower(): script for tag, script in {**scripts_of_languages(), **own}.items()}


def _selector(wanted: Collection[str], known: Mapping[str, str]) -> str:
    """Return a selector for text in the ``wanted`` scripts, as specific as any one pseudo-class.

    ``:lang(pa)`` is also ``pa-Arab``: a language does not have to be listed after a shorter tag of its own, and one in
    another script has to be left out.
    """
    tags = sorted(tag for tag, script in known.items() if script in wanted)
    listed = [f":lang({tag}){_exceptions(tag, wanted, known)}" for tag in tags if _parent(tag, known) not in tags]
    return f":is({','.join(listed)})" if len(listed) > 1 else (*listed, _NOTHING)[0]


def _parent(tag: str, known: Collection[str]) -> str:
    shorter = (tag.rsplit("-", count)[0] for count in range(1, tag.count("-") + 1))
    return next((code for code in shorter if code in known), "")


def _exceptions(tag: str, wanted: Collection[str], known: Mapping[str, str]) -> str:
    others = (code for code, script in known.items() if script not in wanted and code.startswith(f"{tag}-"))
    return "".join(f":where(:not(:lang({code})))" for code in sorted(others))


def _digits(languages: Collection[Language]) -> Iterator[str]:
    """Yield rules that set ``--digits`` wherever another language begins; none if all digits are Latin."""
    by_length = sorted(languages, key=lambda language: (len(language.code), language.code))
    systems = sorted({language.numbering for language in languages} - {LATIN_DIGITS})
    if not systems:
        return
    for system in systems:
        if not counter_style_of(system):
            symbols = " ".join(f'"{digit}"' for digit in digits_of(system).values())
            yield f"@counter-style {_own_style(system)}{{system:numeric;symbols:{symbols}}}"
    yield "[lang]{--digits:decimal}"
    for language in by_length:  # what is more exact comes later
        is_more_exact = any(language.code.startswith(f"{other.code}-") for other in languages)
        if language.numbering == LATIN_DIGITS and not is_more_exact:
            continue
        style = counter_style_of(language.numbering) or _own_style(language.numbering)
        yield f":lang({language.code}){{--digits:{style}}}"


def _own_style(system: str) -> str:
    return f"digits-{system}"

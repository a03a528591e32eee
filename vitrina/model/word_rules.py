"""The rules for forms of words, as they are written for a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRules:
    """What a file says about the forms of words of a language; ``docs/languages.md`` explains each key.

    ``articles`` and ``particles`` have the smallest number of letters that follow; ``paradigms`` has endings by name,
    none for a paradigm that is left out.
    """

    replaced: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    inside: str = ""
    unspaced: str = ""
    articles: Mapping[str, int] = field(default_factory=dict)
    particles: Mapping[str, int] = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    alternations: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    paradigms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def followed_by(self, later: WordRules) -> WordRules:
        """Return these rules with what ``later`` adds, and with what it says otherwise under the same name."""
        return WordRules(
            replaced={**self.replaced, **later.replaced},
            letters={**self.letters, **later.letters},
            inside=self.inside + later.inside,
            unspaced=self.unspaced + later.unspaced,
            articles={**self.articles, **later.articles},
            particles={**self.particles, **later.particles},
            whole=(*self.whole, *later.whole),
            alternations={**self.alternations, **later.alternations},
            paradigms={**self.paradigms, **later.paradigms},
            words=(*self.words, *later.words),
        )

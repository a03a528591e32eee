// Text normalisation for the search. The rules are in the data; vitrina/search/normalisation.py defines them.

const WORD = /[\p{L}\p{N}]+/gu;
const found = (text) => text.match(WORD) ?? [];

/** Return the functions of the reference for the `rules` of a language. */
export function makeLetters(rules) {
  const known = new Map();
  const { letters, hamza, shortest, prefixes, endings, weak, last } = rules;

  const fold = (text) =>
    text
      .normalize("NFKC")
      .replaceAll(...hamza)
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\p{M}/gu, "")
      .replace(/[^\x00-\x7f]/gu, (letter) => letters[letter] ?? letter);

  const base = (word) => {
    for (;;) {
      const prefix = prefixes.find((p) => word.startsWith(p) && size(word) - size(p) >= shortest + (size(p) === 1));
      if (!prefix) return word;
      word = word.slice(prefix.length);
    }
  };

  const stem = (word) => {
    if (known.has(word)) return known.get(word);
    let rest = base(word);
    const fits = (e) => rest.endsWith(e) && size(rest) - size(e) >= shortest + weak.includes(e);
    for (let ending = endings.find(fits); ending; ending = endings.find(fits)) rest = rest.slice(0, -ending.length);
    for (const [ending, instead] of last) {
      const isLong = size(rest) - size(ending) + size(instead) >= shortest;
      if (rest.endsWith(ending) && isLong) rest = rest.slice(0, -ending.length) + instead;
    }
    known.set(word, rest);
    return rest;
  };

  return {
    fold,
    base,
    stem,
    words: (text) => found(fold(text)),
    spellings: (text) => found(text.normalize("NFC").toLowerCase()),
  };
}

/** Return the number of code points; JavaScript's length counts those beyond U+FFFF twice. */
export function size(word) {
  return /[\ud800-\udfff]/.test(word) ? [...word].length : word.length;
}

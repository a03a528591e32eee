// Words and their forms for the search. The rules are in the data: vitrina/languages/folding.py and word_forms.py
// explain them, tests/search_reference.py is the reference.

const SHORTEST_STEM = 2;
const SHORTEST_LEMMA = 3;
const WORD = "[\\p{L}\\p{N}]";

/** Return the functions of the reference for the `rules` of a language. */
export function makeLetters({ replaced, letters, inside, unspaced, prefixes, whole, endings, words }) {
  const known = new Map();
  const listed = new Map();
  for (const line of words) for (const form of line.split(" ")) listed.set(form, [...(listed.get(form) ?? []), line]);
  const isUnspaced = new RegExp(`^[${unspaced}]`, "u");
  const run = new RegExp(`[${unspaced}]+|(?:(?![${unspaced}])${WORD})+`, "gu");
  const marks = inside.replace(/[\]\\^-]/g, "\\$&");
  const between = new RegExp(`(${WORD})[${marks}]+(?=${WORD})`, "gu");

  const fold = (text) => {
    let folded = text.normalize("NFKC");
    for (const pair of replaced) folded = folded.replaceAll(...pair);
    return folded
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\p{M}/gu, "")
      .replace(/[^\x00-\x7f]/gu, (letter) => letters[letter] ?? letter)
      .replace(between, "$1");
  };

  const runs = (text) =>
    (fold(text).match(run) ?? []).map((word) => {
      const pairs = isUnspaced.test(word) ? Array.from(word.matchAll(/(?=(..))/gu), (pair) => pair[1]) : [];
      return pairs.length ? pairs : [word];
    });

  const bases = (word) => {
    if (!prefixes.length) return [word];
    const found = prefixes.filter(([text, , least]) => word.startsWith(text) && size(word) - size(text) >= least);
    const bare = ([text, instead]) => instead + word.slice(text.length);
    const all = [word, ...found.map(bare)];
    const certain = found.filter((prefix) => prefix[3]).map(bare);
    const sure = all.filter((base) => listed.has(base) || whole.some((beginning) => base.startsWith(beginning)));
    return [sure, certain, all].find((one) => one.length);
  };

  const guessed = (base) =>
    Object.keys(endings)
      .filter((ending) => base.endsWith(ending) && size(base) - size(ending) >= SHORTEST_STEM)
      .flatMap((ending) =>
        endings[ending].split(" ").map((instead) => base.slice(0, base.length - ending.length) + instead),
      )
      .filter((key) => size(key) > SHORTEST_LEMMA);

  const keysOf = (word) => {
    const all = bases(word);
    const guesses = all.flatMap(guessed);
    const inList = (forms) => forms.flatMap((form) => listed.get(form) ?? []);
    const found = [inList(all), inList(guesses.map((key) => key.slice(0, -1))), [...all, ...guesses]];
    return found.find((one) => one.length);
  };

  const keys = (word) => {
    if (!known.has(word)) known.set(word, keysOf(word));
    return known.get(word);
  };

  /** The first letters of all words that can be a form of `word`. */
  const starts = (word) =>
    new Set([...bases(word), ...keys(word).join(" ").split(" ")].map(start).filter((one) => size(one) > 1));

  return {
    marks,
    fold,
    runs,
    bases,
    keys,
    starts,
    words: (text) => runs(text).flat(),
    spellings: (text) => text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [],
  };
}

/** Return the letters by which the file of a word is found. */
export const start = (word) => [...word].slice(0, SHORTEST_STEM).join("");

/** Return the number of code points; JavaScript's length counts those beyond U+FFFF twice. */
export function size(word) {
  return [...word].length;
}

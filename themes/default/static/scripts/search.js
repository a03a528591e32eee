// The search: words and their forms, what matches, in which order, and the counts of facet values. It implements the
// rules of tests/search_reference.py and reads the files of vitrina/search/index.py and postings.py; the rules of a
// language are explained in vitrina/languages/folding.py and word_forms.py. It does not use the page.

const [FORM, BEGINNING, EXACT] = [1, 2, 3];
/** Return the functions of the reference for the `rules` of a language. */
export function makeLetters({ replaced, letters, patterns, prefixes, whole, endings, words }) {
  const listed = new Map();
  for (const line of words) for (const form of line.split(" ")) listed.set(form, [...(listed.get(form) ?? []), line]);
  const [number, between, run, isUnspaced, part] = patterns.map((pattern) => new RegExp(pattern, "gu"));

  const fold = (text) => {
    let folded = text.replace(number, (digits) => digits.replace(/\P{Nd}/gu, "")).normalize("NFKC");
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
      const pairs = word.search(isUnspaced) ? [] : Array.from(word.matchAll(/(?=(..))/gu), (pair) => pair[1]);
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

  /** Return the keys of `base` by its endings, each with the number of letters before the ending. */
  const guessed = (base) =>
    Object.keys(endings)
      .filter((ending) => base.endsWith(ending) && size(base) - size(ending) > 1)
      .flatMap((ending) =>
        endings[ending]
          .split(" ")
          .map((instead) => [base.slice(0, base.length - ending.length) + instead, size(base) - size(ending)]),
      )
      .filter(([key]) => size(key) > 3);

  const keys = cached((word) => {
    const all = bases(word);
    const guesses = all.flatMap(guessed);
    const inList = (forms) => forms.flatMap((form) => listed.get(form) ?? []);
    const found = [inList(all), inList(guesses.map(([key]) => key.slice(0, -1)))];
    const likely = guesses.flatMap(([key, stem]) => (stem < 3 ? [] : [key]));
    return [...found, [...all, ...likely]].find((one) => one.length);
  });

  return {
    part,
    fold,
    runs,
    bases,
    keys,
    /** The first letters of all words that can be a form of `word`. */
    starts: (word) =>
      new Set([...bases(word), ...keys(word).join(" ").split(" ")].map(start).filter((one) => size(one) > 1)),
    words: (text) => runs(text).flat(),
    spellings: (text) => text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [],
  };
}

/** Return the letters by which the file of a word is found. */
const start = cached((word) => [...word].slice(0, 2).join(""));

/** Return the number of code points; JavaScript's length counts those beyond U+FFFF twice. */
const size = (word) => [...word].length;

/** The search in the data of a language (`search.json`); `fetchBodies` fetches a file with words of texts. */
export class Search {
  constructor(data, fetchBodies) {
    this.data = data;
    Object.assign(this, makeLetters(data.rules));
    this.fetched = []; // promises of the files of words, by their number
    this.fetch = async (number) => {
      for (const [word, postings] of Object.entries(await fetchBodies(number))) this.bodies.set(word, postings);
    };
    this.own = data.entries.values?.map((values) => new Set(values)) ?? [];
    this.values = []; // every value by its number: its facet, id, label and other names
    for (const facet of data.facets) {
      facet.values.forEach(([id, ...label], place) => {
        const names = [label[0], ...(facet.names?.[place] ?? [])];
        this.values.push({ key: facet.key, id, label, names });
      });
    }
    this.bodies = new Map(); // the postings of the fetched files, by word
  }

  /** Return the items of a query: words, and phrases: in quotation marks, or of a script without spaces. */
  items(query) {
    const parts = this.fold(query).split(/["“”„«»]/);
    return parts
      .flatMap((part, number) => {
        const isQuoted = number % 2 && number < parts.length - 1;
        const found = this.runs(part);
        const items = isQuoted && found.length ? [found.flat()] : found;
        return items.map((words) => ({ words, isPhrase: isQuoted || words.length > 1 }));
      })
      .slice(0, 12);
  }

  /** Fetch the postings for `query`: those files where the words begin like forms of its words. */
  async prepare(query) {
    const words = this.items(query).flatMap((item) => item.words);
    const numbers = words.filter(isLong).flatMap((word) =>
      [...this.starts(word)].map((letters) => {
        const [first, second] = [...letters].map((letter) => letter.codePointAt(0));
        return (31 * first + second) % this.data.bodies.files;
      }),
    );
    try {
      await Promise.all(numbers.map((number) => (this.fetched[number] ??= this.fetch(number))));
    } catch (error) {
      this.fetched = []; // the next search tries again
      throw error;
    }
  }

  /**
   * Return a function that tells whether a project costs what a range says ("10000-50000-EUR"; either amount can be
   * left out), undefined where that is not known; nothing if it is no range.
   */
  within(range) {
    const [, from, to, currency] = /^([\d.]*)-([\d.]*)-(\w+)$/.exec(range) ?? [];
    if (!from && !to) return undefined;
    return (project) => {
      const [amount, own] = this.data.costs[project] || [];
      return own === currency ? amount >= from && (!to || amount <= to) : undefined;
    };
  }

  /**
   * Return `{projects, groups, counts, points, unknown, similar, tests}` for the input `{query, values: {facet: [id, …]}, sort}`.
   * If `isLast`, words that nothing has are mistyped ones, and match what is similar: these are `similar`. `tests` tell
   * of each item, and of each word of a phrase, whether a word matches it; `unknown` are the projects that only a range
   * of costs leaves out, because their cost in that currency is not known.
   */
  answer({ query, values, sort }, isLast) {
    const items = this.items(query);
    const { points, ...found } = this.points(items, query, isLast);
    const selected = this.data.facets.map(({ key }) => {
      const ids = values[key] ?? [];
      return this.values.flatMap((value, number) => (value.key === key && ids.includes(value.id) ? [number] : []));
    });
    const facetOf = this.data.facets.flatMap((facet, place) => facet.values.map(() => place));
    const counts = this.values.map(() => 0);
    const left = new Set();
    const within = this.within(values.cost?.[0]);
    let unknown = 0;
    const best = [...points.keys()].sort((a, b) => points.get(b) - points.get(a) || a - b);
    for (const project of best) {
      if (project >= this.data.count) continue;
      const own = this.own[project];
      const failed = selected.flatMap((numbers, place) =>
        numbers.length && !numbers.some((number) => own.has(number)) ? [place] : [],
      );
      const isWithin = !within || within(project);
      if (isWithin === undefined && !failed.length) unknown += 1;
      if (!isWithin) failed.push(-1);
      if (!failed.length) left.add(project);
      if (failed.length > 1) continue;
      for (const number of own) if (!failed.length || failed[0] === facetOf[number]) counts[number] += 1;
    }
    const orders = this.data.orders;
    let order = Object.hasOwn(orders, sort) ? orders[sort] : [...Array(this.data.count).keys()];
    if (items.length && sort !== "title" && !Object.hasOwn(orders, sort)) order = best;
    let first = this.data.count;
    const groups = this.data.groups.map(([, size]) => {
      const [from, to] = [first, (first += size)];
      return items.length ? best.filter((entry) => entry >= from && entry < to) : [];
    });
    return { ...found, projects: order.filter((project) => left.has(project)), groups, counts, points, unknown };
  }

  /** Return the score of every entry that contains all items. */
  points(items, query, isLast) {
    const points = new Map(this.own.map((_, entry) => [entry, 1]));
    const similar = [];
    const tests = items.flatMap((item) => {
      const [word] = item.words;
      let level = item.isPhrase ? undefined : cached(this.levelOf(word));
      let levels = this.levels(item, level);
      if (isLast && level && !levels.size) {
        level = cached(this.similarityTo(word));
        levels = this.levels(item, level);
        if (levels.size) similar.push(word);
      }
      for (const [entry, before] of points) {
        if (levels.has(entry)) points.set(entry, before + levels.get(entry));
        else points.delete(entry);
      }
      return level ?? item.words.map((own) => (one) => one === own);
    });
    const spellings = items.length ? [...new Set(this.spellings(query))] : [];
    for (const [entry, before] of points) {
      points.set(entry, before + spellings.filter((spelling) => this.texts[entry].spelled.has(spelling)).length);
    }
    return { points, similar, tests };
  }

  /** Return the score of every entry that contains `item`; `level` tells how well a word matches one that is no phrase. */
  levels({ words, isPhrase }, level) {
    const isAt = (tokens, start) => words.every((word, offset) => tokens[start + offset] === word);
    const levelIn = cached(
      isPhrase
        ? (tokens) => tokens.some((_, start) => isAt(tokens, start)) * EXACT
        : (tokens) => Math.max(0, ...tokens.map(level)),
    );
    const bodies = isPhrase ? this.phraseInBodies(words) : this.wordInBodies(words[0], level);
    const levels = new Map();
    this.texts.forEach(({ fields }, entry) => {
      let best = bodies.get(entry) ?? 0;
      for (const [weight, tokens] of fields) best = Math.max(best, weight * levelIn(tokens));
      if (best) levels.set(entry, best);
    });
    return levels;
  }

  /** The folded words of everything except the bodies with their weights, and the spellings, of each entry. */
  get texts() {
    const { title, summary, more } = this.data.entries;
    const words = cached(this.words);
    return (this.known ??= this.own.map((own, entry) => {
      const names = [...own].flatMap((number) => this.values[number].names);
      const texts = [title[entry], summary[entry], ...names];
      return {
        fields: [...texts, ...more[entry], `${this.data.costs[entry]?.[0] ?? ""}`].map((text, place) => [[8, 3][place] ?? 4, words(text)]),
        spelled: new Set(texts.flatMap(this.spellings)),
      };
    }));
  }

  levelOf(word) {
    const { bases, keys } = this;
    const [[own], wanted, isNear] = [bases(word), new Set(keys(word)), this.nearnessTo(word)];
    return (token) => {
      if (token === word) return EXACT;
      if (token.startsWith(word)) return /^\p{Nd}+$/u.test(token) ? 0 : BEGINNING; // 202,100 does not begin with 2021
      const isForm = bases(token).some((base) => base.startsWith(own));
      return isForm || (isNear(token) && keys(token).some((key) => wanted.has(key))) ? FORM : 0;
    };
  }

  /** Return a function that tells whether one edit of `word` makes it match a word of a text. */
  similarityTo(word) {
    const own = [...this.bases(word)[0]];
    const isEdit = (base) => {
      const letters = [...base];
      const at = own.findIndex((letter, place) => letter !== letters[place]);
      if (at < 0) return false;
      const [before, [here, next = ""], after] = [own.slice(0, at), own.slice(at), own.slice(at + 2)];
      const there = letters[at] ?? "";
      // A letter is missing, is one too many, is another, or has changed places with its neighbour.
      return [[there, here, next], [next], [there, next], [next, here]].some((instead) => {
        const mended = [...[...before, ...instead, ...after].join("")];
        const least = Math.max(at + 2, Math.ceil(mended.length / 2) + 2);
        return base.startsWith(mended.slice(0, least).join("")) && letters.length < mended.length + 3;
      });
    };
    if (own.length < 5 || /\p{N}/u.test(word)) return () => 0;
    return (token) => this.bases(token).some(isEdit) * FORM;
  }

  /** Return a function that tells whether a word begins like a form of `word`. */
  nearnessTo(word) {
    const starts = this.starts(word);
    return (token) => this.bases(token).some((base) => starts.has(start(base)));
  }

  /** Return the best `level` of the words in the body of each entry that begin like `word`, as far as files are fetched. */
  wordInBodies(word, level) {
    const levels = new Map();
    if (!isLong(word)) return levels;
    const isNear = this.nearnessTo(word);
    for (const [token, postings] of this.bodies) {
      const here = isNear(token) ? level(token) : 0;
      if (here) for (const [entry] of unpacked(postings)) levels.set(entry, Math.max(here, levels.get(entry) ?? 0));
    }
    return levels;
  }

  /** Return the entries that have a phrase in their bodies, with its level. */
  phraseInBodies(words) {
    let starts; // positions where the phrase can begin, by entry
    words.forEach((word, offset) => {
      if (!isLong(word)) return;
      const here = new Map();
      for (const [entry, places] of unpacked(this.bodies.get(word) ?? [])) {
        const before = starts?.get(entry);
        const fitting = places.map((place) => place - offset).filter((start) => !starts || before?.has(start));
        if (fitting.length) here.set(entry, new Set(fitting));
      }
      starts = here;
    });
    return new Map(Array.from(starts ?? [], ([entry]) => [entry, EXACT]));
  }
}

const isLong = (word) => size(word) > 1;

/** Return `make`, called once for each key. */
function cached(make) {
  const known = new Map();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = make(key)));
    return value;
  };
}

/** Yield the number of each entry with a word, and the positions of the word. */
function* unpacked(postings) {
  let entry = 0;
  for (const [further, ...steps] of postings) {
    let place = 0;
    entry += further;
    yield [entry, steps.map((step) => (place += step))];
  }
}

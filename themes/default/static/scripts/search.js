// The search: matching projects, their order, and the counts of facet values. It implements the rules of
// tests/search_reference.py and reads the files of vitrina/search/index.py and postings.py. It does not use the page.

import { size, start } from "./letters.js";

const WEIGHTS = { title: 8, label: 4, more: 4, summary: 3, body: 1 };
const MOST_ITEMS = 12;
const SHORTEST_WORD = 2;
const [FORM, BEGINNING, EXACT] = [1, 2, 3];

/** The search in the data of a language (`search.json`); `letters` are its functions, `fetchBodies` fetches a file. */
export class Search {
  constructor(data, letters, fetchBodies) {
    this.data = data;
    this.letters = letters;
    this.fetchBodies = fetchBodies;
    this.projects = data.projects;
    this.count = data.projects.title?.length ?? 0;
    this.own = (data.projects.values ?? []).map((values) => new Set(values));
    this.values = []; // every value by its number: its facet, id and label
    for (const facet of data.facets) {
      for (const [id, ...label] of facet.values) this.values.push({ key: facet.key, id, label });
    }
    this.bodies = new Map(); // the postings of the fetched files, by word
    this.fetched = new Map(); // promises of those files, by their number
  }

  /** Return the items of a query: words, and phrases: in quotation marks, or of a script without spaces. */
  items(query) {
    const { fold, runs } = this.letters;
    const parts = fold(query).split(/["“”„«»]/);
    return parts
      .flatMap((part, number) => {
        const isQuoted = number % 2 && number < parts.length - 1;
        const found = runs(part);
        const items = isQuoted && found.length ? [found.flat()] : found;
        return items.map((words) => ({ words, isPhrase: isQuoted || words.length > 1 }));
      })
      .slice(0, MOST_ITEMS);
  }

  /** Fetch the postings for `query`: those files where the words begin like forms of its words. */
  async prepare(query) {
    const words = this.items(query).flatMap((item) => item.words);
    const numbers = words.filter(isLong).flatMap((word) =>
      [...this.letters.starts(word)].map((letters) => {
        const [first, second] = [...letters].map((letter) => letter.codePointAt(0));
        return (31 * first + second) % this.data.bodies.files;
      }),
    );
    await Promise.all([...new Set(numbers)].map((number) => this.fetchOnce(number)));
  }

  fetchOnce(number) {
    if (!this.fetched.has(number)) {
      const promise = this.fetchBodies(number).then((words) => {
        for (const word of Object.keys(words)) this.bodies.set(word, words[word]);
      });
      promise.catch(() => this.fetched.delete(number)); // the next search tries again
      this.fetched.set(number, promise);
    }
    return this.fetched.get(number);
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
   * Return `{projects, counts, points, unknown}` for the input `{query, values: {facet: [id, …]}, sort}`; `unknown` are
   * the projects that only a range of costs leaves out, because their cost in that currency is not known.
   */
  answer({ query, values, sort }) {
    const items = this.items(query);
    const points = this.points(items, query);
    const selected = this.data.facets.map(({ key }) => {
      const ids = values[key] ?? [];
      return this.values.flatMap((value, number) => (value.key === key && ids.includes(value.id) ? [number] : []));
    });
    const facetOf = this.data.facets.flatMap((facet, place) => facet.values.map(() => place));
    const counts = this.values.map(() => 0);
    const left = new Set();
    const within = this.within(values.cost?.[0]);
    let unknown = 0;
    for (const project of points.keys()) {
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
    let order = Object.hasOwn(orders, sort) ? orders[sort] : [...Array(this.count).keys()];
    if (items.length && sort !== "title" && !Object.hasOwn(orders, sort)) {
      order = [...points.keys()].sort((a, b) => points.get(b) - points.get(a) || a - b);
    }
    return { projects: order.filter((project) => left.has(project)), counts, points, unknown };
  }

  /** Return the score of every project that contains all items. */
  points(items, query) {
    const points = new Map();
    for (let project = 0; project < this.count; project += 1) points.set(project, 1);
    for (const item of items) {
      const inBodies = this.levelsInBodies(item);
      const levelIn = this.levelIn(item);
      const labels = this.texts.labels.map((text) => WEIGHTS.label * levelIn(text.words));
      for (const [project, before] of points) {
        const text = this.texts.projects[project];
        let best = WEIGHTS.body * (inBodies.get(project) ?? 0);
        best = Math.max(best, WEIGHTS.title * levelIn(text.title), WEIGHTS.summary * levelIn(text.summary));
        for (const words of text.more) best = Math.max(best, WEIGHTS.more * levelIn(words));
        for (const number of this.own[project]) best = Math.max(best, labels[number]);
        if (best) points.set(project, before + best);
        else points.delete(project);
      }
    }
    const spellings = items.length ? [...new Set(this.letters.spellings(query))] : [];
    for (const [project, before] of points) {
      const has = (spelling) =>
        this.texts.projects[project].spelled.has(spelling) ||
        [...this.own[project]].some((number) => this.texts.labels[number].spelled.has(spelling));
      points.set(project, before + spellings.filter(has).length);
    }
    return points;
  }

  /** The folded words of everything except the bodies, computed on first access. */
  get texts() {
    const { words, spellings } = this.letters;
    const { title, summary, more } = this.projects;
    const texts = {
      projects: (title ?? []).map((_, project) => ({
        title: words(title[project]),
        summary: words(summary[project]),
        more: more[project].map(words),
        spelled: new Set(spellings(`${title[project]} ${summary[project]}`)),
      })),
      labels: this.values.map((value) => ({
        words: words(value.label[0]),
        spelled: new Set(spellings(value.label[0])),
      })),
    };
    Object.defineProperty(this, "texts", { value: texts });
    return texts;
  }

  /** Return a function with the match level of `item` in a list of words. */
  levelIn({ words, isPhrase }) {
    if (isPhrase) {
      const isAt = (tokens, start) => words.every((word, offset) => tokens[start + offset] === word);
      return (tokens) => (tokens.some((_, start) => isAt(tokens, start)) ? EXACT : 0);
    }
    const known = new Map();
    const level = this.levelOf(words[0]);
    return (tokens) => {
      let best = 0;
      for (const token of tokens) {
        if (!known.has(token)) known.set(token, level(token));
        best = Math.max(best, known.get(token));
      }
      return best;
    };
  }

  levelOf(word) {
    const { bases, keys } = this.letters;
    const [[own], wanted, isNear] = [bases(word), new Set(keys(word)), this.nearnessTo(word)];
    return (token) => {
      if (token === word) return EXACT;
      if (token.startsWith(word)) return BEGINNING;
      const isForm = bases(token).some((base) => base.startsWith(own));
      return isForm || (isNear(token) && keys(token).some((key) => wanted.has(key))) ? FORM : 0;
    };
  }

  /** Return a function that tells whether a word begins like a form of `word`. */
  nearnessTo(word) {
    const starts = this.letters.starts(word);
    return (token) => this.letters.bases(token).some((base) => starts.has(start(base)));
  }

  /** Return the match level of `item` in the body of each project, as far as files are fetched. */
  levelsInBodies({ words, isPhrase }) {
    const levels = new Map();
    const raise = (project, level) => levels.set(project, Math.max(level, levels.get(project) ?? 0));
    const known = words.flatMap((word, offset) => (isLong(word) ? [[offset, word]] : []));
    if (!known.length) return levels;
    if (!isPhrase) {
      const levelOf = this.levelOf(words[0]);
      const isNear = this.nearnessTo(words[0]);
      for (const [token, postings] of this.bodies) {
        const level = isNear(token) ? levelOf(token) : 0;
        if (level) for (const [project] of unpacked(postings)) raise(project, level);
      }
      return levels;
    }
    let starts; // positions where the phrase can begin, by project
    for (const [offset, word] of known) {
      const here = new Map();
      for (const [project, places] of unpacked(this.bodies.get(word) ?? [])) {
        const before = starts?.get(project);
        const fitting = places.map((place) => place - offset).filter((start) => !starts || before?.has(start));
        if (fitting.length) here.set(project, new Set(fitting));
      }
      starts = here;
    }
    for (const project of starts.keys()) raise(project, EXACT);
    return levels;
  }
}

const isLong = (word) => size(word) >= SHORTEST_WORD;

/** Yield the number of each project with a word, and the positions of the word. */
function* unpacked(postings) {
  let project = 0;
  for (const [further, ...steps] of postings) {
    let place = 0;
    project += further;
    yield [project, steps.map((step) => (place += step))];
  }
}

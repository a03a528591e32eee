// Facets and search on the list of projects. Without this script, the facets are links to the pages of their terms.
// The selection is in the URL, by ids that are the same in all languages, so that it can be shared, works with the
// browser's history, and is kept when the language is changed. The data are fetched on first use.

const ON_A_PAGE = 20;
const byId = (id) => document.getElementById(id);
const form = byId("vt-search");
const query = byId("vt-query");
const order = byId("vt-order");
const language = document.documentElement.lang;

// Elements

/** Return an element with properties and children; a string is text. */
function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Say an element's language and direction where they are not the page's, and return it. */
function inLanguage(element, lang = language, dir = document.documentElement.dir) {
  if (lang && lang !== language) element.lang = lang;
  if (dir !== document.documentElement.dir) element.dir = dir;
  return element;
}

/** Return a text of the data, `[text, language, direction]`, in an element that isolates its direction. */
function isolated([text, lang, dir], content = [text]) {
  const element = make("bdi", { dir: dir ?? document.documentElement.dir }, ...content);
  if (lang ?? language) element.lang = lang ?? language;
  return element;
}

/** Return a text of the data as it stands among others; one that is not in the page's language is `[text, language, direction]`. */
const among = (text) => (Array.isArray(text) ? isolated(text) : text);

/** Return a text of the data without its language. */
const bare = (text) => [text].flat()[0];

/** Return a sentence of the catalogue as nodes, with nodes for its `{placeholders}`. */
function sentence(text, gaps) {
  const isForeign = Array.isArray(text);
  const gap = (part) => (isForeign && typeof part === "string" ? isolated([part]) : among(part));
  const nodes = bare(text).split(/\{(\w+)\}/).map((part, number) => (number % 2 ? gap(gaps[part]) : part));
  return isForeign ? [isolated(text, nodes)] : nodes;
}

// Data

/** Return a function that caches the result of `ask`, but not a failure. */
function once(ask) {
  let promise;
  return () => (promise ??= ask().catch((error) => ((promise = undefined), Promise.reject(error))));
}

/** Fetch data; the browser revalidates its cached copy. */
async function fetchJson(address) {
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.json();
}

/** Return a function that loads the search of a language. */
function searchAt(address) {
  return once(async () => {
    const [{ makeLetters }, { Search }, data] = await Promise.all([
      import(form.dataset.vtLetters),
      import(form.dataset.vtEngine),
      fetchJson(address),
    ]);
    const fetchBodies = (file) => {
      const beside = data.bodies.url.replace("{file}", file);
      return fetchJson(new URL(beside, new URL(address, location.href)));
    };
    return new Search(data, makeLetters(data.rules), fetchBodies);
  });
}

const load = searchAt(form.dataset.vtIndex);
const elsewhere = [...document.querySelectorAll("#vt-others li")].map((item) => ({
  item,
  link: item.querySelector("a"),
  address: item.querySelector("a").getAttribute("href"),
  load: searchAt(item.dataset.vtIndex),
}));

// Selection

/** Replace the links of the facets by checkboxes, and return these. */
function upgradeFacets() {
  const boxes = [];
  for (const facet of document.querySelectorAll("[data-vt-facet]")) {
    for (const item of facet.querySelectorAll("li")) {
      const [text, count] = item.children;
      const box = make("input", { type: "checkbox", name: facet.dataset.vtFacet, value: item.dataset.vtValue });
      box.setAttribute("form", form.id);
      item.replaceChildren(make("label", {}, box, make("span", {}, ...text.childNodes), count));
      boxes.push(box);
    }
    const [title, list] = facet.children;
    facet.append(make("fieldset", {}, inLanguage(make("legend", { className: "vt-hidden" }, title.textContent), title.lang, title.dir || undefined), list));
    facet.hidden = false;
  }
  return boxes;
}

const boxes = upgradeFacets();
const keys = [...new Set(boxes.map((box) => box.name))];

function stateOfAddress() {
  const given = new URLSearchParams(location.search);
  const known = (key) => boxes.filter((box) => box.name === key && given.getAll(key).includes(box.value));
  return {
    query: (given.get("q") ?? "").trim(),
    values: Object.fromEntries(keys.map((key) => [key, known(key).map((box) => box.value)])),
    sort: [...order.options].some((option) => option.value === given.get("sort")) ? given.get("sort") : "",
    page: Math.max(1, Math.trunc(given.get("page")) || 1),
  };
}

let sort = ""; // the selected order, empty for the default

function stateOfForm() {
  const chosen = (key) => boxes.filter((box) => box.name === key && box.checked).map((box) => box.value);
  const text = query.value.trim();
  return {
    query: text,
    values: Object.fromEntries(keys.map((key) => [key, chosen(key)])),
    sort: sort === order.dataset.vtValue && !text ? "" : sort,
    page: 1,
  };
}

function addressOf({ query: text, values, sort: wanted, page }) {
  const given = new URLSearchParams();
  if (text) given.set("q", text);
  for (const key of keys) for (const value of values[key]) given.append(key, value);
  if (wanted) given.set("sort", wanted);
  if (page > 1) given.set("page", page);
  return `${given}` ? `?${given}` : location.pathname;
}

function fill({ query: text, values, sort: wanted }) {
  sort = wanted;
  if (query.value.trim() !== text) query.value = text;
  for (const box of boxes) {
    box.checked = values[box.name].includes(box.value);
    if (box.checked) box.closest("details").open = true;
  }
  order.options[0].hidden = order.options[0].disabled = !text; // there is no best match without a query
  order.value = sort || (text ? "" : order.dataset.vtValue);
}

// Results

let whole; // returns the cards of all that is found, not only of a page
let asked = 0; // the number of the last request; results of earlier ones are discarded

/** Show the results for `state`. `change` is how the URL changes: "push", "replace", or not at all. */
async function show(state, change) {
  const number = (asked += 1);
  if (change) history[`${change}State`](null, "", addressOf(state));
  fill(state);
  followLanguages();
  try {
    if (addressOf(state) === location.pathname) {
      showAll();
      if (!boxes.some((box) => box.vtCount)) return;
    }
    const search = await load();
    if (number !== asked) return;
    byId("vt-failed").hidden = true;
    if (addressOf(state) === location.pathname) return showCounts(search, search.answer(state));
    // Results from titles and facts are shown at once, those from bodies after fetching; only the last are announced.
    const prepared = search.prepare(state.query);
    if (state.query) showAnswer(search, state, search.answer({ ...state, sort: order.value }), false);
    await prepared;
    if (number !== asked) return;
    const answer = search.answer({ ...state, sort: order.value });
    showAnswer(search, state, answer, true);
    await showElsewhere(search, state, number, answer.projects.length === 0);
  } catch (error) {
    if (number === asked) byId("vt-failed").hidden = false;
    console.warn(error);
  }
}

const staticCount = [...byId("vt-count").childNodes];

function showAll() {
  for (const id of ["vt-chosen", "vt-found", "vt-nothing", "vt-others", "vt-failed"]) if (byId(id)) byId(id).hidden = true;
  for (const id of ["vt-all", "vt-page-number"]) if (byId(id)) byId(id).hidden = false;
  byId("vt-count").replaceChildren(...staticCount);
}

function showAnswer(search, state, answer, isLast) {
  const { words } = search.data;
  const pages = Math.max(1, Math.ceil(answer.projects.length / ON_A_PAGE));
  const page = Math.min(state.page, pages);
  const first = (page - 1) * ON_A_PAGE;
  const marked = marker(search, state.query);
  whole = () => answer.projects.map((project) => card(search, project, marked));
  const cards = answer.projects.slice(first, first + ON_A_PAGE).map((project) => card(search, project, marked));
  const list = make("ul", { className: "vt-cards" }, ...cards);
  byId("vt-found").replaceChildren(...(cards.length ? [list] : []), ...pager(search, state, page, pages));
  byId("vt-found").hidden = false;
  byId("vt-nothing").hidden = !isLast || cards.length > 0;
  for (const id of ["vt-all", "vt-page-number"]) if (byId(id)) byId(id).hidden = true;
  showCounts(search, answer);
  showChips(search, state);
  if (!isLast) return;
  const parts = [counted(search, words.projects, answer.projects.length), ...choices(search, state)];
  const place = sentence(words.page, { number: formatted(search, page), total: formatted(search, pages) });
  const paged = pages > 1 ? [make("span", { className: "vt-paged" }, " · ", ...place)] : [];
  byId("vt-count").replaceChildren(...parts.flatMap((part, number) => (number ? [" · ", ...part] : part)), ...paged);
}

function showCounts(search, { counts }) {
  search.values.forEach(({ key, id }, number) => {
    const box = boxes.find((one) => one.name === key && one.value === id);
    if (!box) return;
    const label = box.parentElement;
    box.vtCount = true;
    label.classList.toggle("vt-none", !counts[number]);
    label.lastElementChild.replaceChildren(formatted(search, counts[number]));
  });
}

function formatted({ data }, number) {
  const format = new Intl.NumberFormat(data.locale, { numberingSystem: data.numbering });
  return make("bdi", { dir: document.documentElement.dir }, format.format(number));
}

/** Return "3 projects" in the plural form of the language (CLDR). */
function counted(search, forms, number) {
  const category = new Intl.PluralRules(search.data.locale).select(number);
  return sentence(forms[category] ?? Object.values(forms).at(-1), { number: formatted(search, number) });
}

/** Return the searched words as a text: nobody knows their language, and their letters tell their direction. */
const echo = (state) => [state.query, "", "auto"];

/** Return the selection, "Region: podlaskie or Skåne" for each facet, as lists of nodes. */
function choices(search, state) {
  const { locale, words, facets } = search.data;
  const found = state.query ? [sentence(words.choice, { label: words.search, value: isolated(echo(state)) })] : [];
  for (const { key, label } of facets) {
    const labels = valuesOf(search, key, state.values[key]).map((value) => value.label);
    if (!labels.length) continue;
    const list = new Intl.ListFormat(locale, { type: "disjunction" }).formatToParts(labels.map((_, place) => `${place}`));
    const nodes = list.map((part) => (part.type === "element" ? isolated(labels[part.value]) : part.value));
    found.push(sentence(words.choice, { label, value: make("span", {}, ...nodes) }));
  }
  return found;
}

const valuesOf = (search, key, ids) => search.values.filter((value) => value.key === key && ids.includes(value.id));

/** Show a button to remove each selected value, and keep the focus among these buttons. */
function showChips(search, state) {
  const { words, facets } = search.data;
  const chips = [];
  const add = (label, text, without) => {
    const nodes = sentence(words.choice, { label, value: isolated(text) });
    const name = bare(words.choice).replace("{label}", bare(label)).replace("{value}", text[0]);
    const ariaLabel = bare(words.remove).replace("{choice}", name);
    const button = make("button", { type: "button", className: "vt-chip", ariaLabel }, make("span", {}, ...nodes));
    button.addEventListener("click", async () => {
      const place = chips.indexOf(button);
      await show({ ...without, page: 1 }, "push");
      const left = byId("vt-chosen").hidden ? [] : byId("vt-chips").querySelectorAll("button");
      (left[Math.min(place, left.length - 1)] ?? query).focus();
    });
    chips.push(button);
  };
  if (state.query) add(words.search, echo(state), { ...state, query: "" });
  for (const { key, label } of facets) {
    for (const { id, label: text } of valuesOf(search, key, state.values[key])) {
      const rest = state.values[key].filter((other) => other !== id);
      add(label, text, { ...state, values: { ...state.values, [key]: rest } });
    }
  }
  byId("vt-chips").replaceChildren(...chips.map((chip) => make("li", {}, chip)));
  byId("vt-chosen").hidden = !chips.length;
}

/** Return a function that converts a text to nodes, with matches of the query in `<mark>`. */
function marker(search, text) {
  const items = search.items(text);
  const isWanted = (word) =>
    items.some(({ words, isPhrase }) => (isPhrase ? words.includes(word) : search.levelIn({ words })([word])));
  return (plain) => {
    if (!items.length) return [plain];
    const parts = plain.split(new RegExp(`([\\p{L}\\p{M}\\p{N}\u0640${search.letters.marks}]+)`, "u"));
    return parts.map((part, number) =>
      number % 2 && search.letters.words(part).some(isWanted) ? make("mark", {}, part) : part,
    );
  };
}

function card(search, project, marked) {
  const { projects, languages, words, facets } = search.data;
  const of = (name) => projects[name][project];
  const item = byId("vt-card").content.firstElementChild.cloneNode(true);
  const [lang, dir, name] = languages[of("language")];
  const base = form.getAttribute("action");
  const [title, summary, list] = item.children;
  if (of("picture")) {
    item.classList.add("vt-pictured");
    item.prepend(make("img", { src: of("picture"), alt: "", loading: "lazy", decoding: "async" }));
  }
  if (of("status")) item.classList.add(`vt-${of("status")}`);
  const heading = title.firstElementChild;
  heading.append(...marked(of("title")));
  heading.href = base + of("url");
  summary.append(...marked(of("summary")));
  for (const element of [title, summary]) inLanguage(element, lang, dir);
  if (!of("summary")) summary.remove();
  const particular = ([text, ...own]) => inLanguage(list.appendChild(make("li", {}, text)), ...own);
  const states = facets.find((facet) => facet.key === "status")?.values ?? [];
  const [, ...status] = states.find(([id]) => id === of("status")) ?? [];
  if (status.length) list.append(make("li", {}, inLanguage(make("b", {}, status[0]), ...status.slice(1))));
  if (of("place").length) particular(of("place"));
  if (of("time")) particular([of("time")].flat());
  for (const [label, ...values] of projects.facts?.[project] ?? []) {
    const nodes = values.flatMap((value, number) => [number ? " · " : " ", isolated(value)]);
    list.append(make("li", {}, Object.assign(isolated(label), { className: "vt-part" }), ...nodes));
  }
  if (lang !== language) list.append(make("li", {}, ...sentence(words.language, { language: name })));
  if (marked("").length && !item.querySelector("mark") && query.value.trim()) particular([words.inside].flat());
  if (!list.childElementCount) list.remove();
  return item;
}

/** Return the links to the other pages of the results; none if there is only one page. */
function pager(search, state, page, pages) {
  if (pages < 2) return [];
  const nav = byId("vt-pager").content.firstElementChild.cloneNode(true);
  const lead = (link, number) => {
    link.href = addressOf({ ...state, page: number });
    if (link.getAttribute("href") === location.pathname) link.href = location.pathname;
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      await show({ ...state, page: number }, "push");
      byId("vt-count").focus();
    });
    return link;
  };
  const [previous, list, next] = nav.children;
  if (page > 1) lead(previous, page - 1);
  else previous.remove();
  if (page < pages) lead(next, page + 1);
  else next.remove();
  for (let number = 1; number <= pages; number += 1) {
    if (number > 1 && number < pages && Math.abs(number - page) > 2) continue;
    const link = lead(make("a", {}, formatted(search, number)), number);
    if (number === page) link.setAttribute("aria-current", "page");
    list.append(make("li", {}, link));
  }
  return [nav];
}

/** Offer results in other languages: at once if there are none in this language, else on request. */
async function showElsewhere(search, state, number, isWanted) {
  const box = byId("vt-others");
  if (!box) return;
  box.hidden = !state.query;
  const button = byId("vt-look");
  button.parentElement.hidden = isWanted;
  byId("vt-nowhere").hidden = true;
  for (const { item } of elsewhere) item.hidden = true;
  if (!state.query) return;
  const look = async () => {
    const counts = await Promise.all(
      elsewhere.map(async ({ item, link, address, load: loadOther }) => {
        const other = await loadOther();
        await other.prepare(state.query);
        const found = other.answer(state).projects.length;
        if (number !== asked) return 0;
        link.href = address + addressOf({ ...state, page: 1 });
        item.lastElementChild.replaceChildren(...counted(search, search.data.words.projects, found));
        item.hidden = !found;
        return found;
      }),
    );
    if (number === asked) byId("vt-nowhere").hidden = counts.some(Boolean);
  };
  if (isWanted) await look();
  button.onclick = async () => {
    await look();
    button.parentElement.hidden = true;
    (elsewhere.find(({ item }) => !item.hidden)?.link ?? query).focus();
  };
}

/** Add the selection to the links to other languages. */
function followLanguages() {
  for (const link of document.querySelectorAll(".vt-languages a")) {
    link.dataset.vtAddress ??= link.getAttribute("href");
    link.href = link.dataset.vtAddress + location.search;
  }
}

// Paper: all that is found, and not the page of it that is on the screen

/** Return the cards of all projects. The browser waits with its printing for the data as it does not for a promise. */
function everything() {
  const request = new XMLHttpRequest();
  request.open("GET", form.dataset.vtIndex, false);
  request.send();
  const data = JSON.parse(request.responseText);
  return data.projects.title.map((_, project) => card({ data }, project, (text) => [text]));
}

addEventListener("beforeprint", () => {
  const list = document.querySelector(":is(#vt-all, #vt-found):not([hidden]) > .vt-cards:has(+ .vt-pager)");
  if (!list) return;
  const page = [...list.childNodes];
  list.replaceChildren(...(list.parentElement.id === "vt-all" ? everything() : whole()));
  byId("vt-page-number").className = "vt-paged"; // not on paper
  addEventListener("afterprint", () => list.replaceChildren(...page), { once: true });
});

// Events

let typing;
let isTyping = false; // continuous typing is one entry of the history
query.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    show(stateOfForm(), isTyping ? "replace" : "push");
    isTyping = true;
  }, 200);
});
query.addEventListener("blur", () => (isTyping = false));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  show(stateOfForm(), addressOf(stateOfForm()) === location.search ? "replace" : "push");
});
order.addEventListener("change", () => (sort = order.value));
for (const control of [...boxes, order]) control.addEventListener("change", () => show(stateOfForm(), "push"));
byId("vt-clear").addEventListener("click", async () => {
  const values = Object.fromEntries(keys.map((key) => [key, []]));
  await show({ query: "", values, sort: "", page: 1 }, "push");
  query.focus();
});
byId("vt-choose").addEventListener("focusin", () => load().catch(() => {}), { once: true });
addEventListener("popstate", () => show(stateOfAddress()));

form.hidden = byId("vt-sort").hidden = false;
byId("vt-filter").open = matchMedia("(min-width: 62rem)").matches;
show(stateOfAddress());

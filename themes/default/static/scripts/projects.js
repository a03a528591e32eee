// Facets and search on the list of projects. Without this script, the facets are links to the pages of their terms.
// The selection is in the URL, by ids that are the same in all languages, so that it can be shared, works with the
// browser's history, and is kept when the language is changed. The data are fetched on first use.

const ON_A_PAGE = 20;
const MOST_IN_A_GROUP = 5; // before it is closed at first
const byId = (id) => document.getElementById(id);
const form = byId("vt-search");
const query = byId("vt-query");
const order = byId("vt-order");
const view = byId("vt-view");
const narrow = matchMedia("(max-width: 48rem)");
const wide = matchMedia("(min-width: 62rem)");
const [lowest, highest, currency] = ["vt-from", "vt-to", "vt-currency"].map(byId); // none where no cost is known
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
    const [{ Search }, data] = await Promise.all([import(form.dataset.vtEngine), fetchJson(address)]);
    const fetchBodies = (file) => {
      const beside = data.bodies.url.replace("{file}", file);
      return fetchJson(new URL(beside, new URL(address, location.href)));
    };
    return new Search(data, fetchBodies);
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

/** Replace the links of the facets by checkboxes. */
function upgradeFacets() {
  for (const facet of document.querySelectorAll("[data-vt-facet]")) {
    for (const item of facet.querySelectorAll("li")) {
      const [text, count] = item.children;
      const box = make("input", { type: "checkbox", name: facet.dataset.vtFacet, value: item.dataset.vtValue });
      box.setAttribute("form", form.id);
      item.prepend(make("label", {}, box, make("span", {}, ...text.childNodes), count));
      text.remove();
    }
    facet.hidden = false;
  }
}

upgradeFacets();
const boxes = [...form.elements].filter((element) => element.type === "checkbox");
const keys = [...new Set([...boxes.map((box) => box.name), "cost"])];
const valuesBy = (values) => Object.fromEntries(keys.map((key) => [key, values(key)]));
const usualView = () => (narrow.matches ? "rows" : "cards");

/** Return what an address asks for; what is not known is passed over. */
function stateOfAddress() {
  const given = new URLSearchParams(location.search);
  const columns = `${given.get("columns")}`.split(",");
  const option = (select, key) => ((select.value = given.get(key)), select.value);
  const known = (key) => boxes.filter((box) => box.name === key && (key === "columns" ? columns : given.getAll(key)).includes(box.value));
  const costs = given.getAll("cost").filter((range) => /^[\d.]*-[\d.]*-[A-Z]{3}$/.test(range));
  return {
    query: (given.get("q") ?? "").trim(),
    values: { ...valuesBy((key) => known(key).map((box) => box.value)), cost: costs },
    sort: option(order, "sort"),
    view: option(view, "view"),
    page: Math.max(1, Math.trunc(given.get("page")) || 1),
  };
}

let sort = ""; // the selected order, empty for the default

function stateOfForm() {
  const text = query.value.trim();
  const given = new FormData(form);
  const [low, high] = [lowest, highest].map((field) => field?.value && +field.value);
  const values = { ...valuesBy((key) => given.getAll(key)), cost: low || high ? [`${low}-${high}-${currency.value}`] : [] };
  if (boxes.every((box) => box.name !== "columns" || box.checked === box.defaultChecked)) values.columns = [];
  return {
    query: text,
    values,
    sort: sort === order.dataset.vtValue && !text ? "" : sort,
    view: view.value === usualView() ? "" : view.value,
    page: 1,
  };
}

function addressOf({ query: text, values, sort: wanted, view: shown, page }) {
  const given = new URLSearchParams();
  if (text) given.set("q", text);
  for (const key of keys) if (key !== "columns") for (const value of values[key]) given.append(key, value);
  if (wanted) given.set("sort", wanted);
  if (shown) given.set("view", shown);
  if (shown === "table" && values.columns[0]) given.set("columns", values.columns);
  if (page > 1) given.set("page", page);
  return `${given}` ? `?${given}`.replaceAll("%2C", ",") : location.pathname;
}

function fill({ query: text, values, sort: wanted, view: shown }) {
  sort = wanted;
  if (query.value.trim() !== text) query.value = text;
  for (const box of boxes) {
    box.checked = values[box.name].length ? values[box.name].includes(box.value) : box.defaultChecked;
    if (box.checked && box.name !== "columns") box.closest("details").open = true;
  }
  const [low = "", high = "", code] = values.cost[0]?.split("-") ?? [];
  if (lowest) [lowest.value, highest.value, currency.value] = [low, high, code ?? currency.value];
  order.options[0].hidden = order.options[0].disabled = !text; // there is no best match without a query
  order.value = sort || (text ? "" : order.dataset.vtValue);
  view.value = shown || usualView();
  byId("vt-columns").hidden = shown !== "table";
  byId("vt-rows").media = { rows: "screen", cards: "not all" }[shown] ?? "screen and (max-width: 48rem)";
}

// Results

let whole; // returns what a list of all that is found consists of, and not only of a page
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
    const answer = search.answer({ ...state, sort: order.value }, true);
    showAnswer(search, state, answer, true);
    showElsewhere(search, state, number, answer.projects.length === 0);
    const marked = marker(search, answer.tests);
    for (const item of byId("vt-found").querySelectorAll(":is(.vt-cards, [open] > ul) > li")) {
      if (number !== asked) return;
      if (item.querySelectorAll("mark").length < answer.tests.length) await showText(item, marked).catch(console.warn);
    }
  } catch (error) {
    if (number === asked) byId("vt-failed").hidden = false;
    console.warn(error);
  }
}

const { title } = document;
const staticCount = [...byId("vt-count").childNodes];

function showAll() {
  for (const id of ["vt-chosen", "vt-found", "vt-nothing", "vt-unknown", "vt-others", "vt-failed"]) if (byId(id)) byId(id).hidden = true;
  for (const id of ["vt-all", "vt-page-number"]) if (byId(id)) byId(id).hidden = false;
  byId("vt-count").replaceChildren(...staticCount);
  byId("vt-narrow").lastElementChild.replaceChildren();
  document.title = title;
}

function showAnswer(search, state, answer, isLast) {
  const { words } = search.data;
  const pages = Math.max(1, Math.ceil(answer.projects.length / ON_A_PAGE));
  const page = Math.min(state.page, pages);
  const first = (page - 1) * ON_A_PAGE;
  const marked = marker(search, answer.tests);
  const listed = (projects) => projects.map((project) => card(search, project, marked));
  const isTable = state.view === "table";
  whole = () => (isTable ? [table(search, answer.projects, marked)] : listed(answer.projects));
  const shown = answer.projects.slice(first, first + ON_A_PAGE);
  const list = isTable
    ? make("div", { className: "vt-frame", role: "region", ariaLabel: document.querySelector("h1").textContent, tabIndex: 0 }, table(search, shown, marked))
    : make("ul", { className: "vt-cards" }, ...listed(shown));
  const below = groups(search, answer, marked);
  byId("vt-found").replaceChildren(...(shown.length ? [list] : []), ...pager(search, state, page, pages), ...below);
  byId("vt-found").hidden = false;
  byId("vt-nothing").hidden = !isLast || shown.length > 0;
  for (const id of ["vt-all", "vt-page-number"]) if (byId(id)) byId(id).hidden = true;
  showCounts(search, answer);
  showChips(search, state);
  byId("vt-unknown").hidden = !answer.unknown;
  const left = make("span", {}, ...counted(search, words.projects, answer.unknown));
  byId("vt-unknown").replaceChildren(...sentence(words.unknown, { currency: currency?.value, projects: left }));
  if (!isLast) return;
  const projects = make("span", {}, ...counted(search, words.projects, answer.projects.length));
  const typed = state.query.split(search.part).filter((word) => answer.similar.includes(search.words(word)[0]));
  const similar = typed.map((word) => sentence(words.similar, { words: isolated([word, "", "auto"]) }));
  const titles = below.map((group) => [group.firstChild.textContent]);
  const parts = [[projects], ...choices(search, state), ...similar, ...titles];
  const named = bare(words.title).replace("{projects}", projects.textContent).replace("{words}", () => `\u2068${state.query}\u2069`);
  document.title = state.query ? `${named} – ${title.split(" – ").at(-1)}` : title;
  const place = sentence(words.page, { number: formatted(search, page), total: formatted(search, pages) });
  const paged = pages > 1 ? [make("span", { className: "vt-paged" }, " · ", ...place)] : [];
  byId("vt-count").replaceChildren(...parts.flatMap((part, number) => (number ? [" · ", ...part] : part)), ...paged);
}

function showCounts(search, { counts, projects }) {
  byId("vt-done").replaceChildren(...counted(search, search.data.words.show, projects.length));
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

function valuesOf(search, key, ids) {
  if (key === "cost") return ids.map((id) => ({ id, label: rangeLabel(search, id) }));
  return search.values.filter((value) => value.key === key && ids.includes(value.id));
}

/** Return a range of costs as a text of the data. */
function rangeLabel({ data: { locale, numbering, words } }, range) {
  const [low, high, code] = range.split("-");
  const format = moneyIn(locale, numbering, code);
  const [text, ...own] = [low ? words.from : words.to].flat();
  return low && high ? [format.formatRange(low, high)] : [text.replace(/{.+}/, format.format(low || high)), ...own];
}

const moneyIn = (locale, numberingSystem, currency) =>
  new Intl.NumberFormat(locale, { style: "currency", currency, numberingSystem, trailingZeroDisplay: "stripIfInteger" });

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
      (left[Math.min(place, left.length - 1)] ?? resting()).focus();
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
  const filters = chips.length - Boolean(state.query);
  byId("vt-narrow").lastElementChild.replaceChildren(...(filters ? [" (", formatted(search, filters), ")"] : []));
}

/** Return a function that converts a text to nodes, with matches of `tests` in `<mark>`. */
function marker({ words, part }, tests) {
  const isWanted = (word) => tests.some((test) => test(word));
  return (plain) =>
    plain.split(part).map((text, number) => (number % 2 && words(text).some(isWanted) ? make("mark", {}, text) : text));
}

/** Put in the place of a summary what the page of a result says around most of what was searched for. */
async function showText(item, marked) {
  const text = await (await fetch(item.querySelector("a").href)).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  let most = 0;
  for (const block of page.querySelectorAll(".vt-prose :is(p, li, td), main dd")) {
    const plain = block.textContent;
    const nodes = marked(plain);
    const marks = nodes.filter((node) => node.localName).length;
    if (marks <= most) continue;
    most = marks;
    const at = nodes.slice(0, nodes.findIndex((node) => node.localName)).join("").length;
    const start = at > 60 && plain.indexOf(" ", at - 60) + 1;
    const end = plain.indexOf(" ", at + 150);
    const shown = end < 0 ? [plain.slice(start)] : [plain.slice(start, end), " …"];
    const line = make("p", {}, start ? "… " : "", ...shown.flatMap(marked));
    item.querySelector("p")?.remove();
    item.querySelector("h2, h3").after(inLanguage(line, block.closest("[lang]").lang, block.closest("[dir]").dir));
  }
}

/** Return what was found besides projects, section by section. */
function groups(search, answer, marked) {
  return search.data.groups.flatMap(([label], place) => {
    const found = answer.groups[place].map((entry) => card(search, entry, marked));
    const title = sentence(search.data.words.group, { label, number: formatted(search, found.length) });
    const open = found.length <= MOST_IN_A_GROUP || !answer.projects.length;
    const summary = make("summary", {}, make("h2", {}, ...title));
    return found.length ? [make("details", { className: "vt-group", open }, summary, make("ul", {}, ...found))] : [];
  });
}

function card(search, project, marked) {
  const { entries, languages, words, facets } = search.data;
  const of = (name) => entries[name][project];
  const item = byId(project < search.data.count ? "vt-card" : "vt-entry").content.firstElementChild.cloneNode(true);
  const [lang, dir, name] = languages[of("language")];
  const [title, summary, list] = item.children;
  const id = search.data.ids[project];
  if (id !== undefined) item.dataset.vtId = id || of("url").split("/").at(-2);
  const picture = of("picture");
  item.className = picture.length ? "vt-pictured" : `vt-a${picture % 4} vt-b${picture >> 2}`;
  if (picture.length) item.prepend(make("img", { src: picture, alt: "", loading: "lazy", decoding: "async" }));
  if (of("status")) item.classList.add(`vt-${of("status")}`);
  const heading = title.firstElementChild;
  heading.append(...marked(of("title")));
  heading.href = new URL(of("url"), form.action);
  summary.append(...marked(of("summary")));
  for (const element of [title, summary]) inLanguage(element, lang, dir);
  if (!of("summary")) summary.remove();
  const particular = ([text, ...own]) => inLanguage(list.appendChild(make("li", {}, text)), ...own);
  const states = facets.find((facet) => facet.key === "status")?.values ?? [];
  const [, ...status] = states.find(([id]) => id === of("status")) ?? [];
  if (status.length) list.append(make("li", {}, inLanguage(make("b", {}, status[0]), ...status.slice(1))));
  if (of("place").length) particular(of("place"));
  if (of("time")) particular([of("time")].flat());
  for (const [label, ...values] of entries.facts?.[project] ?? []) {
    const nodes = values.flatMap((value, number) => [number ? " · " : " ", isolated(value)]);
    list.append(make("li", {}, Object.assign(isolated(label), { className: "vt-part" }), ...nodes));
  }
  if (lang !== language) list.append(make("li", {}, ...sentence(words.language, { language: name })));
  if (!list.childElementCount) list.remove();
  return item;
}

/** Return a table of projects with the chosen columns. */
function table(search, projects, marked) {
  const { locale, numbering, costs, entries: { time, facts } } = search.data;
  const columns = boxes.filter((box) => box.name === "columns" && box.checked);
  const heading = (scope, { lang, dir }, ...nodes) => inLanguage(make("th", { scope }, ...nodes), lang, dir || undefined);
  const cell = (project, { value: key, nextElementSibling: label }) => {
    const held = search.values.filter((one, number) => one.key === key && search.own[project].has(number));
    const item = ({ id }) => boxes.find((box) => box.name === key && box.value === id).closest("li");
    // What is above a term is in the data as well; the term says enough.
    const own = held.filter((one) => !held.some((other) => other !== one && item(one).contains(item(other))));
    const [, ...declared] = facts?.[project].find(([name]) => bare(name) === label.textContent) ?? [];
    const values = [...own.map((one) => one.label), ...declared];
    if (key === "period") values.push([time[project]].flat());
    if (key === "cost" && costs[project]) values.push([moneyIn(locale, numbering, costs[project][1]).format(costs[project][0])]);
    return make("td", {}, ...values.flatMap((value, number) => [number ? " · " : "", isolated(value)]));
  };
  const rows = projects.map((project) => {
    const item = card(search, project, marked);
    const title = item.querySelector("h2");
    const name = heading("row", title, title.firstChild);
    Object.assign(name.dataset, item.dataset);
    return make("tr", {}, name, ...columns.map((column) => cell(project, column)));
  });
  const labels = [order.querySelector("[value=title]"), ...columns.map((box) => box.nextElementSibling)];
  const head = make("tr", {}, ...labels.map((label) => heading("col", label, label.textContent)));
  return make("table", { className: "vt-table" }, make("thead", {}, head), make("tbody", {}, ...rows));
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
function showElsewhere(search, state, number, isWanted) {
  const box = byId("vt-others");
  if (!box) return;
  box.hidden = !state.query;
  box.open = false;
  box.ontoggle = async () => {
    if (!box.open) return;
    const counts = await Promise.all(
      elsewhere.map(async ({ item, link, address, load: loadOther }) => {
        const other = await loadOther();
        await other.prepare(state.query);
        const found = other.answer(state).projects.length;
        if (number !== asked) return true;
        link.href = address + addressOf({ ...state, page: 1 });
        item.lastElementChild.replaceChildren(...counted(search, search.data.words.projects, found));
        item.hidden = !found;
        return found;
      }),
    );
    byId("vt-nowhere").hidden = counts.some(Boolean);
  };
  box.open = isWanted;
}

/** Add the selection to the links to other languages, and to those from one site to another. */
function followLanguages() {
  for (const link of document.querySelectorAll(".vt-languages a, .vt-whole")) link.search = location.search;
}

// Paper: all that is found, and not the page of it that is on the screen

/** Return the cards of all projects. The browser waits with its printing for the data as it does not for a promise. */
function everything() {
  const request = new XMLHttpRequest();
  request.open("GET", form.dataset.vtIndex, false);
  request.send();
  const data = JSON.parse(request.responseText);
  return Array.from({ length: data.count }, (_, project) => card({ data }, project, (text) => [text]));
}

addEventListener("beforeprint", () => {
  const list = document.querySelector(":is(#vt-all, #vt-found):not([hidden]) > :is(.vt-cards, .vt-frame):has(+ .vt-pager)");
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
for (const control of [...boxes, order, view, lowest, highest, currency]) control?.addEventListener("change", () => show(stateOfForm(), "push"));
byId("vt-clear").addEventListener("click", async () => {
  const now = stateOfForm();
  await show({ ...now, query: "", values: { ...valuesBy(() => []), columns: now.values.columns }, sort: "" }, "push");
  resting().focus();
});
byId("vt-choose").addEventListener("focusin", () => load().catch(() => {}), { once: true });
for (const link of document.querySelectorAll("[download]")) {
  link.onclick = async (event) => {
    if (byId("vt-found").hidden) return;
    event.preventDefault();
    const { download } = await import(link.parentElement.dataset.vtScript);
    download(link, whole().flatMap((one) => [...one.querySelectorAll("a")].map((title) => title.pathname)));
  };
}
addEventListener("popstate", () => show(stateOfAddress()));

// The sheet with the facets, on narrow screens

const sheet = byId("vt-sheet");
const resting = () => (sheet.open ? byId("vt-done") : query); // what has the focus when its element is gone

byId("vt-narrow").addEventListener("click", () => {
  sheet.children[1].append(byId("vt-chosen"), byId("vt-facets"));
  sheet.showModal();
  load().then((search) => showCounts(search, search.answer(stateOfForm())), () => {});
});
byId("vt-done").addEventListener("click", () => {
  sheet.close();
  byId("vt-count").focus();
});
sheet.addEventListener("close", () => {
  byId("vt-filter").append(byId("vt-facets"));
  byId("vt-shown").prepend(byId("vt-chosen"));
});
narrow.addEventListener("change", () => fill(stateOfAddress()));
wide.addEventListener("change", () => {
  sheet.close();
  byId("vt-filter").open = wide.matches;
});

form.hidden = byId("vt-views").hidden = false;
if (lowest) byId("vt-cost").hidden = false;
byId("vt-filter").open = wide.matches;
const code = byId("vt-code"); // on the page for frames on other sites: the HTML to copy, in which “&key=” is no reference to a character
if (code) code.value = code.value.replace('/"', `/${location.search}"`);
show(stateOfAddress());

// Shows "Page not found" in the language of the address, or in all languages if it has none, and the nearest addresses.
"use strict";
(async () => {
  const { src, dataset } = document.currentScript;
  const base = new URL("..", src).pathname;
  let sections = [...document.querySelectorAll("section")];
  const own = sections.find(({ lang }) => location.pathname.toLowerCase().startsWith(`${base}${lang}/`.toLowerCase()));
  if (own) {
    for (const section of sections) section.hidden = section !== own;
    for (const name of ["lang", "dir"]) document.documentElement[name] = own[name];
    const title = own.querySelector("h2");
    document.title = `${title.textContent} – ${own.dataset.vtTitle}`;
    document.querySelector("h1").replaceChildren(...title.childNodes);
    title.remove();
    sections = [own];
  }
  if (!dataset.vtMap) return;

  // The share of the letters and pairs of letters of the longer word that the other one has
  const likeness = (one, other) => {
    if (one.length < other.length) [one, other] = [other, one];
    const parts = [...one].flatMap((letter, place) => [letter, one.slice(place, place + 2)]);
    return parts.filter((part) => other.includes(part)).length / parts.length;
  };
  const parts = decodeURI(location.pathname).toLowerCase().split("/").filter(Boolean);
  const last = parts.length - 1;
  const map = await (await fetch(dataset.vtMap)).text();
  const pages = [...map.matchAll(/<loc>(.+)<\/loc>/g)].map(([, url]) => {
    const path = decodeURI(new URL(url).pathname);
    return [path, Math.max(...parts.map((part, place) => likeness(part, path.split("/").at(-2)) - (place < last) * 0.3))];
  });
  pages.sort(([, one], [, other]) => other - one);
  for (const section of sections) {
    const list = section.querySelector("[hidden]");
    const home = `${base}${section.lang}/`;
    const near = pages.filter(([path, like]) => like > 0.6 && path !== home && path.startsWith(home));
    for (const [path] of near.slice(0, 5)) {
      const link = Object.assign(document.createElement("a"), { href: path, textContent: path, dir: "ltr" });
      list.lastElementChild.appendChild(document.createElement("li")).append(link);
      list.hidden = false;
    }
  }
})();

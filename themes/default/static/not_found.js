// Shows "Page not found" in the language of the address, or in all languages if it has none.
"use strict";
(() => {
  const box = document.getElementById("vt-not-found");
  const base = new URL("..", document.currentScript.src).pathname;
  if (!location.pathname.startsWith(base)) return;
  const code = location.pathname.slice(base.length).split("/")[0].toLowerCase();
  const sections = [...box.children];
  const own = sections.find((section) => section.lang.toLowerCase() === code);
  if (!own) return;
  for (const section of sections) section.hidden = section !== own;
  const heading = own.querySelector("h2");
  const title = document.querySelector("h1");
  title.textContent = heading.textContent;
  for (const name of ["lang", "dir"]) if (heading[name]) title[name] = heading[name];
  heading.hidden = true;
  document.documentElement.lang = own.lang;
  document.documentElement.dir = own.dir;
  document.title = `${heading.textContent} – ${own.dataset.vtTitle}`;
})();

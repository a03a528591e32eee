// Applies the display settings before the first paint; opens their panel later. The key / leads to the search. Fetches
// pages ahead.
"use strict";
(() => {
  const { src, dataset } = document.currentScript;
  const { vtStyles } = dataset;
  const root = document.documentElement;
  const base = new URL("..", src);
  const fetched = new Set([location.href]);
  let soon;
  // The page behind a link is there when it is clicked. A prefetch by <link> is one in some browsers only, and rules of
  // speculation would have to stand in the page, which its policy forbids.
  const prefetch = ({ target }) => {
    clearTimeout(soon);
    const href = `${target.closest("a")}`;
    if (!href.startsWith(base) || !href.endsWith("/") || fetched.has(href) || navigator.connection?.saveData) return;
    soon = setTimeout(() => fetched.add(href) && fetch(href, { priority: "low" }).catch(() => {}), 65);
  };
  addEventListener("mouseover", prefetch);
  addEventListener("focusin", prefetch);
  let chosen;
  let settings;
  const openPanel = async (link) => {
    if (!settings) {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(answer.status);
      settings = new DOMParser().parseFromString(await answer.text(), "text/html");
    }
    const { open } = await import(settings.querySelector("script[type=module]").src);
    await open(link, settings, vtStyles);
  };
  try {
    chosen = { ...JSON.parse(localStorage.getItem(`vitrina display ${base.pathname}`)) };
  } catch {
    return; // Without local storage there are no settings.
  }
  root.dataset.vtScript = "";
  if (!chosen.contrast && matchMedia("(prefers-contrast: more)").matches) chosen.contrast = "high";
  for (const name in chosen) root.setAttribute(`data-vt-${name}`, chosen[name]);
  // document.write makes the style sheet block the first paint; appendChild would not.
  if (Object.keys(chosen).length) document.write(`<link rel="stylesheet" media="screen" href="${vtStyles}">`);
  addEventListener("click", (event) => {
    const link = event.target.closest(".vt-display:not([aria-current])");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openPanel(link).catch(() => location.assign(link.href));
  });
  // A key without Ctrl or the like has to be one that can be switched off (WCAG 2.1.4): it needs the display settings.
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || root.dataset.vtSlash) return;
    if (event.target.closest("input, textarea, select, dialog") || !document.querySelector(".vt-display")) return;
    const field = document.querySelector("[type=search]");
    field?.focus();
    if (document.activeElement === field) event.preventDefault();
  });
})();

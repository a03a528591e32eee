// Redirects from the list of languages to a language of the browser, once in a session: visitors from the site itself,
// through "All languages", after going back or reloading see the list. A permanent address of a project redirects every
// time. The session storage keeps only that a redirect happened.
"use strict";
(() => {
  const base = new URL(".", location.href).href;
  const visit = performance.getEntriesByType("navigation")[0];
  const isAlways = document.body.className === "vt-permanent";
  if (location.hash || !visit || visit.type !== "navigate") return;
  if (!isAlways && document.referrer.startsWith(base)) return;
  const links = [...document.querySelectorAll("#languages a[hreflang]")];
  const main = (tag) => tag.toLowerCase().split("-")[0];
  const script = (tag) => {
    try {
      return new Intl.Locale(tag).maximize().script; // zh-TW is written as zh-Hant is
    } catch {
      return tag; // one that browsers do not know, such as zh-yue
    }
  };
  for (const wanted of navigator.languages) {
    const near = links.filter((a) => main(a.hreflang) === main(wanted));
    const link =
      near.find((a) => a.hreflang.toLowerCase() === wanted.toLowerCase()) ||
      near.find((a) => script(a.hreflang) === script(wanted)) ||
      near[0];
    if (!link) continue;
    try {
      const key = `vitrina ${base}`;
      if (!isAlways && sessionStorage.getItem(key)) return;
      if (!isAlways) sessionStorage.setItem(key, "seen");
    } catch {
      return; // Without session storage, it would redirect every time.
    }
    return location.replace(link.href);
  }
})();

// A project's address and its citations are copied by buttons.
if (navigator.clipboard) {
  for (const version of document.querySelectorAll("[data-vt-done]")) {
    const { vtText, vtAddress, vtDone } = version.dataset;
    const place = version.appendChild(document.createElement("p"));
    place.className = "vt-copy";
    const status = Object.assign(document.createElement("span"), { role: "status" });
    const offer = (textContent, source) => {
      const button = Object.assign(document.createElement("button"), { textContent });
      button.addEventListener("click", async () => {
        status.textContent = "";
        try {
          await navigator.clipboard.writeText(source.textContent);
          status.textContent = vtDone;
        } catch {
          getSelection().selectAllChildren(source); // so that the keyboard's own way to copy does it
        }
      });
      place.append(button, " ");
    };
    offer(vtText, version.querySelector(".vt-citation"));
    offer(vtAddress, document.getElementById("vt-address"));
    place.append(status);
  }
}

// Lists of projects: selects some of them for the comparison, like project.js, and tells how many in a tray.
"use strict";
(() => {
  const tray = document.getElementById("vt-tray");
  if (!tray) return; // The site compares no projects.
  const [status, link, clear] = tray.children;
  const main = document.querySelector("main");
  const page = link.href;
  const key = `vitrina compare ${new URL("..", document.currentScript.src).pathname}`;
  const read = () => (sessionStorage.getItem(key) || "").split(",").filter(Boolean);
  const show = () => {
    const chosen = read();
    for (const card of main.querySelectorAll("[data-vt-id]")) {
      if (!card.querySelector(".vt-pick")) card.prepend(document.getElementById("vt-pick").content.cloneNode(true));
      const [label, box] = card.querySelectorAll(".vt-pick, .vt-pick input");
      box.ariaLabel = `${label.textContent}: ${card.querySelector("a").textContent}`;
      box.checked = chosen.includes(card.dataset.vtId);
      box.disabled = chosen.length > 3 && !box.checked;
    }
    tray.hidden = !chosen.length;
    [...status.children].forEach((one, place) => (one.hidden = place + 1 !== chosen.length));
    link.href = `${page}?ids=${chosen}`;
  };
  const keep = (chosen) => {
    sessionStorage.setItem(key, chosen);
    show();
  };
  try {
    show();
    main.addEventListener("change", ({ target: { checked, parentElement: label } }) => {
      if (!label.matches(".vt-pick")) return;
      const { vtId } = label.closest("[data-vt-id]").dataset;
      const others = read().filter((id) => id !== vtId);
      keep(checked ? [...others, vtId] : others);
    });
    clear.addEventListener("click", () => {
      keep([]);
      main.focus({ preventScroll: true });
    });
    const found = document.getElementById("vt-found");
    if (found) new MutationObserver(show).observe(found, { childList: true });
    addEventListener("pageshow", show);
  } catch {
    // Without session storage, projects cannot be selected.
  }
})();

// A project's page: copies its address or its citation, and puts the project aside to be compared with others.
"use strict";
(() => {
  if (navigator.clipboard) {
    for (const box of document.querySelectorAll(".vt-copy")) {
      const [button, status] = box.children;
      const { vtCopy, vtDone, vtFailed } = box.dataset;
      box.hidden = false;
      button.addEventListener("click", async () => {
        status.textContent = "";
        try {
          const text = vtCopy.startsWith("#") ? document.querySelector(vtCopy).textContent : vtCopy;
          await navigator.clipboard.writeText(text.replace(/\s+/g, " ").trim());
          status.textContent = vtDone;
        } catch {
          status.textContent = vtFailed;
        }
      });
    }
  }

  const box = document.getElementById("vt-select");
  const [button, link, status] = box.children;
  const page = new URL(link.href);
  const key = `vitrina compare ${document.querySelector("script[data-vt-base]").dataset.vtBase}`;
  const id = box.dataset.vtId;
  const show = (chosen) => {
    button.setAttribute("aria-pressed", chosen.includes(id));
    link.hidden = !chosen.length;
    link.href = `${page}?ids=${chosen}`;
  };
  try {
    const read = () => (sessionStorage.getItem(key) || "").split(",").filter(Boolean);
    show(read());
    addEventListener("pageshow", () => show(read()));
    button.addEventListener("click", () => {
      const before = read();
      const others = before.filter((other) => other !== id);
      const isFull = others.length > 3;
      const chosen = isFull || others.length < before.length ? others : [...others, id];
      status.textContent = isFull ? status.dataset.vtFull : "";
      sessionStorage.setItem(key, chosen);
      show(chosen);
    });
    box.hidden = false;
  } catch {
    // Nothing can be kept here, so nothing can be put aside.
  }
})();

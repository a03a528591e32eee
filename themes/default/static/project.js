// The page of a project: selects it for the comparison.
"use strict";
{
  const box = document.querySelector(".vt-select");
  const [button, link, status] = box.children;
  const page = new URL(link.href);
  const key = `vitrina compare ${new URL("..", document.currentScript.src).pathname}`;
  const id = box.dataset.vtId;
  const select = button.textContent;
  const show = (chosen) => {
    // The words tell the state. With aria-pressed beside them, screen readers would tell it twice.
    const isSelected = chosen.includes(id);
    button.textContent = (isSelected && button.dataset.vtSelected) || select;
    button.classList.toggle("vt-selected", isSelected);
    link.hidden = !chosen.length;
    link.href = `${page}?ids=${chosen}`;
  };
  // The page that compares has the words: hardly anybody needs them here.
  const sayFull = async () => {
    const there = new DOMParser().parseFromString(await (await fetch(page)).text(), "text/html");
    status.textContent = there.getElementById("vt-comparison").dataset.vtFull;
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
      status.textContent = "";
      if (isFull) sayFull();
      sessionStorage.setItem(key, chosen);
      show(chosen);
    });
    box.hidden = false;
  } catch {
    // Without session storage, projects cannot be selected.
  }
}

// Shows a picture of a gallery alone, as large as the window; without a script, its link leads to the picture itself.
"use strict";
(() => {
  const words = document.currentScript.dataset;
  const links = [...document.querySelectorAll(".gallery a")];
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "vt-button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };
  let dialog, place, words_below, count, at = 0;
  const show = (number) => {
    at = (number + links.length) % links.length;
    const figure = links[at].closest("figure");
    const picture = links[at].firstElementChild.cloneNode(true);
    for (const part of picture.querySelectorAll("source")) part.sizes = "100vw";
    place.replaceChildren(picture);
    words_below.replaceChildren(...[...(figure.querySelector("figcaption")?.cloneNode(true).childNodes ?? [])]);
    count.textContent = `${at + 1} / ${links.length}`;
  };
  const make = () => {
    dialog = document.createElement("dialog");
    dialog.className = "vt-light";
    dialog.setAttribute("aria-label", words.vtLabel);
    const buttons = document.createElement("p");
    count = document.createElement("span");
    count.dir = "ltr";
    count.setAttribute("aria-live", "polite");
    if (links.length > 1) {
      buttons.append(button(words.vtPrevious, () => show(at - 1)), button(words.vtNext, () => show(at + 1)), count);
    }
    buttons.append(button(words.vtClose, () => dialog.close()));
    place = document.createElement("div");
    words_below = document.createElement("div");
    dialog.append(buttons, place, words_below);
    dialog.addEventListener("keydown", (event) => {
      const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") show(at + (event.key === forward ? 1 : -1));
    });
    dialog.addEventListener("close", () => links[at].focus());
    document.body.append(dialog);
  };
  links.forEach((link, number) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || typeof HTMLDialogElement === "undefined") return;
    event.preventDefault();
    if (!dialog) make();
    show(number);
    dialog.showModal();
  }));
})();

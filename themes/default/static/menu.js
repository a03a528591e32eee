// Closes an open menu of the header: by Escape, or by a click or the focus elsewhere.
"use strict";
(() => {
  const close = (event) => {
    for (const menu of document.querySelectorAll("header details[open]")) {
      if (event.key === "Escape") menu.firstElementChild.focus();
      menu.open = event.key ? event.key !== "Escape" : menu.contains(event.target);
    }
  };
  for (const name of ["click", "focusin", "keydown"]) addEventListener(name, close);
})();

// Moves events that are over by now from "Upcoming" to "Past": the list was made on another day.
"use strict";
(() => {
  const [coming, past] = ["vt-coming", "vt-past"].map((id) => document.getElementById(id));
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  for (const item of [...coming.querySelectorAll("[data-vt-last]")]) {
    if (item.dataset.vtLast >= today) continue;
    past.querySelector("ul").prepend(item);
    past.hidden = false;
  }
  coming.hidden = !coming.querySelector("li");
})();

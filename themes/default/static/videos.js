// Videos: a click opens the player in the place of the link. Until then, nothing is loaded from another site.
"use strict";
(() => {
  const isStill =
    document.documentElement.dataset.vtMotion === "less" || matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".video > a");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const address = new URL(link.parentNode.dataset.vtPlayer);
    if (!isStill) address.searchParams.set("autoplay", 1);
    const image = link.querySelector("img");
    const player = Object.assign(document.createElement("iframe"), {
      title: image ? image.alt : link.textContent,
      allow: "autoplay; fullscreen; picture-in-picture; encrypted-media",
      referrerPolicy: "strict-origin-when-cross-origin",
      src: address,
    });
    player.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
    event.preventDefault();
    link.hidden = true; // it is for paper
    link.after(player);
    player.focus();
  });
})();

// Keeps a page of the preview as it would be if it were opened now, and shows what there is to mend. The line to the
// server speaks livereload's protocol; "vitrina" is our own word in it.
"use strict";
(() => {
  const script = document.currentScript;
  const { build, digest, styles } = script.dataset;
  const PROTOCOL = "http://livereload.com/protocols/official-7";
  let panel = null;
  let isGoing = false;
  let wait = 250;

  const files = () => {
    const seen = new Set();
    const linked = document.querySelectorAll("link[rel~=stylesheet][href], script[src], img[src], source[src]");
    const named = [...linked].map((element) => element.href || element.src);
    for (const url of [...named, ...performance.getEntriesByType("resource").map((entry) => entry.name)]) {
      const { origin, pathname } = new URL(url, location.href);
      if (origin === location.origin && !pathname.startsWith("/.vitrina/")) seen.add(pathname);
    }
    return [...seen].slice(0, 500);
  };

  const go = () => {
    isGoing = true;
    location.reload();
  };

  const reload = () => {
    if (!panel?.isRead) go();
    else panel.afterwards = go;
  };

  // A page that goes needs no new panel: to draw it would only keep the next one waiting. Should the page be kept (as a
  // script of the theme can ask for), the panel is drawn after all.
  const show = (said) => {
    if (isGoing) setTimeout(() => ((isGoing = false), show(said)), 1000);
    else (panel ??= new Panel()).show(said);
  };

  // A new link beside the old one, which goes when the new one is there: the page is never without its style.
  const swap = (path, version) => {
    const path_of = (link) => decodeURI(new URL(link.href, location.href).pathname);
    const links = [...document.querySelectorAll("link[rel~=stylesheet][href]")].filter((link) => path_of(link) === path);
    if (!links.length) return reload();
    for (const link of links) {
      const fresh = link.cloneNode();
      fresh.href = `${new URL(link.href, location.href).pathname}?v=${version}`;
      fresh.addEventListener("load", () => link.remove(), { once: true });
      fresh.addEventListener("error", () => link.remove(), { once: true });
      link.after(fresh);
    }
  };

  const connect = () => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/livereload`);
    const send = (message) => socket.send(JSON.stringify(message));
    socket.addEventListener("open", () => {
      wait = 250;
      send({ command: "hello", protocols: [PROTOCOL] });
      send({ command: "info", url: location.href, plugins: {}, build, digest, files: files() });
    });
    socket.addEventListener("message", ({ data }) => {
      const said = JSON.parse(data);
      if (said.command === "reload" && said.liveCSS) swap(said.path, said.version);
      else if (said.command === "reload") reload();
      else if (said.command === "vitrina") show(said);
    });
    socket.addEventListener("close", () => {
      panel?.showGone();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, 4000);
    });
  };

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children.filter(Boolean));
    return element;
  };

  class Panel {
    // The bar in the corner, and the dialog with the problems. Both live in a shadow, so that neither the site's
    // styles reach them nor theirs the site.
    constructor() {
      this.host = document.createElement("vitrina-preview");
      this.root = this.host.attachShadow({ mode: "open" });
      this.dialog = make("dialog", { role: "alertdialog" });
      this.bar = make("aside");
      this.status = make("p", { role: "status" });
      this.root.append(make("link", { rel: "stylesheet", href: styles }), this.bar, this.dialog);
      this.dialog.setAttribute("aria-labelledby", "heading");
      this.dialog.setAttribute("aria-describedby", "summary");
      this.dialog.addEventListener("close", () => {
        if (this.dialog.returnValue !== "mended") sessionStorage.setItem("vitrina-read", this.key);
        this.dialog.returnValue = "";
        this.afterwards?.();
      });
      document.documentElement.append(this.host);
      this.afterwards = null;
    }

    // Whether somebody opened the list to read it: a page that reloads now would take it away.
    get isRead() {
      return this.dialog.open && this.isAsked;
    }

    show(said) {
      this.said = said;
      this.key = JSON.stringify([said.verdict, said.problems]);
      this.host.lang = said.language;
      this.host.dir = said.direction;
      this.fillDialog();
      this.fillBar();
      const isUrgent = said.verdict === "failed" || said.verdict === "crashed";
      if (isUrgent && sessionStorage.getItem("vitrina-read") !== this.key) this.open(false);
      else if (this.dialog.open && !(said.problems.length && this.isAsked)) this.dialog.close("mended");
      if (!isUrgent) sessionStorage.removeItem("vitrina-read");
    }

    open(isAsked) {
      this.isAsked = isAsked;
      if (!this.dialog.open) this.dialog.showModal();
    }

    showGone() {
      if (this.said) this.status.textContent = this.said.words.gone;
      this.bar.dataset.verdict = "gone";
    }

    fillDialog() {
      const { said } = this;
      const close = make("button", { type: "button", className: "close", textContent: said.words.close, autofocus: true });
      close.addEventListener("click", () => this.dialog.close());
      this.dialog.dataset.verdict = said.verdict;
      this.dialog.replaceChildren(
        make("h2", { id: "heading", textContent: said.heading }),
        make("p", { id: "summary", textContent: said.summary || "" }),
        make("ol", { role: "list" }, ...said.problems.map((problem) => this.item(problem))),
        said.more && make("p", { textContent: said.more }),
        close,
      );
      if (this.dialog.open) close.focus();
    }

    item({ place, code, severity, message, hint, excerpt }) {
      const item = make(
        "li",
        {},
        make("p", { className: "place" }, make("bdi", { dir: "ltr", textContent: place }), " ", make("code", { textContent: code })),
        make("p", { className: "message", textContent: message }),
        excerpt.length ? make("pre", { dir: "ltr", textContent: excerpt.join("\n"), tabIndex: 0 }) : null,
        hint && make("p", { className: "hint", textContent: hint }),
      );
      item.dataset.severity = severity;
      return item;
    }

    fillBar() {
      const { words, count, heading, verdict, problems } = this.said;
      this.bar.setAttribute("aria-label", words.bar);
      this.bar.dataset.verdict = verdict;
      this.bar.hidden = sessionStorage.getItem("vitrina-hidden") === "yes" && verdict === "built" && !problems.length;
      const problemsButton = count || verdict === "crashed"
        ? make("button", { type: "button", className: "problems", textContent: count || heading })
        : null;
      problemsButton?.addEventListener("click", () => this.open(true));
      const hide = make("button", { type: "button", className: "hide", textContent: "×", title: words.hide });
      hide.setAttribute("aria-label", words.hide);
      hide.addEventListener("click", () => {
        sessionStorage.setItem("vitrina-hidden", "yes");
        this.bar.hidden = true;
      });
      this.status.textContent = verdict === "waiting" ? heading : "";
      const page = encodeURIComponent(decodeURI(location.pathname));
      const isSide = location.pathname.startsWith("/.vitrina/");
      const side = isSide ? null : make("a", { href: `/.vitrina/side-by-side/?page=${page}`, textContent: words.side });
      this.bar.replaceChildren(make("span", { textContent: words.bar }), this.status, ...[problemsButton, side].filter(Boolean), hide);
    }
  }

  addEventListener("pageshow", (event) => event.persisted && location.reload());
  connect();
})();

// The form of the display settings, on its page or in a panel. Stores the settings that differ from the defaults.
const key = `vitrina display ${new URL("..", import.meta.url).pathname}`;
const root = document.documentElement;

const dress = (styles) =>
  new Promise((done) => {
    if (document.querySelector(`link[href="${styles}"]`)) return done();
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "stylesheet", media: "screen", href: styles, onload: done, onerror: done }));
  });

const apply = (form) => {
  const chosen = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  for (const { name } of form.querySelectorAll("input")) {
    const value = chosen[name] || (name === "contrast" && matchMedia("(prefers-contrast: more)").matches && "high");
    if (value) root.setAttribute(`data-vt-${name}`, value);
    else root.removeAttribute(`data-vt-${name}`);
  }
  if (Object.keys(chosen).length) localStorage.setItem(key, JSON.stringify(chosen));
  else localStorage.removeItem(key);
};

const begin = (form) => {
  const chosen = { ...JSON.parse(localStorage.getItem(key)) };
  form.hidden = false;
  for (const input of form.querySelectorAll("input")) input.checked = input.value === (chosen[input.name] || "");
  const status = form.querySelector("[role=status]");
  form.addEventListener("change", () => {
    apply(form);
    status.textContent = status.dataset.vtDone;
  });
  form.addEventListener("reset", () => {
    for (const input of form.querySelectorAll("input")) input.defaultChecked = !input.value;
    setTimeout(() => {
      apply(form);
      status.textContent = status.dataset.vtReset;
    });
  });
};

export async function open(link, there, styles) {
  let panel = document.getElementById("vt-panel");
  if (!panel) {
    await dress(styles);
    const form = there.getElementById("vt-display");
    const title = there.querySelector("h1");
    panel = document.createElement("dialog");
    panel.id = "vt-panel";
    panel.setAttribute("aria-label", title.textContent);
    panel.append(document.createElement("h2"), form);
    panel.firstChild.append(title.textContent);
    for (const name of ["lang", "dir"]) if (title[name]) panel.firstChild[name] = title[name];
    document.body.append(panel);
    begin(form);
    const close = form.querySelector("[data-vt-close]");
    close.hidden = false;
    close.addEventListener("click", () => panel.close());
    panel.addEventListener("click", (event) => event.target === panel && panel.close());
    panel.addEventListener("close", () => link.focus());
  }
  panel.showModal();
}

const own = document.getElementById("vt-display");
if (own) {
  document.getElementById("vt-scriptless").hidden = true;
  begin(own);
}

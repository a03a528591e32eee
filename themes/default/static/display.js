// The display settings: the form of their page, there or in a panel over another page. Stores what differs from the
// normal, and nothing before the visitor has chosen something.
const { vtBase, vtStyles } = document.querySelector("script[data-vt-panel]").dataset;
const key = `vitrina display ${vtBase}`;
const root = document.documentElement;
const attribute = (name) => `data-vt-${name}`;

const stored = () => {
  try {
    return { ...JSON.parse(localStorage.getItem(key)) };
  } catch {
    return {};
  }
};

const dress = () =>
  new Promise((done) => {
    if (document.querySelector(`link[href="${vtStyles}"]`)) return done();
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "stylesheet", media: "screen", href: vtStyles, onload: done, onerror: done }));
  });

const apply = (form) => {
  const chosen = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  for (const { name } of form.querySelectorAll("input")) {
    if (chosen[name]) root.setAttribute(attribute(name), chosen[name]);
    else root.removeAttribute(attribute(name));
  }
  if (!chosen.contrast && matchMedia("(prefers-contrast: more)").matches) root.setAttribute(attribute("contrast"), "high");
  if (Object.keys(chosen).length) localStorage.setItem(key, JSON.stringify(chosen));
  else localStorage.removeItem(key);
};

const begin = (form) => {
  const chosen = stored();
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

export async function open(link) {
  let panel = document.getElementById("vt-panel");
  if (!panel) {
    const [answer] = await Promise.all([fetch(link.href), dress()]);
    if (!answer.ok) throw new Error(answer.status);
    const there = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = there.getElementById("vt-display");
    const title = there.querySelector("h1");
    panel = document.createElement("dialog");
    panel.id = "vt-panel";
    panel.setAttribute("aria-label", title.textContent);
    const heading = document.createElement("h2");
    heading.append(title.textContent);
    panel.append(heading, form);
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

// The comparison of projects. Their ids are in the URL; their facts are fetched from their pages in this language.
"use strict";
(() => {
  const box = document.getElementById("vt-comparison");
  const [status, nothing, frame] = box.children;
  document.getElementById("vt-scriptless").hidden = true;
  box.hidden = false;
  const words = box.dataset;
  const base = new URL("..", document.currentScript.src).pathname;
  const key = `vitrina compare ${base}`;
  const language = document.documentElement.lang;

  const make = (name, ...content) => {
    const element = document.createElement(name);
    element.append(...content);
    return element;
  };
  const copy = (element, name) => {
    const made = make(name, ...document.importNode(element, true).childNodes);
    return Object.assign(made, { lang: element.closest("[lang]").lang, dir: element.closest("[dir]").dir });
  };
  const read = async (url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  // A fact is a term of the table with what follows it, or a section with a list.
  const row = (fact) => {
    const values = [...fact.querySelectorAll("li")];
    for (let next = fact.nextElementSibling; next?.matches("dd"); next = next.nextElementSibling) values.push(next);
    return [fact.dataset.vtFact, { label: fact.querySelector("h2") || fact, values }];
  };
  const load = async (id) => {
    const links = [...(await read(`${base}id/${id}/`)).querySelectorAll("main a[hreflang]")];
    // What this language does not have, a page below this one tells in it.
    const address = links.find((link) => link.hreflang === language)?.getAttribute("href") || `${id}/`;
    const page = await read(address);
    const rows = new Map([...page.querySelectorAll("[data-vt-fact]")].map(row));
    const title = page.querySelector("h1 a") || page.querySelector("h1");
    return { id, url: title.getAttribute("href") || address, title, rows };
  };

  const remember = (ids) => {
    history.replaceState(null, "", ids.length ? `?ids=${ids}` : location.pathname);
    for (const link of document.querySelectorAll(".vt-languages a")) link.search = location.search;
    try {
      sessionStorage.setItem(key, ids);
    } catch {
      // Without session storage, the ids are in the URL only.
    }
  };
  const remove = (projects, gone) => {
    const left = projects.filter((project) => project !== gone);
    remember(left.map((project) => project.id));
    show(left);
    status.replaceChildren(words.vtRemoved, ": ", copy(gone.title, "bdi"));
    (frame.querySelector("button") || document.getElementById("vt-content")).focus();
  };
  const inOrder = (projects) => {
    const order = [];
    for (const project of projects) {
      let place = 0;
      for (const fact of project.rows.keys()) {
        if (!order.includes(fact)) order.splice(place, 0, fact);
        place = order.indexOf(fact) + 1;
      }
    }
    return order;
  };
  const cell = (row) => {
    if (!row) return make("td", Object.assign(make("span", words.vtEmpty), { className: "vt-empty" }));
    if (row.values.length === 1) return copy(row.values[0], "td");
    return make("td", make("ul", ...row.values.map((value) => copy(value, "li"))));
  };
  const heading = (projects, project) => {
    const link = copy(project.title, "a");
    link.href = project.url;
    const button = make("button", words.vtRemove);
    button.type = "button";
    button.setAttribute("aria-label", `${words.vtRemove}: ${project.title.textContent}`);
    button.addEventListener("click", () => remove(projects, project));
    return Object.assign(make("th", link, button), { scope: "col" });
  };
  const show = (projects) => {
    nothing.hidden = projects.length > 1;
    frame.hidden = !projects.length;
    const rows = inOrder(projects).map((fact) => {
      const named = projects.find((project) => project.rows.has(fact)).rows.get(fact);
      const label = Object.assign(copy(named.label, "th"), { scope: "row" });
      return make("tr", label, ...projects.map((project) => cell(project.rows.get(fact))));
    });
    const head = make("thead", make("tr", make("td"), ...projects.map((project) => heading(projects, project))));
    frame.replaceChildren(make("table", head, make("tbody", ...rows)));
  };

  const wanted = (new URLSearchParams(location.search).get("ids") || "").split(",");
  const known = /^[a-z0-9-]+$/;
  const ids = [...new Set(wanted.filter((id) => known.test(id)))].slice(0, 4);
  nothing.hidden = ids.length > 1;
  box.ariaBusy = nothing.hidden;
  Promise.allSettled(ids.map(load)).then((results) => {
    const projects = results.filter((result) => result.status === "fulfilled").map((result) => result.value);
    if (projects.length < ids.length) status.textContent = words.vtFailed;
    if (ids.length) remember(projects.map((project) => project.id));
    show(projects);
    box.ariaBusy = false;
  });
})();

// Keeps what was read, for reading without a network: pages as they were last, and what they are made with. With a
// network, nobody sees an old page. The site's own script sets what is here in `vitrina`.
"use strict";
const { version, pages, assets } = self.vitrina;
const { scope } = registration;
const MOST = 200; // files, besides the theme
const own = `vitrina ${scope} `;
const theme = own + version;
const read = `${own}read`;

const keep = async (url, response) => {
  const cache = await caches.open(read);
  await cache.put(url, response);
  for (const old of (await cache.keys()).slice(0, -MOST)) await cache.delete(old);
};

const begin = async () => {
  for (const name of await caches.keys()) if (name.startsWith(own) && name !== theme && name !== read) await caches.delete(name);
  await clients.claim();
  // The pages that are open came before there was a worker.
  for (const { url } of await clients.matchAll()) await keep(url.split(/[?#]/)[0], await fetch(url));
};

const answer = async (event) => {
  const { request } = event;
  const isPage = request.mode === "navigate";
  const url = isPage ? request.url.split("?")[0] : request.url;
  const kept = await caches.match(url);
  if (kept && url.includes("?v=")) return kept; // the address names the version
  try {
    const response = await fetch(request);
    const isText = /^(text|image|font|application\/json)/.test(response.headers.get("content-type"));
    if (response.status === 200 && isText) event.waitUntil(keep(url, response.clone()));
    return response;
  } catch (error) {
    if (kept || !isPage) return kept ?? Response.error();
    return caches.match(pages[url.slice(scope.length).split("/")[0]] ?? Object.values(pages)[0]);
  }
};

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(theme).then((cache) => cache.addAll([...assets, ...Object.values(pages)])));
});
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  if (method === "GET" && url.startsWith(scope) && !headers.has("range")) event.respondWith(answer(event));
});

// The service worker. The build puts `const BUILD = { version, files }` in front of this text.
// Cache first: a version is stored whole before it is used, so the page opens offline and never mixes two versions.
const PREFIX = `guanxi ${registration.scope} `;
const CACHE = PREFIX + BUILD.version;

addEventListener("install", (event) => {
  const store = async () => (await caches.open(CACHE)).addAll(BUILD.files.map((file) => new Request(file, { cache: "no-cache" })));
  event.waitUntil(store());
});

addEventListener("activate", (event) => {
  // The version before stays: another tab may still run it and load a part of it later.
  const clean = async () => {
    const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
    await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(clean());
});

addEventListener("message", (event) => {
  const decide = async () => {
    const alone = (await clients.matchAll({ type: "window", includeUncontrolled: true })).length === 1;
    if (event.data === "take-over" || (event.data === "take-over-if-alone" && alone)) await skipWaiting();
  };
  event.waitUntil(decide());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  const answer = async () => {
    const wanted = request.mode === "navigate" ? "./" : request;
    const found = (await (await caches.open(CACHE)).match(wanted)) ?? (await caches.match(wanted));
    return found ?? fetch(request);
  };
  event.respondWith(answer());
});

// The service worker. The build puts `const BUILD = { version, files }` in front of this text; `files` has the hash of each.
// Cache first: a version is stored whole before it is used, so the page opens offline and never mixes two versions. A file that is not
// what the build made (a host may answer its start page for whatever it lacks) ends the storing, and nothing of the version is kept.
const PREFIX = `guanxi ${registration.scope} `;
const CACHE = PREFIX + BUILD.version;
// What a browser insists on; any other type is its host's affair.
const TYPES = { "/": "html", ".js": "javascript", ".css": "css" };

// A version of which no further file has come for so long is given up, in milliseconds: while one is stored no other is looked for.
const PATIENCE = 120_000;

/** A file as the build made it. */
async function made([file, integrity], signal) {
  // The page may have it already; what lies wrong in the browser's cache is asked for anew.
  const ask = (cache) => fetch(file, { cache, integrity, signal });
  const answer = await ask("default").catch(() => ask("reload"));
  const type = TYPES[file.match(/\/$|\.\w+$/)?.[0]] ?? "";
  if (answer.status !== 200 || !(answer.headers.get("Content-Type") ?? "").includes(type)) throw new Error(`${file} was not answered as built`);
  return [file, answer];
}

addEventListener("install", (event) => {
  const store = async () => {
    const silence = new AbortController();
    let late;
    const heard = (answer) => {
      clearTimeout(late);
      late = setTimeout(() => silence.abort(), PATIENCE);
      return answer;
    };
    heard();
    const answers = await Promise.all(BUILD.files.map((file) => made(file, silence.signal).then(heard)));
    clearTimeout(late);
    try {
      const cache = await caches.open(CACHE);
      await Promise.all(answers.map(([file, answer]) => cache.put(file, answer)));
    } catch (refused) {
      await caches.delete(CACHE); // the room is not enough for all
      throw refused;
    }
  };
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
  const isPage = request.mode === "navigate";
  // The app's one page is at one address; another (the app in one file, say) is its host's affair.
  if (isPage && !["", "index.html"].includes(request.url.slice(registration.scope.length).split(/[?#]/)[0])) return;
  const answer = async () => {
    const wanted = isPage ? "./" : request;
    const stored = async () => (await (await caches.open(CACHE)).match(wanted)) ?? (await caches.match(wanted));
    return (await stored().catch(() => undefined)) ?? fetch(request); // a browser whose storage is broken still has the network
  };
  event.respondWith(answer());
});

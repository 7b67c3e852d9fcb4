// @ts-check
// The service worker: the site without a network after one visit.
//
// The generator puts `const BUILD = {...};` before this (src/site/src/offline.rs).
// - `sayyar:core:<version>`: styles, scripts and icons of a build, cached at install.
// - `sayyar:<lang>:<version>`: all pages and the search index of a language, by its
//   list `/<lang>/offline.json`, cached when a page of that language asks for it.
//   The list itself is put in last: a cache that has it is complete.
// A complete older cache is used until the newer one is complete, and the core that
// it belongs to stays as long, so pages and assets always come from one build.
// Only what the lists name is ever kept: own origin, GET, status OK.

/**
 * @typedef {[url: string, digest: string]} Kept
 * @typedef {{ tag: string, page: string, list: string, version: string }} Language
 * @typedef {{ version: string, base: string, core: { version: string, files: Kept[] }, languages: Language[] }} Build
 * @typedef {{ version: string, core?: string, files: Kept[] }} List
 */
// @ts-ignore: given by the generator
const build = /** @type {Build} */ (BUILD);
// @ts-ignore: a worker's scope
const scope = /** @type {any} */ (self);

const PREFIX = "sayyar:";
const CORE = `${PREFIX}core:${build.core.version}`;
/** Milliseconds a page of the network may take while there is a saved one. */
const PATIENCE = 3000;
/** Downloads at a time. */
const AT_ONCE = 4;
/** Names that carry a digest never change what they hold. */
const FINGERPRINTED = /[./-][0-9a-f]{8,}\.[a-z0-9]+$/;

scope.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(fill(CORE, build.core.files).then(() => scope.skipWaiting()));
});

scope.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(sweep().then(() => scope.clients.claim()));
});

scope.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data?.type === "keep") event.waitUntil(keepAll(event.data.lang));
});

scope.addEventListener("fetch", (/** @type {any} */ event) => {
  /** @type {Request} */
  const request = event.request;
  const url = new URL(request.url);
  const ours = url.origin === location.origin && url.pathname.startsWith(build.base);
  const stream = request.headers.has("range") || request.headers.get("accept") === "text/event-stream";
  if (request.method !== "GET" || !ours || stream) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (FINGERPRINTED.test(url.pathname)) event.respondWith(asset(request, url));
  else event.respondWith(fetch(request).catch(async () => (await saved(url)) ?? Response.error()));
});

/** A page: from the network, unless it fails or keeps one waiting. @param {Request} request @param {URL} url */
async function page(request, url) {
  const network = fetch(request);
  try {
    const first = await Promise.race([network, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    if (first instanceof Response && first.status < 500) return first;
    return (await saved(url)) ?? (await network);
  } catch {
    return (await saved(url)) ?? (await awayPage(url)) ?? Response.error();
  } finally {
    network.catch(() => {});
  }
}

/** A fingerprinted file: what is saved cannot be out of date. @param {Request} request @param {URL} url */
async function asset(request, url) {
  return (await caches.match(url.pathname)) ?? fetch(request);
}

/** The saved copy, from a complete cache of the language before an incomplete one. @param {URL} url */
async function saved(url) {
  const language = languageOf(url);
  const options = { ignoreSearch: true };
  for (const name of language ? (await cachesOf(language)).map((cache) => cache.name) : []) {
    const response = await (await caches.open(name)).match(url.pathname, options);
    if (response) return response;
  }
  return caches.match(url.pathname, options);
}

/** The page that says that a page is not saved, in the language of the address or in one that is saved. @param {URL} url */
async function awayPage(url) {
  const own = languageOf(url);
  for (const language of own ? [own, ...build.languages] : build.languages) {
    const response = await caches.match(language.page);
    if (response) return response;
  }
}

/** @param {URL} url */
function languageOf(url) {
  const tag = url.pathname.slice(build.base.length).split("/", 1)[0];
  return build.languages.find((language) => language.tag === tag);
}

/** @param {Language} language */
const cacheName = (language) => `${PREFIX}${language.tag}:${language.version}`;

/** The caches of a language with their lists, complete ones first, of these the current one first. @param {Language} language */
async function cachesOf(language) {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}${language.tag}:`));
  const found = await Promise.all(names.map(async (name) => ({ name, list: await listIn(name, language) })));
  const order = (/** @type {{ name: string, list: List | undefined }} */ cache) =>
    (cache.list ? 0 : 2) + (cache.name === cacheName(language) ? 0 : 1);
  return found.sort((a, b) => order(a) - order(b));
}

/** The list that a complete cache has. @param {string} name @param {Language} language @returns {Promise<List | undefined>} */
async function listIn(name, language) {
  return (await (await caches.open(name)).match(language.list))?.json();
}

/** Saves the language that is read, then brings those up to date that were read before. @param {string} tag */
async function keepAll(tag) {
  await keep(tag);
  for (const language of build.languages) {
    if (language.tag !== tag && (await cachesOf(language)).length > 0) await keep(language.tag);
  }
}

/** @type {Map<string, Promise<void>>} */
const running = new Map();

/** Saves a language; once at a time. @param {string} tag */
function keep(tag) {
  const language = build.languages.find((language) => language.tag === tag);
  if (!language) return;
  const run = running.get(tag) ?? save(language).catch(() => tell(tag, "failed")).finally(() => running.delete(tag));
  running.set(tag, run);
  return run;
}

/** @param {Language} language */
async function save(language) {
  const name = cacheName(language);
  const known = await cachesOf(language);
  const list = known.find((cache) => cache.name === name)?.list;
  if (list) {
    if (list.core !== build.core.version) await finish(language, list);
    return tell(language.tag, "ready");
  }
  /** @type {List} */
  const wanted = await (await download(language.list)).json();
  if (wanted.version !== language.version) return scope.registration.update();
  const older = known.find((cache) => cache.list);
  try {
    await fill(name, wanted.files, older, (done) => tell(language.tag, "saving", done, wanted.files.length));
  } catch (problem) {
    // What is there already stays for the next try, unless there is no room.
    if (problem instanceof DOMException && problem.name === "QuotaExceededError") await caches.delete(name);
    throw problem;
  }
  // A site that changed meanwhile gave pages of two builds.
  const after = await (await download(language.list)).json();
  if (after.version !== language.version) {
    await caches.delete(name);
    return scope.registration.update();
  }
  // Another worker may have removed the cache under this one.
  const there = (await (await caches.open(name)).keys()).length;
  if (there < wanted.files.length) throw new Error(`${there} of ${wanted.files.length} files are there`);
  await finish(language, wanted);
  await tell(language.tag, "ready");
}

/** Marks a cache as complete, with the core it belongs to, and removes what it replaces. @param {Language} language @param {List} list */
async function finish(language, list) {
  const text = JSON.stringify({ ...list, core: build.core.version });
  const cache = await caches.open(cacheName(language));
  await cache.put(language.list, new Response(text, { headers: { "Content-Type": "application/json" } }));
  await sweep();
}

/**
 * Puts files into a cache: those there already stay, those an older cache has with the same digest are copied.
 * @param {string} name
 * @param {Kept[]} files
 * @param {{ name: string, list?: List }} [older]
 * @param {(done: number) => unknown} [progress]
 */
async function fill(name, files, older, progress) {
  const cache = await caches.open(name);
  const there = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const before = older ? await caches.open(older.name) : undefined;
  const digests = new Map(older?.list?.files);
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < files.length) {
      const [url, digest] = files[next++];
      if (!there.has(new URL(url, location.href).pathname)) {
        const same = digests.get(url) === digest ? before?.match(url) : FINGERPRINTED.test(url) ? caches.match(url) : undefined;
        await cache.put(url, (await same) ?? (await download(url)));
      }
      done += 1;
      if (done % Math.ceil(files.length / 20) === 0) await progress?.(done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** @param {string} url */
async function download(url) {
  const response = await fetch(url, { cache: FINGERPRINTED.test(url) ? "default" : "no-cache" });
  if (!response.ok || response.type !== "basic") throw new Error(`${response.status} ${url}`);
  // A browser refuses a redirected answer for a page.
  return response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response;
}

/** Removes caches that a complete newer one replaces, and cores that no language needs. */
async function sweep() {
  const cores = new Set([CORE]);
  const used = new Set();
  for (const language of build.languages) {
    const [first, ...others] = await cachesOf(language);
    for (const cache of [first, ...others]) {
      // Of complete ones the best stays; an incomplete one only if it is being filled.
      if (cache && (cache === first || cache.name === cacheName(language))) {
        used.add(cache.name);
        if (cache.list?.core) cores.add(`${PREFIX}core:${cache.list.core}`);
      }
    }
  }
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && !used.has(name) && !cores.has(name)) await caches.delete(name);
  }
}

/** Tells every open page. @param {string} lang @param {string} state @param {number} [done] @param {number} [total] */
async function tell(lang, state, done, total) {
  const pages = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage({ type: "offline", lang, state, done, total });
}

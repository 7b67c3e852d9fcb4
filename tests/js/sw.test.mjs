// @ts-check
// The service worker, against a cache and a network made up here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { source } from "./load.mjs";

const ORIGIN = "https://site.example";
const SCRIPT = source("sw.js");

/**
 * A build: pages by address; what the worker and the lists say follows from them.
 * @param {string} name
 * @param {Record<string, string>} pages
 * @param {Record<string, string>} assets
 */
function site(name, pages, assets = { "/assets/main.aaaaaaaaaa.css": "css" }) {
  const digest = (text) => [...text].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) >>> 0, 7).toString(16);
  const kept = (files) => Object.entries(files).map(([url, text]) => [url, digest(text)]);
  const az = { version: `az-${digest(JSON.stringify(pages))}`, files: kept(pages) };
  const build = {
    version: name,
    base: "/",
    core: { version: `core-${digest(JSON.stringify(assets))}`, files: kept(assets) },
    languages: [
      { tag: "az", page: "/az/offline/", list: "/az/offline.json", version: az.version },
      { tag: "en", page: "/en/offline/", list: "/en/offline.json", version: "en-1" },
    ],
  };
  const files = {
    ...pages,
    ...assets,
    "/az/offline.json": JSON.stringify(az),
    "/en/offline.json": JSON.stringify({ version: "en-1", files: [["/en/offline/", "1"], ["/en/", "2"]] }),
    "/en/": "home",
    "/en/offline/": "away in English",
  };
  return { build, files };
}

const FIRST = { "/az/offline/": "yoxdur", "/az/": "ana", "/az/viza/": "viza 1", "/search/az/index.json": "{}" };

/** CacheStorage in memory, as far as the worker uses it. */
class Caches {
  /** @type {Map<string, Map<string, Response>>} */
  all = new Map();
  full = false;
  path(request) {
    return new URL(typeof request === "string" ? request : request.url, ORIGIN).href;
  }
  async open(name) {
    const map = this.all.get(name) ?? new Map();
    this.all.set(name, map);
    return {
      put: async (request, response) => {
        if (this.full) throw new DOMException("full", "QuotaExceededError");
        map.set(this.path(request), response);
      },
      match: async (request, options) => this.find(map, request, options),
      keys: async () => [...map.keys()].map((url) => ({ url })),
    };
  }
  find(map, request, options = {}) {
    const strip = (url) => (options.ignoreSearch ? url.split("?")[0] : url);
    const wanted = strip(this.path(request));
    for (const [url, response] of map) if (strip(url) === wanted) return response.clone();
    return undefined;
  }
  async match(request, options) {
    for (const map of this.all.values()) {
      const found = this.find(map, request, options);
      if (found) return found;
    }
  }
  async keys() {
    return [...this.all.keys()];
  }
  async has(name) {
    return this.all.has(name);
  }
  async delete(name) {
    return this.all.delete(name);
  }
}

/** A browser that runs workers over one cache, with a network that can be changed. */
function browser() {
  const caches = new Caches();
  const world = {
    caches,
    online: true,
    files: {},
    /** @type {string[]} */
    fetched: [],
    /** @type {any[]} */
    told: [],
    updates: 0,
    delay: 0,
    run(build) {
      const handlers = {};
      const self = {
        addEventListener: (type, handler) => (handlers[type] = handler),
        skipWaiting: async () => {},
        registration: { update: async () => void world.updates++ },
        clients: { claim: async () => {}, matchAll: async () => [{ postMessage: (data) => world.told.push(data) }] },
      };
      const fetch = async (request) => {
        const url = new URL(typeof request === "string" ? request : request.url, ORIGIN);
        world.fetched.push(url.pathname);
        if (world.delay) await new Promise((resolve) => setTimeout(resolve, world.delay));
        if (!world.online) throw new TypeError("no network");
        const text = world.files[url.pathname];
        const response = text === undefined ? new Response("not found", { status: 404 }) : new Response(text);
        Object.defineProperty(response, "type", { value: "basic" });
        return response;
      };
      const impatient = SCRIPT.replace("PATIENCE = 3000", "PATIENCE = 30");
      new Function("BUILD", "self", "caches", "fetch", "location", impatient)(build, self, caches, fetch, { href: `${ORIGIN}/sw.js`, origin: ORIGIN });
      const wait = async (type, event) => {
        const waits = [];
        handlers[type]({ ...event, waitUntil: (promise) => waits.push(promise) });
        await Promise.all(waits);
      };
      return {
        install: async () => {
          await wait("install", {});
          await wait("activate", {});
        },
        keep: (lang) => wait("message", { data: { type: "keep", lang } }),
        /** What the worker answers with; undefined where it leaves the request alone. @returns {any} */
        get(path, init = {}) {
          let answer;
          const request = { method: "GET", mode: "no-cors", headers: new Headers(), url: new URL(path, ORIGIN).href, ...init };
          handlers.fetch({ request, respondWith: (promise) => (answer = promise) });
          return answer;
        },
        /** @returns {Promise<Response>} */
        visit(path) {
          return this.get(path, { mode: "navigate" });
        },
      };
    },
    async deploy({ build, files }) {
      world.files = files;
      const worker = world.run(build);
      await worker.install();
      return worker;
    },
    contents: () => Object.fromEntries([...caches.all].map(([name, map]) => [name, [...map.keys()].map((url) => url.slice(ORIGIN.length))])),
    state: () => world.told.at(-1)?.state,
  };
  return world;
}

test("one visit is enough to read everything offline", async () => {
  const world = browser();
  const worker = await world.deploy(site("1", FIRST));
  await worker.keep("az");
  assert.equal(world.state(), "ready");
  assert.ok(world.told.some((data) => data.state === "saving" && data.total === 4));
  world.online = false;
  for (const [path, text] of Object.entries(FIRST)) {
    const response = await (path.endsWith("/") ? worker.visit(path) : worker.get(path));
    assert.equal(await response.text(), text);
  }
  assert.equal(await (await worker.visit("/az/viza/?q=1")).text(), "viza 1");
  assert.equal(await (await worker.get("/assets/main.aaaaaaaaaa.css")).text(), "css");
  assert.equal(await (await worker.visit("/az/basqa/")).text(), "yoxdur");
});

test("an update fetches what changed and removes what was", async () => {
  const world = browser();
  await (await world.deploy(site("1", FIRST))).keep("az");
  world.fetched = [];
  const next = site("2", { ...FIRST, "/az/viza/": "viza 2" }, { "/assets/main.bbbbbbbbbb.css": "css 2" });
  const worker = await world.deploy(next);
  await worker.keep("az");
  assert.deepEqual(world.fetched.filter((path) => path !== "/az/offline.json"), ["/assets/main.bbbbbbbbbb.css", "/az/viza/"]);
  assert.deepEqual(Object.keys(world.contents()).sort(), [`sayyar:az:${next.build.languages[0].version}`, `sayyar:core:${next.build.core.version}`]);
  world.online = false;
  assert.equal(await (await worker.visit("/az/viza/")).text(), "viza 2");
});

test("until an update is whole, the whole older build is read, its styles with it", async () => {
  const world = browser();
  await (await world.deploy(site("1", FIRST))).keep("az");
  const next = site("2", { ...FIRST, "/az/": "ana 2", "/az/viza/": "viza 2" }, { "/assets/main.bbbbbbbbbb.css": "css 2" });
  const broken = { ...next, files: { ...next.files } };
  delete broken.files["/az/viza/"];
  const worker = await world.deploy(broken);
  await worker.keep("az");
  assert.equal(world.state(), "failed");
  world.online = false;
  assert.equal(await (await worker.visit("/az/")).text(), "ana");
  assert.equal(await (await worker.visit("/az/viza/")).text(), "viza 1");
  assert.equal(await (await worker.get("/assets/main.aaaaaaaaaa.css")).text(), "css");
  world.online = true;
  world.files = next.files;
  world.fetched = [];
  await worker.keep("az");
  assert.equal(world.state(), "ready");
  assert.ok(!world.fetched.includes("/az/"), "what was fetched already is not fetched again");
  world.online = false;
  assert.equal(await (await worker.visit("/az/")).text(), "ana 2");
  assert.equal(await caches404(worker, "/assets/main.aaaaaaaaaa.css"), true);
});

/** Whether nothing answers. */
async function caches404(worker, path) {
  return worker.get(path).then(() => false, () => true);
}

test("a site that is newer than the worker is left to the newer worker", async () => {
  const world = browser();
  const worker = await world.deploy(site("1", FIRST));
  world.files = site("2", { ...FIRST, "/az/": "ana 2" }).files;
  await worker.keep("az");
  assert.equal(world.updates, 1);
  assert.ok(!world.told.some((data) => data.state === "ready"));
});

test("a site that changes while it is saved is not mixed", async () => {
  const world = browser();
  const worker = await world.deploy(site("1", FIRST));
  const { files } = world;
  const changed = site("2", { ...FIRST, "/az/viza/": "viza 2" }).files;
  let asked = 0;
  world.files = new Proxy(files, { get: (old, path) => (path === "/az/offline.json" && asked++ > 0 ? changed : path === "/az/viza/" ? changed : old)[path] });
  await worker.keep("az");
  assert.ok(!world.told.some((data) => data.state === "ready"));
  assert.equal(world.updates, 1);
  assert.ok(!Object.keys(world.contents()).some((name) => name.startsWith("sayyar:az:")));
});

test("pages come from the network while there is one", async () => {
  const world = browser();
  const worker = await world.deploy(site("1", FIRST));
  await worker.keep("az");
  world.files = { ...world.files, "/az/viza/": "viza news" };
  assert.equal(await (await worker.visit("/az/viza/")).text(), "viza news");
  assert.equal((await worker.visit("/az/nothing/")).status, 404);
});

test("a slow network is waited for only when nothing is saved", async () => {
  const world = browser();
  const worker = await world.deploy(site("1", FIRST));
  await worker.keep("az");
  world.files = { ...world.files, "/az/viza/": "viza news", "/en/": "fresh" };
  world.delay = 120;
  assert.equal(await (await worker.visit("/az/viza/")).text(), "viza 1");
  assert.equal(await (await worker.visit("/en/")).text(), "fresh");
});

test("an address that is not saved is answered in its language, or in one that is saved", async () => {
  const world = browser();
  const worker = await world.deploy(site("1", FIRST));
  await worker.keep("az");
  world.online = false;
  assert.equal(await (await worker.visit("/en/fees/")).text(), "yoxdur");
  world.online = true;
  await worker.keep("en");
  world.online = false;
  assert.equal(await (await worker.visit("/en/fees/")).text(), "away in English");
});

test("a language read before is brought up to date with the one that is read now", async () => {
  const world = browser();
  await (await world.deploy(site("1", FIRST))).keep("az");
  const worker = await world.deploy(site("2", { ...FIRST, "/az/viza/": "viza 2" }));
  await worker.keep("en");
  world.online = false;
  assert.equal(await (await worker.visit("/az/viza/")).text(), "viza 2");
});

test("nothing else is touched or kept", async () => {
  const world = browser();
  const worker = await world.deploy(site("1", FIRST));
  await worker.keep("az");
  const before = JSON.stringify(world.contents());
  assert.equal(worker.get("/az/", { method: "POST" }), undefined);
  assert.equal(worker.get("https://other.example/az/"), undefined);
  assert.equal(worker.get("/az/", { headers: new Headers({ accept: "text/event-stream" }) }), undefined);
  await worker.visit("/az/nothing/");
  await worker.get("/az/status.json");
  assert.equal(JSON.stringify(world.contents()), before);
  const missing = await browser().deploy({ build: site("1", FIRST).build, files: {} }).catch((problem) => problem);
  assert.ok(missing instanceof Error, "a core that is not whole is not installed");
});

test("a full device keeps what it had", async () => {
  const world = browser();
  await (await world.deploy(site("1", FIRST))).keep("az");
  const worker = await world.deploy(site("2", { ...FIRST, "/az/viza/": "viza 2" }));
  world.caches.full = true;
  await worker.keep("az");
  assert.equal(world.state(), "failed");
  world.online = false;
  assert.equal(await (await worker.visit("/az/viza/")).text(), "viza 1");
});

test("caches of others stay", async () => {
  const world = browser();
  await (await world.caches.open("forms")).put("/forms/x", new Response("x"));
  await (await world.deploy(site("1", FIRST))).keep("az");
  assert.ok(await world.caches.has("forms"));
});

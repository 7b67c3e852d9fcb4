// @ts-check
// From number and password to status. The worker has the password and no network (its policy says so), this page
// the network and no password: it fetches one shard that many share, and nothing it asks for tells who asks.

/** What was fetched last stays on the device, sealed as it came, for when there is no network. */
const KEPT = "sayyar-status";
/** Under names of its own: the service worker must not hand it out as if it came from the network. */
const kept = (/** @type {string} */ name) => `/kept-status/${name}`;
/** The highest publication this device has seen. */
const SEEN = "sayyar-status-seen";

/**
 * @typedef {{ shard: string, bytes: number, sequence: number, issued: string, next: string }} Index
 * @typedef {{ on: string, state: string, message?: string, documents?: string[], day?: string, time?: string, office?: string }} Step
 * @typedef {{ index: Index, status: { timeline: Step[] } | null, kept: boolean, older: boolean }} Answer
 */

/** Why there is no answer: `none` (nothing is published there), `away` (no network and nothing kept), a code of the engine. */
export class Trouble extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** The worker and what it was asked. */
class Engine {
  #worker;
  #last = 0;
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();

  /** @param {string} url */
  constructor(url) {
    this.#worker = new Worker(url);
    this.#worker.addEventListener("message", ({ data }) => {
      const { resolve, reject } = this.#waiting.get(data.id) ?? {};
      this.#waiting.delete(data.id);
      if (data.trouble) reject?.(new Trouble(data.trouble));
      else resolve?.(data.result);
    });
    this.#worker.addEventListener("error", () => {
      for (const { reject } of this.#waiting.values()) reject(new Trouble("engine-stopped"));
      this.#waiting.clear();
    });
  }

  /** @param {string} what @param {Record<string, unknown>} order @param {Transferable[]} [transfer] @returns {Promise<any>} */
  ask(what, order, transfer = []) {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, do: what, ...order }, transfer);
    });
  }

  stop() {
    this.#worker.terminate();
  }
}

export class Tracker {
  #facts;
  /** @type {Promise<Engine> | undefined} */
  #engine;

  /** @param {{ status: string, keys: string, worker: string, engine: string }} facts */
  constructor(facts) {
    this.#facts = facts;
  }

  /** Loads the engine, which a page may do while somebody still types. */
  ready() {
    this.#engine ??= this.#start().catch((error) => {
      this.#engine = undefined;
      throw error;
    });
    return this.#engine;
  }

  async #start() {
    const response = await fetch(this.#facts.engine).catch(() => undefined);
    if (!response?.ok || !response.body) throw new Trouble("engine-missing");
    if (typeof DecompressionStream === "undefined") throw new Trouble("engine-stopped");
    const plain = response.body.pipeThrough(new DecompressionStream("gzip"));
    const bytes = await new Response(plain).arrayBuffer();
    const engine = new Engine(this.#facts.worker);
    await engine.ask("start", { engine: bytes }, [bytes]);
    return engine;
  }

  /**
   * Looks. `tell` hears what is done at the moment.
   * @param {string} number
   * @param {string} password
   * @param {(what: "engine" | "password" | "fetch") => void} tell
   * @returns {Promise<Answer>}
   */
  async look(number, password, tell) {
    tell("engine");
    const engine = await this.ready();
    tell("password");
    await engine.ask("open", { number, password, keys: this.#facts.keys });
    tell("fetch");
    try {
      return await this.#ask(engine);
    } catch (error) {
      // A new publication took the place of the old one between two fetches: the second try meets one of them.
      if (!(error instanceof Trouble) || error.code !== "tree-mixed") throw error;
      return this.#ask(engine);
    }
  }

  /** @param {Engine} engine @param {boolean} [away] @returns {Promise<Answer>} */
  async #ask(engine, away = false) {
    const file = await this.#get("index", away);
    const index = await engine.ask("index", { index: file.bytes });
    const shard = await this.#get(index.shard, file.kept);
    // The line broke between the two: what was kept belongs to the index that was kept.
    if (shard.kept && !file.kept) return this.#ask(engine, true);
    const status = await engine.ask("find", { index: file.bytes, shard: shard.bytes });
    if (!file.kept) await this.#keep({ index: file.bytes, [index.shard]: shard.bytes });
    return { index, status, kept: file.kept, older: remember(index.sequence) };
  }

  /**
   * A file of the tree: from the network, else as it was kept. A shard goes with its index: both from one place.
   * @param {string} name
   * @param {boolean} [away]
   */
  async #get(name, away = false) {
    const url = new URL(name, new URL(this.#facts.status, location.href)).href;
    if (!away) {
      try {
        const response = await fetch(url, { cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer" });
        if (response.status === 404) throw new Trouble("none");
        if (response.ok) return { bytes: new Uint8Array(await response.arrayBuffer()), kept: false };
      } catch (error) {
        if (error instanceof Trouble) throw error;
      }
    }
    const found = await open().then((cache) => cache?.match(kept(name))).catch(() => undefined);
    if (!found) throw new Trouble("away");
    return { bytes: new Uint8Array(await found.arrayBuffer()), kept: true };
  }

  /** Keeps one index and one shard, and nothing of before. @param {Record<string, Uint8Array>} files */
  async #keep(files) {
    try {
      await caches.delete(KEPT);
      const cache = await open();
      for (const [name, bytes] of Object.entries(files)) {
        await cache?.put(kept(name), new Response(/** @type {Uint8Array<ArrayBuffer>} */ (bytes)));
      }
    } catch {
      // No room, or a browser that keeps nothing: then there is nothing without a network.
    }
  }

  /** The password leaves memory, and what was kept the device. */
  async forget() {
    const engine = this.#engine;
    this.#engine = undefined;
    (await engine?.catch(() => undefined))?.stop();
    try {
      localStorage.removeItem(SEEN);
      await caches.delete(KEPT);
    } catch {
      // Nothing was kept.
    }
  }
}

async function open() {
  return "caches" in self ? caches.open(KEPT) : undefined;
}

/** Whether this device has seen a later publication; keeps the latest. @param {number} sequence */
function remember(sequence) {
  try {
    const seen = Number(localStorage.getItem(SEEN) ?? 0);
    if (sequence > seen) localStorage.setItem(SEEN, `${sequence}`);
    return sequence < seen;
  } catch {
    return false;
  }
}

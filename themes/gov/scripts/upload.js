// @ts-check
// Sends a sealed file to the door by tus 1.0 (https://tus.io/protocols/resumable-upload): in pieces, from where it
// stopped, also after a reload. What was sent before is answered with the receipt it has.

/** Bytes of a piece: large enough to be quick, small enough that a slow line is not taken for a dead one. */
const PIECE = 1 << 20;
/** Seconds to wait after a line that broke; the last is repeated. */
const PATIENCE = [1, 2, 4, 8, 15, 30];
/** Where uploads stand that have begun, by digest. */
const BEGUN = "sayyar-hand-in";
/** Milliseconds after which the door forgets one. */
const EXPIRES = 24 * 3600 * 1000;
/** The door still reads from a line that this page has left. */
const LOCKED = 423;
const VERSION = { "Tus-Resumable": "1.0.0" };

/** Why it is not taken: the door's code, or `away` and `paused`. */
export class Refused extends Error {
  /** @param {string} code @param {number} [status] */
  constructor(code, status) {
    super(code);
    this.code = code;
    this.status = status;
  }
}

/**
 * What a door says of itself.
 * @typedef {{ url: string, most: number, takes: boolean, why?: string, receipts: string }} Door
 * @param {string} url
 * @returns {Promise<Door | undefined>} nothing where there is none
 */
export async function knock(url) {
  const here = new URL(url, location.href).href;
  try {
    const response = await fetch(new URL("healthz", here), { cache: "no-store", credentials: "omit", signal: AbortSignal.timeout?.(15_000) });
    if (!response.headers.get("sayyar-door")) return undefined;
    const said = await response.json();
    return { url: here, most: said.max_bytes || 64 << 20, takes: said.ok === true, why: said.why, receipts: said.receipts ?? "" };
  } catch {
    return undefined;
  }
}

/** @typedef {"sending" | "waiting" | "busy"} State */

export class Upload {
  #door;
  #file;
  #sha256;
  #tell;
  #stop = new AbortController();
  /** @type {(() => void) | undefined} */
  #wake;

  /**
   * @param {string} door
   * @param {Blob} file
   * @param {string} sha256
   * @param {(state: State, sent: number) => void} tell
   */
  constructor(door, file, sha256, tell) {
    this.#door = door;
    this.#file = file;
    this.#sha256 = sha256;
    this.#tell = tell;
  }

  /** Sends all of it, or what is missing, and returns the receipt. However often the line breaks it goes on. @returns {Promise<string>} */
  async run() {
    this.#stop = new AbortController();
    for (let tries = 0; ; tries += 1) {
      try {
        return (await this.#receipt()) ?? (await this.#send(() => (tries = 0)));
      } catch (error) {
        if (this.#stop.signal.aborted) throw new Refused("paused");
        if (error instanceof Refused && !error.status) throw error;
        const locked = error instanceof Refused && error.status === LOCKED;
        const wait = error instanceof Refused && !locked ? Number(error.message) || 30 : PATIENCE[Math.min(tries, PATIENCE.length - 1)];
        // Nothing to be told at first: the line that was left is still being closed.
        if (!locked || tries > 2) this.#tell(error instanceof Refused && !locked ? "busy" : "waiting", -1);
        await this.#sleep(wait);
        if (this.#stop.signal.aborted) throw new Refused("paused");
      }
    }
  }

  pause() {
    this.#stop.abort();
    this.#wake?.();
  }

  /** The receipt of this file, if it is there already. */
  async #receipt() {
    const response = await this.#fetch(`submissions/${this.#sha256}`);
    if (response.status === 404) return undefined;
    if (!response.ok) await refuse(response);
    forget(this.#sha256);
    return response.text();
  }

  /** @param {() => void} moved */
  async #send(moved) {
    let { url, at } = (await this.#resume()) ?? (await this.#begin());
    for (;;) {
      this.#tell("sending", at);
      const answer = await this.#patch(url, at);
      if (answer.offset > at) moved();
      at = answer.offset;
      if (answer.receipt || at >= this.#file.size) {
        const receipt = await this.#receipt();
        if (!receipt) throw new Error("the door has no receipt yet");
        return receipt;
      }
    }
  }

  /** An upload of this file that has begun, if the door still knows it. */
  async #resume() {
    const url = begun()[this.#sha256]?.url;
    if (!url) return undefined;
    const response = await this.#fetch(url, { method: "HEAD", headers: VERSION });
    const at = Number(response.headers.get("Upload-Offset") ?? NaN);
    if (response.ok && at >= 0) return { url, at };
    if (response.status === 429 || response.status === LOCKED || response.status >= 500) await refuse(response);
    forget(this.#sha256);
    return undefined;
  }

  async #begin() {
    const headers = { ...VERSION, "Upload-Length": `${this.#file.size}`, "Upload-Metadata": `sha256 ${btoa(this.#sha256)}` };
    const response = await this.#fetch("files", { method: "POST", headers });
    const location = response.headers.get("Location");
    if (!response.ok || !location) return refuse(response);
    const url = new URL(location, this.#door).href;
    change((all) => (all[this.#sha256] = { url, on: Date.now() }));
    return { url, at: 0 };
  }

  /** One piece. `fetch` does not say how far it is, so this is the older way. @param {string} url @param {number} at @returns {Promise<{ offset: number, receipt: boolean }>} */
  #patch(url, at) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const stop = () => request.abort();
      const gone = () => reject(new TypeError("the line broke"));
      request.open("PATCH", url);
      for (const [name, value] of Object.entries({ ...VERSION, "Content-Type": "application/offset+octet-stream", "Upload-Offset": `${at}` })) request.setRequestHeader(name, value);
      request.upload.addEventListener("progress", ({ loaded }) => this.#tell("sending", at + loaded));
      request.addEventListener("error", gone);
      request.addEventListener("abort", gone);
      request.addEventListener("timeout", gone);
      request.timeout = 120_000;
      request.addEventListener("loadend", () => this.#stop.signal.removeEventListener("abort", stop));
      request.addEventListener("load", () => {
        const { status } = request;
        const offset = Number(request.getResponseHeader("Upload-Offset") ?? NaN);
        if (status === 204 && offset >= at) resolve({ offset, receipt: request.getResponseHeader("Sayyar-Receipt") !== null });
        else if ([404, 409, 410].includes(status)) gone();
        else refusal(status, request.responseText, request.getResponseHeader("Retry-After")).then(gone, reject);
      });
      this.#stop.signal.addEventListener("abort", stop);
      request.send(this.#file.slice(at, at + PIECE));
    });
  }

  /** @param {string} path @param {RequestInit} [init] */
  #fetch(path, init = {}) {
    return fetch(new URL(path, this.#door), { cache: "no-store", credentials: "omit", ...init, signal: this.#stop.signal });
  }

  /** @param {number} seconds */
  #sleep(seconds) {
    return new Promise((done) => {
      const wake = () => {
        clearTimeout(timer);
        removeEventListener("online", wake);
        this.#wake = undefined;
        done(undefined);
      };
      const timer = setTimeout(wake, seconds * 1000);
      addEventListener("online", wake);
      this.#wake = wake;
    });
  }
}

/** @param {Response} response @returns {Promise<never>} */
const refuse = async (response) => refusal(response.status, await response.text().catch(() => ""), response.headers.get("Retry-After"));

/** Throws what the door said: with a status where trying again is right. @param {number} status @param {string} text @param {string | null} retry @returns {Promise<never>} */
async function refusal(status, text, retry) {
  if (status === 429 || status === 503 || status === LOCKED) throw new Refused(retry ?? "", status);
  if (status === 408 || (status >= 500 && status !== 507)) throw new TypeError(`the door failed: ${status}`);
  throw new Refused(/^[a-z-]+/.exec(text.trim())?.[0] ?? "unknown");
}

/** @returns {Record<string, { url: string, on: number }>} */
export function begun() {
  try {
    const all = JSON.parse(localStorage.getItem(BEGUN) ?? "{}");
    return Object.fromEntries(Object.entries(all).filter(([, one]) => Date.now() - one.on < EXPIRES));
  } catch {
    return {};
  }
}

/** @param {(all: Record<string, { url: string, on: number }>) => unknown} how */
function change(how) {
  const all = begun();
  how(all);
  try {
    if (Object.keys(all).length > 0) localStorage.setItem(BEGUN, JSON.stringify(all));
    else localStorage.removeItem(BEGUN);
  } catch {
    // Then a reload begins anew.
  }
}

/** @param {string} sha256 */
export const forget = (sha256) => change((all) => delete all[sha256]);

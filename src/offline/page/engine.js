// The engine as the page sees it. What answers while somebody types runs here at once; what takes long runs in a
// worker, or, where none can be started, here as well.
// @ts-check

/** What a page carries, as bytes: ./unpack.js, which has run by now. @type {(text: string) => Uint8Array<ArrayBuffer>} */
export const unpack = (text) => /** @type {any} */ (globalThis).sayyarUnpack(text);

/**
 * @typedef {{ phase: "password" | "read" | "seal" | "copy" | "save" | "open", done: number, of: number }} Progress
 *   Bytes of attachments in a phase; `password` and `open` cannot say how far they are.
 * @typedef {{ progress?: (progress: Progress) => void, signal?: AbortSignal }} Watch
 * @typedef {{ name: string, copyName: string, number: string, revision: number, digest: string, sha256: string,
 *   applicant: string, size: number, copySize: number, file: Blob, copy: Blob }} Finished
 * @typedef {{ header: any, answers: any, content: string, attachments: {path: string, size: number, sha512: string}[],
 *   files: Blob[], token: Token }} OpenedCopy `files` are those of `attachments`, in order
 * @typedef {{ handle: number }} Token what amends; means nothing to anybody else
 * @typedef {{ draft: any, files: Blob[] }} OpenedDraft
 */

/** What went wrong, as a code: `cancelled`, `age-no-match` (another password), `no-memory`, `file-changed` ... */
export class Trouble extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * The three texts that the page carries.
 * @typedef {{ bundle: string, engine: string, code: string }} Carried
 *   facts of the bundle as JSON; the engine, dist/engine.txt; the text of engine.js, which has run by now
 */

/** @returns {Carried} */
export function carried() {
  const text = (/** @type {string} */ id) => document.getElementById(id)?.textContent ?? "";
  return { bundle: text("bundle"), engine: text("engine"), code: text("engine-code") };
}

/**
 * @param {Carried} page
 * @param {{ worker?: boolean, alone?: () => void }} options `alone` is called when there is no worker and long
 *   work will hold the page up; `worker: false` asks for that
 */
export async function openEngine(page, { worker = true, alone = () => {} } = {}) {
  const module = await WebAssembly.compile(unpack(page.engine));
  // Set by engine.js.
  const { load, heavy } = /** @type {any} */ (globalThis).sayyarEngine;
  const glue = await load(module);
  const engine = guard(() => new glue.Engine(page.bundle));
  const hands = hire(module, page, worker, () => {
    alone();
    return heavy(glue, page.bundle);
  });

  return {
    /** The report on what was typed. @returns {string} JSON */
    check: (/** @type {string} */ entries, /** @type {string} */ today) => guard(() => engine.check(entries, today)),
    /** A message; undefined where there is none. @returns {string | undefined} */
    say: (/** @type {string} */ language, /** @type {string} */ id, given = "{}") => engine.say(language, id, given),
    /** A canonical answer as people read it. @returns {string} */
    show: (/** @type {string} */ language, /** @type {string} */ address, /** @type {string} */ answer) =>
      engine.show(language, address, answer),
    /** What a passport's lines say: `{"ok":{...}}` or `{"problem":{"kind","part"?}}`. @returns {string} JSON */
    mrz: (/** @type {string} */ text, /** @type {string} */ today) => guard(() => engine.mrz(text, today)),
    /** What a file is: `{"type":"application/pdf"}` or `{"problem":"file-damaged"}`. @returns {string} JSON */
    sniff: (/** @type {Uint8Array} */ bytes, /** @type {string} */ name) => engine.sniff(bytes, name),
    /** A new password, `XXXX-XXXX-XXXX-XXXX-C`. @returns {string} */
    password: () => glue.password(),
    /** The written form of what somebody typed; undefined when it is no password. @returns {string | undefined} */
    checkPassword: (/** @type {string} */ text) => glue.check_password(text),
    /** @returns {string} hexadecimal digits */
    sha512: (/** @type {Uint8Array} */ bytes) => glue.sha512(bytes),

    heavy: {
      /**
       * The file to hand in and the copy to keep. Entries name their files by SHA-512, so `files` may come in any
       * order. With `token` it is the next revision of what {@link openCopy} opened.
       * @param {{ language: string, today: string, entries: any, files: Blob[], password: string, assisted?: boolean, token?: Token }} order
       * @param {Watch} [watch]
       * @returns {Promise<Finished>}
       */
      finish: ({ token, ...order }, watch) => hands("finish", { ...order, copy: token?.handle }, watch),

      /**
       * @param {{ state: {language: string, saved_on: string, entries: any, page?: any, files: {name: string, type: string}[]}, files: Blob[], password: string }} order
       * @param {Watch} [watch]
       * @returns {Promise<Blob>}
       */
      saveDraft: ({ state, ...order }, watch) => hands("saveDraft", { ...order, state: JSON.stringify(state) }, watch),

      /**
       * @param {{ file: Blob, password: string }} order
       * @param {Watch} [watch]
       * @returns {Promise<OpenedDraft>}
       */
      openDraft: (order, watch) => hands("openDraft", order, watch),

      /**
       * @param {{ file: Blob, password: string }} order
       * @param {Watch} [watch]
       * @returns {Promise<OpenedCopy>}
       */
      openCopy: async (order, watch) => {
        const { copy, ...opened } = await hands("openCopy", order, watch);
        return { ...opened, token: { handle: copy } };
      },

      /** Forgets the key behind a token. @param {Token} token */
      release: (token) => hands("release", token.handle),
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openEngine>>} PageEngine */

/**
 * Who does the long work: a worker, started when there is some, or else `here`.
 * @param {WebAssembly.Module} module
 * @param {Carried} page
 * @param {boolean} wanted
 * @param {() => Record<string, any>} here
 */
function hire(module, page, wanted, here) {
  /** @type {Promise<Worker | undefined> | undefined} */
  let starting;
  /** @type {Record<string, any> | undefined} */
  let own;
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void, progress?: (progress: Progress) => void}>} */
  const waiting = new Map();
  let last = 0;

  /** @param {Worker} worker */
  const listen = (worker) => {
    worker.onmessage = ({ data: { id, progress, result, trouble } }) => {
      const one = waiting.get(id);
      if (!one) return;
      if (progress) return void one.progress?.(progress);
      waiting.delete(id);
      if (trouble === undefined) return one.resolve(result);
      one.reject(new Trouble(trouble));
      // After a trap nothing in it is to be trusted.
      if (trouble === "engine-stopped") dismiss(worker);
    };
    worker.onerror = () => dismiss(worker);
  };

  /** @param {Worker} worker */
  const dismiss = (worker) => {
    worker.terminate();
    starting = undefined;
    for (const { reject } of waiting.values()) reject(new Trouble("engine-stopped"));
    waiting.clear();
  };

  return async (/** @type {string} */ task, /** @type {any} */ order, /** @type {Watch} */ { progress, signal } = {}) => {
    if (signal?.aborted) throw new Trouble("cancelled");
    starting ??= wanted ? start(module, page, listen) : Promise.resolve(undefined);
    const worker = await starting;
    if (!worker) {
      own ??= here();
      return await asTrouble(own[task](order, progress ?? (() => {}), signal ?? new AbortController().signal));
    }
    last += 1;
    const id = last;
    signal?.addEventListener("abort", () => worker.postMessage({ cancel: id }), { once: true });
    return await new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, progress });
      worker.postMessage({ id, do: task, with: order });
    });
  };
}

/**
 * A worker that has said it is ready; undefined where there is none to be had.
 * @param {WebAssembly.Module} module
 * @param {Carried} page
 * @param {(worker: Worker) => void} listen
 * @returns {Promise<Worker | undefined>}
 */
async function start(module, page, listen) {
  const address = URL.createObjectURL(new Blob([page.code], { type: "text/javascript" }));
  try {
    const worker = new Worker(address);
    return await new Promise((resolve) => {
      const none = () => {
        worker.terminate();
        resolve(undefined);
      };
      worker.onerror = none;
      worker.onmessageerror = none;
      worker.onmessage = ({ data }) => {
        if (!data.ready) return none();
        listen(worker);
        resolve(worker);
      };
      worker.postMessage({ module, bundle: page.bundle });
    });
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * @template T
 * @param {() => T} ask
 */
function guard(ask) {
  try {
    return ask();
  } catch (error) {
    throw trouble(error);
  }
}

/**
 * @template T
 * @param {Promise<T>} work
 */
async function asTrouble(work) {
  try {
    return await work;
  } catch (error) {
    throw trouble(error);
  }
}

/** @param {unknown} error */
function trouble(error) {
  const { code } = /** @type {any} */ (globalThis).sayyarEngine;
  return error instanceof Trouble ? error : new Trouble(code(error));
}

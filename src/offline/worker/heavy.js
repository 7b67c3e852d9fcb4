// What takes long: finishing, drafts, copies, looking at a file. Attachments stay blobs; a piece of one at a time
// passes through the engine, and what comes out is put away in blobs as well, so that memory holds a few pieces
// however large the application is.
// @ts-check

/** Bytes of a file that are in memory at once. */
const PIECE = 1 << 20;
/** Bytes that come out before they are put away. */
const PARCEL = 8 << 20;

/**
 * @typedef {{ phase: string, done: number, of: number }} Progress
 * @typedef {(progress: Progress) => void} Report
 * @typedef {{ phase(): string, wants(): number, feed(bytes: Uint8Array): void, end(): void, step(): void, take(): Uint8Array, free(): void }} Job
 */

/** Collects pieces into a blob. */
class Parcels {
  /** @type {BlobPart[]} */
  #parts = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  #loose = [];
  #size = 0;

  /** @param {Uint8Array} bytes which this keeps */
  add(bytes) {
    if (bytes.length === 0) return;
    this.#loose.push(/** @type {Uint8Array<ArrayBuffer>} */ (bytes));
    this.#size += bytes.length;
    if (this.#size >= PARCEL) this.#putAway();
  }

  #putAway() {
    this.#parts.push(new Blob(this.#loose));
    this.#loose = [];
    this.#size = 0;
  }

  /** @param {string} type */
  blob(type) {
    this.#putAway();
    return new Blob(this.#parts, { type });
  }
}

/** A blob as the engine reads: it asks from Rust, where nothing can wait, so the bytes are there before. */
class Source {
  /** @type {Uint8Array} */
  #bytes;
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  /** @param {Uint8Array} into */
  read(into) {
    const piece = this.#bytes.subarray(this.#at, this.#at + into.length);
    into.set(piece);
    this.#at += piece.length;
    return piece.length;
  }
}

/** Attachments as they come out, by their place. */
class Sink {
  /** @type {Parcels[]} */
  #files = [];

  /**
   * @param {number} place
   * @param {Uint8Array} bytes
   */
  write(place, bytes) {
    (this.#files[place] ??= new Parcels()).add(bytes.slice());
  }

  /**
   * @param {number} place
   * @param {string} type
   */
  blob(place, type) {
    return (this.#files[place] ?? new Parcels()).blob(type);
  }
}

/**
 * Runs a job to its end.
 * @param {Job} job
 * @param {Blob[]} files
 * @param {(phase: string) => Parcels} whither
 * @param {Report} report
 * @param {AbortSignal} signal
 */
async function run(job, files, whither, report, signal) {
  const of = files.reduce((sum, file) => sum + file.size, 0);
  let phase = job.phase();
  let done = 0;
  report({ phase, done, of });
  while (phase !== "done") {
    signal.throwIfAborted();
    const place = job.wants();
    if (place < 0) {
      job.step();
      whither(phase).add(job.take());
      if (job.phase() !== phase) {
        phase = job.phase();
        done = 0;
        report({ phase, done, of });
        // So that a cancellation, or the page itself, gets a turn before the next long step.
        await new Promise((go) => setTimeout(go));
      }
      continue;
    }
    const file = files[place];
    for (let at = 0; at < file.size; at += PIECE) {
      const bytes = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
      signal.throwIfAborted();
      job.feed(bytes);
      whither(phase).add(job.take());
      done += bytes.length;
      report({ phase, done, of });
    }
    job.end();
    whither(phase).add(job.take());
  }
}

/**
 * @param {import("sayyar-glue")} glue
 * @param {string} bundle
 */
export function heavy(glue, bundle) {
  const engine = new glue.Engine(bundle);
  /** Copies that were opened for amending, with their keys, until they are released. @type {Map<number, import("sayyar-glue").OpenedCopy>} */
  const copies = new Map();
  let last = 0;

  return {
    /**
     * @param {{ language: string, today: string, entries: any, files: Blob[], password: string, assisted?: boolean, copy?: number }} order
     * @param {Report} report
     * @param {AbortSignal} signal
     */
    async finish({ language, today, entries, files, password, assisted = false, copy }, report, signal) {
      report({ phase: "password", done: 0, of: 1 });
      const opened = copy === undefined ? undefined : copies.get(copy);
      if (copy !== undefined && !opened) throw new Error("misuse");
      const order = JSON.stringify({ language, today, entries, files: files.length, assisted });
      const job = opened ? engine.amend(opened, order, password) : engine.finish(order, password);
      const sealed = new Parcels();
      const kept = new Parcels();
      try {
        report({ phase: "password", done: 1, of: 1 });
        await run(job, files, (phase) => (phase === "copy" ? kept : sealed), report, signal);
        const facts = JSON.parse(job.facts() ?? "{}");
        const type = "application/octet-stream";
        return { ...facts, file: sealed.blob(type), copy: kept.blob(type) };
      } finally {
        job.free();
      }
    },

    /**
     * @param {{ state: string, files: Blob[], password: string }} order
     * @param {Report} report
     * @param {AbortSignal} signal
     */
    async saveDraft({ state, files, password }, report, signal) {
      const job = engine.draft(state, password);
      const saved = new Parcels();
      try {
        await run(job, files, () => saved, report, signal);
        return saved.blob("application/octet-stream");
      } finally {
        job.free();
      }
    },

    /**
     * @param {{ file: Blob, password: string }} order
     * @param {Report} report
     */
    async openDraft({ file, password }, report) {
      report({ phase: "open", done: 0, of: 1 });
      const sink = new Sink();
      const opened = glue.open_draft(new Source(await bytes(file)), password, sink);
      try {
        const draft = JSON.parse(opened.json);
        return { draft, files: draft.files.map((one, place) => sink.blob(place, one.type)) };
      } finally {
        opened.free();
      }
    },

    /**
     * @param {{ file: Blob, password: string }} order
     * @param {Report} report
     */
    async openCopy({ file, password }, report) {
      report({ phase: "open", done: 0, of: 1 });
      const sink = new Sink();
      const opened = glue.open_copy(new Source(await bytes(file)), password, sink);
      const facts = JSON.parse(opened.json);
      last += 1;
      copies.set(last, opened);
      return { ...facts, copy: last, files: facts.attachments.map((_, place) => sink.blob(place, "")) };
    },

    /** @param {number} copy */
    async release(copy) {
      copies.get(copy)?.free();
      copies.delete(copy);
    },
  };
}

/** @param {Blob} blob */
async function bytes(blob) {
  return new Uint8Array(await blob.arrayBuffer());
}

// @ts-check
// Keeping what was typed on the device: only after somebody said that nobody else uses it, never for forms
// marked sensitive. Storage may be full, forbidden or gone; then the page says so and works all the same.
//
// The password is never kept: it opens what was handed in long after the device belongs to somebody else.

import { maybe, one } from "./dom.js";
import { put } from "./language.js";
import { bundle, state } from "./state.js";

const STORE = "kept";

/**
 * What is kept.
 * @typedef {object} Kept
 * @property {string} digest of the form
 * @property {string} language
 * @property {string} step
 * @property {import("./state.js").Entries} entries
 * @property {Map<string, Blob>} files
 * @property {typeof state.finished} finished
 */

/** Whether the person allowed it. */
let allowed = false;
/** Whether the device does. */
let refused = false;
let timer = 0;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @returns {Promise<IDBDatabase>} */
function database() {
  const request = indexedDB.open("sayyar-forms", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return done(request);
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
async function within(mode, act) {
  const base = await database();
  try {
    const transaction = base.transaction(STORE, mode);
    const result = await done(act(transaction.objectStore(STORE)));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return result;
  } finally {
    base.close();
  }
}

/** What was kept before, if anything. @returns {Promise<Kept | undefined>} */
export async function kept() {
  if (bundle.sensitive || bundle.kind !== "application") return undefined;
  try {
    return await within("readonly", (store) => store.get(bundle.id));
  } catch {
    return undefined;
  }
}

/** Keeps everything now, if that is allowed. */
export async function keep() {
  clearTimeout(timer);
  timer = 0;
  // An amendment goes on from its copy, which only the password opens: what was kept before it stays.
  if (!allowed || refused || state.amends) return;
  /** @type {Kept} */
  const all = {
    digest: bundle.digest,
    language: state.language,
    step: state.step,
    entries: state.entries,
    files: state.files,
    finished: state.finished,
  };
  try {
    await within("readwrite", (store) => store.put(all, bundle.id));
    state.unsaved = false;
    tell(true);
  } catch {
    refuse();
  }
}

/** Something changed: keep it when the typing pauses. */
export function keepSoon() {
  if (!allowed || refused || state.amends) return;
  tell(false);
  clearTimeout(timer);
  timer = window.setTimeout(() => void keep(), 400);
}

/** Deletes what is kept. Always tried: something may be left from another day. */
export async function forget() {
  clearTimeout(timer);
  try {
    await within("readwrite", (store) => store.delete(bundle.id));
  } catch {
    // Nothing can be kept here, so nothing is.
  }
}

/** Whether everything is being kept. */
export const isKept = () => allowed && !refused;

/** Goes on keeping what was kept before. */
export function allow() {
  allowed = true;
  const box = maybe("[data-device]");
  if (box instanceof HTMLInputElement) box.checked = true;
}

/** Stops keeping. */
export function disallow() {
  allowed = false;
  tell(false);
  const box = maybe("[data-device]");
  if (box instanceof HTMLInputElement) box.checked = false;
}

function refuse() {
  refused = true;
  tell(false);
  const note = maybe("[data-device-refused]");
  if (note) note.hidden = false;
}

/** @param {boolean} now */
function tell(now) {
  const place = one("[data-kept]");
  if (now) {
    if (place.dataset.t !== "form-kept") put(place, "form-kept");
  } else {
    place.removeAttribute("data-t");
    place.replaceChildren();
  }
}

/** Lets the person say that nobody else uses the device. @param {(kept: boolean) => void} told */
export function startKeeping(told) {
  const box = maybe("[data-device]");
  if (!(box instanceof HTMLInputElement)) return;
  box.addEventListener("change", async () => {
    allowed = box.checked;
    refused = false;
    one("[data-device-refused]").hidden = true;
    if (allowed) await keep();
    else await forget().then(() => tell(false));
    told(isKept());
  });
  // A phone that takes the page away says so first.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer !== 0) void keep();
  });
}

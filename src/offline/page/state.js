// @ts-check
// What the page knows: the bundle it was made from, the engine that knows the rules, what was typed, and what
// the engine says of it. Everything else is made from these.

import { carried, openEngine, unpack } from "./engine.js";

/**
 * @typedef {Record<string, any>} Row  answers of one row, by field
 * @typedef {Record<string, any>} Entries  what was typed, in the shape of answers: see check() of the engine
 * @typedef {{ kind: string, [argument: string]: any }} Problem
 * @typedef {{ visible: boolean, required?: boolean, options?: string[], value?: any, problems: Problem[], rows?: Record<string, FieldReport>[] }} FieldReport
 * @typedef {{ today: string, sections: { id: string, visible: boolean, problems: number }[], fields: Record<string, FieldReport>, answers: Row, outcome?: string, valid: boolean }} Report
 * @typedef {{ name: string, size: number, type?: string, sha512: string, problem?: string }} Attached  a file as an entry
 * @typedef {{ guide?: string, hand_in?: string, track?: string, offices?: string, visits?: string }} Ways
 * @typedef {{ tag: string, dir: string, name: string, locale: any, order?: Record<string, string[]>, messages: Record<string, any> }} Words
 * @typedef {object} Bundle
 * @property {string} id
 * @property {number} version
 * @property {number} build
 * @property {string} date
 * @property {string} digest
 * @property {any} form
 * @property {Record<string, Words>} words
 * @property {string[]} languages
 * @property {boolean} test
 * @property {boolean} sensitive
 * @property {"application" | "checker"} kind
 * @property {Record<string, Ways>} ways
 */

/** @type {Bundle} */
export let bundle;

/** @type {import("./engine.js").PageEngine} */
export let engine;

/** Starts the engine; nothing works before. @param {() => void} alone where long work will hold the page up */
export async function startEngine(alone) {
  const page = carried();
  const facts = new TextDecoder().decode(unpack(page.bundle));
  bundle = JSON.parse(facts);
  state.language = bundle.languages[0];
  engine = await openEngine({ ...page, bundle: facts }, { alone });
}

export const state = {
  language: "",
  /** @type {Entries} */
  entries: {},
  /** The attachments, by digest. @type {Map<string, Blob>} */
  files: new Map(),
  /** Made at the first save or at the end, known when a draft or a copy was opened. */
  password: "",
  /** Where the person is. */
  step: "start",
  /** Whether something was typed that is in no file and not kept on the device. */
  unsaved: false,
  /** The copy whose answers are being changed: what is finished next takes its place. @type {Blob | undefined} */
  amends: undefined,
  /** What Finish made. @type {import("./engine.js").Finished | undefined} */
  finished: undefined,
};

/** @type {Report} */
export let report;

/**
 * An example to begin with, where the generator shows one.
 * @type {{ today: string, entries: Entries } | undefined}
 */
export const example = JSON.parse(document.getElementById("example")?.textContent || "null") ?? undefined;

/** The day by this device's clock. */
export function today() {
  if (example) return example.today;
  const now = new Date();
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${String(now.getFullYear()).padStart(4, "0")}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @type {((report: Report) => void)[]} */
const listeners = [];

/** Who wants to know what the engine says after each change. @param {(report: Report) => void} listener */
export function onReport(listener) {
  listeners.push(listener);
}

/** Asks the engine about everything typed so far, and tells everybody. */
export function check() {
  report = JSON.parse(engine.check(JSON.stringify(state.entries), today()));
  for (const listener of listeners) listener(report);
}

/** Something was typed. */
export function changed() {
  state.unsaved = true;
  check();
}

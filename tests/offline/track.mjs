// The engine of the tracking page, held to what the same code says natively: numbers, passwords, trees and records.
// It is spoken to as the page does, as a worker. `node track.mjs DIST`.
// @ts-check
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import vm from "node:vm";
import { ROOT } from "./engine.mjs";

const dist = resolve(process.argv[2] ?? join(ROOT, "src/offline/dist"));
const bytes = (/** @type {string} */ hex) => new Uint8Array(Buffer.from(hex, "hex"));
let passed = 0;
/** @type {string[]} */
const wrong = [];

/** @param {string} name @param {any} found @param {any} expected */
function same(name, found, expected) {
  if (isDeepStrictEqual(found, expected)) passed += 1;
  else wrong.push(`${name}\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(found)}`);
}

// As much of a worker as the script asks for.
const scope = /** @type {any} */ (globalThis);
/** @type {(event: { data: any }) => void} */
let hear = () => {};
/** @type {Map<number, (answer: any) => void>} */
const waiting = new Map();
scope.addEventListener = (/** @type {string} */ _, /** @type {typeof hear} */ listener) => (hear = listener);
scope.postMessage = (/** @type {any} */ answer) => waiting.get(answer.id)?.(answer);
vm.runInThisContext(readFileSync(join(dist, "track.js"), "utf8"));
let last = 0;
/** @param {string} what @param {Record<string, any>} order @returns {Promise<any>} */
const ask = (what, order = {}) =>
  new Promise((done) => {
    last += 1;
    waiting.set(last, ({ result, trouble }) => done(trouble ? { trouble } : result));
    hear({ data: { id: last, do: what, ...order } });
  });

same("asked before it is opened", await ask("index", { index: new Uint8Array() }), { trouble: "misuse" });
same("it starts", await ask("start", { engine: readFileSync(join(dist, "track.wasm")) }), undefined);

const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
const cases = JSON.parse(execFileSync(join(target, "debug/offline-statuses"), { maxBuffer: 1 << 28 }).toString());
for (const { name, number, password, keys, index, shard, expect } of cases) {
  const order = { index: bytes(index), shard: bytes(shard) };
  const steps = [() => ask("open", { number, password, keys }), () => ask("index", order), () => ask("find", order)];
  /** @type {any[]} */
  const said = [];
  for (const step of steps) {
    const answer = await step();
    if (answer?.trouble) {
      said.length = 0;
      said.push(answer);
      break;
    }
    said.push(answer);
  }
  same(name, said.length === 3 ? { index: said[1], status: said[2] } : said[0], expect);
}
// What natively must be: the list above would agree with a native side that believes everything.
const verdicts = Object.fromEntries(cases.map((/** @type {any} */ one) => [one.name, one.expect.trouble ?? (one.expect.status ? one.expect.status.timeline.length : "nothing")]));
same("verdicts", verdicts, {
  found: 6,
  "signed by the former key": 6,
  "typed as people type": 6,
  "not there": "nothing",
  "a record that was changed": "nothing",
  "another number": "nothing",
  "a number mistyped": "number",
  "a password mistyped": "password",
  "no keys": "keys",
  "a key that is none": "keys",
  "an index by a stranger": "signature-key",
  "a status by a stranger": "signature-key",
  "an index that was changed": "signature-invalid",
  "a shard cut short": "tree-mixed",
  "an older record in a newer tree": "tree-mixed",
  "the status of somebody else": "status-number",
});

console.log(wrong.join("\n"));
console.log(`${passed} passed, ${wrong.length} failed`);
process.exit(wrong.length ? 1 : 0);

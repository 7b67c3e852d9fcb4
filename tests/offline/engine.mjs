// What tests and measurements of the engine share: a bundle made by hand, files of any size, the engine in node.
// @ts-check
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

export const ROOT = new URL("../..", import.meta.url).pathname;
const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");

/**
 * Runs an example of a crate.
 * @param {string} crate
 * @param {string} name
 * @param {string[]} args
 * @param {Uint8Array | string} [input]
 */
export function example(crate, name, args, input = "") {
  return execFileSync(join(target, "debug/examples", name), args, { cwd: ROOT, input, maxBuffer: 1 << 28 });
}

/** The examples are built once, before. */
export function buildExamples() {
  const build = ["build", "--quiet", "-p", "sayyar-seal", "-p", "sayyar-forms", "--examples"];
  execFileSync("cargo", build, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
}

/** @param {Uint8Array | string} bytes */
export const sha512 = (bytes) => createHash("sha512").update(bytes).digest("hex");

/** A `form.toml`, compiled: its canonical text. @param {string} path */
export const compile = (path) => example("sayyar-forms", "compile", [path]).toString();

/** An identity and its recipient. */
export function intake() {
  const text = example("sayyar-seal", "seal", ["age", "keygen", "hybrid"]).toString();
  return { identity: text, recipient: /public key: (\S+)/.exec(text)?.[1] ?? "" };
}

/** How English is written, as far as a form needs it. */
const locale = {
  digits: "0123456789", decimal: ".", group: ",", groups: [3, 3], group_min: 1, minus: ["-", ""],
  plural: ["5", {}, { 1: 1 }], million: 5, fraction: [["5", {}, {}], ["5", {}, {}]], ordinal: ["5", {}, {}],
  months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  date: "{d} {month} {y}", money: "{n} {c}", currency: {}, and: [" and ", ", ", " and "],
};

/**
 * The facts of a bundle.
 * @param {string} form its canonical text
 * @param {string[]} recipients
 * @param {Record<string, any>} messages
 */
export function facts(form, recipients, messages = { "form-yes": "Yes", "form-no": "No" }) {
  const words = { en: { tag: "en", dir: "ltr", name: "English", locale, order: {}, messages } };
  const definition = JSON.parse(form);
  return JSON.stringify({
    format: "sayyar-form/1", id: definition.id, version: definition.version, build: 1, date: "2026-11-23", digest: sha512(form),
    form: definition, words, words_digest: { en: sha512(JSON.stringify(words.en)) }, languages: ["en"], recipients,
    engine: "0".repeat(64), test: true, sensitive: false, kind: "application", ways: {},
  });
}

/**
 * A PDF of so many bytes, whole as far as anybody looks.
 * @param {number} size
 * @param {number} seed
 */
export function pdf(size, seed = 1) {
  const bytes = Buffer.alloc(size);
  let state = seed;
  for (let at = 0; at + 4 <= size; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes.writeUInt32LE(state, at);
  }
  bytes.write("%PDF-1.7\n", 0, "latin1");
  const end = (/** @type {number} */ xref) =>
    `xref\n0 0\ntrailer\n<< /Root 1 0 R >>\nstartxref\n${String(xref).padStart(8, "0")}\n%%EOF\n`;
  const at = size - end(0).length;
  bytes.write(end(at), at, "latin1");
  return bytes;
}

/** @param {Buffer} bytes @param {string} name */
export const entry = (bytes, name) => ({ name, size: bytes.length, type: "application/pdf", sha512: sha512(bytes) });

/** The engine as node runs it. @param {string} dist */
export async function load(dist) {
  const global = /** @type {any} */ (globalThis);
  global.document ??= {};
  vm.runInThisContext(readFileSync(join(dist, "engine.js"), "utf8"));
  const { load: start, heavy } = global.sayyarEngine;
  return { glue: await start(new WebAssembly.Module(readFileSync(join(dist, "engine.wasm")))), heavy };
}

/**
 * The least page that carries an engine, under the policy of real ones.
 * @param {string} dist
 * @param {string} bundle
 * @param {string} script what the page does, a module's body that may import ./engine.js of the page
 */
export function page(dist, bundle, script) {
  const code = readFileSync(join(dist, "engine.js"), "utf8");
  const engine = readFileSync(join(dist, "engine.txt"), "utf8");
  const unpack = readFileSync(join(dist, "unpack.js"), "utf8");
  const hash = (/** @type {string} */ text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy =
    "default-src 'none'; form-action 'none'; base-uri 'none'; img-src blob: data:; worker-src blob:; " +
    `script-src ${hash(unpack)} ${hash(code)} ${hash(script)} 'wasm-unsafe-eval'`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}"><title>Form</title></head><body>
<input id="file" type="file" multiple>
<script type="application/json" id="bundle">${bundle.replaceAll("<", "\\u003c")}</script>
<script type="text/plain" id="engine">${engine}</script>
<script>${unpack}</script>
<script id="engine-code">${code}</script>
<script>${script}</script>
</body></html>`;
}

#!/usr/bin/env node
// How fast the engine is where it runs: in a page from file://, in Chromium and in Firefox.
//
//     tests/bench/engine.mjs            start, a check of 60 fields and 40 rules, sealing 1, 10 and 50 MB
//     tests/bench/engine.mjs --quick    one small run of each: does the benchmark itself still work?
//     tests/bench/engine.mjs --page form.html    also how long this form's page takes until it is ready
//
// BROWSERS=firefox narrows it. Finish as a person meets it, in a worker: the password's key (Argon2id, 64 MiB, whatever
// is attached); then reading, hashing and sealing the file to hand in, and the applicant's copy, which is all of it once
// more. The peer in the same run is what the browser itself needs to read the same file and hash it once
// (`crypto.subtle`, SHA-512).
// @ts-check
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { BROWSERS, launch, open } from "../browser/browser.mjs";
import { ROOT, buildExamples, compile, facts, intake, page as makePage, pdf } from "../offline/engine.mjs";

const { values: options } = parseArgs({ options: { quick: { type: "boolean", default: false }, page: { type: "string" } } });
const sizes = options.quick ? [1] : [1, 10, 50];
const runs = options.quick ? 1 : 5;
const work = mkdtempSync(join(tmpdir(), "sayyar-bench-"));

/** Ten sections of six fields and four rules. */
function large() {
  const section = (/** @type {number} */ n) => `
[[section]]
id = "s${n}"
visible = "${n === 0 ? "true" : `default(sum_${n - 1}, 0) >= 0`}"
fields = [
  { id = "text_${n}", type = "text", max = 80, pattern = "[A-Za-zƏəĞğ ]*", required = true },
  { id = "count_${n}", type = "integer", min = 0, max = 99, required = "len(text_${n}) > 2" },
  { id = "day_${n}", type = "date", check = [{ id = "past", that = "day_${n} >= add_days(today, -30)" }] },
  { id = "region_${n}", type = "choice", options = ["a", "b", "c", "d"] },
  { id = "mail_${n}", type = "email" },
  { id = "sum_${n}", type = "computed", value = "count_${n} * 2 + default(count_${n}, 0)" },
]`;
  const toml = `kind = "application"\nversion = 1\n${Array.from({ length: 10 }, (_, n) => section(n)).join("\n")}`;
  writeFileSync(join(work, "form.toml"), toml);
  /** @type {Record<string, any>} */
  const entries = {};
  for (let n = 0; n < 10; n += 1) {
    const day = { day: "1", month: "12", year: "2026" };
    Object.assign(entries, { [`text_${n}`]: "Əliyeva Leyla", [`count_${n}`]: "12", [`day_${n}`]: day, [`region_${n}`]: "c", [`mail_${n}`]: "leyla@example.org" });
  }
  return { form: compile(join(work, "form.toml")), entries: JSON.stringify(entries) };
}

/** The wrapper that real pages use, within reach. */
function script() {
  const source = `import * as engine from "./src/offline/page/engine.js"; globalThis.form = engine;`;
  const esbuild = join(ROOT, "tests/node_modules/.bin/esbuild");
  return execFileSync(esbuild, ["--bundle", "--minify", "--format=iife"], { cwd: ROOT, input: source }).toString();
}

/** @param {number[]} all */
const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];

/** Memory of this process and of what it started, without what is shared with a file, in MB. @param {number} root */
function memory(root) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  /** @type {Map<number, number>} */
  const own = new Map();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, "utf8");
      const number = (/** @type {string} */ key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
      own.set(Number(name), number("RssAnon") + number("RssShmem"));
      children.set(number("PPid"), [...(children.get(number("PPid")) ?? []), Number(name)]);
    } catch {
      // It ended meanwhile.
    }
  }
  const sum = (/** @type {number} */ id) => (own.get(id) ?? 0) + (children.get(id) ?? []).reduce((all, child) => all + sum(child), 0);
  return sum(root) / 1024;
}

/** Unpacking, compiling and starting the engine. @param {number} runs */
async function starting(runs) {
  const { openEngine, carried } = /** @type {any} */ (globalThis).form;
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const begin = performance.now();
    await openEngine(carried(), {});
    times.push(performance.now() - begin);
  }
  return times;
}

/** @param {{ entries: string, runs: number }} given */
async function checking({ entries, runs }) {
  const { openEngine, carried } = /** @type {any} */ (globalThis).form;
  const engine = await openEngine(carried(), {});
  const times = [];
  // Ten at a time: a browser may round its clock to a millisecond.
  for (let run = 0; run < 2 + runs; run += 1) {
    const begin = performance.now();
    for (let check = 0; check < 10; check += 1) engine.check(entries, "2026-11-23");
    times.push((performance.now() - begin) / 10);
  }
  return times.slice(2);
}

/** @param {number} runs */
async function sealing(runs) {
  const { openEngine, carried } = /** @type {any} */ (globalThis).form;
  const engine = await openEngine(carried(), {});
  const file = /** @type {HTMLInputElement} */ (document.getElementById("file")).files?.[0];
  if (!file) throw new Error("no file");
  const sha512 = engine.sha512(new Uint8Array(await file.arrayBuffer()));
  const entries = { name: "Əli", months: "6", contract: [{ name: file.name, size: file.size, type: "application/pdf", sha512 }] };
  const order = { language: "en", today: "2026-11-23", entries, files: [file], password: engine.password() };
  const times = [];
  const keys = [];
  const peers = [];
  for (let run = 0; run < runs; run += 1) {
    let begin = performance.now();
    let ready = 0;
    const progress = (/** @type {{ phase: string }} */ { phase }) => phase === "password" || (ready ||= performance.now());
    const made = await engine.heavy.finish(order, { progress });
    keys.push(ready - begin);
    times.push(performance.now() - ready);
    if (made.file.size < file.size || made.copy.size < file.size) throw new Error("too small");
    // Not there in an insecure context.
    if (!crypto.subtle) continue;
    begin = performance.now();
    await crypto.subtle.digest("SHA-512", await file.arrayBuffer());
    peers.push(performance.now() - begin);
  }
  return { times, keys, peers };
}

buildExamples();
const { recipient } = intake();
const dist = join(ROOT, "src/offline/dist");
const checked = large();
const address = (/** @type {string} */ name) => pathToFileURL(join(work, name)).href;
writeFileSync(join(work, "check.html"), makePage(dist, facts(checked.form, [recipient]), script()));
writeFileSync(join(work, "seal.html"), makePage(dist, facts(compile("tests/offline/three.toml"), [recipient]), script()));
for (const size of sizes) writeFileSync(join(work, `${size}.pdf`), pdf(size * 1_000_000));

console.log(readFileSync(join(dist, "sizes.txt"), "utf8"));
console.log("| browser | what | median | of its peer | most memory |\n|---|---|--:|--:|--:|");
const row = (/** @type {string[]} */ ...cells) => console.log(`| ${[...cells, "", "", ""].slice(0, 5).join(" | ")} |`);
const ms = (/** @type {number} */ time) => `${time.toFixed(time < 10 ? 2 : 0)} ms`;

for (const name of BROWSERS) {
  const browser = await launch(name);
  const root = browser.process()?.pid ?? 0;
  try {
    const page = await open(browser);
    if (options.page) {
      const times = [];
      for (let run = 0; run < runs; run += 1) {
        await page.evaluateOnNewDocument(() => {
          addEventListener("DOMContentLoaded", () => {
            const look = () => document.documentElement.classList.contains("on") ? (/** @type {any} */ (globalThis).readyAt ??= performance.now()) : requestAnimationFrame(look);
            look();
          });
        });
        await page.goto(pathToFileURL(resolve(options.page)).href);
        await page.waitForFunction("globalThis.readyAt");
        times.push(Number(await page.evaluate("globalThis.readyAt")));
      }
      row(name, "page is ready", ms(median(times)));
    }
    await page.goto(address("check.html"));
    row(name, "engine starts", ms(median(await page.evaluate(starting, runs))));
    const times = await page.evaluate(checking, { entries: checked.entries, runs: options.quick ? 2 : 30 });
    row(name, "check, 60 fields and 40 rules", ms(median(times)));
    for (const size of sizes) {
      await page.goto(address("seal.html"));
      const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await page.$("#file"));
      await input.uploadFile(join(work, `${size}.pdf`));
      const before = memory(root);
      let most = before;
      const watch = setInterval(() => (most = Math.max(most, memory(root))), 50);
      const { times, keys, peers } = await page.evaluate(sealing, runs);
      clearInterval(watch);
      const peer = peers.length ? (median(times) / median(peers)).toFixed(1) : "";
      if (size === sizes[0]) row(name, "Finish: the password's key", ms(median(keys)));
      row(name, `Finish: sealing ${size} MB, twice`, ms(median(times)), peer, `+${Math.round(most - before)} MB`);
    }
  } finally {
    await browser.close();
  }
}

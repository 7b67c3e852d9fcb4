// The whole way, thin: a page from file:// under the policy of real ones seals a small form in a worker, and in the
// page itself where there is no worker; what it made opens natively.
// @ts-check
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { ROOT, buildExamples, compile, entry, example, facts, intake, page, pdf } from "../offline/engine.mjs";
import { BROWSERS, launch, open } from "./browser.mjs";

const dist = join(ROOT, "src/offline/dist");

/** The wrapper that real pages use, and a way for the test to hold it. */
function script() {
  const source = `import * as engine from "./src/offline/page/engine.js"; globalThis.form = engine;`;
  const esbuild = join(ROOT, "tests/node_modules/.bin/esbuild");
  return execFileSync(esbuild, ["--bundle", "--minify", "--format=iife"], { cwd: ROOT, input: source }).toString();
}

buildExamples();
const { identity, recipient } = intake();
const work = mkdtempSync(join(tmpdir(), "sayyar-engine-"));
writeFileSync(join(work, "intake.key"), identity);
const bundle = facts(compile("tests/offline/three.toml"), [recipient]);
writeFileSync(join(work, "form.html"), page(dist, bundle, script()));

/**
 * What the page does: everything that takes long, once.
 * @param {any} given
 */
async function work_through({ worker, contract, entries }) {
  const { openEngine, carried } = /** @type {any} */ (globalThis).form;
  let alone = false;
  const engine = await openEngine(carried(), { worker, alone: () => (alone = true) });
  const bytes = Uint8Array.from(atob(contract), (letter) => letter.charCodeAt(0));
  const file = new File([bytes], entries.contract[0].name, { type: "application/pdf" });
  const report = JSON.parse(engine.check(JSON.stringify(entries), "2026-11-23"));
  const password = engine.password();
  /** @type {string[]} */
  const phases = [];
  const progress = (/** @type {any} */ { phase }) => phases.at(-1) === phase || phases.push(phase);
  const order = { language: "en", today: "2026-11-23", entries, files: [file], password };
  const { file: sealed, copy, ...facts } = await engine.heavy.finish(order, { progress });
  const opened = await engine.heavy.openCopy({ file: copy, password });
  const amended = await engine.heavy.finish({ ...order, entries: { ...entries, months: "7" }, token: opened.token });
  const state = { language: "en", saved_on: "2026-11-23", entries, page: {}, files: [{ name: file.name, type: file.type }] };
  const draft = await engine.heavy.openDraft({ file: await engine.heavy.saveDraft({ state, files: [file], password }), password });
  const code = (/** @type {Promise<any>} */ work) => work.then(() => "fine", (error) => error.code);
  const stop = new AbortController();
  const cancelled = code(engine.heavy.finish(order, { signal: stop.signal, progress: () => stop.abort() }));
  const network = await fetch("https://example.org/").then(() => "reached", () => "blocked");
  const base64 = async (/** @type {Blob} */ blob) => {
    const all = new Uint8Array(await blob.arrayBuffer());
    let text = "";
    for (let at = 0; at < all.length; at += 32768) text += String.fromCharCode(...all.subarray(at, at + 32768));
    return btoa(text);
  };
  return {
    alone, valid: report.valid, phases, facts, sealed: await base64(sealed), amended: await base64(amended.file),
    again: engine.sha512(new Uint8Array(await draft.files[0].arrayBuffer())),
    refused: await code(engine.heavy.openDraft({ file: copy, password })),
    other: await code(engine.heavy.openCopy({ file: copy, password: engine.password() })),
    cancelled: await cancelled, network, shown: engine.show("en", "months", "6"),
  };
}

/** @param {string} file */
function opens(file) {
  const text = example("sayyar-seal", "seal", ["submission", "answers", join(work, "intake.key")], Buffer.from(file, "base64"));
  const [content, header, answers, attachment] = text.toString().split("\n");
  return { content, header: JSON.parse(header), answers: JSON.parse(answers), attachment };
}

for (const name of BROWSERS) {
  for (const worker of [true, false]) {
    test(`a form is sealed from file:// ${worker ? "in a worker" : "without a worker"} (${name})`, { timeout: 600_000 }, async () => {
      const browser = await launch(name);
      try {
        const page = await open(browser);
        await page.goto(pathToFileURL(join(work, "form.html")).href);
        const bytes = pdf(2_500_000);
        const contract = [entry(bytes, "müqavilə.pdf")];
        const entries = { name: "Əli", months: "6", contract };
        const made = await page.evaluate(work_through, { worker, contract: bytes.toString("base64"), entries });
        const { sealed, amended, facts, phases, again, ...rest } = made;
        assert.deepEqual(rest, {
          alone: !worker, valid: true, refused: "draft-content", other: "age-no-match", cancelled: "cancelled", network: "blocked", shown: "6",
        });
        assert.deepEqual(phases, ["password", "read", "seal", "copy", "done"]);
        assert.equal(again, contract[0].sha512);
        const first = opens(sealed);
        const path = "contract/1-muqavile.pdf";
        assert.deepEqual(first.answers, { name: "Əli", months: 6, contract: [{ ...contract[0], path }] });
        assert.equal(first.attachment, `${path} 2500000`);
        assert.equal(first.content, facts.digest);
        assert.equal(first.header.number, facts.number);
        const second = opens(amended);
        assert.deepEqual([second.header.number, second.header.revision, second.header.previous], [facts.number, 2, facts.digest]);
        // The only trouble is the refused request.
        assert.deepEqual(page.troubles.filter((trouble) => !/example\.org|Content-Security-Policy|Content Security Policy/.test(trouble)), []);
      } finally {
        await browser.close();
      }
    });
  }
}

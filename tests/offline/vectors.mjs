// Every vector of forms and every password in the engine of a folder, held to what the same code says natively;
// then a submission made by it, opened natively. `node vectors.mjs DIST`.
// @ts-check
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ROOT, compile, entry, example, facts, intake, load, pdf } from "./engine.mjs";

const dist = resolve(process.argv[2] ?? join(ROOT, "src/offline/dist"));
const { glue, heavy } = await load(dist);
let passed = 0;
/** @type {string[]} */
const wrong = [];

/** @param {string} name @param {any} found @param {any} expected */
function same(name, found, expected) {
  if (isDeepStrictEqual(found, expected)) passed += 1;
  else wrong.push(`${name}\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(found)}`);
}

/** @param {() => any} ask */
async function thrown(ask) {
  try {
    await ask();
    return "nothing";
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

for (const { file, form, cases } of JSON.parse(example("sayyar-forms", "vectors", []).toString())) {
  const engine = new glue.Engine(facts(JSON.stringify(form), []));
  for (const { case: number, today, entries, report } of cases) {
    same(`${file}, case ${number}`, JSON.parse(engine.check(entries, today)), report);
  }
  engine.free();
}

const folder = join(ROOT, "tests/vectors/seal");
for (const name of readdirSync(folder).filter((name) => name.startsWith("password-"))) {
  const { text, expect } = JSON.parse(readFileSync(join(folder, name), "utf8"));
  same(name, glue.check_password(text) ?? "refused", expect);
}

const { identity, recipient } = intake();
const bundle = facts(compile("tests/offline/three.toml"), [recipient]);
const engine = new glue.Engine(bundle);
const jobs = heavy(glue, bundle);
const password = glue.password();
same("a password is one", glue.check_password(password.toLowerCase().replaceAll("-", " ")), password);
const [small, large] = [pdf(1000), pdf(3_000_000, 2)];
same("a PDF is one", JSON.parse(engine.sniff(small, "a.pdf")), { type: "application/pdf" });
same("a text is none", JSON.parse(engine.sniff(Buffer.from("hello"), "a.pdf")), { problem: "file-type" });
const contract = [entry(large, "müqavilə 2.pdf"), entry(small, "a.pdf")];
const entries = { name: " Əli ", months: "6", contract };
const order = { language: "en", today: "2026-11-23", entries, files: [new Blob([small]), new Blob([large])], password };
/** @type {Set<string>} */
const phases = new Set();
const made = await jobs.finish(order, ({ phase }) => phases.add(phase), new AbortController().signal);
same("phases", [...phases], ["password", "read", "seal", "copy", "done"]);

const work = mkdtempSync(join(tmpdir(), "sayyar-offline-"));
writeFileSync(join(work, "intake.key"), identity);
const sealed = Buffer.from(await made.file.arrayBuffer());
const opened = (/** @type {Buffer} */ file) =>
  example("sayyar-seal", "seal", ["submission", "answers", join(work, "intake.key")], file).toString().split("\n");
const [content, header, answers, ...attachments] = opened(sealed);
same("content digest", content, made.digest);
const { number, revision, filled_on } = JSON.parse(header);
same("header", { number, revision, filled_on }, { number: made.number, revision: 1, filled_on: "2026-11-23" });
const paths = ["contract/1-muqavile-2.pdf", "contract/2-a.pdf"];
const expected = { name: "Əli", months: 6, contract: contract.map((file, place) => ({ ...file, path: paths[place] })) };
same("answers", JSON.parse(answers), expected);
same("attachments", attachments.slice(0, 2), [`${paths[0]} 3000000`, `${paths[1]} 1000`]);
same("named by its digest", made.name, `application-${made.sha256.slice(0, 8)}.age`);

const copy = await jobs.openCopy({ file: made.copy, password }, () => {});
same("the copy has the answers", copy.answers, expected);
same("and the files", await Promise.all(copy.files.map(async (file) => Buffer.from(await file.arrayBuffer()).equals([large, small][copy.files.indexOf(file)]))), [true, true]);
const next = { ...order, entries: { name: "Əli", months: 7 }, files: [], copy: copy.copy };
const amended = await jobs.finish(next, () => {}, new AbortController().signal);
const second = JSON.parse(opened(Buffer.from(await amended.file.arrayBuffer()))[1]);
same("the second revision", { number: second.number, revision: second.revision, previous: second.previous, applicant: second.applicant },
  { number: made.number, revision: 2, previous: made.digest, applicant: JSON.parse(header).applicant });

const state = { language: "en", saved_on: "2026-11-23", entries: { name: "Ə" }, page: { step: "all" }, files: [{ name: "b.pdf", type: "application/pdf" }] };
const draft = await jobs.saveDraft({ state: JSON.stringify(state), files: [new Blob([large])], password }, () => {}, new AbortController().signal);
const back = await jobs.openDraft({ file: draft, password }, () => {});
same("the draft", { entries: back.draft.entries, page: back.draft.page, size: back.files[0].size }, { entries: state.entries, page: state.page, size: large.length });

const other = glue.password();
const stop = new AbortController();
stop.abort();
const whole = await draft.arrayBuffer();
for (const [name, ask, code] of /** @type {[string, () => any, string][]} */ ([
  ["another password", () => jobs.openDraft({ file: draft, password: other }, () => {}), "age-no-match"],
  ["a mistyped password", () => jobs.openDraft({ file: draft, password: "x" }, () => {}), "password"],
  ["a draft cut short", () => jobs.openDraft({ file: new Blob([whole.slice(0, -1)]), password }, () => {}), "age-payload"],
  ["a draft is no copy", () => jobs.openCopy({ file: draft, password }, () => {}), "copy-content"],
  ["a copy is no draft", () => jobs.openDraft({ file: made.copy, password }, () => {}), "draft-content"],
  ["answers with problems", () => jobs.finish({ ...order, entries: { name: "x" }, files: [] }, () => {}, new AbortController().signal), "answers"],
  ["a file that is missing", () => jobs.finish({ ...order, files: [new Blob([small])] }, () => {}, new AbortController().signal), "file-missing"],
  ["a language that is none", () => jobs.finish({ ...order, language: "xx" }, () => {}, new AbortController().signal), "misuse"],
  ["cancelled", () => jobs.finish(order, () => {}, stop.signal), "This operation was aborted"],
  ["a damaged bundle", () => new glue.Engine(bundle.replace('"format"', '"frmat"')), "bundle"],
  ["a form that is none", () => new glue.Engine(bundle.replace('"type":"integer"', '"type":"intger"')), "bundle"],
  ["no entries", () => engine.check("[]", "2026-11-23"), "misuse"],
  ["no day", () => engine.check("{}", "2026-02-30"), "misuse"],
])) same(name, await thrown(ask), code);

// What is read a second time may not be another file.
let reads = 0;
const changing = new Blob([small]);
Object.defineProperty(changing, "slice", { value: () => ((reads += 1), new Blob([reads > 1 ? pdf(1000, 9) : small])) });
same("a file that changes", await thrown(() => jobs.finish({ ...order, entries: { ...entries, contract: [contract[1]] }, files: [changing] }, () => {}, new AbortController().signal)), "file-changed");

console.log(wrong.join("\n"));
console.log(`${passed} passed, ${wrong.length} failed`);
process.exit(wrong.length ? 1 : 0);

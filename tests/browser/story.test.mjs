// The whole story with the programs as they are, set up by the commands of the README: somebody finds the guide,
// takes the form along, fills it in from a local disk and hands it in; a desk takes it in and answers; the answer is
// followed in another language. Then again with a stick, and by way of a desk on the road.
// @ts-check
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { BROWSERS, launch, open } from "./browser.mjs";
import { WORK_PERMIT, arrive, downloads, fill, landed, onwards, openForm, press } from "./forms.mjs";
import { PROGRAMS, desk, remove, run } from "./online.mjs";
import { ROOT, url } from "./pages.mjs";

/** The two blocks of commands under "Try the whole loop". */
const [setUp, answer] = [...(/\n## Try the whole loop\n([^]*?)\n## /.exec(readFileSync(join(ROOT, "README.md"), "utf8"))?.[1] ?? "").matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block);

/** A copy of the repository as far as the commands look: what they make is beside it, not in it. */
const house = mkdtempSync(join(tmpdir(), "story-"));
for (const name of ["content", "forms", "themes", "keys", "sayyar.toml", "README.md"]) cpSync(join(ROOT, name), join(house, name), { recursive: true });
const trial = join(house, "trial");
let base = "";
/** @type {import("node:child_process").ChildProcess | undefined} */
let door;

/** A port that nobody listens on. @returns {Promise<number>} */
const port = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });

/** Commands as somebody types them; the programs are built already. @param {string} commands @param {Record<string, string>} [more] */
const sh = (commands, more = {}) =>
  execFileSync("bash", ["-euc", commands.replace(/^cargo build.*$/m, "").replaceAll("$PWD/../../target/debug", PROGRAMS)], {
    cwd: house,
    env: { ...process.env, PATH: `${PROGRAMS}:${process.env.PATH}`, ...more },
    encoding: "utf8",
  });

before(async () => {
  for (const name of ["sayyar", "sayyar-intake"]) run(name, ["--version"]);
  const free = await port();
  base = `http://127.0.0.1:${free}`;
  const commands = setUp.replaceAll("127.0.0.1:7342", `127.0.0.1:${free}`);
  const last = commands.trimEnd().lastIndexOf("\n");
  const start = commands.slice(last + 1).trim();
  assert.equal(start, "(cd door && sayyar-intake door --site ../public)");
  sh(commands.slice(0, last));
  const env = { ...process.env, PATH: `${PROGRAMS}:${process.env.PATH}`, SAYYAR_PASSPHRASE_FILE: join(trial, "passphrase") };
  door = spawn("sayyar-intake", ["door", "--site", "../public", "--listen", `127.0.0.1:${free}`], { cwd: join(trial, "door"), env, stdio: ["ignore", "ignore", "inherit"] });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(`${base}/healthz`).then((answer) => answer.ok, () => false)) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  assert.fail("the door did not open");
}, { timeout: 120_000 });

after(async () => {
  if (door) await new Promise((done) => (door?.once("exit", done), door?.kill()));
  remove(house);
});

/** The commands of the desk, in its folder. @param {string[]} args @returns {any[]} */
function officer(...args) {
  const env = { ...process.env, SAYYAR_PASSPHRASE_FILE: join(trial, "passphrase"), SAYYAR_OFFICER: "Aysel" };
  const said = run("sayyar-intake", ["--json", ...args], { cwd: join(trial, "desk"), env });
  return said.split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

/**
 * Opens the form from a local disk, fills it in and finishes.
 * @param {string} name of the browser
 * @param {string} archive
 * @param {string} family
 */
async function apply(name, archive, family) {
  const folder = downloads();
  execFileSync("python3", ["-m", "zipfile", "-e", archive, folder]);
  const browser = await launch(name, { downloads: folder });
  try {
    const page = await open(browser);
    if (name === "chromium") {
      const session = await browser.target().createCDPSession();
      await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    }
    /** @type {string[]} */
    const sent = [];
    page.on("request", (request) => /^https?:/.test(request.url()) && sent.push(request.url()));
    await openForm(page, pathToFileURL(join(folder, "form.html")).href, "en");
    await press(page, "[data-do=start]");
    await fill(page, { ...WORK_PERMIT, passport: { ...WORK_PERMIT.passport, family_name: family } });
    await arrive(page, "check");
    await onwards(page);
    await arrive(page, "done");
    const text = (/** @type {string} */ selector) => page.$eval(selector, (one) => one.textContent ?? "");
    const [number, password] = [await text("[data-step=done] [data-number]"), await text("[data-step=done] [data-password]")];
    const track = await page.$eval("[data-step=done] [data-way-to=track] a", (link) => /** @type {HTMLAnchorElement} */ (link).href);
    await press(page, "[data-save=file]");
    const file = await landed(folder, /^application-[0-9a-f]{8}\.age$/);
    await press(page, "[data-save=copy]");
    const copy = await landed(folder, /-copy\.age$/);
    assert.deepEqual(sent, [], "a form sends nothing");
    return { number, password, file, copy, track };
  } finally {
    await browser.close();
  }
}

/** Hands a file in at a site; the receipt. @param {import("puppeteer-core").Page} page @param {string} site @param {string} file */
async function handIn(page, site, file) {
  await page.goto(site + url("en", "hand-in.md"), { waitUntil: "load" });
  await page.waitForSelector("form[data-hand-in]:not([hidden])");
  const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await page.$("#sealed"));
  await input.uploadFile(file);
  await page.waitForSelector("[data-files] .actions .button", { timeout: 30_000 });
  await page.click("[data-files] .actions .button");
  await page.waitForSelector("[data-files] pre", { timeout: 60_000 });
  assert.match(await page.$eval("[data-files] li", (item) => /** @type {HTMLElement} */ (item).innerText), /has arrived.*not yet checked/s);
  return page.$eval("[data-files] pre", (pre) => pre.textContent ?? "");
}

/** Follows an application by the printed code; what is shown. @param {import("puppeteer-core").Page} page @param {string} address @param {{ number: string, password: string }} keys */
async function track(page, address, { number, password }) {
  await page.goto("about:blank");
  await page.goto(`${address}#${number}`, { waitUntil: "load" });
  await page.waitForSelector("form[data-track]:not([hidden])");
  await page.waitForFunction((number) => /** @type {HTMLInputElement} */ (document.querySelector("#number")).value === number, {}, number);
  await page.type("#password", password.toLowerCase());
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-result] h2", { timeout: 120_000 });
  return page.$eval("[data-result]", (result) => /** @type {HTMLElement} */ (result).innerText);
}

/** The archive of the form, found from the start page as somebody would. @param {string} name */
async function find(name) {
  const folder = downloads();
  const browser = await launch(name, { downloads: folder });
  try {
    const page = await open(browser);
    if (name === "chromium") {
      const session = await browser.target().createCDPSession();
      await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    }
    const follow = async (/** @type {string} */ selector) => {
      await Promise.all([page.waitForNavigation(), page.$eval(selector, (link) => /** @type {HTMLElement} */ (link).click())]);
    };
    await page.goto(`${base}/en/`, { waitUntil: "load" });
    await follow(`main a[href="${url("en", "services/work-permit.md")}"]`);
    await follow("main .actions .button");
    await page.$eval("main a[download][href$='.zip']", (link) => /** @type {HTMLElement} */ (link).click());
    return await landed(folder, /^work-permit-.*\.zip$/);
  } finally {
    await browser.close();
  }
}

for (const name of BROWSERS) {
  test(`from the start page to the answer, over the network (${name})`, { timeout: 600_000 }, async () => {
    const keys = await apply(name, await find(name), "Yılmaz");
    const browser = await launch(name);
    try {
      const page = await open(browser);
      const receipt = await handIn(page, base, keys.file);
      assert.match(receipt, /^\{[^\n]*"kind":"arrived"[^\n]*\}\n-----BEGIN SSH SIGNATURE-----\n/);
      const before = sh(answer.split("\n").slice(0, 2).join("\n"));
      assert.ok(before.includes(keys.number), before);
      sh(answer, { NUMBER: keys.number });
      const russian = await track(page, base + url("ru", "track.md"), keys);
      for (const text of ["Нужны ещё документы", "Трудовой договор", "2-ci səhifə oxunmur", "Получено"]) assert.ok(russian.includes(text), russian);
      officer("status", keys.number, "interview", "--day", "2099-12-01", "--time", "09:30", "--office", "headquarters");
      officer("publish", "--out", "../public/status");
      const arabic = await track(page, base + url("ar", "track.md"), keys);
      for (const text of ["مقابلة", "09:30", "2099"]) assert.ok(arabic.includes(text), arabic);
      await page.goto(base + url("az", "interviews.md"), { waitUntil: "load" });
      await page.waitForSelector("[data-list] table");
      assert.ok((await page.$eval("[data-list]", (list) => list.textContent ?? "")).includes(keys.number));
      assert.match(keys.track, new RegExp(`^${base}/en/`), "the form's code leads here");
      const stranger = await track(page, keys.track, { ...keys, password: "WNQ4-NF3P-WD74-0YPE-3" });
      assert.match(stranger, /No application is found/);
      // That there is no receipt yet is asked first, and answered by 404.
      assert.deepEqual(page.troubles.filter((trouble) => !/^404 \/submissions\/|status of 404/.test(trouble)), []);
    } finally {
      await browser.close();
    }
  });
}

test("with a stick and by way of a desk on the road: once, with the first receipt", { timeout: 600_000 }, async () => {
  const name = BROWSERS[0];
  const released = join(trial, "public/forms/work-permit");
  const build = readdirSync(released).find((one) => /^\d+\.\d+$/.test(one)) ?? assert.fail("no archive");
  const archive = readdirSync(join(released, build)).find((one) => one.endsWith(".zip")) ?? "";
  const keys = await apply(name, join(released, build, archive), "Demir");
  const count = () => officer("list").length;
  const known = count();

  // A stick with both files on it, as people bring it: the copy is not for the desk.
  const stick = join(house, "stick");
  mkdirSync(stick);
  for (const file of [keys.file, keys.copy]) cpSync(file, join(stick, basename(file)));
  const road = desk("--door", "--name", "On the road");
  const browser = await launch(name);
  try {
    const arrived = road.ask("ingest", join(stick, basename(keys.file)), "--receipts", stick);
    assert.ok(JSON.stringify(arrived).includes("arrived"), JSON.stringify(arrived));
    const there = await road.open("--lan", "--site", join(trial, "public"));
    const page = await open(browser);
    const receipt = await handIn(page, there, keys.file);
    const paper = readdirSync(stick).find((one) => one.includes("receipt")) ?? assert.fail(readdirSync(stick).join());
    assert.equal(receipt, readFileSync(join(stick, paper), "utf8"), "one file, one receipt");
    await road.close();
    const [sent] = road.ask("forward", "--to", base).slice(-1);
    assert.equal(sent.left, 0, JSON.stringify(sent));

    officer("ingest", "--arrived");
    assert.equal(count(), known + 1);
    officer("status", keys.number, "in-review");
    officer("publish", "--out", "../public/status");
    const said = await track(page, base + url("az", "track.md"), keys);
    for (const text of ["Baxılır", "Qəbul edildi"]) assert.ok(said.includes(text), said);
    officer("ingest", join(stick, basename(keys.file)));
    assert.equal(count(), known + 1, "the stick brings nothing new");
  } finally {
    await browser.close();
    await road.close();
    remove(road.folder);
  }
});

// Handing in: what is no sealed file is named before it is sent; what is one arrives at a real door, over a line that
// breaks, after a pause and after a reload, once; and every way a door may refuse is said in words.
// @ts-check
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect, createServer as listen } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { BROWSERS, launch, open } from "./browser.mjs";
import { JPEG, downloads, landed } from "./forms.mjs";
import { build, copy, desk, remove, violations } from "./online.mjs";
import { url } from "./pages.mjs";
import { serve } from "./server.mjs";

const files = mkdtempSync(join(tmpdir(), "sealed-"));
/** A file as sealed ones look from outside, and no door looks further. @param {string} name @param {number} size @param {string} [stanza] */
function sealed(name, size, stanza = "mlkem768x25519 abc") {
  const path = join(files, name);
  const header = `age-encryption.org/v1\n-> ${stanza}\n${"B".repeat(43)}\n--- ${"A".repeat(43)}\n`;
  writeFileSync(path, Buffer.concat([Buffer.from(header), randomBytes(size)]));
  return path;
}
const digest = (/** @type {string} */ path) => createHash("sha256").update(readFileSync(path)).digest("hex");

/**
 * A line to the door that can be made slow, and cut.
 * @param {string} to
 */
async function line(to) {
  const target = new URL(to);
  let rate = Infinity;
  let cut = false;
  /** @type {Set<import("node:net").Socket>} */
  const sockets = new Set();
  const server = listen((from) => {
    if (cut) return void from.destroy();
    const there = connect(Number(target.port), target.hostname);
    for (const socket of [from, there]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        from.destroy();
        there.destroy();
      });
    }
    there.pipe(from);
    from.on("data", (bytes) => {
      there.write(bytes);
      if (rate === Infinity) return;
      from.pause();
      setTimeout(() => from.resume(), (bytes.length / rate) * 1000);
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  const hang = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    /** @param {number} bytes a second */
    slow: (bytes) => void (rate = bytes),
    cut: () => ((cut = true), hang()),
    mend: () => void (cut = false),
    close: () => new Promise((done) => (hang(), server.close(done))),
  };
}

/** A door that refuses everything in one way. */
async function refusing() {
  const how = { status: 200, text: "", ok: true, why: "", known: false };
  const server = createServer((request, response) => {
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*", "access-control-allow-methods": "*", "access-control-expose-headers": "Sayyar-Door, Location, Retry-After", "sayyar-door": "1" };
    const answer = (/** @type {number} */ status, /** @type {string} */ text, more = {}) => response.writeHead(status, { ...headers, ...more }).end(text);
    if (request.method === "OPTIONS") answer(204, "");
    else if (request.url === "/healthz") answer(how.ok ? 200 : 503, JSON.stringify({ door: 1, ok: how.ok, why: how.why, max_bytes: 1 << 26, name: "x", receipts: "" }));
    else if (request.method === "GET") how.known ? answer(how.status, how.text) : answer(404, "unknown");
    else answer(how.status, how.text, { "retry-after": "1" });
    request.resume();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  return { how, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))) };
}

let folder = "";
let root = "";
const road = desk("--door", "--name", "Test door");
/** @type {Awaited<ReturnType<typeof line>>} */
let way;
/** @type {Awaited<ReturnType<typeof refusing>>} */
let wall;
before(async () => {
  way = await line(await road.open());
  wall = await refusing();
  folder = copy(`door = "${way.url}"`);
  root = build(folder);
});
after(async () => {
  await way.close();
  await wall.close();
  await road.close();
  for (const one of [folder, files, road.folder]) remove(one);
});

/** @typedef {import("puppeteer-core").Page} Page */

/** @param {import("puppeteer-core").Browser} browser @param {string} base */
async function visit(browser, base, lang = "en") {
  const page = await open(browser);
  await page.goto(base + url(lang, "hand-in.md"), { waitUntil: "load" });
  await page.waitForSelector("form[data-hand-in]:not([hidden])");
  return page;
}

/** Chooses files; waits until the last has been looked at. @param {Page} page @param {string[]} paths */
async function choose(page, ...paths) {
  const before = (await page.$$("[data-files] > li")).length;
  const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await page.$("#sealed"));
  await input.uploadFile(...paths);
  await page.waitForFunction((count) => document.querySelectorAll("[data-files] > li .actions").length >= count, { timeout: 60_000 }, before + paths.length);
}

/** What is said of the last file. @param {Page} page @returns {Promise<string>} */
const said = (page) => page.$eval("[data-files] > li:last-child [role=status]", (status) => status.textContent ?? "");

/** Waits until something is said. @param {Page} page @param {string} text a pattern */
const until = (page, text) => page.waitForFunction((text) => new RegExp(text).test(document.querySelector("[data-files] > li:last-child [role=status]")?.textContent ?? ""), { timeout: 60_000 }, text);

/** Presses a button by its words. @param {Page} page @param {string} text */
async function press(page, text) {
  const found = await page.evaluateHandle((text) => [...document.querySelectorAll("[data-files] > li:last-child button")].find((button) => button.textContent === text), text);
  const button = found.asElement() ?? assert.fail(`no button ${text}`);
  await /** @type {import("puppeteer-core").ElementHandle<Element>} */ (button).focus();
  await page.keyboard.press("Enter");
}

/** The receipt in the page, as it was signed. @param {Page} page */
const receipt = (page) => page.$eval("[data-files] > li:last-child pre", (pre) => pre.textContent ?? "");

for (const name of BROWSERS) {
  test(`hand in (${name})`, { timeout: 600_000 }, async (t) => {
    const server = await serve(root);
    const browser = await launch(name);
    const base = server.url;
    try {
      await t.test("what is no sealed file is named before anything is sent", async () => {
        const page = await visit(browser, base);
        /** @type {string[]} */
        const asked = [];
        page.on("request", (request) => asked.push(request.url()));
        const html = join(files, "form.html");
        writeFileSync(html, "<!doctype html><title>Form</title>");
        writeFileSync(join(files, "empty.age"), "");
        for (const [path, words] of /** @type {[string, RegExp][]} */ ([
          [sealed("application-1a2b3c4d-copy.age", 500, "scrypt salt 15"), /your own copy or a draft/],
          [JPEG, /not a sealed file/],
          [html, /the form itself/],
          [join(files, "empty.age"), /empty/],
        ])) {
          await choose(page, path);
          assert.match(await said(page), words);
        }
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(asked.filter((one) => one.startsWith("http") && !one.startsWith(base)), []);
        assert.deepEqual(page.troubles, []);
        await page.close();
      });

      await t.test("it arrives, and the same file again has the same receipt", async () => {
        const page = await visit(browser, base);
        const file = sealed("application-00000001.age", 300_000);
        await choose(page, file);
        assert.match(await said(page), /ready to be handed in/);
        await press(page, "Hand in");
        await until(page, "has arrived");
        const first = await receipt(page);
        assert.deepEqual(first, await (await fetch(`${way.url}/submissions/${digest(file)}`)).text());
        const text = await page.$eval("[data-files] > li", (item) => /** @type {HTMLElement} */ (item).innerText);
        assert.match(text, /not yet checked/);
        assert.deepEqual(await violations(page), []);
        assert.match(text, /application-00000001\.age/);
        assert.deepEqual(await page.evaluate(() => localStorage.length), 0);
        // That there is no door here, and no receipt yet, is asked, and answered by 404.
        assert.deepEqual(page.troubles.filter((trouble) => !/^404 \/(healthz|submissions\/)|status of 404/.test(trouble)), []);
        await page.close();
        const again = await visit(browser, base);
        await choose(again, file);
        await press(again, "Hand in");
        await until(again, "has arrived");
        assert.equal(await receipt(again), first);
        await again.close();
      });

      await t.test("paused, gone on with, cut off, mended, loaded anew: all of it once", async () => {
        const file = sealed("application-00000002.age", 6_000_000);
        way.slow(700_000);
        let page = await visit(browser, base);
        await choose(page, file);
        await press(page, "Hand in");
        await until(page, "[1-5]0\\W?%");
        await press(page, "Pause");
        await until(page, "Paused");
        await press(page, "Go on");
        await until(page, "Sending");
        way.cut();
        await until(page, "connection broke");
        way.mend();
        await until(page, "[4-9]0\\W?%");
        await page.reload({ waitUntil: "load" });
        await page.waitForSelector("[data-stopped]:not([hidden])");
        way.slow(Infinity);
        await choose(page, file);
        assert.match(await said(page), /A part of this file has arrived already/);
        let began = 0;
        page.on("request", (request) => (began += Number(request.method() === "POST")));
        await press(page, "Go on");
        await until(page, "has arrived");
        assert.equal(began, 0, "it did not begin anew");
        assert.equal(JSON.parse((await receipt(page)).split("\n")[0]).sha256, digest(file));
        await page.close();
      });

      await t.test("the receipt is saved as it was signed", { skip: name !== "chromium" }, async () => {
        const page = await visit(browser, base, "az");
        const into = downloads();
        const session = await page.createCDPSession();
        await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: into });
        const file = join(files, "application-00000001.age");
        await choose(page, file);
        await press(page, "Təqdim et");
        await until(page, "Faylınız çatdı");
        await press(page, "Qəbzi saxla");
        const saved = await landed(into, /^receipt-[0-9a-f]{8}\.txt$/);
        assert.equal(readFileSync(saved, "utf8"), await receipt(page));
        rmSync(into, { recursive: true });
        await page.close();
      });

      await t.test("a door that is away, and one that refuses", async () => {
        const other = copy(`door = "${wall.url}"`);
        const second = await serve(build(other));
        const file = sealed("application-00000003.age", 1000);
        try {
          for (const [status, text, words] of /** @type {[number, string, RegExp][]} */ ([
            [413, "too-large: 1", /too large/],
            [422, "digest-differs: 1", /changed while it was sent/],
            [507, "no-room: 1", /no room for more files/],
            [507, "not-kept: 1", /could not be kept/],
            [400, "odd: 1", /did not work/],
            [429, "too-often: 1", /Many people/],
            [503, "busy: 1", /Many people/],
            // What stands between, such as the page where a hotel's network asks for a name.
            [200, "<!doctype html><title>Welcome</title>", /did not work/],
            [403, "<!doctype html><title>Forbidden</title>", /did not work/],
          ])) {
            Object.assign(wall.how, { status, text, ok: true });
            const page = await visit(browser, second.url);
            await choose(page, file);
            await press(page, "Hand in");
            await page.waitForFunction(() => !/Sending|Looking|ready/.test(document.querySelector("[data-files] [role=status]")?.textContent ?? "Sending"), { timeout: 30_000 });
            assert.match(await said(page), words, text);
            await page.close();
          }
          // A receipt that is none: it is not shown, and one can go on.
          Object.assign(wall.how, { status: 200, text: "<!doctype html><title>Welcome</title>", ok: true, known: true });
          const strange = await visit(browser, second.url);
          await choose(strange, file);
          await press(strange, "Hand in");
          await until(strange, "does not fit this file");
          assert.equal(await strange.$("[data-files] pre"), null);
          wall.how.known = false;
          wall.how.text = "too-large: 1";
          wall.how.status = 413;
          await press(strange, "Go on");
          await until(strange, "too large");
          await strange.close();
          Object.assign(wall.how, { ok: false, why: "no-room" });
          const page = await visit(browser, second.url);
          await choose(page, file);
          await press(page, "Hand in");
          await until(page, "no room for more files");
          await page.close();
        } finally {
          await second.close();
          remove(other);
        }
        way.cut();
        const page = await visit(browser, base);
        await choose(page, file);
        await press(page, "Hand in");
        await until(page, "cannot be reached now");
        assert.ok(await page.$("[data-files] a[href='#ways']"));
        way.mend();
        await press(page, "Go on");
        await until(page, "has arrived");
        await page.close();
      });

      await t.test("where there is no door the other ways stand alone", async () => {
        const other = copy("");
        const out = build(other);
        const second = await serve(out);
        try {
          const page = await open(browser);
          await page.goto(second.url + url("en", "hand-in.md"), { waitUntil: "load" });
          await page.waitForSelector("[data-closed]:not([hidden])");
          assert.equal(await page.$("form[data-hand-in]:not([hidden])"), null);
          assert.ok(await page.$("#ways"));
          assert.match(readFileSync(join(out, "_headers"), "utf8"), /connect-src 'self';/);
          assert.ok(!readdirSync(out).includes("engine"), "no engine where there are no statuses");
          await page.close();
        } finally {
          await second.close();
          remove(other);
        }
      });
    } finally {
      await browser.close();
      await server.close();
    }
  });
}

test("pages may reach the door and the statuses that are configured, and nothing else", () => {
  const headers = readFileSync(join(root, "_headers"), "utf8");
  assert.match(headers, new RegExp(`/en/\\*\\n  Content-Security-Policy: [^\\n]*connect-src 'self' ${way.url.replaceAll(".", "\\.")};`));
  assert.match(headers, /\/assets\/\*\n {2}Content-Security-Policy: [^\n]*connect-src 'self';/);
});

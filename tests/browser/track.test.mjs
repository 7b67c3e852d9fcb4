// Following an application: typed as people type, found among decoys, told in every language, kept for when there is
// no network, and nothing given away.
// @ts-check
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { BROWSERS, launch, open } from "./browser.mjs";
import { build, copy, remove, run, violations } from "./online.mjs";
import { url } from "./pages.mjs";
import { serve } from "./server.mjs";

/** Trees with what must be said of them: tests/offline/statuses.rs. @type {{ name: string, number: string, password: string, keys: string, index: string, shard: string, expect: any }[]} */
const cases = JSON.parse(run("offline-statuses", []));
const named = (/** @type {string} */ name) => cases.find((one) => one.name === name) ?? assert.fail(name);
const good = named("found");
/** When the trees were issued, and the next was due. */
const ISSUED = Date.parse(good.expect.index.issued);

let folder = "";
let root = "";
before(() => {
  const [key, former] = good.keys.split("\n");
  folder = copy(`status = "/status/"\nstatus_key = "${key}"\nformer_status_keys = ["${former}"]`);
  root = build(folder);
  mkdirSync(join(root, "status"));
});
after(() => remove(folder));

/** Publishes a tree: its index, and its shard under all names. @param {typeof good} tree */
function publish(tree) {
  writeFileSync(join(root, "status/index"), Buffer.from(tree.index, "hex"));
  for (let place = 0; place < 16; place += 1) writeFileSync(join(root, "status", place.toString(16).padStart(4, "0")), Buffer.from(tree.shard, "hex"));
  const interviews = [
    { day: "2026-11-19", time: "09:00", office: "headquarters", number: "TXPW-BVQV-D15T-3" },
    { day: "2099-12-01", time: "09:30", office: "headquarters", number: good.number },
    { day: "2099-12-01", time: "10:00", office: "ganja", number: "DM1Z-0T3Q-T3FN-9" },
  ];
  writeFileSync(join(root, "status/interviews.json"), JSON.stringify({ format: "sayyar-interviews/1", issued: good.expect.index.issued, interviews }));
}

/** The page in a language, by its own clock. @param {import("puppeteer-core").Browser} browser @param {string} base @param {{ lang?: string, now?: number, hash?: string, path?: string }} [options] */
async function visit(browser, base, { lang = "en", now = ISSUED + 60_000, hash = "", path = "track.md" } = {}) {
  const page = await open(browser);
  await page.evaluateOnNewDocument((now) => (Date.now = () => now), now);
  await page.goto(base + url(lang, path) + hash, { waitUntil: "load" });
  if (path === "track.md") await page.waitForSelector("form[data-track]:not([hidden])");
  return page;
}

/** Types and looks; what is shown then. @param {import("puppeteer-core").Page} page @param {string} number @param {string} password */
async function look(page, number, password) {
  for (const [id, text] of [["number", number], ["password", password]]) {
    await page.$eval(`#${id}`, (input) => /** @type {HTMLInputElement} */ (input).select());
    await page.type(`#${id}`, text);
  }
  await page.$eval("[data-result]", (result) => result.replaceChildren());
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[data-result] h2"), { timeout: 120_000 });
  return page.$eval("[data-result]", (result) => /** @type {HTMLElement} */ (result).innerText);
}

for (const name of BROWSERS) {
  test(`track (${name})`, { timeout: 600_000 }, async (t) => {
    const server = await serve(root);
    const browser = await launch(name);
    const base = server.url;
    try {
      publish(good);

      await t.test("typed as people type, told step by step", async () => {
        const page = await visit(browser, base);
        const said = await look(page, good.number.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l"), "wnq4nf3pwd740ype3");
        for (const text of ["Ready to collect", "Received", "Employment contract", "2-ci səhifə oxunmur", "1 December 2026", "09:30", "Bring your passport", "As of", "Next update by"]) {
          assert.ok(said.includes(text), `${text} in:\n${said}`);
        }
        assert.equal(await page.$eval("#number", (input) => /** @type {HTMLInputElement} */ (input).value), good.number);
        assert.equal(await page.evaluate(() => location.search + location.hash), "");
        const kept = await page.evaluate(async () => {
          const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
          for (const key of await caches.keys()) for (const { url } of await (await caches.open(key)).keys()) texts.push(url);
          return texts.join("\n");
        });
        assert.ok(kept.includes("/kept-status/index"), kept);
        for (const secret of [good.number, good.password, "wnq4"]) assert.ok(!kept.includes(secret), kept);
        assert.deepEqual(page.troubles, []);
        await page.close();
      });

      await t.test("all that it loads weighs what was promised", { skip: name === "firefox" && "it does not hand out what it loaded" }, async () => {
        const page = await open(browser);
        await page.setBypassServiceWorker(true);
        /** @type {Map<string, number>} */
        const weights = new Map();
        /** @type {Promise<unknown>[]} */
        const reading = [];
        page.on("response", (response) => {
          const { pathname } = new URL(response.url());
          if (pathname === "/sw.js") return;
          reading.push(response.buffer().then((bytes) => weights.set(pathname, Math.min(bytes.length, gzipSync(bytes, { level: 9 }).length))));
        });
        await page.goto(base + url("ar", "track.md"), { waitUntil: "load" });
        await page.waitForSelector("form[data-track]:not([hidden])");
        await look(page, good.number, good.password);
        await Promise.all(reading);
        const tree = [...weights].filter(([path]) => path.startsWith("/status/")).map(([path]) => path.slice(8));
        assert.deepEqual(tree.sort(), ["index", good.expect.index.shard].sort(), "one shard, and no more");
        assert.ok([...weights.keys()].some((path) => path.endsWith(".bin")), [...weights.keys()].join(" "));
        const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
        t.diagnostic(`${all} bytes in ${weights.size} files, the statuses among them`);
        assert.ok(all < 200_000, `${all} bytes: ${[...weights].map(([path, weight]) => `${path} ${weight}`).join(", ")}`);
        await page.close();
      });

      await t.test("in the language of the page", async () => {
        for (const [lang, text] of [["az", "Hazırdır, götürə bilərsiniz"], ["ru", "Готово к выдаче"], ["ar", "جاهز للاستلام"]]) {
          const page = await visit(browser, base, { lang });
          const said = await look(page, good.number, good.password);
          assert.ok(said.includes(text), said);
          assert.ok(!/#\w/.test(said), said);
          assert.deepEqual(await violations(page), []);
          await page.close();
        }
      });

      await t.test("what is mistyped shows before anything is fetched", async () => {
        const page = await visit(browser, base);
        /** @type {string[]} */
        const asked = [];
        page.on("request", (request) => asked.push(new URL(request.url()).pathname));
        await page.type("#number", good.number.replace("T", "V"));
        await page.type("#password", "x");
        await page.keyboard.press("Enter");
        const wrong = await page.$$eval("[data-wrong]:not([hidden])", (all) => all.map((one) => one.textContent));
        assert.equal(wrong.length, 2);
        assert.match(wrong[0] ?? "", /One letter or digit of the number is wrong/);
        assert.match(wrong[1] ?? "", /Something is missing/);
        assert.equal(await page.evaluate(() => document.activeElement?.id), "number");
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(asked.filter((path) => path.startsWith("/status/")), []);
        await page.close();
      });

      await t.test("the printed code fills in the number, which leaves the address", async () => {
        const page = await visit(browser, base, { hash: `#${good.number}` });
        assert.equal(await page.$eval("#number", (input) => /** @type {HTMLInputElement} */ (input).value), good.number);
        assert.equal(await page.evaluate(() => location.hash), "");
        assert.equal(await page.evaluate(() => document.activeElement?.id), "password");
        await page.close();
      });

      await t.test("not found says when to look again and whom to ring, and the same for every reason", async () => {
        const page = await visit(browser, base);
        const [other, stranger] = [await look(page, "DM1Z-0T3Q-T3FN-9", "JDWG-EAYB-1B9Y-FKXD-Q"), await look(page, good.number, "JDWG-EAYB-1B9Y-FKXD-Q")];
        assert.equal(other, stranger);
        for (const text of ["No application is found", "919", "after the next update"]) assert.ok(other.includes(text), other);
        await page.close();
      });

      await t.test("late, and older than one seen", async () => {
        const late = await visit(browser, base, { now: Date.parse(good.expect.index.next) + 3_600_000 });
        assert.match(await look(late, good.number, good.password), /may be out of date/);
        await late.evaluate(() => localStorage.setItem("sayyar-status-seen", "99"));
        await late.close();
        const older = await visit(browser, base);
        assert.match(await look(older, good.number, good.password), /has seen a later status/);
        await older.click("[data-forget]");
        await older.waitForFunction(() => document.querySelector("[data-progress]")?.textContent !== "");
        const left = await older.evaluate(async () => [localStorage.length, (await caches.keys()).filter((key) => key.startsWith("sayyar-status")).length, /** @type {HTMLInputElement} */ (document.querySelector("#password")).value]);
        assert.deepEqual(left, [0, 0, ""]);
        await older.close();
      });

      await t.test("what the desk did not sign is not shown", async () => {
        for (const trouble of ["an index by a stranger", "a status by a stranger", "an older record in a newer tree", "the status of somebody else"]) {
          publish(named(trouble));
          const page = await visit(browser, base);
          const said = await look(page, good.number, good.password);
          assert.match(said, /does not bear our signature/, trouble);
          assert.ok(!said.includes("Ready"), trouble);
          await page.close();
        }
        publish(good);
      });

      await t.test("the list of interviews has numbers, and no day that is over", async () => {
        const page = await visit(browser, base, { path: "interviews.md" });
        await page.waitForSelector("[data-list] table");
        const tables = await page.$$eval("[data-list] table", (all) => all.map((one) => /** @type {HTMLElement} */ (one).innerText));
        assert.equal(tables.length, 2);
        assert.ok(tables[0].includes(good.number) && tables[0].includes("09:30"), tables[0]);
        assert.ok(!tables.join().includes("TXPW"));
        assert.deepEqual(await violations(page), []);
        assert.equal(await page.$eval("meta[name=robots]", (meta) => meta.getAttribute("content")), "noindex");
        assert.deepEqual(page.troubles, []);
        await page.close();
      });

      await t.test("the line breaks between index and shard: what was kept is shown, whole", async () => {
        const page = await visit(browser, base);
        await look(page, good.number, good.password);
        await page.evaluate((shard) => {
          const whole = window.fetch;
          window.fetch = (asked, how) => (`${asked}`.endsWith(shard) ? Promise.reject(new TypeError("the line broke")) : whole(asked, how));
        }, good.expect.index.shard);
        // Its index is a later one than what was kept.
        publish(named("an older record in a newer tree"));
        assert.match(await look(page, good.number, good.password), /This is what this device fetched last.*Ready to collect/s);
        publish(good);
        await page.close();
      });

      // Firefox cannot be told by script.
      await t.test("without JavaScript it says whom to ring", { skip: name === "firefox" }, async () => {
        for (const path of ["track.md", "interviews.md", "hand-in.md"]) {
          const page = await open(browser, { script: false });
          await page.goto(base + url("en", path), { waitUntil: "load" });
          const said = await page.$eval("main", (main) => /** @type {HTMLElement} */ (main).innerText);
          assert.match(said, /needs JavaScript/, path);
          assert.match(said, /919/, path);
          await page.close();
        }
      });

      await t.test("no network", async () => {
        const page = await visit(browser, base);
        await page.waitForFunction(
          () => {
            const status = document.querySelector("[data-offline-status]");
            return status?.checkVisibility() && status.textContent?.includes(status.getAttribute("data-ready") ?? "?");
          },
          { timeout: 60_000, polling: 250 },
        );
        await look(page, good.number, good.password);
        await server.close();
        const said = await look(page, good.number, good.password);
        assert.match(said, /cannot be reached now. This is what this device fetched last/);
        assert.match(said, /Ready to collect/);
        // The next day, still without one: the page itself and its engine come from the device too.
        await page.goto("about:blank");
        await page.goto(base + url("en", "track.md"), { waitUntil: "load" });
        await page.waitForSelector("form[data-track]:not([hidden])");
        assert.match(await look(page, good.number, good.password), /This is what this device fetched last.*Ready to collect/s);
        await page.evaluate(() => caches.delete("sayyar-status"));
        assert.match(await look(page, good.number, good.password), /The statuses cannot be reached/);
        await page.close();
      });
    } finally {
      await browser.close();
      await server.close();
    }
  });
}

test("the worker with the password may reach nothing", async () => {
  const server = await serve(root);
  try {
    const page = await (await fetch(server.url + url("en", "track.md"))).text();
    const worker = /data-worker="([^"]+)"/.exec(page)?.[1] ?? assert.fail("no worker");
    const answer = await fetch(server.url + worker);
    assert.equal(answer.headers.get("content-security-policy"), "default-src 'none'; script-src 'wasm-unsafe-eval'; frame-ancestors 'none'");
    assert.match(answer.headers.get("cache-control") ?? "", /immutable/);
  } finally {
    await server.close();
  }
});

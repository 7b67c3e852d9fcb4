// `sayyar serve` on a fresh starter: the open page follows every save that concerns it and no other, keeps its
// place, and stays under a panel while there are errors.
// @ts-check
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { BROWSERS, launch, open } from "./browser.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
const SAYYAR = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/sayyar");
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const PAGE = "/en/services/parking-permit/";

/** A copy of the starter, served. */
async function starter() {
  const root = await mkdtemp(join(tmpdir(), "sayyar-serve-"));
  await cp(join(ROOT, "src/site/starter"), root, { recursive: true });
  const server = spawn(SAYYAR, ["serve", "--root", root, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  const url = await new Promise((done, failed) => {
    server.on("exit", () => failed(new Error(`serve ended: ${said}`)));
    server.stderr.on("data", (text) => {
      said += text;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) done(found[0]);
    });
  });
  const close = async () => {
    const ended = new Promise((done) => server.removeAllListeners("exit").on("exit", done));
    server.kill("SIGINT");
    await Promise.race([ended, wait(3000)]);
    server.kill("SIGKILL");
    await rm(root, { recursive: true });
  };
  /** @param {string} path @param {(text: string) => string} change */
  const edit = async (path, change) => {
    const file = join(root, path);
    await writeFile(file, change(await readFile(file, "utf8")));
  };
  return { url: String(url), close, edit, said: () => said };
}

for (const name of BROWSERS) {
  test(`serve (${name})`, { timeout: 180_000 }, async () => {
    const site = await starter();
    const browser = await launch(name);
    try {
      const page = await open(browser, { height: 500 });
      await page.goto(site.url + PAGE, { waitUntil: "load" });
      const shows = (/** @type {string} */ text) =>
        page.waitForFunction((text) => document.body.textContent?.includes(text), { timeout: 20_000, polling: 20 }, text);
      const panel = (/** @type {boolean} */ there) =>
        page.waitForFunction(
          (there) => [...document.body.children].some((one) => one.shadowRoot?.querySelector("section:not([hidden])")) === there,
          { timeout: 20_000, polling: 20 },
          there,
        );
      const loaded = () => page.evaluate(() => performance.timeOrigin);
      const guide = "content/en/services/parking-permit.md";

      await page.evaluate(() => scrollTo(0, 300));
      await site.edit(guide, (text) => `${text}\nA line that was not there.\n`);
      await shows("A line that was not there.");
      await page.waitForFunction(() => scrollY === 300, { timeout: 5000, polling: 20 });

      const first = await loaded();
      await site.edit("content/en/contact.md", (text) => `${text}\nAnother page.\n`);
      await wait(1000);
      assert.equal(await loaded(), first, "another page is none of its business");

      await site.edit("themes/plain/styles/main.css", (text) => `${text}\nh1 { color: rgb(1, 2, 3) }\n`);
      await page.waitForFunction(
        () => getComputedStyle(/** @type {Element} */ (document.querySelector("h1"))).color === "rgb(1, 2, 3)",
        { timeout: 20_000, polling: 20 },
      );

      await wait(500);
      const second = await loaded();
      await site.edit(guide, (text) => `${text}\n[nowhere](/nowhere.md)\n`);
      await panel(true);
      assert.equal(await loaded(), second, "the last good page stays");
      await shows("A line that was not there.");
      const words = await page.evaluate(() => [...document.body.children].map((one) => one.shadowRoot?.textContent ?? "").join(""));
      assert.match(words, /1 error/);
      assert.match(words, /content\/en\/services\/parking-permit\.md:\d+:1/);
      assert.deepEqual(page.troubles, [], "the panel keeps to the page's policy");
      await page.evaluate(await readFile(AXE, "utf8"));
      // @ts-expect-error: axe is on the page now.
      const found = await page.evaluate(() => axe.run());
      assert.deepEqual(found.violations.map((/** @type {{ id: string }} */ one) => one.id), []);

      await site.edit(guide, (text) => text.replace("[nowhere](/nowhere.md)", "Mended."));
      await shows("Mended.");
      await panel(false);
    } finally {
      await browser.close();
      await site.close();
    }
  });
}

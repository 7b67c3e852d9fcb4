// Pictures that are larger than a question takes, and pages whose colours somebody else chooses.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { BROWSERS, launch, open } from "./browser.mjs";
import * as form from "./forms.mjs";
import { at, arrive, fill, press } from "./forms.mjs";

/** @param {form.Page} page @param {string} selector */
const text = (page, selector) => page.$eval(selector, (one) => one.textContent ?? "");

/** The work permit at its documents. @param {import("puppeteer-core").Browser} browser @param {number} width */
async function atDocuments(browser, width) {
  const page = await open(browser, { width });
  await form.openForm(page, form.saved("work-permit"));
  await press(page, "[data-do=start]");
  const names = Object.keys(form.WORK_PERMIT);
  await fill(page, Object.fromEntries(names.slice(0, names.indexOf("documents")).map((name) => [name, form.WORK_PERMIT[name]])));
  await arrive(page, "documents");
  return page;
}

/**
 * Picks a picture of noise, which no camera compresses better.
 * @param {form.Page} page
 * @param {string} box
 * @param {number} width
 * @param {number} height
 * @returns {Promise<number>} its size in bytes
 */
const pickNoise = (page, box, width, height) =>
  page.$eval(
    box,
    async (one, width, height) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width, height];
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      const noise = context.createImageData(width, height);
      let seed = 1;
      for (let at = 0; at < noise.data.length; at++) {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        noise.data[at] = at % 4 === 3 ? 255 : seed >>> 24;
      }
      context.putImageData(noise, 0, 0);
      const blob = /** @type {Blob} */ (await new Promise((done) => canvas.toBlob((blob) => done(/** @type {Blob} */ (blob)), "image/jpeg", 0.95)));
      const picked = new DataTransfer();
      picked.items.add(new File([blob], "IMG 0001.jpeg", { type: "image/jpeg" }));
      const input = /** @type {HTMLInputElement} */ (one.querySelector("input[type=file]"));
      input.files = picked.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      return blob.size;
    },
    width,
    height,
  );

for (const name of BROWSERS) {
  test(`form: a photo that is too large is made smaller once the person agrees (${name})`, { timeout: 300_000 }, async (t) => {
    const browser = await launch(name);
    try {
      const page = await atDocuments(browser, 360);
      const photo = at("photo");
      const limit = Number(await page.$eval(photo, (one) => one.getAttribute("data-each")));
      assert.equal(limit, 2_000_000);
      await t.test("it says what is wrong, and offers to mend it", async () => {
        const bytes = await pickNoise(page, photo, 2600, 1950);
        assert.ok(bytes > limit, `${bytes}`);
        await page.waitForSelector(`${photo} .attached button.plain`);
        assert.match(await text(page, `${photo} .attached`), /the limit is 2\sMB/);
        assert.equal(await page.$eval(`${photo} [id$="-error"]`, (one) => /** @type {HTMLElement} */ (one).hidden), false);
      });
      await t.test("smaller it is taken, and is still the picture", async () => {
        await press(page, `${photo} .attached button.plain`);
        await page.waitForFunction((box) => !document.querySelector(`${box} .attached button.plain`), { timeout: 60_000 }, photo);
        assert.equal(await page.$eval(`${photo} [id$="-error"]`, (one) => /** @type {HTMLElement} */ (one).hidden), true);
        assert.match(await text(page, `${photo} .attached`), /Made smaller/);
        assert.deepEqual(await page.$$eval(`${photo} .attached bdi`, (names) => names.map((one) => one.textContent)), ["IMG 0001.jpg"]);
        const [wide, high] = await page.$eval(`${photo} .attached img`, async (image) => {
          const shown = /** @type {HTMLImageElement} */ (image);
          await shown.decode();
          return [shown.naturalWidth, shown.naturalHeight];
        });
        assert.ok(wide >= 1200 && Math.abs(wide / high - 4 / 3) < 0.01, `${wide} x ${high}`);
      });
      assert.deepEqual(page.troubles, []);
    } finally {
      await browser.close();
    }
  });
}

// Firefox cannot be told to force colours while it runs.
test("form: with colours of the person's own everything can be told apart (chromium)", { timeout: 300_000, skip: !BROWSERS.includes("chromium") }, async (t) => {
  const browser = await launch("chromium");
  try {
    const page = await open(browser, { width: 360 });
    await form.openForm(page, form.saved("work-permit"));
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
    assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
    /** What somebody sees of an element. @param {string} selector */
    const seen = async (selector) => Buffer.from(await /** @type {import("puppeteer-core").ElementHandle} */ (await page.$(selector)).screenshot()).toString("base64");
    await t.test("buttons have an edge", async () => {
      const edges = await page.$$eval(".button", (all) => all.filter((one) => one.checkVisibility()).map((one) => parseFloat(getComputedStyle(one).borderTopWidth)));
      assert.ok(edges.length > 0 && edges.every((edge) => edge >= 1), String(edges));
    });
    await press(page, "[data-do=start]");
    await t.test("what is chosen looks chosen", async () => {
      const choice = `${at("permit_kind")} .choice`;
      const before = await seen(choice);
      await press(page, "#f-permit_kind", " ");
      await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
      assert.notEqual(await seen(choice), before);
    });
    await t.test("the focus is seen", async () => {
      const button = ".step:not([hidden]) .actions .button";
      const before = await seen(button);
      // By keyboard, as somebody comes to it.
      await page.focus(button);
      await page.keyboard.press("Tab");
      await page.keyboard.down("Shift");
      await page.keyboard.press("Tab");
      await page.keyboard.up("Shift");
      assert.notEqual(await seen(button), before);
      assert.notEqual(await page.$eval(button, (one) => getComputedStyle(one).outlineStyle), "none");
    });
    await t.test("progress is told by more than colour", async () => {
      const marks = await page.$$eval(".bar i", (all) => all.map((one) => getComputedStyle(one).backgroundColor));
      assert.ok(new Set(marks).size > 1, String(marks));
    });
    await t.test("an error is told by more than colour", async () => {
      await form.onwards(page);
      await arrive(page, "passport");
      await form.onwards(page);
      assert.ok((await form.problems(page)).length > 0);
      const edges = await page.$$eval(".step:not([hidden]) [data-problems], .step:not([hidden]) .field.wrong", (all) => all.map((one) => parseFloat(getComputedStyle(one).borderInlineStartWidth)));
      assert.ok(edges.length > 1 && edges.every((edge) => edge >= 1), String(edges));
    });
    assert.deepEqual(page.troubles, []);
  } finally {
    await browser.close();
  }
});

// Search as people type: without the right letters, in capitals, half a word, by keyboard.
// @ts-check
import assert from "node:assert/strict";
import { inEach, open } from "./browser.mjs";
import { url } from "./pages.mjs";

const FIELD = "main input[type='search']";
const RESULTS = "main [data-search-results] a[href]";
const STATUS = "main [data-search-status]";

/**
 * Language, what is typed, and what one of the results' marked words must look like.
 * @type {[string, string, RegExp][]}
 */
const QUERIES = [
  ["az", "muraciet", /müraciət/i],
  ["az", "MÜRACİƏT", /müraciət/i],
  ["az", "is icazesi", /iş/i],
  ["az", "ıcaz", /icaz/i],
  ["az", "İCAZƏ", /icazə/i],
  ["az", "qeydiy", /qeydiy/i],
  ["en", "permit", /permit/i],
  ["en", "citizen", /citizen/i],
  ["ru", "разрешение", /разрешени/i],
  ["ru", "ВИЗА", /виз/i],
  ["ru", "граждан", /граждан/i],
  ["ar", "تصريح", /تصريح/],
  ["ar", "العمل", /عمل/],
];

async function look(page, base, lang, words) {
  await page.goto(base + url(lang, "search.md"), { waitUntil: "load" });
  await page.type(FIELD, words);
  await page.waitForFunction((selector) => document.querySelectorAll(selector).length > 0, { timeout: 20_000, polling: 50 }, RESULTS);
  // Results follow the last letter, not the first.
  await new Promise((done) => setTimeout(done, 400));
  return page.evaluate(
    (results, status) => ({
      count: document.querySelectorAll(results).length,
      marks: [...document.querySelectorAll("main [data-search-results] mark")].map((one) => one.textContent ?? ""),
      said: document.querySelector(status)?.textContent ?? "",
      announced: document.querySelector(status)?.getAttribute("role"),
    }),
    RESULTS,
    STATUS,
  );
}

inEach("search", async (t, browser, base) => {
  const page = await open(browser, { width: 360, height: 740 });
  for (const [lang, words, mark] of QUERIES) {
    await t.test(`${lang} ${words}`, async () => {
      page.troubles.length = 0;
      const seen = await look(page, base, lang, words);
      assert.ok(seen.marks.some((one) => mark.test(one)), `marked: ${seen.marks.slice(0, 8)}`);
      // In Arabic one and two are words.
      assert.match(seen.said, lang === "ar" ? /\S/ : /\d/, "the count is said");
      assert.equal(seen.announced, "status", "and announced");
      assert.deepEqual(page.troubles, []);
    });
  }

  await t.test("nothing found says so and stays calm", async () => {
    await page.goto(base + url("az", "search.md"), { waitUntil: "load" });
    await page.type(FIELD, "zzzzqqqq");
    await page.waitForFunction(
      (selector) => /\d|tapılmadı/i.test(document.querySelector(selector)?.textContent ?? ""),
      { timeout: 20_000, polling: 50 },
      STATUS,
    );
    assert.equal(await page.$$eval(RESULTS, (all) => all.length), 0);
    assert.deepEqual(page.troubles, []);
  });

  await t.test("from any page, by keyboard, to a guide", async () => {
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(base + url("az", "contact.md"), { waitUntil: "load" });
    await page.focus("header details:has(form[role='search']) > summary");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("header input[type='search']")?.checkVisibility(), { timeout: 5_000, polling: 50 });
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement?.matches("header input[type='search']")), "the field comes after what opens it");
    await page.keyboard.type("qeydiyyat");
    await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("Enter")]);
    assert.equal(new URL(page.url()).pathname, url("az", "search.md"));
    await page.waitForFunction((selector) => document.querySelectorAll(selector).length > 0, { timeout: 20_000, polling: 50 }, RESULTS);
    assert.equal(await page.$eval(FIELD, (one) => /** @type {HTMLInputElement} */ (one).value), "qeydiyyat");
    await page.focus(FIELD);
    for (let steps = 0; steps < 5; steps++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((selector) => document.activeElement?.matches(selector), RESULTS)) break;
    }
    assert.ok(await page.evaluate((selector) => document.activeElement?.matches(selector), RESULTS), "Tab leads to the results");
    await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("Enter")]);
    assert.match(new URL(page.url()).pathname, /^\/az\/.+\/$/);
  });
});

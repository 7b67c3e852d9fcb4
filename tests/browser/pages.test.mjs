// What holds on every kind of page in every language: language and direction, one heading, no
// trouble in the console, nothing that needs sideways scrolling on a small phone, nothing too small
// to read, and all of it without JavaScript.
// @ts-check
import assert from "node:assert/strict";
import { inEach, open } from "./browser.mjs";
import { everyPage, LANGUAGES, KINDS, url } from "./pages.mjs";

/** What is looked at in one open page. */
function facts() {
  const visible = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const small = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (!parent || !texts.currentNode.textContent?.trim() || !visible(parent) || parent.closest("svg, sup, sub")) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    if (size < 16) small.add(`${parent.tagName.toLowerCase()}.${parent.className} ${size}px`);
  }
  // Words of another language that nobody marked as such; English has some that no other language here has.
  const english = /\b(the|and|with|your|from|this|are|have)\b/i;
  const strays = new Set();
  const ours = (element) => (element.closest("[lang]")?.getAttribute("lang") ?? "").startsWith("en");
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    const parent = all.currentNode.parentElement;
    const text = all.currentNode.textContent ?? "";
    if (parent && english.test(text) && !ours(parent) && !parent.closest("script, style, code, [translate='no']")) strays.add(text.trim().slice(0, 60));
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [alt], [placeholder], [data-ready], [data-found], [data-none], [data-failed], [data-loading]")) {
    for (const { name, value } of element.attributes) {
      if (/^(aria-label|title|alt|placeholder|data-.*)$/.test(name) && english.test(value) && !ours(element)) strays.add(`${name}: ${value.slice(0, 60)}`);
    }
  }
  const root = document.scrollingElement ?? document.documentElement;
  return {
    lang: document.documentElement.lang,
    dir: document.documentElement.dir || "ltr",
    headings: [...document.querySelectorAll("h1")].filter(visible).map((one) => one.textContent?.trim()),
    title: document.title,
    wide: root.scrollWidth > root.clientWidth,
    small: [...small],
    strays: [...strays],
    text: (document.querySelector("main") ?? document.body).innerText.replace(/\s+/g, " ").trim().length,
    inline: document.querySelectorAll("script:not([src]):not([type='application/ld+json']), style, [style], [onclick]").length,
  };
}

inEach("every page", async (t, browser, base) => {
  const page = await open(browser, { width: 360, height: 740 });
  for (const { name, url, lang, dir } of everyPage()) {
    await t.test(name, async () => {
      page.troubles.length = 0;
      await page.goto(base + url, { waitUntil: "load" });
      const seen = await page.evaluate(facts);
      assert.equal(seen.lang.split("-")[0], lang, "lang of <html>");
      assert.equal(seen.dir, dir, "dir of <html>");
      assert.equal(seen.headings.length, 1, `one <h1>: ${seen.headings}`);
      assert.ok(seen.title.length > 3, "a title");
      assert.equal(seen.wide, false, "scrolls sideways at 360 px");
      assert.deepEqual(seen.small, [], "text under 16 px");
      assert.equal(seen.inline, 0, "inline scripts and styles");
      assert.deepEqual(seen.strays, [], "English that is not marked as English");
      await page.setViewport({ width: 320, height: 640 });
      assert.equal((await page.evaluate(facts)).wide, false, "scrolls sideways at 320 px");
      await page.setViewport({ width: 360, height: 740 });
      // The site as committed has no statuses, and its list of interviews says so.
      const expected = (/** @type {string} */ trouble) => name.startsWith("interviews") && /\/status\/|status of 404/.test(trouble);
      assert.deepEqual(page.troubles.filter((trouble) => !expected(trouble)), []);
    });
  }
});

inEach(
  "without JavaScript",
  async (t, browser, base) => {
    const page = await open(browser, { width: 360, height: 740, script: false });
    const scripted = await open(browser, { width: 360, height: 740 });
    for (const { name, url, kind, lang } of everyPage()) {
      if (lang !== LANGUAGES[0].tag && lang !== "ar") continue;
      await t.test(name, async () => {
        page.troubles.length = 0;
        await page.goto(base + url, { waitUntil: "load" });
        const seen = await page.evaluate(facts);
        assert.equal(seen.headings.length, 1, "one <h1>");
        assert.equal(seen.wide, false, "scrolls sideways");
        assert.deepEqual(page.troubles, []);
        // Nothing to read hides behind a script; search is the one page that cannot do without, and says so.
        if (kind !== "search") {
          await scripted.goto(base + url, { waitUntil: "load" });
          const other = await scripted.evaluate(facts);
          assert.ok(seen.text > other.text * 0.8, `${seen.text} letters without, ${other.text} with scripts`);
        }
      });
    }
  },
  { browsers: ["chromium"] },
);

inEach("the language menu stays on the page", async (t, browser, base) => {
  const page = await open(browser);
  for (const { kind, path } of KINDS) {
    await t.test(kind, async () => {
      await page.goto(base + url("az", path), { waitUntil: "load" });
      for (const { tag, dir } of [...LANGUAGES.slice(1), LANGUAGES[0]]) {
        const link = await page.$eval(
          `a[hreflang="${tag}"][href^="/${tag}/"]`,
          (one) => /** @type {HTMLAnchorElement} */ (one).href,
        );
        assert.equal(link, base + url(tag, path));
        await page.goto(link, { waitUntil: "load" });
        assert.equal(await page.evaluate(() => document.documentElement.lang), tag);
        assert.equal(await page.evaluate(() => document.documentElement.dir || "ltr"), dir);
      }
    });
  }
});

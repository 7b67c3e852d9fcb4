// What a reader comes for: the home page's ways in, a guide's facts, the office list and its filter,
// a link to a heading, the visits calendar, the news feed.
// @ts-check
import assert from "node:assert/strict";
import { inEach, open } from "./browser.mjs";
import { LANGUAGES, url } from "./pages.mjs";

const OFFICES = "#offices > li";

const shown = (all) => all.filter((one) => one.checkVisibility({ checkVisibilityCSS: true })).length;

inEach("content", async (t, browser, base) => {
  const page = await open(browser);
  const go = (lang, path) => page.goto(base + url(lang, path), { waitUntil: "load" });

  for (const { tag } of LANGUAGES) {
    await t.test(`home ${tag} leads to the guides`, async () => {
      await go(tag, "_index.md");
      const links = await page.$$eval("main a[href]", (all) => all.map((one) => one.getAttribute("href")));
      for (const path of ["services/work-permit.md", "services/visa.md", "services/registration.md"]) {
        assert.ok(links.includes(url(tag, path)), `${url(tag, path)} is not among ${links.length} links`);
      }
    });

    await t.test(`guide ${tag} shows fees, documents and steps`, async () => {
      await go(tag, "services/work-permit.md");
      const text = await page.$eval("main", (one) => /** @type {HTMLElement} */ (one).innerText);
      assert.match(text, /350/);
      assert.match(text, /1[., \u00a0\u202f]?000/);
      assert.match(text, /\b20\b/);
      assert.ok((await page.$$eval("main table tbody tr", shown)) >= 3, "a fee table");
      assert.ok((await page.$$eval("main ol li", shown)) >= 4, "steps");
      const facts = await page.$eval("script[type='application/ld+json']", (one) => JSON.parse(one.textContent ?? ""));
      assert.match(JSON.stringify(facts), /GovernmentService/);
    });
  }

  await t.test("a link of the contents list leads to its heading", async () => {
    await go("az", "services/work-permit.md");
    const anchors = await page.$$eval("nav a[href^='#']", (all) => all.map((one) => one.getAttribute("href") ?? ""));
    assert.ok(anchors.length >= 2, "a contents list");
    const missing = await page.evaluate((all) => all.filter((one) => !document.getElementById(decodeURIComponent(one.slice(1)))), anchors);
    assert.deepEqual(missing, []);
  });

  await t.test("offices: all twelve, and the filter narrows them", async () => {
    await go("az", "offices.md");
    assert.equal(await page.$$eval(OFFICES, shown), 12);
    const region = await page.$eval(`${OFFICES}:last-of-type`, (one) => one.getAttribute("data-region") ?? "");
    await page.select("form[data-filter] select[name='region']", region);
    await page.waitForFunction(
      (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length < 12,
      { timeout: 5_000, polling: 50 },
      OFFICES,
    );
    const left = await page.$$eval(OFFICES, (all) => all.filter((one) => one.checkVisibility()).map((one) => one.getAttribute("data-region")));
    assert.ok(left.length >= 1 && left.every((one) => one === region), `${left} for ${region}`);
    assert.match(await page.$eval("form[data-filter] [role='status']", (one) => one.textContent ?? ""), /\S/);
  });

  await t.test("offices: every pin of the map leads to its office", async () => {
    await go("az", "offices.md");
    const pins = await page.$$eval("main svg a", (all) => all.map((one) => ({ to: one.getAttribute("href") ?? "", name: one.getAttribute("aria-label") ?? "" })));
    assert.equal(pins.length, 12);
    for (const { to, name } of pins) {
      assert.match(name, /\p{L}{3}/u, "a pin has a name");
      assert.ok(await page.$(to), `${to} is an office`);
    }
  });

  await t.test("the calendar of visits is a calendar", async () => {
    await go("az", "travelling-desk.md");
    const link = await page.$eval("a[href$='.ics']", (one) => /** @type {HTMLAnchorElement} */ (one).href);
    const text = await page.evaluate(async (address) => (await fetch(address)).text(), link);
    assert.match(text, /^BEGIN:VCALENDAR\r\n/);
    assert.match(text, /BEGIN:VEVENT\r\n[\s\S]*DTSTART/);
    assert.ok(text.split("\r\n").every((line) => new TextEncoder().encode(line).length <= 75), "lines of at most 75 bytes");
  });

  for (const { tag } of LANGUAGES) {
    await t.test(`news feed ${tag}`, async () => {
      await go(tag, "news/_index.md");
      const link = await page.$eval("link[type='application/atom+xml']", (one) => /** @type {HTMLLinkElement} */ (one).href);
      const path = new URL(link).pathname;
      const seen = await page.evaluate(async (address) => {
        const feed = new DOMParser().parseFromString(await (await fetch(address)).text(), "application/xml");
        return { root: feed.documentElement.localName, entries: feed.querySelectorAll("entry").length, lang: feed.documentElement.getAttribute("xml:lang") };
      }, path);
      assert.equal(seen.root, "feed");
      // What is lent by another language is that language's news.
      assert.ok(seen.entries >= (tag === "ar" ? 0 : 1));
    });
  }

  await t.test("an unknown address answers with a 404 page of its language", async () => {
    for (const { tag, dir } of LANGUAGES) {
      const answer = await page.goto(`${base}/${tag}/no/such/page/`, { waitUntil: "load" });
      assert.equal(answer?.status(), 404);
      assert.equal(await page.evaluate(() => document.documentElement.lang), tag);
      assert.equal(await page.evaluate(() => document.documentElement.dir || "ltr"), dir);
    }
  });

  await t.test("a borrowed page says so, and is marked as what it is", async () => {
    await go("ar", "rights.md");
    const seen = await page.evaluate(() => ({
      borrowed: document.querySelector("main [lang='en'], main[lang='en']") !== null,
      dir: document.querySelector("[lang='en'][dir='ltr']") !== null,
      alternates: [...document.querySelectorAll("link[hreflang]")].map((one) => one.getAttribute("hreflang")),
    }));
    assert.ok(seen.borrowed && seen.dir, "the English text is marked as English, left to right");
    assert.deepEqual(seen.alternates, [], "and is not offered to search engines as Arabic");
  });
});

// After one visit the site opens with the network gone: the server is stopped, not simulated away.
// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { BROWSERS, launch, open } from "./browser.mjs";
import * as form from "./forms.mjs";
import { SITE, url } from "./pages.mjs";
import { serve } from "./server.mjs";

for (const name of BROWSERS) {
  for (const lang of ["az", "ar"]) {
    test(`offline, ${lang} (${name})`, { timeout: 120_000 }, async () => {
      const server = await serve(SITE);
      const browser = await launch(name);
      try {
        const page = await open(browser);
        await page.goto(server.url + url(lang, "_index.md"), { waitUntil: "load" });
        await page.waitForFunction(
          () => {
            const status = document.querySelector("[data-offline-status]");
            return status?.checkVisibility() && status.textContent?.includes(status.getAttribute("data-ready") ?? "?");
          },
          { timeout: 60_000, polling: 250 },
        );
        await server.close();

        await page.reload({ waitUntil: "load" });
        assert.ok((await page.$$eval("h1", (all) => all.length)) === 1, "the page again");
        const guide = url(lang, "services/work-permit.md");
        await page.goto(server.url + guide, { waitUntil: "load" });
        assert.equal(new URL(page.url()).pathname, guide);
        const seen = await page.evaluate(() => ({
          lang: document.documentElement.lang,
          heading: document.querySelector("h1")?.textContent?.trim(),
          styled: getComputedStyle(document.body).fontFamily !== "" && document.styleSheets.length > 0,
          rules: [...document.styleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0),
        }));
        assert.equal(seen.lang, lang);
        assert.ok(seen.heading && seen.styled && seen.rules > 20, "the guide with its styles");

        await page.goto(`${server.url}/${lang}/no-such-page/`, { waitUntil: "load" });
        assert.equal(await page.evaluate(() => document.documentElement.lang), lang, "an unknown page has its own words");

        if (lang === "az") {
          await page.goto(server.url + url(lang, "search.md"), { waitUntil: "load" });
          await page.type("main input[type='search']", "muraciet");
          await page.waitForFunction(() => document.querySelectorAll("main mark").length > 0, { timeout: 20_000, polling: 100 });
        }
      } finally {
        await browser.close();
        await server.close();
      }
    });
  }
}

for (const name of BROWSERS) {
  test(`a form on the site opens and can be filled in with the network gone (${name})`, { timeout: 180_000 }, async () => {
    const server = await serve(SITE);
    const browser = await launch(name);
    try {
      const page = await open(browser, { width: 360 });
      await page.goto(`${server.url}/en/forms/work-permit/`, { waitUntil: "load" });
      // It says when it is ready.
      await page.waitForFunction(() => document.querySelector("[data-kept]")?.checkVisibility(), { timeout: 60_000, polling: 250 });
      const fill = await page.$eval(".here a.button", (link) => /** @type {HTMLAnchorElement} */ (link).href);
      await server.close();

      await page.goto(fill, { waitUntil: "load" });
      await form.ready(page);
      assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
      await form.press(page, "[data-do=start]");
      await form.fill(page, { permit: { permit_kind: "new" } });
      assert.equal(await form.step(page), "passport");
    } finally {
      await browser.close();
      await server.close();
    }
  });
}

// axe finds nothing on any kind of page, in any language, light and dark, also on a phone.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inEach, open } from "./browser.mjs";
import { everyPage } from "./pages.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe has against the page, one line for each element. */
async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    // Every rule, the experimental ones left out: WCAG 2.2 A and AA and what axe calls best practice.
    const found = await globalThis.axe.run(document, { rules: { "target-size": { enabled: true } } });
    return found.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.html.slice(0, 120)}: ${node.any[0]?.message ?? rule.help}`),
    );
  });
}

for (const dark of [false, true]) {
  inEach(
    "axe",
    async (t, browser, base) => {
      const page = await open(browser);
      for (const { name, url, kind } of everyPage()) {
        await t.test(name, async () => {
          // One kind of page on a phone each: the layout differs, the colours do not.
          await page.setViewport(kind.length % 2 ? { width: 360, height: 800 } : { width: 1280, height: 900 });
          await page.goto(base + url, { waitUntil: "load" });
          assert.deepEqual(await violations(page), []);
        });
      }
    },
    // Colours are the page's own in every browser: dark once is enough.
    { dark, browsers: dark ? ["chromium"] : undefined },
  );
}

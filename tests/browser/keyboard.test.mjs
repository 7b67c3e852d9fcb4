// The site by keyboard alone: the skip link comes first and works, what has the focus can be seen
// and is not covered, and everything that can be clicked can be reached.
// @ts-check
import assert from "node:assert/strict";
import { inEach, open } from "./browser.mjs";
import { KINDS, url } from "./pages.mjs";

/** The element that has the focus, and whether somebody could see that it has. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const middle = [box.left + Math.min(box.width, 40) / 2, box.top + Math.min(box.height, 40) / 2];
  const top = document.elementFromPoint(Math.max(0, middle[0]), Math.max(0, middle[1]));
  return {
    name: `${element.tagName.toLowerCase()} "${(element.textContent ?? "").trim().slice(0, 40)}"`,
    href: element.getAttribute("href"),
    marked: outlined || style.boxShadow !== "none",
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    covered: top !== null && !element.contains(top) && !top.contains(element) && !top.closest("label")?.contains(element),
  };
}

inEach("keyboard", async (t, browser, base) => {
  const page = await open(browser);
  for (const lang of ["az", "ar"]) {
    for (const { kind, path } of KINDS.filter(({ kind }) => ["home", "guide", "offices", "search", "fees"].includes(kind))) {
      await t.test(`${kind} ${lang}`, async () => {
        await page.goto(base + url(lang, path), { waitUntil: "load" });
        const interactive = await page.evaluate(
          () =>
            [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(
              (one) => one.checkVisibility({ checkVisibilityCSS: true }) && !one.hasAttribute("disabled") && !one.closest("[hidden]"),
            ).length,
        );
        await page.evaluate(() => window.focus());
        let steps = 0;
        for (; steps < Math.min(interactive, 60); steps++) {
          await page.keyboard.press("Tab");
          let seen = await page.evaluate(focused);
          // Scrolling to it may be smooth, and then takes a moment.
          for (let wait = 0; seen && (!seen.inView || seen.covered) && wait < 20; wait++) {
            await new Promise((done) => setTimeout(done, 50));
            seen = await page.evaluate(focused);
          }
          if (!seen) break;
          if (steps === 0) assert.match(seen.href ?? "", /^#/, `first is the skip link, not ${seen.name}`);
          assert.ok(seen.inView, `${seen.name} has the focus out of sight`);
          assert.ok(seen.marked, `${seen.name} does not show that it has the focus`);
          assert.ok(!seen.covered, `${seen.name} has the focus under something else`);
        }
        assert.ok(steps >= Math.min(interactive, 60) * 0.8, `${steps} of ${interactive} reached`);
      });
    }
  }
  await t.test("the skip link goes to the content", async () => {
    await page.goto(base + url("az", "services/work-permit.md"), { waitUntil: "load" });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.querySelector("main")?.contains(document.activeElement)));
  });
});

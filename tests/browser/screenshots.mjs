// Pictures of the pages that matter, to look at and for the README:
//   node tests/browser/screenshots.mjs [folder] [kind ...]
// @ts-check
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, open } from "./browser.mjs";
import { KINDS, SITE, url, CHOOSER } from "./pages.mjs";
import { serve } from "./server.mjs";

const [out = "/tmp/screenshots", ...only] = process.argv.slice(2);
const WANTED = ["home", "services", "guide", "fees", "offices", "visits", "search", "news", "contact"];
const full = !process.env.FOLD;

mkdirSync(out, { recursive: true });
const server = await serve(SITE);
for (const dark of [false, true]) {
  const browser = await launch("chromium", { dark });
  for (const width of [360, 1280]) {
    const page = await open(browser, { width, height: width === 360 ? 740 : 900 });
    for (const kind of only.length ? only : WANTED) {
      for (const lang of ["az", "ar"]) {
        const known = KINDS.find((one) => one.kind === kind);
        const address = known ? url(lang, known.path) : CHOOSER;
        await page.goto(server.url + address + (kind === "search" ? (lang === "az" ? "?q=muraciet" : "?q=تصريح") : ""), { waitUntil: "networkidle0" });
        const name = `${kind}-${lang}-${width}-${dark ? "dark" : "light"}.png`;
        await page.screenshot({ path: /** @type {`${string}.png`} */ (join(out, name)), fullPage: full });
        console.log(join(out, name));
      }
    }
    await page.close();
  }
  await browser.close();
}
await server.close();

// @ts-check
// The theme's scripts as modules. They carry the name .js for the browser, without
// a package.json beside them, which older Node takes for CommonJS: they are copied
// under names that say what they are.
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const root = new URL("../../", import.meta.url);
const scripts = new URL("themes/gov/scripts/", root);
const copies = mkdtempSync(join(tmpdir(), "sayyar-scripts-"));
for (const name of readdirSync(scripts).filter((name) => name.endsWith(".js"))) {
  const text = readFileSync(new URL(name, scripts), "utf8");
  writeFileSync(join(copies, name.replace(/\.js$/, ".mjs")), text.replace(/(["']\.\/[\w-]+)\.js(["'])/g, "$1.mjs$2"));
}

/** @param {string} name a script of the repository that imports no other */
export function script(name) {
  const copy = join(copies, name.replaceAll("/", "-").replace(/\.js$/, ".mjs"));
  writeFileSync(copy, readFileSync(new URL(name, root), "utf8"));
  return import(pathToFileURL(copy).href);
}
/** @param {string} name a file of themes/gov/scripts */
export const load = (name) => import(pathToFileURL(join(copies, name.replace(/\.js$/, ".mjs"))).href);
/** @param {string} name a file of themes/gov/scripts */
export const source = (name) => readFileSync(new URL(name, scripts), "utf8");

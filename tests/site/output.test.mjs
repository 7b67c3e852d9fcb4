// The finished site as files, without a browser: everything that points somewhere points at
// something, languages agree with each other, nothing is heavier than promised.
// @ts-check
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { KINDS, LANGUAGES, ROOT, SITE, url } from "../browser/pages.mjs";

const files = readdirSync(SITE, { recursive: true, encoding: "utf8" })
  .filter((name) => statSync(join(SITE, name)).isFile())
  .sort();
const read = (/** @type {string} */ path) => readFileSync(join(SITE, path), "utf8");

/**
 * One page: its address and its tags with their attributes.
 * @typedef {{ name: string, attributes: Record<string, string> }} Tag
 * @typedef {{ path: string, url: string, text: string, tags: Tag[], ids: Set<string>, base: string }} Page
 */
const unescape = (/** @type {string} */ text) =>
  text.replace(/&quot;/g, '"').replace(/&#39;|&#x27;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&#x2f;/gi, "/").replace(/&amp;/g, "&");

/** @param {string} text @returns {Tag[]} */
function tagsOf(text) {
  const bare = text.replace(/<!--[\s\S]*?-->/g, "").replace(/(<script\b[^>]*>)[\s\S]*?<\/script>/g, "$1");
  return [...bare.matchAll(/<([a-zA-Z][\w-]*)((?:\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/g)].map(([, name, rest]) => ({
    name: name.toLowerCase(),
    attributes: Object.fromEntries(
      [...rest.matchAll(/([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)].map(([, key, a, b, c]) => [key.toLowerCase(), unescape(a ?? b ?? c ?? "")]),
    ),
  }));
}

/** @type {Page[]} */
const pages = files
  .filter((path) => path.endsWith(".html"))
  .map((path) => {
    const text = read(path);
    const tags = tagsOf(text);
    const ids = new Set(tags.map((tag) => tag.attributes.id).filter(Boolean));
    const address = `/${path}`.replace(/index\.html$/, "");
    const canonical = tags.find((tag) => tag.attributes.rel === "canonical")?.attributes.href ?? "";
    return { path, url: address, text, tags, ids, base: canonical ? new URL(canonical).origin : "" };
  });
/** Pages of forms carry all they need, so other rules hold for them. @type {(page: Page) => boolean} */
const isForm = (page) => page.path.startsWith("forms/");
const forms = pages.filter(isForm);
const byUrl = new Map(pages.map((page) => [page.url, page]));
const base = pages.find((page) => page.base)?.base ?? "";

/** What a static host answers at an address: a file's path, or nothing. */
function target(/** @type {string} */ path) {
  const name = decodeURIComponent(path).slice(1);
  if (path.endsWith("/")) return existsSync(join(SITE, name, "index.html")) ? posix.join(name, "index.html") : null;
  return existsSync(join(SITE, name)) && statSync(join(SITE, name)).isFile() ? name : null;
}

/** Fails with the whole list. @param {string[]} found @param {string} what */
function none(found, what) {
  assert.equal(found.length, 0, `${what}:\n  ${found.slice(0, 40).join("\n  ")}${found.length > 40 ? `\n  and ${found.length - 40} more` : ""}`);
}

/** Every address in the page's attributes. @param {Page} page */
function addresses(page) {
  return page.tags.flatMap(({ name, attributes }) =>
    ["href", "src", "action", "poster", "data-index", "data-worker", "data-src"]
      .filter((key) => attributes[key] !== undefined && !(name === "link" && /^(canonical|alternate)$/.test(attributes.rel) && /^https?:/.test(attributes[key])))
      .map((key) => attributes[key]),
  );
}

test("there are pages in every language", () => {
  for (const { tag } of LANGUAGES) assert.ok(pages.filter((page) => page.path.startsWith(`${tag}/`)).length >= KINDS.length, tag);
});

test("every link leads to a file, every fragment to an element", () => {
  const dead = [];
  for (const page of pages) {
    for (const address of addresses(page)) {
      if (/^(https?:|mailto:|tel:|data:|sms:|geo:)/.test(address)) continue;
      const to = new URL(address, `http://site${page.url}`);
      const file = target(to.pathname);
      if (!file) dead.push(`${page.path}: ${address}`);
      else if (to.hash && file.endsWith(".html")) {
        const id = decodeURIComponent(to.hash.slice(1));
        const other = pages.find((one) => one.path === file);
        // The page of a form is told in which language to open.
        if (other && isForm(other) && /^lang=[a-z-]+$/.test(id)) continue;
        if (!other?.ids.has(id)) dead.push(`${page.path}: ${address} (no such id)`);
      }
    }
  }
  none(dead, "dead");
});

test("ids are unique, and what refers to one finds it", () => {
  const wrong = [];
  for (const page of pages) {
    const all = page.tags.map((tag) => tag.attributes.id).filter(Boolean);
    for (const id of new Set(all.filter((id, at) => all.indexOf(id) !== at))) wrong.push(`${page.path}: id ${id} twice`);
    for (const { attributes } of page.tags) {
      for (const key of ["for", "aria-labelledby", "aria-describedby", "aria-controls", "list"]) {
        for (const id of (attributes[key] ?? "").split(/\s+/).filter(Boolean)) {
          if (!page.ids.has(id)) wrong.push(`${page.path}: ${key}="${id}"`);
        }
      }
    }
  }
  none(wrong, "ids");
});

test("nothing unfinished is left in a page", () => {
  const found = [];
  for (const page of pages) {
    const text = page.text.replace(/<pre[\s\S]*?<\/pre>|<code[\s\S]*?<\/code>|<(script|style)\b[\s\S]*?<\/\1>/g, "");
    for (const [word] of text.matchAll(/\{\{|\}\}|\{%|%\}|\{ ?\$\w+|\bundefined\b|\[object |\bNaN\b|__tera/g)) found.push(`${page.path}: ${word}`);
  }
  none(found, "left over");
});

test("a page holds no inline script, style or handler", () => {
  const found = [];
  for (const page of pages.filter((page) => !isForm(page))) {
    for (const { name, attributes } of page.tags) {
      if (name === "style" || attributes.style !== undefined) found.push(`${page.path}: style`);
      if (name === "script" && attributes.src === undefined && attributes.type !== "application/ld+json") found.push(`${page.path}: script`);
      for (const key of Object.keys(attributes)) if (/^on[a-z]+$/.test(key)) found.push(`${page.path}: ${key}`);
      for (const key of ["href", "src", "action"]) if (/^\s*(javascript|data):/i.test(attributes[key] ?? "")) found.push(`${page.path}: ${attributes[key]}`);
    }
  }
  none(found, "inline");
});

test("the page of a form runs what its policy names, reaches nothing, and weighs what was promised", () => {
  assert.ok(forms.length > 0);
  const wrong = [];
  for (const page of forms) {
    const policy = page.tags.find((tag) => tag.attributes["http-equiv"] === "Content-Security-Policy")?.attributes.content ?? "";
    if (!policy.startsWith("default-src 'none'; ") || /connect-src|unsafe-inline|'unsafe-eval'|https?:/.test(policy)) wrong.push(`${page.path}: ${policy}`);
    for (const [, kind, attributes, text] of page.text.matchAll(/<(script|style)([^>]*)>([\s\S]*?)<\/\1>/g)) {
      if (/type="(text\/plain|application\/json)"/.test(attributes)) continue;
      const digest = `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
      if (!policy.includes(digest)) wrong.push(`${page.path}: a ${kind} that the policy does not name`);
    }
    for (const { attributes } of page.tags) {
      for (const key of Object.keys(attributes)) if (/^on[a-z]+$/.test(key) || key === "style") wrong.push(`${page.path}: ${key}`);
    }
    const size = statSync(join(SITE, page.path)).size;
    if (size > 480_000) wrong.push(`${page.path}: ${size} bytes`);
  }
  none(wrong, "forms");
});

test("nothing is loaded from anywhere else", () => {
  const found = [];
  for (const page of pages) {
    for (const { name, attributes } of page.tags) {
      const loads = ["script", "img", "iframe", "source", "video", "audio"].includes(name) ? attributes.src : name === "link" && /stylesheet|icon|manifest|preload|modulepreload/.test(attributes.rel ?? "") ? attributes.href : undefined;
      if (loads && /^(https?:)?\/\//.test(loads)) found.push(`${page.path}: ${loads}`);
    }
  }
  none(found, "from elsewhere");
});

test("styles and scripts are what their integrity says", () => {
  const wrong = [];
  const seen = new Set();
  for (const page of pages) {
    for (const { name, attributes } of page.tags) {
      const file = attributes.src ?? attributes.href;
      if (!attributes.integrity) {
        if (name === "script" && attributes.src) wrong.push(`${page.path}: ${attributes.src} without integrity`);
        continue;
      }
      if (seen.has(`${file} ${attributes.integrity}`)) continue;
      seen.add(`${file} ${attributes.integrity}`);
      const [kind, digest] = attributes.integrity.split(/-(.*)/s);
      const actual = createHash(kind).update(readFileSync(join(SITE, file.slice(1)))).digest("base64");
      if (actual !== digest) wrong.push(`${page.path}: ${file}`);
    }
  }
  none(wrong, "integrity");
});

test("translations name each other, and borrowed pages keep out of it", () => {
  const wrong = [];
  for (const page of pages) {
    const alternates = page.tags.filter((tag) => tag.name === "link" && tag.attributes.rel === "alternate" && tag.attributes.hreflang);
    const noindex = page.tags.some((tag) => tag.attributes.name === "robots" && /noindex/.test(tag.attributes.content ?? ""));
    if (noindex && alternates.length) wrong.push(`${page.path}: noindex with alternates`);
    const own = base + page.url;
    if (alternates.length && !alternates.some((tag) => tag.attributes.href === own)) wrong.push(`${page.path}: does not name itself`);
    if (alternates.length && !alternates.some((tag) => tag.attributes.hreflang === "x-default")) wrong.push(`${page.path}: no x-default`);
    for (const { attributes } of alternates) {
      const other = byUrl.get(new URL(attributes.href).pathname);
      if (!other) wrong.push(`${page.path}: ${attributes.href}`);
      else if (page.url !== "/" && attributes.hreflang !== "x-default" && !other.tags.some((tag) => tag.attributes.rel === "alternate" && tag.attributes.href === own)) {
        wrong.push(`${page.path}: ${other.path} does not answer`);
      }
    }
  }
  none(wrong, "hreflang");
});

test("the language of a page is its folder's", () => {
  const wrong = [];
  for (const page of pages) {
    const lang = page.tags.find((tag) => tag.name === "html")?.attributes.lang;
    const folder = page.path.split("/")[0];
    const known = LANGUAGES.find((one) => one.tag === folder);
    if (known && lang !== folder && !page.tags.some((tag) => tag.attributes["http-equiv"] === "refresh")) wrong.push(`${page.path}: ${lang}`);
  }
  none(wrong, "lang");
});

test("the site map lists what search engines should find, and nothing else", () => {
  const listed = [...read("sitemap.xml").matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => unescape(loc));
  const wanted = pages
    .filter((page) => page.tags.some((tag) => tag.attributes.rel === "canonical" && tag.attributes.href === base + page.url))
    .filter((page) => !page.tags.some((tag) => tag.attributes.name === "robots" && /noindex/.test(tag.attributes.content ?? "")))
    .filter((page) => page.url !== "/" && !page.url.endsWith("404.html"))
    .map((page) => base + page.url);
  assert.deepEqual(listed.filter((one) => !wanted.includes(one)), [], "listed and not wanted");
  assert.deepEqual(wanted.filter((one) => !listed.includes(one)), [], "wanted and not listed");
  assert.equal(new Set(listed).size, listed.length, "nothing twice");
});

test("machine-readable services are valid JSON-LD", () => {
  let found = 0;
  for (const page of pages) {
    for (const [, json] of page.text.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)) {
      assert.match(JSON.stringify(JSON.parse(json)), /"@context":"https:\/\/schema\.org/, page.path);
      found++;
    }
  }
  assert.ok(found >= 9 * LANGUAGES.length, `${found} pages with JSON-LD`);
});

test("every language shows the same fees", () => {
  const guides = readdirSync(join(ROOT, "content", "az", "services")).filter((name) => name.endsWith(".md") && name !== "_index.md");
  for (const name of guides) {
    const amounts = LANGUAGES.map(({ tag }) => {
      const text = read(`${url(tag, `services/${name}`).slice(1)}index.html`);
      const cells = [...text.matchAll(/<t[dh][^>]*>([^<]*(?:<bdi[^>]*>[^<]*<\/bdi>)?[^<]*)<\/t[dh]>/g)].map(([, cell]) => cell.replace(/<[^>]*>/g, ""));
      return cells.filter((cell) => /AZN|USD|₼|ман|\$/.test(cell)).map((cell) => cell.replace(/[^\d]/g, ""));
    });
    for (const other of amounts.slice(1)) assert.deepEqual(other, amounts[0], name);
  }
});

test("the manifest and the icons it names are there", () => {
  for (const { tag } of LANGUAGES) {
    const manifest = JSON.parse(read(`${tag}/manifest.webmanifest`));
    assert.equal(manifest.lang, tag);
    assert.ok(manifest.name && manifest.icons.length >= 1);
    for (const icon of manifest.icons) assert.ok(target(new URL(icon.src, `http://site/${tag}/`).pathname), icon.src);
  }
});

const weight = (/** @type {string} */ path) => gzipSync(readFileSync(join(SITE, path)), { level: 9 }).length;

/** A module and what it imports at once. @param {string} path @param {Set<string>} seen */
function modules(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, , to] of read(path).matchAll(/(?:^|[;}\n])\s*(import|export)\b[^("';]*["'](\.\/[^"']+)["']/g)) modules(posix.join(posix.dirname(path), to), seen);
  return seen;
}

test("pages weigh what was promised (gzip)", () => {
  const heavy = [];
  for (const page of pages.filter((page) => !isForm(page))) {
    const styles = page.tags.filter((tag) => tag.attributes.rel === "stylesheet").map((tag) => tag.attributes.href.slice(1));
    const scripts = new Set(page.tags.filter((tag) => tag.name === "script" && tag.attributes.src).flatMap((tag) => [...modules(tag.attributes.src.slice(1))]));
    const css = styles.reduce((sum, path) => sum + weight(path), 0);
    const js = [...scripts].reduce((sum, path) => sum + weight(path), 0);
    const all = weight(page.path) + css + js;
    if (css > 12_000) heavy.push(`${page.path}: ${css} bytes of CSS`);
    if (js > 8_000) heavy.push(`${page.path}: ${js} bytes of JavaScript`);
    if (all > 40_000) heavy.push(`${page.path}: ${all} bytes`);
  }
  none(heavy, "too heavy");
});

/** A script that only some pages fetch, with what it imports. @param {string} name */
const own = (name) => [...modules(`assets/${files.find((path) => new RegExp(`^assets/${name}\\.[0-9a-f]+\\.js$`).test(path))?.slice(7)}`)].reduce((sum, path) => sum + weight(path), 0);

test("what only the pages load that are online weighs what was promised (gzip)", () => {
  assert.ok(own("track") < 8_000, `${own("track")} bytes to track`);
  assert.ok(own("interviews") < 4_000, `${own("interviews")} bytes for the list of interviews`);
  assert.ok(own("hand-in") < 12_000, `${own("hand-in")} bytes to hand in`);
  // With the engine, which is compressed already.
  const engine = files.filter((path) => path.startsWith("engine/"));
  assert.equal(engine.length, 2);
  const all = weight(url("en", "track.md").slice(1) + "index.html") + own("track") + engine.reduce((sum, path) => sum + statSync(join(SITE, path)).size, 0);
  assert.ok(all < 200_000, `${all} bytes`);
});

test("the fingerprint in a name is kept for ever, everything else is asked for", () => {
  const headers = read("_headers");
  assert.match(headers, /Content-Security-Policy: default-src 'none'/);
  assert.match(headers, /\/assets\/\*\n\s+Cache-Control: public, max-age=31536000, immutable/);
  assert.ok(!/'unsafe-inline'|'unsafe-eval'/.test(headers));
});

test("programs find their way", () => {
  assert.match(read("robots.txt"), /^User-agent: \*/);
  assert.match(read(".well-known/security.txt"), /^Contact: /);
  for (const { tag } of LANGUAGES) assert.match(read("_redirects"), new RegExp(`/${tag}/\\* /${tag}/404.html 404`));
});

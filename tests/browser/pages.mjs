// One list of the kinds of pages, and where they stand in each language. Every test that says
// "on every kind of page" walks this list; a new kind of page is a new line here.
// @ts-check
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const HERE = new URL(".", import.meta.url).pathname;
/** The repository. */
export const ROOT = join(HERE, "..", "..");
/** The built site. */
export const SITE = process.env.SITE ?? join(ROOT, "public");

/** Languages of the site: tag and direction. The first is the default. */
export const LANGUAGES = [
  { tag: "az", dir: "ltr" },
  { tag: "en", dir: "ltr" },
  { tag: "ru", dir: "ltr" },
  { tag: "ar", dir: "rtl" },
];

/** The newest article, so that the list does not name one that may go. */
const article = readdirSync(join(ROOT, "content", "az", "news"))
  .filter((name) => name.endsWith(".md") && name !== "_index.md")
  .sort()
  .at(-1);

/** A kind of page and the source file that shows it, under `content/<lang>/`. */
export const KINDS = [
  { kind: "home", path: "_index.md" },
  { kind: "services", path: "services/_index.md" },
  { kind: "guide", path: "services/work-permit.md" },
  { kind: "guide-of-three", path: "services/citizenship.md" },
  { kind: "guide-free", path: "services/registration.md" },
  { kind: "fees", path: "fees.md" },
  { kind: "offices", path: "offices.md" },
  { kind: "visits", path: "travelling-desk.md" },
  { kind: "training", path: "training.md" },
  { kind: "cooperation", path: "cooperation.md" },
  { kind: "contact", path: "contact.md" },
  { kind: "questions", path: "questions.md" },
  { kind: "news", path: "news/_index.md" },
  { kind: "article", path: `news/${article}` },
  { kind: "search", path: "search.md" },
  { kind: "page", path: "rights.md" },
  { kind: "apply", path: "apply.md" },
  { kind: "track", path: "track.md" },
  { kind: "hand-in", path: "hand-in.md" },
  { kind: "interviews", path: "interviews.md" },
  { kind: "accessibility", path: "accessibility.md" },
  { kind: "404", path: "404.md" },
  { kind: "offline", path: "offline.md" },
];

/** The page that offers the languages; it has no source file. */
export const CHOOSER = "/";

/** Address of a page of the default language: its path, with each `slug` of its front matter. */
function urlOfSource(lang, path) {
  const parts = path.replace(/(^|\/)_index\.md$/, "").split("/").filter(Boolean);
  const named = parts.map((part, at) => {
    const last = at === parts.length - 1 && part.endsWith(".md");
    const file = last ? parts.join("/") : [...parts.slice(0, at + 1), "_index.md"].join("/");
    const full = join(ROOT, "content", lang, file);
    const head = existsSync(full) ? readFileSync(full, "utf8").split("\n+++")[0] : "";
    return head.match(/^slug\s*=\s*"(.*)"$/m)?.[1] ?? part.replace(/\.md$/, "");
  });
  return `/${[lang, ...named].join("/")}/`;
}

/** The file of the built site behind an address. */
export function built(url) {
  const path = url.endsWith("/") ? `${url}index.html` : url;
  return readFileSync(join(SITE, path), "utf8");
}

/** Every address is taken from the language menu of the default language's page: what a reader would follow. */
export function url(lang, path) {
  const first = LANGUAGES[0].tag;
  let start = urlOfSource(first, path);
  if (path === "404.md") start = existsSync(join(SITE, start)) ? start : `/${first}/404.html`;
  if (lang === first) return start;
  const links = [...built(start).matchAll(/<a\s[^>]*>/g)].map(([tag]) => ({
    href: tag.match(/href="([^"]*)"/)?.[1],
    lang: tag.match(/\shreflang="([^"]*)"/)?.[1] ?? tag.match(/\slang="([^"]*)"/)?.[1],
  }));
  const found = links.find((one) => one.lang === lang && one.href?.startsWith(`/${lang}/`));
  if (!found?.href) throw new Error(`${start} has no link to its ${lang} version`);
  return found.href;
}

/** Each kind of page in each language, and the page that offers the languages. */
export function everyPage() {
  const all = LANGUAGES.flatMap(({ tag, dir }) =>
    KINDS.map(({ kind, path }) => ({ name: `${kind} ${tag}`, kind, lang: tag, dir, url: url(tag, path) })),
  );
  return [...all, { name: "languages", kind: "languages", lang: LANGUAGES[0].tag, dir: "ltr", url: CHOOSER }];
}

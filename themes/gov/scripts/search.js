// @ts-check
// The search page: results as one types. Without this script the form leads to
// the same page, which says so and links to the services. Loaded by app.js
// where there is a place for results; words come from data- attributes.
import { open } from "./find.js";

/** @typedef {Awaited<ReturnType<typeof open>>} Finder */

/** Results shown at a time. */
const SHOWN = 10;
/** Milliseconds of rest before a search while typing. */
const REST = 150;
/** Headings shown under a result. */
const SECTIONS = 3;
/** Numbers of which the page has the sentence: among them is each plural category of our languages. */
const SAMPLES = [0, 1, 2, 3, 11, 100];

/** Binds the search form of the page to its results. @param {Document} page */
export function start(page) {
  /** @type {HTMLFormElement | null} */
  const form = page.querySelector("main form[data-search][data-index]") ?? page.querySelector("form[data-search][data-index]");
  /** @type {HTMLElement | null} */
  const results = page.querySelector("[data-search-results]");
  /** @type {HTMLElement | null} */
  const status = page.querySelector("[data-search-status]");
  /** @type {HTMLInputElement | null} */
  const field = form?.querySelector("[name=q]") ?? null;
  if (!form || !results || !status || !field) return;
  /** @type {HTMLElement | null} */
  const empty = page.querySelector("[data-search-empty]");
  const language = page.documentElement.lang || "en";
  const index = new URL(form.dataset.index ?? "", page.baseURI).href;

  /** @type {Promise<Finder> | undefined} */
  let finder;
  /** The search that counts: an earlier one that ends later is dropped. */
  let latest = 0;
  /** What was asked last, so that the same is not asked, counted and read out again. */
  let asked = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rest;

  /** @param {string} text */
  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  /** @param {string} text @param {boolean} again  even if the same was asked before */
  const search = async (text, again) => {
    clearTimeout(rest);
    if (text === asked && !again) return;
    asked = text;
    const mine = ++latest;
    remember(text);
    if (text === "") {
      show([], false);
      say("");
      return;
    }
    const slow = setTimeout(() => mine === latest && say(status.dataset.loading ?? ""), 400);
    try {
      finder ??= open(index, json);
      const ready = await finder;
      const found = await ready.find(text);
      if (mine !== latest) return;
      const first = await ready.show(found.pages.slice(0, SHOWN));
      if (mine !== latest) return;
      show([], found.pages.length === 0);
      list(ready, found, first);
      const count = sentence(status, language, found.pages.length);
      say(found.some && found.pages.length > 0 ? `${status.dataset.partial ?? ""} ${count}`.trim() : count);
    } catch {
      finder = undefined;
      asked = "";
      if (mine === latest) {
        show([], false);
        say(status.dataset.failed ?? "");
      }
    } finally {
      clearTimeout(slow);
    }
  };

  /** @param {Node[]} nodes @param {boolean} nothing  whether the search found nothing */
  const show = (nodes, nothing) => {
    results.replaceChildren(...nodes);
    if (empty) empty.hidden = !nothing;
  };

  /**
   * The first results, and a button for more.
   * @param {Finder} ready
   * @param {import("./find.js").Found} found
   * @param {import("./find.js").Shown[]} first
   */
  const list = (ready, found, first) => {
    if (first.length === 0) return;
    const items = page.createElement("ol");
    items.className = "results";
    /** @param {import("./find.js").Shown[]} pages */
    const add = (pages) => items.append(...pages.map((shown) => item(page, ready, shown, found.beginnings)));
    add(first);
    results.append(items);
    if (found.pages.length <= SHOWN) return;
    const more = page.createElement("button");
    more.type = "button";
    more.className = "result-more";
    more.textContent = results.dataset.more ?? "";
    more.addEventListener("click", async () => {
      const from = items.childElementCount;
      try {
        add(await ready.show(found.pages.slice(from, from + SHOWN)));
        if (items.childElementCount >= found.pages.length) more.remove();
        links(results)[from]?.focus();
      } catch {
        say(status.dataset.failed ?? "");
      }
    });
    results.append(more);
  };

  /** Keeps the address in step, so that going back or reloading finds the same. @param {string} text */
  const remember = (text) => {
    const url = new URL(location.href);
    if (text === "") url.searchParams.delete("q");
    else url.searchParams.set("q", text);
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  };

  field.addEventListener("input", () => {
    clearTimeout(rest);
    rest = setTimeout(() => search(field.value.trim(), false), REST);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(field.value.trim(), true);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && field.value !== "") {
      event.preventDefault();
      field.value = "";
      search("", false);
    } else if (event.key === "ArrowDown") {
      const [first] = links(results);
      if (!first) return;
      event.preventDefault();
      first.focus();
    }
  });
  results.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      field.focus();
      field.select();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = links(results);
    const at = all.findIndex((link) => link === page.activeElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    (at + step < 0 ? field : all[Math.min(at + step, all.length - 1)]).focus();
  });

  const query = new URL(location.href).searchParams.get("q")?.trim() ?? "";
  // What was typed while the script came wins over the address.
  if (field.value.trim() === "") field.value = query;
  if (field.value.trim() !== "") search(field.value.trim(), false);
  // The first search is quick when the entry is there before it.
  else field.addEventListener("focus", () => (finder ??= open(index, json)).catch(() => (finder = undefined)), { once: true });
}

/**
 * One result. Built from nodes: nothing in the index is ever read as markup.
 * @param {Document} page
 * @param {Finder} finder
 * @param {import("./find.js").Shown} shown
 * @param {string[]} beginnings
 */
function item(page, finder, shown, beginnings) {
  /** @param {string} text */
  const marked = (text) =>
    finder.mark(text, beginnings).map((piece) => {
      if (!piece.marked) return page.createTextNode(piece.text);
      const mark = page.createElement("mark");
      mark.textContent = piece.text;
      return mark;
    });
  const result = page.createElement("li");
  result.className = "result";
  if (shown.lang) {
    result.lang = shown.lang;
    result.dir = "auto";
  }
  const link = page.createElement("a");
  link.className = "result-title";
  link.href = shown.url;
  link.append(...marked(shown.title));
  result.append(link);
  if (shown.text) {
    const text = page.createElement("p");
    text.className = "result-text";
    text.append(...marked(shown.text));
    result.append(text);
  }
  const sections = (shown.sections ?? []).filter((section) => finder.mark(section, beginnings).some((piece) => piece.marked));
  if (sections.length > 0) {
    const line = page.createElement("p");
    line.className = "result-sections";
    for (const section of sections.slice(0, SECTIONS)) {
      if (line.childNodes.length > 0) line.append(" · ");
      const span = page.createElement("span");
      span.append(...marked(section));
      line.append(span);
    }
    result.append(line);
  }
  return result;
}

/** The links of the results. @param {HTMLElement} results @returns {HTMLElement[]} */
const links = (results) => [...results.querySelectorAll("a, button")].filter((node) => node instanceof HTMLElement);

/**
 * The sentence that says how many pages were found: that of a number of the same plural category, with its number replaced.
 * @param {HTMLElement} words
 * @param {string} language
 * @param {number} count
 */
export function sentence(words, language, count) {
  const exact = SAMPLES.includes(count) ? words.getAttribute(`data-found-${count}`) : null;
  if (exact !== null) return exact;
  const rules = new Intl.PluralRules(language);
  const category = rules.select(count);
  const sample = SAMPLES.filter((n) => n > 0).reverse().find((n) => rules.select(n) === category) ?? 100;
  const text = words.getAttribute(`data-found-${sample}`) ?? `${sample}`;
  const numbers = new Intl.NumberFormat(language);
  const written = [numbers.format(sample), `${sample}`].find((number) => text.includes(number));
  if (!written) return text;
  // Digits as the page writes them: Latin where the locale's own would be others.
  const as = written === `${sample}` && numbers.format(sample) !== written ? new Intl.NumberFormat(`${language}-u-nu-latn`) : numbers;
  return text.replace(written, as.format(count));
}

/** The entry keeps its name from build to build, so it is asked for anew; all else is named by its digest. @param {string} url */
async function json(url) {
  const response = await fetch(url, { cache: url.endsWith("/index.json") ? "no-cache" : "default" });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.json();
}

if (typeof document !== "undefined") start(document);

// @ts-check
// Everything the page says. Elements carry the id of their words, so that another language is one walk over
// the page; what was typed is not touched by it.

import { all, one, maybe } from "./dom.js";
import { bundle, engine, state } from "./state.js";

/**
 * @typedef {string | number | string[] | { t: string, a?: Args } | { date: string } | { n: string } | { amount: number, currency: string }} Arg
 *   a text, a number, several things in one sentence, a message of its own, a day, a decimal, an amount
 * @typedef {Record<string, Arg>} Args
 */

/** The words of the language that is spoken. */
export const words = () => bundle.words[state.language];

/**
 * A message; undefined where the language has none of that name.
 * @param {string} id `months` or `months.hint`
 * @param {Args} [args]
 * @returns {string | undefined}
 */
export function find(id, args = {}) {
  const plain = words().messages[id];
  if (plain === undefined || typeof plain === "string") return plain;
  const given = Object.entries(args).map(([name, value]) => [name, argument(value)]);
  return engine.say(state.language, id, JSON.stringify(Object.fromEntries(given)));
}

/** @param {Arg} value */
function argument(value) {
  if (typeof value === "object" && "t" in value) return say(value.t, value.a);
  if (typeof value === "number" && !Number.isInteger(value)) return { n: String(value) };
  return value;
}

/**
 * A message that is there.
 * @param {string} id
 * @param {Args} [args]
 */
export const say = (id, args) => find(id, args) ?? "";

/**
 * Lets an element say something, in this language and in those to come.
 * @param {Element} element
 * @param {string} id
 * @param {Args} [args]
 */
export function put(element, id, args) {
  element.setAttribute("data-t", id);
  if (args) element.setAttribute("data-a", JSON.stringify(args));
  else element.removeAttribute("data-a");
  fill(element);
}

/** @param {Element} element */
function fill(element) {
  const args = element.getAttribute("data-a");
  const text = find(element.getAttribute("data-t") ?? "", args ? JSON.parse(args) : undefined);
  if (text === undefined) element.setAttribute("data-mute", "");
  else element.removeAttribute("data-mute");
  if (element.hasAttribute("data-prose")) element.replaceChildren(...prose(text ?? ""));
  else element.textContent = text ?? "";
}

/**
 * Paragraphs and simple lists; the generator does the same (`bundle/fill.rs`).
 * @param {string} text
 */
function prose(text) {
  return text.split(/\n\s*\n/).map((block) => {
    const lines = block.split("\n");
    if (!lines.every((line) => line.startsWith("- "))) return Object.assign(document.createElement("p"), { textContent: block });
    const list = document.createElement("ul");
    for (const line of lines) list.append(Object.assign(document.createElement("li"), { textContent: line.slice(2) }));
    return list;
  });
}

/** Says everything below an element again. @param {ParentNode} root */
export function translate(root) {
  for (const element of root.querySelectorAll("[data-t]")) fill(element);
  for (const element of root.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", say(element.getAttribute("data-t-label") ?? ""));
  }
}

/** @type {(() => void)[]} */
const listeners = [];

/** Who says more than `data-t` can. @param {() => void} listener */
export function onLanguage(listener) {
  listeners.push(listener);
}

/** Speaks another language from now on. @param {string} tag */
export function speak(tag) {
  state.language = tag;
  const { dir, name } = words();
  document.documentElement.lang = tag;
  document.documentElement.dir = dir;
  for (const button of all("[data-language]")) {
    if (button.dataset.language === tag) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  const shown = maybe("[data-language-name]");
  if (shown) shown.textContent = name;
  translate(document);
  for (const listener of listeners) listener();
}

/** Lets the menu of languages work. */
export function startLanguages() {
  const menu = document.querySelector("details[data-menu]");
  if (!(menu instanceof HTMLDetailsElement)) return;
  for (const button of all("[data-language]", menu)) {
    button.addEventListener("click", () => {
      menu.open = false;
      one("summary", menu).focus();
      speak(button.dataset.language ?? state.language);
    });
  }
  document.addEventListener("click", (event) => {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    one("summary", menu).focus();
  });
}

/**
 * The language to begin with: the address says (`#lang=ru`), then the browser, then the first there is.
 * @returns {string}
 */
export function firstLanguage() {
  const asked = new URLSearchParams(location.hash.slice(1)).get("lang");
  const wanted = [asked, ...navigator.languages].filter((tag) => tag !== null);
  for (const tag of wanted) {
    const found = bundle.languages.find((one) => one === tag || tag.startsWith(`${one}-`));
    if (found) return found;
  }
  return bundle.languages[0];
}

/** The size of a file, as a message. @param {number} bytes @returns {{ t: string, a: Args }} */
export function size(bytes) {
  // Megabytes of 1,000,000 bytes, as the limits are; one digit behind the sign where it says something. What is
  // over a limit must not look as if it were not, so all is rounded up.
  const tenths = Math.ceil(bytes / 100_000);
  if (tenths >= 10) return { t: "form-megabytes", a: { n: tenths > 100 ? Math.ceil(tenths / 10) : tenths / 10 } };
  return { t: "form-kilobytes", a: { n: Math.max(1, Math.ceil(bytes / 1000)) } };
}

// @ts-check
// The words a script needs, in the page's language, out of the page's `template[data-words]`; and days and times as
// that language writes them.

const root = document.documentElement;
/** @type {HTMLTemplateElement | null} */
const template = document.querySelector("template[data-words]");
const locale = Intl.DateTimeFormat.supportedLocalesOf([template?.dataset.locale ?? root.lang])[0];
const zone = template?.dataset.zone ?? "UTC";

/** What runs the other way keeps to itself. @param {string} text */
const isolate = (text) => `\u2068${text}\u2069`;

/**
 * A text with its places (`#when`) filled in.
 * @param {string} id
 * @param {Record<string, string>} [given]
 */
export function say(id, given = {}) {
  const text = find("word", id)?.textContent ?? "";
  return text.replace(/[\u2068]?#([a-z]+)[\u2069]?/g, (whole, name) => (name in given ? isolate(given[name]) : whole));
}

/** An element of the words. @param {string} kind @param {string} id */
export const find = (kind, id) => [...(template?.content.querySelectorAll(`[data-${kind}]`) ?? [])].find((one) => one.getAttribute(`data-${kind}`) === id);

/** All texts of a kind under one id, each once. @param {string} kind @param {string} id */
export const all = (kind, id) => [
  ...new Set([...(template?.content.querySelectorAll(`[data-${kind}]`) ?? [])].filter((one) => one.getAttribute(`data-${kind}`) === id).map((one) => one.textContent ?? "")),
];

/** A day such as `2026-11-20`. @param {string} day */
export function day(day) {
  if (!locale) return day;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** A moment such as `2026-11-20T09:30:00Z`, by the agency's clocks. @param {string | number} moment */
export function moment(moment) {
  const at = new Date(moment);
  if (!locale) return at.toISOString().slice(0, 16).replace("T", " ");
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: zone }).format(at);
}

/** Today where the agency is. */
export const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format();

/** A whole number. @param {number} number */
export const number = (number) => new Intl.NumberFormat(locale).format(number);

/**
 * An element with a text or with others in it.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(string | Node)} inside
 */
export function make(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

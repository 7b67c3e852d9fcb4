// @ts-check
// Rows: "add another person". The row that stands in the page is the pattern of all; its ids end in -0.

import { all, announce, one } from "./dom.js";
import { put, say, translate } from "./language.js";
import { boxes, fieldOf, rowOf, typeOf, writeAll } from "./fields.js";
import { changed, state } from "./state.js";

/** @type {WeakMap<Element, HTMLElement>} */
const patterns = new WeakMap();
/** Rows are numbered through, so that an id is never used again. */
let numbered = 0;

/** Takes the pattern of every repeat out of the page. */
export function startRepeats() {
  for (const repeat of all("[data-type=repeat]")) {
    const row = one("[data-row]", repeat);
    patterns.set(repeat, row);
    row.remove();
  }
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-do=add-row], [data-do=remove-row]") : null;
    const repeat = button?.closest("[data-type=repeat]");
    if (!(button instanceof HTMLElement) || !(repeat instanceof HTMLElement)) return;
    if (button.dataset.do === "add-row") add(repeat);
    else remove(repeat, one("[data-row]", repeat), button);
  });
}

/** Answers of the rows of a repeat. @param {HTMLElement} repeat @returns {import("./state.js").Row[]} */
const rowsOf = (repeat) => (state.entries[fieldOf(repeat)] ??= []);

/** Shows as many rows as there are answers, and as many as there must be. */
export function drawRows() {
  for (const repeat of all("[data-type=repeat]")) {
    for (const row of all("[data-row]", repeat)) row.remove();
    const rows = rowsOf(repeat);
    while (rows.length < Number(repeat.dataset.min)) rows.push({});
    for (const answers of rows) draw(repeat, answers);
    number(repeat);
  }
}

/** @type {((root: HTMLElement) => void)[]} */
const listeners = [];

/** Who has something to do with a new row. @param {(root: HTMLElement) => void} listener */
export function onRow(listener) {
  listeners.push(listener);
}

/** @param {HTMLElement} repeat @param {import("./state.js").Row} answers */
function draw(repeat, answers) {
  const pattern = patterns.get(repeat);
  const row = /** @type {HTMLElement | undefined} */ (pattern?.cloneNode(true));
  if (!row) throw new Error("a repeat without a pattern");
  numbered += 1;
  for (const element of row.querySelectorAll("*")) {
    for (const name of ["id", "for", "name", "aria-describedby", "aria-labelledby"]) {
      const ids = element.getAttribute(name);
      if (ids) element.setAttribute(name, ids.replace(/(f-[a-z0-9_]+)-0\b/g, `$1-${numbered}`));
    }
  }
  rowOf.set(row, answers);
  one(".rows", repeat).append(row);
  translate(row);
  writeAll(row);
  for (const listener of listeners) listener(row);
  return row;
}

/** Titles and buttons that name the rows. @param {HTMLElement} repeat */
function number(repeat) {
  const rows = all("[data-row]", repeat);
  const word = `${fieldOf(repeat)}.one`;
  rows.forEach((row, at) => {
    put(one("legend", row), word, { n: at + 1 });
    const button = one("[data-do=remove-row]", row);
    put(button, "form-remove", { row: { t: word, a: { n: at + 1 } } });
    button.hidden = rows.length <= Number(repeat.dataset.min);
  });
  one("[data-do=add-row]", repeat).hidden = rows.length >= Number(repeat.dataset.max);
}

/** @param {HTMLElement} repeat */
function add(repeat) {
  const answers = {};
  rowsOf(repeat).push(answers);
  const row = draw(repeat, answers);
  number(repeat);
  changed();
  one("legend", row).focus();
}

/** @param {HTMLElement} repeat @param {HTMLElement} first @param {HTMLElement} button */
function remove(repeat, first, button) {
  const row = button.closest("[data-row]") ?? first;
  const rows = all("[data-row]", repeat);
  const at = rows.findIndex((other) => other === row);
  const name = say(`${fieldOf(repeat)}.one`, { n: at + 1 });
  rowsOf(repeat).splice(at, 1);
  row.remove();
  number(repeat);
  changed();
  announce(say("form-removed", { row: name }));
  // On from where the row was: the next row, else the last, else the button that adds.
  const next = rows[at + 1] ?? rows[at - 1];
  (next ? one("legend", next) : one("[data-do=add-row]", repeat)).focus();
}

/** Whether a question is a repeat with rows. @param {HTMLElement} box */
export const isRepeat = (box) => typeOf(box) === "repeat";

/** The rows of a repeat. @param {HTMLElement} repeat */
export const rowsIn = (repeat) => all("[data-row]", repeat);

/** The questions of a section that do not stand in a row. @param {ParentNode} section */
export const outerBoxes = (section) => boxes(section).filter((box) => !maybeRow(box));

/** @param {HTMLElement} box */
const maybeRow = (box) => box.parentElement?.closest("[data-row]") ?? null;


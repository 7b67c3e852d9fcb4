// @ts-check
// Questions: what is typed into them, what is put into them, and what the engine's report makes of them.

import { all, control, maybe, one } from "./dom.js";
import { find, put, say } from "./language.js";
import { engine, report, state } from "./state.js";
import { finder } from "./find.js";

/**
 * A question: its wrapper in the page. Its field is in `data-field`, its type in `data-type`.
 * @typedef {HTMLElement} Box
 */

/** Which answers a row of a repeat holds. @type {WeakMap<Element, import("./state.js").Row>} */
export const rowOf = new WeakMap();

/** @param {Box} box */
export const fieldOf = (box) => box.dataset.field ?? "";

/** @param {Box} box */
export const typeOf = (box) => box.dataset.type ?? "";

/** All questions below an element: groups and repeats before what is in them. @param {ParentNode} root @returns {Box[]} */
export const boxes = (root) => all("[data-field]", root);

/** The row a question stands in, if any. @param {Element} box */
const rowAround = (box) => box.parentElement?.closest("[data-row]") ?? null;

/** What a question's answer is written into: a row or all answers. @param {Box} box @returns {import("./state.js").Row} */
export function ownerOf(box) {
  const row = rowAround(box);
  return (row && rowOf.get(row)) || state.entries;
}

/** The repeat of a row and the row's place in it. @param {Element} row */
export function placeOf(row) {
  const repeat = row.closest("[data-type=repeat]");
  if (!(repeat instanceof HTMLElement)) throw new Error("a row without its repeat");
  return { repeat, at: all("[data-row]", repeat).findIndex((other) => other === row) };
}

/** `months`, `relatives[0].relative_name` @param {Box} box */
export function addressOf(box) {
  const row = rowAround(box);
  if (!row) return fieldOf(box);
  const { repeat, at } = placeOf(row);
  return `${fieldOf(repeat)}[${at}].${fieldOf(box)}`;
}

/** What the engine says of a question. @param {Box} box @returns {import("./state.js").FieldReport | undefined} */
export function reportOf(box) {
  const row = rowAround(box);
  if (!row) return report.fields[fieldOf(box)];
  const { repeat, at } = placeOf(row);
  return report.fields[fieldOf(repeat)]?.rows?.[at]?.[fieldOf(box)];
}

/** The canonical answer to a question, where there is one. @param {Box} box */
export function answerOf(box) {
  const row = rowAround(box);
  if (!row) return report.answers[fieldOf(box)];
  const { repeat, at } = placeOf(row);
  return report.answers[fieldOf(repeat)]?.[at]?.[fieldOf(box)];
}

/** What has the focus when somebody is sent to a question. @param {Box} box */
export const entrance = (box) =>
  maybe("input:not([hidden]), textarea, select", box) ?? maybe("legend[tabindex]", box) ?? box;

/** What is typed into a question. @param {Box} box @returns {any} */
export function read(box) {
  switch (typeOf(box)) {
    case "date": {
      const part = (/** @type {string} */ name) => control(`[data-part=${name}]`, box).value.trim();
      const date = { day: part("day"), month: part("month"), year: part("year") };
      return date.day + date.month + date.year === "" ? undefined : date;
    }
    case "yes-no": {
      const value = checked(box)[0];
      return value === undefined ? undefined : value === "yes";
    }
    case "choices":
      return checked(box);
    case "choice":
    case "country": {
      if (maybe(".find", box)) return finder(box).value;
      const select = maybe("select", box);
      return select ? /** @type {HTMLSelectElement} */ (select).value : checked(box)[0];
    }
    default:
      return control("input, textarea", box).value;
  }
}

/** @param {Box} box */
const checked = (box) => all("input:checked", box).map((input) => /** @type {HTMLInputElement} */ (input).value);

/**
 * Puts an answer into a question: as it was typed, or canonical.
 * @param {Box} box
 * @param {any} value
 */
export function write(box, value) {
  switch (typeOf(box)) {
    case "date": {
      const [year, month, day] = typeof value === "string" ? value.split("-") : [value?.year, value?.month, value?.day];
      const plain = (/** @type {string | undefined} */ part) => (typeof value === "string" ? String(Number(part)) : (part ?? ""));
      control("[data-part=day]", box).value = plain(day);
      control("[data-part=month]", box).value = plain(month);
      control("[data-part=year]", box).value = plain(year);
      return;
    }
    case "yes-no":
      return tick(box, value === undefined ? [] : [value ? "yes" : "no"]);
    case "choices":
      return tick(box, value ?? []);
    case "choice":
    case "country": {
      if (maybe(".find", box)) return finder(box).set(value ?? "");
      const select = maybe("select", box);
      if (select) /** @type {HTMLSelectElement} */ (select).value = value ?? "";
      else tick(box, value === undefined ? [] : [value]);
      return;
    }
    case "money":
      control("input", box).value = typeof value === "object" ? amount(value.amount, Number(box.dataset.digits)) : (value ?? "");
      return;
    default:
      control("input, textarea", box).value = value === undefined ? "" : String(value);
  }
}

/** Minor units as one types them. @param {number} minor @param {number} digits */
function amount(minor, digits) {
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const [whole, rest] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return `${minor < 0 ? "-" : ""}${whole}${/[1-9]/.test(rest) ? `.${rest}` : ""}`;
}

/** @param {Box} box @param {string[]} values */
function tick(box, values) {
  for (const input of all("input", box)) {
    if (input instanceof HTMLInputElement) input.checked = values.includes(input.value);
  }
}

/** Questions that are typed into; files have a life of their own. */
const SILENT = new Set(["files", "computed", "note", "group", "repeat"]);

/** Whether a question's answer is what its inputs hold. @param {Box} box */
export const isTyped = (box) => !SILENT.has(typeOf(box));

/** Takes down what is in a question. @param {Box} box */
export function take(box) {
  const owner = ownerOf(box);
  const value = read(box);
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) delete owner[fieldOf(box)];
  else owner[fieldOf(box)] = value;
}

/** Shows everything below an element as its answers have it. @param {ParentNode} root */
export function writeAll(root) {
  for (const box of boxes(root)) if (isTyped(box)) write(box, ownerOf(box)[fieldOf(box)]);
}

/** Shows and hides, offers and computes, as the report says. */
export function apply() {
  for (const box of boxes(one("main"))) {
    if (typeOf(box) === "group") continue;
    const said = reportOf(box);
    const visible = said?.visible ?? false;
    box.hidden = !visible;
    if (!said || !visible) continue;
    optional(box, said);
    if (typeOf(box) === "computed") computed(box, said);
    if (said.options) offer(box, said.options);
  }
  // A group without a question to show is not shown.
  for (const group of all("[data-type=group]")) group.hidden = boxes(group).every((box) => box.hidden);
}

/** @param {Box} box @param {import("./state.js").FieldReport} said */
function optional(box, said) {
  const mark = maybe(".optional", box);
  if (mark && mark.closest("[data-field]") === box) mark.hidden = said.required === true;
}

/** @param {Box} box @param {import("./state.js").FieldReport} said */
function computed(box, said) {
  const output = one("output", box);
  const known = said.value !== undefined && said.value !== null;
  output.classList.toggle("known", known);
  if (!known) return put(output, "form-computed-blank");
  output.removeAttribute("data-t");
  const text = engine.show(state.language, addressOf(box), JSON.stringify(said.value));
  // The same text again would be read out again.
  if (output.textContent !== text) output.textContent = text;
}

/**
 * Offers only these of a list. What was chosen and is no longer offered is not chosen any more.
 * @param {Box} box
 * @param {string[]} values
 */
function offer(box, values) {
  const none = maybe("[data-no-options]", box);
  if (none) none.hidden = values.length > 0;
  if (maybe(".find", box)) return finder(box).offer(values);
  const select = maybe("select", box);
  if (select instanceof HTMLSelectElement) {
    select.hidden = values.length === 0;
    return refill(select, box.dataset.list ?? "", values);
  }
  for (const choice of all(".choice", box)) {
    const input = control("input", choice);
    choice.hidden = !values.includes(input.value);
  }
}

/** @param {HTMLSelectElement} select @param {string} list @param {string[]} values */
function refill(select, list, values) {
  const now = [...select.options].slice(1).map((option) => option.value);
  if (now.join() === values.join()) return;
  const chosen = select.value;
  select.replaceChildren(select.options[0]);
  for (const value of values) {
    const option = document.createElement("option");
    option.value = value;
    put(option, `${list}-${value}`);
    select.append(option);
  }
  select.value = values.includes(chosen) ? chosen : "";
}

/** An answer as people read it. @param {Box} box @param {any} value */
export const shown = (box, value) => engine.show(state.language, addressOf(box), JSON.stringify(value));

/** What a question is called, its row included where it stands in one. @param {Box} box */
export const nameOf = (box) => say(fieldOf(box));

/** Texts that run left to right whatever surrounds them. */
const CODES = new Set(["phone", "email", "passport", "personal-code"]);

/** Whether an answer is a code. @param {Box} box */
export const isCode = (box) => CODES.has(typeOf(box));

/** Whether words are there for an id. @param {string} id */
export const hasWords = (id) => find(id) !== undefined;

// @ts-check
// The lines at the bottom of a passport fill in other answers. What somebody wrote there themselves is not
// touched unless they say so.

import { make, maybe } from "./dom.js";
import { onLanguage, put, say } from "./language.js";
import { boxes, fieldOf, nameOf, ownerOf, read, reportOf, take, typeOf, write } from "./fields.js";
import { changed, engine, today } from "./state.js";

/** What the lines put into a question: while it is still there, other lines may replace it. @type {WeakMap<HTMLElement, string>} */
const filled = new WeakMap();

/** The questions that a passport fills, each with the part of the lines it takes. @param {HTMLElement} box */
function targets(box) {
  const fills = Object.entries(/** @type {Record<string, string>} */ (JSON.parse(box.dataset.fills ?? "{}")));
  const row = box.closest("[data-row]");
  return fills.flatMap(([field, part]) => {
    // A name means this row first, then the questions outside.
    const near = row && boxes(row).find((other) => fieldOf(other) === field);
    const target = near || boxes(document.body).find((other) => fieldOf(other) === field && !other.closest("[data-row]"));
    return target ? [{ target, part }] : [];
  }).sort((one, other) => (one.target.compareDocumentPosition(other.target) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
}

/** The lines were typed or changed. @param {HTMLElement} box */
export function fill(box) {
  const said = maybe("[data-filled]", box);
  if (!said || typeOf(box) !== "passport") return;
  const { ok } = JSON.parse(engine.mrz(read(box), today()));
  if (!ok) return said.replaceChildren();
  /** @type {HTMLElement[]} */
  const done = [];
  /** @type {{ target: HTMLElement, value: any }[]} */
  const other = [];
  for (const { target, part } of targets(box)) {
    const value = ok[part];
    if (value === undefined || value === null || value === "") continue;
    const now = ownerOf(target)[fieldOf(target)];
    if (now === undefined || now === "" || JSON.stringify(now) === filled.get(target)) {
      set(target, value);
      done.push(target);
    } else {
      other.push({ target, value });
    }
  }
  changed();
  tell(said, done, other);
}

/** @param {HTMLElement} target @param {any} value */
function set(target, value) {
  write(target, value);
  take(target);
  filled.set(target, JSON.stringify(ownerOf(target)[fieldOf(target)]));
}

/**
 * @param {HTMLElement} said
 * @param {HTMLElement[]} done
 * @param {{ target: HTMLElement, value: any }[]} other
 */
function tell(said, done, other) {
  const differs = other.filter(({ target }) => reportOf(target)?.problems.some(({ kind }) => kind === "mrz-differs"));
  const speak = () => {
    said.replaceChildren();
    if (done.length > 0) said.append(make("p", { class: "ok" }, say("form-passport-filled", { fields: done.map(nameOf) })));
    if (differs.length === 0) return;
    const button = make("button", { type: "button", class: "plain" });
    put(button, "form-passport-replace");
    button.addEventListener("click", () => {
      for (const { target, value } of differs) set(target, value);
      changed();
      tell(said, [...done, ...differs.map(({ target }) => target)], []);
    });
    said.append(make("p", {}, say("form-passport-differs", { fields: differs.map(({ target }) => nameOf(target)) })), button);
  };
  speak();
  speakers.set(said, speak);
}

/** @type {Map<HTMLElement, () => void>} */
const speakers = new Map();

onLanguage(() => {
  for (const [said, speak] of speakers) if (said.isConnected && said.hasChildNodes()) speak();
});


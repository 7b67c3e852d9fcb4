// @ts-check
// The list of interviews: numbers, days, times and offices, as they were published last; days that are over are not
// shown, whoever still has an older list.

import { day, find, make, moment, say, today } from "./words.js";

/** @typedef {{ day: string, time: string, office: string, number: string }} Interview */

/** @type {HTMLElement | null} */
const box = document.querySelector("[data-interviews]");
if (box) begin(box);

/** @param {HTMLElement} box */
async function begin(box) {
  const progress = box.querySelector("[data-progress]");
  const tell = (/** @type {string} */ text) => progress && (progress.textContent = text);
  tell(say("loading"));
  try {
    const url = new URL("interviews.json", new URL(box.dataset.status ?? "", location.href));
    const response = await fetch(url, { cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer" });
    const list = await response.json();
    if (!response.ok || list.format !== "sayyar-interviews/1") throw new Error("not a list");
    const coming = /** @type {Interview[]} */ (list.interviews).filter((one) => one.day >= today());
    tell(coming.length === 0 ? say("nobody") : "");
    box.querySelector("[data-list]")?.replaceChildren(...tables(coming), make("p", { class: "meta" }, say("as-of", { when: moment(list.issued) })));
  } catch {
    tell(say("failed"));
  }
}

/** A table for each day and office, in the order of the list. @param {Interview[]} list */
function tables(list) {
  const places = [...new Set(list.map((one) => JSON.stringify([one.day, one.office])))].map((text) => JSON.parse(text));
  return places.flatMap(([on, office]) => {
    const known = find("office", office);
    const caption = make("caption", {}, day(on), say("comma"), known?.querySelector("a")?.textContent ?? office);
    const rows = list.filter((one) => one.day === on && one.office === office);
    const head = make("thead", {}, make("tr", {}, ...["time", "number"].map((id) => make("th", { scope: "col" }, say(id)))));
    const cell = (/** @type {string} */ text) => make("bdi", { dir: "ltr" }, text);
    const body = rows.map((one) => make("tr", {}, make("th", { scope: "row" }, cell(one.time)), make("td", {}, cell(one.number))));
    return [make("table", {}, caption, head, make("tbody", {}, ...body))];
  });
}

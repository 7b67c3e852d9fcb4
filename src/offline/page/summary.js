// @ts-check
// "Check your answers": every question that was asked, what was answered, and a way to change it.

import { all, make, one } from "./dom.js";
import { put, say, size } from "./language.js";
import { answerOf, boxes, fieldOf, isCode, nameOf, reportOf, shown, typeOf } from "./fields.js";
import { message, wholeMessage } from "./errors.js";
import { rowsIn } from "./repeats.js";
import { change, openProblems, sectionOf } from "./steps.js";
import { link } from "./ways.js";
import { bundle, report, today } from "./state.js";

/** Makes the list of answers anew. @param {HTMLElement} step */
export function summary(step) {
  const parts = [];
  for (const section of all("[data-section]")) {
    const asked = report.sections.some(({ id, visible }) => visible && id === section.dataset.step);
    if (asked) parts.push(...sectionParts(section));
  }
  one("[data-summary]", step).replaceChildren(...parts);
}

/** @param {HTMLElement} section */
function sectionParts(section) {
  const heading = make("h2");
  put(heading, `section-${section.dataset.step}`);
  const visible = boxes(section).filter((box) => !box.closest("[data-field][hidden]"));
  const outer = visible.filter((box) => !box.closest("[data-row]"));
  /** @type {Node[]} */
  const parts = [heading];
  let list = make("dl", { class: "answers" });
  for (const box of outer) {
    if (typeOf(box) === "note" || typeOf(box) === "group") continue;
    if (typeOf(box) !== "repeat") {
      list.append(answerRow(box));
      continue;
    }
    list.append(repeatRow(box));
    parts.push(list, ...rowsIn(box).flatMap((row, at) => rowParts(box, row, at)));
    list = make("dl", { class: "answers" });
  }
  parts.push(list);
  return parts.filter((part) => part === heading || part.childNodes.length > 0);
}

/** @param {HTMLElement} repeat @param {HTMLElement} row @param {number} at */
function rowParts(repeat, row, at) {
  const heading = make("h3");
  put(heading, `${fieldOf(repeat)}.one`, { n: at + 1 });
  const list = make("dl", { class: "answers" });
  for (const box of boxes(row)) {
    if (!box.hidden && typeOf(box) !== "note" && typeOf(box) !== "group") list.append(answerRow(box));
  }
  return [heading, list];
}

/** How many rows there are. @param {HTMLElement} box */
function repeatRow(box) {
  const count = rowsIn(box).length;
  const row = answerRow(box);
  const value = one(".value", row);
  if (count > 0 && !row.classList.contains("wrong")) value.replaceChildren(String(count));
  return row;
}

/** @param {HTMLElement} box */
function answerRow(box) {
  const name = make("dt");
  put(name, fieldOf(box));
  const value = make("dd", { class: "value", translate: "no" });
  const row = make("div", {}, name, value);
  const problem = reportOf(box)?.problems[0];
  if (problem) {
    row.classList.add("wrong");
    value.append(make("span", { class: "error" }, message(box, problem)));
  } else {
    write(value, box);
  }
  if (typeOf(box) === "computed") return row;
  const button = make("button", { type: "button", class: "quiet" });
  const word = make("span");
  put(word, "form-change");
  button.append(word, make("span", { class: "hush" }, ` ${nameOf(box)}`));
  button.addEventListener("click", () => change(sectionOf(box), box));
  row.append(make("dd", { class: "act" }, button));
  return row;
}

/** @param {HTMLElement} value @param {HTMLElement} box */
function write(value, box) {
  const answer = typeOf(box) === "computed" ? reportOf(box)?.value : answerOf(box);
  if (answer === undefined || answer === null) {
    put(value, "form-not-answered");
    value.classList.add("none");
  } else if (typeOf(box) === "files") {
    const files = /** @type {import("./state.js").Attached[]} */ (answer);
    value.append(make("ul", {}, ...files.map((file) => make("li", {}, make("bdi", {}, file.name), ` (${sizeText(file.size)})`))));
  } else if (Array.isArray(answer)) {
    value.append(make("ul", {}, ...answer.map((choice) => make("li", {}, make("bdi", {}, shown(box, [choice]))))));
  } else if (isCode(box)) {
    value.append(make("bdi", { dir: "ltr" }, typeOf(box) === "passport" ? String(answer) : shown(box, answer)));
  } else {
    value.append(make("bdi", {}, shown(box, answer)));
  }
}

/** @param {number} bytes */
function sizeText(bytes) {
  const { t, a } = size(bytes);
  return say(t, a);
}

/** What a checker comes to. @param {HTMLElement} step */
export function outcome(step) {
  link(step);
  const box = one("[data-outcome]", step);
  if (!report.outcome) {
    const text = make("p");
    put(text, "form-outcome-none");
    return box.replaceChildren(text);
  }
  const word = `outcome-${report.outcome}`;
  const titled = make("p", { class: "notice-title" });
  put(titled, word);
  const detail = make("div", { "data-prose": true });
  put(detail, `${word}.detail`);
  box.replaceChildren(titled, detail);
}

/** A device whose clock was never set would date the application in the past. @param {HTMLElement} step */
export function clock(step) {
  const notice = one("[data-clock]", step);
  const now = today();
  // Nobody fills in a form before it was made, or ten years after.
  notice.hidden = now >= bundle.date && Number(now.slice(0, 4)) - Number(bundle.date.slice(0, 4)) <= 10;
  if (!notice.hidden) put(notice, "form-clock", { date: { date: now } });
}

/** Everything that is not right yet, for the list before the answers. */
export const leftOpen = () =>
  openProblems().map(({ section, box }) => {
    const problem = reportOf(box)?.problems[0];
    return {
      text: () => (problem ? wholeMessage(box, problem) : ""),
      to: () => change(section.dataset.step ?? "start", box),
    };
  });


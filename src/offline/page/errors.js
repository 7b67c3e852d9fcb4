// @ts-check
// What is wrong, said twice: in a list before the questions that takes the focus, and at each question.

import { all, make, maybe, one, refer } from "./dom.js";
import { find, onLanguage, put, say } from "./language.js";
import { boxes, entrance, fieldOf, nameOf, placeOf, reportOf, typeOf } from "./fields.js";

/** What is shown at which question; it stays until the next Continue, wrong or mended. @type {Map<HTMLElement, import("./state.js").Problem | null>} */
const shownAt = new Map();

/** Questions below an element that can be seen and have a problem, in the order of the page. @param {HTMLElement} root */
export const wrongIn = (root) => boxes(root).filter((box) => !hiddenIn(box) && (reportOf(box)?.problems.length ?? 0) > 0);

/** @param {HTMLElement} box */
const hiddenIn = (box) => box.closest("[data-field][hidden]") !== null;

/**
 * What is said of a problem: the question's own words, else the theme's for its type, else the theme's.
 * @param {HTMLElement} box
 * @param {import("./state.js").Problem} problem
 */
export function message(box, problem) {
  const field = fieldOf(box);
  const args = given(box, problem);
  const kind = problem.kind === "check" ? `check-${problem.check}` : problem.kind;
  return find(`${field}.${kind}`, args) ?? general(box, problem, args);
}

/**
 * The theme's words, which fit every question of a type.
 * @param {HTMLElement} box
 * @param {import("./state.js").Problem} problem
 * @param {import("./language.js").Args} args
 */
function general(box, problem, args) {
  let general = `problem-${problem.kind}`;
  if (problem.kind === "range" && problem.max === undefined) general += "-min";
  if (problem.kind === "range" && problem.min === undefined) general += "-max";
  const type = typeOf(box);
  const part = problem.part ? find(`${general}-${type}-${problem.part}`, args) : undefined;
  return part ?? find(`${general}-${type}`, args) ?? find(general, args) ?? say("problem-malformed");
}

/** The arguments of a problem as a sentence takes them. @param {HTMLElement} box @param {import("./state.js").Problem} problem */
function given(box, problem) {
  const type = typeOf(box);
  /** @type {import("./language.js").Args} */
  const args = {};
  for (const [name, value] of Object.entries(problem)) {
    if (name === "kind" || name === "check" || value === undefined || value === null) continue;
    if (/^files?-too-large$/.test(problem.kind) && name === "max") args[name] = { t: "form-megabytes", a: { n: value } };
    else if (problem.kind === "range" && typeof value === "string") args[name] = type === "date" ? { date: value } : { n: value };
    else args[name] = value;
  }
  return args;
}

/**
 * The same away from its question: words that fit every question come with its name, and in a row with the row's.
 * @param {HTMLElement} box
 * @param {import("./state.js").Problem} problem
 */
export function wholeMessage(box, problem) {
  const kind = problem.kind === "check" ? `check-${problem.check}` : problem.kind;
  const row = box.parentElement?.closest("[data-row]");
  const place = row ? placeOf(row) : undefined;
  const names = [
    ...(place ? [say(`${fieldOf(place.repeat)}.one`, { n: place.at + 1 })] : []),
    ...(find(`${fieldOf(box)}.${kind}`, given(box, problem)) === undefined ? [nameOf(box)] : []),
    message(box, problem),
  ];
  return names.join(": ");
}

/** Where the message of a question stands. @param {HTMLElement} box */
function place(box) {
  return all(".error", box).find((error) => error.closest("[data-field], [data-open]") === box) ?? one(".error", box);
}

/** What is typed into, as far as a message describes it. @param {HTMLElement} box */
function described(box) {
  const fieldset = box.querySelector("fieldset");
  if (box.matches("fieldset")) return [box];
  if (fieldset && !box.querySelector("input[type=file]")) return [fieldset];
  return [...box.querySelectorAll("input, textarea, select")];
}

/**
 * Says at a question what is wrong, that it is mended, or nothing.
 * @param {HTMLElement} box
 * @param {string | null} text
 * @param {{ mended?: boolean, part?: string }} [how]
 */
export function mark(box, text, { mended = false, part } = {}) {
  const error = place(box);
  error.hidden = text === null;
  box.classList.toggle("wrong", text !== null && !mended);
  box.classList.toggle("mended", text !== null && mended);
  for (const element of described(box)) refer(element, "aria-describedby", error.id, text !== null);
  for (const input of all("input, textarea, select", box)) {
    // Of a date, only the box that is wrong, where one is.
    const wrong = text !== null && !mended && !box.matches("fieldset") && (!part || !input.dataset.part || input.dataset.part === part);
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  if (text === null) return error.replaceChildren();
  const hush = make("span", { class: "hush" });
  put(hush, "form-error");
  error.replaceChildren(...(mended ? [text] : [hush, ` ${text}`]));
}

/** Says what is wrong at every question of a step, and nothing where nothing is. @param {HTMLElement} step */
export function markAll(step) {
  for (const box of boxes(step)) {
    if (typeOf(box) === "note" || typeOf(box) === "group" || typeOf(box) === "computed") continue;
    const problem = reportOf(box)?.problems[0];
    if (problem) shownAt.set(box, problem);
    else shownAt.delete(box);
    mark(box, problem ? message(box, problem) : null, { part: problem?.part });
  }
}

/** After each change: what is said stays true. */
export function refresh() {
  for (const [box, before] of shownAt) {
    if (!box.isConnected) {
      shownAt.delete(box);
      continue;
    }
    const problem = reportOf(box)?.problems[0] ?? null;
    if (problem === null && before === null) continue;
    shownAt.set(box, problem);
    if (problem) mark(box, message(box, problem), { part: problem.part });
    else mark(box, say("form-mended"), { mended: true });
  }
}

/** Forgets what was said in a step: it is being entered anew. @param {HTMLElement} step */
export function unmark(step) {
  for (const box of boxes(step)) if (shownAt.delete(box)) mark(box, null);
  summarise(step, []);
}

/**
 * The list before the questions. Returns it, or nothing where it has nothing to say.
 * @param {HTMLElement} step
 * @param {{ text: () => string, to: () => void }[]} problems
 */
export function summarise(step, problems) {
  const summary = one("[data-problems]", step);
  summary.hidden = problems.length === 0;
  document.documentElement.toggleAttribute("data-wrong", problems.length > 0);
  put(one("h2", summary), "form-errors", { n: Math.max(1, problems.length) });
  one("ul", summary).replaceChildren(
    ...problems.map(({ text, to }) => {
      const link = make("a", { href: "#main" }, text());
      texts.set(link, text);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        to();
      });
      return make("li", {}, link);
    }),
  );
  return problems.length > 0 ? summary : null;
}

/** Links say their problem in whatever language is spoken. @type {WeakMap<Element, () => string>} */
const texts = new WeakMap();

onLanguage(() => {
  for (const link of all("[data-problems] a")) {
    const text = texts.get(link);
    if (text) link.textContent = text();
  }
  for (const [box, problem] of shownAt) {
    if (problem) mark(box, message(box, problem), { part: problem.part });
    else mark(box, say("form-mended"), { mended: true });
  }
});

/** The problems of a step for its list: a press goes to the question. @param {HTMLElement} step */
export const problemsOf = (step) =>
  wrongIn(step).map((box) => {
    const problem = reportOf(box)?.problems[0];
    return { text: () => (problem ? wholeMessage(box, problem) : ""), to: () => goTo(box) };
  });

/** Brings a question into sight and into focus. @param {HTMLElement} box */
export function goTo(box) {
  const target = maybe("[aria-invalid]", box) ?? entrance(box);
  box.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}

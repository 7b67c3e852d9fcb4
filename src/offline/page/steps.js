// @ts-check
// One step at a time. Where one is stands in the address (`#/job`), so that the browser's own buttons work.

import { all, make, maybe, one } from "./dom.js";
import { onLanguage, put, say } from "./language.js";
import { apply } from "./fields.js";
import { goTo, markAll, problemsOf, summarise, unmark, wrongIn } from "./errors.js";
import { bundle, check, report, state } from "./state.js";

/** Steps that something must happen for before they can be seen. */
const CLOSED = new Set(["sealing", "done"]);

/** Set while somebody changes one answer from the page where all are checked: Continue leads back there. */
let returning = false;

/** @param {string} name @returns {HTMLElement | null} */
const stepOf = (name) => maybe(`.step[data-step="${CSS.escape(name)}"]`);

/** The sections that are asked, in order. @returns {string[]} */
const asked = () => report.sections.filter((section) => section.visible).map((section) => section.id);

/** The way through the form. */
const way = () => ["start", ...asked(), "check"];

/** @type {Map<string, ((step: HTMLElement) => void)>} */
const entering = new Map();

/** What a step does when it is entered. @param {string} name @param {(step: HTMLElement) => void} enter */
export function onEnter(name, enter) {
  entering.set(name, enter);
}

/** Goes to a step. @param {string} name */
export function go(name) {
  const hash = `#/${name}`;
  if (location.hash === hash) show(name);
  else location.hash = hash;
}

/** Goes to a question from the page where all are checked. @param {string} section @param {HTMLElement} box */
export function change(section, box) {
  returning = true;
  wanted = box;
  go(section);
}

/** The question to go to when its step is shown. @type {HTMLElement | undefined} */
let wanted;

/** Where a step beside the way was entered from. */
let entered = "start";

/** The step on the way that one is at, or was at before stepping aside. */
export const from = () => (isAside(state.step) ? entered : state.step);

/** Shows a step and nothing else. @param {string} name @param {boolean} [quiet] at the beginning the focus stays where it is */
export function show(name, quiet = false) {
  const step = stepOf(name);
  if (!step || (CLOSED.has(name) && !ready(name)) || (step.hasAttribute("data-section") && !asked().includes(name))) {
    return go(state.finished ? "done" : "start");
  }
  if (step.hasAttribute("data-aside") && !isAside(state.step)) entered = state.step;
  if (name === "check") returning = false;
  state.step = name;
  for (const other of all(".step")) other.hidden = other !== step;
  entering.get(name)?.(step);
  if (step.hasAttribute("data-section")) unmark(step);
  progress();
  title();
  if (quiet) return;
  if (wanted && step.contains(wanted)) {
    goTo(wanted);
    wanted = undefined;
    return;
  }
  window.scrollTo(0, 0);
  one("h1", step).focus({ preventScroll: true });
}

/** @param {string} name */
const ready = (name) => (name === "done" ? state.finished !== undefined : sealing);

/** Whether files are being made: the step that says so is not for coming back to. */
let sealing = false;

/** Shows the step that says files are being made, outside of the browser's history. @param {boolean} on */
export function showSealing(on) {
  sealing = on;
  if (on) show("sealing");
}

/** @param {string} name */
const isAside = (name) => stepOf(name)?.hasAttribute("data-aside") ?? false;

/** "Step 3 of 5", with a bar. */
function progress() {
  const steps = [...asked(), "check"];
  const at = steps.indexOf(state.step);
  const counted = at >= 0 && bundle.kind === "application";
  const bar = one("[data-progress]");
  one("[data-way]").hidden = state.step === "start" || state.step === "sealing" || state.step === "done";
  bar.hidden = !counted && !(at >= 0 && state.step !== "check");
  const of = bundle.kind === "application" ? steps.length : steps.length - 1;
  if (bar.hidden) return;
  const parts = steps.slice(0, of).map((_, index) => make("i", { class: index < at ? "past" : index === at ? "now" : undefined }));
  one(".bar", bar).replaceChildren(...parts);
  put(one("[data-step-of]", bar), "form-step", { n: at + 1, of });
}

/** The title names the step, and says when something is wrong there. */
export function title() {
  const step = stepOf(state.step);
  const name = step && state.step !== "start" ? `${one("h1", step).textContent} – ${say("form-title")}` : say("form-title");
  const wrong = step && maybe("[data-problems]:not([hidden])", step);
  document.title = wrong ? say("form-error-title", { title: name }) : name;
}

/** One step back. */
export function back() {
  if (isAside(state.step)) return go(entered);
  if (returning) return go("check");
  const steps = way();
  go(steps[Math.max(0, steps.indexOf(state.step) - 1)]);
}

/** @param {HTMLElement} step */
function forward(step) {
  check();
  markAll(step);
  const summary = summarise(step, problemsOf(step));
  title();
  if (summary) {
    summary.scrollIntoView({ block: "start" });
    summary.focus({ preventScroll: true });
    return;
  }
  const steps = way();
  const next = steps[steps.indexOf(state.step) + 1];
  if (!returning) return go(next);
  // A change may have opened questions elsewhere: those come first.
  const open = report.sections.find((section) => section.visible && section.problems > 0);
  go(open ? open.id : "check");
}

/** The section of a question. @param {HTMLElement} box */
export const sectionOf = (box) => box.closest("[data-section]")?.getAttribute("data-step") ?? "";

/** Everything that keeps the form from being finished, with the way to mend it. */
export const openProblems = () =>
  all("[data-section]")
    .filter((section) => asked().includes(section.dataset.step ?? ""))
    .flatMap((section) => wrongIn(section).map((box) => ({ section, box })));

/** Lets the steps work. @param {() => void} finish what the last one does */
export function startSteps(finish) {
  for (const step of all("[data-section]")) {
    one("form", step).addEventListener("submit", (event) => {
      event.preventDefault();
      forward(step);
    });
  }
  maybe("[data-step=check] form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    finish();
  });
  window.addEventListener("hashchange", () => {
    // What is being made is not interrupted by the browser's buttons.
    if (!sealing) show(stepInAddress() ?? "start");
  });
  onLanguage(title);
  onLanguage(progress);
}

/** The step the address names. @returns {string | undefined} */
export const stepInAddress = () => (location.hash.startsWith("#/") ? decodeURIComponent(location.hash.slice(2)) : undefined);

/** The first section that is asked and not complete, or where all is checked. */
export function firstOpen() {
  const open = report.sections.find((section) => section.visible && section.problems > 0);
  return open ? open.id : "check";
}

/** The first section. */
export const firstStep = () => asked()[0] ?? "check";

/** After each report. */
export function follow() {
  apply();
  progress();
}


// @ts-check
// The page people fill in begins here. The markup is whole without this; now it becomes a form.

import { all, announce, maybe, one } from "./dom.js";
import { firstLanguage, onLanguage, put, say, speak, startLanguages } from "./language.js";
import { boxes, isTyped, take, typeOf } from "./fields.js";
import { finder } from "./find.js";
import { drawRows, onRow, startRepeats } from "./repeats.js";
import { adviseDraft, arm, startFiles, sweep } from "./files.js";
import { refresh } from "./errors.js";
import { back, firstOpen, firstStep, follow, go, onEnter, show, startSteps, stepInAddress } from "./steps.js";
import { clock, outcome, summary } from "./summary.js";
import { begin, startOpening, startSaving, tellRestored } from "./draft.js";
import { allow, disallow, forget, isKept, keep, keepSoon, kept, startKeeping } from "./keep.js";
import { finish, startFinish } from "./finish.js";
import { startLeaving } from "./save.js";
import { fill } from "./passport.js";
import { bundle, changed, check, example, onReport, startEngine, state } from "./state.js";

/** Long texts say how much room is left, once there is little. @param {HTMLElement} box */
function count(box) {
  const place = maybe("[data-count]", box);
  const area = maybe("textarea[data-max]", box);
  if (!place || !(area instanceof HTMLTextAreaElement)) return;
  const max = Number(area.dataset.max);
  const left = max - [...area.value].length;
  place.hidden = left > max / 5;
  if (!place.hidden) put(place, left < 0 ? "form-characters-over" : "form-characters", { n: Math.abs(left) });
}

/** What is typed and chosen goes into the answers. */
function startTyping() {
  const typed = (/** @type {Event} */ event) => {
    const box = event.target instanceof Element ? event.target.closest("[data-field]") : null;
    if (!(box instanceof HTMLElement) || !isTyped(box)) return;
    take(box);
    count(box);
    if (event.type === "input" && typeOf(box) === "passport") fill(box);
    else changed();
  };
  const main = one("main");
  main.addEventListener("input", typed);
  main.addEventListener("change", typed);
}

/** Buttons that lead somewhere. */
function startButtons() {
  /** @type {Record<string, () => void>} */
  const acts = {
    start: () => go(firstStep()),
    back,
    save: () => go("save"),
    open: () => go("open"),
    delete: () => go("delete"),
    "delete-all": () => void deleteAll(),
    again: () => {
      begin({}, new Map(), "");
      go(firstStep());
    },
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-do]") : null;
    if (button instanceof HTMLElement) acts[button.dataset.do ?? ""]?.();
  });
}

async function deleteAll() {
  await forget();
  disallow();
  begin({}, new Map(), "");
  for (const told of all("[data-told]")) told.remove();
  sweep();
  tellStart("form-deleted");
  go("start");
  announce(say("form-deleted"));
}

/** Says something on the first page. @param {string} id */
function tellStart(id) {
  const place = one("[data-restored]");
  const text = document.createElement("p");
  put(text, id);
  place.replaceChildren(text);
  place.hidden = false;
}

/** What was kept on this device is there again. @returns {Promise<boolean>} */
async function restore() {
  const found = await kept();
  if (!found) return false;
  allow();
  begin(found.entries, found.files, "");
  state.finished = found.finished;
  if (bundle.languages.includes(found.language) && !location.hash.includes("lang=")) speak(found.language);
  tellStart("form-restored");
  if (found.digest !== bundle.digest) tellRestored("form-restored", {}, true);
  put(one("[data-do=start]"), "form-go-on");
  one("[data-do=start]").dataset.do = "go-on";
  one("[data-do=go-on]").addEventListener("click", () => go(state.finished ? "done" : found.step === "start" ? firstOpen() : found.step));
  return true;
}

async function start() {
  await startEngine(() => (one("[data-slow]").hidden = false));
  startLanguages();
  startRepeats();
  startTyping();
  startButtons();
  startFiles(keep);
  onRow((row) => {
    arm(row);
    for (const box of boxes(row)) if (maybe(".find", box)) finder(box);
  });
  for (const box of boxes(document.body)) if (maybe(".find", box)) finder(box);
  onReport(follow);
  onReport(refresh);
  if (bundle.kind === "application") {
    onReport(keepSoon);
    startSaving(() => void keep());
    startOpening();
    startFinish(() => void keep());
    startKeeping(adviseDraft);
    startLeaving();
  }
  startSteps(() => void finish(keep));
  onEnter("check", (step) => {
    check();
    summary(step);
    if (bundle.kind === "application") clock(step);
    else outcome(step);
  });
  if (example) begin(example.entries, new Map(), "");
  else drawRows();
  check();
  state.unsaved = false;
  speak(firstLanguage());
  onLanguage(() => {
    follow();
    if (state.step === "check") show("check", true);
  });
  const back = !example && (await restore());
  adviseDraft(isKept());
  document.documentElement.className = "on";
  const asked = stepInAddress();
  if (asked && asked !== "start" && !back) one("[data-lost]").hidden = false;
  show(back && asked ? asked : "start", true);
}

start().catch((error) => {
  // The message for browsers in which the form cannot start is true of this one.
  document.documentElement.className = "";
  throw error;
});


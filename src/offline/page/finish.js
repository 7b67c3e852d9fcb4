// @ts-check
// The end: answers and attachments become a signed and sealed file to hand in, and a copy to keep.

import { all, one } from "./dom.js";
import { onLanguage, put, say, size } from "./language.js";
import { attached } from "./files.js";
import { summarise } from "./errors.js";
import { go, onEnter, show, showSealing, title } from "./steps.js";
import { leftOpen } from "./summary.js";
import { begin, showPassword } from "./draft.js";
import { download, tellSaved } from "./save.js";
import { bundle, check, engine, report, state, today } from "./state.js";
import { Trouble } from "./engine.js";
import { qr } from "./qr.js";
import { link, ways } from "./ways.js";

/** Which of the two files are saved: leaving before both are is worth a warning. */
const saved = new Set();

/** The last step: signs and seals, when everything is right. @param {() => Promise<void>} keep */
export async function finish(keep) {
  check();
  const step = one("[data-step=check]");
  const summary = summarise(step, leftOpen());
  title();
  if (!report.valid || summary) {
    summary?.scrollIntoView({ block: "start" });
    summary?.focus({ preventScroll: true });
    return;
  }
  showSealing(true);
  try {
    showPassword();
    state.finished = await seal();
    state.amends = undefined;
    saved.clear();
    state.unsaved = true;
    await keep();
    showSealing(false);
    go("done");
  } catch (error) {
    showSealing(false);
    show("check");
    const id = error instanceof Trouble && error.code === "no-memory" ? "form-no-memory" : "form-finish-failed";
    summarise(step, [{ text: () => say(id), to: () => one("button.button", step).focus() }])?.focus();
  }
}

/** Makes both files. */
async function seal() {
  const { language, password, entries, amends } = state;
  const token = amends && (await engine.heavy.openCopy({ file: amends, password }, { progress })).token;
  const digests = new Set(attached().map((file) => file.sha512));
  const files = [...digests].flatMap((digest) => state.files.get(digest) ?? []);
  const made = await engine.heavy.finish({ language, today: today(), entries, files, password, token }, { progress });
  if (token) engine.heavy.release(token);
  return made;
}

/** In the order they come; each takes its share of the bar. */
const PHASES = ["open", "password", "read", "seal", "copy"];

/** @param {import("./engine.js").Progress} at */
function progress({ phase, done, of }) {
  const step = one("[data-step=sealing]");
  const bar = one("progress", step);
  const begun = Math.max(0, PHASES.indexOf(phase));
  if (bar instanceof HTMLProgressElement) bar.value = ((begun + (of > 0 ? done / of : 0)) / PHASES.length) * 100;
  const words = one("[data-phase]", step);
  // Said once, not at every step forward.
  if (words.dataset.t !== `form-phase-${phase}`) put(words, `form-phase-${phase}`);
}

/** Lets the end page work. @param {() => void} kept */
export function startFinish(kept) {
  const step = one("[data-step=done]");
  onEnter("done", () => fill(step));
  onLanguage(() => {
    if (state.finished) fill(step);
  });
  for (const button of all("[data-save]", step)) {
    button.addEventListener("click", () => {
      const made = state.finished;
      if (!made) return;
      const copy = button.dataset.save === "copy";
      download(copy ? made.copy : made.file, copy ? made.copyName : made.name);
      tellSaved(one("[data-saved]", step), copy ? made.copyName : made.name);
      saved.add(button.dataset.save);
      if (saved.size === 2) state.unsaved = false;
      // The next thing to do is the other file, until both are saved.
      const rest = saved.size === 2 ? undefined : all("[data-save]", step).find((other) => !saved.has(other.dataset.save));
      for (const other of all("[data-save]", step)) {
        other.classList.toggle("button", other === rest);
        other.classList.toggle("plain", other !== rest);
      }
      kept();
    });
  }
  one("[data-do=print]", step).addEventListener("click", () => window.print());
  one("[data-do=amend]", step).addEventListener("click", amend);
}

/** Back to the answers; what is finished next takes the place of what was finished now. */
function amend() {
  const made = state.finished;
  if (!made) return;
  begin(state.entries, state.files, state.password);
  state.amends = made.copy;
  go("check");
}

/** @param {HTMLElement} step */
function fill(step) {
  const made = state.finished;
  if (!made) return;
  // After a reload nobody knows it but the person, who amends with the copy.
  const known = state.password !== "";
  for (const place of [one("[data-password]", step).closest("div"), one("[data-do=amend]", step)]) if (place) place.hidden = !known;
  if (known) showPassword();
  one("[data-number]", step).textContent = made.number;
  const [file, copy] = ["file", "copy"].map((name) => one(`[data-save=${name}] [data-size]`, step));
  for (const [place, bytes] of /** @type {const} */ ([[file, made.size], [copy, made.copySize]])) {
    const { t, a } = size(bytes);
    put(place, t, a);
  }
  one("[data-name]", step).textContent = made.name;
  put(one("[data-printed]", step), "form-printed", { date: { date: today() } });
  link(step);
  code(step, made.number);
  const details = { sha256: made.sha256, digest: made.digest, key: made.applicant, form: `${bundle.id} ${bundle.version}.${bundle.build} ${bundle.digest}` };
  for (const [name, text] of Object.entries(details)) one(`[data-detail=${name}]`, step).textContent = text ?? "";
  one("[data-verify]", step).textContent = commands(made);
}

/** The tracking page with the number; the password is for people to type. @param {HTMLElement} step @param {string} number */
function code(step, number) {
  const { track } = ways();
  const figure = one("[data-qr]", step);
  figure.hidden = !track;
  figure.querySelector("svg")?.remove();
  if (track) figure.prepend(qr(`${track}#${number}`, say("form-next-track")));
}

/**
 * What checks the signature, with tools that know nothing of us.
 * @param {import("./engine.js").Finished} made
 */
const commands = (made) =>
  [
    `age -d -i KEY ${made.name} > application.zip`,
    "unzip application.zip -d application && cd application",
    "sha512sum -c tagmanifest-sha512.txt manifest-sha512.txt",
    `echo "applicant ${made.applicant}" > key`,
    "ssh-keygen -Y verify -f key -I applicant -n submission@sayyar -s signatures/applicant.sshsig < tagmanifest-sha512.txt",
  ].join("\n");


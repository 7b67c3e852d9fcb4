// @ts-check
// Drafts: everything that was typed and attached, in a file that only the password opens. The same page opens
// them again, and the copies that Finish makes.

import { all, control, make, maybe, one } from "./dom.js";
import { onLanguage, put, say, speak } from "./language.js";
import { drawRows } from "./repeats.js";
import { attached, drawAll } from "./files.js";
import { writeAll } from "./fields.js";
import { mark, summarise } from "./errors.js";
import { firstOpen, go, onEnter, title } from "./steps.js";
import { download, tellSaved } from "./save.js";
import { bundle, check, engine, state, today } from "./state.js";

/** What a draft says of itself. */
const FORMAT = "sayyar-draft/1";

/** Everything typed, as text. */
const draft = () =>
  JSON.stringify({
    format: FORMAT,
    form: bundle.id,
    version: bundle.version,
    digest: bundle.digest,
    language: state.language,
    saved_on: today(),
    step: state.step,
    entries: state.entries,
  });

/** Shows the password wherever it belongs; makes it where there is none. */
export function showPassword() {
  if (state.password === "") state.password = engine.password();
  for (const place of all("[data-password]")) place.textContent = state.password;
}

/** Lets drafts be saved. @param {() => void} kept what is on the device follows */
export function startSaving(kept) {
  const step = one("[data-step=save]");
  onEnter("save", () => {
    const known = state.password !== "";
    one("[data-first-password]", step).hidden = known;
    one("[data-known-password]", step).hidden = !known;
    one("[data-saved]", step).replaceChildren();
    one("[data-failed]", step).hidden = true;
    showPassword();
  });
  one("[data-do=save-file]", step).addEventListener("click", async (event) => {
    const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
    const saved = one("[data-saved]", step);
    button.disabled = true;
    put(saved, "form-save-going");
    try {
      const files = [...new Set(attached().map((file) => file.sha512))].filter((digest) => state.files.has(digest));
      const bytes = await engine.heavy.sealDraft(state.password, draft(), files, files.map((digest) => state.files.get(digest) ?? new Uint8Array()));
      const name = `${bundle.id}-draft-${today()}.age`;
      download(bytes, name);
      state.unsaved = false;
      tellSaved(saved, name);
      kept();
    } catch {
      saved.replaceChildren();
      const failed = one("[data-failed]", step);
      put(failed, "form-save-failed");
      failed.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}

/** @typedef {{ id: string, args?: import("./language.js").Args }} Trouble */

/** Lets drafts and copies be opened. */
export function startOpening() {
  const step = one("[data-step=open]");
  const file = control("input[type=file]", step);
  const password = control("#open-password", step);
  file.addEventListener("change", () => {
    one("[data-open-name]", step).textContent = file.files?.[0]?.name ?? "";
  });
  /** @type {{ box: HTMLElement, trouble: Trouble }[]} */
  let troubles = [];
  const tell = () => {
    for (const box of all("[data-open]", step)) mark(box, null);
    for (const { box, trouble } of troubles) mark(box, say(trouble.id, trouble.args));
    const problems = troubles.map(({ box, trouble }) => ({ text: () => say(trouble.id, trouble.args), to: () => control("input", box).focus() }));
    const summary = summarise(step, problems);
    title();
    return summary;
  };
  onLanguage(() => {
    if (troubles.length > 0) tell();
  });
  onEnter("open", () => {
    troubles = [];
    tell();
  });
  one("form", step).addEventListener("submit", async (event) => {
    event.preventDefault();
    troubles = missing(step, file, password);
    tell()?.focus();
    const picked = file.files?.[0];
    if (troubles.length > 0 || !picked) return;
    const phase = one("[data-phase]", step);
    put(phase, "form-phase-open");
    const trouble = await open(picked, engine.checkPassword(password.value) ?? "");
    phase.replaceChildren();
    phase.removeAttribute("data-t");
    if (trouble) {
      const box = one(trouble.id === "form-open-refused" ? "[data-open=password]" : "[data-open=file]", step);
      troubles = [{ box, trouble }];
      tell()?.focus();
      return;
    }
    file.value = "";
    password.value = "";
    one("[data-open-name]", step).textContent = "";
  });
}

/** @param {HTMLElement} step @param {HTMLInputElement} file @param {HTMLInputElement} password */
function missing(step, file, password) {
  const troubles = [];
  if (!file.files?.length) troubles.push({ box: one("[data-open=file]", step), trouble: { id: "form-open-no-file" } });
  const box = one("[data-open=password]", step);
  if (password.value.trim() === "") troubles.push({ box, trouble: { id: "form-open-no-password" } });
  else if (engine.checkPassword(password.value) === undefined) troubles.push({ box, trouble: { id: "form-open-mistyped" } });
  return troubles;
}

/**
 * Opens a file and goes on where it was left.
 * @param {File} picked
 * @param {string} password
 * @returns {Promise<Trouble | undefined>}
 */
async function open(picked, password) {
  try {
    const opened = await engine.heavy.open(new Uint8Array(await picked.arrayBuffer()), password);
    if (opened.kind === "draft") return fromDraft(opened, password);
    return fromCopy(opened, password);
  } catch (error) {
    const code = error instanceof Error ? error.message : String(error);
    return { id: code === "wrong-passphrase" ? "form-open-refused" : "form-open-damaged" };
  }
}

/** @param {any} opened @param {string} password @returns {Trouble | undefined} */
function fromDraft(opened, password) {
  const found = JSON.parse(opened.json);
  if (found.format !== FORMAT) return { id: "form-open-damaged" };
  if (found.form !== bundle.id) return { id: "form-open-other", args: { form: String(found.form) } };
  begin(found.entries, opened.files, password);
  if (bundle.languages.includes(found.language)) speak(found.language);
  tellRestored("form-opened", {}, found.digest !== bundle.digest);
  const asked = maybe(`[data-section][data-step="${CSS.escape(String(found.step))}"]`);
  go(found.step === "check" || asked ? found.step : firstOpen());
}

/** @param {any} opened @param {string} password @returns {Trouble | undefined} */
function fromCopy(opened, password) {
  if (opened.form !== bundle.id) return { id: "form-open-other", args: { form: opened.form } };
  begin(JSON.parse(opened.json), opened.files, password);
  state.previous = opened.previous;
  tellRestored("form-opened-copy", { number: opened.number }, opened.digest !== bundle.digest);
  go("check");
}

/**
 * Starts over with these answers.
 * @param {import("./state.js").Entries} entries
 * @param {Uint8Array[]} files
 * @param {string} password
 */
export function begin(entries, files, password) {
  state.entries = entries;
  state.files = new Map(files.map((bytes) => [engine.sha512(bytes), bytes]));
  state.password = password;
  state.previous = undefined;
  state.finished = undefined;
  state.unsaved = false;
  redraw();
}

/** Shows the answers there are. */
export function redraw() {
  drawRows();
  writeAll(one("main"));
  drawAll();
  check();
}

/**
 * Says on the page one goes to what is there again.
 * @param {string} id
 * @param {import("./language.js").Args} args
 * @param {boolean} older
 */
export function tellRestored(id, args, older) {
  for (const old of all("[data-told]")) old.remove();
  for (const place of all(".step[data-section], [data-step=check]")) {
    const told = make("div", { class: "notice success", "data-told": true });
    const text = make("p");
    put(text, id, args);
    told.append(text);
    if (older) {
      const more = make("p");
      put(more, "form-opened-older");
      told.append(more);
    }
    one("h1", place).after(told);
  }
}


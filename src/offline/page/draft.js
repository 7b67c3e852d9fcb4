// @ts-check
// Drafts: everything that was typed and attached, in a file that only the password opens. The same page opens
// them again, and the copies that Finish makes.

import { all, control, make, maybe, one } from "./dom.js";
import { onLanguage, put, say, speak } from "./language.js";
import { drawRows } from "./repeats.js";
import { attached, drawAll } from "./files.js";
import { writeAll } from "./fields.js";
import { mark, summarise } from "./errors.js";
import { firstOpen, from, go, onEnter, title } from "./steps.js";
import { download, tellSaved } from "./save.js";
import { Trouble } from "./engine.js";
import { bundle, check, engine, state, today } from "./state.js";

/** Everything typed and attached. */
async function seal() {
  const known = new Map(attached().map((file) => [file.sha512, file]));
  const files = [...known.values()].filter((file) => state.files.has(file.sha512));
  return engine.heavy.saveDraft({
    state: {
      language: state.language,
      saved_on: today(),
      entries: state.entries,
      page: { step: from() },
      files: files.map(({ name, type }) => ({ name, type: type ?? "" })),
    },
    files: files.flatMap((file) => state.files.get(file.sha512) ?? []),
    password: state.password,
  });
}

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
      const name = `${bundle.id}-draft-${today()}.age`;
      download(await seal(), name);
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

/** @typedef {{ id: string, args?: import("./language.js").Args }} Complaint  what keeps a file from being opened */

/** Lets drafts and copies be opened. */
export function startOpening() {
  const step = one("[data-step=open]");
  const file = control("input[type=file]", step);
  const password = control("#open-password", step);
  file.addEventListener("change", () => {
    one("[data-open-name]", step).textContent = file.files?.[0]?.name ?? "";
  });
  /** @type {{ box: HTMLElement, trouble: Complaint }[]} */
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

/** What is larger was not made by a form: the engine opens no more. */
const LARGEST = 64 * 1024 * 1024;

/**
 * Opens a file and goes on where it was left.
 * @param {File} picked
 * @param {string} password
 * @returns {Promise<Complaint | undefined>}
 */
async function open(picked, password) {
  if (picked.size > LARGEST) return { id: "form-open-damaged" };
  /** @type {Blob} */
  let file;
  try {
    // In memory: the file may be gone when it is needed again.
    file = new Blob([await picked.arrayBuffer()]);
  } catch {
    return { id: "form-files-unreadable", args: { name: picked.name } };
  }
  if (await isToHandIn(file)) return { id: "form-open-sealed" };
  // Which of the two it is only shows inside; its name says where to look first.
  const ways = picked.name.includes("copy") ? [fromCopy, fromDraft] : [fromDraft, fromCopy];
  /** @type {Complaint} */
  let trouble = { id: "form-open-damaged" };
  for (const way of ways) {
    try {
      return await way(file, password);
    } catch (error) {
      const code = error instanceof Trouble ? error.code : "";
      if (code === "age-no-match") return { id: "form-open-refused" };
      if (code === "no-memory") trouble = { id: "form-no-memory" };
    }
  }
  return trouble;
}

/** Whether a file is sealed, and not with a password: the other one that the last page saves. @param {Blob} file */
async function isToHandIn(file) {
  const [version, stanza] = (await file.slice(0, 64).text()).split("\n");
  return version === "age-encryption.org/v1" && stanza?.startsWith("-> ") && !stanza.startsWith("-> scrypt ");
}

/** @param {Blob} file @param {string} password @returns {Promise<Complaint | undefined>} */
async function fromDraft(file, password) {
  const { draft, files } = await engine.heavy.openDraft({ file, password });
  if (draft.form.id !== bundle.id) return { id: "form-open-other", args: { form: String(draft.form.id) } };
  begin(draft.entries, byDigest(draft.files, files), password);
  if (bundle.languages.includes(draft.language)) speak(draft.language);
  tellRestored("form-opened", {}, draft.form.digest !== bundle.digest);
  const step = String(draft.page?.step);
  go(step === "check" || maybe(`[data-section][data-step="${CSS.escape(step)}"]`) ? step : firstOpen());
}

/** @param {Blob} file @param {string} password @returns {Promise<Complaint | undefined>} */
async function fromCopy(file, password) {
  const { header, answers, attachments, files, token } = await engine.heavy.openCopy({ file, password });
  engine.heavy.release(token);
  if (header.form.id !== bundle.id) return { id: "form-open-other", args: { form: String(header.form.id) } };
  begin(answers, byDigest(attachments, files), password);
  state.amends = file;
  tellRestored("form-opened-copy", { number: header.number }, header.form.digest !== bundle.digest);
  go("check");
}

/** @param {{ sha512: string }[]} known @param {Blob[]} files */
const byDigest = (known, files) => new Map(known.map(({ sha512 }, at) => [sha512, files[at]]));

/**
 * Starts over with these answers.
 * @param {import("./state.js").Entries} entries
 * @param {Map<string, Blob>} files
 * @param {string} password
 */
export function begin(entries, files, password) {
  state.entries = entries;
  state.files = files;
  state.password = password;
  state.amends = undefined;
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


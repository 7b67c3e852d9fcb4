// @ts-check
// Attachments: read the moment they are picked, because a phone may take them away again; looked into by the
// engine; shown, made smaller, removed. Their bytes stay in the page.

import { all, announce, control, make, maybe, one } from "./dom.js";
import { onLanguage, put, say, size } from "./language.js";
import { boxes, fieldOf, ownerOf, reportOf, typeOf } from "./fields.js";
import { mark, message } from "./errors.js";
import { clean, isPicture, shrink } from "./photo.js";
import { changed, engine, state } from "./state.js";

/** @typedef {import("./state.js").Attached} Attached */

/** Notes to a file: what was done with it. @type {Map<string, { t: string, a?: import("./language.js").Args }>} */
const notes = new Map();
/** @type {Map<string, string>} */
const pictures = new Map();

/** Whether the browser may close the page while a file is chosen: phones do, when memory is short. */
const handheld = matchMedia("(pointer: coarse)").matches;

/** @type {() => Promise<void>} */
let keepNow = async () => {};

/** Lets files be picked and dropped. @param {() => Promise<void>} keep saves what can be saved before a picker opens */
export function startFiles(keep) {
  keepNow = keep;
  arm(document.body);
  // A file dropped beside its place would open in the window, and everything typed would be gone.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
  onLanguage(drawAll);
}

/** Lets files be picked below an element. @param {HTMLElement} root */
export function arm(root) {
  for (const box of boxes(root)) {
    if (typeOf(box) !== "files") continue;
    const input = control("input[type=file]", box);
    input.addEventListener("click", () => void keepNow());
    input.addEventListener("change", async () => {
      const picked = [...(input.files ?? [])];
      await add(box, picked);
      // The same file may be picked again.
      input.value = "";
    });
    one("[data-draft-first]", box).hidden = !handheld;
    box.addEventListener("dragover", () => box.classList.add("over"));
    for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("over"));
    box.addEventListener("drop", (event) => {
      if (event instanceof DragEvent) void add(box, [...(event.dataTransfer?.files ?? [])]);
    });
  }
}

/** Phones are told to save a draft first, unless everything is kept anyway. @param {boolean} kept */
export function adviseDraft(kept) {
  for (const advice of all("[data-draft-first]")) advice.hidden = kept || !handheld;
}

/** @param {HTMLElement} box @returns {Attached[]} */
const filesOf = (box) => (ownerOf(box)[fieldOf(box)] ??= []);

/** @param {HTMLElement} box @param {File[]} picked */
async function add(box, picked) {
  for (const file of picked) {
    announce(say("form-files-reading", { name: file.name }));
    const waiting = make("li", {}, make("span", { class: "about" }, say("form-files-reading", { name: file.name }), make("progress")));
    one(".attached", box).append(waiting);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await attach(box, file.name, bytes);
    } catch {
      mark(box, say("form-files-unreadable", { name: file.name }));
    }
    waiting.remove();
  }
  changed();
  draw(box);
  showProblems(box);
}

/** @param {HTMLElement} box @param {string} name @param {Uint8Array} bytes */
async function attach(box, name, bytes) {
  const lean = clean(bytes);
  const kind = JSON.parse(engine.sniff(lean, name));
  const sha512 = engine.sha512(lean);
  if (lean !== bytes) notes.set(sha512, { t: "form-files-cleaned" });
  state.files.set(sha512, new Blob([/** @type {BlobPart} */ (lean)], { type: kind.type ?? "application/octet-stream" }));
  const files = filesOf(box);
  // The very same file twice is one.
  if (files.some((other) => other.sha512 === sha512)) return;
  files.push({ name, size: lean.length, sha512, ...(kind.type ? { type: kind.type } : { problem: kind.problem }) });
  announce(say("form-files-added", { name }));
}

/** What is wrong with the files is said at once: who picked them is still there. @param {HTMLElement} box */
function showProblems(box) {
  const problem = reportOf(box)?.problems.find(({ kind }) => kind !== "required" && kind !== "too-few");
  mark(box, problem ? message(box, problem) : null);
}

/** Shows all attachments anew. */
export function drawAll() {
  for (const box of boxes(document.body)) if (typeOf(box) === "files") draw(box);
}

/** @param {HTMLElement} box */
export function draw(box) {
  const files = filesOf(box);
  one(".attached", box).replaceChildren(...files.map((file) => line(box, file)));
  const most = limits(box).max;
  put(one("label span", box), files.length > 0 ? "form-files-more" : most === 1 ? "form-file-choose" : "form-files-choose");
  one(".pick", box).hidden = most !== undefined && files.length >= most;
}

/** How many files, and how many bytes each, a question takes. @param {HTMLElement} box @returns {{ max?: number, each?: number }} */
function limits(box) {
  const each = box.dataset.each;
  const max = box.dataset.max;
  return { max: max ? Number(max) : undefined, each: each ? Number(each) : undefined };
}

/** @param {HTMLElement} box @param {Attached} file */
function line(box, file) {
  const about = make("span", { class: "about" });
  const open = make("a", { href: pictureOf(file), target: "_blank", rel: "noopener", "aria-label": say("form-files-open", { name: file.name }) }, make("bdi", {}, file.name));
  const bytes = make("small");
  const { t, a } = size(file.size);
  put(bytes, t, a);
  about.append(open, bytes);
  const note = notes.get(file.sha512);
  if (note) {
    const text = make("small");
    put(text, note.t, note.a);
    about.append(text);
  }
  const remove = make("button", { type: "button", class: "quiet" });
  put(remove, "form-files-remove", { name: file.name });
  remove.addEventListener("click", () => take(box, file));
  const item = make("li", {}, thumbnail(file), about, remove);
  const most = limits(box).each;
  if (most !== undefined && file.size > most && isPicture(file.type ?? "")) about.append(offerShrink(box, file, most));
  return item;
}

/** @param {Attached} file */
function thumbnail(file) {
  if (isPicture(file.type ?? "")) return make("img", { src: pictureOf(file), alt: "" });
  const kind = make("span", { class: "kind", "aria-hidden": "true" });
  kind.textContent = (file.name.split(".").at(-1) ?? "").slice(0, 4).toUpperCase();
  return kind;
}

/** An address to look at a file by, made once. @param {Attached} file */
function pictureOf(file) {
  let url = pictures.get(file.sha512);
  const blob = state.files.get(file.sha512);
  if (!url && blob) {
    url = URL.createObjectURL(blob);
    pictures.set(file.sha512, url);
  }
  return url ?? "";
}

/** @param {HTMLElement} box @param {Attached} file @param {number} most */
function offerShrink(box, file, most) {
  const button = make("button", { type: "button", class: "plain" });
  put(button, "form-files-shrink");
  const text = make("span");
  const [now, limit] = [size(file.size), size(most)];
  put(text, "form-files-large", { size: now, max: limit });
  button.addEventListener("click", async () => {
    button.disabled = true;
    const blob = state.files.get(file.sha512);
    const smaller = blob && (await shrink(blob, most));
    if (!smaller) return void put(text, "form-files-not-shrunk", { max: limit });
    const files = filesOf(box);
    files.splice(files.indexOf(file), 1);
    const name = file.name.replace(/\.[^.]*$/, "") + ".jpg";
    await attach(box, name, smaller);
    notes.set(engine.sha512(smaller), { t: "form-files-shrunk", a: { size: size(smaller.length) } });
    changed();
    draw(box);
    showProblems(box);
    maybe("label", box)?.focus();
  });
  return make("span", {}, text, button);
}

/** @param {HTMLElement} box @param {Attached} file */
function take(box, file) {
  const files = filesOf(box);
  files.splice(files.indexOf(file), 1);
  announce(say("form-files-removed", { name: file.name }));
  changed();
  draw(box);
  showProblems(box);
  control("input[type=file]", box).focus();
}

/** Forgets bytes that no answer has any more, and addresses made for them. */
export function sweep() {
  const used = new Set(attached().map((file) => file.sha512));
  for (const digest of state.files.keys()) if (!used.has(digest)) state.files.delete(digest);
  for (const [digest, url] of pictures) {
    if (used.has(digest)) continue;
    URL.revokeObjectURL(url);
    pictures.delete(digest);
  }
}

/** Every attachment there is, rows included, also of questions that are not shown now. @returns {Attached[]} */
export function attached() {
  /** @type {Attached[]} */
  const found = [];
  const look = (/** @type {import("./state.js").Row} */ answers) => {
    for (const value of Object.values(answers)) {
      if (!Array.isArray(value)) continue;
      for (const part of value) {
        if (typeof part !== "object" || part === null) continue;
        if (typeof part.sha512 === "string") found.push(part);
        else look(part);
      }
    }
  };
  look(state.entries);
  return found;
}


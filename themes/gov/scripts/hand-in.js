// @ts-check
// The hand-in page: looks at the sealed files that are chosen or dropped, sends them, shows the receipt.

import { sha256 } from "./sha256.js";
import { wrongWith } from "./sealed.js";
import { Refused, Upload, begun, forget, knock } from "./upload.js";
import { find, make, moment, number, say } from "./words.js";

/** @typedef {import("./upload.js").Door} Door */

/** Most bytes of a file while no door has said how many it takes. */
const MOST = 64 << 20;

/** @type {HTMLFormElement | null} */
const form = document.querySelector("form[data-hand-in]");
/** @type {HTMLElement | null} */
const list = document.querySelector("[data-files]");
if (form && list) begin(form, list);

/**
 * The door: where this page itself comes from on a travelling desk, else the one the site names. Asked when it is
 * needed, and again while there is none.
 * @param {HTMLFormElement} form
 */
function doors(form) {
  const { door = "", home = "" } = form.dataset;
  /** @type {Promise<Door | undefined> | undefined} */
  let asked;
  const ask = async () => (location.origin !== home ? await knock("/") : undefined) ?? (door ? await knock(door) : undefined);
  return async () => {
    asked ??= ask();
    const found = await asked;
    if (!found?.takes) asked = undefined;
    return found;
  };
}

/** @param {HTMLFormElement} form @param {HTMLElement} list */
async function begin(form, list) {
  const door = doors(form);
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]"));
  const closed = document.querySelector("[data-closed]");
  if (!form.dataset.door && !(location.origin !== form.dataset.home && (await door()))) {
    if (closed instanceof HTMLElement) closed.hidden = false;
    return;
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  const stopped = form.querySelector("[data-stopped]");
  if (stopped instanceof HTMLElement) stopped.hidden = Object.keys(begun()).length === 0;
  /** Files that are in the list, by digest. @type {Map<string, HTMLElement>} */
  const known = new Map();
  const take = (/** @type {Iterable<File>} */ files) => {
    if (stopped instanceof HTMLElement) stopped.hidden = true;
    // The next thing to do is at the file now.
    form.querySelector("label")?.classList.replace("button", "plain");
    for (const file of files) add(file, list, door, known);
    input.value = "";
  };
  input.addEventListener("change", () => take([...(input.files ?? [])]));
  const drop = /** @type {HTMLElement} */ (form.querySelector("[data-drop]"));
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragenter" || name === "dragover");
      if (name === "drop" && event instanceof DragEvent) take([...(event.dataTransfer?.files ?? [])]);
    });
  }
  // A file that misses the place would take the page away.
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
}

/** @param {number} bytes */
const size = (bytes) => (bytes < 1e6 ? say("kb", { n: number(Math.max(1, Math.round(bytes / 1e3))) }) : say("mb", { n: number(Math.round(bytes / 1e5) / 10) }));

/**
 * A file in the list, from the first look to its receipt.
 * @param {File} file
 * @param {HTMLElement} list
 * @param {() => Promise<Door | undefined>} door
 * @param {Map<string, HTMLElement>} known
 */
async function add(file, list, door, known) {
  const title = make("h2", { tabindex: "-1" }, make("bdi", { dir: "ltr" }, file.name), " ", make("small", {}, size(file.size)));
  const status = make("p", { role: "status" });
  const place = make("div", {});
  const item = make("li", { class: "box" }, title, status, place);
  list.append(item);
  const remove = button("plain", say("remove"), () => item.remove());
  const wrong = (/** @type {string} */ code) => {
    status.textContent = say(`wrong-${code}`) || say("wrong-unknown");
    item.classList.add("bad");
    place.replaceChildren(make("p", { class: "actions" }, remove));
  };
  status.textContent = say("looking");
  try {
    const found = await wrongWith(file, MOST);
    if (found) return wrong(found);
    const digest = await sha256(file);
    const twin = known.get(digest);
    if (twin?.isConnected) {
      item.remove();
      return twin.querySelector("h2")?.focus();
    }
    known.set(digest, item);
    ready(file, digest, { item, status, place, title, remove, wrong }, door);
  } catch {
    wrong("unreadable");
  }
}

/** @typedef {{ item: HTMLElement, status: HTMLElement, place: HTMLElement, title: HTMLElement, remove: HTMLElement, wrong: (code: string) => void }} Row */

/** A file that may be sent. @param {File} file @param {string} digest @param {Row} row @param {() => Promise<Door | undefined>} door */
function ready(file, digest, row, door) {
  const { item, status, place, remove, wrong, title } = row;
  const details = make("details", { class: "fold" }, make("summary", {}, say("details")), make("div", {}, make("dl", { class: "rows" }, code("SHA-256", digest))));
  const bar = /** @type {HTMLProgressElement} */ (make("progress", { max: "1", "aria-label": say("sending-bar") }));
  /** @type {Upload | undefined} */
  let upload;
  const send = async () => {
    item.classList.remove("bad");
    place.replaceChildren(bar, make("p", { class: "actions" }, pause), details);
    status.textContent = say("finding");
    const found = await door();
    if (!found) return stopped(navigator.onLine ? "no-door" : "away");
    if (!found.takes) return stopped(found.why === "no-room" ? "no-room" : "closed");
    if (file.size > found.most) return wrong("too-large");
    let told = -1;
    upload = new Upload(found.url, file, digest, (state, sent) => {
      if (sent >= 0) bar.value = sent / file.size;
      // Said in tenths: enough for the ear.
      const tenth = Math.floor(bar.value * 10);
      if (state === "sending" && tenth === told) return;
      told = state === "sending" ? tenth : -1;
      status.textContent = say(state, { n: number(tenth * 10) });
    });
    try {
      if (!arrived(file, digest, await upload.run(), row)) stopped("receipt");
    } catch (error) {
      const code = error instanceof Refused ? error.code : "unknown";
      if (code === "paused") stopped("paused");
      else if (["too-large", "digest-differs", "cut-short"].includes(code)) wrong(code);
      else stopped(code);
    }
  };
  /** What can be gone on with. @param {string} why */
  const stopped = (why) => {
    status.textContent = say(`stopped-${why}`) || say("stopped-unknown");
    place.replaceChildren(...(why === "paused" ? [bar] : []), make("p", { class: "actions" }, again, drop), ...(why === "paused" ? [] : [others()]), details);
    again.focus();
  };
  const pause = button("plain", say("pause"), () => upload?.pause());
  const again = button("button", say("go-on"), send);
  const drop = button("plain", say("remove"), () => {
    forget(digest);
    remove.click();
  });
  const resumed = begun()[digest] !== undefined;
  status.textContent = resumed ? say("begun") : say("good");
  place.replaceChildren(make("p", { class: "actions" }, button("button", resumed ? say("go-on") : say("send"), send), drop), details);
  title.focus();
}

/** The receipt in plain words, to save and to print; false when it is none of this file's. @param {File} file @param {string} digest @param {string} receipt @param {Row} row */
function arrived(file, digest, receipt, { item, status, place, title }) {
  /** @type {{ kind: string, at: string, sha256: string, size: number, number?: string, code?: string, sequence: number, by: string }} */
  let said;
  try {
    said = JSON.parse(receipt.slice(0, receipt.indexOf("\n")));
    if (said.sha256 !== digest || said.size !== file.size) throw new Error("another file's");
  } catch {
    return false;
  }
  const kind = ["arrived", "taken-in", "refused"].includes(said.kind) ? said.kind : "arrived";
  item.classList.toggle("bad", kind === "refused");
  item.classList.toggle("good", kind !== "refused");
  status.textContent = say(`kind-${kind}`);
  const facts = [fact(say("when"), moment(said.at)), fact(say("file"), file.name), fact(say("receipt-number"), `${said.sequence}`)];
  if (said.number) facts.push(fact(say("number"), said.number));
  const inner = make("dl", { class: "rows" }, code("SHA-256", digest), code(say("by"), said.by));
  if (said.code) inner.append(code(say("code"), said.code));
  const advice = find("advice", kind);
  const save = button("button", say("save"), () => {
    const url = URL.createObjectURL(new Blob([receipt], { type: "text/plain" }));
    make("a", { href: url, download: `receipt-${digest.slice(0, 8)}.txt` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  });
  place.replaceChildren(
    make("p", {}, say(`about-${kind}`)),
    make("dl", { class: "rows" }, ...facts),
    make("p", { class: "actions" }, save, button("plain", say("print"), () => print())),
    ...(advice ? [...advice.cloneNode(true).childNodes] : []),
    make("details", { class: "fold" }, make("summary", {}, say("details")), make("div", {}, inner, make("pre", { dir: "ltr" }, receipt))),
  );
  title.focus();
  return true;
}

/** The other ways, where sending does not work now. */
const others = () => make("p", {}, make("a", { href: "#ways" }, say("other-ways")));

/** @param {string} name @param {string} value */
const fact = (name, value) => make("div", {}, make("dt", {}, name), make("dd", {}, make("bdi", {}, value)));

/** The same of digests and keys. @param {string} name @param {string} value */
const code = (name, value) => make("div", {}, make("dt", {}, name), make("dd", {}, make("bdi", { class: "address", dir: "ltr" }, value)));

/** @param {string} kind @param {string} text @param {() => unknown} does */
function button(kind, text, does) {
  const button = make("button", { type: "button", class: kind }, text);
  button.addEventListener("click", does);
  return button;
}

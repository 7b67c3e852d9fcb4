// @ts-check
// The tracking page: takes number and password, shows the steps of one application. Neither is kept, put into an
// address or sent; a number in the address, from the printed code, moves into its field.

import { NUMBER, PASSWORD, meant, read } from "./code.js";
import { Tracker, Trouble } from "./tracking.js";
import { all, day, find, make, moment, say } from "./words.js";

/** @typedef {import("./tracking.js").Step} Step */

/** @type {HTMLFormElement | null} */
const form = document.querySelector("form[data-track]");
/** @type {HTMLElement | null} */
const result = document.querySelector("[data-result]");
if (form && result) begin(form, result);

/** @param {HTMLFormElement} form @param {HTMLElement} result */
function begin(form, result) {
  const { status = "", keys = "", worker = "", engine = "" } = form.dataset;
  const tracker = new Tracker({ status, keys, worker, engine });
  const [number, password] = [field(form, "number", NUMBER), field(form, "password", PASSWORD)];
  const progress = form.querySelector("[data-progress]");
  const tell = (/** @type {string} */ text) => progress && (progress.textContent = text);
  let turn = 0;

  const prefill = () => {
    const code = read(decodeURIComponent(location.hash.slice(1)), NUMBER);
    if (!code.text) return;
    number.input.value = code.text;
    // Nobody who looks at this browser later finds it in the address or the history.
    history.replaceState(null, "", location.pathname);
    password.input.focus();
  };

  const look = async () => {
    const codes = { number: number.check(), password: password.check() };
    turn += 1;
    const mine = turn;
    show(result, []);
    if (!codes.number || !codes.password) return void (codes.number ? password : number).input.focus();
    let shown;
    try {
      shown = found(await tracker.look(codes.number, codes.password, (what) => mine === turn && tell(say(`doing-${what}`))));
    } catch (error) {
      shown = failed(error instanceof Trouble ? error.code : "engine-stopped");
    }
    if (mine !== turn) return;
    tell("");
    show(result, shown);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
  });
  form.addEventListener("focusin", () => void tracker.ready().catch(() => {}), { once: true });
  form.querySelector("[data-forget]")?.addEventListener("click", () => {
    turn += 1;
    for (const one of [number, password]) one.clear();
    show(result, []);
    tracker.forget().then(() => tell(say("forgotten")));
    number.input.focus();
  });
  addEventListener("hashchange", prefill);
  form.hidden = false;
  prefill();
}

/** A field that says itself what is wrong with what is typed. @param {HTMLFormElement} form @param {string} name @param {number} length */
function field(form, name, length) {
  const box = form.querySelector(`[data-code="${name}"]`);
  const input = /** @type {HTMLInputElement} */ (box?.querySelector("input"));
  const wrong = /** @type {HTMLElement} */ (box?.querySelector("[data-wrong]"));
  const mark = (/** @type {string} */ text) => {
    wrong.textContent = text;
    wrong.hidden = text === "";
    input.toggleAttribute("aria-invalid", text !== "");
    if (text) input.setAttribute("aria-invalid", "true");
  };
  const check = () => {
    const code = read(meant(input.value), length);
    mark(code.wrong ? say(`${name}-${code.wrong}`) : "");
    if (code.text) input.value = code.text;
    return code.text;
  };
  // Told when somebody is done with a field, or mends it; not while the first letters are typed.
  input.addEventListener("change", () => input.value.trim() && check());
  input.addEventListener("input", () => {
    if (!wrong.hidden && read(meant(input.value), length).text) mark("");
  });
  const clear = () => {
    input.value = "";
    mark("");
  };
  return { input, check, clear };
}

/** @param {HTMLElement} result @param {(string | Node)[]} inside */
function show(result, inside) {
  result.replaceChildren(...inside);
  result.hidden = inside.length === 0;
  if (inside.length > 0) result.focus();
}

/** @param {import("./tracking.js").Answer} answer */
function found({ index, status, kept, older }) {
  const notes = [];
  if (kept) notes.push(note("warning", say("kept", { when: moment(index.issued) })));
  else if (older) notes.push(note("warning", say("older")));
  else if (Date.now() > Date.parse(index.next) + 60_000) notes.push(note("warning", say("late", { when: moment(index.next) })));
  const fresh = make("p", { class: "meta" }, say("as-of", { when: moment(index.issued) }), " ", say("next", { when: moment(index.next) }));
  const now = status?.timeline.at(-1);
  if (!status || !now) return [make("h2", {}, say("missing")), ...notes, ...helped("missing", { when: moment(index.next) }), fresh];
  const current = make("div", { class: "now" }, make("p", { class: "meta" }, say("now")), make("h2", {}, say(now.state) || now.state), ...told(now), ...advice(now.state));
  const steps = status.timeline.map((step, place) => {
    const last = place === status.timeline.length - 1;
    const item = make("li", last ? { "aria-current": "step" } : {}, make("strong", {}, say(step.state) || step.state), " ");
    if (!last) item.append(...told(step));
    else item.append(make("p", {}, time(step.on)));
    return item;
  });
  return [...notes, current, make("h3", {}, say("steps")), make("ol", { class: "timeline" }, ...steps), fresh];
}

/** A day that machines can read too. @param {string} on */
const time = (on) => make("time", { datetime: on }, day(on));

/** What is to be known of a step beside its name. @param {Step} step */
function told(step) {
  const told = [make("p", {}, time(step.on))];
  if (step.day) {
    const when = [make("strong", {}, day(step.day)), say("comma"), make("bdi", { dir: "ltr" }, step.time ?? "")];
    told.push(make("p", { class: "when" }, ...when));
  }
  if (step.office) told.push(place(step.office));
  if (step.documents?.length) {
    const names = step.documents.map((id) => all("document", id).join(" / ") || id);
    told.push(make("p", {}, say("documents")), make("ul", {}, ...names.map((name) => make("li", {}, name))));
  }
  if (step.message) told.push(make("p", { class: "meta" }, say("message")), make("blockquote", {}, make("bdi", {}, step.message)));
  return told;
}

/** An office by its id, with its address and a link where the page knows it. @param {string} id */
function place(id) {
  const known = find("office", id);
  return known ? make("p", {}, ...[...known.cloneNode(true).childNodes]) : make("p", {}, id);
}

/** What to do now. @param {string} state */
function advice(state) {
  const known = find("advice", state);
  return known ? [...known.cloneNode(true).childNodes] : [];
}

/** @param {string} code */
function failed(code) {
  const known = ["none", "away", "no-memory", "engine-missing"].includes(code) ? code : /^engine/.test(code) ? "engine-stopped" : "untrusted";
  return [make("h2", {}, say(`trouble-${known}`)), ...helped(known, {})];
}

/** Help in words and numbers to ring. @param {string} id @param {Record<string, string>} given */
function helped(id, given) {
  const known = find("help", id);
  if (!known) return [];
  const copy = /** @type {Element} */ (known.cloneNode(true));
  for (const hole of copy.querySelectorAll("[data-fill]")) hole.textContent = given[hole.getAttribute("data-fill") ?? ""] ?? "";
  return [...copy.childNodes];
}

/** @param {string} tone @param {string} text */
const note = (tone, text) => make("div", { class: `notice ${tone}` }, make("p", {}, text));

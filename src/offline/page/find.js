// @ts-check
// A long list: type, see what fits, choose. The pattern is the combobox of ARIA 1.2 with a list below it. It
// holds the value of the choice; while what is typed names none, it holds the text, and the engine says so.

import { announce, control, make, one } from "./dom.js";
import { onLanguage, put, say, words } from "./language.js";
import { bundle } from "./state.js";

/** As one compares what is typed with what is meant: no marks, no case, the Azerbaijani letters by their likes. @param {string} text */
const fold = (text) =>
  text
    .replace(/[Iı]/g, "i")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ə/g, "e")
    .trim();

/** The values of a list, in the order of the language. @param {string} list @returns {string[]} */
export const valuesOf = (list) => words().order?.[list] ?? bundle.form.lists[list].values;

/** @type {WeakMap<Element, Finder>} */
const finders = new WeakMap();

/** The finder of a question. @param {HTMLElement} box @returns {Finder} */
export function finder(box) {
  let known = finders.get(box);
  if (!known) finders.set(box, (known = new Finder(box)));
  return known;
}

class Finder {
  /** What is chosen, or what is typed where that names nothing. */
  value = "";
  /** @type {string[] | undefined} what may be chosen; all of the list when nothing is said */
  #offered;
  /** @type {{ value: string, text: string }[]} what the list shows */
  #shown = [];
  #active = -1;

  /** @param {HTMLElement} box */
  constructor(box) {
    this.list = box.dataset.list ?? "";
    this.input = control(".find input", box);
    const id = `${this.input.id}-list`;
    this.options = make("ul", { role: "listbox", id, class: "options", hidden: true, "aria-labelledby": `${this.input.id}-label` });
    one(".find", box).append(this.options);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("click", () => this.#open(this.input.value === this.#name(this.value) ? "" : this.input.value));
    this.input.addEventListener("blur", () => this.#close());
    // Before the input loses the focus.
    this.options.addEventListener("pointerdown", (event) => event.preventDefault());
    this.options.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest("[data-value]") : null;
      if (option instanceof HTMLElement) this.#choose(option.dataset.value ?? "");
    });
    onLanguage(() => {
      this.#close();
      this.set(this.value);
    });
  }

  /** @param {string} value */
  set(value) {
    this.value = value;
    this.input.value = this.#name(value);
  }

  /** @param {string[]} values */
  offer(values) {
    this.#offered = values;
  }

  /** What a value is called; a text that is no value is itself. @param {string} value */
  #name(value) {
    return value === "" || !valuesOf(this.list).includes(value) ? value : say(`${this.list}-${value}`);
  }

  #all() {
    const values = valuesOf(this.list);
    const offered = this.#offered;
    return (offered ? values.filter((value) => offered.includes(value)) : values).map((value) => ({ value, text: this.#name(value) }));
  }

  #typed() {
    const typed = fold(this.input.value);
    const named = this.#all().find(({ text }) => fold(text) === typed);
    this.value = named && typed !== "" ? named.value : this.input.value.trim();
    this.#open(this.input.value);
    // The event goes on to the page, which takes the value.
  }

  /** @param {string} typed */
  #open(typed) {
    const wanted = fold(typed);
    const ranked = this.#all().map((choice) => ({ choice, rank: wanted === "" ? 0 : this.#rank(choice, wanted) }));
    this.#shown = [0, 1, 2, 3].flatMap((rank) => ranked.filter((one) => one.rank === rank).map(({ choice }) => choice));
    this.#active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.options.replaceChildren(
      ...this.#shown.map(({ value, text }, at) => make("li", { role: "option", id: `${this.options.id}-${at}`, "data-value": value, "aria-selected": "false" }, text)),
    );
    if (this.#shown.length === 0) {
      const none = make("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" });
      put(none, "form-found-none");
      this.options.append(none);
      announce(say("form-found-none"));
    } else {
      announce(say("form-found", { n: this.#shown.length }));
    }
    this.options.hidden = false;
    this.options.scrollTop = 0;
    this.input.setAttribute("aria-expanded", "true");
  }

  /**
   * How well a choice fits: its beginning, a word in it, a part of it, its name in another language of the form.
   * @param {{ value: string, text: string }} choice
   * @param {string} wanted
   */
  #rank({ value, text }, wanted) {
    const folded = fold(text);
    if (folded.startsWith(wanted)) return 0;
    if (folded.split(/[\s()-]+/).some((word) => word.startsWith(wanted))) return 1;
    if (folded.includes(wanted)) return 2;
    const elsewhere = Object.values(bundle.words).map(({ messages }) => messages[`${this.list}-${value}`]);
    return elsewhere.some((name) => typeof name === "string" && fold(name).startsWith(wanted)) ? 3 : 4;
  }

  #close() {
    this.options.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.#active = -1;
  }

  /** @param {string} value */
  #choose(value) {
    this.set(value);
    this.#close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const open = !this.options.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.#open(this.input.value === this.#name(this.value) ? "" : this.input.value);
      this.#move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && open) {
      // A list that is open is closed by Enter; a form that is not being chosen in goes on.
      event.preventDefault();
      const chosen = this.#shown[this.#active] ?? (this.#shown.length === 1 ? this.#shown[0] : undefined);
      if (chosen) this.#choose(chosen.value);
      else this.#close();
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Tab" && open) {
      const chosen = this.#shown[this.#active];
      if (chosen) this.#choose(chosen.value);
    }
  }

  /** @param {number} by */
  #move(by) {
    if (this.#shown.length === 0) return;
    this.options.children[this.#active]?.setAttribute("aria-selected", "false");
    const from = this.#active < 0 && by < 0 ? 0 : this.#active;
    this.#active = (from + by + this.#shown.length) % this.#shown.length;
    const option = this.options.children[this.#active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }
}

// @ts-check
// A few words for asking the page and adding to it.

/**
 * The first element that fits; its absence is a mistake of ours.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement}
 */
export function one(selector, root = document) {
  const found = root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * The same where it may be absent.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement | null}
 */
export function maybe(selector, root = document) {
  const found = root.querySelector(selector);
  return found instanceof HTMLElement ? found : null;
}

/**
 * All that fit, in the order of the page.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
export function all(selector, root = document) {
  return [...root.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);
}

/**
 * An input, a text area or a select.
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control
 * @param {string} selector
 * @param {ParentNode} root
 * @returns {HTMLInputElement}
 */
export function control(selector, root) {
  // What is asked of it (value, checked, focus) all of them have where it is asked.
  return /** @type {HTMLInputElement} */ (one(selector, root));
}

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | boolean | undefined>} [attributes] true is an attribute without value, false and undefined none
 * @param {...(Node | string)} inside
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...inside);
  return element;
}

/**
 * Adds or takes away an id from a list of ids in an attribute.
 * @param {Element} element
 * @param {string} name
 * @param {string} id
 * @param {boolean} present
 */
export function refer(element, name, id, present) {
  const ids = (element.getAttribute(name) ?? "").split(" ").filter((other) => other !== "" && other !== id);
  if (present) ids.push(id);
  if (ids.length > 0) element.setAttribute(name, ids.join(" "));
  else element.removeAttribute(name);
}

/** What is said to those who hear the page instead of seeing it. @param {string} text */
export function announce(text) {
  const voice = one("[data-say]");
  // The same sentence twice is a change, too.
  voice.textContent = voice.textContent === text ? `${text}\u00a0` : text;
}

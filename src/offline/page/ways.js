// @ts-check
// Links to what comes after the form, in the language spoken. Words stand without their link where the site has
// no such page; what is nothing but a link does not.

import { all, maybe } from "./dom.js";
import { bundle, state } from "./state.js";

/** Where things are, in the language spoken. @returns {import("./state.js").Ways} */
export const ways = () => bundle.ways?.[state.language] ?? {};

/** @param {HTMLElement} step */
export function link(step) {
  for (const place of all("[data-way-to]", step)) {
    const anchor = maybe("a", place);
    const address = ways()[/** @type {keyof import("./state.js").Ways} */ (place.dataset.wayTo)];
    if (!(anchor instanceof HTMLAnchorElement)) continue;
    if (address) anchor.href = address;
    else anchor.removeAttribute("href");
    if (place.dataset.wayTo === "guide") place.hidden = !address;
  }
}

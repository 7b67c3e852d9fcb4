// @ts-check
// Loaded on every page. A page is whole without it; what only some pages have
// is fetched where it is found.

import "./menus.js";
import "./folds.js";
import "./offline.js";

/** @param {string} selector */
const has = (selector) => document.querySelector(selector) !== null;

if (has("[data-search-results]")) import("./search.js");
if (has("[data-copy]")) import("./copy.js");
if (has("[data-kept]")) import("./kept.js");
if (has("[data-track]")) import("./track.js");
if (has("[data-interviews]")) import("./interviews.js");
if (has("[data-hand-in]")) import("./hand-in.js");
if (has("[data-calculator]")) import("./calculator.js");
if (has(".map")) import("./map.js");
// Past visits leave the page before the filter reads what is there.
const visits = has("[data-visits]") ? import("./visits.js") : Promise.resolve();
if (has("[data-filter]")) visits.finally(() => import("./filter.js"));

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
  /** @type {HTMLInputElement | null} */
  const field = document.querySelector("main [data-search] [name=q]") ?? document.querySelector("[data-search] [name=q]");
  if (!field) return;
  event.preventDefault();
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  field.select();
});

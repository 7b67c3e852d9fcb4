// @ts-check
// The file lists every visit of the travelling desk; which of them are still to
// come depends on the day it is read, counted where the desk is.

const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Baku", year: "numeric", month: "2-digit", day: "2-digit" }).format();

for (const list of document.querySelectorAll("[data-visits]")) {
  if (!(list instanceof HTMLElement)) continue;
  const limit = Number(list.dataset.limit ?? Infinity);
  let shown = 0;
  for (const visit of list.querySelectorAll("[data-date]")) {
    if (!(visit instanceof HTMLElement)) continue;
    if ((visit.dataset.date ?? "") < today) visit.remove();
    else visit.hidden = ++shown > limit;
  }
  if (shown === 0) (list.closest("[data-month]") ?? list).remove();
}

/** @type {HTMLElement | null} */
const none = document.querySelector("[data-none-left]");
if (none) none.hidden = document.querySelector("[data-visits]") !== null;

export {}; // a module: its names are its own

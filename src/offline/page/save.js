// @ts-check
// Files that go out of the page, and the warning when somebody leaves with something in none of them.

import { put } from "./language.js";
import { state } from "./state.js";

/**
 * Hands a file to the browser, which puts it among the downloads.
 * @param {Blob} file
 * @param {string} name
 */
export function download(file, name) {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers fetch it only after a while.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Says where a file went. @param {HTMLElement} place @param {string} name */
export const tellSaved = (place, name) => put(place, "form-saved", { name });

/** Lets the browser ask before it throws something away. */
export function startLeaving() {
  window.addEventListener("beforeunload", (event) => {
    if (state.unsaved) event.preventDefault();
  });
}

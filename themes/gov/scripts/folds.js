// @ts-check
// Folded text opens for whoever was sent to it, and on paper.

const unfold = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target?.closest("details.fold");
  if (!target || !fold || fold.hasAttribute("open")) return;
  fold.setAttribute("open", "");
  target.scrollIntoView();
};

unfold();
addEventListener("hashchange", unfold);

/** @type {Element[]} */
let opened = [];

addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.fold:not([open])")];
  for (const fold of opened) fold.setAttribute("open", "");
});

addEventListener("afterprint", () => {
  for (const fold of opened) fold.removeAttribute("open");
});

export {}; // a module: its names are its own

// @ts-check
// Menus in the header are `details`: they open without a script. This closes
// them again: by Escape, by a press elsewhere, when another one opens.

/** @type {HTMLDetailsElement[]} */
const menus = [...document.querySelectorAll("details[data-menu]")].filter((menu) => menu instanceof HTMLDetailsElement);

for (const menu of menus) {
  // Whoever pressed the search menu wants to type; by keyboard the focus stays
  // where it was put, and Tab goes on from there.
  let pressed = false;
  menu.querySelector("summary")?.addEventListener("click", (event) => {
    pressed = event.detail > 0;
  });
  menu.addEventListener("toggle", () => {
    if (!menu.open) return;
    for (const other of menus) if (other !== menu) other.open = false;
    if (pressed) menu.querySelector("input")?.focus();
  });
}

document.addEventListener("click", (event) => {
  for (const menu of menus) {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = menus.find((menu) => menu.open);
  if (!open) return;
  open.open = false;
  open.querySelector("summary")?.focus();
});

export {}; // a module: its names are its own

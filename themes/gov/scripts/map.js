// @ts-check
// A pin that gets the focus is brought into sight whole: Firefox leaves parts of
// a drawing where they are when some of them can be seen.

for (const pin of document.querySelectorAll(".map a")) {
  pin.addEventListener("focus", () => pin.querySelector("circle")?.scrollIntoView({ block: "nearest" }));
}

export {}; // a module: its names are its own

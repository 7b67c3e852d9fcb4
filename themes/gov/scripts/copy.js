// @ts-check
// Copy buttons: shown only where copying works.

const said = document.createElement("span");
said.className = "hush";
said.setAttribute("role", "status");

/** @param {HTMLElement} button */
const arm = (button) => {
  const label = [...button.childNodes];
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? "");
    } catch {
      return; // the browser has told the reader why
    }
    const done = button.dataset.done ?? "";
    button.textContent = said.textContent = done;
    setTimeout(() => {
      button.replaceChildren(...label);
      said.textContent = "";
    }, 3000);
  });
};

if (navigator.clipboard) {
  document.body.append(said);
  for (const button of document.querySelectorAll("[data-copy]")) if (button instanceof HTMLElement) arm(button);
}

export {}; // a module: its names are its own

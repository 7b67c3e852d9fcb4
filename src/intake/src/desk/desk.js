// @ts-check
/**
 * The desk's one script: takes files in, shows the fields a step needs, prints. Everything else works without.
 */

const results = document.getElementById("results");
const input = /** @type {HTMLInputElement | null} */ (document.getElementById("files"));

/**
 * Hands one file in and shows what became of it; the sentences are made, harmless, by the desk.
 * @param {File} file
 */
async function takeIn(file) {
  const item = document.createElement("li");
  /** @type {Record<string, string | undefined>} */
  const says = results?.dataset ?? {};
  /** The name keeps its own direction. @param {string} text */
  const tell = (text) => {
    const name = document.createElement("bdi");
    name.textContent = file.name;
    item.replaceChildren(name, `: ${text}`);
  };
  tell(says.checking ?? "");
  results?.prepend(item);
  try {
    const response = await fetch("/in", {
      method: "POST",
      headers: { "x-name": encodeURIComponent(file.name) },
      body: file,
    });
    if (!response.ok) throw new Error((await response.text()).trim());
    const told = /** @type {{ html: string }} */ (await response.json());
    const parsed = new DOMParser().parseFromString(told.html, "text/html");
    item.replaceChildren(...parsed.body.childNodes);
  } catch (error) {
    const reason = error instanceof Error && !(error instanceof TypeError) && error.message;
    tell(`${reason || says.silent} ${says.again}`);
    item.className = "problem";
  }
}

/** One after the other, so that the order on the page is the order of the files. @param {Iterable<File>} files */
async function takeInAll(files) {
  for (const file of files) await takeIn(file);
}

if (input && results) {
  input.addEventListener("change", () => {
    void takeInAll([...(input.files ?? [])]).then(() => {
      input.value = "";
    });
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    void takeInAll([...(event.dataTransfer?.files ?? [])]);
  });
}

const step = /** @type {HTMLSelectElement | null} */ (document.querySelector('select[name="state"]'));
const parts = /** @type {NodeListOf<HTMLFieldSetElement>} */ (document.querySelectorAll("fieldset[data-for]"));

/** Fields that another step needs are out of the way. */
function fit() {
  for (const part of parts) {
    const needed = (part.dataset.for ?? "").split(" ").includes(step?.value ?? "");
    part.hidden = !needed;
    part.disabled = !needed;
  }
}
if (step && parts.length > 0) {
  step.addEventListener("change", fit);
  fit();
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('[data-do="print"]'))) {
  const paper = /** @type {HTMLIFrameElement | null} */ (document.getElementById("paper"));
  button.hidden = false;
  button.addEventListener("click", () => (paper?.contentWindow ?? window).print());
}

// @ts-check
// A calculator made of the fee tables beside it, so that it can say nothing
// that they do not: a choice for each column, the matching row's amount.

/** @typedef {{ title: string, rows: { row: Element, cells: string[], amount: string }[], axes: { name: string, title: string }[] }} Fee */

/** An amount keeps its own direction inside a sentence. @param {string} text */
const isolate = (text) => `\u2068${text}\u2069`;

/**
 * @param {HTMLTableElement} table
 * @returns {Fee}
 */
const read = (table) => ({
  title: table.caption?.textContent ?? "",
  axes: [...table.querySelectorAll("th[data-axis]")].map((th) => ({ name: th.getAttribute("data-axis") ?? "", title: th.textContent ?? "" })),
  rows: [...table.tBodies[0].rows].map((row) => {
    const cells = [...row.cells].map((cell) => cell.textContent ?? "");
    return { row, amount: cells.pop() ?? "", cells };
  }),
});

/**
 * @param {HTMLFormElement} form
 * @param {Fee[]} fees
 */
const arm = (form, fees) => {
  const result = form.querySelector("[data-result]");
  const status = result?.closest("p");
  if (!result || !status) return;

  // Fees that hang on the same answer share one choice.
  /** @type {Map<string, HTMLSelectElement>} */
  const selects = new Map();
  for (const fee of fees) {
    fee.axes.forEach((axis, column) => {
      const values = [...new Set(fee.rows.map((row) => row.cells[column]))];
      const key = [axis.name, ...values].join("\n");
      let select = selects.get(key);
      if (!select) {
        select = document.createElement("select");
        select.append(...values.map((value) => new Option(value, value)));
        select.addEventListener("change", () => show());
        selects.set(key, select);
        const label = document.createElement("label");
        label.append(axis.title, select);
        status.before(label);
      }
      axis.name = key;
    });
  }

  const show = () => {
    const parts = [];
    for (const fee of fees) {
      const chosen = fee.axes.map((axis) => selects.get(axis.name)?.value);
      for (const { row, cells, amount } of fee.rows) {
        const match = cells.every((cell, column) => cell === chosen[column]);
        row.classList.toggle("match", match);
        if (match) parts.push(fees.length > 1 ? `${fee.title}: ${isolate(amount)}` : amount);
      }
    }
    result.textContent = parts.join("; ");
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
};

for (const form of document.querySelectorAll("form[data-calculator]")) {
  const tables = [...(form.previousElementSibling?.querySelectorAll("table[data-fee]") ?? [])];
  const fees = tables.filter((table) => table instanceof HTMLTableElement).map(read);
  if (form instanceof HTMLFormElement && fees.length > 0) arm(form, fees);
}

export {}; // a module: its names are its own

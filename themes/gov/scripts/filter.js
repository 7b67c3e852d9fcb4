// @ts-check
// Narrows a list by what the reader chooses: each `select` of the form is
// compared with the `data-` attribute of its name. Nothing leaves the page.

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 */
const arm = (form, list) => {
  const items = [...list.querySelectorAll("[data-services]")].filter((item) => item instanceof HTMLElement);
  const selects = [...form.querySelectorAll("select")];
  const status = form.querySelector("[data-status]");

  const apply = () => {
    let shown = 0;
    for (const item of items) {
      const fits = selects.every((select) => {
        const values = (item.dataset[select.name] ?? "").split(" ");
        return select.value === "" || values.includes(select.value) || values.includes("all");
      });
      item.hidden = !fits;
      if (fits) shown++;
    }
    for (const group of list.querySelectorAll("[data-month]")) {
      if (group instanceof HTMLElement) group.hidden = !group.querySelector("[data-services]:not([hidden])");
    }
    if (!(status instanceof HTMLElement)) return;
    const { shown: some = "", none = "" } = status.dataset;
    status.textContent = shown === items.length ? "" : shown ? some.replace("#", `${shown}`).replace("#", `${items.length}`) : none;
  };

  const asked = new URLSearchParams(location.search);
  for (const select of selects) {
    const value = asked.get(select.name);
    if (value && [...select.options].some((option) => option.value === value)) select.value = value;
    select.addEventListener("change", apply);
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();

  const nearest = form.querySelector("[data-nearest]");
  if (nearest instanceof HTMLElement && status instanceof HTMLElement) {
    nearest.hidden = !("geolocation" in navigator);
    nearest.addEventListener("click", () => near(nearest, list, items, status));
  }
};

/**
 * Sorts a list by distance. Asks the device only when pressed.
 * @param {HTMLElement} button
 * @param {HTMLElement} list
 * @param {HTMLElement[]} items
 * @param {HTMLElement} status
 */
const near = (button, list, items, status) => {
  const { found = "", failed = "" } = button.dataset;
  const kilometres = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`, {
    style: "unit",
    unit: "kilometer",
    maximumFractionDigits: 0,
  });
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const from = items.map((item) => ({
        item,
        km: distance(coords.latitude, coords.longitude, Number(item.dataset.lat), Number(item.dataset.lon)),
      }));
      from.sort((a, b) => a.km - b.km);
      for (const { item, km } of from) {
        const text = item.querySelector("[data-distance]");
        if (text) text.textContent = ` · ${kilometres.format(km)}`;
        list.append(item);
      }
      status.textContent = found;
    },
    () => {
      status.textContent = failed;
    },
    { maximumAge: 600_000, timeout: 20_000 },
  );
};

/**
 * Kilometres along the earth between two points in degrees.
 * @param {number} lat1 @param {number} lon1 @param {number} lat2 @param {number} lon2
 */
const distance = (lat1, lon1, lat2, lon2) => {
  const rad = Math.PI / 180;
  const h = Math.sin(((lat2 - lat1) * rad) / 2) ** 2 + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 12742 * Math.asin(Math.sqrt(h));
};

for (const form of document.querySelectorAll("form[data-filter]")) {
  if (!(form instanceof HTMLFormElement)) continue;
  const list = document.querySelector(form.dataset.filter ?? "");
  if (list instanceof HTMLElement) arm(form, list);
}

export {}; // a module: its names are its own

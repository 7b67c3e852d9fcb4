// @ts-check
// Registers the service worker and says what it does: saving, ready, away.
// Words come from the data- attributes of [data-offline-status]; without that
// element, or where workers cannot run, this does nothing.

/** @type {HTMLElement | null} */
const status = document.querySelector("[data-offline-status]");
const worker = navigator.serviceWorker;
if (status && worker && isSecureContext && /^https?:$/.test(location.protocol)) begin(status);

/** @param {HTMLElement} status */
function begin(status) {
  const lang = document.documentElement.lang;
  let ready = false;

  /** @param {"saving" | "ready" | "away" | ""} state @param {number} [percent] */
  const show = (state, percent = 0) => {
    const text = (state && status.dataset[state]) || "";
    status.hidden = text === "";
    status.dataset.state = state;
    // Percentages are for the eye; a screen reader hears the end.
    status.setAttribute("aria-busy", String(state === "saving"));
    status.textContent = text.replace("#", new Intl.NumberFormat(lang).format(percent));
  };

  const network = () => {
    status.setAttribute("aria-live", "polite");
    if (!navigator.onLine && worker.controller) show("away");
    else if (status.dataset.state === "away") show(ready ? "ready" : "");
  };

  const ask = async () => (await worker.ready).active?.postMessage({ type: "keep", lang });

  worker.addEventListener("message", ({ data }) => {
    if (data?.type !== "offline" || data.lang !== lang) return;
    // Ready since an earlier visit: to be seen, not to be read out on every page.
    const quiet = data.state === "ready" && status.dataset.state !== "saving";
    status.setAttribute("aria-live", quiet ? "off" : "polite");
    ready = data.state === "ready";
    if (!navigator.onLine) return;
    show(data.state, data.total ? Math.floor((100 * data.done) / data.total) : 0);
  });
  worker.startMessages();
  addEventListener("online", network);
  addEventListener("offline", network);
  network();

  const register = async () => {
    try {
      await worker.register(status.dataset.worker ?? "/sw.js", { updateViaCache: "none" });
      // @ts-ignore: not known to every browser; who saves data is asked for no megabytes.
      if (navigator.connection?.saveData) return;
      // A newer worker has a newer site to keep.
      worker.addEventListener("controllerchange", ask);
      await ask();
    } catch {
      // Private windows and full disks: the site works as before.
    }
  };
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}

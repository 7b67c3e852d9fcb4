// @ts-check
// Put into every page by `sayyar serve`: loads the page again when the server would send another one, and shows
// what is wrong while the last good page stays. It needs no inline script or style, so the page's own
// Content-Security-Policy holds.

(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const state = script?.dataset.state ?? "";
  const KEPT = "sayyar-scroll";

  /** @typedef {{ code: string, message: string, place?: string, excerpt?: string, help?: string }} Item */
  /** @typedef {{ summary: string, errors: Item[], more: number }} Panel */

  // ---- where the reader was ----

  const reload = () => {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify([location.href, scrollX, scrollY]));
    } catch {
      // Without storage the browser's own memory of the place has to do.
    }
    location.reload();
  };

  const restore = () => {
    try {
      const [href, left, top] = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
      sessionStorage.removeItem(KEPT);
      if (href === location.href) scrollTo({ left, top, behavior: "instant" });
    } catch {
      // Nothing kept, nothing to restore.
    }
  };

  // ---- what the server says ----

  /** @type {EventSource | undefined} */
  let source;

  const connect = () => {
    if (source) return;
    const query = new URLSearchParams({ path: location.pathname, state });
    if (new URLSearchParams(location.search).has("ids")) query.set("ids", "");
    source = new EventSource(`/__sayyar/events?${query}`);
    source.addEventListener("page", reload);
    source.addEventListener("assets", (event) => {
      const changed = new Set(/** @type {string[]} */ (JSON.parse(event.data)));
      const loaded = performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname);
      if (loaded.some((path) => changed.has(decodeURI(path)))) reload();
    });
    source.addEventListener("errors", (event) => show(JSON.parse(event.data)));
  };

  // A browser keeps six connections to one server: pages nobody looks at must not use them up.
  const follow = () => {
    if (document.visibilityState === "visible") return connect();
    source?.close();
    source = undefined;
  };

  // ---- the panel ----

  /** @type {HTMLElement | undefined} */
  let host;

  /**
   * @param {string} tag
   * @param {string} text
   * @param {Record<string, string>} [attributes]
   */
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  /** @param {Item} item */
  const row = (item) => {
    const li = document.createElement("li");
    li.append(make("h2", item.message));
    if (item.place) li.append(make("p", item.place, { class: "place" }));
    if (item.excerpt) li.append(make("pre", item.excerpt, { tabindex: "0" }));
    if (item.help) li.append(make("p", item.help, { class: "help" }));
    return li;
  };

  /** @param {Panel} panel */
  const show = (panel) => {
    host?.remove();
    host = undefined;
    // The server's own page of errors lists them already.
    if (panel.errors.length === 0 || document.body.classList.contains("alone")) return;
    const box = document.createElement("div");
    box.setAttribute("lang", "en");
    box.setAttribute("dir", "ltr");
    const root = box.attachShadow({ mode: "open" });
    const section = make("section", "", { role: "region", "aria-label": "What is wrong with the site" });
    const head = document.createElement("header");
    const close = make("button", "Hide", { type: "button" });
    close.addEventListener("click", () => box.remove());
    head.append(make("h1", panel.summary), close);
    const list = make("ol", "", { class: "errors" });
    list.append(...panel.errors.map(row));
    if (panel.more) list.append(make("li", `And ${panel.more} more: see the terminal.`));
    section.append(head, make("p", "This is the last good page. It follows as soon as these are mended.", { role: "alert" }), list);
    section.hidden = true;
    const style = make("link", "", { rel: "stylesheet", href: "/__sayyar/panel.css" });
    style.addEventListener("load", () => (section.hidden = false));
    root.append(style, section);
    document.body.append(box);
    host = box;
  };

  restore();
  window.addEventListener("load", restore);
  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pageshow", (event) => event.persisted && follow());
  window.addEventListener("pagehide", () => {
    source?.close();
    source = undefined;
  });
  follow();
})();

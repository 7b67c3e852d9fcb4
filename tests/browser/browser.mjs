// Starts Debian's browsers and opens pages in them, keeping what went wrong there.
// @ts-check
import { existsSync } from "node:fs";
import { test } from "node:test";
import puppeteer from "puppeteer-core";
import { serve } from "./server.mjs";
import { SITE } from "./pages.mjs";

const CHROMIUM = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-dev-shm-usage",
];

/** Firefox keeps to itself, too: no updates, no remote settings, no captive portal. */
const FIREFOX = {
  "app.update.enabled": false,
  "app.normandy.enabled": false,
  "services.settings.server": "http://127.0.0.1:9/",
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "browser.safebrowsing.provider.mozilla.updateURL": "",
  "dom.serviceWorkers.idle_timeout": 300000,
};

const PATHS = {
  chromium: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
  firefox: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
};

/** Browsers to test in; `BROWSERS=firefox` narrows it. */
export const BROWSERS = (process.env.BROWSERS ?? "chromium,firefox").split(",");

/**
 * @param {string} name `chromium` or `firefox`
 * @param {{dark?: boolean, downloads?: string}} options `downloads`: a folder, for Firefox; Chromium is told per session
 */
export async function launch(name, { dark = false, downloads } = {}) {
  const executablePath = PATHS[name].find((path) => existsSync(path));
  if (!executablePath) throw new Error(`${name} is not installed`);
  if (name === "firefox") {
    // 0 is dark, 1 is light: what the page sees as prefers-color-scheme.
    const scheme = { "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1 };
    const into = downloads ? { "browser.download.folderList": 2, "browser.download.dir": downloads, "browser.download.useDownloadDir": true, "browser.download.alwaysOpenPanel": false, "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream,application/age" } : {};
    return puppeteer.launch({ browser: "firefox", executablePath, headless: true, extraPrefsFirefox: { ...FIREFOX, ...scheme, ...into } });
  }
  const args = dark ? [...CHROMIUM, "--blink-settings=preferredColorScheme=0"] : CHROMIUM;
  return puppeteer.launch({ browser: "chrome", executablePath, headless: true, args });
}

/**
 * Opens a page and keeps its troubles: exceptions, console errors (a refused inline script is one), answers of 400 and more.
 * @param {import("puppeteer-core").Browser} browser
 */
export async function open(browser, { width = 1280, height = 900, script = true } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  if (!script) await page.setJavaScriptEnabled(false);
  /** @type {string[]} */
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(`exception: ${error instanceof Error ? error.message : error}`));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`console: ${message.text()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    if (!/abort/i.test(why)) troubles.push(`failed: ${request.url()} ${why}`);
  });
  return Object.assign(page, { troubles });
}

/**
 * Runs one group of tests in each browser, over one server of the site.
 * `body` gets the node test context, the browser, the site's address and the browser's name.
 * @param {string} title
 * @param {(t: any, browser: import("puppeteer-core").Browser, base: string, name: string) => Promise<void>} body
 */
export function inEach(title, body, options = {}) {
  for (const name of options.browsers ?? BROWSERS) {
    if (!BROWSERS.includes(name)) continue;
    test(`${title} (${name}${options.dark ? ", dark" : ""})`, { timeout: 600_000 }, async (t) => {
      const server = await serve(SITE);
      const browser = await launch(name, options);
      try {
        await body(t, browser, server.url, name);
      } finally {
        await browser.close();
        await server.close();
      }
    });
  }
}

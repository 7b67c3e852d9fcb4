// A form from a file, as somebody who saved it opens it: filled in by keyboard, mended, saved, opened again in
// another browser, finished, changed; nothing is sent, and axe finds nothing at any step.
// @ts-check
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { BROWSERS, launch, open } from "./browser.mjs";
import { ROOT } from "./pages.mjs";
import * as form from "./forms.mjs";
import { at, arrive, fill, onwards, press, problems, step } from "./forms.mjs";

/** Our formats from a shell (`cargo build -p sayyar-seal --example seal`). */
const SEAL = process.env.SEAL ?? [join(ROOT, "target", "debug", "examples", "seal")].find(existsSync) ?? "";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe has against the page as it is now. @param {form.Page} page */
async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const found = await globalThis.axe.run(document, { rules: { "target-size": { enabled: true } } });
    return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.html.slice(0, 120)}: ${node.any[0]?.message ?? rule.help}`));
  });
}

/**
 * A browser whose downloads land in a folder, and a page with the form.
 * @param {string} name
 * @param {{ width?: number, lang?: string, url?: string, before?: () => void }} [options]
 */
async function start(name, { width = 1280, lang = "en", url = form.saved("work-permit"), before } = {}) {
  const folder = form.downloads();
  const browser = await launch(name, { downloads: folder });
  const page = await open(browser, { width });
  /** @type {string[]} */
  const sent = [];
  page.on("request", (request) => {
    if (/^(https?|wss?|ftp):/.test(request.url())) sent.push(request.url());
  });
  if (name === "chromium") {
    const session = await browser.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  }
  if (before) await page.evaluateOnNewDocument(before);
  await form.openForm(page, url, lang);
  return { browser, page, folder, sent, url };
}

/** @param {string} title @param {(t: any, name: string) => Promise<void>} body @param {string[]} [browsers] */
function inBoth(title, body, browsers = BROWSERS) {
  for (const name of browsers) test(`form: ${title} (${name})`, { timeout: 600_000 }, (t) => body(t, name));
}

/** The text of an element. @param {form.Page} page @param {string} selector */
const text = (page, selector) => page.$eval(selector, (one) => one.textContent ?? "");

/** Steps up to and without this one. @param {string} name */
function before(name) {
  const names = Object.keys(form.WORK_PERMIT);
  return Object.fromEntries(names.slice(0, names.indexOf(name)).map((one) => [one, form.WORK_PERMIT[one]]));
}

/** Steps from this one on. @param {string} name */
function from(name) {
  const names = Object.keys(form.WORK_PERMIT);
  return Object.fromEntries(names.slice(names.indexOf(name)).map((one) => [one, form.WORK_PERMIT[one]]));
}

inBoth("filled in, finished, opened again and changed", async (t, name) => {
  const { browser, page, folder, sent, url } = await start(name);
  let password = "";
  let number = "";
  try {
    await t.test("every step, with axe", async () => {
      assert.deepEqual(await violations(page), []);
      await press(page, "[data-do=start]");
      await fill(page, form.WORK_PERMIT, async (at) => assert.deepEqual(await violations(page), [], at));
      await arrive(page, "check");
      assert.deepEqual(await problems(page), []);
      assert.deepEqual(await violations(page), []);
    });
    await t.test("a change leads back to the answers", async () => {
      assert.match(await text(page, "[data-summary]"), /Engineer/);
      const change = await page.evaluateHandle(() =>
        [...document.querySelectorAll("[data-summary] .answers > div")].find((row) => row.querySelector("dd")?.textContent === "Engineer")?.querySelector("button"),
      );
      await /** @type {import("puppeteer-core").ElementHandle} */ (change).press("Enter");
      await arrive(page, "job");
      assert.equal(await page.evaluate(() => document.activeElement?.closest("[data-field]")?.getAttribute("data-field")), "occupation");
      await form.answer(page, at("occupation"), "Bridge engineer");
      await onwards(page);
      assert.equal(await step(page), "check");
      assert.match(await text(page, "[data-summary]"), /Bridge engineer/);
    });
    await t.test("finishing makes both files", async () => {
      await onwards(page);
      await arrive(page, "done");
      assert.deepEqual(await violations(page), []);
      number = await text(page, "[data-step=done] [data-number]");
      password = await text(page, "[data-step=done] [data-password]");
      assert.match(number, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
      assert.match(password, /^([0-9A-Z]{4}-){4}[0-9A-Z]$/);
      assert.doesNotMatch(await page.$eval("[data-qr]", (figure) => figure.innerHTML), new RegExp(password));
      await press(page, "[data-save=file]");
      await form.landed(folder, /^application-[0-9a-f]{8}\.age$/);
      await press(page, "[data-save=copy]");
      await form.landed(folder, /-copy\.age$/);
    });
    await t.test("nothing was sent", () => assert.deepEqual(sent, []));
    await t.test("nothing went wrong", () => assert.deepEqual(page.troubles, []));
  } finally {
    await browser.close();
  }
  await t.test("the copy opens elsewhere, and what is changed is the next revision of it", async () => {
    const other = await start(name, { url });
    try {
      await openFile(other.page, await form.landed(folder, /^application-[0-9a-f]{8}\.age$/), password);
      await other.page.waitForSelector("[data-step=open] [data-problems]:not([hidden])");
      assert.deepEqual((await problems(other.page)).map((one) => /^This is the file to hand in/.test(one)), [true]);
      await choose(other.page, await form.landed(folder, /-copy\.age$/), password);
      await arrive(other.page, "check");
      assert.match(await text(other.page, "[data-step=check]"), new RegExp(number));
      assert.match(await text(other.page, "[data-summary]"), /sample\.pdf/);
      await onwards(other.page);
      await arrive(other.page, "done");
      assert.equal(await text(other.page, "[data-step=done] [data-number]"), number);
      await press(other.page, "[data-save=file]");
      await form.landed(other.folder, /^application-[0-9a-f]{8}\.age$/);
      assert.deepEqual(other.sent, []);
    } finally {
      await other.browser.close();
    }
  });
  await t.test("what is handed in opens and verifies outside of the browser", { skip: !SEAL }, async () => {
    const identity = join(folder, "identity");
    writeFileSync(identity, execFileSync(SEAL, ["age", "test-identity"]));
    const file = readFileSync(await form.landed(folder, /^application-[0-9a-f]{8}\.age$/));
    const opened = execFileSync(SEAL, ["submission", "open", identity], { input: file, encoding: "utf8" });
    const [, header] = opened.split("\n");
    assert.equal(JSON.parse(header).number, number);
    assert.equal(JSON.parse(header).revision, 1);
    assert.equal(opened.match(/^\S+sample\.(pdf|jpg) \d+$/gm)?.length, 5, opened);
  });
  rmSync(folder, { recursive: true });
});

/** @param {form.Page} page @param {string} file @param {string} password */
async function openFile(page, file, password) {
  await press(page, "[data-step=start] [data-do=open]");
  await arrive(page, "open");
  await choose(page, file, password);
}

/** @param {form.Page} page @param {string} file @param {string} password */
async function choose(page, file, password) {
  const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await page.$("#open-file"));
  await input.uploadFile(file);
  await page.focus("#open-password");
  await page.$eval("#open-password", (input) => /** @type {HTMLInputElement} */ (input).select());
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
}

inBoth("mistakes are said and mended", async (t, name) => {
  const { browser, page, sent } = await start(name, { width: 360 });
  try {
    await press(page, "[data-do=start]");
    await t.test("the list has the focus and leads to the questions", async () => {
      await onwards(page);
      assert.ok(await page.evaluate(() => document.activeElement?.hasAttribute("data-problems")));
      assert.match(await page.title(), /^Error: /);
      assert.deepEqual(await violations(page), []);
      await press(page, "[data-step=permit] [data-problems] a");
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "f-permit_kind");
      assert.equal(await page.$eval("#f-permit_kind-error", (one) => /** @type {HTMLElement} */ (one).hidden), false);
    });
    await t.test("a mended answer says so, a wrong one again that it is wrong", async () => {
      await press(page, "#f-permit_kind", " ");
      assert.ok(await page.$eval(at("permit_kind"), (box) => box.classList.contains("mended")));
      await onwards(page);
      assert.equal(await step(page), "passport");
      assert.doesNotMatch(await page.title(), /^Error: /);
    });
    await t.test("of a date, the box that is wrong is named", async () => {
      await form.answer(page, at("person_status"), "foreigner");
      await page.focus(`${at("birth_date")} [data-part=day]`);
      await page.keyboard.type("31");
      await page.focus(`${at("birth_date")} [data-part=month]`);
      await page.keyboard.type("x");
      await page.focus(`${at("birth_date")} [data-part=year]`);
      await page.keyboard.type("1990");
      await onwards(page);
      assert.deepEqual(
        await page.$$eval(`${at("birth_date")} input`, (boxes) => boxes.map((box) => box.getAttribute("aria-invalid"))),
        [null, "true", null],
      );
      assert.deepEqual(await violations(page), []);
    });
    await t.test("a passport's lines fill in what is blank and ask about the rest", async () => {
      await form.answer(page, at("family_name"), "Somebody");
      await page.focus(`${at("mrz")} textarea`);
      await page.keyboard.type(form.MRZ);
      assert.equal(await page.$eval(`${at("passport_number")} input`, (input) => /** @type {HTMLInputElement} */ (input).value), "L898902C3");
      assert.equal(await page.$eval(`${at("family_name")} input`, (input) => /** @type {HTMLInputElement} */ (input).value), "Somebody");
      await press(page, `${at("mrz")} [data-filled] button`);
      assert.equal(await page.$eval(`${at("family_name")} input`, (input) => /** @type {HTMLInputElement} */ (input).value), "ERIKSSON");
    });
    await t.test("nothing was sent, nothing went wrong", () => assert.deepEqual([sent, page.troubles], [[], []]));
  } finally {
    await browser.close();
  }
});

inBoth("another language keeps every answer and attachment", async (t, name) => {
  const { browser, page } = await start(name, { width: 360 });
  try {
    await press(page, "[data-do=start]");
    await fill(page, before("documents"));
    await form.attach(page, at("passport_copy"), [form.PDF]);
    await onwards(page);
    const wrong = await problems(page);
    assert.ok(wrong.length > 0);
    const tags = await page.$$eval("[data-language]", (buttons) => buttons.map((button) => button.getAttribute("data-language") ?? ""));
    for (const tag of [...tags, "en"]) {
      await press(page, ".language summary");
      await press(page, `[data-language=${tag}]`);
      assert.equal(await page.$eval("html", (html) => html.lang), tag);
      assert.equal(await page.$eval("html", (html) => html.dir), ["ar", "fa", "ur"].includes(tag) ? "rtl" : "ltr");
      assert.deepEqual(await page.$$eval(`${at("passport_copy")} .attached bdi`, (names) => names.map((one) => one.textContent)), ["sample.pdf"]);
      assert.equal((await problems(page)).length, wrong.length);
      assert.deepEqual(await violations(page), [], tag);
      // Nothing on the page is left without words.
      assert.deepEqual(await page.$$eval("[data-t]:not([data-t$='.hint'], [data-t$='.lead'], [data-t$='.title'], [data-t$='.detail'])[data-mute]", (mute) => mute.map((one) => one.getAttribute("data-t"))), [], tag);
    }
    assert.deepEqual(await problems(page), wrong);
    assert.deepEqual(page.troubles, []);
  } finally {
    await browser.close();
  }
});

inBoth("registration of a family, in Arabic on a phone, with axe at every step", async (t, name) => {
  const { browser, page, folder, sent } = await start(name, { width: 360, lang: "ar", url: form.saved("registration") });
  try {
    assert.equal(await page.$eval("html", (html) => html.dir), "rtl");
    await press(page, "[data-do=start]");
    await fill(page, form.REGISTRATION, async (at) => {
      assert.deepEqual(await violations(page), [], at);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${at} is wider than the phone`);
      // Rows that must be there are not called optional.
      if (at === "family") assert.equal(await page.$$eval("[data-field=relatives] .optional", (all) => all.filter((one) => !one.closest("[data-row]")).length), 0);
    });
    await arrive(page, "check");
    assert.deepEqual(await problems(page), []);
    assert.deepEqual(await violations(page), []);
    for (const said of ["Mona", "Nur", "A7654322"]) assert.match(await text(page, "[data-summary]"), new RegExp(said));
    await onwards(page);
    await arrive(page, "done");
    await press(page, "[data-save=file]");
    const file = await form.landed(folder, /^application-[0-9a-f]{8}\.age$/);
    assert.deepEqual([sent, page.troubles], [[], []]);
    await t.test("it opens and verifies outside of the browser", { skip: !SEAL }, async () => {
      const identity = join(folder, "identity");
      writeFileSync(identity, execFileSync(SEAL, ["age", "test-identity"]));
      const opened = execFileSync(SEAL, ["submission", "open", identity], { input: readFileSync(file), encoding: "utf8" });
      assert.equal(JSON.parse(opened.split("\n")[1]).form.id, "registration");
      assert.equal(opened.match(/^\S+sample\.(pdf|jpg) \d+$/gm)?.length, 3, opened);
    });
  } finally {
    await browser.close();
  }
});

inBoth("a draft goes to another browser", async (t, name) => {
  const one = await start(name);
  let password = "";
  let file = "";
  try {
    await press(one.page, "[data-do=start]");
    await fill(one.page, before("payment"));
    await press(one.page, "[data-step=payment] .actions [data-do=save]");
    await arrive(one.page, "save");
    assert.deepEqual(await violations(one.page), []);
    password = await text(one.page, "[data-step=save] [data-first-password] [data-password]");
    await press(one.page, "[data-do=save-file]");
    file = await form.landed(one.folder, /-draft-.*\.age$/);
    await press(one.page, "[data-do=back]");
    await arrive(one.page, "payment");
    assert.deepEqual([one.sent, one.page.troubles], [[], []]);
  } finally {
    await one.browser.close();
  }
  const two = await start(name, { lang: "az" });
  try {
    await t.test("a wrong password is told from a mistyped one", async () => {
      await openFile(two.page, file, "0000-0000");
      assert.equal((await problems(two.page)).length, 1);
      assert.deepEqual(await violations(two.page), []);
    });
    await t.test("the answers and files are there, in the language of the draft", async () => {
      await two.page.focus("#open-password");
      await two.page.$eval("#open-password", (input) => /** @type {HTMLInputElement} */ (input).select());
      await two.page.keyboard.type(password.toLowerCase().replaceAll("-", " "));
      await two.page.keyboard.press("Enter");
      await arrive(two.page, "payment");
      assert.equal(await two.page.$eval("html", (html) => html.lang), "en");
      await fill(two.page, from("payment"));
      await arrive(two.page, "check");
      assert.deepEqual(await problems(two.page), []);
      assert.match(await text(two.page, "[data-summary]"), /Ayşegül/);
    });
    await t.test("the password stays the same to the end", async () => {
      await onwards(two.page);
      await arrive(two.page, "done");
      assert.equal(await text(two.page, "[data-step=done] [data-password]"), password);
    });
    assert.deepEqual([two.sent, two.page.troubles], [[], []]);
  } finally {
    await two.browser.close();
  }
});

inBoth("what is kept on the device, and what is not", async (t, name) => {
  const { browser, page, url } = await start(name);
  const startAgain = async () => {
    page.once("dialog", (dialog) => dialog.accept());
    await page.reload({ waitUntil: "load" });
    await form.ready(page);
  };
  try {
    await t.test("a reload without permission says that all is gone", async () => {
      await press(page, "[data-do=start]");
      await fill(page, { permit: { permit_kind: "new" } });
      await startAgain();
      assert.equal(await page.$eval("[data-lost]", (one) => /** @type {HTMLElement} */ (one).hidden), false);
      assert.equal(await page.$eval("#f-permit_kind", (input) => /** @type {HTMLInputElement} */ (input).checked), false);
    });
    await t.test("with permission answers and files come back, to the step one was at", async () => {
      await page.goto(`${url}#lang=en`, { waitUntil: "load" });
      await page.reload();
      await form.ready(page);
      await press(page, "[data-device]", " ");
      await press(page, "[data-do=start]");
      await fill(page, before("documents"));
      await form.attach(page, at("photo"), [form.JPEG]);
      await page.waitForFunction(() => document.querySelector("[data-kept]")?.textContent !== "");
      await startAgain();
      await arrive(page, "documents");
      assert.equal((await page.$$(`${at("photo")} .attached li`)).length, 1);
    });
    await t.test("deleting everything deletes it", async () => {
      await press(page, "footer [data-do=delete]");
      await arrive(page, "delete");
      assert.deepEqual(await violations(page), []);
      await press(page, "[data-do=delete-all]");
      await arrive(page, "start");
      await startAgain();
      assert.equal(await page.$eval("#f-permit_kind", (input) => /** @type {HTMLInputElement} */ (input).checked), false);
      assert.equal(await page.$eval("[data-device]", (input) => /** @type {HTMLInputElement} */ (input).checked), false);
    });
    assert.deepEqual(page.troubles, []);
  } finally {
    await browser.close();
  }
});

inBoth("storage that throws keeps nobody from finishing", async (t, name) => {
  const { browser, page } = await start(name, {
    before: () => {
      const refuse = () => {
        throw new DOMException("refused", "SecurityError");
      };
      for (const key of ["indexedDB", "localStorage", "sessionStorage"]) Object.defineProperty(window, key, { get: refuse });
    },
  });
  try {
    await press(page, "[data-device]", " ");
    await page.waitForSelector("[data-device-refused]:not([hidden])");
    await press(page, "[data-do=start]");
    await fill(page, form.WORK_PERMIT);
    await onwards(page);
    await arrive(page, "done");
    assert.deepEqual(page.troubles, []);
  } finally {
    await browser.close();
  }
});

inBoth("without JavaScript it can be read, and says how to open it", async (t, name) => {
  const browser = await launch(name);
  try {
    const page = await open(browser, { width: 360, script: false });
    await page.goto(form.saved("work-permit"), { waitUntil: "load" });
    const seen = await page.evaluate(() => ({
      message: document.querySelector(".unstarted")?.checkVisibility(),
      steps: [...document.querySelectorAll("[data-section]")].every((one) => one.checkVisibility()),
      questions: document.querySelectorAll("[data-field]").length,
      words: [...document.querySelectorAll("h1, legend, label")].filter((one) => one.checkVisibility() && one.textContent?.trim() === "").length,
      buttons: [...document.querySelectorAll("button")].filter((one) => one.checkVisibility()).length,
      wide: document.documentElement.scrollWidth <= innerWidth,
    }));
    assert.deepEqual({ ...seen, questions: seen.questions > 50 }, { message: true, steps: true, questions: true, words: 0, buttons: 0, wide: true });
  } finally {
    await browser.close();
  }
}, BROWSERS.filter((name) => name === "chromium")); // Firefox cannot be told to run no scripts

inBoth("a checker comes to an outcome", async (t, name) => {
  const { browser, page, sent } = await start(name, { url: form.saved("which-permit") });
  try {
    assert.deepEqual(await violations(page), []);
    await press(page, "[data-do=start]");
    for (let steps = 0; (await step(page)) !== "check" && steps < 12; steps++) {
      for (const box of await page.$$(".step:not([hidden]) [data-field]")) {
        if (!(await box.isVisible())) continue;
        const field = await box.evaluate((one) => one.getAttribute("data-field") ?? "");
        const type = await box.evaluate((one) => one.getAttribute("data-type") ?? "");
        if (type === "yes-no") await form.answer(page, at(field), true);
        else if (type === "choice") await press(page, `${at(field)} input`, " ");
        else if (type === "integer") await form.answer(page, at(field), "100");
        else if (type === "country") await form.answer(page, at(field), "türkiye");
        else if (type === "date") await form.answer(page, at(field), form.day(-10));
      }
      await onwards(page);
      assert.deepEqual(await problems(page), []);
    }
    assert.equal(await step(page), "check");
    assert.ok((await text(page, "[data-outcome]")).trim().length > 10);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual([sent, page.troubles], [[], []]);
  } finally {
    await browser.close();
  }
});

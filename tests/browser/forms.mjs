// Filling in a form as a person does: by keyboard, step after step, from a file.
// @ts-check
import { cpSync, mkdirSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, SITE } from "./pages.mjs";

/** Files that are what they say, small. */
const SAMPLES = join(ROOT, "src", "forms", "src", "example");
export const PDF = join(SAMPLES, "sample.pdf");
export const JPEG = join(SAMPLES, "sample.jpg");
export const PNG = join(SAMPLES, "sample.png");

/** The page of a form, as a file away from the site: what somebody saved. @param {string} id */
export function saved(id) {
  const built = process.env.FORMS ? join(process.env.FORMS, `${id}.html`) : join(SITE, "forms", id, "form.html");
  const file = join(mkdtempSync(join(tmpdir(), "form-")), "form.html");
  cpSync(built, file);
  return pathToFileURL(file).href;
}

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {string | boolean | string[] | { files: string[] } | Record<string, any>[]} Answer
 *   what is typed; yes or no; what is ticked; files; rows
 */

/** Waits for a form to be ready. @param {Page} page */
export const ready = (page) => page.waitForSelector("html.on", { timeout: 60_000 });

/** Opens a form's file. @param {Page} page @param {string} url @param {string} [lang] */
export async function openForm(page, url, lang = "en") {
  await page.goto(`${url}#lang=${lang}`, { waitUntil: "load" });
  await ready(page);
}

/** The step that is shown. @param {Page} page */
export const step = (page) => page.$eval(".step:not([hidden])", (shown) => shown.getAttribute("data-step") ?? "");

/** Waits until a step is shown. @param {Page} page @param {string} name */
export const arrive = (page, name) => page.waitForSelector(`.step[data-step="${name}"]:not([hidden])`, { timeout: 60_000 });

/** Presses something by keyboard. @param {Page} page @param {string} selector @param {import("puppeteer-core").KeyInput} [key] */
export async function press(page, selector, key = "Enter") {
  await page.focus(selector);
  await page.keyboard.press(key);
}

/** The question with this field, in a row when there is one. @param {string} field @param {number} [row] @param {string} [repeat] */
export const at = (field, row, repeat) =>
  row === undefined ? `[data-field="${field}"]` : `[data-field="${repeat}"] [data-row]:nth-child(${row + 1}) [data-field="${field}"]`;

/**
 * Answers one question by keyboard.
 * @param {Page} page
 * @param {string} box
 * @param {Answer} answer
 */
export async function answer(page, box, answer) {
  const type = await page.$eval(box, (one) => one.getAttribute("data-type"));
  if (Array.isArray(answer) && type === "repeat") return rows(page, box, /** @type {Record<string, any>[]} */ (answer));
  if (typeof answer === "object" && !Array.isArray(answer)) return attach(page, box, answer.files);
  if (type === "date") {
    const [year, month, day] = String(answer).split("-");
    for (const [part, text] of [["day", day], ["month", month], ["year", year]]) await type_(page, `${box} [data-part=${part}]`, String(Number(text)));
    return;
  }
  if (typeof answer === "boolean") return press(page, `${box} input[value=${answer ? "yes" : "no"}]`, " ");
  if (Array.isArray(answer)) {
    for (const value of /** @type {string[]} */ (answer)) await press(page, `${box} input[value="${value}"]`, " ");
    return;
  }
  if (await page.$(`${box} .find`)) {
    await type_(page, `${box} input`, answer);
    await page.keyboard.press("ArrowDown");
    return page.keyboard.press("Enter");
  }
  if (await page.$(`${box} select`)) return void (await page.select(`${box} select`, answer));
  if (await page.$(`${box} input[type=radio]`)) return press(page, `${box} input[value="${answer}"]`, " ");
  await type_(page, `${box} :is(input, textarea)`, answer);
}

/** Types in place of what was there. @param {Page} page @param {string} selector @param {string} text */
async function type_(page, selector, text) {
  await page.focus(selector);
  await page.$eval(selector, (input) => /** @type {HTMLInputElement} */ (input).select());
  await page.keyboard.press("Delete");
  await page.keyboard.type(text);
}

/** @param {Page} page @param {string} box @param {Record<string, any>[]} wanted */
async function rows(page, box, wanted) {
  const repeat = await page.$eval(box, (one) => one.getAttribute("data-field") ?? "");
  for (const [row, answers] of wanted.entries()) {
    if ((await page.$$(`${box} [data-row]`)).length <= row) await press(page, `${box} [data-do=add-row]`);
    for (const [field, value] of Object.entries(answers)) await answer(page, at(field, row, repeat), value);
  }
}

/** @param {Page} page @param {string} box @param {string[]} files */
export async function attach(page, box, files) {
  const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement> | null} */ (await page.$(`${box} input[type=file]`));
  const before = (await page.$$(`${box} .attached li`)).length;
  await input?.uploadFile(...files);
  await page.waitForFunction(
    (selector, count) => document.querySelectorAll(`${selector} .attached li button`).length >= count,
    { timeout: 30_000 },
    box,
    before + 1,
  );
}

/** Goes on to the next step. @param {Page} page */
export async function onwards(page) {
  const now = await step(page);
  await press(page, `.step[data-step="${now}"] .actions .button`);
  await page.waitForFunction(
    (was) => document.querySelector(".step:not([hidden])")?.getAttribute("data-step") !== was || document.querySelector(".step:not([hidden]) [data-problems]:not([hidden])") !== null,
    { timeout: 30_000 },
    now,
  );
}

/** What the list of problems says. @param {Page} page @returns {Promise<string[]>} */
export const problems = (page) => page.$$eval(".step:not([hidden]) [data-problems]:not([hidden]) a", (links) => links.map((link) => link.textContent ?? ""));

/**
 * Fills in steps, one after the other, and goes on after each.
 * @param {Page} page
 * @param {Record<string, Record<string, Answer>>} steps
 * @param {(step: string) => Promise<void>} [look] at each step, before it is left
 */
export async function fill(page, steps, look = async () => {}) {
  for (const [name, answers] of Object.entries(steps)) {
    await arrive(page, name);
    for (const [field, value] of Object.entries(answers)) await answer(page, at(field), value);
    await look(name);
    await onwards(page);
  }
}

/** A folder into which a browser puts what a page saves. */
export function downloads() {
  const folder = mkdtempSync(join(tmpdir(), "saved-"));
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Waits for a whole file whose name fits. @param {string} folder @param {RegExp} name @returns {Promise<string>} */
export async function landed(folder, name) {
  let size = 0;
  for (let wait = 0; wait < 300; wait++) {
    const there = readdirSync(folder);
    const found = there.find((one) => name.test(one));
    // Browsers write under another name, and hold a place with an empty file.
    const now = found && !there.some((one) => /\.(part|crdownload)$/.test(one)) ? statSync(join(folder, found)).size : 0;
    if (found && now > 0 && now === size) return join(folder, found);
    size = now;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no file ${name} in ${folder}: ${readdirSync(folder).join(", ")}`);
}

/** A day so many days from now, by this machine's clock. @param {number} days */
export function day(days) {
  const now = new Date();
  now.setDate(now.getDate() + days);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The example of ICAO 9303, valid until 2012, with a later day and its check digits. */
export const MRZ = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

/** A whole application for a work permit. @type {Record<string, Record<string, Answer>>} */
export const WORK_PERMIT = {
  permit: { permit_kind: "new" },
  passport: {
    person_status: "foreigner",
    family_name: "Yılmaz",
    given_names: "Ayşe",
    birth_date: "1990-04-27",
    sex: "female",
    citizenship: "türkiye",
    passport_number: "U12345678",
    passport_issuer: "türkiye",
    passport_expiry: "2032-01-31",
  },
  names: { renamed: true, former_names: [{ former_family_name: "Demir" }, { former_given_names: "Ayşegül" }] },
  home: { in_country: true, home_region: "baku", home_district: "sabunchu", home_address: "Bakı, Nizami küç. 1" },
  employer: {
    employer_kind: "company",
    employer_name: "Xəzər MMC",
    employer_tin: "1234567890",
    employer_contact: "Əli Əliyev",
    employer_phone: "012 345 67 89",
  },
  workplace: { work_region: "baku", work_district: "sabunchu", work_address: "Bakı, Neftçilər 5" },
  job: { occupation: "Engineer", duties: "Designs bridges and watches over their building.", salary: "2 500,50" },
  contract: { months: "6", start: day(60), contract_signed: day(-3), contract_open: true },
  family: { accompanied: false },
  contact: { phone: "050 123 45 67", email: "ayse@example.com", reach_by: ["email", "call"] },
  documents: {
    passport_copy: { files: [PDF] },
    photo: { files: [JPEG] },
    contract_copy: { files: [PDF] },
    medical: { files: [PDF] },
    no_criminal_record: { files: [PDF] },
  },
  payment: { paid: false },
  declaration: { truthful: true },
};

/** A whole registration by place of stay, of a family in a rented flat. @type {Record<string, Record<string, Answer>>} */
export const REGISTRATION = {
  stay: { arrival: day(-2), leaving: day(40) },
  entry: { entry_basis: "e-visa", visa_number: "EV 123456", visa_until: day(60) },
  passport: {
    person_status: "foreigner",
    family_name: "Al-Sayed",
    given_names: "Omar",
    birth_date: "1985-02-03",
    sex: "male",
    citizenship: "EG",
    passport_number: "A12345678",
    passport_issuer: "EG",
    passport_expiry: "2032-01-31",
  },
  names: { renamed: false },
  address: { stay_region: "baku", stay_district: "sabunchu", stay_address: "Bakı, Nizami küç. 1, m. 5" },
  place: { stay_at: "rented", owner_name: "Əli Əliyev", owner_phone: "050 123 45 67" },
  family: {
    accompanied: true,
    relatives: [
      { relation: "spouse", relative_family_name: "Al-Sayed", relative_given_names: "Mona", relative_birth_date: "1988-07-01", relative_passport_number: "A7654321" },
      { relation: "child", relative_family_name: "Al-Sayed", relative_given_names: "Nur", relative_birth_date: "2015-12-24", relative_passport_number: "A7654322" },
    ],
  },
  contact: { phone: "+20 10 1234 5678", email: "omar@example.com" },
  documents: {
    passport_copy: { files: [PDF] },
    place_proof: { files: [PDF] },
    relatives_passports: { files: [JPEG] },
  },
  declaration: { truthful: true },
};

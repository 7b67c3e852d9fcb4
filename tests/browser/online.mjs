// Sites that are online: a copy of this one that knows a door and who signs its statuses.
// @ts-check
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./pages.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe has against the page as it is now. @param {import("puppeteer-core").Page} page @returns {Promise<string[]>} */
export async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const found = await /** @type {any} */ (globalThis).axe.run(document, { rules: { "target-size": { enabled: true } } });
    return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.html.slice(0, 120)}`));
  });
}

/** Where the programs are. */
export const PROGRAMS = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug");

/** Runs a program of this repository; what it prints. @param {string} name @param {string[]} args @param {Record<string, any>} [options] */
export function run(name, args, options = {}) {
  const path = join(PROGRAMS, name);
  if (!existsSync(path)) execFileSync("cargo", ["build", "--quiet", "--workspace", "--bin", name], { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
  return execFileSync(path, args, { maxBuffer: 1 << 28, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"], ...options });
}

/**
 * A copy of the site's sources, with another `[online]`. Its forms are tests, sealed to the key that everybody has,
 * unless `keep` says that they stay as they are.
 * @param {string} online what stands under `[online]`
 * @param {{ keep?: boolean, also?: (toml: string) => string }} [options]
 */
export function copy(online, { keep = false, also = (toml) => toml } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "online-"));
  for (const name of ["content", "forms", "themes", "keys"]) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  let toml = readFileSync(join(ROOT, "sayyar.toml"), "utf8").replace(/^\[online\]\n(?:[^[#\n].*\n)*/m, `[online]\n${online}\n`);
  if (!keep) {
    toml = toml.replace(/^(publisher|recipients) = .*\n/gm, "");
    execFileSync("sh", ["-c", "rm -rf forms/*/released forms/index.json*"], { cwd: folder });
  }
  writeFileSync(join(folder, "sayyar.toml"), also(toml));
  return folder;
}

/** Builds a copy; the folder of what came out. @param {string} folder */
export function build(folder) {
  run("sayyar", ["build", "--root", folder]);
  return join(folder, "public");
}

/** Removes a copy. @param {string} folder */
export const remove = (folder) => rmSync(folder, { recursive: true, force: true });

/** The passphrase of every desk and door that tests make. */
const PASSPHRASE = "correct horse battery";

/** What programs of a desk are started with. @param {string} folder where the passphrase lies */
export function officer(folder) {
  const file = join(folder, "passphrase");
  if (!existsSync(file)) writeFileSync(file, PASSPHRASE, { mode: 0o600 });
  return { ...process.env, SAYYAR_PASSPHRASE_FILE: file, SAYYAR_OFFICER: "Aysel" };
}

/**
 * A desk or a door with everything in its own folder.
 * @param {string[]} args of `init`
 */
export function desk(...args) {
  const folder = mkdtempSync(join(tmpdir(), "desk-"));
  const env = officer(folder);
  const home = join(folder, "home");
  /** What a command prints with `--json`, a value a line; fails as the command does. @param {string[]} args @returns {any[]} */
  const ask = (...args) => {
    const said = run("sayyar-intake", ["--json", ...args], { env, cwd: existsSync(home) ? home : folder });
    return said.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  };
  const [made] = ask("init", home, ...args);
  /** @type {import("node:child_process").ChildProcess[]} */
  const running = [];
  /** Starts the door; where it is. @param {string[]} args */
  const open = async (...args) => {
    const child = spawn(join(PROGRAMS, "sayyar-intake"), ["--json", "door", "--listen", "127.0.0.1:0", ...args], { env, cwd: home, stdio: ["ignore", "pipe", "inherit"] });
    running.push(child);
    const line = await new Promise((done, fail) => {
      createInterface({ input: child.stdout }).once("line", done);
      child.once("exit", (code) => fail(new Error(`the door ended with ${code}`)));
    });
    return `http://${JSON.parse(line).address}`;
  };
  const close = async () => {
    for (const child of running.splice(0)) {
      if (child.exitCode !== null) continue;
      const gone = new Promise((done) => child.once("exit", done));
      child.kill();
      await gone;
    }
  };
  return { folder, home, made, ask, open, close };
}

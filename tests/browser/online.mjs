// Sites that are online: a copy of this one that knows a door and who signs its statuses.
// @ts-check
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./pages.mjs";

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

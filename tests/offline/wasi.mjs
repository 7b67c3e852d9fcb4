// Runs a test suite that was compiled for WASI, with the repository at its place: `node wasi.mjs SUITE.wasm`.
// @ts-check
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { WASI } from "node:wasi";

const [, , suite, ...args] = process.argv;
const wasi = new WASI({
  version: "preview1",
  args: [basename(suite), "--test-threads=1", ...args],
  env: {},
  preopens: { "/": "/" },
});
const module = await WebAssembly.compile(readFileSync(suite));
const instance = await WebAssembly.instantiate(module, /** @type {any} */ (wasi.getImportObject()));
process.exitCode = wasi.start(instance);

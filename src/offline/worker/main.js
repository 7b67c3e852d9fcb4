// What becomes dist/engine.js. The page runs it twice: as a script, for what has to answer while somebody types,
// and as a worker, for what takes long. Both sides are the same code, so a page whose worker does not start can
// do the same work itself.
// @ts-check
import init, * as glue from "sayyar-glue";
import { answer, code } from "./answer.js";
import { heavy } from "./heavy.js";

/** @param {WebAssembly.Module} module */
async function load(module) {
  await init({ module_or_path: module });
  return glue;
}

if (typeof document === "undefined" && typeof postMessage === "function") answer(load);
else Object.assign(globalThis, { sayyarEngine: { load, heavy, code } });

// What becomes dist/track.js: the worker of the tracking page. It is given bytes and asked; it fetches nothing, so
// that its policy can forbid it the network: here the password is. `{id, do, ...}` comes in, one `{id, result}` or
// `{id, trouble}` goes out, in the order of the questions.
// @ts-check
import init, { Tracking } from "sayyar-track-glue";

/** @type {Tracking | undefined} */
let tracking;

/** @type {Record<string, (order: any) => unknown>} */
const does = {
  /** @param {{ engine: ArrayBuffer }} order */
  start: ({ engine }) => init({ module_or_path: engine }).then(() => undefined),
  /** @param {{ number: string, password: string, keys: string }} order */
  open: ({ number, password, keys }) => {
    tracking?.free();
    tracking = undefined;
    tracking = new Tracking(number, password, keys);
  },
  /** @param {{ index: Uint8Array }} order */
  index: ({ index }) => JSON.parse(opened().index(index)),
  /** @param {{ index: Uint8Array, shard: Uint8Array }} order */
  find: ({ index, shard }) => JSON.parse(opened().find(index, shard) ?? "null"),
};

function opened() {
  if (!tracking) throw new Error("misuse");
  return tracking;
}

/** A trap has no code of its own. @param {unknown} error */
function code(error) {
  if (error instanceof RangeError) return "no-memory";
  return error instanceof Error && !(error instanceof WebAssembly.RuntimeError) && /^[a-z0-9-]+$/.test(error.message) ? error.message : "engine-stopped";
}

/** One question after the other. @type {Promise<unknown>} */
let last = Promise.resolve();
addEventListener("message", ({ data }) => {
  const { id, do: what, ...order } = data;
  last = last
    .then(() => does[what](order))
    .then((result) => postMessage({ id, result }), (error) => postMessage({ id, trouble: code(error) }));
});

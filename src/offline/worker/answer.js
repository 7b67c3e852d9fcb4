// The worker's side of the conversation with page/engine.js: `{id, do, with}` comes in; any number of
// `{id, progress}` and one `{id, result}` or `{id, trouble}` go out. `{cancel: id}` stops a job between two pieces.
// @ts-check
import { heavy } from "./heavy.js";

/** @param {(module: WebAssembly.Module) => Promise<import("sayyar-glue")>} load */
export function answer(load) {
  /** @type {Promise<ReturnType<typeof heavy>> | undefined} */
  let jobs;
  /** @type {Map<number, AbortController>} */
  const running = new Map();
  addEventListener("message", async ({ data }) => {
    if (data.module) {
      jobs = load(data.module).then((glue) => heavy(glue, data.bundle));
      jobs.then(
        () => postMessage({ ready: true }),
        (error) => postMessage({ ready: false, trouble: code(error) }),
      );
      return;
    }
    if (data.cancel !== undefined) {
      running.get(data.cancel)?.abort();
      return;
    }
    const { id } = data;
    const stop = new AbortController();
    running.set(id, stop);
    try {
      if (!jobs) throw new Error("misuse");
      const work = (await jobs)[data.do];
      const result = await work(data.with, (progress) => postMessage({ id, progress }), stop.signal);
      postMessage({ id, result });
    } catch (error) {
      postMessage({ id, trouble: code(error) });
    } finally {
      running.delete(id);
    }
  });
}

/**
 * A trap of the engine has no code of its own: after it nothing in it is to be trusted.
 * @param {unknown} error
 */
export function code(error) {
  if (error instanceof WebAssembly.RuntimeError) return "engine-stopped";
  if (error instanceof DOMException) return error.name === "AbortError" ? "cancelled" : "file-unreadable";
  if (error instanceof RangeError) return "no-memory";
  return error instanceof Error && /^[a-z0-9-]+$/.test(error.message) ? error.message : "engine-stopped";
}

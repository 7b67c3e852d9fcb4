// @ts-check
/// <reference lib="webworker" />
// `sayyar serve` without --offline: gives up what an earlier service worker of this address keeps,
// so that the browser shows what the server sends.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", () => void worker.skipWaiting());

worker.addEventListener("activate", (event) => {
  const forget = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    await worker.registration.unregister();
  };
  event.waitUntil(forget());
});

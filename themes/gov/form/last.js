// @ts-check
// Starts the form. Its scripts are packed in the page; what the policy of the page allows are their digests, so
// nothing else can be put in their place.
(() => {
  if (document.documentElement.className !== "starting") return;
  const unpack = /** @type {any} */ (globalThis).sayyarUnpack;
  const packed = unpack(document.getElementById("scripts")?.textContent ?? "");
  for (const [id, text] of Object.entries(JSON.parse(new TextDecoder().decode(packed)))) {
    const script = document.createElement("script");
    script.id = id;
    script.textContent = text;
    document.body.append(script);
  }
})();

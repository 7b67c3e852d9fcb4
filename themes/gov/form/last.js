// @ts-check
// Starts the form. Its scripts are packed in the page; what the policy of the page allows are their digests, so
// nothing else can be put in their place.
(async () => {
  if (document.documentElement.className !== "starting") return;
  const packed = Uint8Array.from(atob(document.getElementById("scripts")?.textContent ?? ""), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  for (const [id, text] of Object.entries(await new Response(stream).json())) {
    const script = document.createElement("script");
    script.id = id;
    script.textContent = text;
    document.body.append(script);
  }
})();

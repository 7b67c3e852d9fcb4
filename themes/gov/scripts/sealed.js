// @ts-check
// Whether a file is a sealed application, as far as anybody can tell from outside (src/seal/FORMAT.md, section 2):
// what is chosen by mistake is named before it is sent.

const MAGIC = "age-encryption.org/v1\n";
/** The longest header that a reader accepts. */
const HEADER = 65_536;

/**
 * What is wrong with a file; nothing when it may be handed in.
 * @typedef {"empty" | "too-large" | "copy" | "armoured" | "form" | "other" | "cut"} Wrong
 * @param {Blob & { name?: string }} file
 * @param {number} most bytes that are taken
 * @returns {Promise<Wrong | undefined>}
 */
export async function wrongWith(file, most) {
  if (file.size === 0) return "empty";
  if (file.size > most) return "too-large";
  const bytes = new Uint8Array(await file.slice(0, HEADER).arrayBuffer());
  const text = new TextDecoder("latin1").decode(bytes);
  if (!text.startsWith(MAGIC)) {
    if (/^\s*-----BEGIN AGE/.test(text)) return "armoured";
    return /^\s*<!doctype html/i.test(text) || text.startsWith("PK") ? "form" : "other";
  }
  const header = /^[^]*?\n--- [\w+/]{43}\n/.exec(text);
  if (!header) return "cut";
  if (/\n-> scrypt /.test(header[0])) return "copy";
  // Behind the header: a nonce, and at least one piece with its tag.
  return file.size < header[0].length + 32 ? "cut" : undefined;
}

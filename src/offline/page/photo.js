// @ts-check
// Photos: what a camera writes into them beside the picture is taken out, and large ones are made smaller.
// A JPEG keeps its picture bit for bit and the one thing needed to show it upright.

/** @param {Uint8Array} bytes */
const isJpeg = (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8;

/** @param {Uint8Array} bytes */
const isPng = (bytes) => bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;

/** Whether it is a picture that can be drawn. @param {string} type */
export const isPicture = (type) => type === "image/jpeg" || type === "image/png";

/**
 * The same picture without place, time, camera and comments, and without the films and second pictures that
 * phones write behind it; the same bytes where there was nothing.
 * @param {Uint8Array} bytes
 * @returns {Uint8Array}
 */
export function clean(bytes) {
  if (isJpeg(bytes)) return cleanJpeg(bytes);
  if (isPng(bytes)) return cleanPng(bytes);
  return bytes;
}

/** @param {Uint8Array} bytes */
function cleanJpeg(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  let removed = false;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const marker = bytes[at + 1];
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return bytes; // cut off: the engine says so
    const segment = bytes.subarray(at, end);
    // APP0 is JFIF, APP14 says how colours are coded, APP2 may be the colour profile; the other APPs and the comment only tell.
    const profile = marker === 0xe2 && String.fromCharCode(...segment.subarray(4, 15)) === "ICC_PROFILE";
    const tells = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee && !profile) || marker === 0xfe;
    const upright = marker === 0xe1 ? orientation(segment) : 1;
    if (upright > 1) {
      const small = exif(upright);
      removed ||= segment.length !== small.length;
      parts.push(small);
    } else if (tells) {
      removed = true;
    } else {
      parts.push(segment);
    }
    at = end;
  }
  const end = endOfScans(bytes, at);
  if (!removed && end === bytes.length) return bytes;
  parts.push(bytes.subarray(at, end));
  return join(parts);
}

/** Where the picture ends: behind the first end marker that is not part of a scan. @param {Uint8Array} bytes @param {number} at */
function endOfScans(bytes, at) {
  while (at + 1 < bytes.length) {
    const next = bytes.indexOf(0xff, at);
    if (next < 0 || next + 1 >= bytes.length) break;
    const marker = bytes[next + 1];
    if (marker === 0xd9) return next + 2;
    // A stuffed byte, a restart or filling goes on with the scan; other markers begin a part with a length.
    const inScan = marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
    if (inScan) at = marker === 0xff ? next + 1 : next + 2;
    else if (next + 3 < bytes.length) at = next + 2 + bytes[next + 2] * 256 + bytes[next + 3];
    else break;
  }
  return bytes.length; // cut off: the engine says so
}

/** How the camera was held: 1 is upright. @param {Uint8Array} segment an APP1, marker and length included */
function orientation(segment) {
  const head = String.fromCharCode(...segment.subarray(4, 8));
  if (head !== "Exif" || segment.length < 20) return 1;
  const tiff = new DataView(segment.buffer, segment.byteOffset + 10, segment.byteLength - 10);
  const little = tiff.getUint16(0) === 0x4949;
  try {
    const first = tiff.getUint32(4, little);
    for (let entry = 0; entry < tiff.getUint16(first, little); entry += 1) {
      const place = first + 2 + entry * 12;
      if (tiff.getUint16(place, little) !== 0x0112) continue;
      const value = tiff.getUint16(place + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch {
    // Offsets that lead outside: there is nothing to be read.
  }
  return 1;
}

/** An APP1 that says nothing but how the camera was held. @param {number} upright */
function exif(upright) {
  return Uint8Array.from([
    0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, upright, 0, 0,
    0, 0, 0, 0,
  ]);
}

/** @param {Uint8Array} bytes */
function cleanPng(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [bytes.subarray(0, 8)];
  let at = 8;
  let removed = false;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return bytes;
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (["eXIf", "tEXt", "zTXt", "iTXt", "tIME"].includes(kind)) removed = true;
    else parts.push(bytes.subarray(at, end));
    at = end;
    if (kind === "IEND") return removed || at < bytes.length ? join(parts) : bytes;
  }
  return bytes; // cut off
}

/** @param {Uint8Array[]} parts */
function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Draws a picture again, smaller, until it fits. Nothing where it cannot be drawn or made to fit.
 * @param {Blob} picture
 * @param {number} most bytes
 * @returns {Promise<Uint8Array | undefined>} a JPEG
 */
export async function shrink(picture, most) {
  const url = URL.createObjectURL(picture);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    // Scanned pages stay readable down to about 1200 pixels across.
    for (const [side, quality] of /** @type {const} */ ([[3000, 0.85], [2400, 0.8], [2000, 0.75], [1600, 0.7], [1200, 0.6]])) {
      const drawn = await draw(image, side, quality);
      if (drawn && drawn.length <= most) return drawn;
    }
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** @param {HTMLImageElement} image @param {number} side @param {number} quality */
async function draw(image, side, quality) {
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext("2d");
  if (!context) return undefined;
  // What is transparent would come out black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  /** @type {Blob | null} */
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}

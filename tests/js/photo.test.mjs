// What a camera writes beside a picture does not leave the device; the picture itself stays bit for bit.
// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { script } from "./load.mjs";

const { clean } = await script("src/offline/page/photo.js");
const sample = (name) => new Uint8Array(readFileSync(new URL(`../../src/forms/src/example/sample.${name}`, import.meta.url)));

/** A part of a JPEG. */
const segment = (marker, body) => [0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body];
const letters = (text) => [...new TextEncoder().encode(text)];
/** EXIF that says how the camera was held and where it was (a GPS directory is as good as any text here). */
const exif = (orientation) =>
  segment(0xe1, [...letters("Exif\0\0MM\0*"), 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, ...letters("GPS 40.4093 N")]);
const has = (bytes, text) => Buffer.from(bytes).includes(text);

/** The sample with these parts behind its first marker and these bytes behind its end. */
function photo(parts, film = []) {
  const plain = sample("jpg");
  return Uint8Array.from([...plain.subarray(0, 2), ...parts, ...plain.subarray(2), ...film]);
}

test("place, comments and films go, the picture stays", () => {
  const lean = clean(photo([...exif(1), ...segment(0xfe, letters("Baku, at home"))], letters("ftypmp42 a film")));
  assert.ok(!has(lean, "GPS") && !has(lean, "Baku") && !has(lean, "ftyp"));
  assert.deepEqual(lean, clean(sample("jpg")));
});

test("what shows it upright stays, and nothing else of the same part", () => {
  const lean = clean(photo(exif(6)));
  assert.ok(!has(lean, "GPS") && has(lean, "Exif"));
  assert.equal(lean[2 + 10 + 8 + 2 + 9], 6);
  assert.deepEqual(clean(lean), lean);
});

test("a colour profile stays", () => {
  assert.ok(has(clean(photo(segment(0xe2, [...letters("ICC_PROFILE\0"), 1, 1, 9]))), "ICC_PROFILE"));
  assert.ok(!has(clean(photo(segment(0xe2, letters("MPF\0second picture")))), "second"));
});

test("texts in a PNG go, and what stands behind it", () => {
  const plain = sample("png");
  const chunk = [0, 0, 0, 4, ...letters("tEXt"), ...letters("Baku"), 0, 0, 0, 0];
  const lean = clean(Uint8Array.from([...plain.subarray(0, 33), ...chunk, ...plain.subarray(33), ...letters("PK more")]));
  assert.deepEqual(lean, clean(plain));
});

test("what is neither, or is cut off, is left to the engine", () => {
  for (const bytes of [sample("pdf"), new Uint8Array(), sample("jpg").subarray(0, 40), sample("png").subarray(0, 40)]) {
    assert.ok(clean(bytes) === bytes || clean(bytes).length <= bytes.length);
  }
  assert.equal(clean(sample("pdf")).length, sample("pdf").length);
});

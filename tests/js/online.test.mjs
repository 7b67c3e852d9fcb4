// What is looked at before anything is sent or fetched: numbers and passwords as people type them, files, digests.
// @ts-check
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { load } from "./load.mjs";

const VECTORS = new URL("../vectors/seal/", import.meta.url).pathname;
const { read, meant, NUMBER, PASSWORD } = await load("code.js");
const { sha256 } = await load("sha256.js");
const { wrongWith } = await load("sealed.js");

test("numbers and passwords are read as the engine reads them", () => {
  let seen = 0;
  for (const name of readdirSync(VECTORS).filter((name) => /^(number|password)-/.test(name))) {
    const { kind, text, expect } = JSON.parse(readFileSync(join(VECTORS, name), "utf8"));
    assert.equal(read(text, kind === "number" ? NUMBER : PASSWORD).text ?? "refused", expect, name);
    seen += 1;
  }
  assert.ok(seen >= 10);
});

test("what is wrong is said: nothing there, a foreign sign, too few, too many, one letter off", () => {
  const good = "TXPW-BVQV-D15T-3";
  assert.deepEqual(read(` ${good.toLowerCase().replace("1", "l")}\u200f\n`, NUMBER), { text: good });
  for (const [text, wrong] of [["  - ", "empty"], ["TXPW-BVQV-D15T-U", "letter"], ["TXPW-BVQV-D15T", "short"], [`${good}33`, "long"], [good.replace("X", "Y"), "check"]]) {
    assert.deepEqual(read(text, NUMBER), { wrong }, text);
  }
});

test("who did not change the keyboard is understood", () => {
  const good = "TXPW-BVQV-D15T-3";
  for (const text of ["ТХРW-ВVQV-D15Т-3", "тхрw вvqv d15т 3", "TXPW-BVQV-D١٥T-٣", "TXPW-BVQV-D۱۵T-۳", "ＴＸＰＷ-BVQV-D１５T-３", "txpw–bvqv–dı5t–3"]) assert.deepEqual(read(meant(text), NUMBER), { text: good }, text);
  assert.deepEqual(read(meant("TXPW-BVQV-D15T-Я"), NUMBER), { wrong: "letter" });
});

test("digests are those of SHA-256, at every length that matters", async () => {
  for (const size of [0, 1, 55, 56, 63, 64, 65, 119, 120, (1 << 20) - 9, (1 << 20) - 8, 1 << 20, (1 << 20) + 1, 3_000_001]) {
    const bytes = Buffer.alloc(size, "sayyar");
    assert.equal(await sha256(new Blob([bytes])), createHash("sha256").update(bytes).digest("hex"), `${size} bytes`);
  }
});

test("a file is known for what it is", async () => {
  const mac = "A".repeat(43);
  const age = (/** @type {string} */ stanza) => `age-encryption.org/v1\n-> ${stanza}\n${"B".repeat(43)}\n--- ${mac}\n${"x".repeat(40)}`;
  const sealed = age("mlkem768x25519 abc");
  /** @type {[string, string | undefined][]} */
  const all = [
    [sealed, undefined],
    [age("scrypt salt 15"), "copy"],
    ["", "empty"],
    ["-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", "armoured"],
    ["<!doctype html><html>", "form"],
    ["PK\u0003\u0004", "form"],
    ["%PDF-1.7", "other"],
    [sealed.slice(0, 60), "cut"],
    [sealed.slice(0, -20), "cut"],
    [`${sealed}${"y".repeat(2000)}`, "too-large"],
  ];
  for (const [text, expected] of all) assert.equal(await wrongWith(new Blob([text]), 2000), expected, String(text).slice(0, 60));
  // What the vectors of submissions have.
  const { file } = JSON.parse(readFileSync(join(VECTORS, "submission-ok-hybrid.json"), "utf8"));
  if (file) assert.equal(await wrongWith(new Blob([Buffer.from(file, "base64")]), 1 << 26), undefined);
});

// @ts-check
// The page folds as the generator does: same table, same vectors.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load, root } from "./load.mjs";

const { folder } = await load("fold.js");
/** @param {string} path */
const json = (path) => JSON.parse(readFileSync(new URL(path, root), "utf8"));
const table = json("src/base/src/fold.json");
const { fold, tokens } = folder(table);

for (const vector of json("tests/vectors/fold.json")) {
  test(`folds ${JSON.stringify(vector.text)}`, () => {
    assert.equal(fold(vector.text), vector.fold);
    assert.deepEqual(tokens(vector.text).map((t) => t.text), vector.tokens);
  });
}

test("tokens say where they stand", () => {
  const text = "Yeni müraciət, «الإقامة» 移民局";
  assert.deepEqual(
    tokens(text).map((t) => text.slice(t.start, t.end)),
    ["Yeni", "müraciət", "الإقامة", "移民", "民局", "局"],
  );
});

test("composed and decomposed text fold alike", () => {
  const scripts = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Armenian}\p{Script=Georgian}]/u;
  for (let code = 0xa0; code < 0x3000; code++) {
    const c = String.fromCodePoint(code);
    if (scripts.test(c) && /\p{L}/u.test(c)) assert.equal(fold(c.normalize("NFD")), fold(c.normalize("NFC")), `U+${code.toString(16)}`);
  }
});

test("capitals and small letters fold alike", () => {
  const scripts = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}]/u;
  const left = [];
  for (let code = 0x41; code < 0x2000; code++) {
    const c = String.fromCodePoint(code);
    const small = c.toLowerCase();
    if (scripts.test(c) && /\p{L}/u.test(c) && fold(c) !== fold(small)) left.push(c);
  }
  assert.deepEqual(left, []);
});

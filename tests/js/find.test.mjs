// @ts-check
// The page reads the index as the generator writes it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load, root } from "./load.mjs";

const { open } = await load("find.js");
const vector = JSON.parse(readFileSync(new URL("tests/vectors/search.json", root), "utf8"));
/** @type {string[]} */
const read = [];
/** @param {string} url */
const json = async (url) => {
  read.push(url);
  const text = vector.files[url.slice(1)];
  if (text === undefined) throw new Error(`no ${url}`);
  return JSON.parse(text);
};
const finder = await open(`/${vector.entry}`, json);

for (const query of vector.queries) {
  test(`finds ${JSON.stringify(query.text)}`, async () => {
    const found = await finder.find(query.text);
    const shown = await finder.show(found.pages);
    assert.deepEqual(shown.map((page) => page.url), query.pages);
    if (query.pages.length > 0) assert.equal(found.some, query.some ?? false);
  });
}

for (const mark of vector.marks) {
  test(`marks ${JSON.stringify(mark.query)} in ${JSON.stringify(mark.text)}`, async () => {
    const { beginnings } = await finder.find(mark.query);
    const pieces = finder.mark(mark.text, beginnings);
    assert.equal(pieces.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join(""), mark.marked);
  });
}

test("pages say what they show", async () => {
  const { pages } = await finder.find("razreshenie разрешение");
  const [page] = await finder.show(pages);
  const doc = vector.docs.find((other) => other.url === page.url);
  assert.deepEqual(page, { url: doc.url, title: doc.title, text: doc.text, sections: doc.sections, lang: "ru" });
});

test("every word of every page is found", async () => {
  for (const [n, doc] of vector.docs.entries()) {
    for (const word of `${doc.title} ${doc.body}`.split(/[\s.,]+/).filter(Boolean)) {
      const { pages } = await finder.find(word);
      const text = finder.fold(word);
      // A word of nearly every page shows its best pages only.
      if (text !== "ve") assert.ok(pages.includes(n), `${word} in ${doc.url}`);
    }
  }
});

test("a first letter shows good pages without loading every shard", async () => {
  const fresh = await open(`/${vector.entry}`, json);
  read.length = 0;
  const { pages } = await fresh.find("q");
  assert.ok(pages.length > 0);
  assert.ok(read.length <= 2, read.join(" "));
});

test("each file is loaded once, and again after it failed", async () => {
  let fail = true;
  let count = 0;
  const flaky = await open(`/${vector.entry}`, async (url) => {
    if (url.includes("index.")) return json(url);
    count++;
    if (fail) throw new Error("offline");
    return json(url);
  });
  await assert.rejects(flaky.find("viza"));
  fail = false;
  const before = count;
  await flaky.find("viza");
  const after = count;
  await flaky.find("viza");
  assert.ok(after > before);
  assert.equal(count, after);
});

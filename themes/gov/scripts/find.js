// @ts-check
// Reads the index that src/site/src/search/ writes: the entry, then only the
// shards and chunks that a query needs. Knows nothing of the page it serves.
import { folder } from "./fold.js";

/**
 * @typedef {object} Entry
 * @property {string} lang
 * @property {number} count  how many pages there are
 * @property {{ from: string[], files: string[] }} words  shards of words, and what each begins with
 * @property {{ from: number[], files: string[] }} docs  chunks of titles, and the first page of each
 * @property {import("./fold.js").Table} fold
 *
 * @typedef {object} Shown  a page as results show it
 * @property {string} url
 * @property {string} title
 * @property {string} [text]
 * @property {string[]} [sections]
 * @property {string} [lang]  when it is not the index's
 *
 * @typedef {object} Found
 * @property {number[]} pages  the best first
 * @property {boolean} some  no page has all the words, these have some
 * @property {string[]} beginnings  what the words found begin with, to mark them
 *
 * @typedef {object} Matches  of one word
 * @property {Map<number, number>} scores  by page
 * @property {boolean} open  other pages may have the word as well: it ranks, but does not rule out
 *
 * @typedef {{ texts: string[], last: boolean }} Word  a word of the query, with or without an article in front
 */

/** What a weight is worth: body once, twice, often; description; heading; both; title; short title. */
const WORTH = [1, 1.5, 2, 4, 8, 10, 20, 24];
/** A word that only begins with what was typed. */
const BEGINNING = 0.7;
/** A word with another ending: it finds no page, but ranks those found ("разрешение" in a title for "разрешения"). */
const RELATED = 0.45;
/** Shards loaded for one beginning; the generator has the same number. */
const SPAN = 2;
/** Words of a query that are looked at. */
const WORDS = 8;

/**
 * Opens an index.
 * @param {string} url  of its entry
 * @param {(url: string) => Promise<any>} json  fetches and parses
 */
export async function open(url, json) {
  const folderUrl = url.slice(0, url.lastIndexOf("/") + 1);
  /** @type {Entry} */
  const entry = await json(url);
  const { fold, tokens } = folder(entry.fold);
  /** @type {Map<string, Promise<any>>} */
  const loaded = new Map();

  /** Each file once; one that failed may be tried again. @param {string} name @returns {Promise<any>} */
  const file = (name) => {
    let promise = loaded.get(name);
    if (!promise) {
      promise = json(`${folderUrl}${name}.json`);
      promise.catch(() => loaded.delete(name));
      loaded.set(name, promise);
    }
    return promise;
  };

  /** The pages with a word that is, or begins with, the text. @param {string} text @returns {Promise<Matches>} */
  const look = async (text) => {
    /** @type {Matches} */
    const matches = { scores: new Map(), open: false };
    const { from, files } = entry.words;
    const first = from.filter((word) => compare(word, text) <= 0).length - 1;
    const last = from.filter((word) => compare(word, text) <= 0 || word.startsWith(text)).length - 1;
    if (last < 0) return matches;
    const few = last - first < SPAN;
    const shards = await Promise.all(files.slice(first, few ? last + 1 : first + 1).map(file));
    const stem = related(text);
    /** @type {Matches} */
    const others = { scores: new Map(), open: false };
    let exact = false;
    for (const shard of shards) {
      const lists = shard.pages.split(" ");
      words(shard.words).forEach((word, n) => {
        if (word === text) exact = true;
        if (word === text || (few && word.startsWith(text))) add(matches, lists[n], word === text ? 1 : BEGINNING);
        else if (stem !== text && word.startsWith(stem)) add(others, lists[n], RELATED);
      });
    }
    for (const [page, score] of matches.scores) matches.scores.set(page, Math.max(score, others.scores.get(page) ?? 0));
    if (!few) {
      add(matches, shards[0].short?.[text] ?? "", BEGINNING);
      matches.open ||= !exact;
    }
    return matches;
  };

  /** @param {Word} word @returns {Promise<Matches>} */
  const lookUp = async (word) => {
    const [one, ...others] = await Promise.all(word.texts.map(look));
    for (const other of others) {
      for (const [page, score] of other.scores) one.scores.set(page, Math.max(score, one.scores.get(page) ?? 0));
      one.open ||= other.open;
    }
    return one;
  };

  /** @param {Word[]} query @param {boolean} some  pages with some of the words will do */
  const rank = async (query, some) => {
    const all = await Promise.all(query.map(lookUp));
    const closed = all.filter((word) => !word.open);
    const ruling = some || closed.length === 0 ? [] : closed;
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const word of all) {
      const rare = Math.log1p(entry.count / Math.max(1, word.scores.size));
      for (const [page, score] of word.scores) {
        if (ruling.every((other) => other.scores.has(page))) scores.set(page, (scores.get(page) ?? 0) + rare * score);
      }
    }
    if (some) for (const [page, score] of scores) scores.set(page, score + 1000 * all.filter((word) => word.scores.has(page)).length);
    return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([page]) => page);
  };

  /** The words of a query. @param {string} text @returns {Word[]} */
  const parse = (text) => {
    const whole = tokens(text, true);
    const list = tokens(text).map((token, n) => ({ ...token, whole: whole[n].text }));
    // Of `AB BC C`, letters written without spaces, the last adds nothing.
    const needed = list.filter((token, n) => !(n > 0 && list[n - 1].end === token.end));
    const once = needed.filter((token, n) => needed.findIndex((other) => other.text === token.text) === n);
    return once.slice(0, WORDS).map((token, n, { length }) => {
      const bare = token.text === token.whole ? entry.fold.articles.find((a) => token.text.startsWith(a) && token.text !== a) : undefined;
      const texts = bare === undefined ? [token.text] : [token.text, token.text.slice(bare.length)];
      return { texts, last: n === length - 1 };
    });
  };

  return {
    lang: entry.lang,
    fold,

    /**
     * The pages for a query, the best first. When no page has all its words, endings are taken off:
     * up to three letters, while four remain, so that inflected words meet.
     * @param {string} text
     * @returns {Promise<Found>}
     */
    async find(text) {
      const query = parse(text);
      const asked = JSON.stringify(query);
      let before = "";
      for (const [off, least] of [[0, 0], [1, 4], [2, 4], [3, 4], [1, 3]]) {
        const tried = query.map((word) => ({ ...word, texts: word.texts.map((text) => shorten(text, off, least)) }));
        const written = JSON.stringify(tried);
        if (query.length === 0 || written === before || (off > 0 && written === asked)) continue;
        before = written;
        const pages = await rank(tried, false);
        if (pages.length > 0) return { pages, some: false, beginnings: beginnings(tried) };
      }
      const stems = query.map((word) => ({ ...word, texts: word.texts.map((text) => shorten(text, 2, 4)) }));
      const pages = query.length > 1 ? await rank(stems, true) : [];
      return { pages, some: true, beginnings: beginnings(stems) };
    },

    /**
     * What results show of pages.
     * @param {number[]} pages
     * @returns {Promise<Shown[]>}
     */
    show(pages) {
      const { from, files } = entry.docs;
      return Promise.all(pages.map(async (page) => {
        const chunk = from.filter((first) => first <= page).length - 1;
        return (await file(files[chunk]))[page - from[chunk]];
      }));
    },

    /**
     * A text in pieces, those that were looked for marked.
     * @param {string} text
     * @param {string[]} beginnings
     */
    mark(text, beginnings) {
      /** @type {{ text: string, marked: boolean }[]} */
      const pieces = [];
      let at = 0;
      for (const token of tokens(text)) {
        if (token.end <= at || !beginnings.some((beginning) => token.text.startsWith(beginning))) continue;
        const start = Math.max(at, token.start);
        if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
        const last = pieces[pieces.length - 1];
        if (last?.marked) last.text += text.slice(start, token.end);
        else pieces.push({ text: text.slice(start, token.end), marked: true });
        at = token.end;
      }
      if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
      return pieces;
    },
  };
}

/** Takes letters off the end while enough remain; numbers stay. @param {string} text @param {number} off @param {number} least */
function shorten(text, off, least) {
  if (off === 0 || /\p{N}/u.test(text)) return text;
  const letters = [...text];
  return letters.slice(0, Math.max(Math.min(least, letters.length), letters.length - off)).join("");
}

/** What words with other endings begin with. @param {string} text */
const related = (text) => shorten(text, text.length > 6 ? 2 : 1, 3);

/** What to mark: other endings of long words too; short ones would mark too much. @param {Word[]} query */
const beginnings = (query) => query.flatMap((word) => word.texts.map((text) => shorten(text, 2, 5)));

/** The words of a shard: each says how many letters it shares with the one before. @param {string} written */
function words(written) {
  let word = "";
  return written.split(" ").map((part) => (word = word.slice(0, value(part, 0)) + part.slice(1)));
}

/**
 * Adds a list of pages: distance from the page before and weight in one number, base 45, lowest digit first.
 * @param {Matches} matches @param {string} list @param {number} factor
 */
function add(matches, list, factor) {
  let at = 0;
  if (list[0] === "!") {
    matches.open = true;
    at = 1;
  }
  let next = 0;
  while (at < list.length) {
    let number = 0;
    let scale = 1;
    let digit = value(list, at++);
    for (; digit >= 45; digit = value(list, at++)) {
      number += (digit - 45) * scale;
      scale *= 45;
    }
    number += digit * scale;
    const page = next + Math.floor(number / 8);
    const score = WORTH[number % 8] * factor;
    if (score > (matches.scores.get(page) ?? 0)) matches.scores.set(page, score);
    next = page + 1;
  }
}

/** A digit: characters from `#` on, without `\`. @param {string} text @param {number} at */
function value(text, at) {
  const code = text.charCodeAt(at);
  return code - (code > 92 ? 36 : 35);
}

/** By code points, as the generator sorts. @param {string} a @param {string} b */
function compare(a, b) {
  for (let at = 0; ; at++) {
    const x = a.codePointAt(at);
    const y = b.codePointAt(at);
    if (x === undefined || y === undefined) return a.length - b.length;
    if (x !== y) return x - y;
    if (x > 0xffff) at++;
  }
}

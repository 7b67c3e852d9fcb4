// @ts-check
// Folding as the generator folds (src/base/src/fold.rs): the table comes with
// the search index, the rules are the same, tests/vectors/fold.json holds both.

/**
 * @typedef {object} Table  what `fold.json` holds, its keys explained in fold.rs
 * @property {Record<string, string>} to
 * @property {[string, string, number][]} shift
 * @property {string[]} pairs
 * @property {string[]} drop
 * @property {Record<string, string>} join
 * @property {string[]} solid
 * @property {string[]} articles
 *
 * @typedef {{ text: string, start: number, end: number }} Token  a folded word and where it stands in the text
 */

const LONGEST = 32;
const ROOT = 3;
const LETTER = /[\p{Alphabetic}\p{N}]/u;
const ARABIC = /^[\u0620-\u064a]/;

/**
 * Makes a table ready for use.
 * @param {Table} table
 */
export function folder(table) {
  /** @type {Map<string, string>} */
  const map = new Map();
  /** @param {string} first @param {string} last @param {number} step @param {(code: number) => string} to */
  const range = (first, last, step, to) => {
    for (let code = code0(first); code <= code0(last); code += step) map.set(String.fromCodePoint(code), to(code));
  };
  for (const [first, last] of table.drop) range(first, last, 1, () => "");
  for (const [first, last] of table.pairs) range(first, last, 2, (code) => String.fromCodePoint(code + 1));
  for (const [first, last, by] of table.shift) range(first, last, 1, (code) => String.fromCodePoint(code + by));
  for (const [to, letters] of Object.entries(table.to)) for (const letter of letters) map.set(letter, to);
  const solid = new RegExp(`[${table.solid.map(([first, last]) => `${first}-${last}`).join("")}]`);

  /** What a character becomes; a dropped mark may change the letter before it.
   * @param {string} before @param {string} c */
  const after = (before, c) => {
    const to = map.get(c) ?? c;
    if (to !== "" || before === "") return before + to;
    const joined = table.join[before.slice(-1) + c];
    return joined ? before.slice(0, -1) + joined : before;
  };

  /** @param {string} c */
  const kind = (c) => {
    const to = map.get(c);
    if (to !== undefined) return to === "" ? "drop" : "letter";
    if (!LETTER.test(c)) return "break";
    return solid.test(c) ? "solid" : "letter";
  };

  /** @param {string} token */
  const root = (token) => {
    if (!ARABIC.test(token)) return token;
    const article = table.articles.find((a) => token.startsWith(a) && [...token].length - a.length >= ROOT);
    return article ? token.slice(article.length) : token;
  };

  return {
    /** @param {string} text */
    fold(text) {
      let folded = "";
      for (const c of text) folded = after(folded, c);
      return folded;
    },

    /**
     * The folded words of a text: runs of letters and digits, pairs of letters where a script has no spaces.
     * @param {string} text
     * @param {boolean} [whole] leave Arabic articles on
     * @returns {Token[]}
     */
    tokens(text, whole = false) {
      /** @type {Token[]} */
      const found = [];
      let word = "";
      let letters = 0;
      let start = 0;
      let at = 0;
      const close = () => {
        if (letters > 0) found.push({ text: whole ? word : root(word), start, end: at });
        word = "";
        letters = 0;
      };
      /** @type {Token | null} the last letter of a script without spaces: it is a word by itself and begins a pair */
      let single = null;
      for (const c of text) {
        const what = kind(c);
        if (what === "solid") {
          close();
          if (single) Object.assign(single, { text: single.text + c, end: at + c.length });
          single = { text: c, start: at, end: at + c.length };
          found.push(single);
        } else if (what === "letter") {
          single = null;
          if (letters === 0) start = at;
          letters += 1;
          if (letters <= LONGEST) word = after(word, c);
        } else if (what === "break") {
          single = null;
          close();
        } else if (letters <= LONGEST) {
          word = after(word, c);
        }
        at += c.length;
      }
      close();
      return found;
    },
  };
}

/** @param {string} c */
const code0 = (c) => c.codePointAt(0) ?? 0;

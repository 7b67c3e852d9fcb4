// @ts-check
// Numbers and passwords as people type them (src/seal/FORMAT.md, sections 6 and 7): any case, O for 0, I and L for 1,
// spaces and hyphens anywhere. The last letter checks the others, so what is mistyped shows here, before anything is
// loaded or sent.

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Letters with the check letter: of a number, of a password. */
export const NUMBER = 13;
export const PASSWORD = 17;

/**
 * What a text says: the letters in their written form, or what is wrong with it.
 * @typedef {{ text: string, wrong?: undefined } | { wrong: "empty" | "letter" | "short" | "long" | "check", text?: undefined }} Code
 */

/** Letters of another keyboard that look the same, and digits as Arabic, Persian and Urdu keyboards have them. */
const MEANT = new Map([..."АВЕКМНОРСТХ"].map((letter, place) => [letter, "ABEKMHOPCTX"[place]]));
for (const zero of [0x660, 0x6f0]) for (let digit = 0; digit < 10; digit += 1) MEANT.set(String.fromCharCode(zero + digit), `${digit}`);

/** What somebody meant who did not change the keyboard; the check letter finds where this is wrong. @param {string} typed */
export const meant = (typed) => [...typed.normalize("NFKC").toUpperCase()].map((letter) => MEANT.get(letter) ?? letter).join("");

/** @param {string} typed @param {number} length @returns {Code} */
export function read(typed, length) {
  const letters = [...typed.toUpperCase().replace(/[\s\u00ad\u200b-\u200f\u2010-\u2015\u2212\u2066-\u2069-]+/g, "")]
    .map((letter) => (letter === "O" ? "0" : letter === "I" || letter === "İ" || letter === "L" ? "1" : letter))
    .map((letter) => LETTERS.indexOf(letter));
  if (letters.length === 0) return { wrong: "empty" };
  if (letters.includes(-1)) return { wrong: "letter" };
  if (letters.length !== length) return { wrong: letters.length < length ? "short" : "long" };
  const sum = letters.reverse().reduce((sum, value, place) => {
    const product = value * (place % 2 ? 2 : 1);
    return sum + (product >> 5) + (product & 31);
  }, 0);
  if (sum % 32) return { wrong: "check" };
  const text = letters.reverse().map((value) => LETTERS[value]).join("");
  return { text: text.replace(/(.{4})(?=.)/g, "$1-") };
}

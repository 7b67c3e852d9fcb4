// Unpacks what a page carries: letters of base 94 to bytes, LZMA ("The .lzma File Format"; the decoder follows the
// LZMA specification of Igor Pavlov, section by section) to the engine, the words, the scripts. Browsers know gzip,
// which would make them a quarter larger. A script of its own, since the page's other scripts come packed as well.
// @ts-check

Object.assign(globalThis, { sayyarUnpack: unpack });

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function unpack(text) {
  return lzma(letters(text));
}

/**
 * Eleven letters are nine bytes, here three numbers of 24 bits.
 * @param {string} text
 */
function letters(text) {
  const bytes = new Uint8Array((text.length / 11) * 9);
  for (let from = 0, to = 0; from < text.length; from += 11) {
    let [high, middle, low] = [0, 0, 0];
    for (let place = from; place < from + 11; place += 1) {
      const letter = text.charCodeAt(place);
      low = low * 94 + letter - 32 - Number(letter > 60);
      middle = middle * 94 + (low >>> 24);
      high = high * 94 + (middle >>> 24);
      [low, middle] = [low & 0xffffff, middle & 0xffffff];
    }
    for (const number of [high, middle, low]) {
      bytes[to] = number >>> 16;
      bytes[to + 1] = number >>> 8;
      bytes[to + 2] = number;
      to += 3;
    }
  }
  return bytes;
}

/** Numbers of states, and of positions that share probabilities. */
const STATES = 12;
const POSITIONS = 16;

/** The probabilities of a tree of so many bits, all even. @param {number} size */
const even = (size) => new Uint16Array(size).fill(1024);

/** @param {Uint8Array} packed */
function lzma(packed) {
  const view = new DataView(packed.buffer);
  const [lc, lp, pb] = [packed[0] % 9, Math.floor(packed[0] / 9) % 5, Math.floor(packed[0] / 45)];
  const out = new Uint8Array(view.getUint32(5, true));

  // The range decoder.
  let at = 18;
  let range = 0xffffffff;
  let code = view.getUint32(14);

  /** @param {Uint16Array} probabilities @param {number} place */
  const bit = (probabilities, place) => {
    const probability = probabilities[place];
    const bound = (range >>> 11) * probability;
    let value = 0;
    if (code < bound) {
      range = bound;
      probabilities[place] = probability + ((2048 - probability) >> 5);
    } else {
      range -= bound;
      code -= bound;
      probabilities[place] = probability - (probability >> 5);
      value = 1;
    }
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | packed[at]) >>> 0;
      at += 1;
    }
    return value;
  };

  /** @param {number} count */
  const direct = (count) => {
    let value = 0;
    for (; count > 0; count -= 1) {
      range >>>= 1;
      const one = Number(code >= range);
      if (one) code -= range;
      value = value * 2 + one;
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | packed[at]) >>> 0;
        at += 1;
      }
    }
    return value;
  };

  /** @param {Uint16Array} tree @param {number} bits @param {number} from */
  const number = (tree, bits, from = 0) => {
    let value = 1;
    for (let left = bits; left > 0; left -= 1) value = value * 2 + bit(tree, from + value);
    return value - (1 << bits);
  };

  /** The lowest bit first. @param {Uint16Array} tree @param {number} bits @param {number} from */
  const reverse = (tree, bits, from = 0) => {
    let [value, node] = [0, 1];
    for (let place = 0; place < bits; place += 1) {
      const one = bit(tree, from + node);
      node = node * 2 + one;
      value |= one << place;
    }
    return value;
  };

  const lengths = () => {
    const [choice, low, middle, high] = [even(2), even(POSITIONS * 8), even(POSITIONS * 8), even(256)];
    return (/** @type {number} */ position) => {
      if (bit(choice, 0) === 0) return number(low, 3, position * 8);
      if (bit(choice, 1) === 0) return 8 + number(middle, 3, position * 8);
      return 16 + number(high, 8);
    };
  };

  const literals = even(0x300 << (lc + lp));
  const [isMatch, isRep0Long] = [even(STATES * POSITIONS), even(STATES * POSITIONS)];
  const [isRep, isRepG0, isRepG1, isRepG2] = [even(STATES), even(STATES), even(STATES), even(STATES)];
  const [slots, distances, aligned] = [even(4 * 64), even(128), even(16)];
  const [length, repeated] = [lengths(), lengths()];
  let [rep0, rep1, rep2, rep3, state] = [0, 0, 0, 0, 0];

  for (let to = 0; to < out.length; ) {
    const position = to & ((1 << pb) - 1);
    const both = state * POSITIONS + position;
    if (bit(isMatch, both) === 0) {
      const before = to > 0 ? out[to - 1] : 0;
      const from = 0x300 * (((to & ((1 << lp) - 1)) << lc) + (before >> (8 - lc)));
      let symbol = 1;
      if (state >= 7) {
        let matched = out[to - rep0 - 1];
        while (symbol < 0x100) {
          const expected = matched >> 7;
          matched = (matched << 1) & 0xff;
          const one = bit(literals, from + ((1 + expected) << 8) + symbol);
          symbol = (symbol << 1) | one;
          if (expected !== one) break;
        }
      }
      while (symbol < 0x100) symbol = (symbol << 1) | bit(literals, from + symbol);
      out[to] = symbol;
      to += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (bit(isRep, state)) {
      if (bit(isRepG0, state) === 0) {
        if (bit(isRep0Long, both) === 0) {
          state = state < 7 ? 9 : 11;
          out[to] = out[to - rep0 - 1];
          to += 1;
          continue;
        }
      } else if (bit(isRepG1, state) === 0) {
        [rep0, rep1] = [rep1, rep0];
      } else if (bit(isRepG2, state) === 0) {
        [rep0, rep1, rep2] = [rep2, rep0, rep1];
      } else {
        [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
      }
      count = repeated(position);
      state = state < 7 ? 8 : 11;
    } else {
      [rep1, rep2, rep3] = [rep0, rep1, rep2];
      count = length(position);
      state = state < 7 ? 7 : 10;
      const slot = number(slots, 6, Math.min(count, 3) * 64);
      if (slot < 4) rep0 = slot;
      else {
        const bits = (slot >> 1) - 1;
        const base = (2 | (slot & 1)) << bits;
        rep0 = slot < 14 ? base + reverse(distances, bits, base - slot) : base + direct(bits - 4) * 16 + reverse(aligned, 4);
      }
    }
    for (let left = count + 2; left > 0 && to < out.length; left -= 1) {
      out[to] = out[to - rep0 - 1];
      to += 1;
    }
  }
  return out;
}

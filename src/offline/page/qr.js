// @ts-check
// QR codes (ISO/IEC 18004) for short texts: bytes, error correction M, versions 1 to 10. Small, because an
// address with a number in it is all that is ever shown.

/** For versions 1 to 10 at level M: how many words correct each block, and how many blocks there are. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];

/** How many words a version holds: all modules but those of patterns, in bytes. @param {number} version */
function capacity(version) {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const across = Math.floor(version / 7) + 2;
    modules -= (25 * across - 10) * across - 55;
    if (version >= 7) modules -= 36;
  }
  return Math.floor(modules / 8);
}

/** Multiplies in the field of 256 elements that QR codes use. @param {number} a @param {number} b */
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

/** @param {number} degree */
function generator(degree) {
  const divisor = new Array(degree).fill(0);
  divisor[degree - 1] = 1;
  let root = 1;
  for (let i = 0; i < degree; i += 1) {
    for (let j = 0; j < degree; j += 1) divisor[j] = times(divisor[j], root) ^ (divisor[j + 1] ?? 0);
    root = times(root, 2);
  }
  return divisor;
}

/** @param {number[]} data @param {number[]} divisor */
function remainder(data, divisor) {
  const rest = divisor.map(() => 0);
  for (const word of data) {
    const factor = word ^ (rest.shift() ?? 0);
    rest.push(0);
    divisor.forEach((coefficient, i) => (rest[i] ^= times(coefficient, factor)));
  }
  return rest;
}

/** The words of a text and what corrects them, in the order they are drawn. @param {number[]} bytes @param {number} version */
function wordsOf(bytes, version) {
  const correction = CORRECTION[version - 1];
  const blocks = BLOCKS[version - 1];
  const total = capacity(version);
  const room = total - correction * blocks;
  const bits = [0, 1, 0, 0];
  const push = (/** @type {number} */ value, /** @type {number} */ length) => {
    for (let i = length - 1; i >= 0; i -= 1) bits.push((value >>> i) & 1);
  };
  push(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) push(byte, 8);
  push(0, Math.min(4, room * 8 - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  const data = [];
  for (let i = 0; i < bits.length; i += 8) data.push(parseInt(bits.slice(i, i + 8).join(""), 2));
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);

  const short = Math.floor(total / blocks) - correction;
  const shorter = blocks - (total % blocks);
  const divisor = generator(correction);
  const parts = [];
  for (let i = 0, at = 0; i < blocks; i += 1) {
    const length = short + (i < shorter ? 0 : 1);
    const part = data.slice(at, at + length);
    at += length;
    parts.push({ part, correcting: remainder(part, divisor) });
  }
  const result = [];
  for (let i = 0; i <= short; i += 1) for (const { part } of parts) if (i < part.length) result.push(part[i]);
  for (let i = 0; i < correction; i += 1) for (const { correcting } of parts) result.push(correcting[i]);
  return result;
}

/** The eight masks. @type {((x: number, y: number) => boolean)[]} */
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** A code being drawn: true is dark; what belongs to a pattern is fixed. */
class Grid {
  /** @param {number} version */
  constructor(version) {
    this.version = version;
    this.size = version * 4 + 17;
    /** @type {boolean[][]} */
    this.dark = Array.from({ length: this.size }, () => new Array(this.size).fill(false));
    /** @type {boolean[][]} */
    this.fixed = Array.from({ length: this.size }, () => new Array(this.size).fill(false));
  }

  /** @param {number} x @param {number} y @param {boolean} dark */
  fix(x, y, dark) {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.dark[y][x] = dark;
    this.fixed[y][x] = true;
  }

  patterns() {
    for (let i = 0; i < this.size; i += 1) {
      this.fix(6, i, i % 2 === 0);
      this.fix(i, 6, i % 2 === 0);
    }
    for (const [x, y] of [[3, 3], [this.size - 4, 3], [3, this.size - 4]]) this.#rings(x, y, 4, [2, 4]);
    const places = this.#alignment();
    const last = places.length - 1;
    places.forEach((x, i) =>
      places.forEach((y, j) => {
        const finder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
        if (!finder) this.#rings(x, y, 2, [1]);
      }),
    );
    this.format(0);
    if (this.version >= 7) this.#versionBits();
  }

  /** Squares around a middle; the rings at these distances are light. @param {number} x @param {number} y @param {number} reach @param {number[]} light */
  #rings(x, y, reach, light) {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) this.fix(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }

  #alignment() {
    if (this.version === 1) return [];
    const count = Math.floor(this.version / 7) + 2;
    const step = Math.ceil((this.version * 4 + 4) / (count * 2 - 2)) * 2;
    const places = [6];
    for (let place = this.size - 7; places.length < count; place -= step) places.splice(1, 0, place);
    return places;
  }

  #versionBits() {
    let rest = this.version;
    for (let i = 0; i < 12; i += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (this.version << 12) | rest;
    for (let i = 0; i < 18; i += 1) {
      const dark = ((bits >>> i) & 1) === 1;
      const [a, b] = [this.size - 11 + (i % 3), Math.floor(i / 3)];
      this.fix(a, b, dark);
      this.fix(b, a, dark);
    }
  }

  /** The bits that name level M and the mask. @param {number} mask */
  format(mask) {
    let rest = mask;
    for (let i = 0; i < 10; i += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = ((mask << 10) | rest) ^ 0x5412;
    const bit = (/** @type {number} */ i) => ((bits >>> i) & 1) === 1;
    for (let i = 0; i <= 5; i += 1) this.fix(8, i, bit(i));
    this.fix(8, 7, bit(6));
    this.fix(8, 8, bit(7));
    this.fix(7, 8, bit(8));
    for (let i = 9; i < 15; i += 1) this.fix(14 - i, 8, bit(i));
    for (let i = 0; i < 8; i += 1) this.fix(this.size - 1 - i, 8, bit(i));
    for (let i = 8; i < 15; i += 1) this.fix(8, this.size - 15 + i, bit(i));
    this.fix(8, this.size - 8, true);
  }

  /** Up and down in pairs of columns, from the right. @param {number[]} words */
  fill(words) {
    let i = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let vertical = 0; vertical < this.size; vertical += 1) {
        for (let j = 0; j < 2; j += 1) {
          const x = right - j;
          const up = ((right + 1) & 2) === 0;
          const y = up ? this.size - 1 - vertical : vertical;
          if (this.fixed[y][x] || i >= words.length * 8) continue;
          this.dark[y][x] = ((words[i >>> 3] >>> (7 - (i & 7))) & 1) === 1;
          i += 1;
        }
      }
    }
  }

  /** @param {number} mask */
  mask(mask) {
    for (let y = 0; y < this.size; y += 1) {
      for (let x = 0; x < this.size; x += 1) if (!this.fixed[y][x] && MASKS[mask](x, y)) this.dark[y][x] = !this.dark[y][x];
    }
  }

  /** How hard it would be to read: runs, squares, what looks like a corner, too much of one colour. */
  penalty() {
    let sum = 0;
    const lines = [...this.dark, ...this.dark.map((_, x) => this.dark.map((row) => row[x]))];
    for (const line of lines) {
      const text = line.map((dark) => (dark ? "1" : "0")).join("");
      for (const run of text.match(/1{5,}|0{5,}/g) ?? []) sum += run.length - 2;
      for (const corner of ["10111010000", "00001011101"]) {
        for (let at = text.indexOf(corner); at >= 0; at = text.indexOf(corner, at + 1)) sum += 40;
      }
    }
    for (let y = 1; y < this.size; y += 1) {
      for (let x = 1; x < this.size; x += 1) {
        const colour = this.dark[y][x];
        if (colour === this.dark[y - 1][x] && colour === this.dark[y][x - 1] && colour === this.dark[y - 1][x - 1]) sum += 3;
      }
    }
    const dark = this.dark.flat().filter(Boolean).length;
    return sum + Math.floor(Math.abs(dark * 20 - this.size ** 2 * 10) / this.size ** 2) * 10;
  }
}

/**
 * The modules of a text's code, row by row; true is dark.
 * @param {string} text at most 213 bytes
 * @returns {boolean[][]}
 */
export function modules(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const fits = (/** @type {number} */ version) =>
    bytes.length + (version < 10 ? 2 : 3) <= capacity(version) - CORRECTION[version - 1] * BLOCKS[version - 1];
  const version = CORRECTION.map((_, i) => i + 1).find(fits);
  if (version === undefined) throw new Error("the text is too long for a code");
  const words = wordsOf(bytes, version);
  const grids = MASKS.map((_, mask) => {
    const grid = new Grid(version);
    grid.patterns();
    grid.fill(words);
    grid.mask(mask);
    grid.format(mask);
    return grid;
  });
  return grids.reduce((best, grid) => (grid.penalty() < best.penalty() ? grid : best)).dark;
}

/** A text's code as a picture, with the light margin it needs. @param {string} text @param {string} name @returns {SVGSVGElement} */
export function qr(text, name) {
  const dark = modules(text);
  const side = dark.length + 8;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${side} ${side}`);
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", name);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const squares = dark.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])));
  path.setAttribute("d", squares.join(""));
  path.setAttribute("fill", "#000");
  svg.append(path);
  return svg;
}

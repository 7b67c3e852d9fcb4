// @ts-check
// SHA-256 (FIPS 180-4) of a file, a piece at a time. The browser's own is not there on a travelling desk's Wi-Fi,
// which has no https, and would want the whole file in memory.

/** Fractions of the cube roots of the first 64 primes; the first eight of the square roots. */
const [K, H] = (() => {
  /** @type {number[]} */
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
  const fraction = (/** @type {number} */ root) => Math.floor((root - Math.floor(root)) * 2 ** 32);
  return [Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime))), Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))];
})();

/** Bytes that are in memory at once. */
const PIECE = 1 << 20;

/** @param {number} word @param {number} by */
const turn = (word, by) => (word >>> by) | (word << (32 - by));

/** @param {Int32Array} state @param {DataView} view @param {number} from @param {number} to */
function mix(state, view, from, to) {
  const w = new Int32Array(64);
  for (let at = from; at < to; at += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      const [x, y] = [w[i - 15], w[i - 2]];
      w[i] = w[i - 16] + w[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] += word));
  }
}

/** The digest in hexadecimal digits. @param {Blob} blob */
export async function sha256(blob) {
  const state = Int32Array.from(H);
  for (let at = 0; at <= blob.size; at += PIECE) {
    const last = at + PIECE > blob.size;
    const piece = new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer());
    if (piece.length !== Math.min(PIECE, blob.size - at)) throw new DOMException("changed", "NotReadableError");
    // The last piece ends in one bit, zeros and the length in bits.
    const size = last ? (((piece.length + 8) >> 6) + 1) << 6 : piece.length;
    const whole = new Uint8Array(size);
    whole.set(piece);
    const view = new DataView(whole.buffer);
    if (last) {
      whole[piece.length] = 0x80;
      view.setUint32(size - 8, Math.floor(blob.size / 2 ** 29));
      view.setUint32(size - 4, (blob.size << 3) >>> 0);
    }
    mix(state, view, 0, size);
  }
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

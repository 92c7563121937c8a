// A small synchronous SHA-256. `crypto.subtle` does not exist on plain-http pages, where the form may stand too, and
// for thousands of tiny messages its promises cost more than the hashing.

/** The first 32 bits of the fraction of the square (half) and cube (third) roots of the first 64 primes. */
function constants(): { start: Int32Array; rounds: Int32Array } {
  const start = new Int32Array(8);
  const rounds = new Int32Array(64);
  let found = 0;
  for (let candidate = 2; found < 64; candidate++) {
    let divisor = 2;
    while (candidate % divisor) divisor++;
    if (divisor < candidate) continue;
    if (found < 8) start[found] = (candidate ** (1 / 2) % 1) * 2 ** 32;
    rounds[found++] = (candidate ** (1 / 3) % 1) * 2 ** 32;
  }
  return { start, rounds };
}

const { start, rounds } = constants();
const schedule = new Int32Array(64);

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function mix(state: Int32Array, words: Int32Array): void {
  schedule.set(words);
  for (let i = 16; i < 64; i++) {
    const x = schedule[i - 15]!;
    const y = schedule[i - 2]!;
    const low = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const high = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    schedule[i] = schedule[i - 16]! + low + schedule[i - 7]! + high;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i]! + schedule[i]!;
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i]! += word;
  });
}

/** The digest as eight signed 32-bit words. */
export function sha256(bytes: Uint8Array): Int32Array {
  const words = new Int32Array((((bytes.length + 8) >> 6) + 1) << 4);
  for (let i = 0; i < bytes.length; i++) words[i >> 2]! |= bytes[i]! << (24 - (i & 3) * 8);
  words[bytes.length >> 2]! |= 0x80 << (24 - (bytes.length & 3) * 8);
  words[words.length - 2] = bytes.length / 2 ** 29;
  words[words.length - 1] = bytes.length << 3;
  const state = start.slice();
  for (let block = 0; block < words.length; block += 16) mix(state, words.subarray(block, block + 16));
  return state;
}

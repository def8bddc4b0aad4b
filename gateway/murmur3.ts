const MASK = (1n << 64n) - 1n;
const C1 = 0x87c37b91114253d5n;
const C2 = 0x4cf5ad432745937fn;

/** MurmurHash3 x64 128 with seed 0, as 32 hex digits. murmur64 is its first half. */
export function murmur128(text: string): string {
  const bytes = Buffer.from(text);
  const blocks = Math.floor(bytes.length / 16);
  let h1 = 0n;
  let h2 = 0n;
  for (let block = 0; block < blocks; block += 1) {
    h1 ^= scramble(bytes.readBigUInt64LE(block * 16), C1, 31n, C2);
    h1 = (times(rotate(h1, 27n) + h2, 5n) + 0x52dce729n) & MASK;
    h2 ^= scramble(bytes.readBigUInt64LE(block * 16 + 8), C2, 33n, C1);
    h2 = (times(rotate(h2, 31n) + h1, 5n) + 0x38495ab5n) & MASK;
  }
  // A tail that is missing counts as zeros, which scramble to zero.
  const tail = Buffer.alloc(16);
  bytes.copy(tail, 0, blocks * 16);
  h2 ^= scramble(tail.readBigUInt64LE(8), C2, 33n, C1);
  h1 ^= scramble(tail.readBigUInt64LE(0), C1, 31n, C2);

  h1 ^= BigInt(bytes.length);
  h2 ^= BigInt(bytes.length);
  h1 = (h1 + h2) & MASK;
  h2 = (h2 + h1) & MASK;
  h1 = finish(h1);
  h2 = finish(h2);
  h1 = (h1 + h2) & MASK;
  h2 = (h2 + h1) & MASK;
  return hex(h1) + hex(h2);
}

/**
 * The gateway's murmur32: MurmurHash3 x86 32 without its tail and without its end, so that the last (length mod 4)
 * bytes of a key do not count (gateway.md 5). Kept wrong on purpose: it is what the default configuration does.
 */
export function murmur32WithoutTail(text: string): string {
  const bytes = Buffer.from(text);
  let h = 0;
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    let k = Math.imul(bytes.readUInt32LE(at), 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  return (h >>> 0).toString(16).padStart(8, '0');
}

function scramble(k: bigint, before: bigint, turn: bigint, after: bigint): bigint {
  return times(rotate(times(k, before), turn), after);
}

function times(a: bigint, b: bigint): bigint {
  return (a * b) & MASK;
}

function rotate(value: bigint, by: bigint): bigint {
  const wide = value & MASK;
  return ((wide << by) | (wide >> (64n - by))) & MASK;
}

function finish(value: bigint): bigint {
  let h = times(value ^ (value >> 33n), 0xff51afd7ed558ccdn);
  h = times(h ^ (h >> 33n), 0xc4ceb9fe1a85ec53n);
  return h ^ (h >> 33n);
}

function hex(value: bigint): string {
  return value.toString(16).padStart(16, '0');
}

import type { Picture } from '../image-facts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, kind and checksum. */
const CHUNK_AROUND = 12;

/** Reads a PNG chunk by chunk: the size from its head, and that nothing follows its end. */
export function readPng(bytes: Buffer): Picture | 'broken' | null {
  if (!SIGNATURE.every((byte, at) => bytes[at] === byte)) return null;
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return 'broken';
  const picture: Picture = { contentType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  let hasData = false;
  for (let at = 8; at + CHUNK_AROUND <= bytes.length; ) {
    const kind = bytes.toString('latin1', at + 4, at + 8);
    if (!/^[A-Za-z]{4}$/.test(kind)) return 'broken';
    hasData ||= kind === 'IDAT';
    at += CHUNK_AROUND + bytes.readUInt32BE(at);
    if (kind === 'IEND') return hasData && at === bytes.length ? picture : 'broken';
  }
  return 'broken';
}

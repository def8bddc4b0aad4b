import type { Picture } from '../image-facts';

/** Reads a WebP: the size from its first chunk, and that the file is exactly as long as it says. */
export function readWebp(bytes: Buffer): Picture | 'broken' | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  if (bytes.length < 30 || bytes.readUInt32LE(4) + 8 !== bytes.length) return 'broken';
  const size = sizeOf(bytes);
  return size && hasWholeChunks(bytes) ? { contentType: 'image/webp', ...size } : 'broken';
}

function sizeOf(bytes: Buffer): { width: number; height: number } | null {
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return bytes[20] === 0x2f ? { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } : null;
  }
  if (kind !== 'VP8 ' || bytes.readUIntBE(23, 3) !== 0x9d012a) return null;
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
}

/** Chunks have an even length, also when what they hold has not. */
function hasWholeChunks(bytes: Buffer): boolean {
  let at = 12;
  while (at + 8 <= bytes.length) at += 8 + bytes.readUInt32LE(at + 4) + (bytes.readUInt32LE(at + 4) % 2);
  return at === bytes.length;
}

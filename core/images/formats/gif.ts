import type { Picture } from '../image-facts';

const EXTENSION = 0x21;
const FRAME = 0x2c;
const TRAILER = 0x3b;

/** Reads a GIF block by block: the size of its screen and of every frame, and that nothing follows its end. */
export function readGif(bytes: Buffer): Picture | 'broken' | null {
  if (!/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return null;
  if (bytes.length < 14) return 'broken';
  const picture: Picture = { contentType: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  const start = 13 + colours(bytes[10] ?? 0);
  let at = start;
  while (bytes[at] === EXTENSION || bytes[at] === FRAME) {
    if (bytes[at] === EXTENSION) at = afterBlocks(bytes, at + 2);
    else {
      if (at + 10 >= bytes.length) return 'broken';
      widen(picture, bytes, at);
      at = afterBlocks(bytes, at + 11 + colours(bytes[at + 9] ?? 0));
    }
  }
  return at > start && bytes[at] === TRAILER && at + 1 === bytes.length ? picture : 'broken';
}

/** A frame may be larger than the screen that it is for, and is decoded as large as it says. */
function widen(picture: Picture, bytes: Buffer, at: number): void {
  picture.width = Math.max(picture.width, bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5));
  picture.height = Math.max(picture.height, bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7));
}

/** Bytes of the table of colours that these flags announce. */
function colours(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Behind a row of blocks, each of which says its length; the last one is empty. */
function afterBlocks(bytes: Buffer, from: number): number {
  let at = from;
  for (let length = bytes[at]; length; length = bytes[at]) at += length + 1;
  return at + 1;
}

import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

/** A page that was packed once, all but its nonce, which is another one in each answer. */
export type PackedPage = { pieces: readonly { plain: Buffer; packed: Buffer }[]; bytes: number };

/** Each piece once, so it may take its time. */
const LEVEL = 7;
const pack = promisify(deflateRaw);

/** RFC 1952: deflated, no name, no time, unknown system. */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** RFC 1951, 3.2.4: the last block, stored and empty. */
const LAST_BLOCK = Buffer.from([1, 0, 0, 0xff, 0xff]);

/**
 * Packs what stands between the nonces. Each piece ends at a byte and refers to nothing before it (a full flush), so that a
 * stored block with any nonce fits between two of them.
 */
export async function packAroundNonce(page: Buffer, nonce: string): Promise<PackedPage> {
  const plain = splitAt(page, Buffer.from(nonce, 'latin1'));
  const pieces = await Promise.all(
    plain.map(async (piece) => ({
      plain: piece,
      packed: await pack(piece, { level: LEVEL, finishFlush: constants.Z_FULL_FLUSH }),
    })),
  );
  return { pieces, bytes: pieces.reduce((sum, { packed }) => sum + packed.length, 0) };
}

/** The page with this nonce in all its places, as gzip: as fast as copying. */
export function gzipWithNonce({ pieces }: PackedPage, nonce: string): Buffer {
  const text = Buffer.from(nonce, 'latin1');
  const stored = Buffer.concat([storedHeader(text.length), text]);
  const parts: Buffer[] = [GZIP_HEADER];
  let check = 0;
  let length = 0;
  for (const [index, { plain, packed }] of pieces.entries()) {
    if (index > 0) {
      parts.push(stored);
      check = crc32(text, check);
      length += text.length;
    }
    parts.push(packed);
    check = crc32(plain, check);
    length += plain.length;
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(check, 0);
  trailer.writeUInt32LE(length, 4);
  return Buffer.concat([...parts, LAST_BLOCK, trailer]);
}

/** RFC 1951, 3.2.4: not the last block, stored, its length and the complement of it. */
function storedHeader(length: number): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt16LE(length, 1);
  header.writeUInt16LE(~length & 0xffff, 3);
  return header;
}

function splitAt(page: Buffer, separator: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = page.indexOf(separator); at !== -1; at = page.indexOf(separator, from)) {
    pieces.push(page.subarray(from, at));
    from = at + separator.length;
  }
  return [...pieces, page.subarray(from)];
}

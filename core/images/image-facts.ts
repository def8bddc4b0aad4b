import { invalid } from '../errors';
import { readGif } from './formats/gif';
import { readJpeg } from './formats/jpeg';
import { readPng } from './formats/png';
import { readWebp } from './formats/webp';

/** In bytes. */
export const IMAGE_BYTES_MAX = 2 * 1024 * 1024;
/** In pixels: what a browser unpacks of a small file stays below 64 MB. */
const SIDE_MAX = 4096;

/** What the first bytes of a file say of it; its name and its sender are not asked. */
export type Picture = {
  contentType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  /** In pixels. */
  width: number;
  height: number;
};

const readers = [readPng, readJpeg, readGif, readWebp];

/**
 * What a picture is, found out from its bytes; its name and the type that a browser told say nothing. The file is
 * walked to its end, so that nothing else can travel behind the picture. Throws `invalid` for `file`, saying what to do.
 */
export function imageFacts(given: Uint8Array): Picture {
  if (given.byteLength === 0) throw invalid('file', 'Choose a picture first.');
  if (given.byteLength > IMAGE_BYTES_MAX) throw invalid('file', 'The picture is larger than 2 MB. Make it smaller.');
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const found = readers.map((read) => read(bytes)).find((answer) => answer !== null);
  if (!found) throw invalid('file', unknownWords(bytes));
  if (found === 'broken' || found.width < 1 || found.height < 1) {
    throw invalid('file', 'The picture is damaged, or something else is hidden in it. Save it again and try that.');
  }
  if (found.width > SIDE_MAX || found.height > SIDE_MAX) {
    throw invalid('file', `The picture has ${found.width} × ${found.height} pixels. Use at most 4096 × 4096.`);
  }
  return found;
}

function unknownWords(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 1000).toLowerCase();
  if (start.includes('<svg')) return 'SVG pictures can carry programs. Save it as PNG and upload that.';
  return 'This is no picture that browsers are safe with. Use PNG, JPEG, WebP or GIF.';
}

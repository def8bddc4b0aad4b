import type { Picture } from '../image-facts';

const [START, END, SCAN] = [0xd8, 0xd9, 0xda];

type Segment = { marker: number; start: number; end: number };

/** Reads a JPEG segment by segment: the size from its frame, and that nothing follows its end. */
export function readJpeg(bytes: Buffer): Picture | 'broken' | null {
  if (bytes[0] !== 0xff || bytes[1] !== START || bytes[2] !== 0xff) return null;
  const frames: Picture[] = [];
  for (let at = 2; at < bytes.length; ) {
    const segment = segmentAt(bytes, at);
    if (!segment) return 'broken';
    if (segment.marker === END) return frames[0] && segment.end === bytes.length ? frames[0] : 'broken';
    if (isFrame(segment.marker)) frames.push(...sizeIn(bytes, segment));
    if (frames.length > 1) return 'broken';
    at = segment.end;
  }
  return 'broken';
}

function segmentAt(bytes: Buffer, from: number): Segment | null {
  let at = from;
  if (bytes[at] !== 0xff) return null;
  // Any number of these may stand before a marker.
  while (bytes[at + 1] === 0xff) at += 1;
  const marker = bytes[at + 1];
  if (marker === undefined) return null;
  if (marker === END) return { marker, start: at, end: at + 2 };
  if (at + 4 > bytes.length) return null;
  const end = at + 2 + bytes.readUInt16BE(at + 2);
  return { marker, start: at, end: marker === SCAN ? afterScan(bytes, end) : end };
}

/** C0 to CF begin a frame, except the tables C4, C8 and CC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function sizeIn(bytes: Buffer, { start, end }: Segment): Picture[] {
  if (end < start + 9 || start + 9 > bytes.length) return [];
  const [height, width] = [bytes.readUInt16BE(start + 5), bytes.readUInt16BE(start + 7)];
  return [{ contentType: 'image/jpeg', width, height }];
}

/** Behind the compressed data, where FF is data only before 00 and before the restart marks D0 to D7. */
function afterScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { conflict } from '@/core/errors';
import { damaged, type Lines } from '@/core/moving/read-file';

const NEWLINE = 10;
/** No row is larger: a document of 32 MB, escaped. */
const LINE_BYTES_MAX = 400_000_000;

/** The lines of a packed file, begun anew with each call. Throws `conflict` where it cannot be unpacked. */
export function linesOf(file: string): Lines {
  return () => unpacked(file);
}

/** Split at the byte, because a line may hold what JavaScript counts as the end of one. */
async function* unpacked(file: string): AsyncGenerator<string> {
  // Errors of the file reach the one that reads the unpacked bytes.
  const bytes = pipeline(createReadStream(file), createGunzip(), () => {});
  let begun: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
        yield Buffer.concat([...begun, chunk.subarray(from, at)]).toString('utf8');
        [begun, length, from] = [[], 0, at + 1];
      }
      begun.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > LINE_BYTES_MAX) throw damaged();
    }
  } catch (error) {
    throw inWords(error);
  }
  if (length > 0) throw damaged('cut off');
}

function inWords(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return conflict('There is no such file.');
  if (code === 'EISDIR') return conflict('This is a folder.');
  if (code === 'EACCES') return conflict('You may not read this file.');
  if (code === 'Z_BUF_ERROR') return damaged('cut off');
  if (!code.startsWith('Z_')) return error;
  const isForeign = error instanceof Error && error.message.includes('incorrect header check');
  return isForeign ? conflict('This is no file that `export` wrote. Nothing was imported.') : damaged();
}

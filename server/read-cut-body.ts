import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/**
 * The body of an answer, unpacked, and nothing behind `maxBytes`: the connection is ended there, so neither an endless
 * answer nor a packed bomb fills the memory. Throws when the connection breaks, the packing is broken or time is up.
 */
export async function readCutBody(
  response: IncomingMessage,
  { method, maxBytes, signal }: { method: string; maxBytes: number; signal: AbortSignal },
): Promise<{ body: Uint8Array; isCut: boolean }> {
  const stream = method === 'HEAD' ? response : unpacked(response);
  const stop = () => stream.destroy(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    if (signal.aborted) throw signal.reason;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk.subarray(0, maxBytes - bytes));
      bytes += chunk.byteLength;
      if (bytes > maxBytes) break;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stream.destroy();
    response.destroy();
  }
  return { body: Buffer.concat(chunks), isCut: bytes > maxBytes };
}

/** It was asked for plain; some servers pack all the same. */
function unpacked(response: IncomingMessage): Readable {
  const unpack = unpackerOf(response.headers['content-encoding'] ?? '');
  const isEmpty =
    response.statusCode === 204 || response.statusCode === 304 || response.headers['content-length'] === '0';
  if (!unpack || isEmpty) return response;
  response.on('error', (error) => unpack.destroy(error));
  response.on('aborted', () => unpack.destroy(new Error('aborted')));
  return response.pipe(unpack);
}

function unpackerOf(encoding: string): Transform | null {
  switch (encoding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return null;
  }
}

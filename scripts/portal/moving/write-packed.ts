import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CommandError } from '../command-error';

/** Only its owner reads it: it holds what people told of themselves. */
const MODE = 0o600;

/**
 * Writes lines into a packed file that is there whole or not at all: under another name until the last byte is on disk.
 * Answers its size in bytes and what `work` did. Throws `CommandError` where there is something already.
 */
export async function writePacked<T>(
  file: string,
  work: (write: (line: string) => Promise<void>) => Promise<T>,
): Promise<{ bytes: number; result: T }> {
  await refuseTaken(file);
  const unfinished = `${file}.unfinished`;
  await rm(unfinished, { force: true });
  try {
    const result = await pack(unfinished, work);
    await sync(unfinished);
    await refuseTaken(file);
    await rename(unfinished, file);
    return { bytes: (await stat(file)).size, result };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw inWords(error);
  }
}

async function pack<T>(file: string, work: (write: (line: string) => Promise<void>) => Promise<T>): Promise<T> {
  const gzip = createGzip();
  const target = createWriteStream(file, { flags: 'wx', mode: MODE });
  const written = finished(gzip.pipe(target));
  // A disk that is full ends the work, too: nobody would empty the pipe. Both are told by `written`.
  target.on('error', () => gzip.destroy());
  written.catch(() => {});
  try {
    const result = await work(async (line) => {
      if (gzip.destroyed || !gzip.write(`${line}\n`)) await Promise.race([once(gzip, 'drain'), written]);
    });
    gzip.end();
    await written;
    return result;
  } catch (error) {
    gzip.destroy();
    await close(target);
    throw error;
  }
}

/** Waits until the file is closed: one that is still being opened would be there again after it was taken away. */
async function close(target: WriteStream): Promise<void> {
  target.destroy();
  if (!target.closed) await once(target, 'close');
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function refuseTaken(file: string): Promise<void> {
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  if (isThere) throw new CommandError(`${file} is there already; choose another name.`);
}

function inWords(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new CommandError('There is no such folder.', { cause: error });
  if (code === 'EACCES') return new CommandError('You may not write there.', { cause: error });
  if (code === 'ENOSPC') return new CommandError('The disk is full; nothing was kept.', { cause: error });
  return error;
}

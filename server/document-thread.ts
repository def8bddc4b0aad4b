import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { JsonText, ParsedDocument } from '@/core/api-docs/parsed-document';

/** GitHub's description (13 MB) takes a second and 300 MB; a document that takes a hundred times more is an attack. */
const TIMEOUT_MS = 120_000;
const HEAP_MB = 1_024;

/** A path and not an import: the bundler of the web server follows any that it can read, and would take all sources along. */
const THREAD = join(/* turbopackIgnore: true */ process.cwd(), 'server', 'parse-thread.mjs');

/**
 * Reads a document in a thread with a limit of time and memory. A document that exceeds them is a bad one; rejects only
 * when the thread itself could not do its work.
 */
export function parseInThread(
  source: string,
  limits: { timeoutMs: number; heapMb: number } = { timeoutMs: TIMEOUT_MS, heapMb: HEAP_MB },
): Promise<ParsedDocument<JsonText>> {
  // Moved and not copied: a copy of a large text would make others wait.
  const bytes = new TextEncoder().encode(source);
  const thread = new Worker(/* turbopackIgnore: true */ THREAD, {
    // The thread needs no secrets.
    env: {},
    workerData: bytes,
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, stackSizeMb: 8 },
  });
  return new Promise<ParsedDocument<JsonText>>((resolve, reject) => {
    const timer = setTimeout(
      () => resolve(bad('Reading the document took longer than two minutes. Make it smaller.')),
      limits.timeoutMs,
    );
    thread.once('message', resolve);
    thread.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        resolve(bad('The document takes too much memory. Make it smaller.'));
      else reject(error);
    });
    thread.once('exit', () => reject(new Error('the thread that reads documents ended without an answer')));
    thread.once('exit', () => clearTimeout(timer));
  }).finally(() => thread.terminate());
}

function bad(message: string): ParsedDocument {
  return { outcome: 'bad', report: [{ pointer: '', message }] };
}

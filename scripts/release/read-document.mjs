import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { tell } from './program.mjs';

const DOCUMENT = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Lamps', version: '1' },
  paths: { '/lamps': { get: { responses: { 200: { description: 'All lamps' } } } } },
});

/**
 * Has the thread of a release read a document. Throws when it does not find the one operation.
 * @param {string} folder
 */
export async function readDocument(folder) {
  const thread = new Worker(path.join(folder, 'server', 'parse-thread.mjs'), {
    env: {},
    workerData: new TextEncoder().encode(DOCUMENT),
  });
  const parsed = await new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  if (parsed.operations?.length !== 1) throw new Error('The thread that reads documents found no operation.');
  tell('a document, read in a thread', '1 operation');
}

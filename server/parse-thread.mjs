// A thread of its own, started by document-thread.ts: reading a large document must not make anybody wait.
// It runs the sources, whatever the web server was bundled into. They are put into one file first: that takes a fraction
// of what loading a hundred of them one by one does. A release brings that file.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const ready = fileURLToPath(new URL('./parse-document.cjs', import.meta.url));
const { parseDocument } = existsSync(ready) ? require(ready) : await load('../core/api-docs/parse-document.ts');
const parsed = parseDocument(Buffer.from(workerData.buffer, workerData.byteOffset, workerData.length).toString());
if (parsed.outcome === 'bad') parentPort?.postMessage(parsed);
else handOver(parsed);

/** @param {string} source */
async function load(source) {
  const { buildSync } = await import('esbuild');
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(source, import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
  const loaded = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(loaded, loaded.exports, require);
  return /** @type {typeof import('../core/api-docs/parse-document')} */ (loaded.exports);
}

/**
 * Moves the texts of the parts to the other thread as bytes, which neither of the two has to copy.
 * @param {import('../core/api-docs/parsed-document').GoodDocument} document
 */
function handOver(document) {
  const texts = [...document.operations, ...document.schemas].map(({ content }) => content);
  const bytes = new Uint8Array(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  let end = 0;
  /** @template {{ content: string }} T @param {T} part */
  const packed = (part) => {
    const start = end;
    end += new TextEncoder().encodeInto(part.content, bytes.subarray(start)).written;
    return { ...part, content: bytes.subarray(start, end) };
  };
  const { operations, schemas } = document;
  parentPort?.postMessage({ ...document, operations: operations.map(packed), schemas: schemas.map(packed) }, [
    bytes.buffer,
  ]);
}

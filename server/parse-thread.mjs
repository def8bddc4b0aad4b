// A thread of its own, started by document-thread.ts: reading a large document must not make anybody wait.
// It runs the sources, whatever the web server was bundled into. Node's --import does not reach threads, so it asks tsx
// itself.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { parseDocument } = await import('../core/api-docs/parse-document.ts');
parentPort?.postMessage(parseDocument(String(workerData)));

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openUploads } from '../open-uploads';
import { median, type Part } from '../result';

const ROUNDS = 5;
const RATIO_TARGET = 20;
const WAIT_TARGET_MS = 200;
const POLL_MS = 25;
/** A reader does not ask without pause; one who does would measure their own load. */
const PAUSE_MS = 25;

/**
 * GitHub's description from upload to live, as an admin waits for it, beside `JSON.parse` of the same text; and how long
 * another request waits at most meanwhile.
 */
export const importDocument: Part = async ({ url, root, databaseUrl }, say) => {
  const file = path.join(root, 'node_modules', '@octokit', 'openapi', 'generated', 'api.github.com.json');
  const source = await readFile(file, 'utf8');
  const parsing = median(Array.from({ length: 7 }, () => timeOf(() => JSON.parse(source))));
  const upload = await openUploads(databaseUrl);
  const waits: number[] = [];
  const imports: number[] = [];
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`  round ${round} of ${ROUNDS}`);
      const asking = askUntilStopped(`${url}/catalogs`);
      const started = performance.now();
      // The same text twice is no new version.
      const isLive = await upload.start(`${source}${' '.repeat(round)}`);
      while (!(await isLive())) await wait(POLL_MS);
      imports.push(performance.now() - started);
      waits.push(...(await asking.stop()));
    }
  } finally {
    await upload.close();
  }
  const ratio = median(imports) / parsing;
  const longest = Math.max(...waits);
  return [
    {
      what: `GitHub's description, ${(source.length / 1e6).toFixed(1)} MB, until it is live`,
      measured: `${median(imports).toFixed(0)} ms`,
      baseline: `${parsing.toFixed(0)} ms, JSON.parse`,
      ratio,
      target: `≤ ${RATIO_TARGET}`,
      isMet: ratio <= RATIO_TARGET,
    },
    {
      what: `longest wait of ${waits.length} other requests meanwhile`,
      measured: `${longest.toFixed(0)} ms`,
      baseline: `${median(waits).toFixed(0)} ms, the middle one`,
      ratio: null,
      target: `≤ ${WAIT_TARGET_MS} ms`,
      isMet: longest <= WAIT_TARGET_MS,
    },
  ];
};

function timeOf(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Asks one after the other, as one reader would, until told to stop; answers how long each took. */
function askUntilStopped(address: string) {
  let isAsking = true;
  const all = (async () => {
    const times: number[] = [];
    while (isAsking) {
      const started = performance.now();
      await (await fetch(address)).arrayBuffer();
      times.push(performance.now() - started);
      await wait(PAUSE_MS);
    }
    return times;
  })();
  return {
    stop() {
      isAsking = false;
      return all;
    },
  };
}

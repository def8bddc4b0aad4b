import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { JobRuns } from './job-runs';

const FIGURES = `# TYPE portico_job_runs_total counter
portico_job_runs_total{task="mail.send",outcome="done"} 7
portico_job_runs_total{task="credential.sync",outcome="done"} 2
portico_job_runs_total{task="credential.sync",outcome="given_up"} 1
portico_job_duration_seconds_count{task="mail.send"} 7
`;

test('the runs of a worker are those of all its lives, by outcome', async () => {
  const worker = createServer((_, answer) => answer.end(FIGURES));
  await new Promise<void>((resolve) => worker.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void worker.close());
  const { port } = worker.address() as AddressInfo;
  const runs = new JobRuns();
  for (const name of ['worker-1', 'worker-1', 'worker-2']) await runs.add(name, port);
  expect(runs.lines()).toEqual(['worker-1: 18 done, 2 given up', 'worker-2: 9 done, 1 given up']);
});

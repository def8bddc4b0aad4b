import { type Instance, instanceOf } from './instance';

type Surroundings = { root: string; env: NodeJS.ProcessEnv; logsDir: string };

/** `npm run web` at this port, without jobs. `answersAt` is the path that says that it is ready. */
export function webInstance({ env, ...common }: Surroundings, name: string, port: number, answersAt: string): Instance {
  return instanceOf({
    ...{ ...common, name },
    args: ['scripts/web.mjs', '-p', String(port), '-H', '127.0.0.1'],
    env: { ...env, PORT: String(port), PORTAL_WORKERS: '0' },
    url: `http://127.0.0.1:${port}${answersAt}`,
  });
}

/** `npm run worker`, whose figures are at this port. */
export function workerInstance({ env, ...common }: Surroundings, name: string, port: number): Instance {
  return instanceOf({
    ...{ ...common, name },
    args: ['scripts/worker.mjs'],
    env: { ...env, PORTAL_WORKERS: '4', WORKER_PORT: String(port), HOST: '127.0.0.1' },
    url: `http://127.0.0.1:${port}/healthz`,
  });
}

import type { FaultPoint } from '@/core/fault-points';

const HANG_MS = 600_000;

/**
 * Makes the process fail at named points, for tests (`FAULT_POINTS=gw.afterSend=kill`; refused without PORTAL_TEST).
 * Each point fails once, so that the next attempt shows the recovery.
 */
export function createFaults(specification: string): (point: FaultPoint) => Promise<void> {
  const armed = new Map(
    specification
      .split(',')
      .filter(Boolean)
      .map((entry): [string, string] => {
        const [point = '', action = 'throw'] = entry.split('=');
        return [point, action];
      }),
  );
  return async (point) => {
    const action = armed.get(point);
    if (!action) return;
    armed.delete(point);
    if (action === 'kill') process.kill(process.pid, 'SIGKILL');
    if (action === 'hang') await new Promise((resolve) => setTimeout(resolve, HANG_MS).unref());
    throw new Error(`fault point ${point}`);
  };
}

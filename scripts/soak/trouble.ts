import { setTimeout as wait } from 'node:timers/promises';
import type { Switches } from '@/gateway/demo/switches';
import type { Chance } from './chance';
import type { LineTrouble } from './fault-line';
import type { Site } from './site';

/** Each lasts for a few calls of the gateway, or until the next one. */
const GATEWAY_TROUBLES: readonly Partial<Switches>[] = [
  { resetBefore: true, times: 3 },
  { answerLost: true, times: 3 },
  { status: 500, times: 3 },
  { answer: 'malformed', times: 2 },
  { lateApplyMs: 4_000, only: ['POST'], times: 2 },
  { lateApplyMs: 4_000, only: ['PUT'], times: 2 },
  { slowMs: 1_500, times: 4 },
  { storeDown: true },
  { down: '503' },
];
/** The API behind the gateway takes this long, so that calls overlap with what the portal writes. */
const ALWAYS: Partial<Switches> = { upstreamDelayMs: 80 };
const LINE_TROUBLES: readonly LineTrouble[] = ['refuse', 'hang', 'mute'];
/** How long a trouble of each line may last; a database that is away for long only stops everybody. */
const LASTS_MS: Record<keyof Site['lines'], readonly [number, number]> = {
  gateway: [300, 4_000],
  mail: [500, 6_000],
  database: [100, 2_500],
};
const PAUSE_MS = [1_000, 4_000] as const;
const KILL_MS = [5_000, 30_000] as const;
/** A supervisor looks this often for a process that ended by itself. */
const SUPERVISE_MS = 3_000;

/** Counts of what was done to the portal, and which of its processes did not come back when all was calm. */
export type Troubles = { lines: Map<string, number>; kills: Map<string, number>; dead: string[] };

/**
 * Disturbs the gateway, the mail server and the database, one at a time, and kills and restarts processes, until
 * `ended`; then all is calm and everything runs.
 */
export async function makeTrouble(site: Site, chance: Chance, ended: AbortSignal): Promise<Troubles> {
  const troubles: Troubles = { lines: new Map(), kills: new Map(), dead: [] };
  site.gateway.switches.set(ALWAYS);
  await Promise.all([
    disturb(site, chance, ended, troubles),
    killNowAndThen(site, chance, ended, troubles),
    supervise(site, ended),
  ]);
  for (const line of Object.values(site.lines)) line.set('calm');
  site.gateway.switches.reset();
  for (const instance of site.instances) {
    await instance.ready().catch((error: unknown) => troubles.dead.push(String(error)));
  }
  return troubles;
}

/** Starts again what does not run, as an operator's supervisor does. */
async function supervise(site: Site, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    await pause(SUPERVISE_MS, ended);
    if (ended.aborted) return;
    for (const instance of site.instances) void instance.ready().catch(() => {});
  }
}

async function disturb(site: Site, chance: Chance, ended: AbortSignal, { lines }: Troubles): Promise<void> {
  while (!ended.aborted) {
    await pause(chance.between(...PAUSE_MS), ended);
    const where = chance.oneOf(['gateway', 'gateway', 'mail', 'database', 'switch', 'switch'] as const);
    if (where === 'switch') {
      const trouble = chance.oneOf(GATEWAY_TROUBLES);
      add(lines, `gateway ${Object.keys(trouble)[0]}`);
      site.gateway.switches.set({ ...ALWAYS, ...trouble });
      await pause(chance.between(...LASTS_MS.gateway), ended);
      site.gateway.switches.reset();
      site.gateway.switches.set(ALWAYS);
      continue;
    }
    const trouble = chance.oneOf(LINE_TROUBLES);
    add(lines, `${where} ${trouble}`);
    site.lines[where].set(trouble);
    await pause(chance.between(...LASTS_MS[where]), ended);
    site.lines[where].set('calm');
  }
}

async function killNowAndThen(site: Site, chance: Chance, ended: AbortSignal, { kills }: Troubles): Promise<void> {
  while (!ended.aborted) {
    await pause(chance.between(...KILL_MS), ended);
    if (ended.aborted) return;
    const instance = chance.oneOf(site.instances);
    add(kills, instance.name);
    instance.kill();
    // Its supervisor needs a moment; meanwhile the others work.
    await pause(chance.between(100, 2_000), ended);
    void instance.ready().catch(() => {});
  }
}

async function pause(ms: number, ended: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal: ended }).catch(() => {});
}

function add(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { systemActor } from '@/core/identity/actor';
import { contextOf, openPeople, type People } from '../../bench/people';
import { adminActs } from './act-as-admin';
import { actAsDeveloper } from './act-as-developer';
import { type Chance, chanceOf } from './chance';
import { findFaults, untilRest } from './check';
import { readWishes } from './offer';
import { makePeople, type Person } from './people';
import { countKeys, report, tooLittle } from './report';
import type { Scene } from './scene';
import { type Site, withSite } from './site';
import { openTally } from './tally';
import { makeTrouble } from './trouble';

const SECONDS = 600;
const REST_MS = 10 * 60_000;
const PAUSE_MS = { developer: [200, 1_200], admin: [50, 400] } as const;
const ANSWER_MS = 30_000;

/**
 * `npm run soak`: twenty people at two web processes and two workers, while the gateway, the mail server and the database
 * fail and processes are killed; then everything that must hold, holds. `--seconds` says how long, `--seed` repeats the
 * draws of a run (not its timing). Ends with 1 when something does not hold.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } });
  const seconds = Number(values.seconds ?? SECONDS);
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  if (!(seconds > 0) || !Number.isInteger(seed)) throw new Error('--seconds and --seed are numbers.');
  const faults = await withSite(async (site) => {
    // The stories' visitor asks the portal of the run.
    process.env.E2E_PORTAL_URL = site.url;
    const people = openPeople(site);
    try {
      return await soak(site, people, seconds, seed);
    } finally {
      await people.close();
    }
  });
  // Node may spin for ever at its end over the handle of a connection that was reset while it was being shut (20.20).
  process.exit(faults === 0 ? 0 : 1);
}

async function soak(site: Site, people: People, seconds: number, seed: number): Promise<number> {
  const { db } = people;
  const ctx = contextOf(db, site.secret, systemActor('soak'));
  // The demo's own keys first, so that the troubles meet the people's.
  await untilRest(ctx, REST_MS);
  const chance = chanceOf(seed);
  const scene: Scene = {
    ...{ url: site.url, gateway: site.gateway, db, chance, tally: openTally() },
    ...{ people: await makePeople(people), wishes: await readWishes(db) },
  };
  console.log(`${scene.people.length} people for ${seconds} s, seed ${seed}; logs in ${site.logsDir}`);
  const before = await countKeys(scene);
  const ended = AbortSignal.timeout(seconds * 1000);
  const [troubles] = await Promise.all([
    // Draws of their own, so that the people do not change what goes wrong.
    makeTrouble(site, chanceOf(seed + 1), ended),
    ...scene.people.map((person) => actUntil(scene, person, ended)),
  ]);
  console.log('All is calm again; waiting until nothing is on its way …');
  const rest = await untilRest(ctx, REST_MS).catch((error: unknown) => String(error));
  const faults = [
    ...(typeof rest === 'string' ? [rest] : []),
    ...(await findFaults(ctx, site.gateway, scene.tally.promised)),
    ...(await unansweredPeople(scene)),
    ...troubles.dead,
    ...site.instances.flatMap(({ name, falls }) => (falls() === 0 ? [] : [`${name} ended by itself ${falls()} times`])),
    ...(await tooLittle(scene, before, seconds)),
  ];
  await report(scene, troubles, { rest: typeof rest === 'string' ? REST_MS / 1000 : rest, faults });
  return faults.length;
}

async function actUntil(scene: Scene, person: Person, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    const [from, to] = 'cookie' in person ? PAUSE_MS.developer : PAUSE_MS.admin;
    await wait(scene.chance.between(from, to));
    try {
      if ('cookie' in person) scene.tally.count(...(await actAsDeveloper(scene, person)));
      else await actAsAdmin(scene, person.token, scene.chance);
    } catch {
      // The soak's own connection to the database, on a machine that is too busy.
      scene.tally.count('look for a thing to do', 'failed');
    }
  }
}

async function actAsAdmin(scene: Scene, token: string, chance: Chance): Promise<void> {
  const act = chance.oneOf(adminActs);
  scene.tally.count(act.name, await act.run(scene, token));
}

/** Everybody is served again, by every process: as many tries as there are. */
async function unansweredPeople(scene: Scene): Promise<string[]> {
  const faults: string[] = [];
  for (const person of scene.people) {
    const [path, headers]: [string, Record<string, string>] =
      'cookie' in person
        ? ['/apps', { cookie: person.cookie }]
        : ['/api/v1/requests', { authorization: `Bearer ${person.token}` }];
    for (let tries = 0; tries < 2; tries += 1) {
      const status = await statusOf(scene.url + path, headers);
      if (status !== 200) faults.push(`${person.name} is answered ${status} at ${path}`);
    }
  }
  return faults;
}

async function statusOf(url: string, headers: Record<string, string>): Promise<number | string> {
  try {
    const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS) });
    await answer.arrayBuffer();
    return answer.status;
  } catch (error) {
    return `nothing (${error instanceof Error ? error.name : String(error)})`;
  }
}

await main();

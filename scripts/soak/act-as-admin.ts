import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Act, Scene } from './scene';
import type { Outcome } from './tally';

const ANSWER_MS = 15_000;
/** A program that gets no answer asks again, with the same Idempotency-Key. */
const TRIES = 3;

/** What an admin's program does by REST; requests are made in the name of the soak's developers. */
export const adminActs: readonly Act[] = [
  ...times(6, { name: 'ask', run: ask }),
  ...times(5, { name: 'approve', run: (scene, token) => decide(scene, token, 'approve', {}) }),
  { name: 'decline', run: (scene, token) => decide(scene, token, 'decline', { reason: 'Not for a soak.' }) },
  { name: 'withdraw', run: withdraw },
  { name: 'suspend', run: (scene, token) => actOnKey(scene, token, 'suspend', {}) },
  { name: 'resume', run: (scene, token) => actOnKey(scene, token, 'resume', {}) },
  { name: 'retry', run: (scene, token) => actOnKey(scene, token, 'retry', {}) },
  { name: 'regenerate (admin)', run: (scene, token) => actOnKey(scene, token, 'regenerate', { grace: 'now' }) },
  { name: 'revoke (admin)', run: (scene, token) => actOnKey(scene, token, 'revoke', {}) },
];

/** As likely as so many others together. */
function times(count: number, act: Act): Act[] {
  return Array.from({ length: count }, () => act);
}

async function ask(scene: Scene, token: string): Promise<Outcome> {
  const developer = scene.chance.oneOf(scene.people.filter((person) => 'cookie' in person));
  const body = { ...scene.chance.oneOf(scene.wishes), developerId: developer.id, appName: `Soak ${randomUUID()}` };
  return call(scene, token, '/requests', body);
}

async function decide(scene: Scene, token: string, how: 'approve' | 'decline', body: object): Promise<Outcome> {
  // Of the newest few, so that several admins reach for the same one.
  const id = await pick(
    scene,
    sql`select id from access_requests where status = 'pending' order by created_at desc limit 4`,
  );
  if (id === null) return 'nothing';
  const outcome = await call(scene, token, `/requests/${id}/${how}`, body);
  const { approved, declined } = scene.tally.promised;
  if (outcome === 'done') (how === 'approve' ? approved : declined).add(id);
  return outcome;
}

async function withdraw(scene: Scene, token: string): Promise<Outcome> {
  const id = await pick(
    scene,
    sql`select id from access_requests where status in ('approved', 'fulfilled') order by random() limit 1`,
  );
  if (id === null) return 'nothing';
  const outcome = await call(scene, token, `/requests/${id}/withdraw`, { reason: 'The soak takes it back.' });
  if (outcome === 'done') scene.tally.promised.withdrawn.add(id);
  return outcome;
}

async function actOnKey(scene: Scene, token: string, how: string, body: object): Promise<Outcome> {
  const wanted = how === 'retry' ? sql`status = 'failed'` : sql`status in ('active', 'provisioning')`;
  const id = await pick(scene, sql`select id from credentials where ${wanted} order by random() limit 1`);
  if (id === null) return 'nothing';
  const outcome = await call(scene, token, `/credentials/${id}/${how}`, body);
  if (outcome === 'done' && how === 'revoke') scene.tally.promised.revoked.add(id);
  return outcome;
}

/** What stands in the database at this moment; somebody else may be faster, as with people who look at a page. */
async function pick(scene: Scene, query: ReturnType<typeof sql>): Promise<string | null> {
  const { rows } = await scene.db.execute<{ id: string }>(query);
  return rows.length === 0 ? null : scene.chance.oneOf(rows).id;
}

async function call(scene: Scene, token: string, path: string, body: object): Promise<Outcome> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...{ 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  };
  for (let tries = 1; tries <= TRIES; tries += 1) {
    try {
      const answer = await fetch(`${scene.url}/api/v1${path}`, {
        ...{ method: 'POST', headers, body: JSON.stringify(body) },
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      await answer.arrayBuffer();
      if (answer.ok) return 'done';
      if (answer.status < 500) return 'refused';
    } catch {
      // No answer, or half of one: that is what the soak makes happen.
    }
  }
  return 'failed';
}

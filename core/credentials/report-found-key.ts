import { setTimeout as pause } from 'node:timers/promises';
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { credentials, gateways as gatewayRows } from '@/db/schema';
import type { Context } from '../context';
import { foundKeyLimits, throttleAll } from '../identity/attempt-limits';
import { mutate, type Unit } from '../mutate';
import { tellRunners } from '../notifications/tell-runners';
import type { Gateways } from '../ports/gateway';
import { keyDigests, keyIdDigests } from './key-secrets';
import { peopleOfKey } from './people-of-key';

/** No answer comes sooner, whatever was found. Milliseconds. */
const ANSWER_MS = 400;
/** As people paste it: with the header's name, with `Bearer`, with quotes or spaces around. */
const AROUND = /^["'`\s]*(?:authorization\s*[:=]\s*)?["'`\s]*(?:bearer\s+)?|["'`\s,;]+$/gi;
const KEY = /^[\x21-\x7e]{8,2000}$/;

/** Whether the portal knows the key; nothing else, to nobody. */
export type FoundAnswer = { isKnown: boolean };

/** Ends a change of a key that was reported before, or has ended meanwhile. */
class NothingToDo extends Error {}

/**
 * Anybody who found a key somewhere in the open hands it in. The people of a key that still works are told, and so are
 * those who run the portal; the key goes on working until one of them ends it, because whoever has a key could stop its
 * programs otherwise. The answer is the same and takes as long for every key that is or was one of the portal's. What was
 * handed in is kept nowhere. Throws `too_many`.
 */
export async function reportFoundKey(ctx: Context, gateways: Gateways, input: { key: string }): Promise<FoundAnswer> {
  await throttleAll(ctx, foundKeyLimits(ctx));
  const [isKnown] = await Promise.all([note(ctx, gateways, input.key.replace(AROUND, '').trim()), pause(ANSWER_MS)]);
  return { isKnown };
}

async function note(ctx: Context, gateways: Gateways, key: string): Promise<boolean> {
  if (!KEY.test(key)) return false;
  const found = (await findByKey(ctx, key)) ?? (await findByHash(ctx, gateways, key));
  if (!found) return false;
  if (found.status === 'active') await tell(ctx, found.id);
  return true;
}

async function findByKey(ctx: Context, key: string) {
  // A gateway takes the id that the portal drew in the place of the key, too.
  const [found] = await ctx.db
    .select({ id: credentials.id, status: credentials.status })
    .from(credentials)
    .where(
      or(
        inArray(credentials.keyDigest, keyDigests(ctx, key)),
        inArray(credentials.keyIdDigest, keyIdDigests(ctx, key)),
      ),
    );
  return found ?? null;
}

/** Of a key that was imported by its hash the portal knows nothing else: its gateway says under which hash it files this. */
async function findByHash(ctx: Context, gateways: Gateways, key: string) {
  const isByHash = and(
    eq(credentials.isImported, true),
    isNull(credentials.keyDigest),
    eq(credentials.status, 'active'),
  );
  const asked = await ctx.db
    .selectDistinct({ gateway: gatewayRows })
    .from(credentials)
    .innerJoin(gatewayRows, eq(gatewayRows.id, credentials.gatewayId))
    .where(isByHash);
  for (const { gateway } of asked) {
    const told = await gateways.of(gateway).hashOfKey(key);
    if (told.outcome !== 'told' || told.hash === null) continue;
    const [found] = await ctx.db
      .select({ id: credentials.id, status: credentials.status })
      .from(credentials)
      .where(and(isByHash, eq(credentials.gatewayId, gateway.id), eq(credentials.gatewayKeyHash, told.hash)));
    if (found) return found;
  }
  return null;
}

/** Once for each key: whoever hands it in again tells nobody anything new. */
async function tell(ctx: Context, credentialId: string): Promise<void> {
  await mutate(ctx, async (unit) => {
    const [found] = await unit.tx
      .update(credentials)
      .set({ foundAt: sql`now()`, updatedAt: sql`now()` })
      .where(and(eq(credentials.id, credentialId), eq(credentials.status, 'active'), isNull(credentials.foundAt)))
      .returning({ id: credentials.id, appId: credentials.appId, organizationId: credentials.organizationId });
    if (!found) throw new NothingToDo();
    const told = await tellPeople(unit, found);
    const { id, organizationId } = found;
    await unit.audit('credential.found', { kind: 'credential', id, organizationId }, { told });
    await tellRunners(unit, {
      message: 'key-found-admin',
      subjectId: id,
      kind: 'credential.found',
      title: 'Somebody found a key in the open',
      href: `/admin/apps/${found.appId}`,
    });
  }).catch((error: unknown) => {
    if (!(error instanceof NothingToDo)) throw error;
  });
}

async function tellPeople(unit: Unit, { id, appId }: { id: string; appId: string }): Promise<number> {
  const people = await peopleOfKey(unit.tx, id);
  for (const userId of people) {
    await unit.mail({ message: 'key-found', to: { userId }, subjectId: id });
    const title = 'Somebody found one of your keys in the open';
    await unit.notify({ userId, kind: 'credential.found', title, href: `/apps/${appId}/keys/${id}` });
  }
  return people.length;
}

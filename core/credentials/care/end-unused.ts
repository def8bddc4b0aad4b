import { and, eq, type SQL, sql } from 'drizzle-orm';
import { apps, credentials } from '@/db/schema';
import type { Context } from '../../context';
import { mutate } from '../../mutate';
import type { UsageFigures } from '../../ports/usage';
import { readSettings } from '../../settings/read';
import { noteLastCalls } from '../../usage/note-last-calls';
import { usageCovers } from '../../usage/usage-covers';
import { peopleOfKey } from '../people-of-key';
import { requestRevocations } from '../request-revocations';

const DAY_MS = 86_400_000;
/** Keys of one run; the next hour goes on. */
const KEYS_MAX = 500;

/** Ends a change of a key that is used again, or that another worker has had. */
class UsedAgain extends Error {}

/**
 * Flags keys that nobody used for the days of the settings and tells their people; ends them after as many days again.
 * A call, or the word of its people that the app is still needed, takes the flag away. Only where the usage figures reach
 * back far enough and are fresh: a key is never called unused because nobody counted. Answers how many were flagged and
 * how many ended.
 */
export async function endUnusedKeys(
  ctx: Context,
  usage: UsageFigures | null,
): Promise<{ flagged: number; ended: number }> {
  const { unusedKeyDays: days } = await readSettings(ctx.db);
  await noteLastCalls(ctx, usage);
  await takeFlagsAway(ctx, days);
  const result = { flagged: 0, ended: 0 };
  if (days === 0) return result;
  const covered = coverageOf(ctx, usage);
  for (const { id, gatewayId } of await find(ctx, isForgotten(days))) {
    if ((await covered(gatewayId, days)) && (await flag(ctx, id, days))) result.flagged += 1;
  }
  for (const { id, gatewayId } of await find(ctx, isToEnd(days))) {
    if ((await covered(gatewayId, 2 * days)) && (await end(ctx, id, days))) result.ended += 1;
  }
  return result;
}

/** When somebody last showed that the key is needed: by a call, by making it, or by saying so. */
const lastSign = sql`greatest(credentials.last_used_at, credentials.active_at,
  (select app.confirmed_at from apps app where app.id = credentials.app_id))`;
const isAtRest = sql`credentials.status = 'active' and credentials.retiring_at is null
  and credentials.suspended_at is null and coalesce(credentials.expires_at > now(), true)`;
const isUnusedFor = (days: number) => sql`${lastSign} < now() - make_interval(days => ${days})`;
const isForgotten = (days: number) =>
  sql`${isAtRest} and credentials.unused_warned_at is null and ${isUnusedFor(days)}`;
const isToEnd = (days: number) => sql`${isAtRest} and ${isUnusedFor(days)}
  and credentials.unused_warned_at < now() - make_interval(days => ${days})`;

function find(ctx: Context, condition: SQL) {
  return ctx.db
    .select({ id: credentials.id, gatewayId: credentials.gatewayId })
    .from(credentials)
    .where(condition)
    .orderBy(credentials.id)
    .limit(KEYS_MAX);
}

/** Asked once for each gateway and length. */
function coverageOf(ctx: Context, usage: UsageFigures | null) {
  const known = new Map<string, Promise<boolean>>();
  return (gatewayId: string, days: number): Promise<boolean> => {
    const name = `${gatewayId} ${days}`;
    const since = new Date(ctx.now().getTime() - days * DAY_MS);
    const answer = known.get(name) ?? usageCovers(ctx, usage, { gatewayId, since });
    known.set(name, answer);
    return answer;
  };
}

async function takeFlagsAway(ctx: Context, days: number): Promise<void> {
  const isOver = days === 0 ? sql`true` : sql`${lastSign} >= credentials.unused_warned_at`;
  await ctx.db
    .update(credentials)
    .set({ unusedWarnedAt: null })
    .where(sql`credentials.unused_warned_at is not null and credentials.status = 'active' and ${isOver}`);
}

async function flag(ctx: Context, id: string, days: number): Promise<boolean> {
  return unlessUsed(
    mutate(ctx, async (unit) => {
      const [key] = await unit.tx
        .update(credentials)
        .set({ unusedWarnedAt: sql`now()`, updatedAt: sql`now()` })
        .where(and(eq(credentials.id, id), isForgotten(days)))
        .returning({ appId: credentials.appId, organizationId: credentials.organizationId });
      if (!key) throw new UsedAgain();
      const people = await peopleOfKey(unit.tx, id);
      const facts = { days: String(days), endsOn: day.format(new Date(ctx.now().getTime() + days * DAY_MS)) };
      for (const userId of people) {
        await unit.mail({ message: 'key-unused', to: { userId }, subjectId: id, facts });
        const title = `Nobody used a key of yours for ${days} days`;
        await unit.notify({ userId, kind: 'credential.unused', title, href: `/apps/${key.appId}/keys/${id}` });
      }
      const subject = { kind: 'credential', id, organizationId: key.organizationId };
      await unit.audit('credential.holder_told', subject, { notice: 'unused', days, told: people.length });
    }),
  );
}

async function end(ctx: Context, id: string, days: number): Promise<boolean> {
  return unlessUsed(
    mutate(ctx, async (unit) => {
      // The app first, as everywhere: whoever says now that it is needed comes before or after.
      const [key] = await unit.tx.select({ appId: credentials.appId }).from(credentials).where(eq(credentials.id, id));
      if (!key) throw new UsedAgain();
      await unit.tx.select({ id: apps.id }).from(apps).where(eq(apps.id, key.appId)).for('share');
      const [held] = await unit.tx
        .select({ id: credentials.id })
        .from(credentials)
        .where(and(eq(credentials.id, id), isToEnd(days)))
        .for('update');
      if (!held) throw new UsedAgain();
      await requestRevocations(ctx, unit, { credentialId: id }, `Not used for ${2 * days} days`);
    }),
  );
}

async function unlessUsed(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    (error: unknown) => {
      if (error instanceof UsedAgain) return false;
      throw error;
    },
  );
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
